"""What follows from a result: other periods, extensions, shares of sums, prices, limits."""

from fractions import Fraction

import pytest

from answer.derive import ASKS_LONGEST, counted, counted_noun, extended, part_of_sum, share_of, shared_out, timed
from answer.evaluate import Result
from answer.evaluate_facts import Fact
from answer.limits import keeps, no_more_than_base, within
from answer.norms import Value
from answer.prices import at_price, price_name
from answer.question_records import Period
from answer.reading import read_norms


def result(value: str | None, unit: str, *, relation: str = "=", per: str = "", used: tuple[Fact, ...] = ()) -> Result:
    number = None if value is None else Fraction(value)
    return Result("甲", number, number, relation, unit, "", per, (), used)


def fact(value: str, unit: str, before: str = "", after: str = "") -> Fact:
    return Fact(Fraction(value), unit, before, after, f"{value}{unit}")


def value_of(text: str) -> Value:
    return read_norms(text)[0].values[0]


@pytest.mark.parametrize(
    ("per", "count", "unit", "expected"),
    [("月", 1, "年", "1200"), ("年", 1, "月", "25/3"), ("季度", 2, "年", "800"), ("年", 3, "年", "300")],
)
def test_a_result_is_made_one_for_another_period(per: str, count: int, unit: str, expected: str) -> None:
    made = timed(result("100", "元", per=per), Period(Fraction(count), unit), [], {})
    assert made.low == made.high == Fraction(expected)
    assert made.per_period == ""
    assert made.steps[-1].startswith(f"每{per}")


def test_the_same_period_changes_nothing() -> None:
    given = result("100", "元", per="月")
    assert timed(given, Period(Fraction(1), "月"), [], {}) is given
    assert timed(given, None, [], {}) is given


def test_days_and_months_that_the_question_counts_are_multiplied() -> None:
    assert timed(result("30", "元", per="天"), None, [fact("7", "天")], {}).low == 210
    assert timed(result("30", "元", per="月"), None, [fact("8", "月")], {}).low == 240


@pytest.mark.parametrize(("most", "expected"), [("5", "150"), ("7", "210"), ("9", "210")])
def test_days_are_counted_up_to_what_is_given_at_most(most: str, expected: str) -> None:
    made = timed(result("30", "元", per="天"), None, [fact("7", "天")], {"天": Fraction(most)})
    assert made.low == Fraction(expected)
    assert ("clamped" in made.flags) is (most == "5")


@pytest.mark.parametrize(("things", "expected"), [("4", "32000"), ("1", "8000")])
def test_a_sum_for_one_thing_is_for_as_many_as_are_counted(things: str, expected: str) -> None:
    value = value_of("党支部的工作经费为8000元。")
    made = counted(result("8000", "元"), value, [fact(things, "个", after="党支部")], passage="")
    assert made.low == Fraction(expected)
    assert ("inferred" in made.flags) is (things != "1")


def test_things_of_another_kind_do_not_multiply() -> None:
    value = value_of("党支部的工作经费为8000元。")
    assert counted(result("8000", "元"), value, [fact("4", "个", after="车位")], passage="").low == 8000


@pytest.mark.parametrize(("after", "noun"), [("社区党总支", "总支"), ("车位和人", "车位"), ("", "\x00")])
def test_the_head_of_a_counted_noun(after: str, noun: str) -> None:
    assert counted_noun(fact("5", "个", after=after)) == noun


@pytest.mark.parametrize(
    ("label", "value", "text", "longest"),
    [
        ("答复", "15", "15日内答复;情况复杂的,可以延长10日。", 25),
        ("延长的期限", "10", "15日内答复;需要延长的,延长的期限不超过10日。", 25),
        ("答复", "15", "15日内答复。", None),
        ("答复", "15", "15日内答复;可以延长2个月。", None),
    ],
)
def test_an_extension_is_added_to_its_period(label: str, value: str, text: str, longest: int | None) -> None:
    made = extended(Result(label, Fraction(value), Fraction(value), "<=", "天", "", "", (), ()), text)
    assert (None if made is None else made.high) == longest


def test_what_asks_for_the_longest_time() -> None:
    assert ASKS_LONGEST.search("最长多少天")
    assert not ASKS_LONGEST.search("多少天内答复")


def test_a_sum_is_split_by_its_weights_whole() -> None:
    value = next(v for n in read_norms("经费由市、县、镇按照5:3:2的比例分担。") for v in n.values if v.split)
    made = shared_out(value, [], [fact("90000", "元")])
    assert [f"{one.label}{one.low}" for one in made] == ["市承担45000", "县承担27000", "镇承担18000"]
    assert shared_out(value, [], []) == []


def test_a_share_is_of_a_fact() -> None:
    made = share_of(result("30", "%"), fact("1200", "户"), "户")
    assert (str(made.low), made.unit, made.flags) == ("360", "户", ("inferred",))
    assert share_of(result("1/3", ""), fact("1200", "户"), "户").low == 400


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("以项目商品房平均销售价格测算,缴纳建设费用", "项目商品房平均销售价格"),
        ("按照评估价(含装修)计算", "评估价"),
        ("按面积计算", ""),
    ],
)
def test_the_price_that_a_text_names(text: str, name: str) -> None:
    assert price_name(text) == name


def test_an_area_has_a_price_and_no_basis_any_more() -> None:
    made = at_price(result("80", "平方米"), "均价", fact("7000", "元"))
    assert (str(made.low), made.unit, made.basis) == ("560000", "元", "")
    assert made.steps[-1] == "80平方米×均价7000元/平方米＝560000元"


@pytest.mark.parametrize(
    ("relation", "limit", "given", "is_kept"),
    [
        ("<=", "5", "5", True),
        ("<", "5", "5", False),
        ("<=", "5", "6", False),
        (">=", "5", "5", True),
        (">", "5", "5", False),
        (">=", "5", "4", False),
    ],
)
def test_a_limit_is_kept_on_its_own_side(relation: str, limit: str, given: str, is_kept: bool) -> None:
    assert keeps(result(limit, "米", relation=relation), fact(given, "米")) is is_kept


def test_only_what_is_computed_is_limited() -> None:
    floor = [("floor", result("150", "平方米"))]
    given = fact("200", "户")
    assert within(result("80", "平方米", used=(given,)), floor).low == 150
    assert within(result("80", "平方米"), floor).low == 80
    assert within(result("80", "元", used=(given,)), floor).low == 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [("加收滞纳金,但不得超过本金的数额。", "1000"), ("加收滞纳金。", "4000"), ("不得超过3万元。", "4000")],
)
def test_a_sum_may_not_grow_beyond_its_base(text: str, expected: str) -> None:
    owed = fact("1000", "元")
    assert no_more_than_base(result("4000", "元", used=(owed,)), text).low == Fraction(expected)


def test_a_share_of_the_one_sum_beside_it_is_a_sum() -> None:
    value = value_of("其中宣传经费占20%。")
    made = part_of_sum(value, result("20", "%"), [result("50000", "元")])
    assert [f"{one.low}{one.unit}" for one in made] == ["10000元"]
    assert part_of_sum(value, result("20", "%"), [result("50000", "元"), result("80000", "元")]) == []
