"""A provision that gives nothing in a case is no ground for an amount in that case."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued

PLOUGHING = issued(
    "松原市",
    2024,
    "深翻作业补助",
    "一、深翻作业每亩补助42元。作业面积不足15亩的不予补助。",
    "二、购买水泵每台补助30元。不足10台的部分不予补助。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(PLOUGHING)


@pytest.mark.parametrize(("acres", "paid"), [("15", "630"), ("100", "4200")])
def test_a_case_that_is_not_excluded_is_paid(library: Library, acres: str, paid: str) -> None:
    assert amounts(ask(f"松原市深翻作业{acres}亩补助多少钱？", library))[0] == ("=", paid, "元")


def test_a_case_that_is_excluded_gets_nothing(library: Library) -> None:
    made = ask("松原市深翻作业12亩补助多少钱？", library)
    assert amounts(made) == []
    assert "作业面积不足15亩的不予补助" in made.conclusion
    assert any("作业面积不足15亩的不予补助" in warning.text for warning in made.warnings)


def test_a_rest_that_is_not_paid_excludes_no_case(library: Library) -> None:
    assert amounts(ask("松原市购买水泵8台补助多少钱？", library))[0][1] == "240"
