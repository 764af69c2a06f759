"""Search: the provisions of a library, ranked for a text or for words."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from weakref import proxy

from index.derived import SHIFT
from index.facets import Facets, matching
from index.open_ranking import rankings
from index.query import Origin, read_query
from index.scoring import norm, part
from index.store import Library
from index.token_table import parts_of

#: what the whole document's score adds to a provision's: more helps policies, hurts long laws
DOCUMENT_SHARE = 0.3
#: provisions whose documents are looked at; and so many more than asked for are scored again, exactly
CANDIDATES, MARGIN = 100, 5
#: steps in 1 in which totals are told
_STEPS = 10_000
#: the bits of a list's number that say where its provision stands in the document
_POSITION = (1 << SHIFT) - 1
#: provisions whose tokens stay counted
_COUNTED = 1024


@dataclass(frozen=True, slots=True)
class Part:
    """What one term adds to the score of a hit."""

    #: "" for the score of the whole document
    term: str
    #: where it stands: "text", "heading" (of a provision above), "title", or "document" for the score of the whole
    field: str
    value: float
    #: the word of the query that it stands for, if that is another one
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that a search found."""

    #: key of its document
    document: str
    address: str
    score: float
    #: what each term added, the largest first; terms of synonyms included
    matched: tuple[tuple[str, float], ...]
    #: the same by fields, and what the whole document added
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    key: str
    position: int
    own: float
    whole: float
    #: what each term added in each field
    parts: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """The tokens of a provision, counted."""

    key: str
    position: int
    #: how many there are
    length: int
    #: the fields that each stands in, and how often
    terms: Mapping[str, tuple[tuple[str, int], ...]]


class _Weights(dict[str, float]):
    """What each term of a query weighs, its rarity included, found when it is first asked for."""

    def __init__(self, query: Mapping[str, float], rarity: Callable[[str], float]) -> None:
        super().__init__()
        self.query = query
        self._rarity = rarity

    def __missing__(self, term: str) -> float:
        self[term] = self.query[term] * self._rarity(term)
        return self[term]


class SearchIndex:
    """The provisions of a library, ranked."""

    def __init__(self, library: Library) -> None:
        # The library keeps its index: were it held by it in turn, neither would be let go when it is replaced.
        self._library: Library = proxy(library)
        self._provisions, self._wholes = rankings(library)
        self._counted = lru_cache(_COUNTED)(partial(_counted, self._library))

    def find(
        self,
        query: Mapping[str, float],
        *,
        limit: int,
        documents: Collection[str] | None = None,
        origin: Mapping[str, Origin] | None = None,
    ) -> tuple[Hit, ...]:
        """The best provisions for weighted terms, of some documents or of all; none that has no term."""
        return tuple(self._hit(one, origin or {}) for one in self._best(query, limit, documents))

    def places(
        self, query: Mapping[str, float], *, limit: int, documents: Collection[str] | None = None
    ) -> tuple[tuple[str, str, float], ...]:
        """Document, address and score of the same provisions; a score is exact where their order hangs on it."""
        rough, wholes = self._rough(query, limit, documents)
        weights = _Weights(query, self._provisions.rarity)
        ranked = []
        for at, (score, number) in enumerate(rough):
            total = round(score, 4)
            if not _is_sure(rough, at, self._provisions.error):
                total = _total(self._exact(weights, number, wholes.get(number >> SHIFT, 0.0)))
            key = self._library.key(number >> SHIFT)
            ranked.append((-total, self._library.place(key), number & _POSITION, key))
        ranked.sort()
        return tuple((key, self._address(key, position), -score) for score, _, position, key in ranked[:limit])

    def _best(self, query: Mapping[str, float], limit: int, documents: Collection[str] | None) -> list[_Scored]:
        rough, wholes = self._rough(query, limit, documents)
        weights = _Weights(query, self._provisions.rarity)
        exact = [self._exact(weights, number, wholes.get(number >> SHIFT, 0.0)) for _, number in rough]
        exact.sort(key=lambda one: (-_total(one), self._library.place(one.key), one.position))
        return exact[:limit]

    def _rough(
        self, query: Mapping[str, float], limit: int, documents: Collection[str] | None
    ) -> tuple[list[tuple[float, int]], Mapping[int, float]]:
        """Scores and numbers of the best provisions and some more, as engines rank them; the scores of documents."""
        among = None if documents is None else self._numbers(documents)
        found = self._provisions.best(query, limit=max(CANDIDATES, 2 * limit), among=among)
        wholes = self._wholes.scores(query, {number >> SHIFT for number, _ in found})
        # Engines add up in single or double precision: what is rounded is the same in nearly all cases.
        wholes = {number: round(score, 1) for number, score in wholes.items()}
        rough = [(own + DOCUMENT_SHARE * wholes.get(number >> SHIFT, 0.0), number) for number, own in found]
        rough.sort(key=lambda one: (-one[0], one[1]))
        return rough[: limit + MARGIN], wholes

    def rarity(self, word: str) -> float:
        """How telling a word is, from its document frequency: a word that no provision has is the most telling."""
        return self._provisions.rarity(word)

    def _numbers(self, documents: Collection[str]) -> set[int] | None:
        """Numbers of documents; None for all."""
        if documents is self._library.keys():
            return None
        held = self._library.catalogue.order.keys() & documents
        return None if len(held) == self._library.totals.documents else {*map(self._library.number, held)}

    def _exact(self, weights: _Weights, number: int, whole: float) -> _Scored:
        """The score of a provision from its tokens, which engines only come close to."""
        counted = self._counted(number)
        of_length = norm(counted.length, self._provisions.average)
        parts = []
        for term in sorted(weights.query.keys() & counted.terms.keys()):
            found = counted.terms[term]
            count = found[0][1] if len(found) == 1 else sum(times for _, times in found)
            value = weights[term] * part(count, of_length)
            parts += [(term, name, value * times / count) for name, times in found]
        return _Scored(counted.key, counted.position, sum(value for _, _, value in parts), whole, tuple(parts))

    def _hit(self, one: _Scored, origin: Mapping[str, Origin]) -> Hit:
        values: dict[str, float] = {}
        for term, _, value in one.parts:
            values[term] = values.get(term, 0.0) + value
        matched = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
        parts = [Part(term, name, round(value, 6), origin.get(term)) for term, name, value in one.parts]
        parts.append(Part("", "document", round(DOCUMENT_SHARE * one.whole, 4)))
        parts.sort(key=lambda part: (-part.value, part.term, part.field))
        terms = tuple((term, round(value, 6)) for term, value in matched)
        return Hit(one.key, self._address(one.key, one.position), _total(one), terms, tuple(parts))

    def _address(self, key: str, position: int) -> str:
        return self._library.document(key).provisions[position].address


