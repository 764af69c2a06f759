"""Evaluation of norms as they are read from sentences: conditions at their ends, rates, shares, and what is missing."""

from fractions import Fraction

import pytest

from answer.decimals import plain
from answer.evaluate import Need, Result, Truth, applies, between, evaluate, holds, limited, plus
from answer.evaluate_facts import Fact
from answer.norms import Norm
from answer.reading import read_norms
from ingest.normalize import fold


def fact(value: int | str, unit: str, before: str = "", after: str = "", relation: str = "=") -> Fact:
    return Fact(Fraction(value), unit, before, after, f"{value}{unit}", relation=relation)


def norm(sentence: str) -> Norm:
    return read_norms(fold(sentence).text)[0]


def computed(sentence: str, *facts: Fact, unit: str = "") -> Result:
    rule = norm(sentence)
    result = evaluate(rule.values[0], facts, rule.conditions, unit=unit)
    assert isinstance(result, Result)
    return result


def ends(result: Result) -> str:
    return between(result.low, result.high)


@pytest.mark.parametrize(
    ("condition", "value", "truth"),
    [
        ("800户以上", 800, Truth.YES),
        ("800户以上", 799, Truth.NO),
        ("超过800户", 800, Truth.NO),
        ("超过800户", 801, Truth.YES),
        ("800户以下", 800, Truth.YES),
        ("800户以下", 801, Truth.NO),
        ("800户以内", 800, Truth.YES),
        ("不足800户", 800, Truth.NO),
        ("不足800户", 799, Truth.YES),
        ("300-800户", 300, Truth.EDGE),
        ("300-800户", 800, Truth.EDGE),
        ("300-800户", 500, Truth.YES),
        ("300-800户", 299, Truth.NO),
        ("300户以上800户以下", 300, Truth.YES),
    ],
)
def test_the_ends_of_a_condition(condition: str, value: int, truth: Truth) -> None:
    rule = norm(f"规模在{condition}的小区,应当配建不少于60平方米的文化用房。")
    assert holds(rule.conditions[0], [fact(value, "户")]) is truth


@pytest.mark.parametrize(("relation", "truth"), [("=", Truth.YES), ("<", Truth.NO), (">", Truth.YES)])
def test_a_fact_that_is_a_bound_lies_just_inside_of_it(relation: str, truth: Truth) -> None:
    rule = norm("规模在800户以上的小区,应当配建60平方米的文化用房。")
    assert applies(rule, [fact(800, "户", relation=relation)]) is truth


def test_a_condition_without_a_fact_is_open() -> None:
    rule = norm("规模在800户以上的小区,应当配建60平方米的文化用房。")
    assert applies(rule, [fact(5, "年")]) is Truth.OPEN
    assert applies(rule, []) is Truth.OPEN


def test_a_norm_without_conditions_holds() -> None:
    assert applies(norm("每个小区应当配建60平方米的文化用房。"), []) is Truth.YES


def test_of_several_conditions_the_one_that_fails_decides() -> None:
    rule = norm("从业人员20人以上且营业收入500万元以上的企业,应当提取2%的培训经费。")
    assert len(rule.conditions) == 2
    people, sales = fact(30, "人", "从业人员"), fact(6_000_000, "元", "营业收入")
    assert applies(rule, [people, sales]) is Truth.YES
    assert applies(rule, [people]) is Truth.OPEN
    assert applies(rule, [fact(10, "人", "从业人员")]) is Truth.NO


def test_of_alternatives_one_is_enough() -> None:
    rule = norm("面积超过800平方米或者投资超过500万元的,应当提取2%的培训经费。")
    assert rule.is_any
    assert applies(rule, [fact(700, "平方米", "面积"), fact(6_000_000, "元", "投资")]) is Truth.YES
    assert applies(rule, [fact(700, "平方米", "面积"), fact(100, "元", "投资")]) is Truth.NO


def test_a_constant_needs_nothing() -> None:
    result = computed("新建小区应当配建不少于60平方米的文化用房。")
    assert (plain(result.low), result.relation, result.unit, result.facts) == ("60", ">=", "平方米", ())


def test_a_range_stays_one() -> None:
    result = computed("每个村配备2至3名村医。", fact(4, "个", after="村"))
    assert (ends(result), result.relation) == ("8~12", "range")


def test_a_rate_is_counted_by_the_fact_of_its_unit() -> None:
    result = computed("新建小区按每百户25平方米的标准配建文化用房。", fact(860, "户"))
    assert (ends(result), result.unit) == ("215", "平方米")
    assert result.steps == ("860户÷100户×25＝215平方米",)
    assert [used.text for used in result.facts] == ["860户"]


def test_a_rate_without_its_fact_asks_for_it() -> None:
    rule = norm("新建小区按每百户25平方米的标准配建文化用房。")
    assert evaluate(rule.values[0], [fact(2, "年")]) == Need("户数", "户")


def test_a_rate_for_one_of_a_kind_is_told_without_a_fact() -> None:
    result = computed("每人每月补助300元。")
    assert (ends(result), result.per_period, result.facts) == ("300", "月", ())
    assert result.steps == ("每人",)


def test_a_rate_for_a_kind_is_counted_by_the_fact_of_that_noun() -> None:
    sentence = "每个社区安排经费5万元。"
    assert computed(sentence, fact(3, "个", after="社区")).low == 150_000
    assert computed(sentence, fact(3, "个", after="幼儿园")).low == 50_000


