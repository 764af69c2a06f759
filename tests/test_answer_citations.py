from dataclasses import replace
from pathlib import Path

import pytest

from answer.citations import cite_provision, document_url, to_json, verify
from index.store import Library
from index.writer import Writer
from ingest.errors import QuoteMismatch
from ingest.read import read_file
from ingest.records import Document, Header, Level, Provision, Reading, Source, Span

TEXT = "标题\n一、用房\n(一)面积不少于\n第3页\n800平方米。层高不低于三米。\n\f二、经费\n"


@pytest.fixture
def library() -> Library:
    def at(words: str) -> int:
        return TEXT.index(words)

    top = Provision("lvl_1", None, Level.LEVEL, "一", 1, "一", "用房", Span(3, 8), Span(3, at("\f")))
    item = Provision(
        "lvl_1__lvl_1",
        "lvl_1",
        Level.LEVEL,
        "(一)",
        1,
        "一、(一)",
        "",
        Span(at("(一)"), at("\f")),
        Span(at("(一)"), at("\f")),
    )
    last = Provision(
        "lvl_2", None, Level.LEVEL, "二", 2, "二", "", Span(at("二、"), len(TEXT)), Span(at("二、"), len(TEXT))
    )
    furniture = ((Span(at("第3页"), at("第3页") + 4), "页码"),)
    header = Header("标题", "某政发〔2015〕12号", status_note="未写明")
    document = Document("某政发-2015-12", "来源.txt", Span(0, len(TEXT)), header, (top, item, last), furniture)
    writer = Writer.in_memory()
    writer.add([Reading(Source("来源.txt", "0", "utf-8", TEXT), (document,))])
    return Library(writer.connection, "内存")


def test_a_provision_is_quoted_without_page_numbers(library: Library) -> None:
    cited = cite_provision(library, "某政发-2015-12", "lvl_1__lvl_1")

    assert cited.quote == "(一)面积不少于\n800平方米。层高不低于三米。"
    assert (cited.document, cited.path, cited.label) == ("某政发〔2015〕12号", ("一", "(一)"), "一、(一)")
    assert (cited.line, cited.page) == (3, 1)


def test_the_page_is_counted_from_form_feeds(library: Library) -> None:
    assert cite_provision(library, "某政发-2015-12", "lvl_2").page == 2


def test_sentences_apart_are_joined_by_an_ellipsis(library: Library) -> None:
    first, third = TEXT.index("面积"), TEXT.index("三米")

    cited = cite_provision(library, "某政发-2015-12", "lvl_1__lvl_1", [Span(third, third + 2), Span(first, first + 2)])

    assert cited.quote == "面积……三米"
    verify(library, [cited])


def test_json_is_the_contract(library: Library) -> None:
    cited = cite_provision(library, "某政发-2015-12", "lvl_2")
    start = TEXT.index("二、")

    assert to_json(cited) == {
        "document": "某政发〔2015〕12号",
        "title": "标题",
        "path": ["二"],
        "label": "二",
        "address": "lvl_2",
        "quote": "二、经费",
        "validity": {"status": "unknown", "note": "未写明"},
        "source": {"file": "来源.txt", "start": start, "end": start + 4, "line": 6, "page": 2, "confidence": None},
        "url": "/documents/某政发-2015-12#lvl_2",
    }


def test_quotes_are_read_again_from_the_source(library: Library) -> None:
    cited = cite_provision(library, "某政发-2015-12", "lvl_1__lvl_1")

    verify(library, [cited])
    with pytest.raises(QuoteMismatch, match="某政发〔2015〕12号 的引文与原文"):
        verify(library, [replace(cited, quote=cited.quote.replace("800", "600"))])


def test_a_quote_of_nothing_is_no_quote(library: Library) -> None:
    cited = cite_provision(library, "某政发-2015-12", "lvl_2", [Span(2, 3)])

    assert (cited.quote, cited.spans) == ("", ())
    with pytest.raises(QuoteMismatch):
        verify(library, [replace(cited, quote="二")])


def test_unknown_provision(library: Library) -> None:
    with pytest.raises(KeyError):
        cite_provision(library, "某政发-2015-12", "lvl_9")


@pytest.mark.parametrize(("key", "url"), [("甲 乙/丙?", "/documents/甲%20乙%2F丙%3F"), ("a<b>", "/documents/a%3Cb%3E")])
def test_a_url_has_no_sign_with_a_meaning_of_its_own(key: str, url: str) -> None:
    assert document_url(key) == url


def test_every_provision_of_a_real_text_is_quoted_from_its_source(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_text("甲县办法\n\n第一条 总则。\n\n第二条 处罚:\n\n(一)罚款;\n\n(二)警告。\n", encoding="utf-8")
    writer = Writer.in_memory()
    writer.add([read_file(path)])
    library = Library(writer.connection, "内存")

    for document in library.documents():
        cited = [cite_provision(library, document.key, one.address) for one in document.provisions]
        verify(library, cited)
        assert all(one.quote for one in cited)
