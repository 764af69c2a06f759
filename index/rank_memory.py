"""Ranking in memory with rank_bm25: the reference, and the engine of small libraries."""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from rank_bm25 import BM25Okapi

from index.ranking import TokenList
from index.scoring import K1, PADDING, B, counted, idf


class RankBM25:
    """`Ranking` in memory, on the package rank_bm25: the reference."""

    def __init__(self, lists: Iterable[TokenList]) -> None:
        held = [one for one in lists if one.tokens]
        self._numbers = [one.number for one in held]
        self._groups = np.array([one.group for one in held], dtype=np.int64)
        self._engine = _Engine([one.tokens for one in held]) if held else None
        self.average = self._engine.average if self._engine else float(PADDING)

    def best(
        self, query: Mapping[str, float], *, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Number and score of the best lists, of some groups or of all; none that has no term of `query`."""
        found = self._scored(query, among)
        return heapq.nsmallest(limit, found, key=lambda one: (-one[1], one[0]))

    def scores(self, query: Mapping[str, float], groups: Collection[int]) -> dict[int, float]:
        """The scores of the lists of some groups, by number; those without any term are left out."""
        return dict(self._scored(query, groups))

    def _scored(self, query: Mapping[str, float], among: Collection[int] | None) -> list[tuple[int, float]]:
        if self._engine is None:
            return []
        scores = self._engine.weighted(query)
        chosen = scores > 0
        if among is not None:
            chosen &= np.isin(self._groups, list(among))
        return [(self._numbers[at], float(scores[at])) for at in np.flatnonzero(chosen)]

    def rarity(self, term: str) -> float:
        """The idf of a term; that of a term which no list has, for an unknown one."""
        return idf(0, 0) if self._engine is None else self._engine.rarity(term)


class _Engine(BM25Okapi):  # type: ignore[misc]
    """BM25 of rank_bm25, with weights of terms, looking only at the lists that have a term."""

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        super().__init__(lists, k1=K1, b=B)
        self.average = PADDING + float(self.avgdl)
        lengths = np.array([counted(length) for length in self.doc_len])
        self._norms = K1 * (1 - B + B * lengths / self.average)
        self._postings: dict[str, tuple[list[int], list[int]]] = {}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, count in nd.items():
            self.idf[term] = idf(count, self.corpus_size)

    def weighted(self, query: Mapping[str, float]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        scores = np.zeros(self.corpus_size)
        for term, weight in query.items():
            holders, counts = self._holders(term)
            if holders:
                found = np.array(counts)
                scores[holders] += weight * self.idf[term] * found * (K1 + 1) / (found + self._norms[holders])
        return scores

    def _holders(self, term: str) -> tuple[list[int], list[int]]:
        """The lists that have a term, and how often; found when it is first asked for."""
        if term not in self.idf:
            return [], []
        if term not in self._postings:
            found = [(number, counts[term]) for number, counts in enumerate(self.doc_freqs) if term in counts]
            self._postings[term] = ([number for number, _ in found], [count for _, count in found])
        return self._postings[term]

    def rarity(self, term: str) -> float:
        return float(self.idf[term]) if term in self.idf else idf(0, self.corpus_size)
