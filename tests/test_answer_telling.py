"""The sentence that tells what a question of fact asks is quoted first."""

import pytest

from answer.answers import Answer, AnswerStatus
from made_up import ask, held, issued

NEWS = """东湖市开通家政服务热线

东湖市开通家政服务热线

为方便居民，东湖市商务局近日开通家政服务热线。热线电话为0999-8123456，每天8时至20时有人接听。首批23名接线员已经到岗。

东湖市家政服务员怎样培训？

市商务局负责人介绍，家政服务员培训分三步进行。第一步，由街道登记报名人员，核对身份，建立档案，并把名单报送市商务局备案。\
第二步，由市职业学院开设课程，讲授母婴照料、老人照料、家常烹饪和安全常识，课程共四十学时，全部免费。\
第三步，由行业协会组织考核，合格的发给证书，不合格的可以补考一次，补考仍不合格的重新学习。\
培训期间的餐费由市财政补助，交通由用人单位安排，往返车辆必须符合安全要求并且购买保险。\
学员缺课超过三次的，取消本期资格，六个月以后才可以再次报名，已经领取的教材和工具应当交回原处。\
市职业学院每年年底向市商务局报告培训人数、经费使用和就业情况，报告同时在网站公开。
"""


def asked(question: str) -> Answer:
    return ask(question, held(NEWS))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("东湖市家政服务热线电话是多少？", "0999-8123456"),
        ("东湖市家政服务热线几点有人接听？", "8时至20时"),
        ("哪个部门开通了东湖市家政服务热线？", "市商务局"),
    ],
)
def test_what_tells_goes_before_a_heading_that_repeats_the_question(question: str, words: str) -> None:
    made = asked(question)
    assert made.status is AnswerStatus.ANSWERED
    assert words in made.citations[0].quote
    assert words in made.conclusion


def test_how_something_is_done_takes_more_than_a_sentence() -> None:
    made = asked("东湖市家政服务员怎样培训？")
    assert "怎样培训" not in made.conclusion
    assert "由街道登记" in made.conclusion
    assert "由市职业学院开设课程" in made.conclusion
    assert "由市职业学院开设课程" in made.citations[0].quote
    assert "每年年底" not in made.conclusion


def test_a_point_is_told_by_one_sentence() -> None:
    made = asked("东湖市家政服务员培训的餐费由谁补助？")
    assert "由市财政补助" in made.conclusion
    assert "建立档案" not in made.conclusion


HELP = """东湖市支持企业复工若干措施

东湖市支持企业复工若干措施

一、东湖市企业复工由市经济和信息化局支持，企业复工支持的问题向该局反映。

二、对复工企业新招用的员工，按每人五百元补贴企业，用于岗前培训，由市财政承担。

三、企业复工以后，补贴资金的使用接受市审计局监督。
"""


def test_the_provision_that_a_search_puts_first_is_told_before_one_that_repeats_the_question() -> None:
    made = ask("东湖市支持企业复工有什么培训补贴？", held(HELP))
    assert made.citations[0].label == "二"
    assert "岗前培训" in made.conclusion


def test_a_later_part_is_not_told_by_what_the_search_finds_for_the_whole_question() -> None:
    made = ask("东湖市对新招用的员工有什么培训补贴？补贴资金由谁监督？", held(HELP))
    assert [one.label for one in made.citations] == ["二", "三"]


def test_what_follows_from_leaving_something_undone_goes_before_what_is_to_be_done() -> None:
    text = issued(
        "东湖市",
        2022,
        "托管机构管理",
        "一、教育部门负责托管机构的备案和日常管理，市场监管部门负责托管机构的登记和收费监管。",
        "二、托管机构备案时提交备案表和营业执照。",
        "三、未按规定备案的，由教育部门责令补办；逾期不补办的，列入黑名单。",
        kind="意见",
    )
    made = ask("东湖托管机构不备案有什么后果？", held(text))
    assert made.citations[0].label == "三"
