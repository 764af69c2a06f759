"""What results and findings are said to come to, and when they are summed or set off."""

from fractions import Fraction

import pytest

from answer.evaluate import Need, Result, Truth, between
from answer.findings import Finding
from answer.passages import Passage
from answer.question import understand
from answer.scope import Scope
from answer.wording import amount_words, asks_difference, conclusion_of, differences, sums
from ingest.normalize import fold


def result(low: int | None, high: int | None = None, unit: str = "平方米", **more: str) -> Result:
    ends = [None if end is None else Fraction(end) for end in (low, low if high is None else high)]
    told = {"label": "文化用房", "relation": "=", "basis": "", "per_period": "", **more}
    return Result(
        told["label"], ends[0], ends[1], told["relation"], unit, told["basis"], told["per_period"], steps=(), facts=()
    )


def passage(text: str) -> Passage:
    folded = fold(text)
    return Passage("柳政发-2017-7", "lvl_1", 0, folded.text, folded.offsets, "", "", "", "", 0)


def finding(question: str, text: str, *results: Result, label: str = "柳州市", asked: int | None = None) -> Finding:
    stands = passage(text)
    return Finding(
        Scope(label, (label,), explicit=False),
        understand(question).parts[0],
        label,
        1.0,
        passages=[stands],
        results=[(one, stands) for one in results],
        asked=len(results) if asked is None else asked,
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (result(120), "文化用房120平方米"),
        (result(120, relation=">="), "文化用房不少于120平方米"),
        (result(120, relation="<="), "文化用房不超过120平方米"),
        (result(120, relation=">"), "文化用房超过120平方米"),
        (result(120, relation="<"), "文化用房不足120平方米"),
        (result(120, relation="~"), "文化用房约120平方米"),
        (result(2, 3, "人", label="村医", relation="range"), "村医2至3人"),
        (result(120, basis="使用面积"), "文化用房120平方米(使用面积)"),
        (result(120, label="使用面积", basis="使用面积"), "使用面积120平方米"),
        (result(300, unit="元", label="补助", per_period="月"), "补助每月300元"),
        (result(300, unit="元", label="每月补助", per_period="月"), "每月补助300元"),
        (result(50_000, unit="元", label="经费"), "经费5万元"),
        (result(12_345, unit="元", label="经费"), "经费12345元"),
        (result(9_999, unit="元", label="经费"), "经费9999元"),
        (result(20_000, 50_000, "元", label="罚款", relation="range"), "罚款2至5万元"),
        (result(500, 20_000, "元", label="罚款", relation="range"), "罚款500至20000元"),
        (Result("经费", None, None, "=", "元", "", "", (), ()), ""),
    ],
)
def test_a_result_is_said_as_people_say_it(told: Result, words: str) -> None:
    assert amount_words(told) == words


RULE = "新建小区应当配建不少于120平方米的文化用房。"


def test_amounts_lead_and_the_words_follow() -> None:
    told = finding("文化用房要建多大", RULE, result(120, relation=">="))
    assert conclusion_of(told) == f"文化用房不少于120平方米。原文: {RULE}"


def test_other_values_of_the_provision_stand_in_brackets() -> None:
    other = result(2, unit="人", label="管理员")
    told = finding("文化用房要建多大", RULE, result(120), other, asked=1)
    assert conclusion_of(told).startswith("文化用房120平方米(同条还有: 管理员2人)。")


def test_what_is_missing_is_asked_for_with_the_rule() -> None:
    told = finding("文化用房要建多大", RULE)
    told.needs.append(Need("户数", "户"))
    assert conclusion_of(told) == f"要先知道户数才能算出结果。规定是: {RULE}"
    half = finding("文化用房要建多大", RULE, result(120))
    half.needs.append(Need("户数", "户"))
    assert conclusion_of(half).startswith("已能算出文化用房120平方米；要先知道户数")


@pytest.mark.parametrize(
    ("rule", "begins"),
    [
        ("文化用房不得改变用途。", "不可以。"),
        ("文化用房可以改变用途。", "可以。"),
        ("文化用房应当改变用途。", "有明确要求。"),
        ("鼓励文化用房改变用途。", "文件鼓励，不是强制。"),
        ("文化用房原则上改变用途。", "原则上如此，有例外余地。"),
        ("文化用房已经改变用途。", "文化用房已经"),
    ],
)
def test_whether_something_is_allowed_is_said_first(rule: str, begins: str) -> None:
    assert conclusion_of(finding("文化用房能改变用途吗", rule)).startswith(begins)


