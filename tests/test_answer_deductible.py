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


OVER = issued(
    "延安市",
    2023,
    "医疗互助",
    "一、门诊统筹:年度起付标准为300元，起付标准以上部分按60%支付，年度最高支付5000元。",
    "二、住院起付标准：甲等医院200元，乙等医院400元。",
    "三、住院费用超过起付标准的，按80%支付。",
    "四、自付药费超过1万元至5万元的部分支付60%，5万元以上的部分支付65%。",
)


@pytest.mark.parametrize(
    ("cost", "sum_", "is_capped"),
    [("3000元", "1620", False), ("200元", "0", False), ("8400元", "4860", False), ("2万元", "5000", True)],
)
def test_the_first_sum_of_the_same_sentence_is_taken_off(cost: str, sum_: str, is_capped: bool) -> None:
    made = ask(f"延安市门诊花了{cost}报销多少？", held(OVER))
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)
    assert ("clamped" in kinds(made)) is is_capped


def test_of_a_band_no_first_sum_is_taken_off_again() -> None:
    made = ask("延安自付药费3万元，支付多少钱？", held(OVER))
    assert amounts(made)[0] == ("=", "12000", "元"), working(made)


def test_what_lies_below_all_bands_is_given_nothing_of_those_above_it() -> None:
    made = ask("延安自付药费8000元，支付多少钱？", held(OVER))
    assert {value for _, value, unit in amounts(made) if unit == "元"} <= {"0"}, working(made)


def test_a_first_sum_that_stays_open_is_told() -> None:
    made = ask("延安住院费用1万元，支付多少钱？", held(OVER))
    assert any("没有减去起付标准" in one.text for one in made.warnings)
