"""The bundled texts are as supplied, and are read as the manifest says."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.copies import merge_copies
from ingest.read import read_file
from ingest.records import Document, Reading, Status

CORPUS = Path(__file__).parent.parent / "corpus"
Entry = dict[str, Any]
FILES: list[Entry] = tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))["files"]
READINGS = {entry["name"]: read_file(CORPUS / entry["name"]) for entry in FILES}
DOCUMENTS = {document.key: document for document in merge_copies(tuple(READINGS.values()))}


def source_of(document: Document) -> str:
    return READINGS[document.source].source.text


def words(document: Document, address: str) -> str:
    found = next(one for one in document.provisions if one.address == address)
    return source_of(document)[found.span.start : found.span.end]


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry["name"][:3])
def test_file_is_as_supplied_and_holds_what_the_manifest_says(entry: Entry) -> None:
    data = (CORPUS / entry["name"]).read_bytes()
    reading = READINGS[entry["name"]]
    assert hashlib.sha256(data).hexdigest() == entry["sha256"] == reading.source.sha256
    assert len(reading.source.text) == entry["characters"]
    found = [
        (one.key, one.header.title, one.header.document_number, one.header.place, one.span.start, one.span.end)
        for one in reading.documents
    ]
    listed = [
        (one["key"], one["title"], one["number"], one["place"], one["start"], one["end"]) for one in entry["documents"]
    ]
    assert found == listed
    copies = [[[span.start, span.end] for _, span, _ in one.copies] for one in reading.documents]
    assert copies == [one.get("copies", []) for one in entry["documents"]]


def test_manifest_lists_every_file() -> None:
    assert sorted(path.name for path in CORPUS.glob("*.txt")) == sorted(entry["name"] for entry in FILES)


def test_eleven_documents_of_thirteen_pieces() -> None:
    assert len(DOCUMENTS) == 11
    assert sum(1 + len(document.copies) for document in DOCUMENTS.values()) == 13


@pytest.mark.parametrize("reading", READINGS.values(), ids=lambda reading: reading.source.name[:3])
def test_documents_and_furniture_tile_the_text(reading: Reading) -> None:
    spans = sorted([span for span, _ in reading.furniture] + [document.span for document in reading.documents])
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == len(reading.source.text)
    for document in reading.documents:
        own = sorted([one.own for one in document.provisions] + [span for span, _ in document.furniture])
        assert [span.start for span in own] == [document.span.start, *(span.end for span in own[:-1])]
        assert own[-1].end == document.span.end


def test_header_of_a_hard_wrapped_copy_is_complete() -> None:
    header = DOCUMENTS["郑政文-2003-100"].header
    assert str(header.dated_on) == str(header.effective_on) == str(header.published_on) == "2003-05-07"
    assert header.issuing_authority == ("郑州市人民政府",)
    assert header.addressees == "各县(市)、区人民政府,市政府有关部门,各有关单位"
    assert len(header.other_titles) == 1
    assert "执行日期:2003-5-7" in words(DOCUMENTS["郑政文-2003-100"], "title")


def test_masthead_gives_the_full_name_that_the_title_shortens() -> None:
    header = DOCUMENTS["武政办-2002-93"].header
    assert header.issuing_authority == ("武汉市人民政府办公厅",)
    assert header.title.startswith("市人民政府办公厅关于")


def test_notice_and_issued_document_are_one() -> None:
    document = DOCUMENTS["龙政综-2009-147"]
    assert document.header.issues == "龙岩中心城市社区用房规划建设和管理意见"
    assert str(document.header.published_on) == "2009-05-06"
    assert "千分之二" in words(document, "lvl_1__lvl_3__lvl_1__lvl_2")
    assert [one.address for one in document.provisions if one.address.startswith("notice")] == ["notice_1"]
    assert [reason for _, reason in document.furniture] == ["网页工具栏"]


def test_web_dates_are_no_dates_of_the_document() -> None:
    header = DOCUMENTS["武发-2012-6"].header
    assert (str(header.dated_on), str(header.published_on)) == ("2012-02-15", "2013-04-08")
    assert header.issuing_authority == ("中共武汉市委", "武汉市人民政府")


def test_numbering_runs_on_over_the_parts() -> None:
    document = DOCUMENTS["武发-2012-6"]
    labels = [one.label for one in document.provisions if one.number == "(十四)"]
    assert labels == ["五、(十四)"]
    assert not [problem for problem in document.problems if "编号" in problem.message]


def test_draft_is_a_draft_and_names_its_city_in_the_body() -> None:
    draft = DOCUMENTS["关于实施社区居委会规范化建设工程的意见"]
    assert draft.header.status is Status.DRAFT
    assert draft.header.status_note == "标题注明“征求意见稿”"
    assert draft.header.place == "武汉市"
    assert [problem.message for problem in draft.problems] == ["“11月31日”不存在"]


def test_page_heading_that_does_not_fit_is_said_to() -> None:
    (problem,) = DOCUMENTS["如何发挥专委会的基础作用,强化履职平台建设"].problems
    assert "与正文内容不符" in problem.message


def test_copy_that_breaks_off_is_said_to() -> None:
    document = DOCUMENTS["关于加强农村基层组织规范化建设的意见"]
    (copy,) = document.copies
    (problem,) = document.problems
    assert copy[2] is True
    assert "复员退伍军人" in problem.message
    assert source_of(document)[problem.span.start : problem.span.end].endswith("复员退伍军人、")
