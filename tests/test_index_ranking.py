import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking import K1, B, RankBM25

LISTS = [
    ["社区", "用房", "面积"],
    ["社区", "社区", "经费"],
    [],
    ["税率", "面积", "面积", "面积", "期限"],
]


def naive(lists: Sequence[Sequence[str]], query: Mapping[str, float]) -> list[float]:
    """BM25 as its definition has it, term by term."""
    average = sum(map(len, lists)) / len(lists)
    scores = []
    for tokens in lists:
        score = 0.0
        for term, weight in query.items():
            holders = sum(term in other for other in lists)
            idf = math.log(1 + (len(lists) - holders + 0.5) / (holders + 0.5))
            count = tokens.count(term)
            score += weight * idf * count * (K1 + 1) / (count + K1 * (1 - B + B * len(tokens) / average))
        scores.append(score)
    return scores


words = st.sampled_from(["社区", "用房", "面积", "税率", "期限", "经费"])


@given(st.lists(st.lists(words, max_size=12), min_size=1, max_size=8), st.dictionaries(words, st.floats(0, 2)))
def test_scores_are_those_of_a_naive_bm25(lists: list[list[str]], query: dict[str, float]) -> None:
    expected = naive(lists, query) if any(lists) else [0.0] * len(lists)

    assert list(RankBM25(lists).scores(query)) == pytest.approx(expected)


def test_contributions_add_up_to_the_score() -> None:
    ranking = RankBM25(LISTS)
    query = {"面积": 1.0, "期限": 0.5, "社区": 1.0}

    parts = ranking.contributions(query, 3)

    assert set(parts) == {"面积", "期限"}
    assert sum(parts.values()) == pytest.approx(ranking.scores(query)[3])


def test_a_subset_is_scored_in_its_order() -> None:
    ranking = RankBM25(LISTS)
    scores = ranking.scores({"社区": 1.0})

    assert list(ranking.scores({"社区": 1.0}, [1, 0])) == [scores[1], scores[0]]


def test_a_rare_term_tells_more_than_a_common_one_and_an_unknown_one_most() -> None:
    ranking = RankBM25(LISTS)

    assert ranking.rarity("社区") < ranking.rarity("税率") < ranking.rarity("滞纳金")


@pytest.mark.parametrize("lists", [[], [[]], [[], []]])
def test_nothing_to_rank_scores_nothing(lists: list[list[str]]) -> None:
    ranking = RankBM25(lists)

    assert list(ranking.scores({"社区": 1.0})) == [0.0] * len(lists)
    assert list(ranking.scores({"社区": 1.0}, [])) == []
    assert ranking.contributions({"社区": 1.0}, 0) == {}
    assert ranking.rarity("社区") > 0
