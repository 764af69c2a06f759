"""Numbers with bounds become quantities: singles, ranges, and lists."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from answer.quantity_bounds import CONNECTOR, Bound, joins
from answer.quantity_records import End, Kind, Quantity
from answer.quantity_sides import Side, is_licensed
from answer.quantity_units import load_units, measure_at
from ingest.regex import regex

_LOWER, _UPPER = (">=", ">"), ("<=", "<")
_LIST_MARK = regex(r"[、,和及与]|以及")
_LIST_LICENCE = regex(r"分别|依次|各(?!级|类|种|地|区|项|部|单|有|社|街|县|市|镇|乡|村|省)")
_LIST_WINDOW = 40
_NO_UNIT_KINDS = (Kind.FRACTION, Kind.PERCENT)
_SHARE = "分之"


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Fraction | None
    high: Fraction | None
    low_end: End
    high_end: End
    values: tuple[Fraction, ...]
    relation: str


def merge_sides(text: str, sides: Sequence[Side]) -> list[Quantity]:
    """The quantities that the numbers of a text make, in reading order."""
    found: list[Quantity] = []
    at = 0
    while at < len(sides):
        left = sides[at]
        pair = _pair(text, left, sides[at + 1]) if at + 1 < len(sides) else None
        if pair:
            found.append(pair)
            at += 2
            continue
        if (left.found or left.kind in _NO_UNIT_KINDS or _is_plain_bound(left)) and is_licensed(text, left):
            found.append(_quantity(text, left, left, _single(left)))
        at += 1
    return merge_lists(text, found)


def merge_lists(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Joins neighbours that share out one word: 分别上浮5%、10%、15%."""
    out: list[Quantity] = []
    at = 0
    while at < len(quantities):
        run = [quantities[at]]
        while at + len(run) < len(quantities) and _continues(text, run[-1], quantities[at + len(run)]):
            run.append(quantities[at + len(run)])
        marks = [text[a.end : b.start] for a, b in itertools.pairwise(run)]
        if "、" in marks and _is_shared_out(text, run[0].start):
            out.append(_listed(text, run))
        else:
            out.extend(run)
        at += len(run)
    return out


def _is_plain_bound(side: Side) -> bool:
    """容积率不大于2.5: a bounded decimal may go without a unit."""
    return side.before is not None and side.before.op != "~" and "." in side.written


def _pair(text: str, left: Side, right: Side) -> Quantity | None:
    """The range that two numbers make, None if they stand each for itself."""
    if _is_compound(left, right):
        return _compound(text, left, right)
    gap = left.end, right.start
    is_joint, is_connector = joins(text, *gap), CONNECTOR.fullmatch(text, *gap) is not None
    if not is_joint and not is_connector:
        return None
    fitted = _fit(left, right)
    if fitted is None:
        return None
    first, last = fitted
    if first.low >= last.high:
        return None
    lower, upper = _lower_op(left), _upper_op(right)
    if lower and upper and not _upper_op(left) and not _lower_op(right) and is_joint:
        return _quantity(text, first, last, _between(first, last, _end_of(left, lower), _end_of(right, upper)))
    if right.before is not None or not is_connector:
        return None
    if left.behind is not None and left.behind.op and not lower:
        return None
    return _quantity(text, first, last, _bare_range(left, first, last))


def _is_compound(left: Side, right: Side) -> bool:
    """True for 两年零三个月 and 1小时40分钟."""
    most = {("年", "月"): 12, ("小时", "小时"): 1}.get((left.unit, right.unit), 0)
    return left.end == left.core_end == right.start == right.core_start and left.low == left.high and right.high < most


def _compound(text: str, left: Side, right: Side) -> Quantity:
    months = _in_months(left).low
    whole = replace(
        right,
        start=left.start,
        core_start=left.core_start,
        low=right.low + months,
        high=right.high + months,
        written=text[left.core_start : right.number.end],
        before=left.before,
    )
    return _quantity(text, whole, whole, _single(whole))


def _fit(left: Side, right: Side) -> tuple[Side, Side] | None:
    """Both sides in one unit: a bare left side takes the unit and the 万 of the right one."""
    if right.found is None and right.kind is Kind.AMOUNT:
        if left.kind is Kind.PERCENT and _SHARE in left.written:
            factor = left.low / _last_number(left)
            return left, replace(right, kind=Kind.PERCENT, unit="%", low=right.low * factor, high=right.high * factor)
        return None
    if left.found is None and left.kind is Kind.AMOUNT:
        factor = right.found.factor if right.found else Fraction(1)
        scale = right.number.scale if left.number.scale == 1 and left.low < right.number.low / right.number.scale else 1
        return replace(left, low=left.low * factor * scale, high=left.high * factor * scale), right
    if {left.kind, right.kind} == {Kind.PERCENT, Kind.MULTIPLE}:
        return _in_percent(left), _in_percent(right)
    if left.kind is not right.kind:
        return None
    if left.unit == right.unit:
        return left, right
    if left.kind is Kind.PERIOD and {left.unit, right.unit} == {"月", "年"}:
        return _in_months(left), _in_months(right)
    return None


def _in_months(side: Side) -> Side:
    times = 12 if side.unit == "年" else 1
    return replace(side, unit="月", low=side.low * times, high=side.high * times)


def _in_percent(side: Side) -> Side:
    times = 100 if side.kind is Kind.MULTIPLE else 1
    return replace(side, kind=Kind.PERCENT, unit="%", low=side.low * times, high=side.high * times)


def _last_number(side: Side) -> Fraction:
    base = {"百": 1, "千": 10, "万": 100}[side.written[0]]
    return side.low * base or Fraction(1)


