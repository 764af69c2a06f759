"""Figures of a formula that another provision of the same text gives."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, working

SHEDS = issued(
    "海东市",
    2022,
    "畜棚拆除补偿",
    "第一条 畜棚按照结构补偿。钢架畜棚每平方米600元；木架畜棚每平方米350元；土坯畜棚每平方米120元。"
    "畜棚补偿费＝畜棚建筑面积×结构补偿单价×成新率。",
    "第二条 成新率按照使用年限确定：使用3年以下的，成新率为100%；使用3年以上8年以下的，成新率为75%；"
    "使用8年以上的，成新率为40%。",
    "第三条 草场水费由用水户缴纳，计算公式为：草场水费＝取水量×90%×收费标准。",
    "第四条 收费标准：牧户用水每立方米0.4元，企业用水每立方米1.2元。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(SHEDS)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("钢架畜棚100平方米，使用了5年，畜棚补偿费多少钱", "45000"),
        ("木架畜棚80平方米，使用了10年，畜棚补偿费多少钱", "11200"),
        ("牧户取水量5000立方米，草场水费是多少", "1800"),
        ("企业取水量5000立方米，草场水费是多少", "5400"),
    ],
)
def test_what_the_question_leaves_out_is_looked_up_in_the_text(library: Library, asked: str, sum_: str) -> None:
    made = ask(f"海东{asked}？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_where_the_figures_stand_is_cited(library: Library) -> None:
    made = ask("海东钢架畜棚100平方米，使用了5年，畜棚补偿费多少钱？", library)
    assert [one.label for one in made.citations][:2] == ["第一条", "第二条"]
    assert "结构补偿单价600元: “钢架畜棚每平方米600元”" in working(made)


def test_a_figure_that_depends_on_what_nobody_said_is_not_taken(library: Library) -> None:
    made = ask("海东钢架畜棚100平方米，畜棚补偿费多少钱？", library)
    assert ("=", "45000", "元") not in amounts(made)


LEVY = issued(
    "海东市",
    2022,
    "牧工安置金征收",
    "第一条 安置金年缴纳额计算公式为："
    "安置金年缴纳额＝（在职职工人数×2%－实际安排的牧工人数）×在职职工年平均工资×征收比例。",
    "第二条 征收比例按照安排牧工的情况确定：安排比例达到1%以上但未达到2%的，征收比例为50%；"
    "安排比例在1%以下的，征收比例为90%。",
    "第三条 在牧区连续工作满10年的职工，一次性奖励1万元；满20年的，一次性奖励2万元。",
    "第四条 签订5年以上服务协议的，给予安家费5万元。",
    kind="办法",
)


@pytest.mark.parametrize(("workers", "herders", "sum_"), [("200名", "3名", "30000"), ("300名", "1名", "270000")])
def test_the_share_that_two_counts_make_decides_a_figure(workers: str, herders: str, sum_: str) -> None:
    asked = f"海东单位有{workers}职工，安排了{herders}牧工，年平均工资6万元，安置金年缴纳额多少？"
    made = ask(asked, held(LEVY))
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_a_figure_on_the_edge_of_two_tiers_is_not_taken() -> None:
    made = ask("海东单位有200名职工，安排了2名牧工，年平均工资6万元，安置金年缴纳额多少？", held(LEVY))
    assert not {("=", "60000", "元"), ("=", "108000", "元")} & set(amounts(made))


def test_tiers_of_one_provision_take_in_none_of_the_next() -> None:
    made = ask("海东牧区连续工作22年的职工奖励多少钱？", held(LEVY))
    assert amounts(made) == [("=", "20000", "元")]
