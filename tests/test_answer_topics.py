"""Questions about things that no document speaks of."""

import pytest

from index.store import Library
from made_up import ask, held, issued

ESTATES = issued(
    "金华市",
    2018,
    "住宅小区配套用房",
    "第一条 新建住宅小区按照每百户30平方米的标准配建社区用房。",
    "第二条 购买配套用房的资金不少于100万元，由区财政安排。",
    "第三条 房屋的使用费每年5万元，由街道办事处承担。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(ESTATES)


@pytest.mark.parametrize(
    "question",
    ["买一套100万元的房屋，契税要交多少钱？", "房屋每年要交多少房产税？", "住宅小区每年的物业费多少元？"],
)
def test_a_thing_that_no_document_speaks_of_is_not_found(library: Library, question: str) -> None:
    made = ask(question, library)
    assert (made.status.value, made.amounts) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("1000户的住宅小区，开发商要配建多少平方米社区用房？", "300平方米"),
        ("购买配套用房的资金，财政最少出多少钱？", "100万元"),
        ("房屋使用费公司每年交多少？", "5万元"),
        ("购买小区配套房的资金，财政最少出多少钱？", "100万元"),
    ],
)
def test_other_words_for_actors_and_measures_are_no_other_thing(library: Library, question: str, amount: str) -> None:
    assert amount in ask(question, library).conclusion
