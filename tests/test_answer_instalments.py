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


@pytest.mark.parametrize("asked", ["林业技师安家费第六年", "出师的学徒创业补助第四年"])
def test_a_year_behind_the_last_has_nothing(library: Library, asked: str) -> None:
    made = ask(f"阿克苏{asked}发多少钱？", library)
    assert amounts(made)[0] == ("=", "0", "元")
    assert "已不再发放" in working(made)


def test_years_that_differ_are_told_one_by_one(library: Library) -> None:
    made = ask("阿克苏出师的学徒创业补助每年发多少钱？", library)
    assert amounts(made)[:3] == [("=", "240000", "元"), ("=", "180000", "元"), ("=", "180000", "元")]
    assert "第1年24万元" in made.conclusion


BONUS = issued(
    "铁岭市",
    2023,
    "引进教师",
    "第一条 安家补助",
    "（一）给予安家补助：特级教师60万元、名师40万元。",
    "（二）安家补助分五年发放，第一年40%，第二年、第三年各20%，第四年、第五年各10%。",
    "第二条 培训奖励每年兑现，第一年50%，第二年30%。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("名师安家补助第二年发多少钱", ("=", "80000", "元")),
        ("名师安家补助第五年发多少钱", ("=", "40000", "元")),
        ("安家补助第三年发放多少比例", ("=", "20", "%")),
    ],
)
def test_years_that_are_numbered_together_have_their_share_each(asked: str, first: tuple[str, str, str]) -> None:
    made = ask(f"铁岭{asked}？", held(BONUS))
    assert amounts(made)[0] == first, working(made)
