"""Citations in every writing style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.citation import find_citations, format_citation, parse_citation, parse_citations
from ingest.document_number import DocumentNumber, format_document_number, parse_document_number

Path = tuple[tuple[str, int], ...]


def bare(*numbers: int) -> Path:
    return tuple(("", number) for number in numbers)


@pytest.mark.parametrize(
    "text",
    [
        "甬政发〔2015〕30号",
        "甬政发[2015]30号",
        "甬政发【2015】30号",
        "甬政发（2015）30号",
        "甬政发(2015)第30号",
        "甬政发﹝2015﹞30号",
        "甬政发„2015‟30号",
        "甬政发〔二〇一五〕30号",
        "甬政发二○一五年三十号",
        "甬政发2015年30号文",
        "甬政发2015年第30号文件",
        "甬政发2015-30",
        "甬政发 2015 30号",
        "２０１５年甬政发３０号",
        "甬政发〔2015〕30",
        "甬政发〔2015〕030号",
        "甬政发\n〔2015〕\n30号",
        "请问甬政发〔2015〕30号的内容是什么？",
        "甬政发〔15〕30号",
        "甬政发15年30号",
        "甬政发〔2015〕30號",
        "（甬政发〔2015〕30号）",
    ],
)
def test_a_number_is_read_in_any_writing(text: str) -> None:
    citation = parse_citation(text)
    assert citation is not None
    assert (citation.document, citation.by, citation.path) == ("甬政发〔2015〕30号", "number", ())


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("国务院令第423号", "国务院令第423号"),
        ("主席令第七十四号", "主席令第74号"),
        ("国务院第423号令", "国务院令第423号"),
        ("甬政发30号", "甬政发30号"),
        ("30号文", "30号"),
        ("2015年30号文件", "〔2015〕30号"),
        ("国办发明电〔2018〕15号", "国办发明电〔2018〕15号"),
        ("法释〔1999〕7号", "法释〔1999〕7号"),
    ],
)
def test_partial_numbers_and_orders(text: str, document: str) -> None:
    citation = parse_citation(text)
    assert citation is not None
    assert (citation.document, citation.by) == (document, "number")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("第一条第2项", (("条", 1), ("项", 2))),
        ("第1条第(二)项", (("条", 1), ("项", 2))),
        ("第十二条第三款第（四）项第5目", (("条", 12), ("款", 3), ("项", 4), ("目", 5))),
        ("第10条3款2项", (("条", 10), ("款", 3), ("项", 2))),
        ("第三条之一第二款", (("条", 3), ("之", 1), ("款", 2))),
        ("第三部分第（五）点", (("部分", 3), ("点", 5))),
        ("第二章第一节", (("章", 2), ("节", 1))),
        ("第一百零三条", (("条", 103),)),
        ("一、2", bare(1, 2)),
        ("二(一)", bare(2, 1)),
        ("（十四）", bare(14)),
        ("三、3", bare(3, 3)),
        ("二（四）2（1）", bare(2, 4, 2, 1)),
        ("一、(三)1、(1)", bare(1, 3, 1, 1)),
        (" 1.2", bare(1, 2)),
        (" 三、（二）④", bare(3, 2, 4)),
        ("第三条（二）", (("条", 3), ("", 2))),
        ("（第三条第二款）", (("条", 3), ("款", 2))),
        ("第一部分第2小点", (("部分", 1), ("点", 2))),
        ("附件2第三条", (("附件", 2), ("条", 3))),
        ("的第三条第一款、第二款", (("条", 3), ("款", 1))),
        ("文件第三条、第五条", (("条", 3),)),
    ],
)
@pytest.mark.parametrize("document", ["穗府〔2011〕8号", "《劳动保障监察条例》", "劳动保障监察条例"])
def test_a_path_is_read_behind_any_document(document: str, text: str, path: Path) -> None:
    if not document.endswith("号"):
        text = text.removeprefix("文件")
    citation = parse_citation(document + text)
    assert citation is not None
    assert citation.document == document.strip("《》")
    assert citation.path == path


@pytest.mark.parametrize(
    ("text", "by", "path"),
    [
        ("第一条", "none", (("条", 1),)),
        ("本通知第一条", "self", (("条", 1),)),
        ("本《意见》第一条第三点第一款", "self", (("条", 1), ("点", 3), ("款", 1))),
        ("本通知", "self", ()),
        ("本条例第十条", "self", (("条", 10),)),
        ("同上第二条", "previous", (("条", 2),)),
        ("前款", "previous", ()),
        ("前两款", "previous", ()),
        ("上述标准", "previous", ()),
    ],
)
def test_citations_without_a_document(text: str, by: str, path: Path) -> None:
    citation = parse_citation(text)
    assert citation is not None
    assert (citation.document, citation.by, citation.path) == ("", by, path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三条和第五条", [(("条", 3),), (("条", 5),)]),
        ("第三条第一款、第三款", [(("条", 3), ("款", 1)), (("条", 3), ("款", 3))]),
        ("第三、四条", [(("条", 3),), (("条", 4),)]),
        ("第三至五条", [(("条", 3),), (("条", 4),), (("条", 5),)]),
        ("第五条至第三条", [(("条", 5),), (("条", 3),)]),
        ("第三条第二款至第四款", [(("条", 3), ("款", 2)), (("条", 3), ("款", 3)), (("条", 3), ("款", 4))]),
        ("第三条至第五条", [(("条", 3),), (("条", 4),), (("条", 5),)]),
        ("（二）至（四）", [bare(2), bare(3), bare(4)]),
        ("一、（二）、（四）", [bare(1, 2), bare(1, 4)]),
    ],
)
def test_a_list_gives_each_provision(text: str, expected: list[Path]) -> None:
    assert [found.path for found in parse_citations(f"甬政发〔2015〕30号{text}")] == expected


@pytest.mark.parametrize("text", ["", "今天天气怎么样", "asdf", "社区用房标准是多少平方米", "《》", "。。。"])
def test_what_is_no_citation_gives_none(text: str) -> None:
    assert parse_citation(text) is None


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("见义勇为条例第三条", "见义勇为条例"),
        ("查处无照经营办法第三条", "查处无照经营办法"),
        ("见《停车条例》第三条", "停车条例"),
        ("请查甬政发2015年30号", "甬政发〔2015〕30号"),
        ("查甬政发〔2015〕30号", "甬政发〔2015〕30号"),
        ("请问停车条例第三条是怎么规定的？", "停车条例"),
        ("停车条例第三条的内容", "停车条例"),
    ],
)
def test_words_around_a_citation_are_left_out(text: str, document: str) -> None:
    citation = parse_citation(text)
    assert citation is not None
    assert citation.document == document


def test_a_title_in_brackets_may_hold_titles_and_a_number() -> None:
    citation = parse_citation("《关于贯彻〈物业管理条例〉的意见》第三条")
    assert citation is not None
    assert citation.document == "关于贯彻〈物业管理条例〉的意见"
    numbered = parse_citation("《关于社区用房的意见》（甬政发〔2015〕30号）第三条")
    assert numbered is not None
    assert (numbered.document, numbered.path) == ("甬政发〔2015〕30号", (("条", 3),))


def test_spans_are_those_of_the_text_given() -> None:
    text = "根据\n甬政发〔2015〕\n30号 文件第三条"
    (found,) = find_citations(text)
    assert text[found.span.start : found.span.end] == found.text == "甬政发〔2015〕\n30号 文件第三条"


STEPS = st.sampled_from(
    [("附件", "条", "款"), ("条", "款", "项", "目"), ("条", "项", "目"), ("部分", "点"), ("章", "节"), ("", "", "", "")]
)
NUMBERS = st.integers(min_value=1, max_value=199)


@st.composite
def paths(draw: st.DrawFn) -> Path:
    kinds = draw(STEPS)
    return tuple((kind, draw(NUMBERS)) for kind in kinds[: draw(st.integers(1, len(kinds)))])


@given(paths(), st.sampled_from(["甬政发〔2015〕30号", "国务院令第423号", "物业管理条例", "关于社区用房的意见"]))
def test_citation_to_text_to_citation(path: Path, document: str) -> None:
    citation = parse_citation(format_citation(document, path))
    assert citation is not None
    assert (citation.document, citation.path) == (document, path)


@pytest.mark.parametrize("text", ["第零条", "甬政发〔2015〕30号第0条", "停车条例附件0"])
def test_there_is_no_provision_zero(text: str) -> None:
    assert parse_citation(text) is None


def test_a_number_without_a_value_is_none() -> None:
    assert parse_document_number("甬政发〔2015〕十十号") is None
    assert parse_document_number("令第十十号") is None
    assert find_citations("根据令第5号和某令第十十号") == ()


@given(st.text(alphabet="甲政发令", min_size=1, max_size=6), st.integers(1950, 2049), st.integers(1, 9999))
def test_number_to_text_to_number(code: str, year: int, number: int) -> None:
    parts = DocumentNumber(code, year, number)
    assert parse_document_number(format_document_number(parts)) == parts


@given(st.text(alphabet="第一二十条款项、（）《》〔〕本通知号法2003 \n", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    parse_citation(text)
    for found in find_citations(text):
        assert text[found.span.start : found.span.end] == found.text


@pytest.mark.parametrize(
    "piece",
    [
        "第一条、",
        "本法第一条",
        "契税法第三条",
        "[2003]1号",
        "《甲》第一条",
        "《",
        "第",
        "(一)",
        "一、",
        "法",
        "甲",
        "[2003",
        "20",
        "第一、二",
        "《》",
    ],
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    parse_citation(piece * 2000)
    find_citations(piece * 2000)
    find_citations("《甲》" + piece * 2000)
