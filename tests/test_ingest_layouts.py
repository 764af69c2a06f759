"""The bundled documents laid out in every format: the tree of provisions is that of the text."""

import io
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pdfplumber
import pytest

import layouts
import layouts_markup as markup
from ingest.extracted import Extracted
from ingest.formats import read_package
from ingest.html import read_html
from ingest.normalize import fold
from ingest.pdf import read_pdf
from ingest.read import read_file, read_text
from ingest.records import Document, Level, Reading

_HEAD = "某市人民政府公报 2020年第3期"
_CORPUS = Path(__file__).parent.parent / "corpus"
Items = list[layouts.Item]

# Each format, how it is made and read, and the share of provisions that must come back.
_FORMATS: dict[str, tuple[Callable[[Items, str], Extracted], float]] = {
    "pdf": (lambda items, _: read_pdf("a", layouts.PdfPages().write(items)), 0.99),
    "pdf with running heads": (lambda items, _: read_pdf("a", _running(items)), 0.99),
    "docx": (lambda items, _: read_package("a", markup.docx_of(items)), 0.99),
    "docx numbered by Word": (lambda items, _: read_package("a", markup.docx_of(items, automatic=True)), 0.99),
    "html": (lambda items, title: read_html("a", markup.html_of(items, title=title)), 1.0),
    "html with breaks": (
        lambda items, title: read_html("a", markup.html_of(items, title=title, charset="gb2312", breaks=True)),
        1.0,
    ),
    "ofd": (lambda items, _: read_package("a", markup.OfdPages().write(items)), 1.0),
}


def _running(items: Items) -> bytes:
    return layouts.PdfPages(head=_HEAD, bold=True).write(items)


@cache
def _documents() -> tuple[tuple[Reading, Document], ...]:
    readings = [read_file(file) for file in sorted(_CORPUS.glob("*.txt"))]
    return tuple((reading, document) for reading in readings for document in reading.documents)


def _tree(reading: Reading, document: Document) -> Iterator[tuple[str, str, str]]:
    """Address, label and folded words of each provision of the text proper."""
    text = reading.source.text
    for one in document.provisions:
        if one.level not in (Level.TITLE, Level.SIGNATURE):
            yield one.address, one.label, fold(text[one.own.start : one.own.end]).text


@pytest.mark.parametrize("name", _FORMATS)
def test_the_tree_is_the_same_in_every_format(name: str) -> None:
    read, share = _FORMATS[name]
    found = total = 0
    for reading, document in _documents():
        extracted = read(layouts.items_of(reading, document), document.header.title)
        body = extracted.text[: extracted.body]
        again = read_text("a", body)
        assert len(again.documents) == 1
        laid_out = set(_tree(again, again.documents[0]))
        wanted = list(_tree(reading, document))
        found += sum(one in laid_out for one in wanted)
        total += len(wanted)
    assert total > 300
    assert found >= share * total


@pytest.mark.parametrize("name", _FORMATS)
def test_titles_and_numbers_are_the_same_in_every_format(name: str) -> None:
    read, _ = _FORMATS[name]
    for reading, document in _documents():
        extracted = read(layouts.items_of(reading, document), document.header.title)
        body = extracted.text[: extracted.body]
        header = read_text("a", body).documents[0].header
        assert header.document_number == document.header.document_number
        assert fold(header.title).text == fold(document.header.title).text


def test_every_page_number_is_set_aside_and_every_page_counted() -> None:
    reading, document = _documents()[0]
    extracted = read_pdf("a", _running(layouts.items_of(reading, document)))
    pages = extracted.text[: extracted.body].count("\f") + 1
    assert pages > 2
    aside = extracted.text[extracted.body :]
    assert [f"第{number}页 页码: —{number}—" in aside for number in range(1, pages + 1)] == [True] * pages
    assert aside.count("某市人民政府公报") == pages
    assert "公报" not in extracted.text[: extracted.body]


@pytest.mark.slow
def test_pages_are_read_as_fast_as_pdfplumber_reads_plain_text() -> None:
    files = [_running(layouts.items_of(*one)) for one in _documents()]
    best = {"ours": 1e9, "plain": 1e9}
    count = 0
    for _ in range(3):
        began = time.process_time()
        count = sum(read_pdf("a", data).text.count("\f") for data in files)
        best["ours"] = min(best["ours"], time.process_time() - began)
        began = time.process_time()
        for data in files:
            _plain(data)
        best["plain"] = min(best["plain"], time.process_time() - began)
    assert count / best["ours"] > 10
    assert best["ours"] <= best["plain"] / 0.9


def _plain(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
