"""The measure or the thing asked for is the one that is told, not another one of its unit beside it."""

import pytest

from answer.matching import content_words
from index.store import Library
from made_up import amounts, ask, held, issued

STALLS = issued(
    "舟山市",
    2021,
    "渔港摊棚设置",
    "第一条 摊棚招牌高度不得超过90厘米，宽度不得超过400厘米，厚度不得超过15厘米。",
    "第二条 水槽深度不少于0.4米，卸货通道宽度不少于3米，水槽间距不少于1.5米。",
    "第三条 冷库层高不低于4米，分拣间净高不低于3米，每个冷库面积不超过60平方米。",
    "第四条 每处渔港配备巡查人员不少于12名，配备救护员2名，每200户渔民配备1名联络员。",
    "第五条 升降台载重量不小于1000千克，每台升降台服务不超过60户，台面宽度不小于1.1米。",
    "第六条 摊棚租期为3年，租金每平方米每月12元，押金为2个月租金。",
    "第七条 申请租用冷库的，应当年满18周岁，人均住房建筑面积低于15平方米。",
    "第八条 小船泊位长度不小于5.3米，宽度不小于2.5米；无障碍泊位宽度不小于3.7米。",
    "第九条 淋浴间通道宽度不小于1.2米，更衣柜高度不低于1.5米。",
    "第十条 设计规模在2000户以上的住宅区，按600平方米进行设计，"
    "其中，社区居委会办公用房150平方米，社区公益服务用房450平方米。",
    "第十一条 讲解员应当年满20周岁，身高不低于1.6米，从事讲解工作满2年。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(STALLS)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("摊棚招牌最宽多少", ("<=", "4", "米")),
        ("摊棚招牌多厚", ("<=", "3/20", "米")),
        ("摊棚招牌高度是多少", ("<=", "9/10", "米")),
        ("水槽多深", (">=", "2/5", "米")),
        ("新建一个2500户的住宅小区，社区居委会办公用房和社区公益用房一共要建多少平方米", ("=", "600", "平方米")),
        ("讲解员身高要求多少", (">=", "8/5", "米")),
        ("小船泊位多宽", (">=", "5/2", "米")),
        ("无障碍泊位宽度是多少", (">=", "37/10", "米")),
        ("水槽之间的间距是多少", (">=", "3/2", "米")),
        ("冷库层高多少", (">=", "4", "米")),
        ("分拣间净高多少", (">=", "3", "米")),
        ("渔港要配几名救护员", ("=", "2", "人")),
        ("摊棚押金是几个月租金", ("=", "2", "月")),
        ("申请租用冷库要多大年纪", (">=", "18", "岁")),
    ],
)
def test_the_measure_asked_for_is_told_first(library: Library, asked: str, told: tuple[str, str, str]) -> None:
    assert amounts(ask(f"舟山{asked}？", library))[0] == told


@pytest.mark.parametrize(
    "asked",
    [
        "水槽宽度有什么要求",
        "升降台多高",
        "阳台深度多少米",
        "渔港要配几名保安",
        "水槽长度最多多少",
        "更衣柜多宽",
        "栏杆间距是多少",
        "渔港要配几台电脑",
    ],
)
def test_another_measure_or_thing_is_no_answer(library: Library, asked: str) -> None:
    assert amounts(ask(f"舟山{asked}？", library)) == []


def test_several_things_that_are_asked_for_are_all_told(library: Library) -> None:
    told = amounts(ask("舟山每处渔港要配几名巡查人员和救护员？", library))
    assert {(">=", "12", "人"), ("=", "2", "人")} <= set(told)


def test_months_of_a_wage_are_no_monthly_wage() -> None:
    assert content_words("要付几个月工资") == ("付", "工资")
    assert "月工资" in content_words("他的月工资多少")


def test_who_has_worked_is_not_asked_for_an_age(library: Library) -> None:
    told = ask("舟山讲解员要干几年讲解工作？", library).amounts[0]
    assert (str(told.value), told.unit, told.label) == ("2", "年", "从事讲解工作")
