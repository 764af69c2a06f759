"""Values asked for: which of a passage's norms apply to the facts, and which of their values the part means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from answer.evaluate import INPUT_NAMES, MONTHS, Fact, Need, Result, Truth, applies, evaluate, limited, overlap, plain, plus
from answer.matching import Term, credit
from answer.norms import Condition, Constant, Norm, Rate, Share, Value
from answer.passages import Passage
from answer.quantities import scan
from answer.quantity_records import End, Kind, Quantity
from answer.question import Part, Period
from answer.reading import read_norms
from answer.select import Candidate, Reader

_VALUE_FACETS = frozenset({"amount", "share", "frequency", "when"})
_EDGE_TEXT = "正好落在两档的交界：两档的规定都包括这个数，适用哪一档须由制定机关或主管部门明确"
#: how near its end a lead sentence must name the base of the items below it
_LEAD_END = 24
_COUNTERS = frozenset({"个", "", "家", "所", "处", "座"})


@dataclass(frozen=True, slots=True)
class Row:
    """A norm where it stands."""

    passage: Passage
    norm: Norm


@dataclass(slots=True)
class Outcome:
    """The values of one passage, or of the table that it belongs to, for the facts."""

    passages: list[Passage] = field(default_factory=list)
    results: list[tuple[Result, Passage]] = field(default_factory=list)
    asked: int = 0
    needs: list[Need] = field(default_factory=list)
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: how well labels and units fit what is asked, added to the passage's score
    fit: float = 0.0


def wants_value(part: Part) -> bool:
    """Whether the part asks for a quantity."""
    if part.facets[:1] == ("includes",):
        return bool(part.unit)
    return bool(_VALUE_FACETS & set(part.facets[:2])) and part.facets[0] not in ("allowed", "documents", "validity", "who")


def may_be_words(part: Part) -> bool:
    """Whether a sentence without a value of the kind asked for may answer all the same: when, or at what level."""
    return bool({"when", "rule", "includes", "condition"} & set(part.facets))


def values_of(
    reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact], period: Period | None
) -> Outcome | None:
    """What the passage gives for the part; None if it has no value of the kind that is asked for."""
    rows = [Row(candidate.passage, _led(candidate.passage, norm)) for norm in read_norms(candidate.passage.text)]
    if not any(suits(value, part) for row in rows for value in row.norm.values):
        return _threshold(rows, part, facts)
    outcome = Outcome()
    table = _table(reader, rows)
    chosen = _applicable(outcome, table, facts)
    wanted = reader.wanted(f"{part.text} {part.context}")
    ordered = _ordered(chosen, part, wanted)
    outcome.fit = _fit(ordered, part)
    for row in chosen:
        if row.passage not in outcome.passages:
            outcome.passages.append(row.passage)
    if not outcome.needs:
        _evaluate(outcome, ordered, table, part, facts=facts, period=period)
        _cite_bands(outcome, chosen, table)
    return outcome


def _cite_bands(outcome: Outcome, chosen: Sequence[Row], table: Sequence[Row]) -> None:
    """Cite the band below a threshold too, where a value counts only what lies above it."""
    for row in chosen:
        if any(not isinstance(v.expression, Constant) and v.expression.excess for v in row.norm.values):
            lows = {c.interval.low for c in row.norm.conditions}
            for lower in table:
                if any(c.interval.high in lows for c in lower.norm.conditions) and lower.passage not in outcome.passages:
                    outcome.passages.append(lower.passage)


def _led(passage: Passage, norm: Norm) -> Norm:
    """The norm with the base that its lead sentence ends on: 每平方米年税额如下: makes each amount a rate."""
    bases = [q for q in scan(passage.lead[-_LEAD_END:]) if q.kind is Kind.EACH and q.unit not in MONTHS] if passage.lead.endswith(":") else []
    if not bases or not bases[-1].values:
        return norm
    base = bases[-1]
    return replace(norm, values=tuple(_rated(value, base) for value in norm.values))


def _rated(value: Value, base: Quantity) -> Value:
    if not isinstance(value.expression, Constant) or value.quantity.kind is not Kind.AMOUNT:
        return value
    return replace(value, expression=Rate(value.expression, base.values[0], None, base.unit, base.per or base.unit))


def _threshold(rows: Sequence[Row], part: Part, facts: Sequence[Fact]) -> Outcome | None:
    """The end of a condition, where that is what is asked: 满意率多少以下要解除合同."""
    if facts or not re.search(r"(多少|几).{0,8}(以下|以上|以内|就|才|时|应|要|会|该|可以|开始|算|为|属于|视为)", part.text):
        return None
    found = [
        (Result(c.variable, c.interval.low, c.interval.high, _relation(c), c.unit, "", "", (c.text,), ()), row.passage)
        for row in rows
        for c in row.norm.conditions
        if (part.unit in ("", c.unit)) and ("share" not in part.facets[:1] or c.unit == "%")
    ]
    return Outcome([rows[0].passage], found, len(found)) if found else None


def _relation(condition: Condition) -> str:
    interval = condition.interval
    if interval.low is not None and interval.high is not None:
        return "=" if interval.low == interval.high else "range"
    if interval.low is not None:
        return ">" if interval.low_end is End.OPEN else ">="
    return "<" if interval.high_end is End.OPEN else "<="


def suits(value: Value, part: Part) -> bool:
    """Whether a value can be what the part asks for, by its kind and unit."""
    kind = value.quantity.kind
    lead = part.facets[0]
    if lead == "frequency":
        return kind is Kind.FREQUENCY or value.unit == "次"
    if lead == "when":
        return kind in (Kind.PERIOD, Kind.DATE, Kind.CLOCK)
    if lead == "share" and not part.unit:
        return kind in (Kind.PERCENT, Kind.FRACTION, Kind.RATIO, Kind.LIST, Kind.MULTIPLE)
    if kind in (Kind.DATE, Kind.CLOCK):
        return False
    if not part.unit:
        return True
    return isinstance(value.expression, Share) or value.unit == part.unit


def _table(reader: Reader, rows: list[Row]) -> list[Row]:
    """The rows, with those of the neighbouring provisions if together they are tiers of one variable."""
    units = {condition.unit for row in rows for condition in row.norm.conditions}
    if not units:
        return rows
    passage = rows[0].passage
    text = reader.text(passage.document)
    provision = text.provisions[passage.address]
    table: list[Row] = []
    for sibling in text.children.get(provision.parent, ()):
        for other in text.by_address.get(sibling.address, ()):
            if other == passage:
                table.extend(rows)
            elif sibling.level is provision.level:
                table.extend(_tiers(other, units))
    return table if len(table) > len(rows) else rows


def _tiers(passage: Passage, units: set[str]) -> list[Row]:
    return [
        Row(passage, norm)
        for norm in read_norms(passage.text)
        if norm.values and units & {condition.unit for condition in norm.conditions}
    ]


def _applicable(outcome: Outcome, table: Sequence[Row], facts: Sequence[Fact]) -> list[Row]:
    """The rows that hold; where the facts do not decide, all of them, and what is missing."""
    truths = [(row, applies(row.norm, facts)) for row in table]
    free = [row for row, truth in truths if truth is Truth.YES and not row.norm.conditions]
    yes = [row for row, truth in truths if truth is Truth.YES and row.norm.conditions]
    edge = [row for row, truth in truths if truth is Truth.EDGE]
    unsettled = [row for row, truth in truths if truth is Truth.OPEN]
    if len(yes) + len(edge) > 1 and _same_kind([*yes, *edge]):
        outcome.cautions.append(("overlap", _EDGE_TEXT))
    if yes or edge:
        return [*yes, *edge, *free]
    if len(unsettled) > 1 and _is_table(unsettled):
        outcome.needs.extend(_needs(unsettled, facts))
        return unsettled
    if unsettled:
        for row in unsettled:
            outcome.cautions.append(("condition", f"适用条件: {'且'.join(c.text for c in row.norm.conditions)}"))
        return [*unsettled, *free]
    if free:
        return free
    outcome.cautions.append(("gap", "按问题给出的数字，原文各档都没有包括"))
    return list(table)


def _same_kind(rows: Sequence[Row]) -> bool:
    units = [{value.unit for value in row.norm.values} for row in rows]
    return bool(set.intersection(*units)) if units else False


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether rows are tiers of one variable: the same unit of the condition, and values of the same unit."""
    units = [frozenset(condition.unit for condition in row.norm.conditions) for row in rows]
    return len(set(units)) == 1 and _same_kind(rows)


