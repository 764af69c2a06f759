"""Rule tables: which of the tiers of a document hold for a case, at their ends, between them and outside them."""

import pytest

from answer.evaluate import Result, between, evaluate
from answer.evaluate_facts import Fact
from answer.question import understand
from answer.question_records import Input
from answer.select import Reader
from answer.tables import EDGE_TEXT, GAP_TEXT, Chosen, Row, choose, on_ends, rows_of, table_of
from index.store import Library
from index.writer import Writer
from ingest.read import read_text
from made_up import amounts, ask, held, issued, kinds

_NOTICE = """柳州市人民政府关于文化用房配建的通知
柳政发〔2017〕{number}号
各区人民政府:
一、新建小区按照下列标准配建文化用房:
{items}
二、各区应当建立台账。
柳州市人民政府
2017年6月1日
"""
TIERS = """(一)300户以下的,建筑面积不少于60平方米;
(二)300-800户的,建筑面积不少于120平方米;
(三)800-1500户的,建筑面积不少于200平方米;
(四)1800户以上的,建筑面积不少于260平方米。"""
CLOSED = """(一)不足300户的,建筑面积不少于60平方米;
(二)300户以上不足800户的,建筑面积不少于120平方米;
(三)800户以上的,建筑面积按每百户20平方米计算。"""
MIXED = """(一)500户以上的,建筑面积不少于120平方米;
(二)入住率达到50%以上的,配备2名管理员;
(三)每个小区应当有1名联络员。"""
EXCESS = """(一)满三年的,补助六千元。以后每增加一年,增加一千元;
(二)不满三年的,不予补助。"""


def reader(items: str) -> Reader:
    writer = Writer.in_memory()
    writer.add([read_text("tiers.txt", _NOTICE.format(number=7, items=items))])
    return Reader(Library(writer.connection, "memory"))


def table(items: str, words: str) -> list[Row]:
    """The table around the first passage that has these words."""
    made = reader(items)
    (key,) = made.library.keys()
    passage = next(p for p in made.text(key).passages if words in p.text)
    return table_of(made, rows_of(passage))


def households(number: int) -> list[Fact]:
    return [given(one) for one in understand(f"{number}户的小区").inputs]


def given(one: Input) -> Fact:
    return Fact(one.quantity.values[0], one.quantity.unit, one.before, one.after, one.quantity.text)


def areas(chosen: Chosen, facts: list[Fact]) -> list[str]:
    results = [evaluate(v, facts, row.norm.conditions) for row in chosen.rows for v in row.norm.values]
    return [between(one.low, one.high) for one in results if isinstance(one, Result)]


@pytest.mark.parametrize("words", ["300户以下", "1800户以上", "800-1500户"])
def test_a_table_is_whole_from_whichever_row_it_is_reached(words: str) -> None:
    rows = table(TIERS, words)
    assert [row.norm.conditions[0].text for row in rows if row.norm.conditions] != []
    assert len(rows) == 4


def test_rows_without_a_condition_have_no_table() -> None:
    assert len(table(TIERS, "建立台账")) == 1


def test_rows_on_another_variable_stay_out_of_the_table() -> None:
    rows = table(MIXED, "500户以上")
    assert {condition.unit for row in rows for condition in row.norm.conditions} == {"户"}


@pytest.mark.parametrize(("number", "area"), [(100, "60"), (500, "120"), (1200, "200"), (1800, "260"), (5000, "260")])
def test_the_tier_of_a_case_holds_alone(number: int, area: str) -> None:
    chosen = choose(table(TIERS, "300户以下"), households(number))
    assert areas(chosen, households(number)) == [area]
    assert chosen.by_facts
    assert chosen.needs == []


@pytest.mark.parametrize(("number", "shown"), [(300, ["60", "120"]), (800, ["120", "200"])])
def test_both_tiers_are_shown_where_the_text_gives_an_end_to_both(number: int, shown: list[str]) -> None:
    chosen = choose(table(TIERS, "300户以下"), households(number))
    assert areas(chosen, households(number)) == shown
    assert chosen.cautions == [("overlap", EDGE_TEXT)]


def test_an_end_that_only_one_tier_has_is_told() -> None:
    facts = households(1500)
    chosen = choose(table(TIERS, "300户以下"), facts)
    assert areas(chosen, facts) == ["200"]
    ((kind, text),) = chosen.cautions
    assert kind == "boundary"
    assert text.startswith("1500户正好在“800-1500户")


def test_a_case_between_the_tiers_gets_all_of_them_and_a_word() -> None:
    chosen = choose(table(TIERS, "300户以下"), households(1600))
    assert len(chosen.rows) == 4
    assert chosen.cautions == [("gap", GAP_TEXT)]
    assert not chosen.by_facts


