"""What a question is searched by: its terms with their weights, and the words that may stand for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.synonyms import expand, known_terms, question_weight
from index.tokens import is_long, tokenize, words
from ingest.normalize import fold

#: what a long word counts, against 1 for each of the bigrams that it is made of
LONG_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Origin:
    """Why a term is looked for that the query does not have."""

    #: the word of the query
    word: str
    #: the synonym that the term is, or is a part of
    synonym: str
    #: "same" or "related"
    kind: str


@dataclass(frozen=True, slots=True)
class Query:
    """The terms to search for."""

    #: the query's own terms, and those that may stand for them, with their weights
    weights: Mapping[str, float]
    #: of each term that only a synonym brings, where it comes from
    origins: Mapping[str, Origin]


def read_query(query: str | Sequence[str]) -> Query:
    """The terms of a text, or of words, and what may stand for them."""
    return _read((query,) if isinstance(query, str) else tuple(query))


@lru_cache(maxsize=64)
def _read(query: tuple[str, ...]) -> Query:
    texts = [fold(text).text for text in query]
    weights = {term: question_weight(term) * _share(term) for text in texts for term in tokenize(text)}
    given = {*weights}
    own = dict.fromkeys(
        [*(term for text in texts for term in known_terms(text)), *(w for text in texts for w in words(text))]
    )
    found: dict[str, Origin] = {}
    for expansion in expand(own):
        weight = expansion.weight * question_weight(expansion.from_)
        for term in _terms_of(expansion.term):
            if term not in given and term not in found:
                found[term] = Origin(expansion.from_, expansion.term, expansion.kind)
            if term not in own:
                weights[term] = max(weights.get(term, 0.0), weight * _share(term))
    return Query({term: weight for term, weight in weights.items() if weight > 0}, found)


def weighted_terms(query: str | Sequence[str]) -> dict[str, float]:
    """The terms to search for, with their weights.

    >>> weighted_terms("请问门")
    {'问门': 1.0}
    """
    return dict(read_query(query).weights)


def _share(term: str) -> float:
    return LONG_SHARE if is_long(term) else 1.0


@lru_cache(maxsize=8192)
def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(sorted(set(tokenize(word))))
