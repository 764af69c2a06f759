"""Facts of a question: which of them a rule means, what two of them make, and what they are called."""

from fractions import Fraction

import pytest

from answer.decimals import plain
from answer.evaluate_facts import Fact, base_unit, based_on, bind, implied_base, overlap


def fact(value: int | str, unit: str, before: str = "", after: str = "", relation: str = "=") -> Fact:
    return Fact(Fraction(value), unit, before, after, f"{value}{unit}", relation=relation)


def valued(bound: Fact | None) -> str:
    return "" if bound is None else plain(bound.value)


def test_the_fact_whose_words_fit_best_is_bound() -> None:
    total, office = fact(9000, "平方米", "总建筑面积"), fact(80, "平方米", "办公用房")
    assert bind("办公用房面积", "平方米", [total, office]) is office
    assert bind("别的", "平方米", [total, office]) is total
    assert bind("总建筑面积", "户", [total, office]) is None


def test_an_area_on_another_basis_is_not_bound() -> None:
    plot, floor = fact(9000, "平方米", "用地面积"), fact(80, "平方米", "建筑面积")
    assert bind("总建筑面积2万平方米以上", "平方米", [plot, floor]) is floor
    assert bind("总建筑面积2万平方米以上", "平方米", [plot]) is None
    assert based_on("总建筑面积", [plot]) is None
    assert implied_base("配套用房", "总建筑面积", [plot], "平方米") is None


def test_persons_of_another_group_are_not_bound() -> None:
    villagers = fact(800, "人", after="的村")
    assert bind("党员50人以上的村", "人", [villagers]) is None
    assert bind("规模500人以上的村", "人", [villagers]) is villagers
    assert bind("党员50人以上的村", "人", [fact(60, "人", "党员有", "的村")]) == fact(60, "人", "党员有", "的村")


def test_years_are_months_and_months_years() -> None:
    assert valued(bind("缴费年限", "年", [fact(18, "月")])) == "1.5"
    assert valued(bind("期限", "月", [fact(2, "年")])) == "24"
    assert bind("期限", "天", [fact(2, "年")]) is None


def test_a_count_may_be_said_without_its_unit() -> None:
    assert bind("居民人数", "人", [fact(6500, "", after="居民的社区")]) == fact(6500, "", after="居民的社区")
    assert bind("党员人数", "人", [fact(6500, "", after="居民的社区")]) is None
    assert bind("居民面积", "平方米", [fact(6500, "", after="居民的社区")]) is None


def test_two_counts_make_a_share() -> None:
    votes = [fact(50, "人", "到会"), fact(30, "票", "赞成")]
    share = bind("同意票", "%", votes)
    assert share is not None
    assert (plain(share.value), share.text) == ("60", "30票/50人")
    above = bind("超出预算10%", "%", [fact(100, "元", "预算"), fact(115, "元", "决算")])
    assert above is not None
    assert above.value == 15


@pytest.mark.parametrize(
    "counts",
    [
        [],
        [fact(3, "人")],
        [fact(0, "人"), fact(3, "人")],
        [fact(3, "年"), fact(4, "人")],
        [fact(900, "户"), fact(50000, "平方米")],
    ],
)
def test_other_numbers_of_counts_make_none(counts: list[Fact]) -> None:
    assert bind("同意票", "%", counts) is None


def test_a_share_that_is_given_is_bound_itself() -> None:
    given = fact(40, "%", "绿地率")
    assert bind("绿地率", "%", [given, fact(3, "人"), fact(4, "人")]) is given


def test_what_one_fact_has_above_the_other() -> None:
    found = bind("超出部分", "元", [fact(58, "元", "决算"), fact(50, "元", "预算")])
    assert found is not None
    assert (plain(found.value), found.text) == ("8", "58元-50元")


@pytest.mark.parametrize(
    ("base", "unit"),
    [("文化用房面积", "平方米"), ("村民代表总数", "人"), ("常住户数的", "户"), ("房屋造价", "元"), ("天气", "")],
)
def test_the_last_word_of_a_base_says_its_unit(base: str, unit: str) -> None:
    assert base_unit(base) == unit


def test_what_a_share_is_based_on() -> None:
    area, money = fact(500, "平方米", "占地"), fact(900, "元", "造价")
    assert based_on("工程造价", [area, money]) is money
    assert based_on("总面积", [area, money]) is area
    assert based_on("物业", [area, money]) is None
    assert based_on("人数", [area, fact(3, "年")]) is None


def test_what_a_share_can_only_be_of() -> None:
    money, things = fact(900, "元"), fact(12, "个", after="村")
    assert implied_base("税率", "", [money, things], "元") is money
    assert implied_base("税率", "总面积", [money], "元") is None
    assert implied_base("村覆盖率", "", [money, things], "") is things
    assert implied_base("税率", "", [money, fact(800, "元")], "元") is None


def test_shared_pairs_of_characters_are_counted() -> None:
    assert overlap("工作人员", "人员工作") == 2
    assert overlap("", "人员") == 0


def test_a_fact_has_a_name_for_people() -> None:
    assert [fact(3, "户").name, fact(3, "套", "住房").name, fact(3, "", after="居民").name] == ["户数", "住房", "居民"]
