"""Questions in the words of those who ask, on rules with caps, conditions and classes, in a made-up town."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, working

TRAINING = issued(
    "保山市",
    2022,
    "职业培训补助",
    "第一条 企业开展岗位培训的，按每人每课时15元、最多不超过600元给予补助。",
    "第二条 学员培训期间给予伙食补助每人每天20元，最长不超过30天。",
    "第三条 申请住房补助应当同时符合下列条件：",
    "（一）家庭人均月收入不超过3200元；",
    "（二）家庭人均住房面积不足15平方米。",
    "第四条 住房补助按家庭收入发放：",
    "（一）人均月收入低于1600元的，每月400元；",
    "（二）人均月收入1600元以上3200元以下的，每月200元。",
    "第五条 购置拖拉机的，50马力以下补助3000元，50马力以上100马力以下补助7000元，100马力以上补助15000元。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(TRAINING)


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("保山岗位培训每人上了五十个课时，补助多少钱？", "600"),
        ("保山岗位培训每人上了二十个课时，补助多少钱？", "300"),
        ("保山学员培训三十五天，伙食补助一共多少钱？", "600"),
        ("保山学员培训十天，伙食补助一共多少钱？", "200"),
        ("保山人均月收入正好一千六，住房补助每月多少钱？", "200"),
        ("保山买一台85马力的拖拉机补助多少钱？", "7000"),
        ("保山买一台一百二十马力的拖拉机补助多少钱？", "15000"),
    ],
)
def test_what_is_counted_is_cut_down_to_what_is_given_at_most(library: Library, question: str, sum_: str) -> None:
    made = ask(question, library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


@pytest.mark.parametrize("question", ["保山一家三口住房补助多少钱？", "保山三口之家住房面积要低于多少平方米才能申请？"])
def test_what_each_person_may_have_is_not_added_up(library: Library, question: str) -> None:
    numbers = {number for _, number, _ in amounts(ask(question, library))}
    assert not numbers & {"9600", "45"}
