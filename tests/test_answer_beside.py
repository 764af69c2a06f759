"""Two provisions that tell nearly as much are both shown, the better one first."""

import pytest

from answer.answers import Answer
from made_up import ask, held, issued, kinds

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
    assert not first.endswith("。")
    assert second.endswith("。")
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


OLD = issued(
    "保山市",
    2015,
    "养犬管理",
    "第一条 养犬人应当为犬只接种狂犬病疫苗，携带犬只出户应当用绳牵引，犬只不得进入学校、医院。",
    "第二条 违反本办法规定携犬进入医院的，由公安机关责令改正。",
    kind="办法",
)
NEW = issued(
    "保山市",
    2021,
    "文明养犬",
    "第一条 养犬人应当为犬只接种狂犬病疫苗，携带犬只出户应当用绳牵引，绳长不得超过1.5米，犬只不得进入商场。",
    "第二条 本办法自发布之日起施行。{}",
    kind="办法",
)


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        ("《保山市人民政府关于养犬管理的办法》同时废止。", False),
        ("《保山市人民政府关于养牛管理的办法》同时废止。", True),
    ],
)
def test_what_a_repealed_document_says_is_not_told(last: str, is_told: bool) -> None:
    made = ask("保山养犬有什么规定？", held(OLD, NEW.format(last)))
    assert ("责令改正" in made.conclusion) is is_told


def test_of_two_documents_whose_titles_are_said_the_one_that_is_not_repealed_answers() -> None:
    made = ask("保山市养犬有什么规定？", held(OLD, NEW.format("《保山市人民政府关于养犬管理的办法》同时废止。")))
    assert made.citations[0].document == "保政发〔2021〕21号"
    assert kinds(made) == ["conflict"]
