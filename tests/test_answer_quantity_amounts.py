"""Numbers with their units and bounds, ranges and lists."""

from fractions import Fraction

import pytest

from answer.quantities import End, Kind
from scanned import only, scanned, table_of, values_of

_SINGLE = """
600平方米 | = | 600 | 平方米
300平米 | = | 300 | 平方米
80平 | = | 80 | 平方米
三方 | = |  |
八平 | = |  |
120平 | = | 120 | 平方米
二十万方 | = | 200000 | 平方米
10㎡ | = | 10 | 平方米
2公顷 | = | 20000 | 平方米
1.2万平方米 | = | 12000 | 平方米
3公里 | = | 3000 | 米
2.7米 | = | 27/10 | 米
1000万元 | = | 10000000 | 元
1亿2千万元 | = | 120000000 | 元
壹仟元 | = | 1000 | 元
1,200元 | = | 1200 | 元
收费50块 | = | 50 | 元
五毛钱 | = |  |
5角 | = | 1/2 | 元
三名 | = | 3 | 人
5职 | = | 5 | 人
3000口人 | = | 3000 | 人
300户 | = | 300 | 户
17套 | = | 17 | 套
四块牌子 | = | 4 | 块
一千五户 | = | 1500 | 户
1万5平米 | = | 15000 | 平方米
俩人 | = | 2 | 人
奖金3万 | = | 30000 | 元
两年零三个月 | = | 27 | 月
不超过1年6个月 | <= | 18 | 月
仨 | = | 3 | 个
一家三口呢 | = | 3 | 人
五口之家 | = | 5 | 人
60% | = | 60 | %
千分之五 | = | 1/2 | %
万分之五 | = | 1/20 | %
5‰ | = | 1/2 | %
百分之零点五 | = | 1/2 | %
三成 | = | 30 | %
2个百分点 | = | 2 | %
三分之二 | = | 2/3 |
1/3 | = | 1/3 |
一半 | = | 1/2 |
过半数 | > | 1/2 |
超过半数 | > | 1/2 |
半数以上 | >= | 1/2 |
十二倍 | = | 12 | 倍
一点五倍以下 | <= | 3/2 | 倍
160小时 | = | 160 | 小时
15分钟 | = | 1/4 | 小时
3年半 | = | 7/2 | 年
两个半月 | = | 5/2 | 月
半年 | = | 1/2 | 年
两个季度 | = | 6 | 月
两周 | = | 14 | 天
十八周岁 | = | 18 | 岁
2:2:1 | = | 2 2 1 | 份额
一比三 | = | 1 3 | 份额
师生比1:19 | = | 1 19 | 份额
按照1:10的比例 | = | 1 10 | 份额
100:50 | = | 100 50 | 份额
3分之2 | = | 2/3 |
240度 | = | 240 | 度
10公分 | = | 1/10 | 米
300m2 | = | 300 | 平方米
5个半小时 | = | 11/2 | 小时
半个月 | = | 1/2 | 月
两旬 | = | 20 | 天
"""
_BOUND = """
不少于600平方米 | >= | 600 | 平方米
不得低于2.7米 | >= | 27/10 | 米
2000户以上 | >= | 2000 | 户
10个以上(含10个) | >= | 10 | 个
10人(含)以上 | >= | 10 | 人
100万元以上(不含100万元) | > | 1000000 | 元
不足1000户 | < | 1000 | 户
未满18周岁 | < | 18 | 岁
达不到50% | < | 50 | %
未达到50% | < | 50 | %
不达300户 | < | 300 | 户
1000户以下 | <= | 1000 | 户
小于100平方米 | < | 100 | 平方米
超过10万平方米 | > | 100000 | 平方米
多于一万元 | > | 10000 | 元
不超过5人 | <= | 5 | 人
最长不超过二十日 | <= | 20 | 天
至少有1名 | >= | 1 | 人
最多3个 | <= | 3 | 个
至少成立1支 | >= | 1 | 支
达到l000平方米以上 | >= | 1000 | 平方米
年满十八周岁 | >= | 18 | 岁
满12个月以上 | >= | 12 | 月
一百五十米以外 | > | 150 | 米
3000户左右 | ~ | 3000 | 户
约120万元 | ~ | 1200000 | 元
近200名 | ~ | 200 | 人
十来个 | ~ | 10 | 个
不得少于社区居委会成员的三分之二 | >= | 2/3 |
不足总人数一半 | < | 1/2 |
不低于本单位在职职工总数的1.5% | >= | 3/2 | %
超过核定乘员百分之二十 | > | 20 | %
不低于上年度全市城镇非私营单位从业人员平均工资的1.2倍 | >= | 6/5 | 倍
低于30%(含) | <= | 30 | %
容积率不大于2.5 | <= | 5/2 |
最多不超过2倍 | <= | 2 | 倍
至少在10日内 | <= | 10 | 天
一半左右 | ~ | 1/2 |
"""
_RANGE = """
1000-2000户 | uu | 1000 2000 | 户
200——300户 | uu | 200 300 | 户
2至3名 | uu | 2 3 | 人
5—10% | uu | 5 10 | %
10%至30% | uu | 10 30 | %
百分之十至三十 | uu | 10 30 | %
百分之三至百分之四十五 | uu | 3 45 | %
一至三万元 | uu | 10000 30000 | 元
5000-1万元 | uu | 5000 10000 | 元
2万至5万元 | uu | 20000 50000 | 元
0.6元至12元 | uu | 3/5 12 | 元
一万元以上五万元以下 | cc | 10000 50000 | 元
十日以上十五日以下 | cc | 10 15 | 天
二倍以上五倍以下 | cc | 2 5 | 倍
满一年不足两年 | co | 1 2 | 年
五百人以上不足一千人 | co | 500 1000 | 人
已满十四周岁不满十八周岁 | co | 14 18 | 岁
超过36000元至144000元 | oc | 36000 144000 | 元
超过一个月不满一年 | oo | 1 12 | 月
六个月以上一年以下 | cc | 6 12 | 月
不少于5日不超过10日 | cc | 5 10 | 天
5日以上至10日 | cu | 5 10 | 天
不低于500—1000平方米 | cu | 500 1000 | 平方米
至少2—3个 | cu | 2 3 | 个
两三个 | cc | 2 3 | 个
三五百元 | cc | 300 500 | 元
十几户 | cc | 11 19 | 户
三十多人 | oo | 30 40 | 人
300余户 | oo | 300 400 | 户
3000元以上至5000元(含5000元) | cc | 3000 5000 | 元
1000元至5000元(不含5000元) | uo | 1000 5000 | 元
50%以上1倍以下 | cc | 50 100 | %
不低于10%且不超过20% | cc | 10 20 | %
3-5人以上 | cu | 3 5 | 人
不超过3-5人 | uc | 3 5 | 人
1000万元(含)至5000万元(不含)之间 | co | 10000000 50000000 | 元
1.5-2个 | uu | 3/2 2 | 个
3年多 | oo | 3 4 | 年
二十几万元 | cc | 210000 290000 | 元
"""


