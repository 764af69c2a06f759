"""What follows from a result: for the period or the number asked for, above a threshold, shared out, or at a price."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate import Result, between, evaluate, plus
from answer.evaluate_facts import MONTHS, Fact, base_unit, overlap
from answer.matching import content_words
from answer.norms import Rate, Share, Value, counts_excess
from answer.quantities import scan
from answer.quantity_records import Kind
from answer.question_parts import WHOLE
from answer.question_records import Period
from answer.tables import Row
from ingest.regex import regex

_COUNTERS = frozenset({"个", "", "家", "所", "处", "座"})


#: a number with what it counts, which says for which case an amount is: 100马力以上拖拉机
_MEASURED = regex(r"\d[\d.]{0,9}[\u4e00-\u9fff]{1,3}")
#: of several numbers of days, those that something is late
_LATE = regex(r"逾期|超期|拖欠|延误|迟延|[超过欠]")
#: the name of what limits a sum and is no part of it
_LIMIT = regex(r"^最[高低多少]")
#: the name of what is only the first part of a price
_FIRST_PRICE = regex(r"起步|起租|起运")
#: a bound for a month is none for the months that the question speaks of: 试用期3个月, 不低于80%
_BOUNDS = frozenset({">=", "<=", ">", "<"})


def timed(result: Result, period: Period | None, facts: Sequence[Fact], most: Mapping[str, Fraction]) -> Result:
    """The result for the period that the question asks about, or for the days or months that it counts.

    `most` says for how many "天" or "月" the text gives it at most, and under "每年" for how many months a year.
    """
    days = [fact for fact in facts if fact.unit == "天"]
    days = [fact for fact in days if _LATE.search(fact.before)] or days
    if result.per_period in ("天", "日") and days:
        return _so_long(result, days[0], "天", most.get("天"))
    months = [fact for fact in facts if fact.unit == "月" and fact not in result.facts]
    if result.per_period == "月" and months and result.unit == "元" and result.relation not in _BOUNDS:
        made = _so_long(result, months[0], "个月", most.get("月"))
        return replace(made, flags=(*made.flags, "inferred"))
    is_multiple = result.unit == "倍"  # 每月支付两倍的工资 is no 24 times in a year
    if period is None or is_multiple or period.unit not in MONTHS or result.per_period not in MONTHS:
        return result
    factor = Fraction(MONTHS[period.unit], MONTHS[result.per_period]) * period.count
    said = ""
    if period.unit == "年" and result.per_period == "月" and "每年" in most:
        factor, said = most["每年"] * period.count, f"，每年按{plain(most['每年'])}个月"
    return result if factor == 1 else times(result, factor, f"按{plain(period.count)}{period.unit}计{said}")


def _so_long(result: Result, fact: Fact, unit: str, most: Fraction | None) -> Result:
    """The result for the days or months of a fact, for no more than `most` of them."""
    if most is None or fact.value <= most:
        return times(result, fact.value, f"{plain(fact.value)}{unit}", fact)
    made = times(result, most, f"{plain(fact.value)}{unit}中最多计{plain(most)}{unit}", fact)
    return replace(made, flags=(*made.flags, "clamped"))


def times(result: Result, factor: Fraction, words: str, fact: Fact | None = None) -> Result:
    """The result so many times, no longer for a period; `words` say why, `fact` is what it was counted by."""
    low = None if result.low is None else result.low * factor
    high = None if result.high is None else result.high * factor
    each = f"每{result.per_period}" if result.per_period else ""
    before, after = between(result.low, result.high), between(low, high)
    step = f"{each}{before}{result.unit}，{words}: ×{plain(factor)}＝{after}{result.unit}"
    facts = result.facts if fact is None else (*result.facts, fact)
    return replace(result, low=low, high=high, steps=(*result.steps, step), facts=facts, per_period="")


def counted(result: Result, value: Value, facts: Sequence[Fact], *, passage: str) -> Result:
    """A sum of money for as many things as the question counts, where the text gives it for one without saying 每个."""
    if result.facts or value.quantity.kind is not Kind.AMOUNT or value.unit != "元":
        return result
    about = re.sub(r"[()“”]", "", f"{value.label}{value.category}") or passage
    if isinstance(value.expression, Rate) and value.expression.noun in _COUNTERS:  # 新建助餐点,每个给予3万元
        about = passage[: value.quantity.start]
    about = _MEASURED.sub("", about)
    things = [f for f in facts if f.unit in _COUNTERS and f.value > 1 and counted_noun(f) in about]
    if not things:
        return result
    made = times(result, things[0].value, f"{plain(things[0].value)}{things[0].unit}", things[0])
    return replace(made, per_period=result.per_period, flags=(*result.flags, "inferred"), each="")


def counted_noun(fact: Fact) -> str:
    """The last two characters of the noun that a fact counts, which say what it is: 总支 of 5个社区党总支."""
    noun = re.split(r"[和与及、,的都]", fact.after)[0]
    words = content_words(noun)
    return (words[0] if len(words) < 2 or len(noun) > 6 else noun)[-2:] if words else "\x00"


def marginal(result: Result, row: Row, value: Value, table: Sequence[Row], facts: Sequence[Fact]) -> Result:
    """The result for what lies above a threshold, with that of the band below it: only the sum is what is owed."""
    expression = value.expression
    if not counts_excess(expression) or not result.facts:
        return result
    unit = result.facts[0].unit
    ends = [c.interval.low for c in row.norm.conditions if c.unit == unit and c.interval.low is not None]
    if not ends or any(one.start == result.facts[0].start and one.value < ends[0] for one in facts if one.unit == unit):
        return result
    bands = [other for other in table if other is row or any(_is_band(v, result.unit) for v in other.norm.values)]
    for lower in _bands_below(row, bands, ends[0], unit):
        at = [
            replace(result.facts[0], value=ends[0], relation="="),
            *(fact for fact in facts if fact.start != result.facts[0].start),
        ]
        for below in (one for one in lower.norm.values if _is_band(one, result.unit)):
            base = evaluate(below, at, lower.norm.conditions, unit=result.unit)
            if not isinstance(base, Result) or base.unit != result.unit or base.low is None or result.low is None:
                continue
            base = marginal(base, lower, below, table, at)
            if base.low is not None:
                name = base.label if not _FIRST_PRICE.match(base.label) else result.label
                return plus(
                    replace(base, label=name),
                    result,
                    f"{plain(base.low)}＋{plain(result.low)}＝{plain(base.low + result.low)}{result.unit}",
                )
    return result


def _is_band(value: Value, unit: str) -> bool:
    """Whether a value can be what is owed up to a threshold: one in this unit, or a share, which limits nothing."""
    is_alike = value.unit == unit or isinstance(value.expression, Share)
    return is_alike and not value.clamp and not _LIMIT.search(value.label)


def _bands_below(row: Row, table: Sequence[Row], end: Fraction, unit: str) -> list[Row]:
    """The rows whose values hold up to an end: those that begin there (满七年的为16个月), else that end there."""

    def touches(other: Row, *, low: bool) -> bool:
        ends = [c.interval.low if low else c.interval.high for c in other.norm.conditions if c.unit == unit]
        return (
            other is not row
            and end in ends
            and not (low and any(counts_excess(v.expression) for v in other.norm.values))
        )

    begin = [other for other in table if touches(other, low=True)]
    ending = [other for other in table if touches(other, low=False)]
    return begin or ending or [other for other in table if not other.norm.conditions]


_LONGER = regex(r"延长[^。;]{0,30}")
#: a question for the whole time, not for the extension alone
ASKS_WHOLE = regex(rf"{WHOLE}|最迟|最晚")
#: a question for the longest time, extensions included
ASKS_LONGEST = regex(rf"{ASKS_WHOLE.pattern}|最长|最多|延长")


def extended(result: Result, text: str) -> Result | None:
    """A period with the extension that its provision allows, None if it allows none.

    An extension goes with the period that stands before it.
    """
    if result.unit not in ("天", "月", "年") or result.high is None:
        return None
    clauses = [text.partition("延长")[0]] if "延长" in result.label else _LONGER.findall(text)
    for quantity in (quantity for clause in clauses for quantity in reversed(scan(clause))):
        if quantity.kind is Kind.PERIOD and quantity.unit == result.unit and quantity.high is not None:
            ends = (quantity.high, result.high) if "延长" in result.label else (result.high, quantity.high)
            total = sum(ends, Fraction(0))
            step = f"{plain(ends[0])}＋{plain(ends[1])}＝{plain(total)}{result.unit}"
            return Result("延长后最长", total, total, "<=", result.unit, "", "", (step,), ())
    return None


def shared_out(value: Value, results: Sequence[Result], facts: Sequence[Fact]) -> list[Result]:
    """What each payer bears of the money that the question or the passage names."""
    if value.split is None:
        return []
    money = [fact for fact in facts if fact.unit == "元"]
    whole = money[0].value if money else next((r.low for r in results if r.unit == "元" and r.low == r.high), None)
    if whole is None or len(value.split.payers) != len(value.split.weights):
        return []
    total = sum(value.split.weights, Fraction(0))
    made = []
    for payer, weight in zip(value.split.payers, value.split.weights, strict=True):
        part = whole * weight / total
        step = f"{plain(whole)}元×{plain(weight)}/{plain(total)}＝{plain(part)}元"
        made.append(Result(f"{payer}承担", part, part, "=", "元", "", "", (step,), tuple(money[:1])))
    return made


def parts_of_ratio(value: Value, question: str) -> list[Result]:
    """What each payer of a ratio bears in per cent, those that the question names first: 3:7 is 30% and 70%."""
    split = value.split
    if split is None or value.unit != "份额" or len(split.payers) != len(split.weights):
        return []
    total = sum(split.weights, Fraction(0))
    made = []
    for payer, weight in zip(split.payers, split.weights, strict=True):
        part = weight * 100 / total
        step = f"{plain(weight)}÷{plain(total)}＝{plain(part)}%"
        made.append(Result(f"{payer}承担", part, part, "=", "%", "", "", (step,), ()))
    return sorted(made, key=lambda one: one.label[0] not in question)


def part_of_sum(value: Value, result: Result, results: Sequence[Result]) -> list[Result]:
    """A share without a known base, of the one sum of money that its passage gives: 各区按照50%的比例落实工作经费."""
    if not isinstance(value.expression, Share) or result.facts or result.unit != "%" or result.low is None:
        return []
    if value.split is not None or base_unit(value.expression.base) not in ("", "元"):
        return []  # what each payer bears is told by name
    base = value.expression.base
    named = [r for r in results if not base or not r.label or overlap(base, r.label)]
    sums = {r.low for r in named if r.unit == "元" and r.low == r.high and r.low is not None}
    if len(sums) != 1:
        return []
    whole = sums.pop()
    part = whole * result.low / 100
    step = f"{plain(whole)}元×{plain(result.low)}%＝{plain(part)}元"
    return [
        replace(result, low=part, high=part, unit="元", steps=(*result.steps, step), flags=(*result.flags, "inferred"))
    ]


def share_of(result: Result, fact: Fact, unit: str) -> Result:
    """A result in per cent, or as a fraction, as a part of a fact, in the unit that is asked for."""
    scale = fact.value / 100 if result.unit == "%" else fact.value
    low = None if result.low is None else result.low * scale
    high = None if result.high is None else result.high * scale
    shown = result.low if result.low is not None else result.high
    words = f"{plain(shown)}%" if result.unit == "%" else f"{shown}"
    step = f"{plain(fact.value)}{unit}×{words}＝{plain((shown or 0) * scale)}{unit}"
    return replace(
        result,
        low=low,
        high=high,
        unit=unit,
        steps=(*result.steps, step),
        facts=(fact,),
        flags=(*result.flags, "inferred"),
    )