def test_a_rule_with_conditions_holds_only_where_they_are_met() -> None:
    told = finding("小村要设党委吗", "党员50人以上的村,应当设立党委。")
    assert conclusion_of(told).startswith("有明确要求，以符合所写条件为限。")


@pytest.mark.parametrize("question", ["能不申请延期吗", "不申请延期可以吗"])
def test_what_may_be_done_is_not_what_may_be_left(question: str) -> None:
    assert conclusion_of(finding(question, "居民可以申请延期。")) == "居民可以申请延期。"
    assert conclusion_of(finding("能不能申请延期", "居民可以申请延期。")).startswith("可以。")


def test_the_clause_that_the_question_shares_words_with_decides() -> None:
    rule = "文化用房可以向居民开放,不得用于出租。"
    assert conclusion_of(finding("文化用房能出租吗", rule)).startswith("不可以。")
    assert conclusion_of(finding("文化用房能向居民开放吗", rule)).startswith("可以。")


def test_leave_for_others_is_not_told_beside_what_forbids_it_to_those_asked_about() -> None:
    rule = "墓地供本村村民使用,不得对村民以外的人员提供墓位。户口迁出的,可以申请安葬。"
    assert conclusion_of(finding("外村人能葬在这里吗", rule)) == rule


def test_what_may_not_be_traded_is_not_told_as_what_costs_nothing() -> None:
    assert conclusion_of(finding("摊位要钱吗", "摊位不得转让。")) == "摊位不得转让。"
    assert conclusion_of(finding("摊位要钱吗", "摊位不得收取费用。")).startswith("不可以。")


@pytest.mark.parametrize(
    ("truth", "begins"), [(Truth.YES, "适用："), (Truth.EDGE, "适用："), (Truth.NO, "不适用："), (None, "有明确要求。")]
)
def test_facts_decide_before_words(truth: Truth | None, begins: str) -> None:
    told = finding("900户的小区要建文化用房吗", RULE)
    told.truth = truth
    assert conclusion_of(told).startswith(begins)


@pytest.mark.parametrize(("limit", "begins"), [(Truth.YES, "可以，没有超出"), (Truth.NO, "不可以，超出了")])
def test_a_limit_decides_before_words(limit: Truth, begins: str) -> None:
    told = finding("文化用房能建100平方米吗", RULE)
    told.limit = limit
    assert conclusion_of(told).startswith(begins)


def test_a_short_provision_is_quoted_whole_and_a_long_sentence_cut() -> None:
    told = finding("怎么配建", RULE)
    assert conclusion_of(told, f"三、{RULE}验收时检查。") == f"三、{RULE}验收时检查。"
    assert conclusion_of(told, "长" * 300) == RULE
    assert conclusion_of(finding("怎么配建", "长" * 500)).endswith("……")


def test_the_sentence_above_an_item_goes_before_it() -> None:
    told = finding("怎么配建", "(一)一般小区120平方米;")
    told.leads.append(passage("按照下列标准配建:"))
    assert conclusion_of(told) == "按照下列标准配建: (一)一般小区120平方米;"


def totals(*findings: Finding) -> list[tuple[str, str, str]]:
    return [(between(one.low, one.high), one.unit, one.relation) for one in sums(findings)]


def test_amounts_of_one_kind_are_summed() -> None:
    one, other = finding("多大", RULE, result(120)), finding("多大", RULE, result(80))
    assert totals(one, other) == [("200", "平方米", "=")]
    assert sums([one, other])[0].steps == ("120 + 80 = 200",)


def test_what_was_not_asked_is_not_summed() -> None:
    one = finding("多大", RULE, result(120), result(50), asked=1)
    assert totals(one, finding("多大", RULE, result(80))) == [("200", "平方米", "=")]
    assert totals(one) == []


@pytest.mark.parametrize(
    "other",
    [
        result(80, unit="元"),
        result(80, basis="使用面积"),
        result(80, per_period="月"),
        result(80, label="区财政承担"),
        Result("文化用房", None, Fraction(80), "<=", "平方米", "", "", (), ()),
    ],
)
def test_amounts_of_different_kinds_are_not(other: Result) -> None:
    assert totals(finding("多大", RULE, result(120)), finding("多大", RULE, other)) == []


@pytest.mark.parametrize("unit", ["%", "次", ""])
def test_shares_and_times_have_no_sum(unit: str) -> None:
    assert totals(finding("多少", RULE, result(5, unit=unit), result(6, unit=unit))) == []