@pytest.mark.parametrize(("number", "area"), [(299, "60"), (300, "120"), (799, "120"), (800, "160"), (1000, "200")])
def test_ends_that_the_text_settles_belong_to_one_tier(number: int, area: str) -> None:
    facts = households(number)
    chosen = choose(table(CLOSED, "不足300户"), facts)
    assert areas(chosen, facts) == [area]
    assert all(kind == "boundary" for kind, _ in chosen.cautions)


def test_without_a_fact_all_tiers_are_shown_and_it_is_asked_for() -> None:
    chosen = choose(table(TIERS, "300户以下"), [])
    assert len(chosen.rows) == 4
    assert [(need.name, need.unit) for need in chosen.needs] == [("户数", "户")]
    assert chosen.cautions == []


def test_a_single_condition_that_no_fact_settles_is_told_with_the_rule() -> None:
    chosen = choose(table(MIXED, "50%以上"), [])
    assert [row.norm.values[0].unit for row in chosen.rows] == ["人"]
    ((kind, text),) = chosen.cautions
    assert (kind, text[:6]) == ("condition", "适用条件: ")
    assert "50%以上" in text


def test_rows_without_conditions_hold_for_all_cases() -> None:
    chosen = choose(table(MIXED, "联络员"), households(20))
    assert areas(chosen, households(20)) == ["1"]
    assert not chosen.by_facts


def test_each_further_year_counts_above_the_end_of_the_sentence_before() -> None:
    rows = table(EXCESS, "每增加一年")
    (further,) = [row for row in rows if row.passage.text.startswith("以后")]
    (condition,) = further.norm.conditions
    assert (condition.unit, str(condition.interval.low)) == ("年", "3")
    years = [Fact(condition.interval.low or rows[0].norm.values[0].quantity.values[0], "年", "", "", "三年")]
    result = evaluate(further.norm.values[0], [years[0]], further.norm.conditions)
    assert isinstance(result, Result)
    assert result.low == 0


def test_what_each_base_above_a_list_makes_of_its_items() -> None:
    made = _with_lead("每平方米月租金如下:", "(一)一类地段3元;\n(二)二类地段2元。")
    (key,) = made.library.keys()
    passage = next(p for p in made.text(key).passages if "一类" in p.text)
    value = rows_of(passage)[0].norm.values[0]
    result = evaluate(value, [Fact(value.quantity.values[0] * 100, "平方米", "", "", "300平方米")])
    assert isinstance(result, Result)
    assert between(result.low, result.high) == "900"


def _with_lead(lead: str, items: str) -> Reader:
    text = _NOTICE.format(number=8, items=items).replace("新建小区按照下列标准配建文化用房:", lead)
    writer = Writer.in_memory()
    writer.add([read_text("lead.txt", text)])
    return Reader(Library(writer.connection, "memory"))


def test_a_later_clause_with_a_bearer_of_its_own_holds_for_all_cases() -> None:
    items = "(一)800户以上的小区,补助5万元,各区财政按照50%的比例落实。"
    rows = table(items, "补助5万元")
    conditions = [len(row.norm.conditions) for row in rows]
    assert conditions == [1, 0]


def test_facts_right_on_an_end_are_told_once_each() -> None:
    rows = table(TIERS, "300户以下")
    assert len(on_ends(rows, households(300))) == 2
    assert on_ends(rows, households(301)) == []
    assert on_ends(rows, []) == []


def test_of_tiers_that_lie_in_each_other_the_narrowest_is_taken() -> None:
    rule = "一、60周岁以上老人每月发放补贴100元,80周岁以上的每月200元。"
    library = held(issued("烟台市", 2015, "养老服务", rule))
    made = ask("烟台85岁老人每月补贴多少？", library)
    assert (amounts(made), kinds(made)) == ([("=", "200", "元")], ["overlap"])
    assert amounts(ask("烟台70岁老人每月补贴多少？", library)) == [("=", "100", "元")]


AGES = issued(
    "安顺市",
    2022,
    "发放长寿津贴",
    "第一条 具有本市户籍、年满80周岁的老年人，享受长寿津贴。",
    "第二条 长寿津贴标准：",
    "| 年龄 | 标准（元/人·月） |",
    "| --- | --- |",
    "| 80周岁至89周岁 | 70 |",
    "| 90周岁以上 | 160 |",
    "第三条 老年人死亡的，亲属应当在30日内报告村民委员会。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [("85岁老人每月长寿津贴多少", "70"), ("92岁老人每月长寿津贴多少", "160"), ("92岁老人一年长寿津贴多少", "1920")],
)
def test_a_row_stands_under_what_is_said_above_its_table(asked: str, sum_: str) -> None:
    assert amounts(ask(f"安顺市{asked}？", held(AGES)))[0] == ("=", sum_, "元")


def test_what_is_asked_as_a_sum_is_no_time() -> None:
    made = ask("安顺市长寿津贴标准是多少？", held(AGES))
    assert {unit for _, _, unit in amounts(made)} <= {"元"}
