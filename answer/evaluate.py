"""Evaluation: norms and facts become results, exactly, with the steps that led there. Nothing is read from text here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from answer.norms import Condition, Constant, Interval, Norm, Rate, Share, Value
from answer.quantity_records import End

#: months of a period by which amounts are given
MONTHS = {"月": 1, "季度": 3, "半年": 6, "年": 12}
#: what a unit counts, as people name the missing input
INPUT_NAMES = {"户": "户数", "人": "人数", "平方米": "面积", "元": "金额", "年": "年限", "个": "数量", "%": "比例", "月": "月数", "天": "天数"}
# The last word of a base says in which unit it is counted.
_BASE_UNITS = (
    (re.compile(r"面积$|用房$|空间$|面积的?总?和$"), "平方米"),
    (re.compile(r"人口$|居民$|成员$|职工$|村民$|党员$|业主$|代表$|人数$|人员$|(?:职工|成员|人员|村民|业主|党员|代表|居民|人口)总数$|选民$|者$"), "人"),
    (re.compile(r"户数$|住户$|家庭$|户$"), "户"),
    (re.compile(r"经费$|工资$|费$|额$|价$|款$|金$|费用$|收入$|价格$|造价$|资金$|报酬$|总额$|数额$|标准$|所得$|损失$|成本$|原值$|余值$"), "元"),
)


#: how far inside an open bound a value is taken to lie
_INSIDE = Fraction(1, 1000)


class Truth(Enum):
    """Whether a condition holds for the facts."""

    YES = "yes"
    NO = "no"
    #: the value lies on an end of which the text does not say whether it belongs
    EDGE = "edge"
    #: no fact says
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the case: a value, and the words that name it."""

    value: Fraction
    unit: str
    #: words before and after it in the question: "总建筑面积", "小区"
    before: str
    after: str
    text: str
    #: where it stands in the question
    start: int = 0
    #: "=" for a number, "<" for 不到7个, ">" for 超过10万平方米
    relation: str = "="
    #: period that the sum is for: "月" of 每月租金3000元; "" if none is named
    period: str = ""

    @property
    def tested(self) -> Fraction:
        """The value that conditions are tested with: one just inside of 不到7个 or 超过10万."""
        return self.value + {"<": -_INSIDE, ">": _INSIDE}.get(self.relation, Fraction(0))

    @property
    def name(self) -> str:
        """How the answer names it."""
        return INPUT_NAMES.get(self.unit, self.before or self.after or self.unit)


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
    relation: str
    unit: str
    basis: str
    per_period: str
    steps: tuple[str, ...]
    facts: tuple[Fact, ...]
    #: kinds of caution: "rounding", "inferred", "clamped"
    flags: tuple[str, ...] = ()
    #: where its quantity stands in its sentence
    start: int = 0


def holds(condition: Condition, facts: Sequence[Fact]) -> Truth:
    """Whether the condition holds for the fact that its variable is bound to."""
    fact = bind(f"{condition.variable}{condition.text}", condition.unit, facts)
    return Truth.OPEN if fact is None else _inside(fact.tested, condition.interval)


def _inside(value: Fraction, interval: Interval) -> Truth:
    edge = False
    if interval.low is not None:
        if value < interval.low or (value == interval.low and interval.low_end is End.OPEN):
            return Truth.NO
        edge = value == interval.low and interval.low_end is End.UNKNOWN
    if interval.high is not None:
        if value > interval.high or (value == interval.high and interval.high_end is End.OPEN):
            return Truth.NO
        edge = edge or (value == interval.high and interval.high_end is End.UNKNOWN)
    return Truth.EDGE if edge else Truth.YES


def applies(norm: Norm, facts: Sequence[Fact]) -> Truth:
    """Whether all conditions of the norm hold; one that fails decides, then one that is open, then one on an edge."""
    found = {holds(condition, facts) for condition in norm.conditions}
    if norm.is_any and Truth.YES in found:
        return Truth.YES
    for truth in (Truth.NO, Truth.OPEN, Truth.EDGE):
        if truth in found:
            return truth
    return Truth.YES


def bind(words: str, unit: str, facts: Sequence[Fact]) -> Fact | None:
    """The fact of this unit whose words fit best; None if none has the unit, or none fits where several do."""
    if unit == "%" and all(fact.unit != "%" for fact in facts):
        return _ratio(words, [fact for fact in facts if fact.unit not in _RELATIVE])
    if _EXCESS.search(words):
        beyond = _beyond([fact for fact in facts if fact.unit == unit])
        if beyond is not None:
            return beyond
    same = [fact for fact in facts if fact.unit == unit] or _in_months(unit, facts) or [
        fact for fact in facts if unit in _COUNTED and fact.unit in ("个", "") and overlap(words, fact.before + fact.after)
    ]
    if len(same) <= 1:
        return same[0] if same else None
    scored = sorted(same, key=lambda fact: -overlap(words, fact.before + fact.after))
    return scored[0]


