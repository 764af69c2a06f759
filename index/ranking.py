"""Ranking of token lists against a weighted query."""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from rank_bm25 import BM25Okapi

#: saturation of a term's count, and weight of length: provisions of policies are short, so length must count little
K1, B = 0.9, 0.4


class Ranking(Protocol):
    """Anything that scores numbered token lists."""

    def scores(self, query: Mapping[str, float], subset: Sequence[int] | None = None) -> Sequence[float]:
        """A score of each list, or of each of `subset` in its order; 0 for a list without any term of `query`."""

    def contributions(self, query: Mapping[str, float], number: int) -> dict[str, float]:
        """What each term of `query` adds to the score of list `number`; terms that add nothing are left out."""

    def rarity(self, term: str) -> float:
        """The idf of a term; that of a term which no list has, for an unknown one."""


class RankBM25:
    """`Ranking` on the package rank_bm25, with Lucene's idf, which is never negative.

    Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond".
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._engine = _Engine(lists) if any(lists) else None
        self._size = len(lists)

    def scores(self, query: Mapping[str, float], subset: Sequence[int] | None = None) -> Sequence[float]:
        """A score of each list, or of each of `subset` in its order; 0 for a list without any term of `query`."""
        if self._engine is None:
            return [0.0] * (self._size if subset is None else len(subset))
        scores = self._engine.weighted(query)
        chosen: list[float] = (scores if subset is None else scores[list(subset)]).tolist()
        return chosen

    def contributions(self, query: Mapping[str, float], number: int) -> dict[str, float]:
        """What each term of `query` adds to the score of list `number`; terms that add nothing are left out."""
        if self._engine is None:
            return {}
        return {term: value for term in query if (value := self._engine.part(term, query[term], number)) > 0}

    def rarity(self, term: str) -> float:
        """The idf of a term; that of a term which no list has, for an unknown one."""
        return math.log(1 + (self._size + 0.5) / 0.5) if self._engine is None else self._engine.rarity(term)


class _Engine(BM25Okapi):  # type: ignore[misc]
    """BM25 of rank_bm25, with weights of terms, looking only at the lists that have a term."""

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        super().__init__(lists, k1=K1, b=B)
        self._norms = self.k1 * (1 - self.b + self.b * np.array(self.doc_len) / self.avgdl)
        self._postings: dict[str, tuple[list[int], list[int]]] = {}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, count in nd.items():
            self.idf[term] = math.log(1 + (self.corpus_size - count + 0.5) / (count + 0.5))

    def weighted(self, query: Mapping[str, float]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        scores = np.zeros(self.corpus_size)
        for term, weight in query.items():
            holders, counts = self._holders(term)
            if holders:
                found = np.array(counts)
                scores[holders] += weight * self.idf[term] * found * (self.k1 + 1) / (found + self._norms[holders])
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
        return float(self.idf.get(term, math.log(1 + (self.corpus_size + 0.5) / 0.5)))

    def part(self, term: str, weight: float, number: int) -> float:
        count = self.doc_freqs[number].get(term, 0)
        if not count:
            return 0.0
        return float(weight * self.idf[term] * count * (self.k1 + 1) / (count + self._norms[number]))