def _needs(rows: Sequence[Row], facts: Sequence[Fact]) -> list[Need]:
    needs: list[Need] = []
    for condition in (c for row in rows for c in row.norm.conditions):
        need = Need(INPUT_NAMES.get(condition.unit, condition.variable or condition.unit), condition.unit)
        if need not in needs and all(fact.unit != condition.unit for fact in facts):
            needs.append(need)
    return needs


def _ordered(rows: Sequence[Row], part: Part, wanted: Sequence[Term]) -> list[tuple[Row, Value, float]]:
    """The values with how well each one's label fits, the best first; a value's parts stay behind it."""
    listed = [
        (row, value, _label_fit(value, wanted) + (1.0 if suits(value, part) else 0.0))
        for row in rows
        for value in row.norm.values
    ]
    return sorted(listed, key=lambda one: -one[2])


def _label_fit(value: Value, wanted: Sequence[Term]) -> float:
    """Share of the question's weight that the value's own label holds."""
    text = f"{value.label}{value.category}{_base_of(value)}"
    total = sum(term.weight for term in wanted) or 1.0
    return sum(credit(term, text) * term.weight for term in wanted) / total if text else 0.0


def _base_of(value: Value) -> str:
    expression = value.expression
    return expression.base if isinstance(expression, Share) else (expression.noun if isinstance(expression, Rate) else "")


def _fit(ordered: Sequence[tuple[Row, Value, float]], part: Part) -> float:
    return 0.5 * max((fit - 1.0 for _, value, fit in ordered if suits(value, part)), default=0.0)


