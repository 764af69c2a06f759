"""The words of a question, and how far a text has them."""

import pytest

from answer.matching import Term, content_words, credit, terms


def test_words_say_what_a_question_is_about() -> None:
    assert content_words("请问车库的面积要多少?") == ("车库", "面积")
    assert content_words("1500 ?") == ()
    assert content_words("面积,面积") == ("面积",)


def test_terms_weigh_by_rarity_and_repetition() -> None:
    once, twice = (terms(text, lambda _: 2.0, lambda _: ())[0] for text in ("车库", "车库,车库"))
    assert once.text == twice.text == "车库"
    assert twice.weight > once.weight > 0
    rare = terms("车库", lambda _: 4.0, lambda _: ())[0]
    assert rare.weight > once.weight


def test_terms_bring_the_words_that_mean_the_same() -> None:
    (term,) = terms("车库", lambda _: 1.0, lambda word: [(f"地下{word}", 0.95)])
    assert term.alternatives == (("地下车库", 0.95),)


@pytest.mark.parametrize(
    ("word", "text", "least", "most"),
    [
        ("文化用房", "文化用房应当配建", 1.0, 1.0),
        ("文化用房", "文化活动用房应当配建", 0.85, 0.85),
        ("文化用房", "文化用地应当配建", 0.3, 0.6),
        ("文化用房", "停车场应当配建", 0.0, 0.0),
        ("车库", "车位", 0.0, 0.0),
        ("文化用房", "文化" + "隔" * 20 + "用房", 0.1, 0.6),
    ],
)
def test_a_term_stands_whole_spread_in_part_or_not_at_all(word: str, text: str, least: float, most: float) -> None:
    assert least <= credit(Term(word, 1.0), text) <= most


def test_another_word_for_a_term_counts_as_much_as_it_is_worth() -> None:
    term = Term("车库", 1.0, (("停车场", 0.95), ("车棚", 0.5)))
    assert credit(term, "停车场和车棚") == 0.95
    assert credit(term, "只有车棚") == 0.5


def test_a_word_of_the_same_meaning_may_be_spread_too() -> None:
    term = Term("活动室", 1.0, (("文化用房", 0.95),))
    assert credit(term, "文化活动用房") == 0.85


def test_counts_in_words_are_facts_of_the_case_and_no_terms() -> None:
    def found(question: str) -> list[str]:
        return [term.text for term in terms(question, lambda _: 3.0, lambda _: ())]

    assert found("三个车库,两年,八百块,十七岁") == ["车库"]
    assert found("一等车库") == ["一等", "车库"]
    assert "五个" in found("“五个好”车库")


def test_everyday_words_that_no_provision_has_decide_little() -> None:
    def weights(rarity: float) -> list[float]:
        weigh = {"": 5.0}.get
        return [term.weight for term in terms("孩子契税", lambda word: weigh(word, rarity), lambda _: ())]

    everyday, special = weights(5.0)
    assert everyday < special / 2
    assert len(set(weights(4.0))) == 1


def test_an_everyday_word_counts_more_if_a_provision_says_it_in_another_word() -> None:
    def weight(other: float) -> float:
        rarities = {"": 5.0, "医疗机构": other}
        (term,) = terms("医院", lambda word: rarities.get(word, 5.0), lambda _: (("医疗机构", 0.95),))
        return term.weight

    assert weight(2.0) > weight(5.0)


def test_signs_of_the_synonym_groups_are_words_in_what_no_dictionary_has() -> None:
    assert content_words("狗绳罚多少") == ("狗绳", "罚")
    assert "罚款" in content_words("加处罚款多少")


def test_a_fee_is_one_word_with_what_it_is_for() -> None:
    assert content_words("火化费是多少") == ("火化费",)


def test_a_long_name_of_the_synonym_groups_weighs_as_what_it_names() -> None:
    assert [term.weight for term in terms("村委会主任", lambda _: 4.0, lambda _: [])] == [0.8 * 4.0]
