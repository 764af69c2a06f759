import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from typer import Context
from typer.main import get_command

from answer.answers import Amount, Answer, AnswerStatus, Caution, Missing, Reason, Step, Understood, UnderstoodInput
from answer.citations import CitedProvision, cite_provision
from answer.cli import app, main
from answer.cli_ask import LONGEST
from answer.cli_options import complete_document, complete_place
from answer.progress import progress
from answer.render import answer_text
from answer.render_json import answer_json
from index.library import open_library
from index.store import Library

ROOT = Path(__file__).parents[1]

PARKS = """甲市人民政府关于加强公园管理的通知

甲政发〔2011〕8号

各区人民政府:

现就加强公园管理通知如下:

一、公园建设标准

(一)每万人配建公园一处，面积不少于2000平方米。

(二)公园应当设置公共厕所。

二、公园门票每张不超过五元。

甲市人民政府

2011年5月4日
"""

POOLS = """乙市游泳场所管理办法

第一条 为了加强管理，制定本办法。

第二条 救生员每处不少于两名。

第三条 本办法自2012年2月30日起施行。
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "parks.txt").write_text(PARKS, encoding="utf-8")
    (folder / "pools.txt").write_text(POOLS, encoding="gb18030")
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(home: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process: exit status, standard output and error."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("ZHENGCE_HOME", str(home))
    monkeypatch.delenv("COLUMNS", raising=False)

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(one) for one in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


@pytest.fixture
def filled(run: Run, files: Path) -> Run:
    assert run("ingest", files)[0] == 0
    return run


def real(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "answer.cli", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home), "XDG_CACHE_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


# ingest


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


# documents, show, remove


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


# cite, search


def test_cite_shows_the_provision_in_its_context(filled: Run) -> None:
    status, out, _ = filled("cite", "甲政发[2011]8号 一(一)")

    assert status == 0
    for words in ("甲市人民政府关于加强公园管理的通知", "文号: 甲政发〔2011〕8号", "效力: 不明", "一、公园建设标准"):
        assert words in out
    assert "(一)每万人配建公园一处，面积不少于2000平方米。" in out
    assert "下一条 一、(二): (二)公园应当设置公共厕所。" in out


def test_cite_of_a_whole_document_shows_its_outline(filled: Run) -> None:
    status, out, _ = filled("cite", "甲政发〔2011〕8号")
    found = json.loads(filled("cite", "甲政发〔2011〕8号", "--json")[1])

    assert status == 0
    for words in ("甲市人民政府关于加强公园管理的通知", "一: 一、公园建设标准", "二: 二、公园门票", "zhengce show"):
        assert words in out
    assert "甲政发〔2011〕8号" in found["citations"][0]["quote"]


def test_cite_json_is_the_contract(filled: Run) -> None:
    status, out, _ = filled("cite", "游泳场所管理办法第二条", "--json")
    found = json.loads(out)

    assert (status, found["schema"], found["status"]) == (0, 1, "found")
    assert found["citations"][0]["quote"] == "第二条 救生员每处不少于两名。"
    assert set(found["citations"][0]) >= {"document", "title", "path", "label", "address", "validity", "source", "url"}


@pytest.mark.parametrize("citation", ["游泳场所管理办法第九十九条", "丙政发〔1999〕1号第一条", "第一条", "随便说说"])
def test_a_citation_that_leads_nowhere_says_why(filled: Run, citation: str) -> None:
    status, out, err = filled("cite", citation)

    assert (status, err) == (1, "")
    assert out.strip()


def test_search_shows_score_and_terms(filled: Run) -> None:
    status, out, _ = filled("search", "公园", "门票", "--limit", "1")

    assert status == 0
    assert out.startswith("1. 《甲市人民政府关于加强公园管理的通知》甲政发〔2011〕8号 二\n")
    assert "得分" in out
    assert "门票" in out.splitlines()[2]


def test_search_json_and_place(filled: Run) -> None:
    found = json.loads(filled("search", "管理", "--json")[1])
    elsewhere = filled("search", "管理", "--place", "丙市", "--json")

    assert found["hits"][0]["matched"][0]["weight"] > 0
    assert (elsewhere[0], json.loads(elsewhere[1])["status"]) == (1, "not_found")


def test_search_without_hits(filled: Run) -> None:
    assert filled("search", "魑魅魍魉")[:2] == (1, "没有条文含有这些词语\n")


# ask


def test_ask_answers(filled: Run) -> None:
    status, out, _ = filled("ask", "甲市公园门票最高多少钱?", "--json")
    found = json.loads(out)

    assert status == 0
    assert found["status"] == "answered"
    assert "五元" in found["citations"][0]["quote"]


def test_ask_for_people_begins_with_the_conclusion(filled: Run) -> None:
    status, out, _ = filled("ask", "甲市公园门票最高多少钱?")

    assert status == 0
    assert "5" in out.split("\n\n")[0] or "五" in out.split("\n\n")[0]
    assert "依据\n[1] 《甲市人民政府关于加强公园管理的通知》甲政发〔2011〕8号 二\n" in out


def test_questions_of_a_file_are_numbered_for_people(filled: Run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("甲市公园门票多少钱\n" + "长" * (LONGEST + 1) + "\n甲市公园面积多大\n", encoding="utf-8")

    status, out, err = filled("ask", "--file", questions)

    assert (status, err.startswith("第 2 问: ")) == (2, True)
    assert out.startswith("1. 甲市公园门票多少钱\n")
    assert "\n\n3. 甲市公园面积多大\n" in out


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
    assert err.startswith("问题无法处理: ")


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


def test_a_column_that_is_not_there(filled: Run, tmp_path: Path) -> None:
    table = tmp_path / "questions.csv"
    table.write_text("编号,问题\n1,甲\n", encoding="utf-8")

    status, _, err = filled("ask", "--file", table, "--column", "事项")

    assert (status, err) == (2, "questions.csv: 没有“事项”列。现有: 编号、问题\n")


def test_a_file_of_questions_that_is_not_there(filled: Run, tmp_path: Path) -> None:
    assert filled("ask", "--file", tmp_path / "nowhere.txt")[0] == 2


@pytest.fixture
def answer(filled: Run, home: Path) -> Answer:
    library = open_library(home)
    cited = _cited(library, "二")
    inputs = (UnderstoodInput("人数", Fraction(3), "人", "3人"),)
    return Answer(
        id="0",
        question="三人门票多少钱",
        understood=Understood("amount", ("甲市",), (), (), ("门票",), inputs, (("三人", "3人"),)),
        status=AnswerStatus.NEEDS_INPUT,
        reason=Reason.MISSING_INPUT,
        conclusion="门票共不超过15元。",
        amounts=(
            Amount("门票", Fraction(15), None, None, "元", "<=", "", (Step("3 × 5 = 15", 0),), ("人数",), 0),
            Amount("面积", None, Fraction(1000), Fraction(2500), "平方米", "range", "建筑面积", (), (), 0),
        ),
        citations=(cited,),
        missing=(Missing("年龄", "岁", "几岁?", (0,)),),
        warnings=(Caution("condition", "仅限成人", (0,)),),
    )


def _cited(library: Library, label: str) -> CitedProvision:
    for document in library.documents():
        for provision in document.provisions:
            if provision.label == label:
                return cite_provision(library, document.key, provision.address)
    raise AssertionError(label)


def test_an_answer_is_shown_conclusion_first(answer: Answer) -> None:
    lines = answer_text(answer).splitlines()

    assert lines[0] == "【需补充信息】门票共不超过15元。"
    assert "· 门票: 不超过 15 元 [1]" in lines
    assert "  - 3 × 5 = 15 [1]" in lines
    assert "· 面积: 1,000–2,500 平方米 (建筑面积) [1]" in lines
    assert "· 年龄 (岁): 几岁?" in lines
    assert "! 仅限成人 [1]" in lines
    assert "    二、公园门票每张不超过五元。" in lines
    assert lines[-1].startswith("    效力: 不明")


def test_an_answer_without_a_provision_is_marked(answer: Answer) -> None:
    none = replace(answer, status=AnswerStatus.NOT_FOUND, amounts=(), citations=(), missing=(), warnings=())

    assert answer_text(none) == "【未找到依据】门票共不超过15元。\n"


def test_json_of_an_answer_has_decimal_strings(answer: Answer) -> None:
    found = json.loads(json.dumps(answer_json(answer)))

    assert found["amounts"][0]["value"] == "15"
    assert (found["amounts"][1]["low"], found["amounts"][1]["value"]) == ("1000", None)
    assert found["understood"]["inputs"] == [{"name": "人数", "value": "3", "unit": "人", "text": "3人"}]
    assert found["understood"]["rewrites"] == [{"from": "三人", "to": "3人"}]
    assert (found["status"], found["reason"]) == ("needs_input", "missing_input")


# the command itself


@pytest.mark.parametrize("command", ["ask", "cite", "search", "documents", "show", "ingest", "remove"])
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")

    assert status == 0
    assert f"用法: zhengce {command}" in out
    assert f"zhengce {command} " in out.split("例:")[1]
    assert not [word for word in ("Usage", "Options", "Arguments", "Show this") if word in out]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nosuch"], "用法有误: 没有命令 'nosuch'。请看 zhengce --help\n"),
        (["cite"], "用法有误: 缺少参数 引用。请看 zhengce cite --help\n"),
        (["search", "--limt", "3", "x"], "用法有误: 没有选项 --limt，是否指 --limit。请看 zhengce search --help\n"),
        (["search", "x", "--limit", "0"], "用法有误: 选项 --limit 的值无效。请看 zhengce search --help\n"),
        (["ask", "--file"], "用法有误: 选项 --file 后面缺少内容。请看 zhengce"),
        (["cite", "a", "b"], "用法有误: 参数过多，含空格的内容请加引号: (b)。请看 zhengce cite --help\n"),
    ],
)
def test_wrong_use_is_told_in_one_line(run: Run, arguments: list[str], message: str) -> None:
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith(message)


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    status, out, err = run()

    assert (status, out) == (2, "")
    assert "用法: zhengce" in err


def test_version(run: Run) -> None:
    status, out, _ = run("--version")

    assert (status, out.startswith("zhengce ")) == (0, True)


def test_home_and_json_may_stand_before_the_command(run: Run, files: Path, tmp_path: Path) -> None:
    run("--home", tmp_path / "other", "ingest", files / "parks.txt")

    assert len(json.loads(run("--home", tmp_path / "other", "--json", "documents")[1])["documents"]) == 1
    assert json.loads(run("documents", "--json")[1])["bundled"]


def test_a_damaged_library_is_one_line_and_status_3(filled: Run, home: Path) -> None:
    (home / "library.sqlite").write_bytes(b"damaged" * 1000)
    for name in ("library.sqlite-wal", "library.sqlite-shm"):
        (home / name).unlink(missing_ok=True)

    status, out, err = filled("documents")

    assert (status, out, err.count("\n")) == (3, "", 1)
    assert "重新导入" in err


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("answer.cli_options.open_library", interrupt)

    assert run("documents") == (130, "", "")


def test_an_internal_fault_is_one_line_and_not_no_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("spilled\nmilk")

    monkeypatch.setattr("answer.cli_options.open_library", fail)

    assert run("documents")[::2] == (3, "内部错误 (RuntimeError: spilled milk)。设 ZHENGCE_DEBUG=1 再运行可见详情\n")
    monkeypatch.setenv("ZHENGCE_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run("documents")


def test_a_fault_of_the_system_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere")

    monkeypatch.setattr("answer.cli_options.open_library", fail)

    assert run("documents")[::2] == (3, "读写失败: /somewhere Permission denied\n")


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


def test_a_closed_pipe_is_quiet(filled: Run, home: Path) -> None:
    shown = subprocess.run(
        ["sh", "-c", f"{sys.executable} -W ignore -m answer.cli show 公园管理 | true"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home)},
        capture_output=True,
        check=True,
    )

    assert (shown.stdout, shown.stderr) == (b"", b"")


@pytest.mark.parametrize("arguments", [["--help"], ["cite", "游泳场所管理办法第二条"], ["documents"]])
def test_commands_that_cut_no_words_load_no_dictionary(filled: Run, home: Path, arguments: list[str]) -> None:
    code = (
        "import sys; from answer.cli import main; main(sys.argv[1:]);"
        "print(sorted({'jieba', 'numpy', 'rank_bm25', 'rich.table', 'pdfplumber'} & set(sys.modules)))"
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

    assert shown.stdout.splitlines()[-1] == "[]"
