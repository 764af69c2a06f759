"""Units behind a number: which word it is, what it means in base units, and for what the number is."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from answer.quantity_numerals import Numeral
from ingest.regex import regex

_CHARS_OF_LARGE = frozenset("百千万亿")
_PER = regex(r"/|·|每(?![\d一二两三四五六七八九十百千半增])")
#: 分 behind a number that these stand before is one of minutes
_HOURS = ("小时", "钟头")
_HALF_UNIT = regex(r"个半(月|小时|工作日|季度|星期|学期)")
_HALF_BEHIND = regex(r"半(?![数价径封年月天日小])")
_MONEY = "元块毛角"
_PER_NUMBER = regex(r"[\d百千万]{1,6}")
_LONGEST_PER = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word."""

    #: as printed
    word: str
    #: the base unit that it converts to
    base: str
    #: how many base units one of it is
    factor: Fraction = Fraction(1)
    #: "amount", "period", "percent" or "multiple"
    kind: str = "amount"
    working_days: bool = False
    #: wants Arabic digits or a number from ten
    digits: bool = False
    #: wants a number from one hundred
    large: bool = False
    #: what may not follow the word
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """The tables of units.toml, as they are used."""

    units: dict[str, Unit]
    #: the unit words by their first characters, longer ones before shorter ones
    words: dict[str, tuple[str, ...]]
    weak_one: frozenset[str]
    never_one: frozenset[str]
    weak_any: frozenset[str]
    whole: frozenset[str]
    licences: tuple[str, ...]
    abstract: tuple[str, ...]
    nouns: tuple[str, ...]
    periods: dict[str, str]
    paces: dict[str, str]
    averages: dict[str, str]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit as found behind a number."""

    unit: Unit
    #: one past its last character, with what it is per (元/月)
    end: int
    #: "月" of 元/月
    per: str = ""
    #: halves that the words add: 3年半, 两个半月
    extra: Fraction = field(default=Fraction(0))


@cache
def load_units() -> Units:
    """The units of units.toml."""
    table = tomllib.loads(files("answer").joinpath("units.toml").read_text(encoding="utf-8"))
    units = {word: unit for row in table["unit"] for word, unit in _rows(row)}
    units |= {word: Unit(word, word, not_before=tuple(nots)) for word, nots in table["counters"].items()}
    classes, bases = table["classes"], table["bases"]
    return Units(
        units=units,
        words=_by_first(units),
        weak_one=frozenset(classes["weak_one"]),
        never_one=frozenset(classes["never_one"]),
        weak_any=frozenset(classes["weak_any"]),
        whole=frozenset(classes["whole"]),
        licences=tuple(classes["licences"]),
        abstract=tuple(classes["abstract"]),
        nouns=tuple(sorted(bases["nouns"], key=len, reverse=True)),
        periods=bases["periods"],
        paces=bases["paces"],
        averages=bases["averages"],
        measures=tuple(table["measures"]["words"]),
    )


def may_have(text: str, base: str) -> bool:
    """Whether a quantity in this unit may stand in a text: one of the words for it does, or it is none of amounts."""
    words = _words_of().get(base)
    return words is None or any(map(text.__contains__, words))


@cache
def _words_of() -> dict[str, list[str]]:
    """The words for each base unit that only amounts are in."""
    units = load_units().units
    others = {unit.base for unit in units.values() if unit.kind != "amount"} | {"次"}  # 每季度 is one 次
    found: dict[str, list[str]] = {}
    for word, unit in units.items():
        if unit.base not in others:
            found.setdefault(unit.base, []).append(word)
    return found


def longest_first(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of literal words in which a longer one wins."""
    return regex("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def unit_word_at(text: str, at: int) -> str:
    """The longest unit word that stands at `at`; "" if none does."""
    return next((word for word in load_units().words.get(text[at : at + 1], ()) if text.startswith(word, at)), "")


def unit_behind(text: str, number: Numeral) -> Found | None:
    """The unit that stands behind a number; None if there is none, or the word is part of another (人民, 元旦)."""
    if half := _HALF_UNIT.match(text, number.end):
        unit = load_units().units["个" + half[1]]
        per, end = _per(text, half.end())
        return Found(unit, end, per, unit.factor / 2)
    found = _word_at(text, number)
    if found is None:
        return None
    unit, end = found
    extra = Fraction(0)
    if unit.kind in ("period", "multiple") and _HALF_BEHIND.match(text, end):
        end, extra = end + 1, unit.factor / 2
    per, end = _per(text, end) if unit.kind == "amount" else ("", end)
    return Found(unit, end, per, extra)


def measure_at(text: str, start: int, end: int) -> str:
    """The kind of area that the words around `text[start:end]` state: 建筑面积, 使用面积; "" if none."""
    before = re.split(r"[,;。:\n]", text[max(0, start - 16) : start])[-1]
    after = text[end : end + 10]
    best = max((before.rfind(word), len(word), word) for word in load_units().measures)
    if best[0] >= 0:
        return best[2]
    behind = re.match(r"(?:的|以上的?|以下的?|以内的?)?", after)
    rest = after[behind.end() :] if behind else after
    return next((word for word in load_units().measures if rest.startswith(word)), "")


def _rows(row: dict[str, Any]) -> list[tuple[str, Unit]]:
    factor, nots = Fraction(row.get("factor", "1")), tuple(row.get("not_before", ()))
    flags = {flag: bool(row.get(flag, False)) for flag in ("working_days", "digits", "large")}
    return [
        (word, Unit(word, row["base"], factor, row.get("kind", "amount"), not_before=nots, **flags))
        for word in row["words"]
    ]


def _word_at(text: str, number: Numeral) -> tuple[Unit, int] | None:
    table, at = load_units(), number.end
    if text.startswith("分", at) and text.endswith(_HOURS, 0, number.start) and not text.startswith("分钟", at):
        return table.units["分钟"], at + 1  # 1小时20分
    word = unit_word_at(text, at)
    while word:
        unit = table.units.get(word)
        if unit and not text.startswith(unit.not_before or ("\0",), at + len(word)) and _is_allowed(unit, text, number):
            return unit, at + len(word)
        word = word[:-1]
    return None


def _is_allowed(unit: Unit, text: str, number: Numeral) -> bool:
    written = text[number.start : number.end]
    if unit.large:
        return number.low >= 100 and (written[0].isascii() or not _CHARS_OF_LARGE.isdisjoint(written))
    return not unit.digits or written[0].isascii() or number.low >= 10


def _per(text: str, end: int) -> tuple[str, int]:
    """What the unit is per: 元/月, 元/平方米·年, 元每人."""
    parts: list[str] = []
    while len(parts) < 3 and (mark := _PER.match(text, end)):
        if (mark[0] == "·" and not parts) or (mark[0] == "每" and text[end - 1] not in _MONEY):
            break
        named = _per_word(text, mark.end())
        if named is None:
            break
        name, end = named
        parts.append(name)
    return "·".join(parts), end


def _name_of(unit: Unit, word: str) -> str:
    """What an amount is per: the base unit, or the word for many of it (公里), which says how many."""
    return unit.base if unit.factor == 1 else word


def _per_word(text: str, at: int) -> tuple[str, int] | None:
    """The base behind a slash, and its end: 月, 人, 100平方米."""
    number = _PER_NUMBER.match(text, at)
    starts = [(at, "")] + ([(number.end(), number[0])] if number else [])
    table = load_units()
    for start, count in starts:
        for size in range(_LONGEST_PER, 0, -1):
            word = text[start : start + size]
            base = table.periods.get(word) or (_name_of(table.units[word], word) if word in table.units else "")
            if base or word in table.nouns:
                return count + (base or word), start + size
    return None