@pytest.mark.parametrize(
    ("text", "relation", "values", "unit"), [(*row, "")[:4] for row in table_of(_SINGLE) + table_of(_BOUND)]
)
def test_single_numbers(text: str, relation: str, values: str, unit: str) -> None:
    if not values:
        assert scanned(text) == ()
        return
    one = only(text)
    assert (values_of(one), one.relation, one.unit) == (values.split(), relation, unit)
    if relation in (">=", ">"):
        assert (one.low, one.high, one.low_end) == (one.values[0], None, End.CLOSED if relation == ">=" else End.OPEN)
    if relation in ("<=", "<"):
        assert (one.low, one.high, one.high_end) == (None, one.values[0], End.CLOSED if relation == "<=" else End.OPEN)


@pytest.mark.parametrize(("text", "ends", "values", "unit"), table_of(_RANGE))
def test_ranges(text: str, ends: str, values: str, unit: str) -> None:
    one = only(text)
    assert (values_of(one), one.relation, one.unit) == (values.split(), "range", unit)
    assert (one.low_end.value[0] + one.high_end.value[0]) == ends
    assert (one.low, one.high) == one.values


def test_a_list_is_shared_out() -> None:
    one = only("工资分别上浮5%、10%、15%")
    assert (one.kind, values_of(one), one.text) == (Kind.LIST, ["5", "10", "15"], "5%、10%、15%")
    assert [found.kind for found in scanned("补助500元、300元")] == [Kind.AMOUNT, Kind.AMOUNT]