def _lower_op(side: Side) -> str:
    return _op(side, _LOWER)


def _upper_op(side: Side) -> str:
    return _op(side, _UPPER)


def _op(side: Side, ops: tuple[str, ...]) -> str:
    behind = side.behind
    for bound in (behind, side.before):
        if bound and bound.op in ops:
            if behind and behind.excluded:
                return bound.op[0]
            return bound.op[0] + "=" if behind and behind.included else bound.op
    return ""


def _end_of(side: Side, op: str) -> End:
    return End.CLOSED if op.endswith("=") else End.OPEN


def _between(first: Side, last: Side, low_end: End, high_end: End) -> _Interval:
    return _Interval(first.low, last.high, low_end, high_end, (first.low, last.high), "range")


def _bare_range(left: Side, first: Side, last: Side) -> _Interval:
    """2至3名: the ends are as the words say; 超过3000元至12000元 leaves out the lower one only."""
    low_end = high_end = End.UNKNOWN
    lower, upper = _lower_op(left), _upper_op(left) or _upper_op(last)
    if lower:
        low_end = _end_of(left, lower)
        high_end = End.CLOSED if lower == ">" else End.UNKNOWN
    elif _lower_op(last):
        low_end = _end_of(last, _lower_op(last))
    elif left.behind:
        low_end = _said_end(left.behind)
    if upper:
        high_end = _end_of(last, upper)
    elif last.behind:
        high_end = _said_end(last.behind)
    if high_end is End.CLOSED and low_end is End.UNKNOWN and last.behind and last.behind.included:
        low_end = End.OPEN  # 180至260立方米(含): what is said of one end is not said of the other
    return _between(first, last, low_end, high_end)


def _said_end(bound: Bound) -> End:
    """What (含) or (不含) says of an end."""
    if bound.excluded:
        return End.OPEN
    return End.CLOSED if bound.included else End.UNKNOWN


def _single(side: Side) -> _Interval:
    op = _single_op(side)
    low, high = side.low, side.high
    if op in _LOWER:
        return _Interval(low, None, _end_of(side, op), End.UNKNOWN, (low,), op)
    if op in _UPPER:
        return _Interval(None, high, End.UNKNOWN, _end_of(side, op), (high,), op)
    if low != high:
        end = End.OPEN if side.number.inexact else End.CLOSED
        return _Interval(low, high, end, end, (low, high), "range")
    if op == "~":
        return _Interval(low, low, End.UNKNOWN, End.UNKNOWN, (low,), "~")
    return _Interval(low, low, End.CLOSED, End.CLOSED, (low,), "~" if side.number.approx else "=")


def _single_op(side: Side) -> str:
    """The one relation of a number with bound words on one side or on both: 不超过 … 以内, 达到 … 以上."""
    lower, upper = _lower_op(side), _upper_op(side)
    if lower and upper:
        behind = side.behind.op if side.behind else ""
        is_near = side.before is not None and side.before.edge < side.core_start  # 超定额20%以内 is no 超过20%
        is_upper = (side.kind is Kind.PERIOD or not is_near) and behind in _UPPER
        return upper if is_upper or side.before is None else side.before.op
    if lower or upper:
        return lower or upper
    return "~" if any(bound and bound.op == "~" for bound in (side.before, side.behind)) else ""


def _quantity(text: str, first: Side, last: Side, interval: _Interval) -> Quantity:
    start, end = first.start, last.end
    bounds = (first.before, first.behind, last.before, last.behind)
    core = last if last.found or last.kind in _NO_UNIT_KINDS else first
    within = (
        core.kind is Kind.PERIOD and last.behind is not None and text[last.core_end : end].rstrip(")").find("内") >= 0
    )
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        kind=core.kind,
        values=interval.values,
        relation=interval.relation,
        unit=core.unit,
        written=first.written if first is last else text[first.core_start : last.number.end],
        low=interval.low,
        high=interval.high,
        low_end=interval.low_end,
        high_end=interval.high_end,
        per=core.per or (_average(text, start) if core.kind is Kind.AMOUNT else ""),
        measure=measure_at(text, start, end) if core.unit == "平方米" else "",
        approx=first.number.approx or last.number.approx or any(bound and bound.op == "~" for bound in bounds),
        working_days=core.found.working_days if core.found else False,
        within=within,
    )


def _average(text: str, start: int) -> str:
    """What 人均, 户均, 月均 before a number make it per."""
    window = text[max(0, start - 14) : start]
    said = [word for word in load_units().averages if word in window]
    if not said:
        return ""
    clause = re.split(r"[,;。:\n]", window)[-1]
    at, per = max((clause.rfind(word), load_units().averages[word]) for word in said)
    return per if at >= 0 else ""


def _continues(text: str, one: Quantity, other: Quantity) -> bool:
    alike = (
        one.kind is other.kind
        and one.unit == other.unit
        and one.relation == other.relation == "="
        and one.per == other.per
    )
    return alike and one.kind is not Kind.DATE and _LIST_MARK.fullmatch(text, one.end, other.start) is not None


def _is_shared_out(text: str, start: int) -> bool:
    window = re.split(r"[;。\n]", text[max(0, start - _LIST_WINDOW) : start])[-1]
    return _LIST_LICENCE.search(window) is not None


def _listed(text: str, run: Sequence[Quantity]) -> Quantity:
    values = tuple(value for one in run for value in one.values)
    start, end = run[0].start, run[-1].end
    return replace(
        run[0],
        end=end,
        text=text[start:end],
        kind=Kind.LIST,
        values=values,
        written=text[start:end],
        low=min(values),
        high=max(values),
    )
