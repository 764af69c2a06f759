"""What is stored as JSON is read back whole."""

from datetime import date

import pytest

from index.codec import citation_from, dumps, header_from, header_json, piece_from, piece_json, reference_json
from ingest.records import Citation, Document, Header, Level, Problem, Provision, Reference, Span, Status


def test_what_json_does_not_know_is_not_stored() -> None:
    with pytest.raises(TypeError, match="set has no place in the library"):
        dumps({"x": {1, 2}})


def test_a_header_is_read_back_with_every_field() -> None:
    header = Header(
        title="关于印发办法的通知",
        document_number="某政发〔2015〕12号",
        issuing_authority=("甲局", "乙局"),
        dated_on=date(2015, 6, 3),
        effective_on=date(2016, 1, 1),
        status=Status.DRAFT,
        other_titles=("别题",),
    )

    assert header_from(header_json(header)) == header


def test_a_document_is_read_back_with_every_part() -> None:
    provision = Provision("lvl_1", None, Level.LEVEL, "一", 1, "一", "总则", Span(3, 5), Span(3, 9))
    document = Document(
        key="键",
        source="来源.txt",
        span=Span(0, 20),
        header=Header("题"),
        provisions=(provision,),
        furniture=((Span(1, 2), "页码"),),
        problems=(Problem(Span(4, 5), "日期不存在", "请核对"),),
        copies=(("副本.txt", Span(7, 9), True),),
    )

    assert piece_from(piece_json(document)) == document


def test_a_citation_is_read_back() -> None:
    citation = Citation(
        "某政发〔2015〕12号", "number", (("条", 1), ("项", 2)), Span(3, 9), "某政发〔2015〕12号第一条第2项"
    )

    assert citation_from(reference_json(Reference("lvl_1", citation))) == citation
