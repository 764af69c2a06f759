"""How well passages fit a question: its terms, looked for in the sentence and around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from answer.matching import Term, credit
from answer.passages import Passage

#: credit of a term that stands not in the sentence, but in the words before it, in its lead, in headings, in the title
_BEFORE, _LEAD, _HEADING, _TITLE = 0.75, 0.95, 0.6, 0.7
#: what the pairs of characters of the question count beside its words: they do not depend on where words are cut
_PAIRS = 0.25
#: a term of less credit stands nowhere
_LACKING = 0.3
#: of so many passages it is kept which pairs of characters they have
_KEPT = 2048
#: and of so many of the texts that several of them stand under
_SHARED = 512
#: of so many words it is kept what they count in the texts looked at, of each in about so many
_WORDS, _TEXTS = 256, 1024


class Match(NamedTuple):
    """A passage and how well it fits the terms."""

    passage: Passage
    #: from 0 to 1: weight of the terms found over the weight of all terms
    coverage: float
    #: terms found nowhere in the passage or around it
    lacking: tuple[str, ...]
    #: share of the weight that the sentence itself holds
    inside: float


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a passage has for terms to be found in."""

    #: the texts around it and what a term counts there, most first
    around: tuple[tuple[str, float], ...]
    #: lead, headings, sentence and title as one text
    text: str
    #: the pairs of neighbouring characters of all texts: what shares none of them stands nowhere
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sought:
    """A term as it is looked for, whatever it weighs."""

    term: Term
    #: its pairs of neighbouring characters
    pairs: tuple[str, ...]
    #: those of the words for it, and of all of these; None if one is a single character
    other_pairs: frozenset[str] | None
    all_pairs: frozenset[str] | None
    #: its credit in the texts that were looked at so far, for other questions too
    seen: dict[str, float]


class Fitting:
    """The terms of a question, ready to be matched with passages."""

    def __init__(self, wanted: Sequence[Term]) -> None:
        #: word, weight, share of the weight that counts where it stands nowhere, and what it is looked for by
        self._wanted = [(one.text, one.weight, one.absent, _sought(one.text, one.alternatives)) for one in wanted]
        self._of_pairs = sum(weight for _, weight, _, one in self._wanted if one.pairs)
        for *_, one in self._wanted:
            if len(one.seen) > _TEXTS:
                one.seen.clear()

    def match(self, passage: Passage, title: str) -> Match:
        """How well the passage, in a document of this title, fits the terms."""
        ground = _ground(passage.text, passage.lead, passage.before, passage.above, passage.headings, title)
        total = covered = inside = paired = 0.0
        lacking: list[str] = []
        held = ground.pairs
        for word, weight, absent, one in self._wanted:
            if one.all_pairs is not None and one.all_pairs.isdisjoint(held):
                total += weight * absent
                lacking.append(word)
                continue
            here, best = _credits(one, passage.text, ground)
            covered += best * weight
            inside += here * weight
            total += weight * (best + (1 - best) * absent)
            if best < _LACKING:
                lacking.append(word)
            if one.pairs:
                paired += weight * (1.0 if here == 1.0 else _share_of_pairs(one, ground))
        total = total or 1.0
        pairs = paired / self._of_pairs if self._of_pairs else 0.0
        return Match(passage, (1 - _PAIRS) * covered / total + _PAIRS * pairs, tuple(lacking), inside / total)


def _credits(one: _Sought, text: str, ground: _Ground) -> tuple[float, float]:
    """The credit of a term in the sentence itself, and the best there or around it."""
    seen = one.seen
    here = seen.get(text)
    if here is None:
        here = seen[text] = credit(one.term, text)
    best = here
    for other, weight in ground.around:
        if best >= weight:
            break
        found = seen.get(other)
        if found is None:
            found = seen[other] = credit(one.term, other)
        if found * weight > best:
            best = found * weight
    return here, best


def _share_of_pairs(one: _Sought, ground: _Ground) -> float:
    """The share of the pairs of characters of a term that stand together, or what a word for it is worth that does."""
    share = sum(map(ground.text.__contains__, one.pairs)) / len(one.pairs)
    if share < 1.0 and (one.other_pairs is None or not one.other_pairs.isdisjoint(ground.pairs)):
        for word, worth in one.term.alternatives:
            if word in ground.text:
                return max(worth, share)
    return share


@lru_cache(maxsize=_WORDS)
def _sought(text: str, alternatives: tuple[tuple[str, float], ...]) -> _Sought:
    term, pairs = Term(text, 1.0, alternatives), tuple(_pairs_of(text))
    others = frozenset(pair for word, _ in alternatives for pair in _pairs_of(word))
    if any(len(word) == 1 for word, _ in alternatives):
        return _Sought(term, pairs, None, None, {})
    return _Sought(term, pairs, others, others.union(pairs) if pairs else None, {})


@lru_cache(maxsize=_KEPT)
def _ground(text: str, lead: str, before: str, above: str, headings: str, title: str) -> _Ground:
    weighed = ((lead, _LEAD), (before, _BEFORE), (above, _BEFORE), (title, _TITLE), (headings, _HEADING))
    together = f"{lead}{headings}{text}{title}"
    ahead = f"{lead}{headings}"
    own = frozenset(map(intern, _pairs_of(f"{ahead[-1:]}{text}{title[:1]}\n{before}")))
    pairs = own.union(*map(_shared_pairs, (ahead, title, above)))
    return _Ground(tuple(pair for pair in weighed if pair[0]), together, pairs)


@lru_cache(maxsize=_SHARED)
def _shared_pairs(text: str) -> frozenset[str]:
    """The pairs of what stands around several passages."""
    return frozenset(map(intern, _pairs_of(text)))


def _pairs_of(text: str) -> Iterator[str]:
    return map(str.__add__, text, text[1:])
