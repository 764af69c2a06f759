"""Citations that stand in a document, and where they lead inside it."""

import time
from itertools import pairwise

import pytest

from ingest.addressing import Outline
from ingest.numerals import format_ordinal
from ingest.read import read_text
from ingest.records import Citation, Document, Reference, Span
from ingest.references import find_references, resolve_internal

RULES = """江城市住房补贴条例

第一章 总则

第一条 为了保障居住，根据《城镇住房条例》（国务院令第900号），制定本条例。

第二条 补贴发给下列人员：
（一）无房职工；
（二）住房面积不足的职工；
（三）引进人才。
前款第二项、第三项所列人员，应当提交证明。
前两款规定的人员不得重复领取。

第二章 标准

第三条 补贴按月发放。
每月每人三百元。

第四条 依照前条规定发放的补贴，由第二条规定的单位负担；符合土地管理法第十条规定的除外。
本条第一款的单位按照第三条第二款、第五条执行。

第五条 违反本条例第三条第三款规定的，依照该办法第九条处理。
"""
NOTICE = """江城市人民政府关于解决社区用房的通知
江政发〔2010〕8号

各区人民政府：
根据江发[2009]3号文件和《关于推进社区建设的意见》（中办发〔2008〕5号），现通知如下：
一、社区用房建设标准
（一）每百户20平方米。
（二）老城区参照上述标准减半执行。
二、规划部门根据本通知第一条第（一）项的规定审查。
三、已建成的按上述标准补足。本《通知》第九条另行解释。
"""


def read(text: str) -> Document:
    return read_text("made.txt", text).documents[0]


def found(text: str) -> list[tuple[str, str, str, tuple[tuple[str, int], ...]]]:
    return [
        (one.address, one.citation.by, one.citation.document, one.citation.path)
        for one in find_references(read(text), text)
    ]


def test_citations_of_a_regulation_are_found_where_they_stand() -> None:
    references = found(RULES)
    assert ("art_1", "title", "城镇住房条例", ()) in references
    assert ("art_1", "number", "国务院令第900号", ()) in references
    assert ("art_2__para_2", "previous", "", (("项", 2),)) in references
    assert ("art_4__para_1", "title", "土地管理法", (("条", 10),)) in references
    assert ("art_5", "previous", "", (("条", 9),)) in references


def test_own_labels_number_and_title_are_no_citations() -> None:
    assert not [one for one in found(RULES) if one[1] == "none" and one[0] in ("art_1", "art_2", "art_3", "art_5")]
    assert not [one for one in found(NOTICE) if one[2] in ("江政发〔2010〕8号", "江城市人民政府关于解决社区用房的通知")]


@pytest.mark.parametrize("text", [RULES, NOTICE])
def test_spans_are_those_of_the_source(text: str) -> None:
    for one in find_references(read(text), text):
        assert text[one.citation.span.start : one.citation.span.end] == one.citation.text


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (RULES, "前款第二项", "art_2__para_1__subpara_2"),
        (RULES, "前款第二项、第三项", "art_2__para_1__subpara_3"),
        (RULES, "前两款", "art_2__para_1"),
        (RULES, "前条", "art_3"),
        (RULES, "第二条", "art_2"),
        (RULES, "本条第一款", "art_4__para_1"),
        (RULES, "第三条第二款", "art_3__para_2"),
        (RULES, "第五条", "art_5"),
        (RULES, "本条例第三条第三款", None),
        (RULES, "该办法第九条", None),
        (RULES, "《城镇住房条例》", None),
        (NOTICE, "本通知第一条第（一）项", "lvl_1__lvl_1"),
        (NOTICE, "上述标准", "lvl_1__lvl_1"),
        (NOTICE, "本《通知》第九条", None),
    ],
)
def test_references_inside_are_resolved(text: str, words: str, expected: str | None) -> None:
    document = read(text)
    reference = next(one for one in find_references(document, text) if one.citation.text == words)
    assert resolve_internal(Outline(document), reference) == expected


def test_a_standard_above_is_the_part_whose_heading_names_it() -> None:
    document = read(NOTICE)
    last = [one for one in find_references(document, NOTICE) if one.citation.text == "上述标准"][-1]
    assert last.address == "lvl_3"
    assert resolve_internal(Outline(document), last) == "lvl_1"