def _in_months(unit: str, facts: Sequence[Fact]) -> list[Fact]:
    """Facts in years as months, and in months as years, if the other one is wanted."""
    factor = {"月": Fraction(12), "年": Fraction(1, 12)}.get(unit)
    other = {"月": "年", "年": "月"}.get(unit)
    return [replace(f, value=f.value * factor, unit=unit) for f in facts if factor and f.unit == other]


_EXCESS = re.compile(r"超出部分|超过部分|超出的部分|超过的部分|超出额|超额")


def _beyond(counts: Sequence[Fact]) -> Fact | None:
    """By how much the one of two facts lies above the other: 预算5万元,决算5.8万元."""
    if len(counts) != 2:
        return None
    less, more = sorted(counts, key=lambda fact: fact.value)
    return replace(more, value=more.value - less.value, text=f"{more.text}-{less.text}")


#: the share lies above the base: 超过核定载质量百分之三十, but not 不超过60%
_ABOVE = re.compile(r"超[过出][^\d百千万一二三四五六七八九十%]{2,}")


def _ratio(words: str, counts: Sequence[Fact]) -> Fact | None:
    """The share that two counts make: the smaller of the larger (40人投票,赞成24票), or what lies above (超出预算10%)."""
    if len(counts) != 2 or min(fact.value for fact in counts) <= 0:
        return None
    less, more = sorted(counts, key=lambda fact: fact.value)
    share = (more.value - less.value) / less.value * 100 if _ABOVE.search(words) else less.value / more.value * 100
    return Fact(share, "%", less.before, less.after, f"{less.text}/{more.text}", less.start)


_COUNTED = frozenset({"人", "户", "个"})


