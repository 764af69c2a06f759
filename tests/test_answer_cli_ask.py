"""`ask`: one question, and a file of them."""

import gc
import json
import multiprocessing
import os
import subprocess
import sys
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from openpyxl import Workbook

from answer.cli_replies import Form, Reply, numbered_reply
from answer.cli_sharing import shared_replies
from answer.typed import LONGEST
from command_line import PARKS, ROOT, Run, real
from index.library import bundled_library, reopened
from index.store import Library
from index.writer import Writer
from ingest.read import read_text


def test_ask_answers(filled: Run) -> None:
    status, out, _ = filled("ask", "甲市公园门票最高多少钱?", "--json")
    found = json.loads(out)

    assert status == 0
    assert found["status"] == "answered"
    assert "五元" in found["citations"][0]["quote"]


def test_ask_for_people_begins_with_the_conclusion(filled: Run) -> None:
    status, out, _ = filled("ask", "甲市公园门票最高多少钱?")

    assert status == 0
    assert out.startswith("结论  公园门票每张不超过5元\n")
    assert "依据\n[1] 《甲市人民政府关于加强公园管理的通知》甲政发〔2011〕8号 二\n" in out


def test_questions_of_a_file_are_numbered_for_people(filled: Run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("甲市公园门票多少钱\n" + "长" * (LONGEST + 1) + "\n甲市公园面积多大\n", encoding="utf-8")

    status, out, err = filled("ask", "--file", questions)

    assert (status, err.startswith("第 2 问: ")) == (2, True)
    assert out.startswith("1. 甲市公园门票多少钱\n")
    assert "\n\n3. 甲市公园面积多大\n" in out


def test_garbage_is_looked_for_as_before_when_a_file_is_answered(filled: Run, tmp_path: Path) -> None:
    usual = gc.get_threshold()
    (tmp_path / "questions.txt").write_text("甲市公园门票多少钱\n甲市公园面积多大\n", encoding="utf-8")

    filled("ask", "--file", tmp_path / "questions.txt")

    assert gc.get_threshold() == usual


def test_a_file_of_questions_that_is_no_text(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_bytes(bytes(range(256)) * 4)

    status, _, err = filled("ask", "--file", tmp_path / "questions.txt")

    assert (status, "编码无法识别" in err) == (2, True)


def test_bytes_that_are_no_text_do_no_harm(filled: Run, home: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "answer.cli", "ask", b"\xff\xfe" + "公园面积".encode(), "--json"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home)},
        capture_output=True,
        check=False,
    )

    assert shown.stderr == b""
    assert json.loads(shown.stdout)["question"] == "\ufffd\ufffd公园面积"


def test_ask_is_the_same_every_time(filled: Run) -> None:
    assert filled("ask", "公园面积多大", "--json") == filled("ask", "公园面积多大", "--json")


@pytest.mark.parametrize("question", ["", "  ", "？？", "问" * (LONGEST + 1)])
def test_a_question_that_cannot_be_read_is_refused_in_one_line(filled: Run, question: str) -> None:
    status, out, err = filled("ask", question)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(("问题为空。", "问题有 2001 字，最多 2000 字。", "请给出一个问题"))


def test_a_file_of_questions_is_answered_in_order(filled: Run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("甲市公园门票多少钱\n\n" + "长" * (LONGEST + 1) + "\n丁市的门票呢\n", encoding="utf-8")

    status, out, err = filled("ask", "--file", questions, "--json")
    lines = [json.loads(line) for line in out.splitlines()]

    assert status == 2
    assert [line["status"] for line in lines][:2] == ["answered", "refused"]
    assert lines[2]["question"] == "丁市的门票呢"
    assert err.startswith("第 2 问: ")


@pytest.mark.parametrize("heading", ["编号,问题", "编号,咨询事项"])
def test_a_column_of_a_table_is_answered(filled: Run, tmp_path: Path, heading: str) -> None:
    table = tmp_path / "questions.csv"
    table.write_text(f"{heading}\n1,甲市公园门票多少钱\n2,甲市公园面积多大\n", encoding="gb18030")

    _, out, _ = filled("ask", "--file", table, "--column", heading.split(",")[1], "--json")

    assert [json.loads(line)["question"] for line in out.splitlines()] == ["甲市公园门票多少钱", "甲市公园面积多大"]


def test_a_column_of_a_sheet_is_answered(filled: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["编号", "提问"], [None, None], [1, "甲市公园门票多少钱"], [2, None], [3, "甲市公园面积多大"]):
        sheet.append(row)
    book.save(tmp_path / "questions.xlsx")

    _, out, _ = filled("ask", "--file", tmp_path / "questions.xlsx", "--json")

    assert [json.loads(line)["question"] for line in out.splitlines()] == ["甲市公园门票多少钱", "甲市公园面积多大"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"text"])
def test_a_sheet_that_is_none_is_refused(filled: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "questions.xlsx").write_bytes(data)

    status, _, err = filled("ask", "--file", tmp_path / "questions.xlsx")

    assert (status, err.startswith("questions.xlsx: 不是完好的 .xlsx 表格。")) == (2, True)


