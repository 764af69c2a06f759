"""Bases and paces: 每百户, 每个社区, 每满半年, 500户一人; 每季度, 每年至少两次."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import zip_longest

from answer.quantity_bounds import bound_before
from answer.quantity_guards import Claims
from answer.quantity_numerals import numeral_at
from answer.quantity_records import Kind, Quantity
from answer.quantity_units import load_units, longest_first

_STEP = re.compile(
    r"每(?:增加|增|满|超过|超出|超|减少|减|提高|降低|逾期|逾|多|少|延长|延迟|提前|工作满|缴费满|隔|间隔|达到?|相隔)?(?:了)?$"
)
_ONE = re.compile(
    r"每一?(?P<counter>个|名|位|家|户|人|间|套|栋|幢|块|支|处|所|座|项|件|次|张|届|轮|期|批|台|辆|亩|门|条|层|篇|份|场|组|班)?"
)
_REACH = 30
_STOP = re.compile(r"[,;。:\n()]")
_TIMES = "次"
_PEOPLE = ("名", "位", "人")
_COUNTED = (
    Kind.AMOUNT,
    Kind.PERCENT,
    Kind.MULTIPLE,
    Kind.FRACTION,
    Kind.PERIOD,
    Kind.LIST,
    Kind.RATIO,
    Kind.EACH,
)
_STEPPED = re.compile(r"每[增满超延逾工缴减提降多少达]")
_DISTRIBUTABLE = ("户", "人", "社区", "平方米", "亩", "个", "米")
_PACE = re.compile(
    r"(?<![\d一二三四五六七八九十百第每隔])(?P<count>[一二两三四五六半]|\d{1,2})(?P<unit>年|个?季度|个?月|周|天|日)"
    r"(?P<times>[一二两三四五六七八九十]|\d{1,2})(?:次|遍|回)(?!性)"
)
_NOT_EACH = re.compile(r"每(?:每|当|逢|一次性|况|有|到)")


@dataclass(frozen=True, slots=True)
class _Base:
    """每 with what it is each of, where no number stands in it."""

    start: int
    end: int
    unit: str
    #: the name of a period, "" if it is none
    period: str
    noun: str = ""


def find_paces(text: str) -> list[Quantity]:
    """一年两次, 一季度一次, 两月一次: a period and its times in one word."""
    found = []
    for match in _PACE.finditer(text):
        count, times = numeral_at(match["count"], 0), numeral_at(match["times"], 0)
        value = Fraction(1, 2) if match["count"] == "半" else count.low if count else Fraction(0)
        if not value or times is None:
            continue
        unit = load_units().periods[match["unit"]]
        per = unit if value == 1 else f"半{unit}" if value.denominator == 2 else f"{value}{unit}"
        said, low = match[0], times.low
        found.append(
            Quantity(*match.span(), said, Kind.FREQUENCY, (low,), "=", _TIMES, match["times"], low, low, per=per)
        )
    return found


def add_bases(text: str, quantities: Sequence[Quantity], claims: Claims) -> list[Quantity]:
    """`quantities` with their bases: numbers behind 每 become EACH, 每季度 and its times FREQUENCY."""
    numbers = [_as_base(text, quantity) for quantity in quantities]
    numbers = _implied_bases(numbers)
    taken = Claims([], [])
    for quantity in numbers:
        taken.add(quantity.start, quantity.end)
    bases = [
        base for base in _bases(text) if taken.is_free(base.start, base.end) and claims.is_free(base.start, base.end)
    ]
    return _with_bases(text, numbers, bases)


def _as_base(text: str, quantity: Quantity) -> Quantity:
    """EACH for a number right behind 每 or 每满, with 每 in its span."""
    if quantity.kind not in (Kind.AMOUNT, Kind.PERIOD):
        return quantity
    core = text.index(quantity.written[:1], quantity.start) if quantity.written else quantity.start
    match = _STEP.search(text, max(0, core - 6), core)
    if match is None:
        return quantity
    per = _period_name(quantity) if quantity.kind is Kind.PERIOD else ""
    stepped = match[0] not in ("每", "每隔", "每间隔")
    relation = (
        "="
        if stepped and quantity.relation in (">=", ">", "<=", "<") and len(quantity.values) == 1
        else quantity.relation
    )
    value = quantity.values[0] if len(quantity.values) == 1 and relation == "=" else None
    return replace(
        quantity,
        start=match.start(),
        text=text[match.start() : quantity.end],
        kind=Kind.EACH,
        relation=relation,
        low=value if value is not None else quantity.low,
        high=value if value is not None else quantity.high,
        per=per,
    )


def _implied_bases(quantities: Sequence[Quantity]) -> list[Quantity]:
    """500户一人: a number of households right before a number of something else is its base."""
    out = list(quantities)
    for at, (one, other) in enumerate(itertools.pairwise(out)):
        touching = one.end == other.start and one.kind is other.kind is Kind.AMOUNT
        if touching and one.unit in _DISTRIBUTABLE and one.unit != other.unit and one.relation == other.relation == "=":
            out[at] = replace(one, kind=Kind.EACH)
    return out


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = load_units()
    return longest_first(table.periods), longest_first(table.nouns), longest_first(table.paces)


def _bases(text: str) -> list[_Base]:
    periods, nouns, paces = _words()
    found: list[_Base] = []
    for match in re.finditer("每", text):
        at = match.start()
        if _NOT_EACH.match(text, at):
            continue
        one = _ONE.match(text, at)
        counter_end = one.end() if one else at + 1
        period = periods.match(text, at + 1) or periods.match(text, at + 2 if text.startswith("每一", at) else at + 1)
        if period and not text.startswith(("人口", "日制"), period.end()):
            found.append(_Base(at, period.end(), "", load_units().periods[period[0]]))
        elif one and one["counter"]:
            noun = nouns.match(text, counter_end)
            counter = one["counter"]
            unit = "人" if counter in _PEOPLE else noun[0] if noun and counter in ("个", "家", "所") else counter
            found.append(_Base(at, noun.end() if noun else counter_end, unit, "", noun[0] if noun else ""))
        elif noun := nouns.match(text, at + 1):
            found.append(_Base(at, noun.end(), noun[0], "", noun[0]))
        elif (
            (unit_match := load_units().pattern.match(text, at + 1))
            and (unit := load_units().units.get(unit_match[0]))
            and not text.startswith(unit.not_before or ("\0",), unit_match.end())
        ):
            found.append(_Base(at, unit_match.end(), unit.base, ""))
    found.extend(_Base(*match.span(), "", load_units().paces[match[0]]) for match in paces.finditer(text))
    return sorted(found, key=lambda base: base.start)


def _with_bases(text: str, numbers: list[Quantity], bases: Sequence[_Base]) -> list[Quantity]:
    """Numbers and bases in reading order; a period takes the times that follow it."""
    used: set[int] = set()
    out: list[Quantity] = []
    starts = [quantity.start for quantity in numbers]
    for base, after in zip_longest(bases, bases[1:]):
        index = bisect_left(starts, base.end)
        near = numbers[index] if index < len(numbers) and _is_near(text, base.end, numbers[index]) else None
        if not base.period:
            out.append(_each(text, base))
        elif near is None or near.kind not in _COUNTED:
            out.append(_pace(text, base))
        elif _is_times(near) and (after is None or after.start >= near.start):
            used.add(index)
            out.append(_frequency(text, base, near))
        else:
            out.append(_each(text, base))
    out.extend(_own_pace(text, [quantity for at, quantity in enumerate(numbers) if at not in used]))
    return sorted(out, key=lambda quantity: quantity.start)


def _own_pace(text: str, numbers: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that no base took; 一年两次 and 每3个月一次 become one frequency."""
    out: list[Quantity] = []
    for quantity in numbers:
        if out and _is_times(quantity) and _is_pace_of(text, out[-1], quantity):
            period = out[-1]
            said = text[period.start : quantity.end]
            per = period.per or _period_name(period)
            out[-1] = replace(quantity, start=period.start, text=said, kind=Kind.FREQUENCY, per=per)
        else:
            out.append(quantity)
    return [_alone(text, quantity, after) for quantity, after in zip_longest(out, out[1:])]