def _is_sure(rough: Sequence[tuple[float, int]], at: int, error: float) -> bool:
    """Whether a score stands where it belongs in the falling order, though each may be wrong by `error`."""
    score = rough[at][0]
    is_rounded_alike = abs(score * _STEPS % 1.0 - 0.5) > error * _STEPS
    beside = (*rough[max(0, at - 1) : at], *rough[at + 1 : at + 2])
    return is_rounded_alike or all(abs(score - other) > 2 * error + 1 / _STEPS for other, _ in beside)


def _counted(library: Library, number: int) -> _Counted:
    key, position = library.key(number >> SHIFT), number & _POSITION
    fields = parts_of(library.token_table(key), position)
    terms: dict[str, tuple[tuple[str, int], ...]] = {}
    for name, tokens in fields:
        for term, times in Counter(tokens).items():
            terms[term] = (*terms.get(term, ()), (name, times))
    return _Counted(key, position, sum(len(tokens) for _, tokens in fields), terms)


def _total(one: _Scored) -> float:
    """The score of a hit, rounded to what all engines agree on."""
    return round(one.own + DOCUMENT_SHARE * one.whole, 4)


def search_index(library: Library) -> SearchIndex:
    """The index of a library, opened or made at its first use."""
    found = library.made.get("search")
    if not isinstance(found, SearchIndex):
        found = library.made["search"] = SearchIndex(library)
    return found


def search(
    library: Library,
    query: str | Sequence[str],
    *,
    limit: int = 20,
    documents: Collection[str] | None = None,
    facets: Facets | None = None,
) -> tuple[Hit, ...]:
    """The provisions of a library that fit a text, or words, best; in some documents, or in all.

    Facets limit the documents further. The same query on the same library gives the same scores; ties stand in
    reading order.
    """
    wanted = read_query(query)
    fitting = matching(library, facets) if facets else None
    if fitting is not None:
        documents = fitting if documents is None else fitting.intersection(documents)
    return search_index(library).find(wanted.weights, limit=limit, documents=documents, origin=wanted.origins)


def search_places(
    library: Library, query: str, *, limit: int, documents: Collection[str] | None = None
) -> tuple[tuple[str, str, float], ...]:
    """Document, address and score of the provisions that `search` finds for a text, in the same order."""
    return search_index(library).places(read_query(query).weights, limit=limit, documents=documents)
