"""`ingest`, `documents`, `show` and `remove`."""

import json
from pathlib import Path

import pytest

from command_line import PARKS, POOLS, Run
from index.writer import Change, Writer
from ingest.records import Reading


def test_ingest_reports_each_file(run: Run, files: Path) -> None:
    status, out, err = run("ingest", files)

    assert (status, err) == (0, "")
    assert "parks.txt: 已导入，1 个文件" in out
    assert "gb18030" in out
    assert "共 2 个来源，2 个文件" in out


def test_ingest_again_changes_nothing(filled: Run, files: Path) -> None:
    status, out, _ = filled("ingest", files / "parks.txt")

    assert (status, "parks.txt: 未变化" in out) == (0, True)


def test_ingest_of_a_changed_file_replaces_it(filled: Run, files: Path) -> None:
    (files / "parks.txt").write_text(PARKS.replace("2000", "3000"), encoding="utf-8")

    _, out, _ = filled("ingest", files, "--json")

    assert [one["outcome"] for one in json.loads(out)["files"]] == ["replaced", "unchanged"]
    assert "3000平方米" in filled("cite", "甲政发〔2011〕8号一、(一)")[1]


def test_a_file_that_cannot_be_read_is_skipped_and_told(run: Run, files: Path) -> None:
    (files / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (files / "empty.txt").write_bytes(b"")

    status, out, _ = run("ingest", files, "--json")
    outcomes = {one["file"]: one["outcome"] for one in json.loads(out)["files"]}

    assert status == 2
    assert outcomes["parks.txt"] == outcomes["pools.txt"] == "added"
    assert outcomes["broken.pdf"] == outcomes["empty.txt"] == "refused"


def test_two_files_of_one_name_do_not_replace_each_other(run: Run, files: Path) -> None:
    (files / "sub").mkdir()
    (files / "sub" / "parks.txt").write_text(POOLS, encoding="utf-8")

    status, out, _ = run("ingest", files)

    assert (status, "同名" in out) == (2, True)
    assert run("documents")[1].count("甲政发〔2011〕8号") == 1


def test_many_files_are_stored_in_several_goes(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored: list[list[str]] = []
    really = Writer.add

    def noted(self: Writer, readings: list[Reading]) -> Change:
        stored.append([one.source.name for one in readings])
        return really(self, readings)

    monkeypatch.setattr("answer.cli_library.BATCH", 2)
    monkeypatch.setattr("answer.cli_library.BATCH_BYTES", 2 * (files / "parks.txt").stat().st_size)
    monkeypatch.setattr(Writer, "add", noted)
    for name in ("a.txt", "b.txt", "c.txt"):
        (files / name).write_text(POOLS.replace("乙市", f"{name[0]}市"), encoding="utf-8")
    (files / "d.txt").write_text(PARKS.replace("甲市", "丁市") * 3, encoding="utf-8")

    assert "共 6 个来源" in run("ingest", files)[1]
    assert stored == [["a.txt", "b.txt"], ["c.txt"], ["d.txt"], ["parks.txt", "pools.txt"]]


def test_hidden_files_are_left_out(run: Run, files: Path) -> None:
    (files / ".hidden").mkdir()
    (files / ".hidden" / "note.txt").write_text(POOLS, encoding="utf-8")

    assert "共 2 个来源" in run("ingest", files)[1]


def test_ingest_of_nothing_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("ingest")[0] == 2
    assert run("ingest", tmp_path / "nowhere.txt")[0] == 2


def test_problems_of_a_text_are_listed_with_their_lines(run: Run, files: Path) -> None:
    found = json.loads(run("ingest", files / "pools.txt", "--json")[1])["files"][0]["problems"]

    assert all(one["line"] > 0 and one["message"] and one["hint"] for one in found)


def test_bundled_documents_come_in_only_when_asked_for(run: Run, files: Path) -> None:
    run("ingest", files / "parks.txt")
    alone = len(json.loads(run("documents", "--json")[1])["documents"])

    status, _, _ = run("ingest", "--bundled")

    assert (status, alone) == (0, 1)
    assert len(json.loads(run("documents", "--json")[1])["documents"]) > 1


def test_documents_are_listed_with_their_validity(filled: Run) -> None:
    status, out, _ = filled("documents")

    assert status == 0
    assert "甲政发〔2011〕8号 甲市人民政府关于加强公园管理的通知" in out
    assert "效力不明" in out


def test_documents_of_a_place_that_has_none(filled: Run, files: Path) -> None:
    (files / "roads.txt").write_text("贵阳市道路管理办法\n\n第一条 道路应当平整。\n", encoding="utf-8")
    filled("ingest", files / "roads.txt")

    assert filled("documents", "--place", "贵阳")[0] == 0
    assert filled("documents", "--place", "丙市")[:2] == (1, "没有适用于“丙市”的文件。现有: 贵阳市\n")


def test_an_empty_library_of_ones_own_says_so(filled: Run) -> None:
    for title in ("公园管理", "游泳场所"):
        assert filled("remove", title)[0] == 0

    status, out, _ = filled("documents")

    assert (status, out) == (1, "资料库中没有文件。请用 zhengce ingest 导入\n")


def test_show_has_every_provision(filled: Run) -> None:
    out = filled("show", "甲政发2011 8号")[1]

    for words in ("[一] 一、公园建设标准", "[一、(一)] (一)每万人配建公园一处", "[二] 二、公园门票"):
        assert words in out


def test_show_json_has_spans_into_the_source(filled: Run) -> None:
    found = json.loads(filled("show", "公园管理", "--json")[1])
    item = next(one for one in found["provisions"] if one["label"] == "一、(二)")

    assert PARKS[item["start"] : item["end"]].strip() == item["text"] == "(二)公园应当设置公共厕所。"


def test_unknown_document(filled: Run) -> None:
    status, out, err = filled("show", "丙政发〔1999〕1号")

    assert (status, out) == (2, "")
    assert err == "资料库没有文件“丙政发〔1999〕1号”。全部文件见 zhengce documents\n"


def test_bundled_documents_cannot_be_removed(run: Run) -> None:
    key = json.loads(run("documents", "--json")[1])["documents"][0]["key"]

    status, _, err = run("remove", key)

    assert (status, "不能移除" in err) == (2, True)


def test_remove_says_what_is_gone(filled: Run) -> None:
    status, out, _ = filled("remove", "公园管理", "--json")

    assert (status, json.loads(out)["title"]) == (0, "甲市人民政府关于加强公园管理的通知")
    assert "公园" not in filled("documents")[1]
