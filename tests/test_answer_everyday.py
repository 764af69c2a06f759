"""Questions in the words of those who ask, on rules with caps, conditions and classes, in a made-up town."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

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


STAYS = issued(
    "保山市",
    2023,
    "停放和失业补助",
    "第一条 失业人员每天补助20元。逾期申报的，申报期限最长不超过30天。",
    "第二条 停车场每天收取停车费15元，缴费期限最长不超过10天。",
    "第三条 实习人员每天补助30元，补助资金最长60天内拨付到位。",
    "第四条 陪护人员每天补助40元，补助天数最多不超过20天。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("question", "sum_", "is_cut"),
    [
        ("保山失业四十天补助多少钱？", "800", False),
        ("保山停车停了四十天，停车费多少钱？", "600", False),
        ("保山实习了九十天，实习人员补助多少钱？", "2700", False),
        ("保山陪护了四十天，陪护人员补助多少钱？", "800", True),
    ],
)
def test_a_time_in_which_something_is_to_be_done_is_no_end_of_what_is_paid(
    question: str, sum_: str, is_cut: bool
) -> None:
    made = ask(question, held(STAYS))
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)
    assert any(warning.kind == "clamped" for warning in made.warnings) == is_cut


@pytest.mark.parametrize("question", ["保山一家三口住房补助多少钱？", "保山三口之家住房面积要低于多少平方米才能申请？"])
def test_what_each_person_may_have_is_not_added_up(library: Library, question: str) -> None:
    numbers = {number for _, number, _ in amounts(ask(question, library))}
    assert not numbers & {"9600", "45"}


GAS = issued(
    "保山市",
    2023,
    "燃气安全管理",
    "第一条 安全巡查按照下列规定负责：",
    "（一）已接通管道燃气的小区，由燃气公司负责安全巡查；",
    "（二）未接通管道燃气的小区，由社区居民委员会负责安全巡查。",
    "第二条 取得岗位证书的，三年内每月发给津贴100元。",
    "第三条 燃气灶具两年内不得转卖。灶具由燃气公司登记造册，灶具的编号应当清晰。",
    "第四条 申领补助，累计缴费应当满12个月。",
    "第五条 承租人签订合同后三年内不得超过两次转租。",
    "第六条 学生休学期限不得超过两年。",
    kind="办法",
)


@pytest.fixture(scope="module")
def gas() -> Library:
    return held(GAS)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("保山没有接通管道燃气的小区谁负责安全巡查？", "未接通"),
        ("保山接通管道燃气的小区谁负责安全巡查？", "已接通"),
    ],
)
def test_the_side_that_the_question_is_on_is_told(gas: Library, question: str, first: str) -> None:
    assert f"){first}" in ask(question, gas).conclusion[:60]


@pytest.mark.parametrize("question", ["保山毕业四年还能拿岗位证书的津贴吗？", "保山学生在校三年可以休学吗？"])
def test_a_time_is_no_limit_for_another_time(gas: Library, question: str) -> None:
    assert "限度" not in ask(question, gas).conclusion


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("保山燃气灶具一年后能转卖吗？", "不可以"),
        ("保山燃气灶具三年后能转卖吗？", "可以"),
        ("保山申领补助，缴费累计十个月行吗？", "不可以，没有达到"),
        ("保山申领补助，缴费累计十三个月行吗？", "可以"),
        ("保山学生休学三年可以吗？", "不可以"),
        ("保山学生休学期一年可以吗？", "可以"),
        ("保山承租人2年内转租1次可以吗？", "可以"),
        ("保山承租人2年内转租3次可以吗？", "不可以"),
    ],
)
def test_what_is_asked_leave_for_is_measured(gas: Library, question: str, said: str) -> None:
    assert ask(question, gas).conclusion.startswith(said)


SKILLS = issued(
    "保山市",
    2024,
    "养护和引才补助",
    "第一条 甲类对象入住护理院的，每月补助1500元；乙类对象按50%发放。",
    "第二条 甲类对象居家护理的，每月补助700元；乙类对象按甲类对象相应标准的60%发放。",
    "第三条 养护补助资金由市与区财政按4:6分担。新建护理站的补助分三年拨付，比例为5:3:2。",
    "第四条 对购置烘干机的，在省级财政补贴基础上累加补贴20%。",
    "第五条 企业引进专家，按实际支付劳动报酬的30%给予补助，每人每年最高20万元。",
    "第六条 个人一年内享受补助的烘干机不超过5台。",
    kind="办法",
)


@pytest.fixture(scope="module")
def skills() -> Library:
    return held(SKILLS)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("保山乙类对象入住护理院每月补助多少钱？", ("=", "750", "元")),
        ("保山乙类对象居家护理每月补助多少钱？", ("=", "420", "元")),
        ("保山养护补助的钱市里和区里怎么出？", ("=", "40", "%")),
        ("保山买烘干机，省级补了三万，市里再补多少钱？", ("=", "6000", "元")),
        ("保山引进专家付了八十万报酬，能补多少钱？", ("=", "200000", "元")),
        ("保山引进专家付了三十万报酬，能补几多钱？", ("=", "90000", "元")),
        ("保山个人一年能补几台烘干机？", ("<=", "5", "台")),
    ],
)
def test_shares_are_of_what_the_words_beside_them_name(
    skills: Library, question: str, first: tuple[str, str, str]
) -> None:
    made = ask(question, skills)
    assert amounts(made)[0] == first, made.conclusion


BIKES = issued(
    "保山市",
    2025,
    "电动自行车登记",
    "第一条 申请电动自行车登记应当提交购车发票、身份证明。公安机关应当当场发放号牌。登记不收取费用。",
    kind="办法",
)


def test_no_duty_is_read_into_words_on_something_else() -> None:
    assert not ask("保山电动自行车购车有补贴吗？", held(BIKES)).conclusion.startswith(("有明确要求", "可以", "不可以"))
    assert ask("保山电动自行车登记有号牌吗？", held(BIKES)).conclusion.startswith("有明确要求")


HALLS = issued(
    "保山市",
    2021,
    "体育馆收费",
    "第一条 对60周岁以上老年人、残疾人和12周岁以下儿童，全时段免费。",
    "第二条 体育馆每周开放时间不少于35小时。",
    "第三条 下列车辆免收停车费：",
    "（一）进入体育馆送货，停放时间不超过2小时的车辆。",
    kind="办法",
)


def test_limits_for_different_persons_are_no_limits_for_one() -> None:
    said = ask("保山六十五岁老人去体育馆打球收钱吗？", held(HALLS)).conclusion
    assert "全时段免费" in said
    assert "限度" not in said


def test_weeks_and_hours_have_everyday_names() -> None:
    assert amounts(ask("保山体育馆每个礼拜至少开几个钟头？", held(HALLS)))[0] == (">=", "35", "小时")


def test_what_falls_due_is_not_told_as_leave() -> None:
    assert ask("保山送货的车进体育馆停一个半小时收费吗？", held(HALLS)).conclusion.startswith("在规定的限度之内")
    assert ask("保山送货的车进体育馆停三个小时收费吗？", held(HALLS)).conclusion.startswith("不在规定的限度之内")


def test_things_of_one_counter_are_not_told_by_those_of_another() -> None:
    rules = ("第一条 每户每年补贴购置农机不超过3台，每台补贴2万元。", "第二条 每个合作社补贴烘干塔1座。")
    made = ask("保山一户最多补贴几台农机？", held(issued("保山市", 2021, "农机补贴", *rules, kind="办法")))
    assert "不超过3台" in made.conclusion
    assert "烘干塔" not in made.conclusion


METERS = issued(
    "保山市",
    2021,
    "三轮车营运",
    "第一条 计价器的校验费用由营运企业承担，每台不得超过60元，企业应当在每年6月底以前完成。",
    "第二条 未按规定使用计价器的，由交通运输部门处200元以上800元以下罚款；拒载、拼载的，处300元罚款。",
    "第三条 老年司机发给高龄津贴：",
    "（一）60周岁至64周岁的，每人每月100元；",
    "（二）65周岁至69周岁的，每人每月150元。",
    "第四条 对年满55周岁的老年司机给予每餐3元补贴，对年满60周岁的老年司机给予每餐5元补贴，每人每日限补一餐。",
    kind="办法",
)


@pytest.mark.parametrize(("sum_", "said"), [("八十元", "不可以"), ("五十元", "可以")])
def test_a_sum_is_held_against_the_limit_of_what_it_is_paid_for(sum_: str, said: str) -> None:
    made = ask(f"保山计价器校验向企业收费{sum_}，可以吗？", held(METERS))
    assert made.conclusion.startswith(said)


def test_one_of_the_acts_that_a_case_lists_names_it() -> None:
    assert amounts(ask("保山三轮车司机拒载罚多少钱？", held(METERS)))[0] == ("=", "300", "元")


def test_a_sum_asked_for_by_name_is_not_told_as_another() -> None:
    assert amounts(ask("保山六十二岁的老年司机高龄津贴一个月多少钱？", held(METERS)))[0] == ("=", "100", "元")


def test_the_narrowest_tier_is_told_whatever_else_its_sentence_says() -> None:
    assert amounts(ask("保山六十三岁的老年司机每餐补贴多少钱？", held(METERS)))[0] == ("=", "5", "元")


STARTS = issued(
    "保山市",
    2021,
    "搬迁奖励和租金补贴",
    "第一条 签约期第1日至第10日签约的，每户奖励3万元；第11日至第20日签约的，每户奖励2万元。",
    "第二条 创业租金补贴按照实际租金的比例发放，第一年补贴80%，第二年补贴50%，第三年补贴20%。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("签约期第10天签约奖励多少钱", ("=", "30000", "元")),
        ("签约期第十一天签约奖励多少钱", ("=", "20000", "元")),
        ("创业租金补贴第二年补贴百分之多少", ("=", "50", "%")),
        ("创业租金1万元，第三年补贴多少钱", ("=", "2000", "元")),
    ],
)
def test_the_number_of_a_day_or_a_year_decides(asked: str, first: tuple[str, str, str]) -> None:
    made = ask(f"保山{asked}？", held(STARTS))
    assert amounts(made)[0] == first, made.conclusion
    assert "boundary" not in kinds(made)