def test_a_rate_with_two_ends_gives_the_fewest_and_the_most() -> None:
    result = computed("每200户至400户推选1名代表。", fact(1200, "户"))
    assert ends(result) == "3~6"
    assert result.steps == ("1200户÷200~400户×1＝3~6人",)


def test_what_comes_whole_is_not_rounded_but_told() -> None:
    result = computed("每300户配备1名网格员。", fact(1000, "户"))
    assert (result.low, result.flags) == (Fraction(10, 3), ("rounding",))
    assert computed("每300户配备1名网格员。", fact(900, "户")).flags == ()
    assert computed("每300户配建20平方米用房。", fact(1000, "户")).flags == ()


def test_a_share_is_of_the_fact_that_its_base_names() -> None:
    total, other = fact(120_000, "平方米", "总建筑面积"), fact(300, "平方米", "会议室")
    result = computed("物业用房按照总建筑面积的千分之三配置。", other, total)
    assert (ends(result), result.unit, result.flags) == ("360", "平方米", ())
    assert result.steps == ("120000平方米×千分之三＝360平方米",)


def test_a_share_of_people_comes_whole() -> None:
    result = computed("妇女代表应占代表总数的三分之一以上。", fact(50, "人", "代表"))
    assert (result.low, result.relation, result.flags) == (Fraction(50, 3), ">=", ("rounding",))


def test_a_share_without_its_base_is_told_as_it_is() -> None:
    result = computed("物业用房按照总建筑面积的千分之三配置。")
    assert (result.facts, result.unit) == ((), "%")
    assert result.low == Fraction(3, 10)


def test_a_share_of_the_only_sum_is_inferred() -> None:
    result = computed("个人按8%缴纳。", fact(5000, "元", "每月"), unit="元")
    assert (ends(result), result.unit, result.flags) == ("400", "元", ("inferred",))


def test_a_share_is_for_the_period_of_its_fact() -> None:
    wage = Fact(Fraction(6000), "元", "工资", "", "6000元", period="月")
    assert computed("个人缴费为工资的8%。", wage).per_period == "月"


def test_only_what_lies_above_the_threshold_is_counted() -> None:
    sentence = "经营年限超过3年的,超过部分每满一年增加补助2000元。"
    rule = norm(sentence)
    rates = [value for value in rule.values if getattr(value.expression, "excess", False)]
    assert rates
    results = [evaluate(rates[0], [fact(years, "年", "经营年限")], rule.conditions) for years in (7, 2)]
    assert [ends(result) for result in results if isinstance(result, Result)] == ["8000", "0"]


def test_floors_and_caps_bite_and_say_so() -> None:
    result = computed("新建小区按每百户25平方米的标准配建文化用房。", fact(100, "户"))
    floored = limited(result, [("floor", Fraction(60))])
    assert (ends(floored), floored.flags) == ("60", ("clamped",))
    assert floored.steps[-1] == "25平方米低于最低60平方米，按60平方米"
    assert len(floored.steps) == len(result.steps) + 1
    assert limited(result, [("cap", Fraction(20))]).steps[-1] == "25平方米超过最高20平方米，按20平方米"
    assert limited(result, [("floor", Fraction(25)), ("cap", Fraction(25))]) == result


def test_a_cap_on_one_end_of_a_range_leaves_the_other() -> None:
    result = computed("每200户至400户推选1名代表。", fact(1200, "户"))
    capped = limited(result, [("cap", Fraction(5))])
    assert ends(capped) == "3~5"


def test_a_sum_of_results_has_the_steps_and_facts_of_both() -> None:
    one = computed("新建小区按每百户25平方米的标准配建文化用房。", fact(400, "户"))
    other = computed("新建小区应当配建60平方米的文化用房。")
    both = plus(one, other, "100＋60＝160平方米")
    assert (ends(both), both.flags) == ("160", ("inferred",))
    assert both.steps[-1] == "100＋60＝160平方米"
    assert plus(one, limited(other, []), "x").facts == one.facts


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(20000, 3), "6666.6667"),
        (Fraction(1, 100_000), "0.00001"),
        (Fraction(1, 1024), "0.0009765625"),
        (Fraction(10**40 + 1), "1" + "0" * 39 + "1"),
        (Fraction(10**40 * 2 + 1, 2), "1" + "0" * 40 + ".5"),
        (None, ""),
    ],
)
def test_numbers_are_shown_exactly_or_with_four_places(number: Fraction | None, shown: str) -> None:
    assert plain(number) == shown


def test_two_ends_are_shown_with_a_sign_between() -> None:
    assert between(Fraction(1), Fraction(3, 2)) == "1~1.5"
    assert between(None, Fraction(2)) == "2"
    assert between(None, None) == ""


def test_a_thing_that_is_only_named_is_not_counted() -> None:
    sentence = "每个小区应当有1名联络员。"
    assert ends(computed(sentence, fact(20, "户", after="小区"))) == "1"
    assert ends(computed(sentence, fact(20, "个", after="小区"))) == "20"
    assert ends(computed("每个党员安排经费100元。", fact(30, "人", after="党员"))) == "3000"


def test_a_share_of_what_lies_above_is_of_the_fact_of_the_threshold() -> None:
    rule = norm("决算超过50万元的,超过部分按2%计提。")
    share = next(value for value in rule.values if getattr(value.expression, "excess", False))
    result = evaluate(share, [fact(900, "户"), fact(600_000, "元", "决算")], rule.conditions)
    assert isinstance(result, Result)
    assert (ends(result), result.unit) == ("2000", "元")
