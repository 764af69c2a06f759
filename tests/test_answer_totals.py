"""What it comes to in all: over a term, for all persons, for all who pay alike; and sums by the month."""

import pytest

from answer.reading import read_norms
from index.store import Library
from made_up import amounts, ask, held, issued, kinds

HELP = issued(
    "衢州市",
    2021,
    "困难群众帮扶",
    "第一条 失业帮扶金按照最低工资标准的百分之八十按月计发。",
    "第二条 求职补助标准为本人平均缴费工资的百分之十，领取期限最长不超过五个月。",
    "第三条 给予每人最低生活保障标准四倍以下的一次性救助；特别困难的，最高不超过最低生活保障标准的十倍。",
    "第四条 职工和单位补充养老金的缴存比例均不得低于职工月平均工资的4%。",
    "第五条 家庭人均月收入在最低生活保障标准二倍以下的家庭，可以申请就学资助。",
    "第六条 财政补助每年不超过最低生活保障标准的三倍。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(HELP)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("补贴按照最低工资标准的80%按月发放。", "月"),
        ("生活补助300元,按季度拨付。", "季度"),
        ("生活补助300元,每月检查一次。", ""),
        ("奖励3000元。", ""),
    ],
)
def test_a_sum_is_for_the_period_at_which_it_is_paid(sentence: str, period: str) -> None:
    assert read_norms(sentence)[0].values[0].per_period == period


def test_months_that_are_drawn_are_multiplied_and_one_month_is_not(library: Library) -> None:
    made = amounts(ask("衢州最低工资2000元，失业帮扶金每月多少？领7个月一共多少？", library))
    assert [one for one in made if one[2] == "元"] == [("=", "1600", "元"), ("=", "11200", "元")]


def test_the_most_that_can_be_drawn_is_for_the_longest_term(library: Library) -> None:
    made = ask("衢州平均缴费工资3000元，求职补助每月多少，最多能领多少钱？", library)
    assert ("<=", "1500", "元") in amounts(made)
    assert "inferred" in kinds(made)


@pytest.mark.parametrize(("asked", "most"), [("每人最多给多少", "7000"), ("最多给多少，一家三口呢", "21000")])
def test_what_each_person_gets_is_for_all_whom_the_question_counts(library: Library, asked: str, most: str) -> None:
    made = ask(f"衢州最低生活保障标准每月700元，特别困难的救助{asked}？", library)
    assert ("<=", most, "元") in amounts(made)
    assert "每月" not in made.conclusion


def test_what_two_pay_alike_is_doubled_where_both_are_asked_for(library: Library) -> None:
    one = ask("衢州职工月平均工资5000元，补充养老金单位每月最少缴多少？", library)
    both = ask("衢州职工月平均工资5000元，补充养老金单位和职工每月合计最少缴多少？", library)
    assert amounts(one)[0] == (">=", "200", "元")
    assert amounts(both)[0] == (">=", "400", "元")


def test_a_threshold_that_the_question_names_goes_before_a_value_of_something_else(library: Library) -> None:
    made = ask("衢州低保标准800元，申请就学资助的家庭人均月收入线是多少？", library)
    assert amounts(made)[0] == ("<=", "1600", "元")


TAXES = (
    issued("衢州市", 2019, "车船停泊费征收", "第三条 船主应当在办理船舶登记手续前申报缴纳停泊费。", kind="办法"),
    issued("衢州市", 2018, "摊位费征收", "第三条 摊主应当在取得收入的次月十日内申报并缴纳摊位费。", kind="办法"),
)


def test_a_time_in_words_of_the_matter_goes_before_a_number_of_another() -> None:
    library = held(*TAXES)
    assert "登记手续前" in ask("衢州停泊费最晚什么时候申报缴纳？", library).conclusion
    assert "十日内" in ask("衢州摊位费最晚什么时候申报缴纳？", library).citations[0].quote


REPLIES = issued(
    "温州市",
    2019,
    "诉求办理",
    "第五条 承办单位应当自收到诉求之日起十五个工作日内答复；需要延长答复期限的，延长的期限最长不得超过十个工作日。",
    kind="办法",
)


@pytest.mark.parametrize(("asked", "days"), [("答复期限是多少天", "15"), ("答复期限可以延长多少天", "10")])
def test_the_period_and_its_extension_are_told_apart(asked: str, days: str) -> None:
    made = ask(f"温州诉求的{asked}？", held(REPLIES))
    assert (amounts(made)[0][1:], made.amounts[0].basis) == ((days, "天"), "工作日")
    assert "工作日" in made.conclusion


TERMS = issued(
    "台州市",
    2019,
    "业主组织",
    "第三条 业主小组任期届满二个月前，应当召开会议进行换届。业主小组每届任期为三年至五年。",
    "第四条 逾期一年未签约的，每月支付两倍的管理费。",
    "第五条 业主小组成员连续三次缺席会议的，其职务终止。业主小组会议每季度召开一次。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ("业主小组任期几年", ("range", "3-5", "年")),
        ("业主小组届满前多少个月换届", (">=", "2", "月")),
        ("逾期一年未签约要付几倍管理费", ("=", "2", "倍")),
        ("业主小组成员连续几次缺席职务终止", (">=", "3", "次")),
        ("业主小组会议多久开一次", ("=", "1", "次")),
    ],
)
def test_a_number_has_the_unit_that_is_asked_for(asked: str, amount: tuple[str, str, str]) -> None:
    assert amounts(ask(f"台州{asked}？", held(TERMS)))[0] == amount


LETS = issued(
    "本溪市",
    2022,
    "救济和车位租用",
    "第一条 遗属救济费每人每月410元，每年按13个月计发。",
    "第二条 地面车位租用费每月90元，一次交纳全年费用的，按11个月计收。",
    "第三条 工伤津贴每月700元，最长不超过12个月。",
    "第四条 高温津贴每月200元，每年按4个月计发。取暖补贴每月300元，每年按5个月发放。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("遗属救济费一年发多少钱", "5330"),
        ("遗属救济费每月发多少钱", "410"),
        ("地面车位租用费一年多少钱", "990"),
        ("工伤津贴一年多少钱", "8400"),
        ("高温津贴一年多少钱", "800"),
        ("取暖补贴一年多少钱", "1500"),
    ],
)
def test_a_year_counts_for_as_many_months_as_the_text_pays(asked: str, sum_: str) -> None:
    made = ask(f"本溪{asked}？", held(LETS))
    assert amounts(made)[0] == ("=", sum_, "元"), made.conclusion
