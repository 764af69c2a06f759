"""Prices and rates for each unit, in steps and for things that are counted, in documents of made-up towns."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, working

WATER = issued(
    "兰州市",
    2016,
    "供水价格",
    "一、居民生活用水实行阶梯水价,以户为单位按年计量:",
    "(一)第一阶梯:年用水量144立方米(含)以下,水价为2.00元/立方米;",
    "(二)第二阶梯:年用水量144立方米至204立方米(含),水价为3.00元/立方米;",
    "(三)第三阶梯:年用水量超过204立方米的部分,水价为6.00元/立方米。",
    "二、污水处理费标准为1.10元/立方米。",
)
GRANTS = issued(
    "西宁市",
    2018,
    "托育机构补助",
    "一、普惠托育机构按照每生每年500元的标准给予补助。",
    "二、新建托育点,每个给予一次性建设补贴4万元。",
    "三、流转草场的,每亩补助15元。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(WATER, GRANTS)


@pytest.mark.parametrize(
    ("used", "sum_"),
    [
        ("100立方米", "200"),
        ("144立方米", "288"),
        ("200立方米", "456"),
        ("204方", "468"),
        ("300吨", "1044"),
        ("三百方", "1044"),
    ],
)
def test_a_step_costs_its_price_only_above_the_step_below(library: Library, used: str, sum_: str) -> None:
    made = ask(f"兰州居民家一年用水{used}，水费多少钱？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_what_is_paid_for_each_of_a_thing_is_paid_for_all_of_them(library: Library) -> None:
    assert amounts(ask("西宁普惠托育机构有60个孩子，每年补助多少钱？", library))[0] == ("=", "30000", "元")
    assert amounts(ask("西宁新建3个托育点一共补多少钱？", library))[0] == ("=", "120000", "元")
    assert amounts(ask("西宁流转草场400亩补助多少元？", library))[0] == ("=", "6000", "元")


def test_tonnes_of_water_are_cubic_metres(library: Library) -> None:
    assert amounts(ask("兰州用了50吨水，污水处理费多少？", library))[0] == ("=", "55", "元")


PARKING = issued(
    "银川市",
    2019,
    "学校和停车位配建",
    "一、每2万人配建1所24班小学,每班45人。小学生均用地面积不低于18平方米。",
    "二、公共建筑停车位按下表配建:",
    "| 建筑类型 | 计算单位 | 机动车(个) | 非机动车(个) |",
    "| --- | --- | --- | --- |",
    "| 三级医院 | 每100平方米建筑面积 | 1.2 | 2.5 |",
    "| 星级宾馆 | 每客房 | 0.4 | 0.5 |",
    "三、室温低于18℃但高于16℃(含16℃)的,按照供热费的30%退还热费;室温低于16℃的,按照供热费的60%退还热费。",
)


@pytest.fixture(scope="module")
def standards() -> Library:
    return held(PARKING)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("银川4万人的片区要配几所小学？", (("=", "2", "所"), ("=", "24", "班"))),
        ("银川500名学生的小学用地面积至少多少平方米？", ((">=", "9000", "平方米"),)),
        ("银川三级医院1万平方米要多少个非机动车停车位？", (("=", "250", "个"), ("=", "120", "个"))),
        ("银川200间客房的星级宾馆配多少个机动车停车位？", (("=", "80", "个"), ("=", "100", "个"))),
        ("银川室温17度，热费退还比例是多少？", (("=", "30", "%"),)),
        ("银川室温15度，热费退还比例是多少？", (("=", "60", "%"),)),
    ],
)
def test_a_rate_of_a_table_or_an_average_is_for_what_is_counted(
    standards: Library, question: str, expected: tuple[tuple[str, str, str], ...]
) -> None:
    assert amounts(ask(question, standards))[: len(expected)] == list(expected)


FARES = issued(
    "桂林市",
    2021,
    "票价和缴存",
    "一、普通线路起步价1元(10公里以内),超过10公里的部分每增加5公里加收0.5元,不足5公里的按5公里计算,最高不超过4元。",
    "二、单位住房公积金缴存比例不得低于5%,不得高于12%。",
    "三、单位协助骗提公积金的,处5000元以上3万元以下罚款。",
    "四、微型消防站配备人员不少于6人。小区总户数超过2000户的,每增加1000户增配3人。",
    "五、小学服务半径不超过500米。",
    "六、省级公益林补偿标准为每亩30元,市级公益林补偿标准为每亩20元。",
)


@pytest.fixture(scope="module")
def fares() -> Library:
    return held(FARES)


@pytest.mark.parametrize(("distance", "fare"), [(8, "1"), (10, "1"), (11, "3/2"), (17, "2"), (20, "2"), (60, "4")])
def test_a_fare_starts_from_its_base_and_goes_on_in_whole_steps(fares: Library, distance: int, fare: str) -> None:
    made = ask(f"桂林普通线路坐{distance}公里多少钱？", fares)
    assert amounts(made)[0][1:] == (fare, "元"), working(made)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("桂林单位公积金缴存比例最低多少？", (">=", "5", "%")),
        ("桂林单位公积金缴存比例最高多少？", ("<=", "12", "%")),
        ("桂林单位协助骗提公积金最高罚多少？", ("<=", "30000", "元")),
        ("桂林1500户的小区微型消防站配备多少人员？", (">=", "6", "人")),
        ("桂林小学的服务半径最多多远？", ("<=", "500", "米")),
        ("桂林市级公益林补偿标准多少钱？", ("=", "20", "元")),
        ("桂林省级公益林补偿标准多少钱？", ("=", "30", "元")),
    ],
)
def test_the_end_the_floor_and_the_class_that_are_asked_for_come_first(
    fares: Library, question: str, first: tuple[str, str, str]
) -> None:
    assert amounts(ask(question, fares))[0] == first


LIMITS = issued(
    "曲靖市",
    2022,
    "绿化和缴存",
    "一、新建居住区绿地率不低于35%。",
    "二、电动自行车每组停放数量不超过20辆。",
    "三、用人单位按照本单位职工工资总额的8%缴纳医疗保险费。",
    "四、动用维修资金,应当经三分之二以上的业主同意。",
    "五、购房补助不得超过购房款总额的50%。",
)


@pytest.fixture(scope="module")
def limits() -> Library:
    return held(LIMITS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("曲靖新建居住区绿地率做到32%够不够？", "不可以"),
        ("曲靖新建居住区绿地率做到35%可以吗？", "可以，没有超出"),
        ("曲靖电动自行车一组停放25辆可以吗？", "不可以"),
        ("曲靖电动自行车一组停放20辆可以吗？", "可以，没有超出"),
    ],
)
def test_a_figure_is_measured_against_the_rule_that_limits_it(limits: Library, question: str, said: str) -> None:
    assert ask(question, limits).conclusion.startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("曲靖用人单位医疗保险费缴多少？", "缴纳医疗保险费8%"),
        ("曲靖购房补助不能超过房款的多少？", "购房补助不超过50%"),
        ("曲靖动用维修资金要多少业主同意？", "不少于2/3"),
    ],
)
def test_a_share_is_the_answer_where_nothing_is_known_of_the_case(limits: Library, question: str, said: str) -> None:
    made = ask(question, limits)
    assert made.missing == ()
    assert said in made.conclusion


MEALS = issued(
    "昭通市",
    2021,
    "老年助餐补贴",
    "一、就餐补贴标准:",
    "(一)60至79周岁老年人,每人每餐补贴2元;",
    "(二)80周岁以上老年人,每人每餐补贴4元。",
    "二、补贴资金由市财政承担30%,县财政承担70%。",
    "三、不能补建车位的,按照每个停车位处5万元以上10万元以下罚款。",
    "四、协助骗提公积金的,处5000元以上3万元以下罚款。",
)


@pytest.fixture(scope="module")
def meals() -> Library:
    return held(MEALS)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("昭通65岁的老年人一餐补贴多少钱？", ("=", "2", "元")),
        ("昭通85岁的老年人一餐补贴多少钱？", ("=", "4", "元")),
        ("昭通老年助餐补贴市财政承担多少？", ("=", "30", "%")),
        ("昭通少建10个停车位不能补建，罚多少钱？", ("range", "500000-1000000", "元")),
    ],
)
def test_items_shares_and_bases_are_read_behind_labels_and_before_verbs(
    meals: Library, question: str, first: tuple[str, str, str]
) -> None:
    assert amounts(ask(question, meals))[0] == first


def test_a_fine_is_no_answer_to_a_question_that_speaks_of_no_offence(meals: Library) -> None:
    assert "罚款" not in ask("昭通公积金贷款额度最高多少？", meals).conclusion
    assert "罚款" in ask("昭通协助骗提公积金最高罚多少？", meals).conclusion


STAYING = issued(
    "丽江市",
    2022,
    "停放收费",
    "第一条 小型车超过15分钟不足1小时的,收费4元;超过1小时的,每增加1小时加收2元,不足1小时的按1小时计算。",
    "第二条 运输企业专职安全员不少于3人;车辆超过50辆的,每增加20辆增配安全员1人。",
    "第三条 补助资金由省、市、县财政按照5∶2∶3的比例承担。",
    "第四条 一类居住用地容积率不大于1.2,二类居住用地容积率不大于2.5。",
    "第五条 居民用气价格按下列标准执行:",
    "(一)第一档:年用气量300立方米及以下,价格为2元/立方米;",
    "(二)第二档:年用气量300立方米以上,价格为3元/立方米。",
    "第六条 非居民用气价格为4元/立方米。",
    kind="办法",
)


@pytest.fixture(scope="module")
def staying() -> Library:
    return held(STAYING)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("丽江小型车停40分钟收费多少钱？", ("=", "4", "元")),
        ("丽江小型车停3小时收费多少钱？", ("=", "8", "元")),
        ("丽江运输企业有90辆车要多少名安全员？", (">=", "5", "人")),
        ("丽江运输企业有30辆车要多少名安全员？", (">=", "3", "人")),
        ("丽江补助资金市里承担多少比例？", ("=", "20", "%")),
        ("丽江补助资金县里承担多少比例？", ("=", "30", "%")),
        ("丽江居民一年用气400立方米，用气价格多少钱？", ("=", "900", "元")),
        ("丽江一类居住用地容积率最高多少？", ("<=", "6/5", "")),
    ],
)
def test_what_is_added_is_added_to_its_base_and_ratios_are_shares(
    staying: Library, question: str, first: tuple[str, str, str]
) -> None:
    made = ask(question, staying)
    assert amounts(made)[0] == first, working(made)