def _evaluate(
    outcome: Outcome,
    ordered: Sequence[tuple[Row, Value, float]],
    table: Sequence[Row],
    part: Part,
    *,
    facts: Sequence[Fact],
    period: Period | None,
) -> None:
    needs: list[Need] = []
    limits: list[tuple[str, Result]] = []
    best = max((fit for _, value, fit in ordered if suits(value, part)), default=0.0)
    first: list[tuple[Result, Passage]] = []
    rest: list[tuple[Result, Passage]] = []
    for row, value, fit in ordered:
        result = evaluate(value, facts, row.norm.conditions)
        if isinstance(result, Need):
            if fit >= best - 0.05 and result not in needs:
                needs.append(result)
            continue
        if value.clamp and not isinstance(value.expression, Share):
            limits.append((value.clamp, result))
        result = _marginal(result, row, value, table, facts)
        result = _counted(_timed(result, period, facts), value, facts)
        (first if suits(value, part) and fit >= best - 0.12 else rest).append((result, row.passage))
    if not first and needs:
        outcome.needs.extend(needs)
    outcome.results = [(_within(result, limits), passage) for result, passage in (*first, *rest)]
    outcome.asked = len(first) or len(rest)


def _within(result: Result, limits: Sequence[tuple[str, Result]]) -> Result:
    """A computed result within the floors and caps of its passage."""
    if not result.facts:
        return result
    bounds = [
        (kind, limit.low if kind == "floor" else limit.high)
        for kind, limit in limits
        if limit.unit == result.unit and limit.low is not None and limit.high is not None
    ]
    return limited(result, [(kind, bound) for kind, bound in bounds if bound is not None])


def _marginal(result: Result, row: Row, value: Value, table: Sequence[Row], facts: Sequence[Fact]) -> Result:
    """The result for what lies above a threshold, with that of the band below it: only the sum is what is owed."""
    expression = value.expression
    if isinstance(expression, Constant) or not expression.excess or not result.facts:
        return result
    threshold = next((c for c in row.norm.conditions if c.unit == result.facts[0].unit and c.interval.low is not None), None)
    if threshold is None:
        return result
    for lower in table:
        if any(c.unit == threshold.unit and c.interval.high == threshold.interval.low for c in lower.norm.conditions):
            for below in lower.norm.values:
                at = [replace(f, value=threshold.interval.low) if f.unit == threshold.unit else f for f in facts]  # type: ignore[type-var]
                base = evaluate(below, at, lower.norm.conditions)
                if isinstance(base, Result) and base.unit == result.unit:
                    return plus(base, result, f"{plain(base.low)}+{plain(result.low)}={plain((base.low or 0) + (result.low or 0))}")
    return result


def _timed(result: Result, period: Period | None, facts: Sequence[Fact]) -> Result:
    """The result for the period that the question asks about, or for the days that it counts."""
    days = [fact for fact in facts if fact.unit == "天"]
    if result.per_period in ("天", "日") and days:
        return _times(result, days[0].value, f"×{plain(days[0].value)}天", days[0])
    if period is None or not result.per_period or period.unit not in MONTHS or result.per_period not in MONTHS:
        return result
    factor = Fraction(MONTHS[period.unit], MONTHS[result.per_period]) * period.count
    if factor == 1:
        return result
    step = f"每{result.per_period}{plain(result.low)}{result.unit}，按{plain(period.count)}{period.unit}计为{plain((result.low or 0) * factor)}{result.unit}"
    return replace(
        result,
        low=None if result.low is None else result.low * factor,
        high=None if result.high is None else result.high * factor,
        steps=(*result.steps, step),
        per_period="",
    )


def _times(result: Result, factor: Fraction, step: str, fact: Fact) -> Result:
    return replace(
        result,
        low=None if result.low is None else result.low * factor,
        high=None if result.high is None else result.high * factor,
        steps=(*result.steps, f"{plain(result.low)}{result.unit}{step}"),
        facts=(*result.facts, fact),
        per_period="",
    )


def _counted(result: Result, value: Value, facts: Sequence[Fact]) -> Result:
    """The result for as many things as the question counts, where the value is for one of them without saying 每个."""
    if result.facts or value.quantity.kind is not Kind.AMOUNT:
        return result
    things = [
        fact
        for fact in facts
        if fact.unit in _COUNTERS and fact.after[:2] and fact.after[:2] in f"{value.label}{value.category}" and fact.value > 1
    ]
    if not things or value.unit in _COUNTERS:
        return result
    fact = max(things, key=lambda f: overlap(f.after, value.label))
    step = f"{plain(fact.value)}{fact.unit}×{plain(result.low)}{result.unit}"
    return replace(
        result,
        low=None if result.low is None else result.low * fact.value,
        high=None if result.high is None else result.high * fact.value,
        steps=(*result.steps, step),
        facts=(fact,),
        flags=(*result.flags, "inferred"),
    )


def wants_all(part: Part) -> bool:
    """Whether the part asks for several values at once."""
    return bool(re.search(r"分别|各|都", part.text))
