"""Whose fine, whose frequency: the act and the case that a question names, not those of others nearby."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds

RULES = issued(
    "湖州市",
    2021,
    "电动自行车管理",
    "第五条 上道路行驶的电动自行车未悬挂号牌的，扣留车辆，通知当事人补办手续，并可以依照有关规定予以处罚。",
    "第六条 伪造、变造电动自行车号牌的，处二千元以上五千元以下罚款。",
    "第七条 各区应当实行整治情况公开制度，下列事项应当及时公布：",
    "（一）查扣车辆的数量；",
    "（二）举报的处理结果。",
    "前款规定事项中，一般事项每季度公布一次，重大事项随时公布。",
    "第八条 整治工作每年至少评议一次。整治员连续三次不参加整治例会的，终止其资格。整治例会每月召开一次。",
    "第九条 电动自行车最高时速不得超过二十五公里。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(RULES)


def test_what_another_act_costs_is_no_answer(library: Library) -> None:
    made = ask("湖州电动自行车未悬挂号牌罚多少钱？", library)
    assert amounts(made) == []
    assert "通知当事人补办手续" in made.conclusion
    assert "unclear" in kinds(made)


def test_what_the_act_costs_is(library: Library) -> None:
    assert "2000至5000元" in ask("湖州伪造电动自行车号牌罚多少钱？", library).conclusion


def test_a_paragraph_that_goes_on_is_about_what_the_one_before_says(library: Library) -> None:
    made = ask("湖州整治情况多久公开一次？", library)
    assert "每季度公布一次" in made.citations[0].quote


def test_how_often_somebody_stayed_away_is_no_frequency(library: Library) -> None:
    assert amounts(ask("湖州整治例会多久开一次？", library))[0] == ("=", "1", "次")
    assert "每月召开一次" in ask("湖州整治例会多久开一次？", library).conclusion


def test_long_ways_are_told_in_kilometres(library: Library) -> None:
    assert "25公里" in ask("湖州电动自行车最高时速多少？", library).conclusion


MARKETS = issued(
    "湖州市",
    2022,
    "集贸市场管理",
    "第四条 经营者不得有下列行为：",
    "（一）占用消防通道堆放货物；",
    "（二）使用未经检定的计量器具。",
    "第五条 经营者应当每日清扫摊位，保持地面无积水。",
    "第六条 市场开办者应当设置公平秤。",
    "第七条 违反本办法第四条第一项规定的，处三百元罚款；违反第二项规定的，处七百元罚款。",
    "第八条 违反本办法第五条规定的，处一百元罚款；拒不改正的，处二百元罚款。",
    "第九条 违反本办法第九十九条规定的，处九百元罚款。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("question", "fine"),
    [
        ("湖州在集贸市场占用消防通道堆放货物罚多少钱？", "300元"),
        ("湖州集贸市场使用未经检定的计量器具罚多少钱？", "700元"),
        ("湖州集贸市场不清扫摊位罚多少钱？", "100元"),
    ],
)
def test_a_fine_is_for_what_the_article_that_it_names_forbids(question: str, fine: str) -> None:
    assert ask(question, held(MARKETS)).conclusion.startswith(f"罚款{fine}")


@pytest.mark.parametrize(
    ("question", "fine"), [("单位私接水管罚多少", "3000-20000"), ("单位私接水管情节严重的罚多少", "20000-90000")]
)
def test_a_worse_case_that_the_question_names_has_its_own_fine(question: str, fine: str) -> None:
    rule = (
        "第一条 私接水管的，对个人处三百元以上三千元以下罚款，对单位处三千元以上二万元以下罚款；"
        "情节严重的，处二万元以上九万元以下罚款。"
    )
    made = ask(f"湖州{question}？", held(issued("湖州市", 2022, "供水管理", rule, kind="办法")))
    assert amounts(made)[0] == ("range", fine, "元")
