"""Prices and rates for each unit, in steps and for things that are counted, in documents of made-up towns."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, working

WATER = issued(
    "兰州市",
    2016,
    "供水价格",
    "一、居民生活用水实行阶梯水价,以户为单位按年计量:",
    "(一)第一阶梯:年用水量144立方米(含)以下,水价为2.00元/立方米;",
    "(二)第二阶梯:年用水量144立方米至204立方米(含),水价为3.00元/立方米;",
    "(三)第三阶梯:年用水量超过204立方米的部分,水价为6.00元/立方米。",
    "二、污水处理费标准为1.10元/立方米。",
)
GRANTS = issued(
    "西宁市",
    2018,
    "托育机构补助",
    "一、普惠托育机构按照每生每年500元的标准给予补助。",
    "二、新建托育点,每个给予一次性建设补贴4万元。",
    "三、流转草场的,每亩补助15元。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(WATER, GRANTS)


@pytest.mark.parametrize(
    ("used", "sum_"),
    [
        ("100立方米", "200"),
        ("144立方米", "288"),
        ("200立方米", "456"),
        ("204方", "468"),
        ("300吨", "1044"),
        ("三百方", "1044"),
    ],
)
def test_a_step_costs_its_price_only_above_the_step_below(library: Library, used: str, sum_: str) -> None:
    made = ask(f"兰州居民家一年用水{used}，水费多少钱？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_what_is_paid_for_each_of_a_thing_is_paid_for_all_of_them(library: Library) -> None:
    assert amounts(ask("西宁普惠托育机构有60个孩子，每年补助多少钱？", library))[0] == ("=", "30000", "元")
    assert amounts(ask("西宁新建3个托育点一共补多少钱？", library))[0] == ("=", "120000", "元")
    assert amounts(ask("西宁流转草场400亩补助多少元？", library))[0] == ("=", "6000", "元")


def test_tonnes_of_water_are_cubic_metres(library: Library) -> None:
    assert amounts(ask("兰州用了50吨水，污水处理费多少？", library))[0] == ("=", "55", "元")
