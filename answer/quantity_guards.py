"""Stretches of a text whose number words are no quantities: ordinals, names, document numbers, idioms."""

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.quantity_units import longest_first
from ingest.regex import regex

_QUOTED = regex(r"[“\"‘「]([^“”\"‘’「」]{1,40})[”\"’」]")
_QUOTES = frozenset('“"‘「')
#: what makes a scale behind it no number
_NO_COUNT = ("数", "上", "成", "几", "多少")
_NUMBER_WORD = regex(r"[一二两三四五六七八九十百千万双]")
_QUANTITY = regex(r"[一二两三四五六七八九十百千万零半]{1,8}(?:个?(?:工作|自然)?[日月年天]|小时|元|平方米|以[上下内])*")


@dataclass(frozen=True, slots=True)
class Guards:
    """The tables of quantity_guards.toml, as they are used."""

    words: re.Pattern[str]
    before: tuple[str, ...]
    before_one: re.Pattern[str]
    #: each behind signs of which it matches one at least
    patterns: tuple[tuple[frozenset[str], re.Pattern[str]], ...]
    longest_quote: int


@dataclass(frozen=True, slots=True)
class Claims:
    """Spans that are taken, kept sorted; they do not overlap when asked."""

    starts: list[int]
    ends: list[int]

    def add(self, start: int, end: int) -> None:
        """Takes `start` to `end`."""
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, max(end, self.ends[at - 1] if at else 0))

    def is_free(self, start: int, end: int) -> bool:
        """True if nothing of `start` to `end` is taken."""
        at = bisect_right(self.starts, start)
        if at and self.ends[at - 1] > start:
            return False
        return at == len(self.starts) or self.starts[at] >= end

    def cover(self, start: int, end: int) -> bool:
        """True if one span takes all of `start` to `end`."""
        at = bisect_right(self.starts, start)
        return at > 0 and self.ends[at - 1] >= end


@cache
def load_guards() -> Guards:
    """The guards of quantity_guards.toml."""
    table = tomllib.loads(files("answer").joinpath("quantity_guards.toml").read_text(encoding="utf-8"))
    return Guards(
        words=longest_first(table["words"]),
        before=tuple(table["before"]),
        before_one=regex(table["before_one"]),
        patterns=tuple((frozenset(signs), regex(pattern)) for signs, pattern in table["patterns"]),
        longest_quote=table["quotes"]["longest"],
    )


def guarded(text: str) -> Claims:
    """The stretches of folded text in which no quantity begins or ends."""
    guards, signs = load_guards(), frozenset(text)
    spans = [match.span() for match in guards.words.finditer(text) if not _is_inside_number(text, match.start())]
    for needed, pattern in guards.patterns:
        if not needed.isdisjoint(signs):
            spans.extend([match.span() for match in pattern.finditer(text)])
    if not _QUOTES.isdisjoint(signs):
        spans.extend([match.span() for match in _QUOTED.finditer(text) if _is_name(match[1], guards.longest_quote)])
    claims = Claims([], [])
    reach = 0
    for start, end in sorted(spans):
        reach = max(reach, end)
        claims.starts.append(start)
        claims.ends.append(reach)
    return claims


def is_part_of_word(text: str, start: int) -> bool:
    """True if a numeral at `start` is an ordinal, or its first character belongs to the word before it."""
    guards = load_guards()
    if text.endswith(guards.before, max(0, start - 4), start):
        return True
    if text[start] in "百千万亿" and text.endswith(_NO_COUNT, 0, start) and not text.endswith("以上", 0, start):
        return True  # 上千人, 数百户, 多少万元 name no number
    if text[start] != "一":
        return False
    return any(match.end() == start + 1 for match in guards.before_one.finditer(text, max(0, start - 2), start + 2))


def _is_inside_number(text: str, start: int) -> bool:
    """True for 十一级 read as 一级: the word begins in the middle of a number."""
    return start > 0 and _NUMBER_WORD.match(text, start - 1) is not None and _NUMBER_WORD.match(text, start) is not None


def _is_name(quoted: str, longest: int) -> bool:
    if len(quoted) > longest or any(char.isdigit() and char.isascii() for char in quoted):
        return False
    return _NUMBER_WORD.search(quoted) is not None and _QUANTITY.fullmatch(quoted) is None
