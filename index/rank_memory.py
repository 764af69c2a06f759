"""Ranking in memory with rank_bm25: the reference, and the engine of small libraries."""

import heapq
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import import_module
from types import ModuleType

from index.ranking import TokenList
from index.scoring import K1, PADDING, B, idf, norm, part


def _import_rank_bm25() -> ModuleType:
    """The package rank_bm25; numpy (0.1 s), which only its own scoring needs, is loaded when that is used."""
    later = ModuleType("numpy")

    def no_longer_later() -> None:
        if sys.modules.get("numpy") is later:
            del sys.modules["numpy"]

    def attribute(name: str) -> object:
        no_longer_later()
        return getattr(import_module("numpy"), name)

    later.__getattr__ = attribute  # type: ignore[method-assign]
    sys.modules.setdefault("numpy", later)
    try:
        return import_module("rank_bm25")
    finally:
        no_longer_later()


rank_bm25 = _import_rank_bm25()


class RankBM25:
    """`Ranking` in memory, on the package rank_bm25: the reference."""

    #: of adding up in another order
    error = 1e-8

    def __init__(self, lists: Iterable[TokenList]) -> None:
        held = [one for one in lists if one.tokens]
        self._numbers = [one.number for one in held]
        self._engine = _Engine([one.tokens.split() for one in held], [one.group for one in held]) if held else None
        self.average = self._engine.average if self._engine else float(PADDING)

    def best(
        self, query: Mapping[str, float], *, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Number and score of the best lists, of some groups or of all; none that has no term of `query`."""
        found = [(-score, number) for number, score in self._scored(query, among)]
        return [(number, -score) for score, number in heapq.nsmallest(limit, found)]

    def scores(self, query: Mapping[str, float], groups: Collection[int]) -> dict[int, float]:
        """The scores of the lists of some groups, by number; those without any term are left out."""
        return dict(self._scored(query, groups))

    def _scored(self, query: Mapping[str, float], among: Collection[int] | None) -> list[tuple[int, float]]:
        if self._engine is None:
            return []
        return [(self._numbers[at], score) for at, score in self._engine.weighted(query, among) if score > 0]

    def rarity(self, term: str) -> float:
        """The idf of a term; that of a term which no list has, for an unknown one."""
        return idf(0, 0) if self._engine is None else self._engine.rarity(term)


class _Engine(rank_bm25.BM25Okapi):  # type: ignore[misc, name-defined]
    """BM25 of rank_bm25, with weights of terms, looking only at the lists that have a term."""

    def __init__(self, lists: Sequence[Sequence[str]], groups: Sequence[int]) -> None:
        super().__init__(lists, k1=K1, b=B)
        self.average = PADDING + float(self.avgdl)
        self._norms = [norm(length, self.average) for length in self.doc_len]
        self._parts: dict[str, dict[int, list[tuple[int, float]]]] = {}
        self._groups = groups
        self._members: dict[int, list[int]] = {}
        for at, group in enumerate(groups):
            self._members.setdefault(group, []).append(at)

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> Mapping[str, int]:
        """Counts as the package does, but quicker, and notes the lists that have each term; gives how many have it."""
        self.doc_freqs = [Counter(tokens) for tokens in corpus]
        self.doc_len = [len(tokens) for tokens in corpus]
        self.corpus_size = len(corpus)
        self.avgdl = sum(self.doc_len) / self.corpus_size
        self._holders = defaultdict[str, list[int]](list)
        for at, counts in enumerate(self.doc_freqs):
            for term in counts:
                self._holders[term].append(at)
        return {term: len(holders) for term, holders in self._holders.items()}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        of_count = {count: idf(count, self.corpus_size) for count in set(nd.values())}
        self.idf = {term: of_count[count] for term, count in nd.items()}

    def weighted(self, query: Mapping[str, float], among: Collection[int] | None) -> list[tuple[int, float]]:
        """The lists of some groups, or all, each with its score: 0 for one that has no term of the query."""
        groups = self._members.keys() if among is None else self._members.keys() & among
        scores = [0.0] * self.corpus_size
        for term, weight in query.items():
            if term in self.idf:
                weight *= self.idf[term]
                parts = self._parts_of(term)
                for group in groups & parts.keys():
                    for at, value in parts[group]:
                        scores[at] += weight * value
        return [(at, scores[at]) for group in groups for at in self._members[group]]

    def _parts_of(self, term: str) -> Mapping[int, list[tuple[int, float]]]:
        """The lists of each group that have a term, and what it adds there before its weight; found at first use."""
        found = self._parts.get(term)
        if found is None:
            found = {}
            for at in self._holders[term]:
                value = part(self.doc_freqs[at][term], self._norms[at])
                found.setdefault(self._groups[at], []).append((at, value))
            self._parts[term] = found
        return found

    def rarity(self, term: str) -> float:
        return float(self.idf[term]) if term in self.idf else idf(0, self.corpus_size)
