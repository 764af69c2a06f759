"""Items that give each kind its own number, and questions that name one kind, none, or no case."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued

STALLS = issued(
    "丽水市",
    2022,
    "占道经营收费",
    "第三条 占道费每平方米年收费标准如下：",
    "（一）一类街道30元至60元；",
    "（二）二类街道20元；",
    "（三）背街小巷8元。",
    "第四条 困难群众的占道费可以适当降低，但降低额不得超过第三条规定标准的30%。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(STALLS)


def test_the_kind_is_asked_back_and_each_kind_is_computed(library: Library) -> None:
    made = ask("丽水摊位占道50平方米，占道费要交多少？", library)
    assert made.status.value == "needs_input"
    assert [(one.label, str(one.low or one.value)) for one in made.amounts] == [
        ("一类街道", "1500"),
        ("二类街道", "1000"),
        ("背街小巷", "400"),
    ]
    assert "一类街道、二类街道、背街小巷" in made.missing[0].name


def test_the_kind_that_is_named_is_computed_alone(library: Library) -> None:
    assert amounts(ask("丽水背街小巷占道50平方米，占道费要交多少？", library)) == [("=", "400", "元")]


def test_all_kinds_are_told_where_no_case_is_given(library: Library) -> None:
    made = ask("丽水占道费每平方米每年多少元？", library)
    assert made.status.value == "answered"
    assert [one.label for one in made.amounts] == ["一类街道", "二类街道", "背街小巷"]
