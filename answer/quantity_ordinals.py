"""Years, months and days by their number: 第一年, 第11日至第20日, 第4年起.

They are counted in units of their own (第年, 第月, 第天), since the third year is no three years.
"""

import re
from fractions import Fraction

from answer.quantity_numerals import numeral_at
from answer.quantity_records import End, Kind, Quantity
from ingest.regex import regex

#: what the unit of such a quantity begins with
ORDINAL = "第"
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_UNIT = r"(?:年(?!级)|个?月(?!\d)|日|天)"
_SPAN = regex(
    rf"第(?P<first>{_NUMBER})(?P<one>{_UNIT})?(?:度)?"
    rf"(?:(?:至|到|-|~)第?(?P<last>{_NUMBER})(?P<other>{_UNIT})(?:度)?)?(?P<open>及?以后|之后|起)?"
)
_NAMES = {"年": "第年", "月": "第月", "日": "第天", "天": "第天"}


def find_ordinals(text: str) -> list[Quantity]:
    """The years, months and days that a folded text numbers.

    >>> [(found.text, found.unit) for found in find_ordinals("第一年补贴80%,第2至4年补贴50%,共3年")]
    [('第一年', '第年'), ('第2至4年', '第年')]
    """
    return [made for match in _SPAN.finditer(text) if (made := _ordinal(text, match))] if ORDINAL in text else []


def _ordinal(text: str, match: re.Match[str]) -> Quantity | None:
    unit, first = match["other"] or match["one"], numeral_at(match["first"], 0)
    last = numeral_at(match["last"], 0) if match["last"] else first
    if not unit or first is None or last is None or first.low > last.low:
        return None
    relation = ">=" if match["open"] else "=" if first.low == last.low else "range"
    values = (first.low,) if relation != "range" else (first.low, last.low)
    return _quantity(text, match.span(), _NAMES[unit[-1]], values, relation)


def _quantity(text: str, span: tuple[int, int], unit: str, values: tuple[Fraction, ...], relation: str) -> Quantity:
    said = text[slice(*span)]
    high = None if relation == ">=" else values[-1]
    return Quantity(*span, said, Kind.AMOUNT, values, relation, unit, said, values[0], high, End.CLOSED, End.CLOSED)
