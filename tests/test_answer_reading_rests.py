"""What is left of shares that a sentence gives away, as a share of its own."""

import pytest

from answer.reading import read_norms
from made_up import amounts, ask, held, issued, working

FUNDS = issued(
    "辽源市",
    2021,
    "市场摊位和互助基金",
    "第一条 摊位经营收入的35%用于设施维修，20%用于保洁人员工资，其余用于补充公益金。",
    "第二条 互助基金每人每年240元，其中单位承担50%，工会承担30%，剩余部分由个人承担。",
    "第三条 在一级医院就医的，基金支付40%，二级医院支付30%，其余人员由市里另行确定。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("text", "label", "left"),
    [
        ("收入的50%用于还贷,30%用于维修,余下的用于物业支出。", "用于物业支出", 20),
        ("建设资金由区财政承担60%,镇承担25%,余下部分由学校自筹。", "学校自筹", 15),
        ("收入30%上缴财政,45%用于建设,其余作为管理单位工作经费。", "作为管理单位工作经费", 25),
    ],
)
def test_what_is_left_is_a_share_of_its_own(text: str, label: str, left: int) -> None:
    (norm,) = read_norms(text)
    assert (norm.values[-1].label, [int(one) for one in norm.values[-1].quantity.values]) == (label, [left])


@pytest.mark.parametrize(
    "text",
    [
        "在三级医院报销80%,二级医院85%,其余由个人承担。",  # classes, no parts of one whole
        "单位承担60%,个人承担40%,其余由财政承担。",  # nothing is left
        "业主承担30%,其余3人由村委会指定。",
        "基金支付最高不超过70%,其余部分由个人承担。",
        "收入超过10万元的部分按20%上缴,其余用于建设。",
    ],
)
def test_what_is_no_plain_rest_makes_no_share(text: str) -> None:
    assert all("%" in value.quantity.text for norm in read_norms(text) for value in norm.values if value.unit == "%")


@pytest.mark.parametrize(
    ("asked", "first", "step"),
    [
        ("摊位经营收入多少比例用于补充公益金", ("=", "45", "%"), "“其余”: 100%－35%－20%＝45%"),
        ("摊位经营收入多少比例用于设施维修", ("=", "35", "%"), ""),
        ("互助基金个人每年承担多少钱", ("=", "48", "元"), "“剩余部分”: 100%－50%－30%＝20%"),
    ],
)
def test_the_rest_is_answered_with_how_it_was_reckoned(asked: str, first: tuple[str, str, str], step: str) -> None:
    made = ask(f"辽源{asked}？", held(FUNDS))
    assert amounts(made)[0] == first, working(made)
    assert step in working(made)


BUDGET = issued(
    "辽源市",
    2024,
    "养蜂补贴",
    "一、2024年全市安排补贴资金430万元，其中蜂箱补贴300万元，蜂药补贴80万元，其余用于蜂农培训。",
)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("2024年蜂农培训资金多少", "500000"),
        ("2024年蜂药补贴安排多少万元", "800000"),
        ("2024年补贴资金一共多少万元", "4300000"),
    ],
)
def test_what_is_left_of_a_sum_is_told_alone_as_each_of_its_parts(asked: str, sum_: str) -> None:
    made = ask(f"辽源市{asked}？", held(BUDGET))
    assert amounts(made)[0] == ("=", sum_, "元")
    if "培训" in asked:
        assert "“其余”: 4300000元－3000000元－800000元＝500000元" in working(made)
