import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.rank_memory import RankBM25
from index.rank_tantivy import RankTantivy, TantivyWriter
from index.ranking import Ranking, TokenList
from index.scoring import K1, PADDING, B, counted
from index.token_table import length_of

LISTS = [
    ["社区", "用房", "面积"],
    ["社区", "社区", "经费"],
    ["税率", "面积", "面积", "面积", "期限"],
    ["期限", "经费", *["字"] * 400],
    ["面积"],
]
QUERIES = [{"面积": 1.0, "期限": 0.5}, {"社区": 1.0, "经费": 0.3, "无": 1.0}, {"期限": 2.0}, {"无": 1.0}, {}]


def numbered(lists: Sequence[Sequence[str]]) -> list[TokenList]:
    """Two lists a group."""
    return [TokenList(number, number // 2, " ".join(tokens)) for number, tokens in enumerate(lists)]


def on_disk(folder: Path, lists: Sequence[TokenList]) -> RankTantivy:
    writer = TantivyWriter(folder)
    writer.add(lists)
    writer.commit()
    return opened(folder, lists)


def opened(folder: Path, lists: Sequence[TokenList]) -> RankTantivy:
    return RankTantivy(folder, size=len(lists), tokens=sum(length_of(one.tokens) for one in lists))


@pytest.fixture(params=["memory", "tantivy"])
def ranking(request: pytest.FixtureRequest, tmp_path: Path) -> Ranking:
    lists = numbered(LISTS)
    return RankBM25(lists) if request.param == "memory" else on_disk(tmp_path, lists)


def naive(lists: Sequence[Sequence[str]], query: Mapping[str, float]) -> list[float]:
    """BM25 as its definition has it, term by term."""
    average = sum(len(tokens) + PADDING for tokens in lists) / len(lists)
    scores = []
    for tokens in lists:
        score = 0.0
        for term, weight in query.items():
            holders = sum(term in other for other in lists)
            idf = math.log(1 + (len(lists) - holders + 0.5) / (holders + 0.5))
            count = tokens.count(term)
            score += weight * idf * count * (K1 + 1) / (count + K1 * (1 - B + B * counted(len(tokens)) / average))
        scores.append(score)
    return scores


def in_order(lists: Sequence[Sequence[str]], query: Mapping[str, float]) -> list[tuple[int, float]]:
    scores = [(number, score) for number, score in enumerate(naive(lists, query)) if score > 0]
    return sorted(scores, key=lambda one: (-one[1], one[0]))


words = st.sampled_from(["社区", "用房", "面积", "税率", "期限", "经费"])


@given(
    st.lists(st.lists(words, min_size=1, max_size=12), min_size=1, max_size=8), st.dictionaries(words, st.floats(0, 2))
)
def test_scores_in_memory_are_those_of_a_naive_bm25(lists: list[list[str]], query: dict[str, float]) -> None:
    found = dict(RankBM25(numbered(lists)).best(query, limit=100))

    assert [found.get(number, 0.0) for number in range(len(lists))] == pytest.approx(naive(lists, query))


@pytest.mark.parametrize("query", QUERIES)
def test_every_engine_gives_the_order_and_scores_of_a_naive_bm25(ranking: Ranking, query: dict[str, float]) -> None:
    found, expected = ranking.best(query, limit=10), in_order(LISTS, query)

    assert [number for number, _ in found] == [number for number, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-5)


def test_limit_takes_the_best(ranking: Ranking) -> None:
    query = {"面积": 1.0, "期限": 0.5}

    assert ranking.best(query, limit=2) == ranking.best(query, limit=10)[:2]


def test_groups_limit_what_is_ranked_and_change_no_score(ranking: Ranking) -> None:
    query = {"面积": 1.0, "经费": 1.0}
    whole = dict(ranking.best(query, limit=10))

    assert dict(ranking.best(query, limit=10, among=[0, 2])) == {n: whole[n] for n in whole if n // 2 in (0, 2)}
    assert ranking.best(query, limit=10, among=[]) == []
    assert ranking.scores(query, [1]) == {n: whole[n] for n in whole if n // 2 == 1}
    assert ranking.scores({"无": 1.0}, [1]) == {}


def test_a_rare_term_tells_more_than_a_common_one_and_an_unknown_one_most(ranking: Ranking) -> None:
    assert ranking.rarity("面积") < ranking.rarity("社区") < ranking.rarity("税率") < ranking.rarity("滞纳金")


def test_removed_lists_count_no_more(tmp_path: Path) -> None:
    lists = numbered(LISTS * 20)
    on_disk(tmp_path, lists)
    left = [one for one in lists if one.group % 3]
    writer = TantivyWriter(tmp_path)
    for group in {one.group for one in lists} - {one.group for one in left}:
        writer.remove(group)
    writer.commit()

    ranking, reference = opened(tmp_path, left), RankBM25(left)

    assert ranking.size == len(left) < len(lists)
    for term in ("社区", "面积", "无"):
        assert ranking.rarity(term) == reference.rarity(term)
    expected = dict(reference.best({"社区": 1.0, "经费": 1.0}, limit=100))
    assert dict(ranking.best({"社区": 1.0, "经费": 1.0}, limit=100)) == pytest.approx(expected, rel=0.05)


def test_the_terms_of_removed_lists_are_known_from_the_lists(tmp_path: Path) -> None:
    lists = numbered(LISTS * 20)
    on_disk(tmp_path / "lists", lists)
    left = [one for one in lists if one.group != 3]
    removed = TantivyWriter(tmp_path / "removed")
    removed.add(TokenList(length_of(one.tokens), one.group, one.tokens) for one in lists if one.group == 3)
    removed.commit()
    writer = TantivyWriter(tmp_path / "lists")
    writer.remove(3)
    writer.commit()
    tokens, query = sum(length_of(one.tokens) for one in left), {"社区": 1.0, "经费": 1.0}

    ranking = RankTantivy(tmp_path / "lists", size=len(left), tokens=tokens, removed=tmp_path / "removed")
    unaware, reference = opened(tmp_path / "lists", left), RankBM25(left)

    assert (ranking.error < 1, unaware.error) == (True, math.inf)
    for term in {term for one in lists for term in one.tokens.split()}:
        assert ranking.rarity(term) == unaware.rarity(term) == reference.rarity(term)
    expected = dict(reference.best(query, limit=100))
    assert dict(ranking.best(query, limit=100)) == pytest.approx(expected, abs=ranking.error)


def test_removed_lists_that_were_merged_away_say_nothing(tmp_path: Path) -> None:
    lists = numbered(LISTS)
    on_disk(tmp_path / "lists", lists)
    removed = TantivyWriter(tmp_path / "removed")
    removed.add([TokenList(5, 77, "社区 经费")])
    removed.commit()
    size, tokens = len(lists), sum(length_of(one.tokens) for one in lists)

    ranking = RankTantivy(tmp_path / "lists", size=size, tokens=tokens, removed=tmp_path / "removed")

    assert (ranking.error, ranking.rarity("社区")) == (1e-3, RankBM25(lists).rarity("社区"))


def test_a_list_replaced_again_and_again_is_there_once(tmp_path: Path) -> None:
    lists = numbered(LISTS)
    on_disk(tmp_path, lists)
    for _ in range(5):
        writer = TantivyWriter(tmp_path)
        writer.remove(1)
        writer.add([one for one in lists if one.group == 1])
        writer.commit()

    assert opened(tmp_path, lists).size == len(lists)


@pytest.mark.parametrize("lists", [[], [[]], [[], []]])
def test_nothing_to_rank_scores_nothing(lists: list[list[str]]) -> None:
    ranking = RankBM25(numbered(lists))

    assert ranking.best({"社区": 1.0}, limit=5) == []
    assert ranking.scores({"社区": 1.0}, [0]) == {}
    assert ranking.rarity("社区") > 0


@pytest.mark.parametrize("length", [0, 1, 15, 16, 31, 32, 111, 112, 1000, 54_321])
def test_lengths_are_counted_in_the_steps_of_tantivy(tmp_path: Path, length: int) -> None:
    lists = numbered([["甲", *["乙"] * length], ["甲", "丙"]])

    assert dict(on_disk(tmp_path, lists).best({"甲": 1.0}, limit=2)) == pytest.approx(
        dict(RankBM25(lists).best({"甲": 1.0}, limit=2)), rel=1e-5
    )


def test_numpy_is_loaded_when_rank_bm25_scores_by_itself() -> None:
    code = """if True:
        import sys
        from index.rank_memory import rank_bm25
        print("numpy" in sys.modules)
        print(rank_bm25.BM25Okapi([["甲"], ["乙"], ["丙"]]).get_scores(["乙"]).argmax(), "numpy" in sys.modules)
    """
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.split() == ["False", "1", "True"]


def test_numpy_is_there_for_others_while_rank_bm25_is_imported() -> None:
    code = """if True:
        import sys

        class Other:
            def find_spec(self, name, path=None, target=None):
                if name == "rank_bm25":
                    import numpy
                    print(numpy.arange(3).sum())

        sys.meta_path.insert(0, Other())
        from index.rank_memory import rank_bm25
        print(rank_bm25.BM25Okapi([["甲"], ["乙"], ["丙"]]).get_scores(["乙"]).argmax())
    """
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.split() == ["3", "1"]


def test_one_who_asks_for_many_terms_finds_each() -> None:
    ranking = RankBM25(numbered([["共", f"第{number}字", f"字{number}"] for number in range(400)]))
    for number in range(400):
        assert [at for at, _ in ranking.best({f"字{number}": 1.0}, limit=3)] == [number]
    assert len(ranking.best({"共": 1.0}, limit=500)) == 400
    assert ranking.best({"无": 1.0}, limit=3) == []
