"""Amounts that another sentence of the same document halves, raises or adds to for the case of the question."""

import pytest

from answer.adjust import adjustments
from answer.passages import Passage
from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

HEAT = issued(
    "承德市",
    2017,
    "城市供热",
    "第一条 供热费按建筑面积收取,居民住宅每平方米每采暖期20元。层高超过3米的,每超过0.3米加收10%的供热费。",
    "第二条 最低生活保障家庭减半收取供热费。",
    "第三条 用户逾期不交供热费的,按日加收千分之三的滞纳金。",
    kind="办法",
)
CLINICS = issued(
    "宜昌市",
    2019,
    "住院待遇",
    "第一条 住院费用由基金按照以下比例支付:",
    "(一)一级医疗机构,90%;",
    "(二)三级医疗机构,80%。",
    "退休人员的支付比例在前款基础上提高5个百分点。",
    "第二条 异地就医未办理转诊备案的,支付比例降低10个百分点。",
    kind="办法",
)
FOREST = issued(
    "衢州市",
    2020,
    "公益林补偿",
    "一、省级公益林补偿标准为每亩每年30元。市级公益林按照省级公益林标准的60%补偿。",
    "二、占用公益林的,按照每平方米10元缴纳植被恢复费;国家级公益林加倍。",
    "三、老年人就餐每人每餐补贴3元。送餐上门的,每餐另补贴送餐费1元。",
    "四、危房拆除重建的,每户补助3万元。",
    "五、特困人员在前条标准基础上每户增加5000元。",
)
WARDS = issued(
    "随州市",
    2022,
    "医疗保障和停车收费",
    "第一条 在职职工住院,在三级医院报销82%、二级医院86%、一级医院91%。退休人员的报销比例相应提高4个百分点。",
    "第二条 未经转诊到市外就医的,报销比例降低12个百分点。",
    "第三条 小型车停放每次5元。大型车按照小型车收费标准的两倍收费。",
    "第五条 购房补贴:博士20万元、硕士10万元。在山区乡镇任职的,补贴标准按三倍执行。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(HEAT, CLINICS, FOREST, WARDS)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("承德100平米的房子供热费多少钱？", ("=", "2000", "元")),
        ("承德低保户100平米的房子供热费多少钱？", ("=", "1000", "元")),
        ("承德层高3.6米、100平米的房子供热费多少钱？", ("=", "2400", "元")),
        ("承德层高2.8米、100平米的房子供热费多少钱？", ("=", "2000", "元")),
        ("宜昌在职职工三级医院住院报销比例多少？", ("=", "80", "%")),
        ("宜昌退休职工三级医院住院报销比例多少？", ("=", "85", "%")),
        ("衢州占用1000平方米国家级公益林，植被恢复费多少钱？", ("=", "20000", "元")),
        ("衢州占用1000平方米省级公益林，植被恢复费多少钱？", ("=", "10000", "元")),
        ("衢州特困人员危房拆除重建补助多少钱？", ("=", "35000", "元")),
        ("衢州危房拆除重建补助多少钱？", ("=", "30000", "元")),
        ("衢州老年人就餐每人每餐补贴，送餐上门的一共多少钱？", ("=", "4", "元")),
        ("随州在职职工住二级医院报销比例是多少？", ("=", "86", "%")),
        ("随州退休人员住二级医院报销比例是多少？", ("=", "90", "%")),
        ("随州职工未经转诊去市外三级医院住院报销多少？", ("=", "70", "%")),
        ("随州退休人员的报销比例提高几个百分点？", ("=", "4", "%")),
        ("随州大型车停放一次多少钱？", ("=", "10", "元")),
        ("随州在山区乡镇任职的硕士购房补贴多少钱？", ("=", "300000", "元")),
    ],
)
def test_the_case_of_the_question_decides_what_becomes_of_the_amount(
    library: Library, question: str, first: tuple[str, str, str]
) -> None:
    made = ask(question, library)
    assert amounts(made)[0] == first, working(made)


def test_both_sentences_are_cited_and_the_step_is_told(library: Library) -> None:
    made = ask("承德低保户100平米的房子供热费多少钱？", library)
    assert [one.label for one in made.citations] == ["第一条", "第二条"]
    assert "“减半”: 2000×0.5＝1000元" in working(made)
    assert "inferred" in kinds(made)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("逾期不交的,按日加收千分之三的滞纳金。", 0),
        ("补贴标准提高到每人每月500元。", 0),
        ("满6个月不满1年的,按照标准的50%给予补贴。", 1),
        ("使用公交卡的,享受9折优惠。", 1),
        ("城市规划区内的按照标准的2倍收取。", 1),
        ("每人补贴2元。", 0),
        ("在山区任职的,补贴标准按三倍执行。", 1),
        ("违反规定收费的,处多收价款三倍的罚款。", 0),
        ("起付标准以上部分按60%支付。", 0),
    ],
)
def test_what_is_an_amount_of_its_own_adjusts_none(text: str, count: int) -> None:
    assert len(list(adjustments(Passage("d", "a", 0, text, tuple(range(len(text))), "", "", "", "", 0)))) == count


STALLS = issued(
    "咸宁市",
    2021,
    "夜市摊位",
    "第一条 摊位费按每平方米每月15元收取。低保家庭按标准的20%缴纳，低收入家庭按标准的50%缴纳。",
    kind="办法",
)


@pytest.mark.parametrize(("who", "sum_"), [("低保家庭", "30"), ("低收入家庭", "75"), ("", "150")])
def test_of_parallel_cases_in_one_sentence_the_one_asked_for_holds_alone(who: str, sum_: str) -> None:
    made = ask(f"咸宁市{who}10平方米摊位费每月多少元？", held(STALLS))
    assert amounts(made)[0] == ("=", sum_, "元"), made.conclusion
    assert not [one.text for one in made.warnings if "没有提到" in one.text]
