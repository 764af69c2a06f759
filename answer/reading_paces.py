"""Sums that are paid at a pace which stands behind them: 按照最低工资标准的百分之九十按月计发."""

from collections.abc import Sequence
from dataclasses import replace

from answer.norms import Share, Value
from answer.quantity_records import Kind
from ingest.regex import regex

_PERIODS = frozenset({"月", "季度", "半年", "年"})
_PAID = regex(r"(?:计?发|发放|发给|支付|给付|支给|领取|缴纳|缴存|拨付|计征|征收|收取)$")


def with_pace(values: Sequence[Value]) -> tuple[Value, ...]:
    """The values, those of money that have no period with the one at which they are paid: 按月发放, 每季度拨付一次."""
    paces = [value.per_period for value in values if _is_pace(value)]
    if len(paces) != 1:
        return tuple(values)
    return tuple(replace(value, per_period=paces[0]) if _is_sum(value) else value for value in values)


def _is_pace(value: Value) -> bool:
    is_once = value.quantity.kind is Kind.FREQUENCY and value.quantity.values in ((), (1,))
    return is_once and value.per_period in _PERIODS and bool(_PAID.search(value.label))


def _is_sum(value: Value) -> bool:
    is_part = isinstance(value.expression, Share) and bool(value.expression.base)
    return not value.per_period and (value.unit == "元" or is_part)
