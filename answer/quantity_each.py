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
from answer.quantity_paces import TIMES, is_near, is_times, join_paces, period_name
from answer.quantity_records import End, Kind, Quantity
from answer.quantity_units import load_units, longest_first, unit_word_at
from index.tokens import word_class
from ingest.regex import regex

_STEP = regex(
    r"每(?:增加|增|满|超过|超出|超|减少|减|提高|降低|逾期|逾|多|少|延长|延迟|提前|工作满|缴费满|隔|间隔|达到?|相隔)?(?:生育|新增|引进|培养|培训|创建|建成|建设|新建|收治|收住|收养|完成|种植|养殖|招用|吸纳|安置)?$"
)
#: and what is done with so many: 每投放200辆, 每收治50名
_DOING = regex(r"每(?P<verb>[\u4e00-\u9fff]{2})$")
_ONE = regex(
    r"每一?(?P<counter>个|名|位|家|户|人|间|套|栋|幢|块|支|处|所|座|项|件|次|张|届|轮|期|批|台|辆|亩|门|条|层|篇|份|场|组|班)?"
)
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
_DISTRIBUTABLE = ("户", "人", "社区", "平方米", "亩", "个", "米")
_NOT_EACH = regex(r"每(?:每|当|逢|一次性|况|有|到|生[产活成长]|升[一二两三级])")


@dataclass(frozen=True, slots=True)
class _Base:
    """每 with what it is each of, where no number stands in it."""

    start: int
    end: int
    unit: str
    #: the name of a period, "" if it is none
    period: str
    noun: str = ""
    #: how many of the unit it is: 1000 米 of 每公里
    count: Fraction = Fraction(1)


def add_bases(text: str, quantities: Sequence[Quantity], claims: Claims) -> list[Quantity]:
    """`quantities` with their bases: numbers behind 每 become EACH, 每季度 and its times FREQUENCY."""
    numbers = [_as_base(text, quantity) for quantity in quantities] if "每" in text else quantities
    numbers = _implied_bases(numbers)
    bases = [base for base in _bases(text) if claims.is_free(base.start, base.end)]
    if bases:
        taken = Claims([], [])
        for quantity in numbers:
            taken.add(quantity.start, quantity.end)
        bases = [base for base in bases if taken.is_free(base.start, base.end)]
    return _pass_bounds(text, _with_bases(text, numbers, bases))


def _as_base(text: str, quantity: Quantity) -> Quantity:
    """EACH for a number right behind 每 or 每满, with 每 in its span."""
    if quantity.kind not in (Kind.AMOUNT, Kind.PERIOD):
        return quantity
    core = text.index(quantity.written[:1], quantity.start) if quantity.written else quantity.start
    match = _STEP.search(text, max(0, core - 6), core) or _of_what_is_done(text, core)
    if match is None:
        return quantity
    per = period_name(quantity) if quantity.kind is Kind.PERIOD else ""
    single = len(quantity.values) == 1 and quantity.relation != "~"
    relation = "=" if single else quantity.relation
    value = quantity.values[0] if single else None
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


def _of_what_is_done(text: str, end: int) -> re.Match[str] | None:
    """每 and a verb right before a number that ends there."""
    match = _DOING.search(text, max(0, end - 3), end)
    return match if match is not None and word_class(match["verb"]).startswith("v") else None


def _pass_bounds(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """不低于每百户10平方米: the bound before a base is one of the amount behind it."""
    out: list[Quantity] = []
    op = ""
    for quantity in quantities:
        floor = out[-1].end if out else 0
        if quantity.kind is Kind.EACH:
            bound = bound_before(text, quantity.start, floor)
            op = bound.op if bound and bound.op != "~" else op if floor == quantity.start else ""
            out.append(quantity)
            continue
        is_next = op and quantity.relation == "=" and quantity.kind in _COUNTED and floor == quantity.start
        out.append(_bounded(quantity, op) if is_next else quantity)
        op = ""
    return out


def _bounded(quantity: Quantity, op: str) -> Quantity:
    end = End.CLOSED if op.endswith("=") else End.OPEN
    if op.startswith(">"):
        return replace(quantity, relation=op, high=None, low_end=end)
    return replace(quantity, relation=op, low=None, high_end=end)


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
        elif word := unit_word_at(text, at + 1):
            unit, end = load_units().units[word], at + 1 + len(word)
            if not text.startswith(unit.not_before or ("\0",), end):
                name = word if unit.factor != 1 else ""
                found.append(_Base(at, end, unit.base, "", name, unit.factor))
    found.extend(_Base(*match.span(), "", load_units().paces[match[0]]) for match in paces.finditer(text))
    return sorted(found, key=lambda base: base.start)


def _with_bases(text: str, numbers: list[Quantity], bases: Sequence[_Base]) -> list[Quantity]:
    """Numbers and bases in reading order; a period takes the times that follow it."""
    used: set[int] = set()
    out: list[Quantity] = []
    starts = [quantity.start for quantity in numbers]
    for base, after in zip_longest(bases, bases[1:]):
        index = bisect_left(starts, base.end)
        near = numbers[index] if index < len(numbers) and is_near(text, base.end, numbers[index]) else None
        if not base.period:
            out.append(_each(text, base))
        elif near is None or near.kind not in _COUNTED:
            out.append(_pace(text, base))
        elif is_times(near) and (after is None or after.start >= near.start):
            used.add(index)
            out.append(_frequency(text, base, near))
        else:
            out.append(_each(text, base))
    out.extend(join_paces(text, [quantity for at, quantity in enumerate(numbers) if at not in used]))
    return sorted(out, key=lambda quantity: quantity.start)


def _frequency(text: str, base: _Base, times: Quantity) -> Quantity:
    """每年至少两次 and 至少每年两次."""
    start = base.start
    if times.relation == "=" and (before := bound_before(text, start, max(0, start - 6))) and before.op in (">=", "<="):
        low, high = (times.low, None) if before.op == ">=" else (None, times.high)
        times, start = replace(times, relation=before.op, low=low, high=high), before.edge
    return replace(times, start=start, text=text[start : times.end], kind=Kind.FREQUENCY, per=base.period)


def _pace(text: str, base: _Base) -> Quantity:
    one, said = Fraction(1), text[base.start : base.end]
    return Quantity(base.start, base.end, said, Kind.FREQUENCY, (one,), "=", TIMES, said, one, one, per=base.period)


def _each(text: str, base: _Base) -> Quantity:
    count, said = base.count, text[base.start : base.end]
    per = base.period or base.noun
    return Quantity(
        base.start, base.end, said, Kind.EACH, (count,), "=", base.unit or base.period, said, count, count, per=per
    )
