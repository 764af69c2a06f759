"""Sentences and clauses of folded text, as half-open stretches; nothing between them is lost."""

import re
from collections.abc import Iterable

from ingest.regex import regex

_OPEN = dict(zip("(《“‘「『[", ")》”’」』]", strict=True))
_BRACKETS = frozenset((*_OPEN, *_OPEN.values()))
#: brackets and quotes further apart, in characters, do not hold a sentence together
_LONGEST = 400
_SENTENCE, _CLAUSE = (
    regex(f"[{re.escape(''.join(sorted(_BRACKETS)))}{stops}]") for stops in (r"。;!?\n", r",:;。!?\n")
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of folded `text` stand: each ends behind its 。 ; ! ? outside brackets and quotes.

    A line end closes a sentence too. An unclosed bracket opens nothing.

    >>> text = "公示时间为7天。(2)试用期(一般为一年;从任命起)。"
    >>> [text[start:end] for start, end in sentences(text)]
    ['公示时间为7天。', '(2)试用期(一般为一年;从任命起)。']
    """
    return _split(text, _SENTENCE)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a folded sentence stand: each ends behind its , : ; 。 outside brackets and quotes.

    >>> text = "党员不足7名的,一般不设支部委员会,只设书记1人。"
    >>> [text[start:end] for start, end in clauses(text)]
    ['党员不足7名的,', '一般不设支部委员会,', '只设书记1人。']
    """
    return _split(text, _CLAUSE)


def _split(text: str, signs: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """The stretches up to each stop; `signs` finds the stops and the brackets."""
    found = [(sign.start(), sign[0]) for sign in signs.finditer(text)]
    closing = _matching(found)
    parts: list[tuple[int, int]] = []
    start = inside = 0
    for at, sign in found:
        if at < inside:
            continue
        if at in closing:
            # A quoted or bracketed text that is itself made of sentences does not swallow what follows it.
            inside = closing[at] if closing[at] - at < _LONGEST else at
        elif sign not in _BRACKETS and not _inside_number(text, at):
            parts.append((start, at + 1))
            start = at + 1
    if start < len(text):
        parts.append((start, len(text)))
    return tuple(parts)


def _inside_number(text: str, at: int) -> bool:
    """Whether the sign at `at` stands between digits: 2:2:1, 1,500."""
    return text[at] in ":," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _matching(found: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Opening position -> position of its closing sign, for all pairs that do close."""
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    for at, sign in found:
        if sign in _OPEN:
            stack.append((at, _OPEN[sign]))
        elif stack and stack[-1][1] == sign:
            pairs[stack.pop()[0]] = at
    return pairs
