"""Cases that a question names in the words of the text, and numbers that a sentence does not give."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds

RULES = issued(
    "台州市",
    2020,
    "渔船安全",
    "第五条 携带酒品登船的，处三百元罚款。酒后驾驶渔船的，处五日停航，并处二千元罚款。"
    "醉酒驾驶渔船的，收回渔船操作证，依法移送司法机关。",
    "第六条 船员休假天数根据船员累计出海时间确定。船员连续出海满六个月以上的，享受探亲休假。",
    "第七条 本村五分之一以上有表决权的船员或者三分之一以上的船员代表联名，可以提议更换船队负责人。",
    "第八条 船员折算休假后不足1整天的部分不享受探亲休假。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(RULES)


def test_the_fine_for_another_case_is_no_answer(library: Library) -> None:
    made = ask("台州醉酒驾驶渔船罚多少钱？", library)
    assert amounts(made) == []
    assert "收回渔船操作证" in made.conclusion
    assert "unclear" in kinds(made)


def test_the_fine_for_the_case_named_is(library: Library) -> None:
    assert ("=", "2000", "元") in amounts(ask("台州酒后驾驶渔船罚多少钱？", library))


def test_months_after_which_leave_begins_are_no_days_of_leave(library: Library) -> None:
    made = ask("台州船员每年探亲休假有几天？", library)
    assert all(unit != "月" for _, _, unit in amounts(made))
    assert ("<", "1", "天") not in amounts(made)


@pytest.mark.parametrize(
    ("who", "least"), [("有表决权的船员200人", "40"), ("船员代表60人", "20"), ("船员代表30名", "10")]
)
def test_a_share_is_of_those_whom_the_fact_counts(library: Library, who: str, least: str) -> None:
    made = ask(f"台州{who}，多少人联名可以提议更换船队负责人？", library)
    assert amounts(made) == [(">=", least, "人")]


SIZES = issued(
    "衢州市",
    2017,
    "社区用房",
    "第二条 总建筑面积10万平方米以下的项目，社区用房按照千分之五的比例折算。",
    "第三条 社区用房面积小于150平方米的，由区财政安排资金改建。",
)


def test_a_condition_on_another_measure_is_not_met() -> None:
    library = held(SIZES)
    assert "改建" in ask("衢州社区用房面积不够120平方米怎么办？", library).conclusion
    assert "10万平方米" not in ask("衢州社区用房面积不够200平方米怎么办？", library).conclusion


SALES = issued(
    "宁波市",
    2016,
    "配套用房",
    "第二条 开发企业的商铺已经出售完的，应当从商铺中调剂配套用房，调剂达到一百平方米以上的，不再另建。",
    "第三条 开发企业将配套用房移交所在街道后方可出售商铺。",
)


def test_what_must_come_first_is_the_condition() -> None:
    made = ask("宁波开发企业什么条件下才能卖商铺？", held(SALES))
    assert "移交所在街道后方可出售" in made.conclusion
