"""The quantities of a text: amounts, shares, ranges, dates, periods, frequencies, each with its bounds."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from answer.quantity_clocks import find_clocks, find_ratios
from answer.quantity_dates import find_dates
from answer.quantity_deadlines import add_events
from answer.quantity_each import add_bases
from answer.quantity_guards import Claims, guarded
from answer.quantity_merge import merge_sides
from answer.quantity_numerals import NUMERAL_CHARS, Numeral, mend_lookalikes, read_number
from answer.quantity_ordinals import find_ordinals
from answer.quantity_paces import find_paces
from answer.quantity_records import End, Kind, Quantity
from answer.quantity_sides import find_sides
from answer.quantity_units import load_units
from ingest.regex import regex

__all__ = ["End", "Kind", "Numeral", "Quantity", "read_number", "scan"]

#: the quantities of so many texts are kept, each of up to so many characters: a question looks at the same sentences
#: again and again, and so does the next one
_KEPT, _SENTENCE = 4096, 1000


def scan(text: str) -> tuple[Quantity, ...]:
    """The quantities of folded text, in reading order, none overlapping another.

    >>> [(found.text, found.relation, found.unit) for found in scan("2000户以上的住宅区,建筑面积不少于600平方米")]
    [('2000户以上', '>=', '户'), ('不少于600平方米', '>=', '平方米')]
    """
    return _kept(text) if len(text) <= _SENTENCE else _scanned(text)


def _scanned(text: str) -> tuple[Quantity, ...]:
    mended = mend_lookalikes(text)
    if not _beginnings().search(mended):
        return tuple(_apart(find_dates(mended), Claims([], [])))  # 年底前, 次月
    claims = guarded(mended)
    made = (
        *find_ordinals(mended),
        *find_paces(mended),
        *find_clocks(mended),
        *find_dates(mended),
        *find_ratios(mended, claims),
    )
    fixed = _apart(made, claims)
    numbers = add_bases(mended, merge_sides(mended, find_sides(mended, claims)), claims)
    found = sorted((*fixed, *numbers), key=lambda quantity: quantity.start)
    return tuple(_as_printed(text, quantity) for quantity in add_events(mended, found))


@cache
def _beginnings() -> re.Pattern[str]:
    """What a number, a base or a pace begins with."""
    return regex(rf"[\d{NUMERAL_CHARS}半俩仨每{''.join(word[0] for word in load_units().paces)}]")


def _apart(quantities: Iterable[Quantity], claims: Claims) -> list[Quantity]:
    """The quantities that no earlier one overlaps; what they take is claimed."""
    taken = Claims([], [])
    kept = []
    for quantity in quantities:
        if taken.is_free(quantity.start, quantity.end):
            taken.add(quantity.start, quantity.end)
            claims.add(quantity.start, quantity.end)
            kept.append(quantity)
    return kept


_kept = lru_cache(maxsize=_KEPT)(_scanned)


def _as_printed(text: str, quantity: Quantity) -> Quantity:
    """The quantity with its words as they stand in `text`, l and O not mended."""
    said = text[quantity.start : quantity.end]
    if said == quantity.text:
        return quantity
    at = quantity.text.find(quantity.written)
    written = said[at : at + len(quantity.written)] if at >= 0 else quantity.written
    return replace(quantity, text=said, written=written)
