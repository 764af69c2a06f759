"""Evaluation: norms and facts become results, exactly, with the steps that led there. No text is read here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from math import ceil, floor

from answer.decimals import plain
from answer.evaluate_facts import (
    CLOCK,
    CUBIC_METRE,
    DAY,
    INPUT_NAMES,
    RELATIVE,
    Fact,
    base_unit,
    based_on,
    bind,
    implied_base,
    in_cubic_metres,
)
from answer.norms import Condition, Constant, Interval, Norm, Rate, Share, Value
from answer.quantity_records import End
from ingest.regex import regex

#: units in which a rate for one of them is for the fact of that unit, whatever its noun
_BOUND_BY_UNIT = frozenset(
    {"户", "人", "平方米", "元", "年", "月", "天", "日", "立方米", "亩", "公斤", "千瓦时", "度", "米"}
)
#: what people call those whom rules name by a single sign
_SPOKEN = {"生": ("学生", "孩子", "幼儿", "儿童", "小朋友", "学员")}
#: counters that say nothing of what is counted
_BARE = frozenset({"个", "家", "所", "处", "座", "项", "件", ""})
#: what people have, of which rules say how much each of them may have
_OWN = regex(r"收入|财产|资产|存款|支出")
#: units of time that is often paid for when it has begun
_TIMES = frozenset({"小时", "天", "月"})
#: units that are many of a smaller one
_MANY = frozenset({"公里", "千米", "吨", "斤", "公顷", "平方公里", "平方千米"})
#: units that come in whole numbers only
_WHOLE = frozenset({"人", "个", "户", "次", "套"})


class Truth(Enum):
    """Whether a condition holds for the facts."""

    YES = "yes"
    NO = "no"
    #: the value lies on an end of which the text does not say whether it belongs
    EDGE = "edge"
    #: no fact says
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Need:
    """A variable that the facts do not give."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Result:
    """A computed value."""

    label: str
    low: Fraction | None
    high: Fraction | None
    #: "=", ">=", ">", "<=", "<", "~" or "range"
    relation: str
    #: base unit
    unit: str
    #: 建筑面积, 使用面积, 工作日 ... or ""
    basis: str
    #: period that it is for, "" if none
    per_period: str
    steps: tuple[str, ...]
    #: what it was computed from
    facts: tuple[Fact, ...]
    #: kinds of caution: "rounding", "begun", "inferred", "clamped"
    flags: tuple[str, ...] = ()
    #: where its quantity stands in its sentence
    start: int = 0
    #: what it is for one of, where nobody said how many there are: 人, 床位, 立方米; "" if it is for all
    each: str = ""


def holds(condition: Condition, facts: Sequence[Fact]) -> Truth:
    """Whether the condition holds for the fact that its variable is bound to."""
    fact = bind(f"{condition.variable}{condition.text}", condition.unit, facts)
    if fact is None:
        return Truth.OPEN
    low = condition.interval.low
    is_next_day = condition.unit == CLOCK and low is not None and fact.tested < low
    return _inside(fact.tested + (DAY if is_next_day else 0), condition.interval)


def _inside(value: Fraction, interval: Interval) -> Truth:
    if interval.low is not None and value < interval.low:
        return Truth.NO
    if interval.high is not None and value > interval.high:
        return Truth.NO
    ends = {end for at, end in ((interval.low, interval.low_end), (interval.high, interval.high_end)) if value == at}
    if End.OPEN in ends:
        return Truth.NO
    return Truth.EDGE if End.UNKNOWN in ends else Truth.YES


def applies(norm: Norm, facts: Sequence[Fact]) -> Truth:
    """Whether all conditions of the norm hold; one that fails decides, then one that is open, then one on an edge.

    Of alternatives (或) one that holds is enough.
    """
    found = {holds(condition, facts) for condition in norm.conditions}
    if norm.is_any and Truth.YES in found:
        return Truth.YES
    return next((truth for truth in (Truth.NO, Truth.OPEN, Truth.EDGE) if truth in found), Truth.YES)