def test_a_sum_keeps_bounds_and_ranges() -> None:
    least = result(120, relation=">=")
    assert totals(finding("多大", RULE, least, result(80, label="活动室"))) == [("200", "平方米", ">=")]
    assert totals(finding("多大", RULE, least, result(80, relation="<=", label="活动室"))) == [("200", "平方米", "~")]
    assert totals(finding("多大", RULE, result(2, 3), result(4, 6, label="活动室"))) == [("6~9", "平方米", "range")]
    assert sums([finding("多大", RULE, result(2, 3), result(4, 6, label="活动室"))])[0].steps == ("2~3 + 4~6 = 6~9",)


def test_values_under_one_name_are_for_different_cases_and_make_no_sum() -> None:
    alike = [result(3000, unit="元", label="补助"), result(1500, unit="元", label="补助")]
    assert sums([finding("一共多少", RULE, *alike)]) == []
    more = [result(50, unit="元", label="餐费"), result(20, unit="元", label="车费")]
    assert [one.low for one in sums([finding("一共多少", RULE, *alike, *more)])] == [70]


def test_the_difference_of_two_places_is_the_more_less_the_less() -> None:
    one = finding("差多少", RULE, result(80), label="柳州市")
    other = finding("差多少", RULE, result(120), label="桂林市")
    (gap,) = differences([one, other])
    assert (between(gap.low, gap.high), gap.steps, gap.basis) == ("40", ("120 - 80 = 40",), "")
    assert differences([other, one]) == [gap]


def test_a_difference_of_measures_says_so() -> None:
    one = finding("差多少", RULE, result(80, basis="使用面积"), label="柳州市")
    other = finding("差多少", RULE, result(120, basis="建筑面积"), label="桂林市")
    assert [gap.basis for gap in differences([one, other])] == ["口径不同"]


def test_two_values_of_one_finding_differ_too() -> None:
    (gap,) = differences([finding("差多少", RULE, result(80), result(95))])
    assert between(gap.low, gap.high) == "15"


def test_other_units_and_single_values_have_no_difference() -> None:
    assert differences([]) == []
    assert differences([finding("差多少", RULE, result(80))]) == []
    assert differences([finding("差多少", RULE, result(80), result(95, unit="元"))]) == []


@pytest.mark.parametrize(
    ("question", "is_so"),
    [
        ("两地相差多少", True),
        ("少多少平方米", True),
        ("至少多少平方米", False),
        ("最多多少人", False),
        ("多少人", False),
    ],
)
def test_a_difference_is_asked_for_in_words(question: str, is_so: bool) -> None:
    assert asks_difference(question) is is_so


@pytest.mark.parametrize(
    ("question", "rule", "word"),
    [
        ("冷饮摊算食品摊吗", "食品摊是指现场制售食品的摊位。冷饮摊不属于食品摊。", "不属于"),
        ("搬家临时停车要办许可吗", "因搬家临时停车不超过两小时的,不需要办理许可。", "不需要"),
        ("公益活动收不收场地费", "场地费由使用人缴纳。公益活动免收场地费。", "免收"),
        ("不属于食品摊的能申请吗", "不属于食品摊的,不得申请。", "不可以"),
    ],
)
def test_what_is_no_leave_and_no_duty_is_answered_as_plainly(question: str, rule: str, word: str) -> None:
    assert conclusion_of(finding(question, rule)).startswith(f"{word}。原文: ")


@pytest.mark.parametrize(
    "rule",
    [
        "在保护区内垂钓的,由主管部门责令停止,可以处500元以下罚款。",
        "在保护区内垂钓的,可以处垂钓人500元以下罚款。",
        "在保护区内垂钓的,撤销许可,一年内不再受理其申请。",
    ],
)
def test_that_a_breach_may_be_fined_is_no_leave(rule: str) -> None:
    assert conclusion_of(finding("保护区里能垂钓吗", rule)) == rule


def test_a_case_that_a_ban_is_for_is_told_as_forbidden() -> None:
    rule = "12周岁以下儿童不得骑行。"
    met = finding("11岁能骑车吗", rule)
    met.truth = Truth.YES
    assert conclusion_of(met) == f"不可以：所给情况符合这一条的条件。原文: {rule}"
    other = finding("11岁要买票吗", rule)
    other.truth = Truth.YES
    assert conclusion_of(other).startswith("适用")
