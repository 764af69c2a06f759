"""Formulas that a text writes out, in four notations, and what they come to."""

import time

import pytest

from answer.formula import sum_label
from answer.formula_reading import read_formulas
from answer.formula_terms import Name, Number, Operation
from index.store import Library
from made_up import amounts, ask, held, issued, working

RULES = issued(
    "绍兴市",
    2016,
    "职工待遇",
    "第一条 新进职工当年的疗休养天数，折算方法为：(当年剩余日历天数÷365天)×全年应享受的疗休养天数，"
    "折算后不足1整天的部分不享受疗休养。",
    "第二条 住房补贴月缴存额为职工本人月平均工资乘以补贴缴存比例。",
    "第三条 未休疗休养的，每天按照日工资收入的200%支付报酬。"
    "日工资收入按照职工本人月工资除以月计薪天数(21.75天)进行折算。",
    "第四条 救助金按照家庭人均月收入低于当地低保标准的差额按月发放。",
    "第五条 场地税依照场地原值一次减除20%后的余值计算缴纳，税率为1.5%。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(RULES)


@pytest.mark.parametrize(("left", "whole", "days"), [(85, 15, 3), (200, 10, 5), (365, 12, 12), (20, 10, 0)])
def test_days_are_reckoned_and_cut_to_whole_ones(library: Library, left: int, whole: int, days: int) -> None:
    question = f"绍兴新进职工当年剩余日历天数{left}天，全年应享受的疗休养天数{whole}天，折算几天？"
    made = ask(question, library)
    assert amounts(made)[0] == ("=", str(days), "天")
    assert f"({left}天÷365天)×{whole}天" in working(made)


def test_what_is_cut_off_is_told(library: Library) -> None:
    made = ask("绍兴新进职工当年剩余日历天数85天，全年应享受的疗休养天数15天，折算几天？", library)
    assert "3.4932→3天" in working(made)


@pytest.mark.parametrize(("wage", "rate", "paid"), [(6000, "10%", "600"), (7350, "7%", "1029/2")])
def test_a_product_in_words(library: Library, wage: int, rate: str, paid: str) -> None:
    made = ask(f"绍兴职工月平均工资{wage}元，补贴缴存比例{rate}，住房补贴月缴存额多少？", library)
    assert amounts(made) == [("=", paid, "元")]
    assert made.amounts[0].label == "住房补贴月缴存额"


def test_one_formula_stands_on_another(library: Library) -> None:
    made = ask("绍兴职工月工资8700元，有3天疗休养没休，应支付多少报酬？", library)
    assert amounts(made)[0] == ("=", "2400", "元")
    steps = [step.text for step in made.amounts[0].working]
    assert "8700元÷21.75天＝400元" in steps[0]
    assert "3天: ×3＝2400元" in steps[-1]


@pytest.mark.parametrize(("income", "level", "paid"), [(650, 900, 250), (899, 900, 1)])
def test_what_is_lacking_to_a_level(library: Library, income: int, level: int, paid: int) -> None:
    made = ask(f"绍兴家庭人均月收入{income}元，当地低保标准{level}元，救助金多少？", library)
    assert amounts(made) == [("=", str(paid), "元")]


def test_a_sum_for_all_heads_is_divided_and_multiplied_again(library: Library) -> None:
    made = ask("绍兴一家3口月收入2400元，当地低保标准1000元，救助金每月多少？", library)
    assert amounts(made)[0] == ("=", "600", "元")
    assert "2400元÷3人" in working(made)


def test_nobody_pays_back_what_he_has_above_the_level(library: Library) -> None:
    made = ask("绍兴家庭人均月收入1500元，当地低保标准900元，救助金多少？", library)
    assert all(one.value is None or one.value >= 0 for one in made.amounts)
    assert "-600" not in made.conclusion


@pytest.mark.parametrize(("value", "tax"), [("200万元", "24000"), ("35万元", "4200")])
def test_a_rate_is_taken_of_what_is_left(library: Library, value: str, tax: str) -> None:
    made = ask(f"绍兴场地原值{value}，场地税一年多少？", library)
    assert amounts(made)[0] == ("=", tax, "元")
    assert "×20%" in working(made)


def test_the_value_left_is_the_answer_where_it_is_asked_for(library: Library) -> None:
    made = ask("绍兴场地原值200万元，场地余值多少元？", library)
    assert amounts(made)[0] == ("=", "1600000", "元")


MARKET = issued(
    "嘉兴市",
    2019,
    "集贸市场调节费",
    "第二条 摊位租赁所得、设备转让所得和有奖销售所得，适用比例费率，费率为百分之八。",
    "第三条 计费所得额的计算：",
    "（一）摊位租赁所得，每次收入不超过三千元的，减除费用五百元；三千元以上的，减除百分之十的费用，其余额为计费所得额。",
    "（二）设备转让所得，以转让设备的收入额减除设备原值和合理费用后的余额，为计费所得额。",
    "（三）有奖销售所得，以每次收入额为计费所得额。",
    "第四条 代理报酬所得、广告报酬所得以收入减除百分之二十的费用后的余额为收入额。"
    "广告报酬所得的收入额减按百分之七十计算。",
    kind="办法",
)


@pytest.fixture(scope="module")
def market() -> Library:
    return held(MARKET)


@pytest.mark.parametrize(
    ("asked", "owed"),
    [
        ("摊位租赁一次收入2500元，调节费要交多少钱", "160"),
        ("摊位租赁收入每次6000元，调节费要交多少钱", "432"),
        ("设备转让收入9万元，设备原值5万元，合理费用1万元，调节费要交多少钱", "2400"),
        ("有奖销售所得2万元，调节费要交多少钱", "1600"),
        ("代理报酬5万元，收入额是多少", "40000"),
        ("广告报酬5万元，收入额是多少", "28000"),
    ],
)
def test_a_rate_is_taken_of_what_the_formula_for_its_subject_leaves(market: Library, asked: str, owed: str) -> None:
    assert ("=", owed, "元") in amounts(ask(f"嘉兴{asked}？", market))


def test_what_is_left_is_told_where_it_is_asked_for(market: Library) -> None:
    made = ask("嘉兴摊位租赁收入每次6000元，计费所得额是多少元？", market)
    assert amounts(made)[0] == ("=", "5400", "元")
    assert all(amount != ("=", "432", "元") for amount in amounts(made))


def test_what_is_taken_off_is_told_where_it_is_asked_for(market: Library) -> None:
    made = ask("嘉兴摊位租赁一次收入2500元，减除费用多少元？", market)
    assert amounts(made)[0] == ("=", "500", "元")


def test_each_notation_is_read() -> None:
    signed, worded, lacking, left = (
        read_formulas(text)[0]
        for text in (
            "补偿金额计算公式为:(评估价格-折旧额)×面积系数。",
            "月供暖费为供暖面积乘以月单价。",
            "补助按照家庭收入低于标准的差额发放。",
            "按原值一次减除10%至30%后的余值计算。",
        )
    )
    assert signed.term == Operation("×", Operation("－", Name("评估价格"), Name("折旧额")), Name("面积系数"))
    assert (worded.name, worded.term) == ("月供暖费", Operation("×", Name("供暖面积"), Name("月单价")))
    assert lacking.term == Operation("－", Name("标准"), Name("家庭收入"))
    assert isinstance(left.term, Operation)
    assert isinstance(left.term.right, Operation)
    assert isinstance(left.term.right.right, Number)
    assert left.term.right.right.low == 10
    assert left.term.right.right.high == 30


@pytest.mark.parametrize("text", ["", "每户1个车位。", "公式为:×÷。", "公式为:(甲×乙。", "公式为:甲×。"])
def test_what_is_no_formula_is_none(text: str) -> None:
    assert read_formulas(text) == ()


@pytest.mark.parametrize("label", ["物业用房配置比例", "用房的比例"])
def test_a_share_that_became_a_sum_is_not_called_one(label: str) -> None:
    assert "比例" not in sum_label(label)


@pytest.mark.parametrize(
    "attack",
    [
        "为",
        "(",
        "公式为(",
        "按所",
        "为甲甲、",
        "乘以",
        "甲甲为甲甲乘以",
        "按甲甲低于",
        "减除1%至",
        "减除甲后的余额为",
        "以甲额",
        "其余额为甲",
        "减除",
        "×",
        "为甲×",
        "1",
    ],
)
def test_hostile_text_takes_time_that_grows_with_its_length(attack: str) -> None:
    def seconds(length: int) -> float:
        text = (attack * length)[:length]
        begin = time.process_time()
        read_formulas(text)
        return time.process_time() - begin

    short = min(seconds(2000) for _ in range(2))
    assert seconds(16_000) < max(0.25, 14 * short)
