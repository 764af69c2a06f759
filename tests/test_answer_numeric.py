"""Amounts that are asked for: tiers, rates, shares, floors and prices, in documents of made-up towns."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

TIERS = issued(
    "青岛市",
    2013,
    "养老服务用房配建",
    "一、新建住宅区应当配建养老服务用房:",
    "1.住宅区规模在800户以下的，配建养老服务用房不少于120平方米;",
    "2.住宅区规模在800户以上不足2000户的，配建养老服务用房不少于300平方米;",
    "3.住宅区规模在2000户以上3000户以下的，配建养老服务用房不少于450平方米。",
)
RATES = issued(
    "昆明市",
    2015,
    "托育用房配建",
    "一、新建住宅区应当按每百户40平方米建筑面积的标准配建托育用房，最低不少于150平方米。",
    "二、每个社区配备保育员2名。",
    "三、托育机构保育员每月补助650元。",
    "四、托育经费每年9万元，由市、区、街道按照4:3:2的比例分担。",
)
SHARES = issued(
    "贵阳市",
    2014,
    "避难场所建设",
    "一、避难场所用地按项目总用地面积的百分之三配置。",
    "二、不能提供避难场所的，按照项目总用地面积的千分之八折算面积，以项目商品房平均销售价格测算，缴纳避难场所建设费用。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(TIERS, RATES, SHARES)


@pytest.mark.parametrize(("households", "area"), [(500, 120), (801, 300), (1999, 300), (2000, 450), (2600, 450)])
def test_the_tier_of_the_case_decides(library: Library, households: int, area: int) -> None:
    made = ask(f"青岛{households}户的小区养老服务用房要建多少平方米？", library)
    assert amounts(made) == [(">=", str(area), "平方米")]
    assert f"{households}户符合“" in working(made)
    assert f"不少于{area}平方米" in made.citations[0].quote
    assert made.conclusion.startswith(f"配建养老服务用房不少于{area}平方米")


def test_a_case_on_an_end_that_two_tiers_include_has_both(library: Library) -> None:
    made = ask("青岛800户的小区养老服务用房配多少平方米？", library)
    assert amounts(made) == [(">=", "120", "平方米"), (">=", "300", "平方米")]
    assert kinds(made) == ["overlap", "boundary"]


def test_a_case_outside_all_tiers_is_said_to_be_none_of_them(library: Library) -> None:
    made = ask("青岛4000户的小区养老服务用房要多少平方米？", library)
    assert kinds(made) == ["gap"]
    assert made.conclusion.startswith("按问题给出的数字，原文各档都没有包括")
    assert "4000户不符合“住宅区规模在800户以下的”" in working(made)
    assert "4000户符合" not in working(made)


def test_tiers_without_a_case_ask_back_and_are_all_cited(library: Library) -> None:
    made = ask("青岛新建小区养老服务用房要多少平方米？", library)
    assert made.status == "needs_input"
    assert [(one.name, one.unit) for one in made.missing] == [("户数", "户")]
    assert [one.label for one in made.citations][:3] == ["一、1", "一、2", "一、3"]
    assert made.amounts == ()


@pytest.mark.parametrize(("households", "area"), [(900, "360"), (1234, "2468/5"), (375, "150")])
def test_a_rate_is_taken_of_the_households(library: Library, households: int, area: str) -> None:
    made = ask(f"昆明{households}户的小区托育用房要多少平方米？", library)
    assert amounts(made)[0] == ("=", area, "平方米")
    assert made.amounts[0].basis == "建筑面积"
    assert made.amounts[0].inputs == ("户数",)
    assert f"{households}户÷100户×40＝" in working(made)
    assert kinds(made) == []


def test_a_floor_lifts_what_lies_below_it(library: Library) -> None:
    made = ask("昆明200户的小区托育用房要多少平方米？", library)
    assert amounts(made)[0] == ("=", "150", "平方米")
    assert "80平方米低于最低150平方米，按150平方米" in working(made)
    assert kinds(made) == ["clamped"]


def test_what_is_for_each_is_for_as_many_as_the_question_counts(library: Library) -> None:
    assert amounts(ask("昆明7个社区要配多少名保育员？", library)) == [("=", "14", "人")]


@pytest.mark.parametrize(
    ("asked", "sum_of_money"),
    [("一年补助多少钱", 7800), ("每个季度补助多少钱", 1950), ("两年一共补助多少钱", 15600), ("每月补助多少钱", 650)],
)
def test_a_sum_is_for_the_period_asked_about(library: Library, asked: str, sum_of_money: int) -> None:
    assert amounts(ask(f"昆明托育机构的保育员{asked}？", library))[0] == ("=", str(sum_of_money), "元")


def test_a_sum_is_shared_out_among_those_who_bear_it(library: Library) -> None:
    made = ask("昆明托育经费由市、区、街道各承担多少？", library)
    assert [(one.label, str(one.value)) for one in made.amounts[:3]] == [
        ("市承担", "40000"),
        ("区承担", "30000"),
        ("街道承担", "20000"),
    ]
    assert "份额" not in made.conclusion


@pytest.mark.parametrize(("area", "share"), [("5万平方米", "1500"), ("12345平方米", "7407/20")])
def test_a_share_is_taken_of_its_base(library: Library, area: str, share: str) -> None:
    made = ask(f"贵阳总用地面积{area}的项目，避难场所用地要配多少平方米？", library)
    assert amounts(made)[0] == ("=", share, "平方米")
    assert "百分之三" in working(made)


def test_a_share_without_its_base_asks_for_it(library: Library) -> None:
    made = ask("贵阳的项目避难场所用地要多少平方米？", library)
    assert made.status == "needs_input"
    assert [(one.name, one.unit) for one in made.missing] == [("项目总用地面积", "平方米")]


def test_a_base_that_is_itself_asked_for_is_not_asked_back() -> None:
    made = ask(
        "银川社区活动用房要多少平方米？", held(issued("银川市", 2016, "活动", "一、60%以上社区活动用房用于文体活动。"))
    )
    assert made.missing == ()


def test_an_area_is_paid_for_at_a_price_that_is_asked_for(library: Library) -> None:
    made = ask("贵阳总用地面积5万平方米的项目不能提供避难场所，要缴纳多少避难场所建设费用？", library)
    assert made.status == "needs_input"
    assert [one.unit for one in made.missing] == ["元/平方米"]
    assert "平均销售价格" in made.missing[0].name


def test_an_area_is_paid_for_at_the_price_that_is_given(library: Library) -> None:
    question = "贵阳总用地面积5万平方米的项目不能提供避难场所，商品房均价9000元，要缴纳多少避难场所建设费用？"
    made = ask(question, library)
    assert amounts(made)[0] == ("=", "3600000", "元")
    assert "400平方米×" in working(made)
    assert "inferred" in kinds(made)


ABOVE = issued(
    "兰州市",
    2021,
    "失业援助和便民用房",
    "第一条 失业人员缴费满一年不足五年的，领取期限为六个月；满五年不足十年的，领取期限为十二个月；"
    "满十年的，领取期限为十六个月，以后每增加一年，增加一个月，最长为二十四个月。",
    "第二条 工程款超过100万元的，超过部分按2%收取管理费；100万元以下的，按3%收取管理费。",
    "第三条 建筑面积5000平方米以下的，按5‰配置便民用房；5000平方米以上的部分，按3‰配置便民用房。",
    "第四条 首期维修资金余额不足首期交存额百分之三十的，业主应当续交。",
    "第五条 自付药费超过1万元至5万元（含）的部分补助60%，5万元以上至10万元（含）的部分补助65%，"
    "10万元以上的部分补助75%。",
    kind="办法",
)


@pytest.mark.parametrize(("years", "months"), [(3, 6), (7, 12), (10, 16), (15, 21), (18, 24), (30, 24)])
def test_what_each_further_year_adds_is_added_to_the_band_below(years: int, months: int) -> None:
    made = ask(f"兰州缴费{years}年的失业人员领取期限是几个月？", held(ABOVE))
    assert amounts(made)[0] == ("=", str(months), "月")
    assert ("clamped" in kinds(made)) is (years == 30)


@pytest.mark.parametrize(
    ("question", "expected", "unit"),
    [
        ("兰州工程款300万元管理费多少元？", "70000", "元"),
        ("兰州工程款80万元管理费多少元？", "24000", "元"),
        ("兰州建筑面积8000平方米要配多少平方米便民用房？", "34", "平方米"),
        ("兰州建筑面积4000平方米要配多少平方米便民用房？", "20", "平方米"),
        ("兰州自付药费3万元补助多少元？", "12000", "元"),
        ("兰州自付药费8万元补助多少元？", "43500", "元"),
        ("兰州自付药费20万元补助多少元？", "131500", "元"),
    ],
)
def test_only_what_lies_above_a_threshold_has_its_rate(question: str, expected: str, unit: str) -> None:
    assert amounts(ask(question, held(ABOVE)))[0] == ("=", expected, unit)


def test_a_threshold_that_is_a_share_is_reckoned_of_its_own_base() -> None:
    library = held(ABOVE)
    assert amounts(ask("兰州首期交存额8000元，维修资金余额低于多少要续交？", library)) == [("<", "2400", "元")]
    assert all(one.unit != "人" for one in ask("兰州300名业主，多少人同意才能续交维修资金？", library).amounts)


@pytest.mark.parametrize(("worth", "fine"), [("8000元", "5000-20000"), ("2万元", "60000-100000")])
def test_a_rule_for_the_case_goes_before_the_one_for_all(worth: str, fine: str) -> None:
    rule = "一、违法经营的，处货值金额三倍以上五倍以下的罚款；货值金额不足一万元的，处五千元以上二万元以下的罚款。"
    made = ask(f"西宁违法经营，货值金额{worth}，罚多少元？", held(issued("西宁市", 2020, "市场管理", rule)))
    assert amounts(made)[0] == ("range", fine, "元")


@pytest.mark.parametrize(("area", "guards"), [(1500, ["3"]), (2000, ["3", "6"]), (4999, ["6"])])
def test_an_end_that_the_text_leaves_open_gives_both(area: int, guards: list[str]) -> None:
    rule = "一、市场面积在1000-2000平方米的，配备保安3名；2000-5000平方米的，配备保安6名。"
    made = ask(f"西宁{area}平方米的市场要配备几名保安？", held(issued("西宁市", 2020, "市场管理", rule)))
    assert [number for _, number, _ in amounts(made)] == guards
    assert ("overlap" in kinds(made)) is (len(guards) > 1)


@pytest.mark.parametrize(
    ("rule", "step"),
    [
        ("一、便民用房面积按总建筑面积的3‰配置。", "10000平方米×0.3%＝30平方米"),
        ("一、便民用房面积按总建筑面积的百分之三配置。", "10000平方米×百分之三＝300平方米"),
        ("一、便民用房面积按总建筑面积的2%至5%配置。", "10000平方米×2~5%＝200~500平方米"),
    ],
)
def test_a_working_is_right_as_it_stands(rule: str, step: str) -> None:
    library = held(issued("西宁市", 2020, "用房配置", rule))
    assert step in working(ask("西宁总建筑面积10000平方米的小区，便民用房面积多少平方米？", library))


def test_an_area_on_another_basis_does_not_choose_the_tier_but_the_right_one_is_asked_for() -> None:
    rules = (
        "一、总建筑面积2万平方米以上的住宅区,应当配建阅览室300平方米。总建筑面积不足2万平方米的,配建阅览室150平方米。"
    )
    library = held(issued("烟台市", 2019, "阅览室建设", rules))
    assert [one.name for one in ask("烟台用地面积3万平方米的小区要配多少平方米阅览室？", library).missing] == [
        "总建筑面积"
    ]
    assert amounts(ask("烟台建筑面积3万平方米的小区要配多少平方米阅览室？", library)) == [("=", "300", "平方米")]


def test_only_money_for_an_area_is_its_price() -> None:
    rule = "一、配套用房按总建筑面积的千分之五配置,不能提供用房的,以住宅平均销售价格测算,缴纳建设经费。"
    library = held(issued("烟台市", 2019, "配套建设", rule))
    asked = "烟台总建筑面积10万平方米的小区不能提供用房,{},要缴纳多少建设经费？"
    assert [one.name for one in ask(asked.format("欠物业费3万元"), library).missing] == ["住宅平均销售价格"]
    assert ("=", "4500000", "元") in amounts(ask(asked.format("9000元一平"), library))


def test_months_that_are_the_case_are_not_those_that_are_paid() -> None:
    rules = "一、网格员连续工作满六个月的,岗位补贴为每月500元。", "二、调解员岗位补贴为每月400元。"
    library = held(issued("烟台市", 2019, "岗位补贴", *rules))
    assert amounts(ask("烟台网格员连续工作了8个月,岗位补贴是多少？", library)) == [("=", "500", "元")]
    made = ask("烟台调解员领3个月岗位补贴是多少？", library)
    assert (amounts(made), kinds(made)) == ([("=", "1200", "元")], ["inferred"])


def test_a_rule_for_the_other_side_is_said_to_be_one() -> None:
    library = held(issued("烟台市", 2019, "水价", "一、非居民用水价格为每立方米4元。"))
    assert kinds(ask("烟台非居民用水价格是多少？", library)) == []
    made = ask("烟台居民用水价格是多少？", library)
    assert [one.kind for one in made.warnings if "另一种情形" in one.text] == ["unclear"]


def test_what_each_payer_bears_is_told_once() -> None:
    library = held(issued("烟台市", 2019, "经费", "一、服务经费每个站点每年20万元,由市、区财政各承担50%。"))
    found = amounts(ask("烟台3个站点的服务经费市里出多少？", library))
    assert found.count(("=", "300000", "元")) == 2


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("烟台养老床位补助多少？", "养老床位一次性补助每张8000元"),
        ("烟台居家养老补贴一年多少钱？", "居家养老补贴每人每年1200元"),
        ("烟台5个人的居家养老补贴一年多少钱？", "居家养老补贴每年6000元"),
    ],
)
def test_what_is_for_one_of_them_is_said_to_be(question: str, said: str) -> None:
    rules = "一、养老床位每张一次性补助8000元。", "二、居家养老每人每年补贴1200元。"
    assert said in ask(question, held(issued("烟台市", 2015, "养老服务", *rules))).conclusion


FINED = issued(
    "银川市",
    2021,
    "停车场管理",
    "第一条 停车场由城管部门管理。",
    "第二条 停车场经营者擅自停止使用的，按每个泊位每日50元处以罚款，但最高不超过30000元。",
    kind="办法",
)


def test_a_fine_is_no_price_and_its_most_neither() -> None:
    assert amounts(ask("银川市停车两天收多少钱？", held(FINED))) == []
    assert amounts(ask("银川停车场经营者擅自停止使用，罚多少钱？", held(FINED)))
