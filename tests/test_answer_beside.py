"""Two provisions that tell nearly as much are both shown, the better one first."""

import pytest

from answer.answers import Answer
from made_up import ask, held, kinds

NEWS = """东湖市开展夜间公交服务

东湖市开展夜间公交服务

东湖市夜间公交服务采取增加班次的措施，火车站周边的三条线路每晚加开到二十三时三十分，司机由公交集团统一调配。

东湖市夜间公交服务采取降低票价的措施，晚上九点以后乘车一律一元，持有月票的市民免费，差额由市财政补足。

东湖市夜间公交服务的投诉由市交通运输局受理。
"""
FARES = """东湖市公布夜间公交服务优惠

东湖市公布夜间公交服务优惠

东湖市夜间公交服务采取优惠票价的措施，学生凭证件半价，退役军人和现役军人凭证件免费，差额由企业自行承担。
"""


def asked(question: str, *texts: str) -> Answer:
    return ask(question, held(NEWS, *texts))


def test_both_are_told_and_cited() -> None:
    made = asked("东湖市夜间公交服务采取了哪些措施？")
    first, second = made.conclusion.split("；同一文件还写到: ")
    assert ("增加班次" in first) != ("增加班次" in second)
    assert ("降低票价" in first) != ("降低票价" in second)
    assert len(made.citations) == 2
    assert len(made.conclusion) < 360


def test_another_document_is_named_and_contradicts_nothing() -> None:
    made = asked("东湖市夜间公交服务采取了哪些票价措施？", FARES)
    assert "降低票价" in made.conclusion
    assert "优惠票价" in made.conclusion
    assert "还写到" in made.conclusion
    assert len({one.key for one in made.citations}) == 2
    assert "conflict" not in kinds(made)


@pytest.mark.parametrize(
    "question",
    [
        "东湖市夜间公交服务的投诉由谁受理？",
        "东湖市夜间公交可以加开到二十三时三十分吗？",
        "东湖市夜间公交服务免费的是哪些人？投诉由谁受理？",
    ],
)
def test_one_that_tells_far_less_and_one_beside_a_verdict_is_not_told(question: str) -> None:
    assert "还写到" not in asked(question).conclusion


def test_one_that_repeats_the_first_is_not_told() -> None:
    again = NEWS.replace("东湖市开展夜间公交服务\n", "东湖市夜间公交服务开展一周\n")
    assert asked("东湖市夜间公交服务采取了哪些措施？", again).conclusion.count("增加班次") == 1
