"""Fares: a first price, what is counted beyond it, hours of the day, and the most that all days come to."""

import pytest

from made_up import amounts, ask, held, issued, working

RIDES = issued(
    "西宁市",
    2020,
    "客运三轮车运价",
    "第一条 运价按照下列标准计收：",
    "（一）起步里程3公里，起步价6元。",
    "（二）超过3公里后，每公里2元。",
    "（三）单程行驶超过10公里的，超过部分的公里价加收50%。",
    "（四）夜间附加费：夜间22:00至次日5:00，公里价加收20%，起步价为8元。",
    "（五）停车等候的，累计每满5分钟计收1.5元，不足5分钟的不计。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("单程行驶2公里运价多少元", "6"),
        ("行驶5公里运价多少元", "10"),
        ("单程行驶12公里运价多少元", "26"),
        ("停车等候13分钟计收多少钱", "3"),
        ("停车等候4分钟计收多少钱", "0"),
    ],
)
def test_a_first_price_and_what_is_counted_beyond_it(asked: str, sum_: str) -> None:
    made = ask(f"西宁客运三轮车{asked}？", held(RIDES))
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


@pytest.mark.parametrize(
    ("when", "sum_"), [("晚上十点半", "8"), ("凌晨三点", "8"), ("早上七点", "6"), ("下午三点", "6")]
)
def test_hours_of_the_day_say_which_price_is_due(when: str, sum_: str) -> None:
    made = ask(f"西宁客运三轮车{when}的起步价多少？", held(RIDES))
    assert amounts(made)[0] == ("=", sum_, "元"), made.conclusion
    assert "时×" not in working(made)


@pytest.mark.parametrize(("when", "said"), [("凌晨三点", "适用"), ("下午三点", "不适用")])
def test_a_time_outside_of_the_hours_does_not_meet_their_condition(when: str, said: str) -> None:
    made = ask(f"西宁客运三轮车{when}有夜间附加费吗？", held(RIDES))
    assert made.conclusion.startswith(said)


@pytest.mark.parametrize(("days", "sum_"), [("20天", "200"), ("100天", "600")])
def test_the_most_that_all_days_come_to_caps_their_sum(days: str, sum_: str) -> None:
    rule = "第一条 逾期的，按日加收欠缴金额千分之五的违约金，违约金总额不超过欠缴金额的30%。"
    made = ask(f"西宁欠缴2000元逾期{days}，违约金多少？", held(issued("西宁市", 2020, "草场费收缴", rule)))
    assert amounts(made)[:2] == [("=", sum_, "元"), ("<=", "600", "元")]
