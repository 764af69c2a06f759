"""Citations that stand in a document, and where they lead inside it."""

import pytest

from ingest.read import read_text
from ingest.records import Document
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
    assert resolve_internal(document, reference) == expected


def test_a_standard_above_is_the_part_whose_heading_names_it() -> None:
    document = read(NOTICE)
    last = [one for one in find_references(document, NOTICE) if one.citation.text == "上述标准"][-1]
    assert last.address == "lvl_3"
    assert resolve_internal(document, last) == "lvl_1"


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
    assert (third.address, resolve_internal(document, third, AMOUNTS)) == ("lvl_3", "lvl_1")
    assert (fourth.address, resolve_internal(document, fourth, AMOUNTS)) == ("lvl_4", "lvl_4")


def test_a_reference_from_nowhere_leads_nowhere() -> None:
    other = find_references(read(RULES), RULES)[-1]
    assert resolve_internal(read(NOTICE), other) is None


def test_the_same_as_above_is_what_was_cited_before() -> None:
    text = AMOUNTS + "五、安置房按本通知第一条第2项建设，商品房每户缴纳2元（标准同上）。\n"
    document = read(text)
    last = find_references(document, text)[-1]
    assert (last.citation.text, resolve_internal(document, last, text)) == ("标准同上", "lvl_1__lvl_2")