def evaluate(
    value: Value, facts: Sequence[Fact], conditions: Sequence[Condition] = (), *, unit: str = ""
) -> Result | Need:
    """The value for these facts, or the variable that is missing.

    `conditions` are those of its norm: what lies above their threshold is the base of 超过部分. `unit` is the unit
    that is asked for, "" for any: a share without a base can only be of the one fact of this unit.
    """
    expression = value.expression
    if isinstance(expression, Constant):
        return _result(value, expression, value.unit)
    if expression.excess:
        facts = _above_threshold(facts, conditions)
    if isinstance(expression, Rate):
        return _rate(value, expression, facts)
    return _share(value, expression, facts, unit)


def _above_threshold(facts: Sequence[Fact], conditions: Sequence[Condition]) -> list[Fact]:
    """The facts without what lies below the thresholds of their units, those that have one first."""
    lows = {c.unit: c.interval.low for c in reversed(conditions) if c.interval.low is not None}
    facts = [next(iter(in_cubic_metres([fact])), fact) if CUBIC_METRE in lows else fact for fact in facts]
    cut = [replace(f, value=max(f.value - lows[f.unit], Fraction(0))) for f in facts if f.unit in lows]
    return [*cut, *(fact for fact in facts if fact.unit not in lows)]


def _result(
    value: Value, number: Constant, unit: str, *steps: str, used: tuple[Fact, ...] = (), flags: tuple[str, ...] = ()
) -> Result:
    low, high = number.low, number.high
    relation = "range" if low is not None and high is not None and low != high else number.relation
    return Result(value.label, low, high, relation, unit, value.measure, value.per_period, steps, used, flags)


def _scaled(number: Constant, least: Fraction, most: Fraction) -> Constant:
    """The number times a factor between two ends."""
    low = None if number.low is None else number.low * least
    high = None if number.high is None else number.high * most
    return replace(number, low=low, high=high)


def _rate(value: Value, rate: Rate, facts: Sequence[Fact]) -> Result | Need:
    fact = None if _is_mark(value, rate) else _counted(rate, facts)
    if fact is None:
        if (rate.per == 1 or rate.noun in _MANY) and rate.per_high is None:
            each = rate.noun or rate.per_unit
            return replace(_result(value, rate.amount, value.unit, f"每{each}"), each=each)
        return Need(INPUT_NAMES.get(rate.per_unit, rate.noun or rate.per_unit), rate.per_unit)
    amount = fact.tested if rate.whole else fact.value
    least, most = amount / (rate.per_high or rate.per), amount / rate.per
    number = _scaled(rate.amount, _steps(rate, least), _steps(rate, most))
    step = f"{_rate_step(fact, rate)}＝{between(number.low, number.high)}{value.unit}"
    flags = (*_rounding(value.unit, number), *_begun(rate, fact))
    return _result(value, number, value.unit, step, used=(fact,), flags=flags)


def _steps(rate: Rate, count: Fraction) -> Fraction:
    """How many steps of a rate count: those begun, those that are full, or also a part of one."""
    if rate.whole:
        return Fraction(ceil(count))
    return Fraction(floor(count)) if rate.full else count


def _begun(rate: Rate, fact: Fact) -> tuple[str, ...]:
    """A caution where a time is no whole number of the steps that are paid for, and nothing says how that counts."""
    is_time = rate.per_unit in _TIMES and not (rate.whole or rate.full)
    return ("begun",) if is_time and (fact.value / rate.per).denominator != 1 else ()


def _is_mark(value: Value, rate: Rate) -> bool:
    """Whether an average is only what somebody is measured by: 人均收入不超过3000元, 人均住房面积不足15平方米."""
    return rate.amount.relation in ("<", ">") or bool(_OWN.search(value.label))


def _counted(rate: Rate, facts: Sequence[Fact]) -> Fact | None:
    """The fact that counts what the rate is for: same unit, or for 每个社区 the same noun."""
    if rate.per != 1 or rate.per_unit in _BOUND_BY_UNIT:
        return bind(rate.noun, rate.per_unit, facts)
    noun = rate.noun.removeprefix("个").removeprefix("名")
    named = (fact for fact in facts if noun and _names(fact, noun))
    unit = rate.per_unit.removeprefix("个")
    same = (fact for fact in facts if fact.unit not in _BARE and fact.unit.removeprefix("个") == unit)
    return next(named, None) or next(same, None)


