"""A rule for somebody else, or a ban that excepts what is asked, decides nothing."""

import pytest

from answer.subjects import has_exception, is_excepted, is_for_others, rules_on_else
from index.store import Library
from made_up import amounts, ask, held, issued

BOATS = issued(
    "舟山市",
    2022,
    "渔港船员宿舍管理",
    "第一条 申请船员宿舍的，应当年满18周岁，并在本港登记满1年。",
    "第二条 拥有价格超过15万元的机动车的船员，不得申请船员宿舍。残疾人代步车除外。",
    "第三条 禁止携带犬只进入渔港食堂、冷库等场所，但导盲犬、扶助犬除外。",
    "第四条 禁止携犬乘坐渡轮。携犬乘坐快艇的，应当征得驾驶员同意。",
    "第五条 电动自行车不得进入升降台。手推车、轮椅优先乘用升降台。",
    "第六条 船员不得转租宿舍。经同意可以安装空调。",
    "第七条 自产自销渔民可以免费使用临时摊位。已有固定摊位的经营者，不得申请临时摊位。",
    "第八条 摩托车、自行车可以随渡轮过港，危险品车辆不得上船。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(BOATS)


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("有机动车能申请船员宿舍吗", "不可以，以符合所写条件为限，原文写明的例外除外。"),
        ("离婚了能申请船员宿舍吗", "在资料库的文件里没有找到"),
        ("导盲犬可以进渔港食堂吗", "原文把这一情形列为例外。"),
        ("犬只可以进渔港食堂吗", "不可以，原文写明的例外除外。"),
        ("狗能坐快艇吗", "第四条禁止携犬"),
        ("轮椅可以进升降台吗", "第五条电动自行车"),
        ("电动自行车可以进升降台吗", "不可以。"),
        ("宿舍能转租吗", "不可以。"),
        ("自行车可以上船吗", "第八条摩托车"),
        ("危险品车辆可以上船吗", "不可以。"),
        ("有固定摊位能申请临时摊位吗", "不可以。"),
        ("退休了能申请临时摊位吗", "第七条自产自销渔民"),
        ("宿舍能装空调吗", "可以。"),
    ],
)
def test_a_case_is_decided_by_the_rule_that_names_it(library: Library, asked: str, opens: str) -> None:
    assert ask(f"舟山{asked}？", library).conclusion.startswith(opens)


def test_an_exception_before_the_ban_is_one_too() -> None:
    assert is_excepted("除导盲犬以外,禁止携带犬只进入商场。", "导盲犬能进商场吗")
    assert not is_excepted("禁止犬只进入商场,但导盲犬除外。", "犬只能进商场吗")
    assert not has_exception("禁止开除外来工人。")


def test_who_is_said_no_more_of_is_everybody() -> None:
    assert not is_for_others("居民可以申请保障房。", "离婚了能申请保障房吗")
    assert rules_on_else("拥有机动车的家庭,不得申请保障房。", "不得申请保障房。", "离婚了能申请保障房吗")


def test_what_somebody_has_to_meet_is_no_price() -> None:
    rules = (
        "第一条 申请创业工位的，应当符合下列条件：",
        "（一）家庭人均月收入低于3100元；",
        "（二）家庭人均住房建筑面积不足16平方米。",
        "第二条 工位使用费按每平方米每月9元收取。",
    )
    library = held(issued("绥化市", 2021, "创业工位", *rules, kind="办法"))
    asked = ask("绥化市残疾人家庭用20平方米创业工位一个月多少钱？", library)
    assert "3100" not in {number for _, number, _ in amounts(asked)}
    assert amounts(ask("绥化市家庭月收入低于多少能申请创业工位？", library))[0] == ("<", "3100", "元")