def test_compound_units_averages_and_measures() -> None:
    assert [(one.unit, one.per) for one in scanned("950元/月,1.5元/平方米·月,5元/人·天,800元/月/人")] == [
        ("元", "月"),
        ("元", "平方米·月"),
        ("元", "人·天"),
        ("元", "月·人"),
    ]
    assert only("人均不低于0.5平方米").per == "人"
    assert only("建筑面积不少于600平方米").measure == "建筑面积"
    assert only("无偿提供70平方米使用面积").measure == "使用面积"
    assert only("提供70平方米的房屋").measure == ""


def test_two_numbers_that_touch() -> None:
    assert [(one.written, one.unit) for one in scanned("贷款30万元20年,1万5千户")] == [
        ("30万", "元"),
        ("20", "年"),
        ("1万5千", "户"),
    ]
    assert [one.text for one in scanned("贷款30万20年")] == ["20年"]


def test_a_range_does_not_run_backwards() -> None:
    assert [one.relation for one in scanned("5元以上3元以下")] == [">=", "<="]
    assert [values_of(one) for one in scanned("100元至50元")] == [["100"], ["50"]]


def test_bounds_are_passed_over_a_base() -> None:
    base, month, amount = scanned("不低于每人每月500元")
    assert (base.relation, month.relation, amount.relation) == ("=", "=", ">=")
    assert (amount.low, amount.high) == (Fraction(500), None)
    assert [one.relation for one in scanned("不超过每平方米5元")] == ["=", "<="]
    assert [one.relation for one in scanned("不低于每100户10平方米")] == ["=", ">="]
    assert [one.relation for one in scanned("不超过每100户10平方米")] == ["=", "<="]


def test_words_that_bound_only_some_units() -> None:
    assert [one.text for one in scanned("5人内,3公里内,5元/x,5人左右至10人")] == [
        "5人",
        "3公里内",
        "5元",
        "5人左右",
        "10人",
    ]


def test_the_words_near_are_no_bound_where_they_belong_to_another_word() -> None:
    assert [one.relation for one in scanned("节约5%,期满3年,圆满完成5个,近三年")] == ["=", "=", "=", "="]


def test_bounds_and_unit_stand_in_the_span() -> None:
    text = "一般不少于600平方米的"
    one = only(text)
    assert (one.text, text[one.start : one.end], one.written) == ("不少于600平方米", "不少于600平方米", "600")
    assert only("达到l000平方米以上").written == "l000"
    assert [one.text for one in scanned("5.15日内办结")] == ["15日内"]
    assert [str(one.low) for one in scanned("1.15万户")] == ["11500"]
    assert [one.text for one in scanned("0.5人")] == ["0.5人"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("每投放200辆车辆配备1名运维人员", "每投放200辆"),
        ("每服务300户配备1名网格员", "每服务300户"),
        ("每新建100套住房配建30个车位", "每新建100套"),
        ("每户补助300元", "每户"),
    ],
)
def test_each_may_have_a_verb_before_its_number(text: str, base: str) -> None:
    assert [one.text for one in scanned(text) if one.kind is Kind.EACH] == [base]
