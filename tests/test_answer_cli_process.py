"""The command in a process of its own: pipes, terminals, completion, what it loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer import Context
from typer.main import get_command

from answer.cli import app
from answer.cli_options import complete_document, complete_place
from answer.progress import progress
from command_line import ROOT, Run, real


def test_documents_and_places_are_completed(filled: Run, home: Path, files: Path) -> None:
    (files / "roads.txt").write_text("贵阳市道路管理办法\n\n第一条 道路应当平整。\n", encoding="utf-8")
    filled("ingest", files / "roads.txt")

    def completed(words: str, count: int) -> list[str]:
        shown = real(home=home, _ZHENGCE_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(count))
        return shown.stdout.split()

    assert completed("zhengce show 甲", 2) == ["甲政发〔2011〕8号"]
    assert completed("zhengce search --place 贵", 3) == ["贵阳市"]
    assert completed("zhengce search --place 丙", 3) == []


def test_completions_read_the_home_typed_so_far(filled: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = get_command(app)
    before = Context(command, info_name="zhengce")
    before.params = {"home": home}
    behind = Context(command, parent=before)
    monkeypatch.setenv("ZHENGCE_HOME", str(home / "elsewhere"))

    assert list(complete_document(behind, "甲政")) == [("甲政发〔2011〕8号", "甲市人民政府关于加强公园管理的通知")]
    assert list(complete_document(behind, "丁")) == []
    assert list(complete_place(behind, "丁")) == []


def test_a_completion_of_a_damaged_library_offers_nothing(home: Path) -> None:
    home.mkdir()
    (home / "library.sqlite").write_bytes(b"damaged" * 100)
    context = Context(get_command(app), info_name="zhengce")
    context.params = {"home": home}

    assert list(complete_document(context, "")) == []
    assert list(complete_place(context, "")) == []


def test_progress_is_shown_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress("导入", 2) as advance:
        advance("a.txt")
    assert capsys.readouterr() == ("", "")

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress("导入", 2) as advance:
        advance("[b].txt")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "导入" in shown.err


def test_a_real_process_answers_in_plain_text(filled: Run, home: Path) -> None:
    shown = real("cite", "游泳场所管理办法第二条", home=home, NO_COLOR="1", LANG="C")

    assert (shown.returncode, shown.stderr) == (0, "")
    assert "第二条 救生员每处不少于两名。" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_a_narrow_terminal_is_respected(filled: Run, home: Path) -> None:
    from answer.layout import width_of

    shown = real("show", "公园管理", home=home, COLUMNS="30")

    assert max(map(width_of, shown.stdout.splitlines())) <= 32


def _loaded(home: Path, names: set[str], arguments: list[str]) -> list[str]:
    """Those of some modules that a command loads, by name."""
    code = (
        "import sys; from answer.cli import main; main(sys.argv[1:]);"
        f"print(*sorted({names!r} & set(sys.modules)), sep=',')"
    )
    shown = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return shown.stdout.splitlines()[-1].split(",")


@pytest.mark.parametrize("arguments", [["--help"], ["cite", "游泳场所管理办法第二条"], ["documents"]])
def test_commands_that_cut_no_words_load_no_dictionary(filled: Run, home: Path, arguments: list[str]) -> None:
    assert _loaded(home, {"jieba", "numpy", "rank_bm25", "rich.table", "pdfplumber"}, arguments) == [""]


def test_a_question_loads_the_dictionary_and_the_ranking_without_numpy(filled: Run, home: Path) -> None:
    names = {"jieba", "numpy", "rank_bm25", "tantivy", "rich.table", "pdfplumber"}

    assert _loaded(home, names, ["ask", "游泳场所什么时候可以开放？"]) == ["jieba", "rank_bm25"]


@pytest.mark.parametrize("arguments", [["ask", "公园门票多少钱"], ["documents"], ["--help"]])
def test_a_reader_that_has_gone_ends_the_command_quietly(filled: Run, home: Path, arguments: list[str]) -> None:
    source, sink = os.pipe()
    os.close(source)
    with os.fdopen(sink, "wb") as gone:
        ended = subprocess.run(
            [sys.executable, "-m", "answer.cli", *arguments],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home)},
            stdout=gone,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.parametrize("closed", ["1", "2"])
def test_streams_that_are_closed_do_no_harm(filled: Run, home: Path, closed: str) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m answer.cli ask 公园门票多少钱 {closed}>&-', sys.executable],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home)},
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (ended.stdout == b"") == (closed == "1")