def test_a_column_that_is_not_there(filled: Run, tmp_path: Path) -> None:
    table = tmp_path / "questions.csv"
    table.write_text("编号,问题\n1,甲\n", encoding="utf-8")

    status, _, err = filled("ask", "--file", table, "--column", "事项")

    assert (status, err) == (2, "questions.csv: 没有“事项”列。现有: 编号、问题\n")


@pytest.mark.parametrize("row", ['2,"公园面积', '2,"公园"面积', "2," + "长" * 200_000])
def test_a_table_that_is_none_is_refused_with_the_line(filled: Run, tmp_path: Path, row: str) -> None:
    table = tmp_path / "questions.csv"
    table.write_text(f"编号,问题\n1,甲市公园门票多少钱\n{row}\n3,甲市公园面积多大\n", encoding="utf-8")

    status, out, err = filled("ask", "--file", table)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("questions.csv: 第 3 行起不成表格，引号可能不成对。")


@pytest.mark.parametrize("text", ["", "\n \n", "问题\n"])
def test_a_file_without_questions_is_refused(filled: Run, tmp_path: Path, text: str) -> None:
    table = tmp_path / ("questions.csv" if "问" in text else "questions.txt")
    table.write_text(text, encoding="utf-8")

    status, _, err = filled("ask", "--file", table)

    assert (status, err) == (2, f"{table.name}: 没有问题。请每行写一个问题，或用 --column 给出表格的列\n")


def test_a_file_of_questions_that_is_not_there(filled: Run, tmp_path: Path) -> None:
    for name in ("nowhere.txt", "nowhere.xlsx"):
        status, _, err = filled("ask", "--file", tmp_path / name)

        assert (status, err) == (2, f"{name}: 无法读取 (No such file or directory)。请检查路径和权限\n")


_MANY = [
    *(f"甲市公园门票{word}" for word in ("最高多少钱", "由谁定", "可以涨价吗", "什么时候公布", "在丁市呢")),
    "长" * (LONGEST + 1),
]


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_several_processes_answer_a_file_as_one_does(filled: Run, home: Path, tmp_path: Path, form: list[str]) -> None:
    file = tmp_path / "many.txt"
    file.write_text("\n".join(_MANY * 6), encoding="utf-8")

    one, three = (real("ask", "--file", str(file), "--jobs", jobs, *form, home=home) for jobs in "13")

    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)
    assert one.stderr.count("\n") == 6
    assert one.stdout.count("公园门票每张不超过5元") >= 6


_JSON = Form(as_json=True, width=None)


@pytest.fixture
def expected(filled: Run, path: Path) -> list[Reply]:
    """The replies of one process, from the library as it is before anything happens."""
    library = Library.open(path)
    return [numbered_reply(library, *one, _JSON) for one in enumerate(_MANY, 1)]


def test_questions_are_answered_from_one_state_though_the_library_is_changed(
    expected: list[Reply], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()

    def changed_after(library: Library) -> Library:
        opened = reopened(library)
        if os.getpid() == parent:
            with Writer.open(path) as writer:
                writer.add([read_text("丁.txt", PARKS.replace("五元", "九元"), sha256="丁")])
        return opened

    monkeypatch.setattr("answer.cli_sharing.reopened", changed_after)

    assert list(shared_replies(Library.open(path), list(enumerate(_MANY, 1)), _JSON, jobs=2)) == expected


def test_a_process_that_is_ended_from_outside_loses_no_answer(
    expected: list[Reply], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = os.getpid()

    def ended(library: Library, number: int, question: str, form: Form) -> Reply:
        if os.getpid() != parent:
            os._exit(9)
        return numbered_reply(library, number, question, form)

    monkeypatch.setattr("answer.cli_sharing.numbered_reply", ended)

    assert list(shared_replies(Library.open(path), list(enumerate(_MANY, 1)), _JSON, jobs=2)) == expected


@pytest.mark.parametrize("given", [0, 1])
def test_where_too_few_processes_can_be_had_those_answer_all(
    expected: list[Reply], path: Path, monkeypatch: pytest.MonkeyPatch, given: int
) -> None:
    started = []
    start = ForkProcess.start

    def refused(process: ForkProcess) -> None:
        started.append(process)
        if len(started) > given:
            raise OSError(11, "Resource temporarily unavailable")
        start(process)

    monkeypatch.setattr(ForkProcess, "start", refused)

    assert list(shared_replies(Library.open(path), list(enumerate(_MANY, 1)), _JSON, jobs=3)) == expected
    assert len(started) == given + 1
    assert multiprocessing.active_children() == []


def test_messages_that_cannot_be_written_hold_nothing_up(filled: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("\n".join(_MANY * 6), encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "answer.cli", "ask", "--file", tmp_path / "many.txt", "--jobs", "2", "--json"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=full,
            timeout=60,
            check=False,
        )

    assert ended.stdout.count(b"\n") == len(_MANY * 6)


def test_the_bundled_library_is_made_again_if_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("index.library._readings", lambda: [read_text("甲.txt", PARKS, sha256="甲")])
    numbered = list(enumerate(_MANY, 1))
    expected = [numbered_reply(bundled_library(), *one, _JSON) for one in numbered]
    library = bundled_library()
    replies = shared_replies(library, numbered, _JSON, jobs=2)
    first = next(replies)

    Path(library.where).unlink()

    assert [first, *replies] == expected