def overlap(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two texts share."""
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    return sum(other[at : at + 2] in pairs for at in range(len(other) - 1))


def base_unit(base: str) -> str:
    """The unit in which a base is counted, "" if its words do not say.

    >>> base_unit("总建筑面积"), base_unit("职工上一年度月平均工资")
    ('平方米', '元')
    """
    bare = base.rstrip("的")
    return next((unit for pattern, unit in _BASE_UNITS if pattern.search(bare)), "")


def evaluate(value: Value, facts: Sequence[Fact], conditions: Sequence[Condition] = (), *, unit: str = "") -> Result | Need:
    """The value for these facts, or the variable that is missing.

    `conditions` are those of its norm: what lies above their threshold is the base of 超过部分. `unit` is the unit
    that is asked for, "" for any: a share without a base can only be of the one fact of this unit.
    """
    expression = value.expression
    if isinstance(expression, Constant):
        return _result(value, expression.low, expression.high, value.unit, ())
    if expression.excess:
        facts = [_above(fact, conditions) for fact in facts]
    if isinstance(expression, Rate):
        return _rate(value, expression, facts)
    return _share(value, expression, facts, unit)


def _above(fact: Fact, conditions: Sequence[Condition]) -> Fact:
    """The fact without what lies below the threshold of its unit."""
    for condition in conditions:
        if condition.unit == fact.unit and condition.interval.low is not None:
            return replace(fact, value=max(fact.value - condition.interval.low, Fraction(0)))
    return fact


def _result(
    value: Value, low: Fraction | None, high: Fraction | None, unit: str, used: tuple[Fact, ...], *steps: str, flags: tuple[str, ...] = ()
) -> Result:
    constant = value.expression if isinstance(value.expression, Constant) else _amount(value.expression)
    relation = constant.relation
    if low is not None and high is not None and low != high:
        relation = "range"
    return Result(value.label, low, high, relation, unit, value.measure, value.per_period, steps, used, flags)


def _amount(expression: Rate | Share) -> Constant:
    return expression.amount if isinstance(expression, Rate) else expression.part


def _rate(value: Value, rate: Rate, facts: Sequence[Fact]) -> Result | Need:
    fact = _counted(rate, facts)
    low, high = rate.amount.low, rate.amount.high
    if fact is None:
        if rate.per == 1 and rate.per_high is None:
            return _result(value, low, high, value.unit, (), f"每{rate.noun or rate.per_unit}")
        return Need(INPUT_NAMES.get(rate.per_unit, rate.noun or rate.per_unit), rate.per_unit)
    most, least = fact.value / rate.per, fact.value / (rate.per_high or rate.per)
    low = None if low is None else low * least
    high = None if high is None else high * most
    step = f"{_rate_step(fact, rate)}＝{between(low, high)}{value.unit}"
    return _result(value, low, high, value.unit, (fact,), step, flags=_rounding(value.unit, low, high))


def _rate_step(fact: Fact, rate: Rate) -> str:
    per = plain(rate.per) + (f"~{plain(rate.per_high)}" if rate.per_high else "")
    amount = plain(rate.amount.low) if rate.amount.low == rate.amount.high else f"{plain(rate.amount.low)}~{plain(rate.amount.high)}"
    return f"{plain(fact.value)}{fact.unit}÷{per}{rate.per_unit}×{amount}"


def _rounding(unit: str, low: Fraction | None, high: Fraction | None) -> tuple[str, ...]:
    whole = unit in ("人", "个", "户", "次", "套")
    return ("rounding",) if whole and any(n is not None and n.denominator != 1 for n in (low, high)) else ()


_BOUND_BY_UNIT = frozenset({"户", "人", "平方米", "元", "年", "月", "天", "日"})


def _counted(rate: Rate, facts: Sequence[Fact]) -> Fact | None:
    """The fact that counts what the rate is for: same unit, or for 每个社区 the same noun."""
    if rate.per == 1 and rate.per_unit not in _BOUND_BY_UNIT:
        noun = rate.noun.removeprefix("个").removeprefix("名")
        fitting = [f for f in facts if noun and (noun in f.after or noun in f.before or f.after[:2] and f.after[:2] in noun)]
        return fitting[0] if fitting else None
    return bind(rate.noun, rate.per_unit, facts)


def _share(value: Value, share: Share, facts: Sequence[Fact], asked: str) -> Result | Need:
    fact = based_on(share.base, facts) if not share.excess else next((f for f in facts if f.unit not in _RELATIVE), None)
    implied = fact is None and not share.excess
    if implied:
        fact = implied_base(value.label, share.base, facts, asked)
    scale = Fraction(1, 100) if value.unit == "%" else Fraction(1)
    if fact is None:
        return _result(value, share.part.low, share.part.high, value.unit, (), f"{share.base}的" if share.base else "")
    low = None if share.part.low is None else share.part.low * scale * fact.value
    high = None if share.part.high is None else share.part.high * scale * fact.value
    step = f"{plain(fact.value)}{fact.unit}×{value.quantity.written or value.quantity.text}＝{between(low, high)}{fact.unit}"
    unit = (base_unit(share.base) if fact.unit in ("", "个") else "") or fact.unit or "个"
    flags = (*_rounding(unit, low, high), *(("inferred",) if implied else ()))
    made = _result(value, low, high, unit, (fact,), step, flags=flags)
    return replace(made, per_period=fact.period or made.per_period)


#: units in which nothing is shared out
_RELATIVE = frozenset({"%", "天", "月", "年", "次", "倍"})


def based_on(base: str, facts: Sequence[Fact]) -> Fact | None:
    """The fact that a share is of: its words share words with the base, or it is the only one of the base's unit."""
    amounts = [fact for fact in facts if fact.unit not in _RELATIVE]
    worded = [fact for fact in amounts if base and overlap(base, fact.before + fact.after)]
    unit = base_unit(base)
    if unit:
        worded = [fact for fact in worded if fact.unit in (unit, "个", "")] or [f for f in amounts if f.unit == unit]
    if worded:
        return max(worded, key=lambda fact: overlap(base, fact.before + fact.after))
    return None


def implied_base(label: str, base: str, facts: Sequence[Fact], unit: str) -> Fact | None:
    """The one fact that a share can only be of, though the words of its base do not say so.

    That is the only fact of the unit asked for, where the base may be counted in it (税率为12% of the one sum of money
    in the question), or the only count of a thing that the label names (85%以上的村).
    """
    same = [fact for fact in facts if fact.unit == unit] if unit else []
    if len(same) == 1 and base_unit(base) in ("", unit):
        return same[0]
    things = [fact for fact in facts if fact.unit in ("个", "") and fact.after[:1] and fact.after[:1] in label]
    return things[0] if len(things) == 1 else None


def limited(result: Result, limits: Iterable[tuple[str, Fraction]]) -> Result:
    """The result kept above its floors and below its caps; the step says which one bit."""
    for kind, limit in limits:
        for side in ("low", "high"):
            number = getattr(result, side)
            if number is None or (number >= limit if kind == "floor" else number <= limit):
                continue
            words = "低于最低" if kind == "floor" else "超过最高"
            step = f"{plain(number)}{result.unit}{words}{plain(limit)}{result.unit}，按{plain(limit)}{result.unit}"
            result = replace(result, **{side: limit}, steps=(*result.steps, step), flags=(*result.flags, "clamped"))
    return result


def plus(one: Result, other: Result, step: str) -> Result:
    """The sum of two results of one unit, as one."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return replace(
        one, low=low, high=high, steps=(*one.steps, *other.steps, step), facts=(*one.facts, *other.facts), flags=(*one.flags, "inferred")
    )


def between(low: Fraction | None, high: Fraction | None) -> str:
    """One number, or two with a sign between them.

    >>> between(Fraction(5), Fraction(5)), between(Fraction(5), Fraction(9))
    ('5', '5~9')
    """
    ends = [plain(end) for end in dict.fromkeys((low, high)) if end is not None]
    return "~".join(ends)


def plain(number: Fraction | None) -> str:
    """A number for people: exact if it has a finite decimal form, else with four places.

    >>> plain(Fraction(3996, 10)), plain(Fraction(2, 3)), plain(None)
    ('399.6', '0.6667', '')
    """
    if number is None:
        return ""
    if number.denominator == 1:
        return str(number.numerator)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return format(exact.quantize(Decimal("0.0001")).normalize(), "f")
