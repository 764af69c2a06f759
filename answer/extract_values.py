"""Values of a norm as stated amounts and times, in the text's own words beside the numbers."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from answer.decimals import plain
from answer.extract_records import Stated, Timing, When
from answer.norms import Constant, Rate, Share, Value
from answer.quantity_records import Kind, Quantity
from ingest.regex import regex

#: kinds of quantities that are times
TIMES = frozenset({Kind.DATE, Kind.PERIOD, Kind.FREQUENCY})
#: what ends in one of these ends with its last day
_LATE = ("底", "末", "终")
_COMMON_YEAR, _DECEMBER = 2001, 12
_QUARTER = regex(r"第?([一二三四])季度|上半年")


def stated_of(values: Iterable[Value]) -> tuple[Stated, ...]:
    """The amounts among the values, in order."""
    return tuple(_stated(value) for value in values if value.quantity.kind not in TIMES)


def times_of(values: Iterable[Value], sentence: str) -> tuple[Timing, ...]:
    """The times among the values, in order."""
    return tuple(_timing(value, sentence) for value in values if value.quantity.kind in TIMES)


def _stated(value: Value) -> Stated:
    expression = value.expression
    amount = _amount(expression)
    return Stated(
        label=value.label,
        text=value.quantity.text,
        low=amount.low,
        high=amount.high,
        relation=amount.relation,
        unit="份额" if isinstance(expression, Share) else value.unit,
        basis=value.measure,
        per=_per(expression),
        period=value.per_period,
        category=value.category,
        is_part=value.part_of is not None,
    )


def _amount(expression: Constant | Rate | Share) -> Constant:
    if isinstance(expression, Constant):
        return expression
    return expression.amount if isinstance(expression, Rate) else expression.part


def _per(expression: Constant | Rate | Share) -> str:
    """What the amount is for each of, or a part of."""
    if isinstance(expression, Share):
        return expression.base
    if isinstance(expression, Constant):
        return ""
    numbers = [plain(one) for one in (expression.per, expression.per_high) if one is not None]
    number = "-".join(numbers)
    return ("" if number == "1" else number) + expression.per_unit


def _timing(value: Value, sentence: str) -> Timing:
    quantity = value.quantity
    if quantity.kind is Kind.FREQUENCY:
        times = quantity.values[0] if quantity.values and quantity.text != quantity.written else None
        return Timing(When.EVERY, quantity.text, value.event, every=quantity.per, times=times)
    if quantity.kind is Kind.PERIOD:
        is_term = bool(quantity.within or value.event or quantity.before_event)
        return Timing(
            When.WITHIN if is_term else When.LASTING, quantity.text, value.event or _event(quantity, sentence)
        )
    if quantity.per:
        return Timing(
            When.EVERY, quantity.text, every=quantity.per, fixed_on=_fixed_day(quantity), is_possible=quantity.valid
        )
    return Timing(_when(quantity), quantity.text, value.event, on=_day(quantity), is_possible=quantity.valid)


def _event(quantity: Quantity, sentence: str) -> str:
    for span in (quantity.after_event, quantity.before_event):
        if span is not None:
            return sentence[slice(*span)]
    return ""


def _fixed_day(quantity: Quantity) -> str:
    """The day of 每年1月31日 (01-31), 每年3月 (03-31), 每月10日 (10) and 每季度末 (end); "" if the text names none."""
    month, _, day = quantity.stated.rpartition("/")[2].removeprefix("--").partition("-")
    if quantity.stated and (not month or month.isdecimal()):
        return f"{month}-{day}" if month and day else _last_of(int(month)) if month else day
    quarter = _QUARTER.search(quantity.text)
    if quarter:
        return _last_of(6 if quarter[0] == "上半年" else 3 * ("一二三四".index(quarter[1]) + 1))
    return "end" if quantity.text.rstrip("前以之").endswith(_LATE) else ""


def _last_of(month: int) -> str:
    return f"{month:02}-{monthrange(_COMMON_YEAR, month)[1]}" if 1 <= month <= _DECEMBER else ""


def _when(quantity: Quantity) -> When:
    if quantity.within or quantity.relation in ("<", "<="):
        return When.BY
    return When.FROM if quantity.relation in (">", ">=") else When.ON


def _day(quantity: Quantity) -> date | None:
    """The day that counts: the first of a beginning, else the last."""
    return quantity.date if _when(quantity) is When.FROM else quantity.until or quantity.date
