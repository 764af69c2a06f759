"""Words that mean the same, or nearly, and how much the words of a question weigh; the words are in data files."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: what a hit of an expansion counts, against 1 for the question's own word
SAME, RELATED = 0.3, 0.15


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word that may stand for one of the question's words."""

    #: the word to look for as well
    term: str
    #: the word of the question that it may stand for
    from_: str
    #: what it counts, between 0 and 1
    weight: float
    #: "same" or "related"
    kind: str


def expand(terms: Iterable[str]) -> tuple[Expansion, ...]:
    """The words that may stand for `terms`, each once with its highest weight; none of `terms` themselves.

    >>> [(one.term, one.kind) for one in expand(["平米"])]
    [('平方米', 'same'), ('平方', 'same')]
    """
    given = dict.fromkeys(terms)
    found: dict[str, Expansion] = {}
    for kind, weight in (("same", SAME), ("related", RELATED)):
        groups = _groups()[kind]
        for term in given:
            for group in groups.get(term, ()):
                for other in group:
                    if other not in given and other not in found:
                        found[other] = Expansion(other, term, weight, kind)
    return tuple(found.values())


def known_terms(text: str) -> tuple[str, ...]:
    """The words of the synonym groups that stand in a folded text, the longest first where they overlap.

    >>> known_terms("开发商要掏钱吗")
    ('开发商', '掏钱')
    """
    found, at, words, sizes = [], 0, _words(), _sizes()
    while at < len(text):
        for size in sizes.get(text[at], ()):
            if at + size <= len(text) and text[at : at + size] in words:
                found.append(text[at : at + size])
                at += size - 1
                break
        at += 1
    return tuple(found)


@cache
def _sizes() -> Mapping[str, tuple[int, ...]]:
    """Of each first character of a word, how long such words are, the longest first."""
    found: dict[str, set[int]] = {}
    for word in _words():
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def all_terms() -> frozenset[str]:
    """Every word of the groups."""
    return _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(term for kind in _groups().values() for term in kind)


@cache
def _groups() -> Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]:
    """Of each kind, the groups that a word is in."""
    table = tomllib.loads(files("index").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    result: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for kind in ("same", "related"):
        places = result.setdefault(kind, {})
        for line in table[kind].strip().splitlines():
            group = tuple(line.split())
            for word in group:
                places[word] = (*places.get(word, ()), group)
    return result


def question_weight(word: str) -> float:
    """What a word of a question counts: 1, or less for words that every question has.

    >>> question_weight("社区") > question_weight("请问")
    True
    """
    return _question_weights().get(word, 1.0)


@cache
def _question_weights() -> Mapping[str, float]:
    table = tomllib.loads(files("index").joinpath("stopwords.toml").read_text(encoding="utf-8"))
    return {word: entry["weight"] for entry in table["words"] for word in entry["list"].split()}
