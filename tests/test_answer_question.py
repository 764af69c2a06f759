"""What a question gives and what it asks, in places and with numbers of all kinds."""

from fractions import Fraction

import pytest

from answer.question import places_of, simplify, understand
from answer.question_records import Part, Period
from answer.typed import LONGEST
from ingest.errors import QuestionRefused


def inputs(question: str) -> list[tuple[int | Fraction, str]]:
    read = [(given.quantity.low, given.quantity.unit) for given in understand(question).inputs]
    return [(low, unit) for low, unit in read if low is not None]


def parts(question: str) -> tuple[Part, ...]:
    return understand(question).parts


def facet(question: str) -> str:
    return parts(question)[0].facets[0]


@pytest.mark.parametrize("question", ["", " \n\u3000", "？！…"])
def test_an_empty_question_is_refused(question: str) -> None:
    with pytest.raises(QuestionRefused, match="问题为空"):
        understand(question)


def test_a_question_is_at_most_so_long() -> None:
    assert understand("问" * LONGEST).parts
    with pytest.raises(QuestionRefused, match=f"问题有 {LONGEST + 1} 字"):
        understand("问" * (LONGEST + 1))


def test_traditional_characters_are_read_and_the_reading_is_shown() -> None:
    asked = understand("廈門900戶的住宅區要配多少停車位")
    assert [place.name for place in places_of(asked)] == ["厦门市"]
    assert asked.rewrites[0] == ("廈門900戶的住宅區要配多少停車位", "厦门900户的住宅区要配多少停车位")
    assert inputs("廈門900戶的住宅區") == [(900, "户")]
    assert simplify("只有简体") == "只有简体"


def test_places_documents_and_years_are_taken_out_of_the_words() -> None:
    asked = understand("按昆政发〔2015〕32号，昆明2000户的小区托育用房建多少平方米？")
    assert [c.document for c in asked.citations] == ["昆政发〔2015〕32号"]
    assert [place.name for place in places_of(asked)] == ["昆明市"]
    assert "昆" not in asked.parts[0].text
    assert "2015" not in asked.parts[0].text
    assert "2000户的小区托育用房" in asked.parts[0].text


def test_a_place_is_named_once_and_names_no_input() -> None:
    asked = understand("大连和沈阳，大连3000户的楼盘")
    assert [place.name for place in places_of(asked)] == ["大连市", "沈阳市"]
    assert [given.before for given in asked.inputs] == [""]


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("昆政发2015年32号文的标准", "昆政发〔2015〕32号"),
        ("昆政发2015年第32号规定了什么", "昆政发〔2015〕32号"),
        ("《兰州市停车场管理办法》第三条怎么说", "兰州市停车场管理办法"),
    ],
)
def test_documents_are_named_as_people_name_them(question: str, document: str) -> None:
    assert [c.document for c in understand(question).citations if c.document] == [document]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("贵阳2014年的标准是多少", (2014,)),
        ("2019年和2014年的规定有什么不同", (2014, 2019)),
        ("2014年、2019年的办法", (2014, 2019)),
        ("2019年出台的通知", (2019,)),
        ("2019年建成的小区要交多少", ()),
        ("社区2019年有多少人", ()),
        ("贵阳2014年停车费要多少", (2014,)),
        ("贵阳2014年建的小区停车费要多少", ()),
        ("贵阳到2014年要建多少车位", ()),
        ("贵阳2014年底前要建多少车位", ()),
    ],
)
def test_years_name_documents_only_beside_a_word_for_one(question: str, years: tuple[int, ...]) -> None:
    assert understand(question).years == years


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("1800户的小区", [(1800, "户")]),
        ("十二万平方米的楼盘", [(120_000, "平方米")]),
        ("总建筑面积3.5万方、均价8千元", [(35_000, "平方米"), (8000, "元")]),
        ("户数一千二的小区", [(1200, "户")]),
        ("均价每平九千的商品房", [(9000, "元")]),
        ("学费一共1万5，能退多少", [(15_000, "元")]),
        ("建筑面积12000，配多少", [(12_000, "平方米")]),
        ("工龄30的职工", [(30, "年")]),
        ("常住人口6000的社区", [(6000, "人")]),
        ("造价3000万的工程", [(30_000_000, "元")]),
        ("投资2亿的项目", [(200_000_000, "元")]),
        ("有6500居民的社区", [(6500, "")]),
        ("付了八十万尾款的工程", [(800_000, "元")]),
        ("养殖场十万头猪，水费多少", [(100_000, "")]),
        ("80万居民的新城", [(800_000, "")]),
        ("注册志愿者应占百分之八吗", [(8, "%")]),
    ],
)
def test_quantities_of_the_case_are_read_with_their_units(question: str, expected: list[tuple[int, str]]) -> None:
    assert inputs(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "一个小区配一名医生吗",
        "每年开几次会",
        "一年要交多少钱",
        "第3条怎么规定",
        "3月几号截止",
        "退休好几年的人还能领吗",
    ],
)
def test_articles_dates_ordinals_and_asked_periods_are_no_inputs(question: str) -> None:
    assert inputs(question) == []


def test_a_period_after_a_noun_is_an_input() -> None:
    assert inputs("累计缴费一年能领多久") == [(1, "年")]


@pytest.mark.parametrize(
    ("question", "mentions"),
    [
        ("是不是按每300户45平方米配建", ["每300户", "45平方米"]),
        ("每个班两名老师吗", ["每个", "两名"]),
        ("每月补贴500元", []),
    ],
)
def test_quantities_of_a_quoted_rule_are_no_inputs(question: str, mentions: list[str]) -> None:
    asked = understand(question)
    assert [quantity.text for quantity in asked.mentions] == mentions
    assert len(asked.inputs) == (0 if mentions else 1)


