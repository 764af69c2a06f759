"""What the pages are made of: deciding words, corrected questions, the log, and a library that changes."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from answer import web_shelf
from answer.answers import Understood, UnderstoodInput
from answer.web_highlight import Given, Piece, pieces, shortened
from answer.web_log import FILE_NAME, QuestionLog, read_log
from answer.web_refine import refined
from answer.web_shelf import Shelf
from answer.web_words import MOST_DOCUMENTS, WebError, few_enough
from index.library import library_path
from index.store import Library
from index.writer import Writer
from ingest.errors import InputError, LibraryError, ZhengceError
from ingest.read import read_text
from web_client import NINGBO, SHAOXING, filled


def _roles(
    quote: str, *, values: list[Given], inputs: list[Given], terms: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    return [(one.text, one.role) for one in pieces(quote, values, inputs, terms) if one.role]


def test_the_number_of_the_answer_and_the_case_it_is_for_stand_out() -> None:
    quote = "规划户数500户以上不足2000户的,用房不少于200平方米;每百户20平方米"
    found = _roles(quote, values=[Given(Fraction(200), "平方米")], inputs=[Given(Fraction(1200), "户")])
    assert found == [("500户以上不足2000户", "case"), ("不少于200平方米", "value")]


def test_of_a_long_provision_the_sentences_that_stand_out_are_shown() -> None:
    quote = "甲。用房不得出租。" + "乙" * 40 + "。面积和用房由丙定。丁。"
    made = shortened(pieces(quote, [], [], ("用房", "面积")), 18)
    assert "".join(one.text for one in made) == "甲。用房不得出租。……面积和用房由丙定。……"
    assert [one.text for one in made if one.role] == ["用房", "面积", "用房"]
    assert shortened(pieces("用房。", [], [], ("用房",)), 3) == (Piece("用房", "term"), Piece("。", ""))
    assert "".join(one.text for one in shortened(pieces("用" * 50, [], []), 9)) == "用" * 50


@pytest.mark.parametrize(("households", "stands_out"), [(500, True), (2000, False), (499, False), (1999, True)])
def test_an_open_end_is_outside(households: int, stands_out: bool) -> None:
    found = _roles("500户以上不足2000户的", values=[], inputs=[Given(Fraction(households), "户")])
    assert bool(found) is stands_out


def test_the_pieces_are_the_quote_with_its_broken_lines_joined() -> None:
    made = pieces("用房2\n00平方米,\n用房面积", [Given(Fraction(200), "平方米")], [], ["用房"])
    assert "".join(one.text for one in made) == "用房200平方米,用房面积"
    assert [one.text for one in made if one.role == "term"] == ["用房", "用房"]


def _understood(*inputs: UnderstoodInput, places: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> Understood:
    return Understood("amount", places, years, (), (), inputs, ())


HOUSEHOLDS = UnderstoodInput("户数", Fraction(1200), "户", "1200户")


def test_a_number_is_replaced_where_it_stands() -> None:
    question = "宁波１２００户的小区，用房多大"
    assert refined(question, _understood(HOUSEHOLDS), inputs={0: "800"}) == "宁波800户的小区，用房多大"
    assert refined(question, _understood(HOUSEHOLDS), inputs={0: "1.2万户"}) == "宁波12000户的小区，用房多大"
    assert refined(question, _understood(HOUSEHOLDS), inputs={3: "800"}) == question


def test_place_and_year_are_replaced_added_and_taken_out() -> None:
    asked = _understood(places=("宁波市",), years=(2021,))
    question = "宁波市2021年的标准，用房多大"
    assert refined(question, asked, place="绍兴市") == "绍兴市2021年的标准，用房多大"
    assert refined(question, asked, year="2022") == "宁波市2022年的标准，用房多大"
    assert refined(question, asked, place="宁波市", year="2021") == question
    assert refined("用房多大", _understood(), place="宁波市") == "宁波市用房多大"
    assert refined("用房多大", _understood(), year="2012年") == "2012年的规定，用房多大"
    both = _understood(places=("宁波市", "绍兴市"), years=(2012,))
    assert refined("宁波和绍兴用房多大", both, place="宁波市") == "宁波市用房多大"
    assert refined("12012户，2012年的标准", both, year="2008") == "12012户，2008年的标准"


@pytest.mark.parametrize(
    ("typed", "unit", "read"),
    [
        ("1500", "户", "1500户"),
        (" １，５００ 户", "户", "1500户"),
        ("0.15万", "户", "1500户"),
        ("一千五百", "户", "1500户"),
        ("3万元", "元", "30000元"),
        ("12万方", "平方米", "120000平方米"),
        ("3", "月", "3个月"),
        ("36个月", "年", "36个月"),
        ("1000-2000", "户", "1000-2000户"),
        ("60%", "%", "60%"),
    ],
)
def test_a_number_may_be_typed_in_many_ways(typed: str, unit: str, read: str) -> None:
    assert refined("用房多大", _understood(), missing=[("规模", typed, unit)]) == f"用房多大，规模{read}"


@pytest.mark.parametrize("typed", ["很多", "-5", "a" * 60])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(InputError, match="读不出数。请写数字，可带单位，例如 12户"):
        refined("用房多大", _understood(), missing=[("户数", typed, "户")])


def test_what_was_missing_is_added() -> None:
    assert refined("用房多大？", _understood(), missing=[("户数", "300", "户")]) == "用房多大，户数300户"
    assert refined("用房多大", _understood(), missing=[("城市", "宁波", "")]) == "宁波用房多大"
    assert refined("用房多大", _understood(), missing=[("户数", " ", "户")]) == "用房多大"


def test_the_log_keeps_one_line_an_event_and_forgets_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "new" / FILE_NAME
    log = QuestionLog(path, keep_days=30)
    log.asked("a1", "第一行\r\n第二行\x1b[2J\u202e", "answered", 0.0123)
    log.asked("a2", "问" * 3000, "not_found", 1)
    log.judged("a1", "问", "accurate", "")
    log.judged("a2\ud800\x1b", "问\ud800", "outdated", "\ud800")
    log.close()
    first, second = read_log(path, "questions")
    assert first["question"] == "第一行 第二行�[2J�"
    assert first["milliseconds"] == 12
    assert len(str(second["question"])) == 500
    assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as connection:
        for table in ("questions", "feedback"):
            connection.execute(f"UPDATE {table} SET at = '2001-01-01T00:00:00+00:00' WHERE answer = 'a1'")
    connection.close()
    QuestionLog(path, keep_days=30).close()
    assert [one["answer"] for one in read_log(path, "questions")] == ["a2"]
    again = QuestionLog(path, keep_days=30)
    again.asked("a3", "问", "answered", 0)
    again.close()
    assert [one["answer"] for one in read_log(path, "questions")] == ["a2", "a3"]
    assert [(one["answer"], one["verdict"]) for one in read_log(path, "feedback")] == [("a2��", "outdated")]


def test_what_cannot_be_written_now_is_written_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / FILE_NAME
    path.mkdir()
    log = QuestionLog(path, keep_days=30)
    log.judged("a1", "问", "accurate", "")
    while "问题记录无法写入" not in capsys.readouterr().err:
        time.sleep(0.02)
    path.rmdir()
    log.close()
    assert [one["answer"] for one in read_log(path, "feedback")] == ["a1"]


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no log" * 1000)
    with pytest.raises(LibraryError, match=r"提问记录读不出来.*请移走该文件"):
        list(read_log(tmp_path / FILE_NAME, "questions"))


def test_a_log_that_cannot_be_written_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    log = QuestionLog(tmp_path / "file" / FILE_NAME, keep_days=30)
    for _ in range(3):
        log.asked("a", "问", "answered", 0)
        time.sleep(0.1)
    log.close()
    assert capsys.readouterr().err.count("问题记录无法写入") == 1
    assert list(read_log(tmp_path / "none", "questions")) == []


def test_a_changed_library_is_opened_again_and_old_results_go(tmp_path: Path) -> None:
    home = filled(tmp_path / "home", {"a.txt": NINGBO})
    counted: list[int] = []

    async def run() -> list[int]:
        shelf = Shelf(home)
        await shelf.open()

        def documents(library: Library) -> int:
            counted.append(1)
            return len(library.keys())

        def count() -> asyncio.Future[int]:
            return asyncio.ensure_future(shelf.kept("count", documents))

        seen = list(await asyncio.gather(count(), count(), count()))
        with Writer.open(library_path(home)) as writer:
            writer.add([read_text("b.txt", SHAOXING, sha256="b")])
        seen.append(await count())
        shelf.look_again()
        seen.extend(await asyncio.gather(count(), count()))
        shelf.close()
        return seen

    assert asyncio.run(run()) == [1, 1, 1, 1, 2, 2]
    assert len(counted) == 2


def test_a_page_looks_through_so_many_documents_only() -> None:
    few_enough(MOST_DOCUMENTS, "check")
    with pytest.raises(WebError, match="zhengce extract"):
        few_enough(MOST_DOCUMENTS + 1, "extract")


def test_results_are_bounded_by_their_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_shelf, "_KEPT_BYTES", 2500)
    made: list[int] = []

    def page(number: int) -> Callable[[Library], bytes]:
        return lambda library: made.append(number) or b"a" * 1000  # type: ignore[func-returns-value]

    async def run() -> None:
        shelf = Shelf(filled(tmp_path / "home", {"a.txt": NINGBO}))
        for number in (1, 2, 3, 3, 2, 1):
            await shelf.kept(number, page(number))
        shelf.close()

    asyncio.run(run())
    assert made == [1, 2, 3, 1]


def test_work_that_takes_long_does_not_hold_up_other_work(tmp_path: Path) -> None:
    asked = threading.Event()

    async def run() -> bool:
        shelf = Shelf(filled(tmp_path / "home", {"a.txt": NINGBO}))
        long = asyncio.ensure_future(shelf.run(lambda _: asked.wait(timeout=30)))
        await asyncio.sleep(0)
        await shelf.run(lambda _: asked.set())
        has_waited = await long
        shelf.close()
        return has_waited

    assert asyncio.run(run())


def test_a_broken_library_is_said_until_it_is_mended(tmp_path: Path) -> None:
    home = filled(tmp_path / "home", {"a.txt": NINGBO})
    sound = library_path(home).read_bytes()

    async def count(shelf: Shelf) -> int:
        shelf.look_again()
        return await shelf.run(lambda library: len(library.keys()))

    async def run() -> None:
        shelf = Shelf(home)
        assert await count(shelf) == 1
        library_path(home).write_bytes(b"no library" * 1000)
        with pytest.raises(ZhengceError):
            await count(shelf)
        library_path(home).unlink()
        with pytest.raises(LibraryError, match="文件不见了"):
            await count(shelf)
        library_path(home).write_bytes(sound)
        assert await count(shelf) == 1
        shelf.close()

    asyncio.run(run())
