"""Rules for one side are not answers for the other: 非居民 and 居民, with and without a lift, A类 and B类."""

import pytest

from answer.opposites import is_contrary
from index.store import Library
from made_up import amounts, ask, held, issued

FUNDS = issued(
    "南宁市",
    2017,
    "住宅专项维修资金",
    "一、业主应当按照下列标准交存首期住宅专项维修资金:",
    "(一)未配备电梯的住宅,每平方米建筑面积40元;",
    "(二)配备电梯的住宅,每平方米建筑面积70元。",
    "二、供热价格:居民每平方米20元,非居民每平方米28元。",
    "三、引进人才的,按照下列标准给予购房补助:",
    "(一)A类人才80万元;",
    "(二)B类人才40万元。",
    "四、擅自占用绿地的,对个人处200元以上500元以下罚款,对单位处1000元以上3000元以下罚款。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(FUNDS)


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("南宁100平米的电梯房首期维修资金交多少？", "7000"),
        ("南宁没有电梯的100平米房子首期维修资金交多少？", "4000"),
        ("南宁居民100平米的供热价格多少钱？", "2000"),
        ("南宁一家企业100平米的供热价格多少钱？", "2800"),
        ("南宁B类人才购房补助多少钱？", "400000"),
        ("南宁单位擅自占用绿地罚多少？", "1000-3000"),
        ("南宁个人擅自占用绿地罚多少？", "200-500"),
    ],
)
def test_the_side_of_the_question_decides(library: Library, question: str, sum_: str) -> None:
    assert amounts(ask(question, library))[0][1] == sum_


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("不得少于5人", "少于5人可以吗"),
        ("居民住宅", "居民要交多少"),
        ("未成年子女和女职工", "男职工的未成年子女"),
        ("C类人才", "人才购房补助多少"),
        ("未满5年的", "满5年的多少"),
    ],
)
def test_what_only_looks_opposed_is_not(text: str, question: str) -> None:
    assert not is_contrary(text, question)


def test_what_both_sides_bear_is_for_neither_alone() -> None:
    assert not is_contrary("职工和单位的缴存比例均为5%", "个人缴多少")
    assert is_contrary("单位的缴存比例为5%", "个人缴多少")


WATER = issued(
    "南宁市",
    2018,
    "供水价格",
    "第一条 居民生活用水实行阶梯水价：每户年用水量180吨以下的部分，每吨3元；超过180吨至260吨的部分，每吨4元；"
    "超过260吨的部分，每吨6元。",
    "第二条 非居民用水每吨5元，特种用水每吨12元。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("question", "sum_"), [("非居民用水500吨水费多少", "2500"), ("居民一年用水300吨水费多少", "1100")]
)
def test_bands_stand_under_the_side_that_their_sentence_begins_with(question: str, sum_: str) -> None:
    assert amounts(ask(f"南宁{question}？", held(WATER)))[0] == ("=", sum_, "元")
