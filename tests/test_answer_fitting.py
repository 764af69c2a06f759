"""How well a passage fits the words of a question: the sentence itself before what stands around it."""

import pytest

from answer.fitting import Fitting, Match
from answer.matching import Term, credit
from answer.passages import Passage


def passage(text: str, *, before: str = "", headings: str = "", lead: str = "", above: str = "") -> Passage:
    return Passage("key", "lvl_1", 0, text, tuple(range(len(text))), before, headings, lead, above, 0)


def fit(one: Passage, *words: str, title: str = "") -> Match:
    return Fitting([Term(word, 1.0) for word in words]).match(one, title)


def test_the_sentence_counts_before_what_stands_around_it() -> None:
    inside = fit(passage("车库不得出租。"), "车库", "出租")
    around = fit(passage("不得出租。", headings="车库"), "车库", "出租")
    nowhere = fit(passage("不得出租。"), "车库", "出租")
    assert inside.coverage > around.coverage > nowhere.coverage
    assert (inside.inside, around.inside) == (1.0, 0.5)
    assert (inside.lacking, around.lacking, nowhere.lacking) == ((), (), ("车库",))


@pytest.mark.parametrize("where", ["before", "headings", "lead", "above"])
def test_each_of_the_surroundings_counts(where: str) -> None:
    bare = fit(passage("不得出租。"), "车库", "出租").coverage
    assert fit(passage("不得出租。", **{where: "地下车库"}), "车库", "出租").coverage > bare


def test_the_title_counts() -> None:
    assert (
        fit(passage("不得出租。"), "车库", title="车库管理办法").coverage > fit(passage("不得出租。"), "车库").coverage
    )


def test_a_word_of_the_case_alone_counts_little_where_it_is_absent() -> None:
    one = passage("车库不得出租。")
    strict = Fitting([Term("车库", 1.0), Term("楼盘", 1.0)]).match(one, "")
    mild = Fitting([Term("车库", 1.0), Term("楼盘", 1.0, absent=0.3)]).match(one, "")
    assert mild.coverage > strict.coverage


def test_nothing_asked_is_nothing_covered() -> None:
    found = fit(passage("车库不得出租。"))
    assert (found.coverage, found.lacking, found.inside) == (0.0, (), 0.0)


@pytest.mark.parametrize(
    ("term", "inside"),
    [
        (Term("宠物狗", 1.0, (("狗", 0.5),)), 0.5),
        (Term("犬", 1.0), 0.0),
        (Term("狗", 1.0), 1.0),
        (Term("犬类动物", 1.0, (("养狗的人", 0.95),)), 0.95),
    ],
)
def test_terms_are_found_by_words_of_any_length(term: Term, inside: float) -> None:
    assert Fitting([term]).match(passage("养狗的人应当登记。"), "").inside == inside


@pytest.mark.parametrize("text", ["车库不得出租。", "文化活动用房归业主。", "会议三天前通知。", ""])
def test_what_is_passed_over_has_no_credit(text: str) -> None:
    wanted = [Term("文化用房", 2.0, (("活动室", 0.95),)), Term("车库", 1.0), Term("出租", 3.0, (("租", 0.5),))]
    found = Fitting(wanted).match(passage(text), "")
    assert found.inside == sum(credit(term, text) * term.weight for term in wanted) / 6
    assert found.lacking == tuple(term.text for term in wanted if not credit(term, text))
