"""Standards: their numbers, and provisions numbered 3.1.2, from the text to the citation and back."""

import pytest

from ingest.addressing import resolve_path
from ingest.citation import find_citations, parse_citation
from ingest.read import read_text
from ingest.records import Document

STANDARD = """社区用房设计标准
DB99/T 321-2020
1 总则
1.1 为规范设计,制定本标准。
1.2 本标准适用于新建项目。
2 用房
2.1 一般规定
2.1.1 应设置下列用房:
a) 办公用房;
b) 活动用房。
2.1.2 净高不低于2.8m。
附录A
示例
1 户数
每百户30平方米。
"""
AGREEMENT = """移交协议
第一条 标的
1.1 房屋一套。
1.2 面积560.5平方米。
第二条 期限
2.1 9月30日前移交。
"""


def document(text: str) -> Document:
    return read_text("a.txt", text).documents[0]


def addresses(text: str, citation: str) -> tuple[str, ...]:
    found = parse_citation(citation)
    assert found is not None, citation
    return resolve_path(document(text), found.path, found.text).addresses


@pytest.mark.parametrize(
    ("citation", "name"),
    [
        ("DB99/T 321-2020", "DB99/T 321-2020"),
        ("DB99/T321—2020第2.1.2条", "DB99/T 321-2020"),
        ("GB 50180-2018 4.0.3", "GB 50180-2018"),
        ("GB/T 1.1-2020第5.1条", "GB/T 1.1-2020"),
        ("《社区用房设计标准》（DB99/T 321-2020）第2.1.2条", "DB99/T 321-2020"),
    ],
)
def test_numbers_of_standards_are_read(citation: str, name: str) -> None:
    found = parse_citation(citation)
    assert found is not None
    assert (found.document, found.by) == (name, "number")


def test_numbers_of_standards_are_found_in_running_text() -> None:
    found = find_citations("应符合GB 50180-2018第4.0.3条和《建筑防火规范》(GB 50016-2014)的规定,热线0371-2018。")
    numbers = [one for one in found if one.by == "number"]
    assert [one.document for one in numbers] == ["GB 50180-2018", "GB 50016-2014"]
    assert numbers[0].path == (("", 4), ("", 0), ("", 3)) or numbers[0].path == ()


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("社区用房设计标准第2.1.2条", "lvl_2__lvl_1__lvl_2"),
        ("社区用房设计标准2.1.1 b)", "lvl_2__lvl_1__lvl_1__lvl_2"),
        ("DB99/T 321-2020 1.2", "lvl_1__lvl_2"),
        ("DB99/T 321-2020 2", "lvl_2"),
        ("社区用房设计标准附录A", "annex_1"),
    ],
)
def test_decimal_citations_lead_to_a_provision(citation: str, expected: str) -> None:
    assert addresses(STANDARD, citation) == (expected,)


def test_decimals_below_an_article() -> None:
    assert addresses(AGREEMENT, "移交协议第一条1.2") == ("art_1__subpara_2",)
    assert addresses(AGREEMENT, "移交协议第2.1条") == ("art_2__subpara_1",)
    assert addresses(AGREEMENT, "移交协议第2.2条") == ()


def test_amounts_are_no_decimal_labels() -> None:
    text = "关于层高的通知\n各区人民政府:\n一、层高如下:\n2.8 米的,不予验收。\n1.5倍以上的,加收。\n二、其他。\n"
    assert [one.label for one in document(text).provisions if one.ordinal and one.number[0].isdigit()] == [
        "一第2段",
        "一第3段",
    ]


def test_a_bracketed_label_that_one_part_has() -> None:
    text = "关于用房的通知\n各区人民政府:\n一、目标\n二、任务\n(一)甲。\n(二)乙。\n三、其他\n"
    assert addresses(text, "某政发〔2020〕1号（二）") == ("lvl_2__lvl_2",)
    assert addresses(text.replace("三、其他\n", "三、其他\n(一)丙。\n(二)丁。\n"), "某政发〔2020〕1号（二）") == (
        "lvl_2__lvl_2",
        "lvl_3__lvl_2",
    )
    assert addresses(text, "某政发〔2020〕1号二") == ("lvl_2",)


def test_a_bracketed_label_below_another_is_not_looked_for_at_the_top() -> None:
    text = "关于用房的通知\n各区人民政府:\n一、目标\n(一)甲。\n二、任务\n三、其他\n"
    for citation in ("第一条（一）", "一（一）", "一 （一）", "第一條第（一）項"):
        assert addresses(text, f"某政发〔2020〕1号{citation}") == ("lvl_1__lvl_1",), citation
    assert addresses(text, "某政发〔2020〕1号第一条") == ("lvl_1",)
