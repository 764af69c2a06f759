"""`zhengce check`: what it prints, and its exit status."""

import json
from pathlib import Path

import pytest

from answer.cli import main

_TEXT = """某市人民政府关于社区用房的通知
某政发〔2019〕3号
各区人民政府：
一、各区于每年2月30日前上报。
二、经费由市财政下拔。
三、住宅区按每百户30平方米配建社区用房。
某市人民政府
2019年3月5日
"""
_SOUND = (
    "某市人民政府关于社区服务的通知\n某政发〔2019〕4号\n各区人民政府：\n一、认真落实。\n某市人民政府\n2019年3月5日\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("a.txt", _TEXT), ("b.txt", _SOUND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.delenv("COLUMNS", raising=False)
    assert main(["ingest", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--home", str(tmp_path / "home")]) == 0
    return tmp_path / "home"


def test_defects_are_grouped_with_line_words_and_hint(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["check", "--home", str(home)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "某政发〔2019〕3号 某市人民政府关于社区用房的通知",
        "  前后不符 (1)",
        "    第 4 行 一: 各区于每年2月30日前上报",
        "      “2月30日”这一天不存在。请核对日期，不要自行推定",
        "  可作不同理解或未写明 (1)",
        "    第 6 行 三: 住宅区按每百户30平方米配建社区用房",
        "      按每100户计，不足100户的零头按比例计、进位还是不计未规定。通常按比例计算，请核实",
        "  用字和形式 (1)",
        "    第 5 行 二: 经费由市财政下拔",
        "      “下拔”疑为“拨”（形近）。请核对原件用字",
        "",
        (
            "检查了 2 个文件，共 3 处: 前后不符 1 处，可作不同理解或未写明 1 处，用字和形式 1 处。"
            "以上只指出不一致之处，以原件为准"
        ),
    ]


def test_json_gives_place_and_code(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["check", "某政发〔2019〕3号", "--json", "--home", str(home)]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["document"] == "某政发〔2019〕3号"
    assert document["source"] == "a.txt"
    first = document["defects"][0]
    assert first["words"] == _TEXT[first["start"] : first["end"]] == "2月30日"
    assert (first["code"], first["severity"], first["line"], first["label"]) == ("date", "mismatch", 4, "一")


def test_strict_fails_on_any_defect(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", "--home", str(home)]) == 1
    assert main(["check", "某政发〔2019〕4号", "--strict", "--home", str(home)]) == 0
    assert "检查了 1 个文件，没有发现问题" in capsys.readouterr().out


def test_unknown_document_is_bad_input(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "不存在的文件", "--home", str(home)]) == 2
    assert "没有文件" in capsys.readouterr().err
