"""Conditions: what is compared, with which ends; and the events that stand beside them."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from answer.norms import Condition, Interval
from answer.quantity_records import End, Kind, Quantity
from answer.reading_clauses import WINDOW, Clause
from answer.reading_roles import FIRST, Place
from answer.reading_shares import base_behind
from answer.reading_words import LABEL, strip_before, strip_behind, without_label
from ingest.regex import regex

_SPLIT = regex(r"[,、;:]|且|并且|或者|或")
_TAIL = regex(
    r"(?:的|在|为|是|达到|达|未|不|满|已|到|累计|连续|有|已经|超过|实行|分别|以|高于|低于|少于|多于|大于|小于|超出|比例|等于|[高低小大]于或|每(?:个|平方|立方)?[\u4e00-\u9fff]{1,2})$"
)
_RUN = regex(r"(?:连续|累计|两|多)$")
_NUMBER = regex(r"\d|[一二两三四五六七八九十百千万]{1,6}(?:[个名户人元年月日天%倍次级周平公]|分之)")
_JOINED = regex(r"(?:的[\u4e00-\u9fff]{1,12})?(?:或者|或|并且|且|、)")


def condition_of(place: Place, floor: int) -> Condition:
    """The condition that a bounded quantity states; `floor` is where the quantity before it ends."""
    quantity, clause = place.quantity, place.clause
    start = max(clause.start, min(floor, quantity.start), quantity.start - WINDOW)
    before = place.before[len(place.before) - (quantity.start - start) :] if quantity.start > start else ""
    head = LABEL.match(before) if start == 0 else None
    lead = len(before) - len(before.lstrip(",、:"))
    at = start + (head.end() if head else lead)
    end = clause.bare_end if clause.is_case and not _has_more(place) else quantity.end
    joined = _JOINED.match(before[at - start :])
    at += joined.end() if joined else 0
    said = before[at - start :]
    variable = base_behind(place.after) if quantity.kind is Kind.FRACTION else ""
    variable = variable or variable_of(said, place.after)
    return Condition(
        variable, _interval(place), quantity.unit, said + quantity.text + place.after[: end - quantity.end], at, end
    )


def variable_of(before: str, after: str) -> str:
    """The noun that a condition compares, from the words before the quantity or, failing them, behind it.

    >>> variable_of("设计规模在", "的住宅区"), variable_of("党员", "的"), variable_of("在", "的村")
    ('设计规模', '党员', '')
    """
    text = strip_before(without_label(before), ("label_heads",))
    text = _SPLIT.split(text)[-1]
    if text.count("的") and not text.endswith("的"):
        text = text.split("的")[-1]
    previous = ""
    while text != previous:
        previous, text = text, _TAIL.sub("", text)
    text = strip_behind(text, ("label_tails",))
    if text or not after.endswith("的"):
        return text
    unfinished = re.match(r"(?:无正当理由|未经[\u4e00-\u9fff]{1,6})?(?P<act>(?!的)[\u4e00-\u9fff]{2,16})的$", after)
    return unfinished["act"] if unfinished else ""


def is_alternative(sentence: str, conditions: Sequence[Condition]) -> bool:
    """Whether one condition is enough: 或 stands between them, or no case meets two of them (第二年、第三年各30%)."""
    return _exclude_each_other(conditions) or any(
        "或" in sentence[max(one.end - 1, other.start - 4) : other.end] for one, other in pairwise(conditions)
    )


def _exclude_each_other(conditions: Sequence[Condition]) -> bool:
    """Whether each condition is a single number of one unit, another one in each."""
    numbers = {(one.variable, one.unit, one.interval.low) for one in conditions}
    are_single = all(one.interval.low is not None and one.interval.low == one.interval.high for one in conditions)
    things = {(one.variable, one.unit) for one in conditions}
    return are_single and len(conditions) > 1 and len(numbers) == len(conditions) and len(things) == 1


def _has_more(place: Place) -> bool:
    """Whether another number stands behind this one in its clause."""
    return bool(_NUMBER.search(place.after))


def _interval(place: Place) -> Interval:
    quantity: Quantity = place.quantity
    if quantity.relation not in ("=", "~") or not quantity.values:
        return Interval(quantity.low, quantity.high, quantity.low_end, quantity.high_end)
    value: Fraction = quantity.values[0]
    if FIRST.search(place.before):
        return Interval(None, value, End.OPEN, End.CLOSED)
    if _RUN.search(place.before) and quantity.kind is not Kind.PERCENT:
        return Interval(value, None, End.CLOSED, End.OPEN)
    beyond = re.search(r"(超过|超出|高于|多于|大于)[\u4e00-\u9fff]{0,24}$", place.before)
    below = re.search(r"(不足|低于|少于|不满|未达|未达到|小于|达不到)[\u4e00-\u9fff]{0,24}$", place.before)
    if beyond and not place.before[: beyond.start()].endswith("不"):
        return Interval(value, None, End.OPEN, End.OPEN)
    if below and not place.before[: below.start()].endswith("不"):
        return Interval(None, value, End.OPEN, End.OPEN)
    return Interval(value, value, End.CLOSED, End.CLOSED)


def event_of(clause: Clause) -> str:
    """The words of a case without a quantity.

    >>> from answer.reading_clauses import read_clauses
    >>> event_of(read_clauses("(二)凡逾期不办理的,处五千元罚款。")[0])
    '逾期不办理的'
    """
    return re.sub(r"^(?:对于|对|凡是|凡|其中|但是|但)", "", clause.text)