def _names(fact: Fact, noun: str) -> bool:
    """Whether a fact counts this noun: 20户的小区 names one 小区, but counts 户."""
    is_other = fact.unit in _BOUND_BY_UNIT | RELATIVE and fact.unit != base_unit(noun)
    is_said = any(word in fact.before or word in fact.after for word in (noun, *_SPOKEN.get(noun, ())))
    return not is_other and (is_said or (fact.after[:2] != "" and fact.after[:2] in noun))


def _rate_step(fact: Fact, rate: Rate) -> str:
    per = plain(rate.per) + (f"~{plain(rate.per_high)}" if rate.per_high else "")
    is_begun = (rate.whole or rate.full) and (fact.tested / rate.per).denominator != 1
    rounded = "" if not is_begun else "，零头按一份计，" if rate.whole else "，零头不计，"
    return f"{plain(fact.value)}{fact.unit}÷{per}{rate.per_unit}{rounded}×{_both(rate.amount)}"


def _both(number: Constant) -> str:
    low, high = plain(number.low), plain(number.high)
    return low if low == high else f"{low}~{high}"


def _rounding(unit: str, number: Constant) -> tuple[str, ...]:
    broken = any(end is not None and end.denominator != 1 for end in (number.low, number.high))
    return ("rounding",) if unit in _WHOLE and broken else ()


def _share(value: Value, share: Share, facts: Sequence[Fact], asked: str) -> Result | Need:
    fact, flags = _base_of(value, share, facts, asked)
    if fact is None:
        return _result(value, share.part, value.unit, f"{share.base}的" if share.base else "")
    factor = fact.value / 100 if value.unit == "%" else fact.value
    number = _scaled(share.part, factor, factor)
    step = f"{plain(fact.value)}{fact.unit}×{_part(value, share)}＝{between(number.low, number.high)}{fact.unit}"
    unit = (base_unit(share.base) if fact.unit in ("", "个") else "") or fact.unit or "个"
    made = _result(value, number, unit, step, used=(fact,), flags=(*_rounding(unit, number), *flags))
    return replace(made, per_period=fact.period or made.per_period)


def _part(value: Value, share: Share) -> str:
    """A share as its text writes it, 三分之二; percentages and multiples in figures with their sign, 3% or 3~5倍."""
    written = value.quantity.written
    if "分之" in written and share.part.low == share.part.high:
        return written
    return f"{between(share.part.low, share.part.high)}{value.unit}" if value.unit in ("%", "倍") else written


def _base_of(value: Value, share: Share, facts: Sequence[Fact], asked: str) -> tuple[Fact | None, tuple[str, ...]]:
    """The fact that a share is of, and a caution if the words do not say so themselves."""
    if share.excess:
        return next((fact for fact in facts if fact.unit not in RELATIVE), None), ()
    said = based_on(share.base, facts)
    if said is not None:
        return said, ()
    return implied_base(value.label, share.base, facts, asked), ("inferred",)


def limited(result: Result, limits: Iterable[tuple[str, Fraction]]) -> Result:
    """The result kept above its floors and below its caps; a step says which one bit.

    A limit is "floor" or "cap" with its number, in the unit of the result.
    """
    for kind, limit in limits:
        beyond = [
            n for n in (result.low, result.high) if n is not None and (n < limit if kind == "floor" else n > limit)
        ]
        if not beyond:
            continue
        low, high = (limit if n in beyond else n for n in (result.low, result.high))
        words = "低于最低" if kind == "floor" else "超过最高"
        unit = result.unit
        steps = [f"{plain(n)}{unit}{words}{plain(limit)}{unit}，按{plain(limit)}{unit}" for n in dict.fromkeys(beyond)]
        flags = (*result.flags, "clamped")
        result = replace(result, low=low, high=high, steps=(*result.steps, *steps), flags=flags)
    return result


def plus(one: Result, other: Result, step: str) -> Result:
    """The sum of two results of one unit, as one; `step` says what the text implies by it."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    steps = (*one.steps, *other.steps, step)
    return replace(
        one, low=low, high=high, steps=steps, facts=(*one.facts, *other.facts), flags=(*one.flags, "inferred")
    )


def between(low: Fraction | None, high: Fraction | None) -> str:
    """One number, or two with a sign between them.

    >>> between(Fraction(5), Fraction(5)), between(Fraction(5), Fraction(9))
    ('5', '5~9')
    """
    return "~".join(plain(end) for end in dict.fromkeys((low, high)) if end is not None)