def test_only_the_first_quantity_after_a_base_belongs_to_the_rule() -> None:
    asked = understand("每百户20平方米的话，700户的小区要多少")
    assert [given.quantity.text for given in asked.inputs] == ["700户"]


def test_words_around_an_input_stop_at_signs_and_numbers() -> None:
    first, second = understand("党员30名、群众70名的村,补助金额5万").inputs[:2]
    assert (first.before, first.after) == ("党员", "")
    assert (second.before, second.after) == ("群众", "村")
    assert understand("我们有住房公积金8000元").inputs[0].before == "住房公积金"


def test_what_was_read_for_a_unit_is_told() -> None:
    assert understand("25平米的房间、60%").rewrites == (("25平米", "25→平方米"),)


@pytest.mark.parametrize(
    ("question", "name", "unit"),
    [
        ("养老用房要建多少平方米", "amount", "平方米"),
        ("层高最低多少米", "amount", "米"),
        ("每个村配几名村医", "amount", "人"),
        ("要选几个班长", "amount", "人"),
        ("要设几个托位", "amount", "个"),
        ("每月补助标准是多少", "amount", "元"),
        ("罚多少", "amount", "元"),
        ("上调多少", "amount", ""),
        ("出资比例是多少", "share", ""),
        ("由哪个部门负责验收", "who", ""),
        ("什么时候开始施行", "when", ""),
        ("多久检查一次", "frequency", ""),
        ("不交会怎么处罚", "consequence", ""),
        ("投诉电话是多少", "contact", ""),
        ("能不能改作商铺", "allowed", ""),
        ("可以出租吗", "allowed", ""),
        ("养老用房包括哪些房间", "includes", ""),
        ("什么条件下可以免交", "condition", ""),
        ("这个办法还有效吗", "validity", ""),
        ("哪个文件规定的", "documents", ""),
        ("多久评一批", "frequency", ""),
        ("收不收押金", "allowed", ""),
        ("补习班算托管机构吗 福州", "allowed", ""),
        ("哪些地方不能停车", "includes", ""),
        ("哪些资料里提到停车", "documents", ""),
        ("哪些地方什么时候都不能停车", "includes", ""),
        ("两地有什么不同", "differ", ""),
        ("怎么申请", "rule", ""),
    ],
)
def test_each_facet_has_its_words(question: str, name: str, unit: str) -> None:
    part = parts(question)[0]
    assert (part.facets[0], part.unit) == (name, unit)


@pytest.mark.parametrize("question", ["托育用房的标准是什么", "划转的时候必须做什么", "应该怎么"])
def test_a_question_for_what_is_none_for_leave(question: str) -> None:
    assert "allowed" not in parts(question)[0].facets


def test_few_words_without_a_question_word_ask_for_a_value_or_a_rule() -> None:
    (part,) = parts("6万方 养老用房折算面积")
    assert part.facets == ("amount", "rule")
    assert (part.start, part.end) == (0, len(understand("6万方 养老用房折算面积").folded))


def test_a_sentence_that_asks_one_thing_stays_whole() -> None:
    (part,) = parts("一个新建小区,共有800户,物业用房至少要多少平方米?")
    assert part.text == "一个新建小区,共有800户,物业用房至少要多少平方米"


def test_a_sentence_that_asks_several_things_is_cut_between_them() -> None:
    asked = understand("村医要配几名,工资由谁承担,都在县里考核。什么时候发?")
    assert [part.text for part in asked.parts] == ["村医要配几名", "工资由谁承担,都在县里考核", "什么时候发"]
    assert [part.facets[0] for part in asked.parts] == ["amount", "who", "when"]
    assert [asked.folded[part.start : part.end] for part in asked.parts] == [part.text for part in asked.parts]


def test_later_parts_lean_on_the_words_before_them_and_on_what_asks_nothing() -> None:
    first, second = parts("小区里有幼儿园。建多大?由谁管?")
    assert first.context == "小区里有幼儿园"
    assert second.context == "小区里有幼儿园建多大"


def test_a_part_that_only_names_another_case_asks_the_same() -> None:
    first, second = parts("600人的村配几名村医,800人的村呢?")
    assert (second.facets, second.unit) == (first.facets, first.unit) == (("amount",), "人")


def test_a_part_with_a_question_of_its_own_before_its_last_sign_asks_that() -> None:
    _, second = parts("村医配几名,工资归谁发呢?")
    assert second.facets[0] == "who"


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("一年补助多少钱", Period(Fraction(1), "年")),
        ("每个季度补助多少钱", Period(Fraction(1), "季度")),
        ("平均到每个月补助多少", Period(Fraction(1), "月")),
        ("半年发多少", Period(Fraction(1), "半年")),
        ("三年一共补助多少", Period(Fraction(3), "年")),
        ("连续两年补助多少", Period(Fraction(2), "年")),
        ("一年内要完成多少", None),
        ("补助多少钱", None),
    ],
)
def test_the_period_that_an_amount_is_asked_for(question: str, period: Period | None) -> None:
    assert parts(question)[0].period == period


def test_a_later_part_keeps_the_period_of_the_one_before() -> None:
    first, second = parts("村医一年补助多少,护士补助多少?")
    assert first.period == second.period == Period(Fraction(1), "年")


@pytest.mark.parametrize(
    ("question", "is_total"),
    [("三项加起来多少", True), ("总面积是多少", True), ("一共要配几人", True), ("要配几人", False)],
)
def test_a_sum_is_asked_for_in_words(question: str, is_total: bool) -> None:
    assert understand(question).total is is_total
