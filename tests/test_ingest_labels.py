"""Labels at the start of a paragraph and inside it."""

import pytest

from ingest.labels import inline_labels, label_of, read_label
from ingest.normalize import fold


@pytest.mark.parametrize(
    ("text", "kind", "value", "number"),
    [
        ("一、总则", "一", 1, "一"),
        ("十二、其他", "一", 12, "十二"),
        ("二.经费", "一", 2, "二"),
        ("(三)目标任务", "(一)", 3, "(三)"),
        ("㈡原则", "(一)", 2, "(二)"),
        ("1、甲", "1", 1, "1"),
        ("10.甲", "1", 10, "10"),
        ("2.2010年底前完成", "1", 2, "2"),
        ("⒊甲", "1", 3, "3"),
        ("(4)甲", "(1)", 4, "(4)"),
        ("⑸甲", "(1)", 5, "(5)"),
        ("6)甲", "1)", 6, "6)"),
        ("⑦甲", "①", 7, "⑦"),
        ("①甲", "①", 1, "①"),
        ("一是甲", "一是", 1, "一是"),
        ("第一,甲", "第一", 1, "第一"),
        ("第三条为了", "article", 3, "第三条"),
        ("第一百二十条本法", "article", 120, "第一百二十条"),
        ("第12条本法", "article", 12, "第12条"),
        ("第二章总则", "chapter", 2, "第二章"),
        ("第一节一般规定", "section", 1, "第一节"),
        ("第一编总则", "part", 1, "第一编"),
        ("第二部分经费", "part", 2, "第二部分"),
    ],
)
def test_label(text: str, kind: str, value: int, number: str) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.value, label.number) == (kind, value, number)


def test_article_put_in_between_and_letter_for_digit() -> None:
    article, letter = read_label("第三条之二本条"), read_label("(l)基层组织")
    assert article is not None
    assert letter is not None
    assert (article.value, article.sub) == (3, 2)
    assert (letter.value, letter.number, letter.is_misread) == (1, "(1)", True)


@pytest.mark.parametrize(
    "text",
    [
        "2.7米以上", "1000-2000户", "2010年2月", "(2010年2月28日)", "2:2:1", "第三条第二款规定", "第五条、第六条",
        "第三条规定的", "(一)、(二)项", "(三)至(五)项", "(二)项规定", "二、三级医院", "三个代表", "1.5倍", "第一条》",
    ],
)  # fmt: skip
def test_no_label(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("标准为:(1)千分之五;(2)千分之二。", ["(1)", "(2)"]),
        ("功能:一是办公;二是服务;三是救助。", ["一是", "二是", "三是"]),
        ("如下:一、甲。二、乙。", ["一", "二"]),
        ("经费标准1、甲。2、乙。", ["1", "2"]),
        ("按照本条第(1)项和第(2)项", []),
        ("见附件(1)、附件(2)", []),
        ("《规定》(一)", []),
        ("只有(1)一项", []),
        ("“(1)甲;(2)乙”", []),
        ("甲:(1)乙;①丙;②丁;(2)戊。", ["(1)", "①", "②", "(2)"]),
        ("甲(2)乙;(3)丙", []),
    ],
)
def test_inline(text: str, numbers: list[str]) -> None:
    assert [label.number for label in inline_labels(text, None, None, {})] == numbers


def test_inline_goes_on_from_the_paragraphs_own_label_and_to_the_next_paragraph() -> None:
    own, after = read_label("(1)甲"), read_label("(2)乙")
    assert [label.value for label in inline_labels("(1)甲。(2)乙。", own, None, {})] == [2]
    assert [label.value for label in inline_labels("制度建设(1)甲", None, after, {})] == [1]
    assert [label.value for label in inline_labels("氛围。四、经费", None, None, {"一": 3})] == [4]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第一条 项目应当配套。", "第一条"),
        ("第三条款项专用。", "第三条"),
        ("第二条 规定期限内移交的。", "第二条"),
        ("3.1 时间安排", "3.1"),
        ("3.2.1 一般规定", "3.2.1"),
        ("1．500户以下的", "1"),
        ("5．3年内达标", "5"),
        ("3．1人户上浮", "3"),
        ("第三條之一 用房標準", "第三條之一"),
        ("b)活动用房", "b)"),
    ],
)
def test_label_of_a_paragraph(text: str, number: str) -> None:
    label = label_of(fold(text))
    assert label is not None
    assert label.number == number


@pytest.mark.parametrize(
    "text", ["第一条第二款规定的", "第二条规定的用房", "3.5平方米以上", "1.2倍", "3 建设规模", "2.5元/月"]
)
def test_no_label_of_a_paragraph(text: str) -> None:
    assert label_of(fold(text)) is None


def test_letters_in_front_of_a_bracket() -> None:
    label = label_of(fold("l)其他"))
    assert label is not None
    assert (label.value, label.is_misread) == (12, False)