AMOUNTS = """关于社区用房的通知
一、按下列规模建设：
1.二千户以上的住宅区，建设600平方米；
2.不足二千户的住宅区，建设300平方米。
二、产权归政府所有。
三、已建成的按上述标准补足。
四、每个社区每年拨付6万元，两个县参照上述标准执行。
"""


def test_a_standard_above_is_where_amounts_are_set() -> None:
    document = read(AMOUNTS)
    third, fourth = find_references(document, AMOUNTS)
    assert (third.address, resolve_internal(Outline(document), third, AMOUNTS)) == ("lvl_3", "lvl_1")
    assert (fourth.address, resolve_internal(Outline(document), fourth, AMOUNTS)) == ("lvl_4", "lvl_4")


PARTS = """关于停车的意见
一、新建小区配建车位。
（一）按每户1个配建。
（二）前款标准由规划部门审查，本条其他要求由建设部门审查。
二、老旧小区参照上一条执行，不适用前三条。
三、本意见由民政局解释。
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [("前款", "lvl_1__lvl_1"), ("本条", "lvl_1"), ("上一条", "lvl_1"), ("前三条", None)],
)
def test_relative_references_of_a_notice_count_its_parts(words: str, expected: str | None) -> None:
    document = read(PARTS)
    reference = next(one for one in find_references(document, PARTS) if one.citation.text == words)
    assert resolve_internal(Outline(document), reference) == expected


ITEMS = """江城市停车条例
第一条 有下列情形之一的，责令改正：
（一）占用通道的；
（二）损坏设施的，比照前项处理；
（三）涂改标志，属于前款情形的；
（四）本目所列的。
第一项情形严重的，处一百元罚款；第二款不适用，第九项另定。
第二条 第一条第二项的罚款由市人民政府另定，本项、前目除外。
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("前项", "art_1__para_1__subpara_1"),
        ("前款", None),
        ("本目", None),
        ("第一项", "art_1__para_1__subpara_1"),
        ("第二款", "art_1__para_2"),
        ("第九项", None),
        ("第一条第二项", "art_1__para_1__subpara_2"),
        ("本项", None),
    ],
)
def test_items_are_looked_for_in_their_own_article(words: str, expected: str | None) -> None:
    document = read(ITEMS)
    reference = next(one for one in find_references(document, ITEMS) if one.citation.text == words)
    assert resolve_internal(Outline(document), reference) == expected


def test_a_standard_without_amounts_before_it_leads_nowhere() -> None:
    text = "关于停车的通知\n一、按上述标准执行。\n二、另行通知。\n"
    document = read(text)
    (only,) = find_references(document, text)
    assert resolve_internal(Outline(document), only, text) is None


def test_a_document_that_cites_itself_as_a_whole_leads_to_no_provision() -> None:
    document = read(NOTICE)
    whole = Reference("lvl_2", Citation("", "self", (), Span(0, 3), "本通知"))
    assert resolve_internal(Outline(document), whole) is None


def test_a_reference_from_nowhere_leads_nowhere() -> None:
    other = find_references(read(RULES), RULES)[-1]
    assert resolve_internal(Outline(read(NOTICE)), other) is None


def test_the_same_as_above_is_what_was_cited_before() -> None:
    text = AMOUNTS + "五、安置房按本通知第一条第2项建设，商品房每户缴纳2元（标准同上）。\n"
    document = read(text)
    last = find_references(document, text)[-1]
    assert (last.citation.text, resolve_internal(Outline(document), last, text)) == ("标准同上", "lvl_1__lvl_2")


def test_references_of_a_long_law_are_resolved_in_one_reading() -> None:
    numbers = [format_ordinal(number) for number in range(1, 3001)]
    rules = (
        f"第{number}条 依照本办法第{before}条和前条的规定配建。\n"
        for before, number in pairwise([numbers[0], *numbers])
    )
    text = "某市用房管理办法\n" + "".join(rules)
    document = read(text)
    references = find_references(document, text)
    outline = Outline(document)
    began = time.process_time()
    found = [resolve_internal(outline, reference, text) for reference in references]
    assert time.process_time() - began < 1  # looked for anew for each, it takes five
    assert found[:2] == ["art_1", None]
    assert found[-2:] == ["art_2999", "art_2999"]
