"""Ranking on disk with tantivy: the same lists, the same formula, for libraries too large for memory.

The folder is derived from the library and never the truth: `derived` makes, stamps and replaces it.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import tantivy

from index.ranking import TokenList
from index.scoring import PADDING, idf

#: stands in every list, as often as the formula wants it; no text has it as a token
_FILLER = " _" * PADDING
_HEAP = 96_000_000
#: terms whose holders are remembered
_REMEMBERED = 20_000
#: no score is higher, and what single precision may do to it: 6e-8 of it at each of up to 150 terms
_HIGHEST, _PRECISION = 100, 1e-3


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True)
    # A raw text key: deleting by an unsigned number deletes nothing, and says nothing (tantivy-py 0.27).
    builder.add_text_field("group", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class RankTantivy:
    """`Ranking` on a folder of tantivy."""

    def __init__(self, folder: Path, *, size: int, tokens: int, removed: Path | None = None) -> None:
        """`size` lists with so many tokens in all are in the folder, beside those that were deleted.

        Those may be in the folder `removed`, with their lengths for numbers.
        """
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()
        self._size = size
        self.average = PADDING + tokens / size if size else float(PADDING)
        #: how many lists tantivy counts: deleted ones as well, until it merges them away
        self._held = self._searcher.doc_freq("body", "_")
        self._removed = self._kept(removed) if removed is not None and removed.is_dir() else None
        self.error = self._error(tokens)
        self._holders = lru_cache(_REMEMBERED)(self._count)

    @property
    def size(self) -> int:
        """How many lists the folder really has."""
        return int(self._searcher.num_docs)

    def best(
        self, query: Mapping[str, float], *, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Number and score of the best lists, of some groups or of all; none that has no term of `query`."""
        terms = self._terms(query)
        if not terms or (among is not None and not among):
            return []
        wanted = tantivy.Query.boolean_query(terms)
        if among is not None:
            wanted = self._within(wanted, among)
        return self._found(wanted, limit)

    def scores(self, query: Mapping[str, float], groups: Collection[int]) -> dict[int, float]:
        """The scores of the lists of some groups, by number; those without any term are left out."""
        terms = self._terms(query)
        if not terms or not groups:
            return {}
        return dict(self._found(self._within(tantivy.Query.boolean_query(terms), groups), max(1, self._size)))

    def rarity(self, term: str) -> float:
        """The idf of a term; that of a term which no list has, for an unknown one."""
        return idf(self._holders(term), self._size)

    def _found(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit=limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        found = [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def _within(self, query: tantivy.Query, groups: Collection[int]) -> tantivy.Query:
        inside = tantivy.Query.term_set_query(self._schema, "group", sorted(map(str, groups)))
        silent = tantivy.Query.const_score_query(inside, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, silent), (tantivy.Occur.Must, query)])

    def _terms(self, query: Mapping[str, float]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        made = []
        for term, weight in sorted(query.items()):
            holders = self._holders(term) if weight > 0 else 0
            if holders:
                share = weight
                if self._held != self._size:
                    share *= idf(holders, self._size) / idf(self._searcher.doc_freq("body", term), self._held)
                one = tantivy.Query.term_query(self._schema, "body", term, index_option="freq")
                made.append((tantivy.Occur.Should, tantivy.Query.boost_query(one, share)))
        return made

    def _kept(self, removed: Path) -> tantivy.Searcher | None:
        """The deleted lists, if tantivy still holds all of them."""
        lists = tantivy.Index.open(str(removed)).searcher()
        return lists if self._held == self._size + lists.num_docs else None

    def _error(self, tokens: int) -> float:
        """How far a score may be off: deleted lists count in the mean length, while tantivy holds them."""
        if self._held == self._size:
            return _PRECISION
        if self._removed is None:
            return math.inf
        summed = self._removed.aggregate(tantivy.Query.all_query(), {"all": {"sum": {"field": "number"}}})
        mean = PADDING + (tokens + summed["all"]["value"]) / self._held
        return _PRECISION + _HIGHEST * float(abs(mean / self.average - 1))

    def _count(self, term: str) -> int:
        """How many lists have a term; tantivy's own count has deleted ones until their segment is merged."""
        if self._held == self._size:
            return int(self._searcher.doc_freq("body", term))
        if self._removed is not None:
            return int(self._searcher.doc_freq("body", term) - self._removed.doc_freq("body", term))
        one = tantivy.Query.term_query(self._schema, "body", term, index_option="basic")
        found = self._searcher.search(one, limit=1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined]


class TantivyWriter:
    """Changes a folder; nothing counts before `commit`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writer = tantivy.Index(_schema(), str(folder)).writer(_HEAP, 1)

    def add(self, lists: Iterable[TokenList]) -> None:
        """Add lists; those without tokens are left out."""
        for one in lists:
            if one.tokens:
                body = one.tokens + _FILLER
                self._writer.add_document(tantivy.Document(number=one.number, group=str(one.group), body=body))

    def remove(self, group: int) -> None:
        """Remove the lists of a group."""
        self._writer.delete_documents_by_term("group", str(group))

    def commit(self) -> None:
        """Make the changes count, and wait until segments are merged."""
        self._writer.commit()
        self._writer.wait_merging_threads()
