"""How often: 一年两次, 每3个月一次, 每两年; and how a period is named."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from answer.quantity_numerals import numeral_at
from answer.quantity_records import Kind, Quantity
from answer.quantity_units import load_units
from ingest.regex import regex

_PACE = regex(
    r"(?<![\d一二三四五六七八九十百第每隔])(?P<count>[一二两三四五六半]|\d{1,2})(?P<unit>年|个?季度|个?月|周|天|日)"
    r"(?P<times>[一二两三四五六七八九十]|\d{1,2})(?:次|遍|回)(?!性)"
)
_STEPPED = regex(r"每[增满超延逾工缴减提降多少达]")
_REACH = 30
_STOP = regex(r"[,;。:\n()]")
#: the unit of a frequency
TIMES = "次"


def find_paces(text: str) -> list[Quantity]:
    """一年两次, 一季度一次, 两月一次: a period and its times in one word."""
    found: list[Quantity] = []
    if "次" not in text and "遍" not in text and "回" not in text:
        return found
    for match in _PACE.finditer(text):
        count, times = numeral_at(match["count"], 0), numeral_at(match["times"], 0)
        value = Fraction(1, 2) if match["count"] == "半" else count.low if count else Fraction(0)
        if not value or times is None:
            continue
        unit = load_units().periods[match["unit"]]
        per = unit if value == 1 else f"半{unit}" if value.denominator == 2 else f"{value}{unit}"
        said, low = match[0], times.low
        found.append(
            Quantity(*match.span(), said, Kind.FREQUENCY, (low,), "=", TIMES, match["times"], low, low, per=per)
        )
    return found


def join_paces(text: str, numbers: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that no base took; 一年两次 and 每3个月一次 become one frequency."""
    out: list[Quantity] = []
    for quantity in numbers:
        if out and is_times(quantity) and _is_pace_of(text, out[-1], quantity):
            period = out[-1]
            said = text[period.start : quantity.end]
            per = period.per or period_name(period)
            out[-1] = replace(quantity, start=period.start, text=said, kind=Kind.FREQUENCY, per=per)
        else:
            out.append(quantity)
    return [_alone(text, quantity, after) for quantity, after in zip_longest(out, out[1:])]


def is_times(quantity: Quantity) -> bool:
    """True for a number of times."""
    return quantity.kind is Kind.AMOUNT and quantity.unit == TIMES


def _is_pace_of(text: str, period: Quantity, times: Quantity) -> bool:
    """True where `period` is what the times are counted in: 每两年至少一次, 一年两次."""
    if period.within or period.relation != "=" or not period.values[0]:
        return False
    if period.kind is Kind.EACH:
        return period.per != "" and is_near(text, period.end, times)
    return period.kind is Kind.PERIOD and period.end == times.start


def _alone(text: str, quantity: Quantity, following: Quantity | None) -> Quantity:
    """每两年 with nothing to count behind it is a pace: once in two years."""
    if quantity.kind is not Kind.EACH or not quantity.per or _STEPPED.match(quantity.text):
        return quantity
    if following is not None and is_near(text, quantity.end, following):
        return quantity
    one = Fraction(1)
    return replace(quantity, kind=Kind.FREQUENCY, values=(one,), unit=TIMES, low=one, high=one, relation="=")


def is_near(text: str, end: int, following: Quantity) -> bool:
    """True if `following` stands in the clause that goes on at `end`, not far off."""
    gap = following.start - end
    return 0 <= gap <= _REACH and _STOP.search(text, end, following.start) is None


def period_name(quantity: Quantity) -> str:
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
