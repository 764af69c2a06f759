"""Sums that are paid out in parts, and what one of them is."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, working

SETTLING = issued(
    "阿克苏市",
    2022,
    "林业技师引进",
    "第一条 引进的林业技师给予安家费10万元，分5年等额发放；离开的停止发放。",
    "第二条 出师的学徒给予创业补助60万元，分3年按4:3:3的比例发放。",
    "第三条 引进的林业技师给予购房补贴30万元。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(SETTLING)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("林业技师安家费每年发多少钱", "20000"),
        ("林业技师安家费第三年发多少钱", "20000"),
        ("出师的学徒创业补助第一年发多少钱", "240000"),
        ("出师的学徒创业补助第3年发多少钱", "180000"),
        ("林业技师安家费多少钱", "100000"),
        ("林业技师购房补贴多少钱", "300000"),
    ],
)
def test_the_year_asked_about_has_its_part(library: Library, asked: str, sum_: str) -> None:
    made = ask(f"阿克苏{asked}？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_a_year_in_which_nothing_is_paid_has_no_part(library: Library) -> None:
    made = ask("阿克苏林业技师安家费第六年发多少钱？", library)
    assert ("=", "20000", "元") not in amounts(made)
