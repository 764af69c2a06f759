"""Which facts a part of a question uses, and where several facts make several cases."""

from answer.cases import cases, facts_of
from answer.evaluate_facts import Fact
from answer.question import understand
from answer.question_facts import facts
from answer.question_records import Part


def read(question: str) -> tuple[tuple[Part, ...], list[Fact]]:
    asked = understand(question)
    return asked.parts, facts(asked)


def case_values(question: str) -> list[list[str]]:
    parts, known = read(question)
    return [[fact.text for fact in own] for _, own in cases(parts[0], known)]


def test_a_part_uses_its_own_facts_before_those_of_the_others() -> None:
    (first, second), known = read("600人的村配几名村医,800人的村呢?")
    assert [fact.text for fact in facts_of(first, known)] == ["600人"]
    assert [fact.text for fact in facts_of(second, known)] == ["800人"]


def test_a_part_borrows_facts_of_units_that_it_has_none_of() -> None:
    (first, second), known = read("900户的小区,均价5000元,物业用房要多大?占总面积3000平方米的多少?")
    assert [fact.text for fact in facts_of(first, known)] == ["900户", "5000元", "3000平方米"]
    assert [fact.text for fact in facts_of(second, known)] == ["3000平方米", "900户", "5000元"]


def test_listed_facts_of_one_unit_are_a_case_each() -> None:
    assert case_values("900户和400户的小区各要建多大的文化用房") == [["900户"], ["400户"]]
    assert case_values("900户、400户、80户的小区各建多大") == [["900户"], ["400户"], ["80户"]]


def test_the_other_facts_go_with_every_case() -> None:
    assert case_values("900户和400户的小区,均价6000元,要交多少") == [["900户", "6000元"], ["400户", "6000元"]]


def test_times_and_shares_are_no_cases() -> None:
    assert case_values("工作3年和5年各领多少") == [["3年", "5年"]]


def test_facts_of_one_unit_about_different_things_are_one_case() -> None:
    assert len(case_values("占地3000平方米的小区里建了200平方米会所")) == 1


def test_a_single_fact_is_the_one_case() -> None:
    assert case_values("900户的小区要建多大") == [["900户"]]
    assert case_values("小区要建多大") == [[]]


def test_a_case_drops_the_words_of_the_others() -> None:
    parts, known = read("3个社区党委和5个社区党总支一共补助多少钱")
    texts = [part.text for part, _ in cases(parts[0], known)]
    assert len(texts) == 2
    assert "党委" in texts[0]
    assert "党总支" not in texts[0]
    assert "党总支" in texts[1]
    assert "3个" not in texts[1]
