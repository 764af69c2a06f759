"""Parts that ask for no amount: what is allowed, what follows, what belongs to a list, and what leans on others."""

import pytest

from answer.question import understand
from index.store import Library
from made_up import amounts, ask, held, issued, kinds

LEASE = issued(
    "南宁市",
    2018,
    "社区公共用房管理",
    "第一条 社区公共用房的租赁期限不得超过四年。",
    "第二条 社区公共用房层高不低于2.8米。",
    "第三条 社区公共用房不得改作经营场所。居民可以免费使用社区公共用房。",
    "第四条 公共用房包括下列房间:",
    "(一)阅览室;",
    "(二)调解室;",
    "(三)健身室。",
    "第五条 公共用房由街道办事处负责管理。",
    "第六条 违反本办法第三条规定，改作经营场所的，处五千元以上二万元以下的罚款。",
    "第七条 连续居住满两年的居民可以参加理事会。",
    "第八条 理事会每季度召开一次会议，会议记录应当在七日内公布。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(LEASE)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("南宁社区公共用房租期6年可以吗？", "不可以"),
        ("南宁社区公共用房租期4年可以吗？", "可以"),
        ("南宁社区公共用房租期3年可以吗？", "可以"),
        ("南宁社区公共用房层高2.5米可以吗？", "不可以"),
        ("南宁社区公共用房层高2.8米可以吗？", "可以"),
        ("南宁社区公共用房层高3米可以吗？", "可以"),
        ("南宁社区公共用房能改作经营场所吗？", "不可以"),
        ("南宁居民可以免费使用社区公共用房吗？", "可以"),
    ],
)
def test_limits_and_leave_are_told_first(library: Library, question: str, verdict: str) -> None:
    made = ask(question, library)
    assert made.status == "answered"
    assert made.conclusion.startswith((f"{verdict}，", f"{verdict}。"))


@pytest.mark.parametrize(("years", "word"), [("3年", "适用"), ("1年", "不适用")])
def test_a_condition_is_tested_with_the_fact(library: Library, years: str, word: str) -> None:
    made = ask(f"南宁连续居住满{years}的居民可以参加理事会吗？", library)
    assert made.conclusion.startswith(f"{word}：")
    assert made.citations[0].label == "第七条"


def test_a_fact_on_the_end_of_a_condition_is_said_to_be(library: Library) -> None:
    assert "boundary" in kinds(ask("南宁连续居住2年的居民可以参加理事会吗？", library))


def test_who_is_answered_by_who(library: Library) -> None:
    made = ask("南宁公共用房由谁管理？", library)
    assert "街道办事处" in made.conclusion
    assert [one.label for one in made.citations] == ["第五条"]


def test_a_list_is_given_whole_with_its_lead(library: Library) -> None:
    made = ask("南宁公共用房包括哪些房间？", library)
    assert all(room in made.conclusion for room in ("阅览室", "调解室", "健身室"))
    assert {"第四条", "第四条第(一)项", "第四条第(三)项"} <= {one.label for one in made.citations}


def test_what_follows_a_breach_is_found_from_the_rule_that_is_broken(library: Library) -> None:
    made = ask("南宁社区公共用房能改作经营场所吗？违反了怎么处罚？", library)
    assert {"第三条", "第六条"} <= {one.label.partition("第一款")[0] for one in made.citations}
    assert ("range", "5000-20000", "元") in amounts(made)


@pytest.mark.parametrize(
    ("question", "words"),
    [("南宁理事会多久开一次会？", "每季度"), ("南宁理事会会议记录几天内公布？", "7天")],
)
def test_times_are_told(library: Library, question: str, words: str) -> None:
    made = ask(question, library)
    assert made.status == "answered"
    assert words in made.conclusion


def test_a_matter_that_no_rule_speaks_of_is_not_found(library: Library) -> None:
    made = ask("南宁地铁票价是多少元？", library)
    assert (made.status, made.reason) == ("not_found", "no_provision")
    assert (made.amounts, made.citations) == ((), ())
    assert "已查: 南宁市" in made.conclusion


def test_a_named_document_that_lacks_what_is_asked_about_is_said_to() -> None:
    rules = "一、路内停车每小时收费3元。", "二、残疾人驾驶的专用车辆停车免费。", "三、小区停车场由物业管理。"
    library = held(issued("烟台市", 2019, "停车管理收费", *rules))
    made = ask("烟政发〔2019〕19号里公交车停车免费吗？", library)
    assert ["公交车" in one.text for one in made.warnings if one.kind == "unclear"] == [True]


FARM = """东湖市扶持蔬菜生产情况

东湖市扶持蔬菜生产情况

东湖市对受灾蔬菜大户有专门扶持，农技员上门指导抢种，种苗由市农业农村局统一采购，受灾蔬菜大户优先领取。

东湖市对蔬菜大户发放补贴，新建大棚每亩补助3000元。大棚验收由乡镇负责，验收结果在村里公开。

东湖市新增的蔬菜直供点包括三家超市，分别是城东超市、湖滨超市、站前超市，每天供应80吨蔬菜。
"""


def test_an_open_question_is_not_answered_by_a_value_that_stands_in_another_provision() -> None:
    made = ask("东湖市对受灾蔬菜大户有何扶持？", held(FARM))
    assert "种苗由市农业农村局统一采购" in made.conclusion
    assert made.amounts == ()


def test_an_open_question_is_told_the_value_with_its_whole_provision() -> None:
    made = ask("东湖市新建大棚有何补助？", held(FARM))
    assert amounts(made) == [("=", "3000", "元")]
    assert "验收结果在村里公开" in made.conclusion


def test_which_ones_is_no_question_for_a_number() -> None:
    assert understand("东湖市新增了哪几个蔬菜直供点？").parts[0].unit == ""
    assert understand("东湖市要新增几个蔬菜直供点？").parts[0].unit == "个"
    made = ask("东湖市新增了哪几个蔬菜直供点？", held(FARM))
    assert "城东超市、湖滨超市、站前超市" in made.conclusion


def test_a_sentence_with_all_that_is_asked_is_told_though_its_number_is_not_read() -> None:
    library = held(FARM.replace("每亩补助3000元", "另行补助"))
    made = ask("东湖市受灾蔬菜大户优先领取的种苗多少元？", library)
    assert "受灾蔬菜大户优先领取" in made.conclusion
    assert (made.amounts, kinds(made)) == ((), ["unclear"])
    assert ask("东湖市养猪大户优先领取的仔猪多少元？", library).status.value == "not_found"
