"""What a question is searched by: its terms with their weights, and the words that may stand for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.synonyms import Expansion, expand, known_terms, question_weight
from index.tokens import bigrams, tokenize, words
from ingest.normalize import fold


@dataclass(frozen=True, slots=True)
class Origin:
    """Why a term is looked for that the query does not have."""

    #: the word of the query
    word: str
    #: the synonym that the term is, or is a part of
    synonym: str
    #: "same" or "related"
    kind: str


def weighted_terms(query: str | Sequence[str]) -> dict[str, float]:
    """The terms to search for, with their weights: the query's own, and those that may stand for them."""
    own, expansions = _own_and_expansions(query)
    weights = {term: question_weight(term) for text in _folded(query) for term in tokenize(text)}
    for expansion in expansions:
        weight = expansion.weight * question_weight(expansion.from_)
        for term in _terms_of(expansion):
            weights.setdefault(term, 0.0)
            if term not in own:
                weights[term] = max(weights[term], weight)
    return {term: weight for term, weight in weights.items() if weight > 0}


def origins(query: str | Sequence[str]) -> dict[str, Origin]:
    """Of each term that only a synonym brings, where it comes from."""
    own, expansions = _own_and_expansions(query)
    given = {*own, *(term for text in _folded(query) for term in tokenize(text))}
    found: dict[str, Origin] = {}
    for expansion in expansions:
        for term in _terms_of(expansion):
            if term not in given:
                found.setdefault(term, Origin(expansion.from_, expansion.term, expansion.kind))
    return found


def _folded(query: str | Sequence[str]) -> list[str]:
    return [fold(text).text for text in ([query] if isinstance(query, str) else query)]


def _own_and_expansions(query: str | Sequence[str]) -> tuple[dict[str, None], tuple[Expansion, ...]]:
    folded = _folded(query)
    spoken = [term for text in folded for term in known_terms(text)]
    own = dict.fromkeys([*spoken, *(word for text in folded for word in words(text))])
    return own, expand(own)


def _terms_of(expansion: Expansion) -> list[str]:
    return sorted({*words(expansion.term), *bigrams(expansion.term)})
