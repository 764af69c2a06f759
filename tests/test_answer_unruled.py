"""What the question names and the rule does not: another class, another room; and the end of a range it asks for."""

import pytest

from answer.unruled import unruled
from index.store import Library
from made_up import amounts, ask, held, issued

WARDS = issued(
    "安顺市",
    2022,
    "住院、停车和公寓管理",
    "第一条 起付标准：三级医院700元，二级医院400元，一级医院150元。",
    "第二条 起付标准以上的住院费用，在职职工在三级医院报销78%、二级医院84%、一级医院88%。",
    "第三条 一类区域每小时停车费5元、二类区域3元、三类区域2元。",
    "第四条 人才公寓每户面积不超过70平方米，物业用房面积为130平方米。",
    "第五条 护理费最低每天25元，最高不超过每天65元。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(WARDS)


@pytest.mark.parametrize(
    ("asked", "classes"),
    [
        ("住四级医院报销比例是多少", "三级、二级、一级；原文没有“四级”"),
        ("住专科医院报销比例是多少", "三级医院、二级医院、一级医院；原文没有“专科医院”"),
        ("四类区域每小时停车费多少钱", "一类、二类、三类；原文没有“四类”"),
    ],
)
def test_a_class_that_the_rule_does_not_name_gets_no_other_one_s_number(
    library: Library, asked: str, classes: str
) -> None:
    made = ask(f"安顺{asked}？", library)
    assert (made.status.value, amounts(made)) == ("needs_input", [])
    assert made.missing[0].name == f"属于哪一类（{classes}）"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("住二级医院报销比例是多少", ("=", "84", "%")),
        ("住一级定点医院报销比例是多少", ("=", "88", "%")),
        ("二类区域每小时停车费多少钱", ("=", "3", "元")),
        ("二级医院起付标准是多少", ("=", "400", "元")),
        ("人才公寓物业用房面积是多少", ("=", "130", "平方米")),
        ("护理费每天最多支付多少", ("<=", "65", "元")),
        ("护理费每天最低多少", (">=", "25", "元")),
    ],
)
def test_the_class_and_the_end_that_are_asked_for_are_answered(
    library: Library, asked: str, first: tuple[str, str, str]
) -> None:
    assert amounts(ask(f"安顺{asked}？", library))[0] == first


def test_a_room_that_nothing_speaks_of_does_not_get_the_area_of_another(library: Library) -> None:
    assert not amounts(ask("安顺人才公寓活动室面积是多少？", library))


def test_what_all_classes_have_in_common_may_be_left_out() -> None:
    (need,) = unruled(["生育费用在三级定点医院报销", "、二级定点医院"], "民营医院报销比例是多少")
    assert need.name == "属于哪一类（三级定点医院、二级定点医院；原文没有“民营医院”）"
    assert not unruled(["生育费用在三级定点医院报销", "、二级定点医院"], "定点医院报销比例是多少")


@pytest.mark.parametrize(
    ("owns", "question"),
    [
        (["在三级医院报销", "、二级医院"], "去医院报销多少"),
        (["三级以上医院报销", "、二级医院"], "四级医院报销多少"),
        (["A类人才补贴", "、其他人才"], "C类人才补贴多少"),
        (["在三级医院报销"], "二级医院报销多少"),
        (["补贴", "奖励"], "二级医院报销多少"),
    ],
)
def test_ranges_single_classes_and_questions_without_one_are_left(owns: list[str], question: str) -> None:
    assert unruled(owns, question) == []


def test_the_numbers_of_other_classes_stand_beside_the_one_asked_for(library: Library) -> None:
    assert ask("安顺住一级医院报销比例是多少？", library).conclusion.startswith("一级医院88%(同条还有")


FLATS = issued(
    "鹤岗市",
    2023,
    "教师公寓和车位",
    "第一条 引进的特级教师给予安家补助45万元、省级名师25万元、市级带头人15万元。",
    "第二条 公寓租金每平方米每月11元，租住超过5年的，租金按两倍计收。",
    "第三条 月租车位每月250元，一次性交纳全年费用的，按11个月计收。",
    "第四条 小型车停放每次6元。大中型车按小型车标准的1.5倍收取。",
    "第五条 产假：顺产98天，难产的增加16天。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "opening"),
    [
        ("省级名师安家补助多少钱", "省级名师25万元(同条还有"),
        ("租住6年的公寓每平方米租金多少钱", "公寓租金每平方米每月22元(同条还有"),
        ("租住3年的公寓每平方米租金多少钱", "公寓租金每平方米每月11元。"),
        ("月租车位交全年多少钱", "月租车位2750元(同条还有"),
        ("大型车停放一次收多少钱", "小型车停放每次9元(同条还有"),
        ("难产产假多少天", "难产增加16天(同条还有"),
    ],
)
def test_the_one_that_is_named_is_told_alone(asked: str, opening: str) -> None:
    assert ask(f"鹤岗{asked}？", held(FLATS)).conclusion.startswith(opening)


def test_what_is_not_of_a_class_is_told_as_that() -> None:
    (need,) = unruled(["非居民用水", ",特种行业用水"], "农业用水多少钱")
    assert "非居民用水" in need.name
