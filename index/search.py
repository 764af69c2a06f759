"""Search: the provisions of a library, ranked for a text or for words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from index.ranking import RankBM25, Ranking
from index.store import Library
from index.synonyms import expand, known_terms, question_weight
from index.tokens import bigrams, tokenize, words
from ingest.normalize import fold

#: what the whole document's score adds to a provision's: more helps policies, hurts long laws
DOCUMENT_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that a search found."""

    #: key of its document
    document: str
    address: str
    score: float
    #: what each term added, the largest first; terms of synonyms included
    matched: tuple[tuple[str, float], ...]


class SearchIndex:
    """The token lists of a library, ranked."""

    def __init__(self, library: Library) -> None:
        self._places: list[tuple[str, int]] = []
        lists: list[list[str]] = []
        wholes: list[list[str]] = []
        self._library = library
        self._documents = {key: number for number, key in enumerate(library.keys())}
        for key, provisions in library.tokens():
            whole: list[str] = []
            for position, tokens in enumerate(provisions):
                if tokens:
                    self._places.append((key, position))
                    lists.append(tokens.split(" "))
                    whole += lists[-1]
            wholes.append(whole)
        self._provisions: Ranking = RankBM25(lists)
        self._wholes: Ranking = RankBM25(wholes)

    def find(
        self, query: Mapping[str, float], *, limit: int, documents: Collection[str] | None = None
    ) -> tuple[Hit, ...]:
        """The best provisions for weighted terms, of some documents or of all; none that has no term."""
        own = self._provisions.scores(query)
        wholes = self._wholes.scores(query)
        scored = [
            (score + DOCUMENT_SHARE * wholes[self._documents[key]], number)
            for number, ((key, _), score) in enumerate(zip(self._places, own, strict=True))
            if score > 0 and (documents is None or key in documents)
        ]
        scored.sort(key=lambda one: (-one[0], one[1]))
        return tuple(self._hit(query, score, number) for score, number in scored[:limit])

    def rarity(self, word: str) -> float:
        """How telling a word is, from its document frequency: a word that no provision has is the most telling."""
        return self._provisions.rarity(word)

    def _hit(self, query: Mapping[str, float], score: float, number: int) -> Hit:
        key, position = self._places[number]
        parts = self._provisions.contributions(query, number)
        matched = sorted(parts.items(), key=lambda one: (-one[1], one[0]))
        address = self._library.document(key).provisions[position].address
        return Hit(key, address, round(score, 6), tuple((term, round(value, 6)) for term, value in matched))


def weighted_terms(query: str | Sequence[str]) -> dict[str, float]:
    """The terms to search for, with their weights: the query's own, and those that may stand for them."""
    texts = [query] if isinstance(query, str) else list(query)
    folded = [fold(text).text for text in texts]
    weights: dict[str, float] = {}
    for text in folded:
        for term in tokenize(text):
            weights[term] = question_weight(term)
    spoken = [term for text in folded for term in known_terms(text)]
    own = dict.fromkeys([*spoken, *(word for text in folded for word in words(text))])
    for expansion in expand(own):
        weight = expansion.weight * question_weight(expansion.from_)
        for term in {*words(expansion.term), *bigrams(expansion.term)}:
            weights.setdefault(term, 0.0)
            if term not in own:
                weights[term] = max(weights[term], weight)
    return {term: weight for term, weight in weights.items() if weight > 0}


_INDEXES: "WeakKeyDictionary[Library, SearchIndex]" = WeakKeyDictionary()


def search_index(library: Library) -> SearchIndex:
    """The index of a library, made at its first use."""
    if library not in _INDEXES:
        _INDEXES[library] = SearchIndex(library)
    return _INDEXES[library]


def search(
    library: Library, query: str | Sequence[str], *, limit: int = 20, documents: Collection[str] | None = None
) -> tuple[Hit, ...]:
    """The provisions of a library that fit a text, or words, best; in some documents, or in all.

    The same query on the same library gives the same scores; ties stand in reading order.
    """
    return search_index(library).find(weighted_terms(query), limit=limit, documents=documents)
