"""What is paid of a cost above a first sum and up to a most, which stand in other provisions."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

CARE = issued(
    "延安市",
    2023,
    "矿工门诊互助",
    "第一条 起付标准。一年内，在职矿工起付标准为300元，退休矿工起付标准为100元。",
    "第二条 支付比例。在矿区医院就医的，在职矿工支付70%，退休矿工支付80%；"
    "在市级医院就医的，在职矿工支付50%，退休矿工支付60%。",
    "第三条 年度支付限额。在职矿工每人每年1500元，退休矿工每人每年2000元。",
    "第四条 迟交互助金的，按欠交金额的10%收取滞纳金。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(CARE)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("在职矿工在市级医院就医花了1300元，能支付多少钱", "500"),
        ("退休矿工在市级医院就医花了1100元，能支付多少钱", "600"),
        ("在职矿工在矿区医院就医花了5000元，能支付多少", "1500"),
        ("退休矿工在矿区医院就医花了80元，能支付多少钱", "0"),
        ("迟交互助金，欠交金额2000元，滞纳金多少钱", "200"),
    ],
)
def test_a_share_is_paid_of_what_lies_above_the_first_sum(library: Library, asked: str, sum_: str) -> None:
    made = ask(f"延安{asked}？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_all_three_provisions_are_cited(library: Library) -> None:
    made = ask("延安在职矿工在矿区医院就医花了5000元，能支付多少钱？", library)
    assert {one.label for one in made.citations} == {"第一条", "第二条", "第三条"}
    assert {"clamped", "inferred"} <= set(kinds(made))


def test_who_asks_for_the_share_is_told_the_share(library: Library) -> None:
    made = ask("延安在职矿工在市级医院就医支付比例是百分之几？", library)
    assert amounts(made)[0] == ("=", "50", "%")
