"""Prices for the first hours or kilometres, and for what comes behind: 首小时内每半小时2元,首小时后每半小时3元."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from answer.norms import Condition, Interval, Norm, Rate, Value
from answer.quantities import scan
from answer.quantity_records import End
from answer.tables import beyond
from ingest.regex import regex

#: for how much an amount is: 5公里
Step = tuple[Fraction, str]
_UNITS = "小时|公里|千米|公斤|千克|吨|立方米|分钟|天|日"
_COUNTED = regex(rf"(?:{_UNITS})$")
_COUNT = r"(?:[\d.]{1,6}|[一二两三四五六七八九十半]{1,3})"
#: what a value is for, as the words before it say: the first units, or those behind so many
_FIRST = regex(
    rf"(?P<over>超[过出])?(?:[首前]|第(?=[一1])|(?={_COUNT}个?(?:{_UNITS})(?:之|以)?[后外]))(?P<count>{_COUNT})?个?"
    rf"(?P<unit>{_UNITS})(?P<behind>之?后|以后|之?外|以外)?[^,;。]{{0,10}}$"
)
_BEHIND = regex(r"(?:[此之以其]后|超[过出]的?部分|^以?后)[^,;。]{0,8}$")
#: hours or kilometres that only say where a price begins or ends, as the words before and behind them say
_FROM, _UNTIL = regex(r"[首前第]$|超[过出]$"), regex(r"(?:以|之)?[后内外]|最高|封顶|不超过")
_NEARBY = 32


def by_firsts(text: str, norm: Norm, further: Collection[Step] = ()) -> list[Norm]:
    """The norm; where it has prices for the first units and for further ones, those as norms of their own.

    `further` are ends of first units behind which other norms of the sentence go on.
    """
    priced = tuple(value for value in norm.values if not is_end(text, value))
    found = list(_found(text, priced)) if not norm.conditions else []
    ends = {_end(one) for _, one in found}
    is_first = {one.interval.low is None for _, one in found}
    goes_on = is_first == {True} and ends.issubset(further)
    if len(ends) != 1 or (len(is_first) != 2 and not goes_on and not _only_further(found)):
        return [norm]
    told = [value for value, _ in found]
    rest = tuple(value for value in priced if value not in told)
    made = [replace(norm, values=rest)] if rest else []
    for value, condition in found:
        named = replace(value, label="" if _FIRST.search(value.label) else value.label, category="")
        is_further = condition.interval.low is not None
        made.append(replace(norm, conditions=(condition,), values=(beyond(named) if is_further else named,)))
    return made


def _only_further(found: Sequence[tuple[Value, Condition]]) -> bool:
    """Whether all is what each further unit costs behind first ones of another sentence: 首小时之后每30分钟加收1元."""
    return all(
        isinstance(value.expression, Rate) and value.expression.per_unit == one.unit and one.interval.low is not None
        for value, one in found
    )


def _end(condition: Condition) -> Step:
    """Where first units end."""
    return condition.interval.high or condition.interval.low or Fraction(0), condition.unit


def is_end(text: str, value: Value) -> bool:
    """Whether a value is no price, but says for how much there is one: 2小时后, 前2小时."""
    quantity = value.quantity
    return _COUNTED.search(quantity.text) is not None and bool(
        _FROM.search(text[: quantity.start][-2:]) or _UNTIL.match(text, quantity.end)
    )


def _found(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Condition]]:
    """The values that are for first units or for further ones, each with the condition that this makes."""
    last: tuple[re.Match[str], Condition] | None = None
    at = 0
    for value in values:
        before = text[max(at, value.quantity.start - _NEARBY) : value.quantity.start]
        at = value.quantity.end
        first = _FIRST.search(before)
        if first is not None:
            condition = _condition(first)
            if condition is not None:
                last = first, condition
                yield value, condition
        elif last is not None and _BEHIND.search(before) and isinstance(value.expression, Rate):
            yield value, _above(last[1])


def _condition(first: re.Match[str]) -> Condition | None:
    """What the words say of how much there is: up to the first units, or more than these."""
    counted = scan((first["count"] or "1") + first["unit"])
    if len(counted) != 1 or not counted[0].values:
        return None
    end = counted[0].values[0]
    below = Condition("", Interval(None, end, End.OPEN, End.CLOSED), counted[0].unit, _words(first), 0, 0)
    return _above(below) if first["over"] or first["behind"] else below


def _words(first: re.Match[str]) -> str:
    return first[0][: (first.end("behind") if first["behind"] else first.end("unit")) - first.start()]


def _above(below: Condition) -> Condition:
    return replace(below, interval=Interval(below.interval.high, None, End.OPEN, End.OPEN))