def _is_times(quantity: Quantity) -> bool:
    return quantity.kind is Kind.AMOUNT and quantity.unit == _TIMES


def _is_pace_of(text: str, period: Quantity, times: Quantity) -> bool:
    """True where `period` is what the times are counted in: 每两年至少一次, 一年两次."""
    if period.within or period.relation != "=":
        return False
    if period.kind is Kind.EACH:
        return period.per != "" and _is_near(text, period.end, times)
    return period.kind is Kind.PERIOD and period.end == times.start


def _alone(text: str, quantity: Quantity, following: Quantity | None) -> Quantity:
    """每两年 with nothing to count behind it is a pace: once in two years."""
    if quantity.kind is not Kind.EACH or not quantity.per or _STEPPED.match(quantity.text):
        return quantity
    if following is not None and _is_near(text, quantity.end, following):
        return quantity
    one = Fraction(1)
    return replace(quantity, kind=Kind.FREQUENCY, values=(one,), unit=_TIMES, low=one, high=one, relation="=")


def _is_near(text: str, end: int, following: Quantity) -> bool:
    gap = following.start - end
    return 0 <= gap <= _REACH and _STOP.search(text, end, following.start) is None


def _frequency(text: str, base: _Base, times: Quantity) -> Quantity:
    """每年至少两次 and 至少每年两次."""
    start = base.start
    if times.relation == "=" and (before := bound_before(text, start, max(0, start - 6))) and before.op in (">=", "<="):
        low, high = (times.low, None) if before.op == ">=" else (None, times.high)
        times, start = replace(times, relation=before.op, low=low, high=high), before.edge
    return replace(times, start=start, text=text[start : times.end], kind=Kind.FREQUENCY, per=base.period)


def _pace(text: str, base: _Base) -> Quantity:
    one, said = Fraction(1), text[base.start : base.end]
    return Quantity(base.start, base.end, said, Kind.FREQUENCY, (one,), "=", _TIMES, said, one, one, per=base.period)


def _each(text: str, base: _Base) -> Quantity:
    one, said = Fraction(1), text[base.start : base.end]
    per = base.period or base.noun
    return Quantity(
        base.start, base.end, said, Kind.EACH, (one,), "=", base.unit or base.period, said, one, one, per=per
    )


def _period_name(quantity: Quantity) -> str:
    """How `per` names a period: 半年, 季度, 2年, 3月, 周."""
    value = quantity.values[0]
    if quantity.unit == "年" and value == Fraction(1, 2):
        return "半年"
    if quantity.unit == "月" and value == 3 and "季" in quantity.text:
        return "季度"
    if quantity.unit == "月" and value == Fraction(1, 2):
        return "半月"
    if quantity.unit == "天" and value % 7 == 0 and ("周" in quantity.text or "星期" in quantity.text):
        value, unit = value / 7, "周"
    else:
        unit = quantity.unit
    return unit if value == 1 else f"{value}{unit}"
