"""What is paid in a case is no temperature, no sum of another name and no area that a rate is counted by."""

import pytest

from made_up import ask, held, issued

HEATING = issued(
    "青川市",
    2022,
    "城市供热",
    "第一条 供热期内，用户卧室的室内温度不低于18℃。",
    "第二条 室内温度低于18℃且高于16℃(含16℃)的，供热单位按日退还用户日热费的30%；低于16℃且高于14℃(含14℃)的，退还50%；"
    "低于14℃的，退还全部日热费。",
    "第三条 社区工作经费按每个社区每年5万元拨付，社区取暖费由财政另行据实报销。",
    kind="办法",
)


def test_the_case_that_the_facts_meet_is_told_where_the_rule_is_asked_for() -> None:
    answer = ask("室内温度15度怎么退热费", held(HEATING))
    assert [one.value for one in answer.amounts] == [50]
    assert "15度符合“低于16℃”" in [step.text for step in answer.amounts[0].working]
    assert not ask("室内温度13度怎么退热费", held(HEATING)).amounts


@pytest.mark.parametrize("question", ["室内温度13度退还多少热费", "取暖费是多少"])
def test_what_is_paid_is_no_temperature_and_no_sum_of_another_name(question: str) -> None:
    assert not ask(question, held(HEATING)).amounts


def test_the_area_that_a_rate_is_counted_by_is_not_what_is_counted() -> None:
    rule = "第一条 供热单位应当配备抢修人员，每10万平方米供热面积不少于2人。"
    answer = ask("25万平方米要配几个抢修人员", held(issued("青川市", 2022, "城市供热", rule)))
    assert [(str(one.value), one.label) for one in answer.amounts] == [("5", "配备抢修人员")]


def test_a_case_below_the_unit_goes_before_the_rate() -> None:
    rule = "第一条 供热单位应当配备抢修人员，每10万平方米供热面积不少于2人，供热面积不足10万平方米的按2人配备。"
    library = held(issued("青川市", 2022, "城市供热", rule))
    assert [one.value for one in ask("9万平方米要配几个抢修人员", library).amounts] == [2]
    assert [one.value for one in ask("25万平方米要配几个抢修人员", library).amounts] == [5]
