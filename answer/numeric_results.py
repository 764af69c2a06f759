"""What the values of a passage come to for the facts of a case, those asked for first."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from answer.derive import counted, marginal, part_of_sum, parts_of_ratio, shared_out, timed
from answer.evaluate import Need, Result, Truth, evaluate, holds
from answer.evaluate_facts import Fact, bind
from answer.formula import sum_label
from answer.limits import months_a_year, no_more_than_base, within
from answer.norms import Constant, Norm, Rate, Share, Value, counts_excess
from answer.numeric_fit import PARTS
from answer.outcomes import Outcome, Pair, Ranked
from answer.passages import Passage
from answer.question_records import Part
from answer.reading_rests import rest_step
from answer.reading_values import WHOLE_SUM
from answer.tables import Chosen, Row
from answer.totals import for_heads, for_payers, over_term
from ingest.regex import regex

#: a value is asked for if it fits the question so nearly as well as the best one; if facts enter it, so nearly
_NEAR, _NEAR_COMPUTED = 0.12, 0.3
#: or if the question has its label in full, and that is longer than this
_SHORT = 2
#: what asks for several at once
_SEVERAL = regex(r"[和与跟、各差]|比(?![例率重])|分别|一共|总共|合计")
_SINGLED = regex(r"分别|各|其中|光|单|仅|只")
_MOST, _LEAST = regex(r"最[高多大长]|上限|封顶|顶格|至多"), regex(r"最[低少小短]|下限|起码|至少")
_LIMIT = regex(r"^最[高低多少]")
#: what stands before a number that is added to another one: 难产的增加15天
_MORE = regex(r"(?<!每)增加$")
#: what is paid once, not what may be paid for a year at once: 一次性交纳全年费用
_ONCE = regex(r"一次性(?![交缴])")
_OBJECT = regex(r"^(?P<object>[^,。:;]{2,60}?)的(?P<measure>建筑面积|使用面积|服务面积|用地面积)")


def compute(
    outcome: Outcome,
    ranked: Sequence[Ranked],
    table: Sequence[Row],
    part: Part,
    *,
    facts: Sequence[Fact],
    limits: Sequence[tuple[str, Result]],
) -> None:
    """Put into the outcome what the values come to, those asked for first, and what is missing if nothing does."""
    made, needs = _evaluated(ranked, table, part, facts, limits)
    limits = [*limits, *(("cap", result) for one, result in made if _caps_the_sum(one.value, result))]
    first, rest = _parted(made, ranked, part)
    first, rest = _wholes_first(first, rest, ranked, part)
    first.sort(key=lambda pair: not pair[0].facts)  # what the facts enter goes first
    first, rest = _limits_last(first, rest, part)
    first, rest = _asked_end(first, rest, part)
    units = {result.unit for result, _ in first}
    if any(is_summed(result) and result.unit in units for result, _ in (*first, *rest)):
        first, rest = _summed_first(first, rest, units)
    known = [result for result, _ in (*first, *rest)]
    derived = [
        (further, one.row.passage)
        for one, result in made
        for further in (
            *shared_out(one.value, known, facts),
            *(() if _is_own_case(one) else part_of_sum(one.value, result, known)),
        )
    ]
    derived += [(whole, first[0][1]) for whole in over_term(known, part)] if first else []
    if not derived and part.facets[0] == "share":
        derived = [(one, r.row.passage) for r, _ in made for one in parts_of_ratio(r.value, part.text)]
    outcome.needs = needs if needs and not first and not derived else []
    first = [(no_more_than_base(within(result, limits), passage.text), passage) for result, passage in first]
    if derived:  # what each bears in money says it; the parts of the ratio need not
        rest = [pair for pair in rest if pair[0].unit != "份额"]
    kept = [pair for pair in first if pair[0].unit != "份额"]
    outcome.results = [*derived, *kept, *rest] if derived and "share" in part.facets else [*kept, *derived, *rest]
    outcome.asked = len(kept) + len(derived)
    _end_asked(outcome, part)


def _caps_the_sum(value: Value, result: Result) -> bool:
    """Whether a result is the most that all payments may come to: 违约金总额不超过欠缴金额的30%."""
    return result.relation in ("<=", "<") and bool(WHOLE_SUM.search(value.label))


def _limits_last(first: list[Pair], rest: list[Pair], part: Part) -> tuple[list[Pair], list[Pair]]:
    """What the facts enter before the most and the least that it may come to, which are told beside it."""
    if not any(result.facts for result, _ in first) or _MOST.search(part.text) or _LEAST.search(part.text):
        return first, rest
    limits = [pair for pair in first if not pair[0].facts and _LIMIT.search(pair[0].label)]
    return [pair for pair in first if pair not in limits], [*limits, *rest]


def _asked_end(first: list[Pair], rest: list[Pair], part: Part) -> tuple[list[Pair], list[Pair]]:
    """The most without what is the least, where the part asks for it, and the other way round.

    护理费最低每天20元,最高不超过每天60元: 最多支付多少?
    """
    most, least = bool(_MOST.search(part.text)), bool(_LEAST.search(part.text))
    others = {">=", ">"} if most else {"<=", "<"}
    kept = [pair for pair in first if pair[0].relation not in others]
    if most == least or not kept:
        return first, rest
    return kept, [*(pair for pair in first if pair not in kept), *rest]


def _end_asked(outcome: Outcome, part: Part) -> None:
    """Put the end of a range first that the question asks for: the most of 5000元以上3万元以下."""
    most, least = bool(_MOST.search(part.text)), bool(_LEAST.search(part.text))
    if not outcome.asked or most == least:
        return
    first, passage = outcome.results[0]
    if first.relation != "range" or first.low is None or first.high is None:
        return
    end = replace(first, low=first.high, relation="<=") if most else replace(first, high=first.low, relation=">=")
    outcome.results.insert(0, (end, passage))
    outcome.asked += 1


def _is_own_case(one: Ranked) -> bool:
    """Whether a value is all that its case is given: of 四千元以上的,减除20%, no part of the 800元 of another case."""
    return bool(one.row.norm.conditions) and len(one.row.norm.values) == 1


def is_summed(result: Result) -> bool:
    """Whether a result is the sum of a band and of those below it."""
    return any("＋" in step for step in result.steps)


def _summed_first(first: list[Pair], rest: list[Pair], units: set[str]) -> tuple[list[Pair], list[Pair]]:
    """The sums first: what they are summed of is in them already."""
    sums = [pair for pair in (*first, *rest) if is_summed(pair[0]) and pair[0].unit in units]
    kept = [*sums, *(pair for pair in first if pair[0].facts and pair not in sums)]
    return kept, [pair for pair in (*rest, *first) if pair not in kept]


def _evaluated(
    ranked: Sequence[Ranked],
    table: Sequence[Row],
    part: Part,
    facts: Sequence[Fact],
    limits: Sequence[tuple[str, Result]],
) -> tuple[list[tuple[Ranked, Result]], list[Need]]:
    """What each value comes to for the facts, and what those need that suit and cannot be computed."""
    most = {limit.unit: limit.high for kind, limit in limits if kind == "term" and limit.high is not None}
    paid = {limit.low for kind, limit in limits if kind == "year" and limit.low is not None}
    made: list[tuple[Ranked, Result]] = []
    needs: dict[Need, None] = {}
    for one in ranked:
        result = evaluate(_as_part(one), facts, one.row.norm.conditions, unit=_unit_meant(part, facts))
        if isinstance(result, Need):
            if one.is_suited:
                needs.setdefault(result)
            continue
        result = marginal(result, one.row, one.value, table, facts)
        months = months_a_year(one.row.passage) or paid
        counts = {**most, "每年": next(iter(months))} if len(months) == 1 else most
        result = timed(_once(result, one), part.period, _timing(one, part, facts), counts)
        result = counted(result, one.value, facts, passage=one.row.passage.text)
        result = for_payers(for_heads(result, one.value, one.row.passage, part, facts), one.row.passage, part)
        made.append((one, _told(result, one, facts)))
    return made, list(needs)


_ASKS_SHARE = regex(r"比例|百分|几成|[率%]|几分之")


def _unit_meant(part: Part, facts: Sequence[Fact]) -> str:
    """The unit asked for; money where a part asks what is paid of the one sum that it names: 花了1300元,能报多少."""
    is_paid = part.facets[0] in ("share", "amount") and not part.unit and not _ASKS_SHARE.search(part.text)
    return "元" if is_paid and sum(fact.unit == "元" for fact in facts) == 1 else part.unit


_ASKS_EACH = regex(r"(?:每个?月|一个月|每年)(?:能|可以?|要|应|该|得|发|领|交|缴|拿|给|补|付)*(?:多少|几)")


def _timing(one: Ranked, part: Part, facts: Sequence[Fact]) -> list[Fact]:
    """The facts without the months of the case: 每月多少,领8个月呢; 工作满六个月的,每月补贴500元."""
    conditions = one.row.norm.conditions
    cases = [bind(f"{c.variable}{c.text}", c.unit, facts) for c in conditions if c.unit in ("月", "年")]
    starts = {case.start for case in cases if case is not None}
    is_each = bool(_ASKS_EACH.search(part.text))
    return [fact for fact in facts if fact.unit != "月" or not (is_each or fact.start in starts)]


def _once(result: Result, one: Ranked) -> Result:
    """The result without the period of what it is a multiple of, where it is paid once: 月标准六倍以下的一次性补助."""
    passage = one.row.passage
    return replace(result, per_period="") if _ONCE.search(f"{passage.before}{passage.text}") else result


def _parted(
    made: Sequence[tuple[Ranked, Result]], ranked: Sequence[Ranked], part: Part
) -> tuple[list[Pair], list[Pair]]:
    """The results that are asked for, which suit and fit nearly as well as the best, and the others."""
    best = max((one.fit for one in ranked if one.is_suited), default=0.0)
    is_ruled = any(one.is_suited and not one.is_of_other_class and one.fit >= best - _NEAR for one in ranked)
    named = () if _SEVERAL.search(part.text) else _singled_out(ranked, part)
    first: list[Pair] = []
    rest: list[Pair] = []
    for one, result in made:
        is_named = _is_named(one, part)
        near = is_named or one.fit >= best - (_NEAR_COMPUTED if result.facts else _NEAR)
        is_other = (one.row, one.value.unit) in named and not any(
            name in part.text for name in one.value.label.split("、")
        )
        near &= is_named or not (is_other or (one.is_of_other_class and is_ruled))
        (first if one.is_suited and near else rest).append((result, one.row.passage))
    if first or not part.unit:
        return first, rest
    return [p for p in rest if p[0].unit == part.unit], [p for p in rest if p[0].unit != part.unit]


def _singled_out(ranked: Sequence[Ranked], part: Part) -> list[tuple[Row, str]]:
    """The rows, with a unit, of whose values in this unit the part names one: 省级名师 beside 特级教师."""
    named = [one for one in ranked if one.is_suited and one.value.part_of is None and _is_named(one, part)]
    found = [(one.row, one.value.unit) for one in named]
    return [one for one in found if found.count(one) == 1]


def _is_named(one: Ranked, part: Part) -> bool:
    """Whether the part has the label of a value in full."""
    return len(one.value.label) > _SHORT and one.value.label in part.text


def _wholes_first(
    first: list[Pair], rest: list[Pair], ranked: Sequence[Ranked], part: Part
) -> tuple[list[Pair], list[Pair]]:
    """The whole before its parts, where the question speaks of all of them: 500平方米, 其中办公用房150, 公益用房350."""
    wholes = {
        (one.row.passage, one.row.norm.values[one.value.part_of].quantity)
        for one in ranked
        if one.value.part_of is not None
    }
    quantities = {quantity for _, quantity in wholes}
    parts = [one for one in ranked if one.value.part_of is not None and one.is_suited]
    named = {(one.value.quantity.start, one.row.passage) for one in parts if _is_named(one, part)}
    if len(named) == 1 and not _SEVERAL.search(part.text):
        return _by_start(first, rest, named)
    total = [one for one in ranked if one.value.quantity in quantities and one.is_suited and one.value.part_of is None]
    if not total or _SINGLED.search(part.text) or len(first) < 2 or len(parts) < 2:
        return first, rest
    return _by_start(first, rest, {(one.value.quantity.start, one.row.passage) for one in total})


def _by_start(first: list[Pair], rest: list[Pair], starts: Set[tuple[int, Passage]]) -> tuple[list[Pair], list[Pair]]:
    """What stands at these places alone, before all else; as it was if nothing does."""
    both = [*first, *rest]
    told = [pair for pair in both if (pair[0].start, pair[1]) in starts]
    return (told, [pair for pair in both if pair not in told]) if told else (first, rest)


def said_of(norm: Norm, facts: Sequence[Fact]) -> list[str]:
    """Which conditions of a norm the facts meet and which they do not, a step each: 15度符合“低于16℃”."""
    met = []
    for condition in norm.conditions:
        fact = bind(f"{condition.variable}{condition.text}", condition.unit, facts)
        if fact is not None and fact.text:
            met.append(f"{fact.text}{'不' * (holds(condition, facts) is Truth.NO)}符合“{condition.text}”")
    return met


def _told(result: Result, one: Ranked, facts: Sequence[Fact]) -> Result:
    """The result with where its value stands, the label its lead gives, and the condition that a fact meets."""
    label, basis = result.label, result.basis
    if isinstance(one.value.expression, Share) and result.unit not in PARTS:
        label = sum_label(label)
    lead = re.sub(r"\([^)]*\)|^[一二三四五六七八九十]+、", "", one.row.passage.lead)
    match = _OBJECT.match(lead)
    if match and result.unit == "平方米":
        label, basis = label or match["object"], basis or match["measure"]
    met = said_of(one.row.norm, facts)
    if _MORE.search(one.row.passage.text[: one.value.quantity.start]) and isinstance(one.value.expression, Constant):
        label = f"{label}增加"
    left = rest_step(one.row.norm, one.value)
    met += [left] if left else []
    return replace(result, label=label, basis=basis, steps=(*met, *result.steps), start=one.value.quantity.start)


def _as_part(one: Ranked) -> Value:
    """The value with the rate of the one that it is a part of: of 50元 for each person, 20元 from the city."""
    value, values = one.value, one.row.norm.values
    if value.part_of is None or not isinstance(value.expression, Constant) or value.part_of >= len(values):
        return value
    whole = values[value.part_of].expression
    if isinstance(whole, Rate) and values[value.part_of].unit == value.unit:
        return replace(value, expression=replace(whole, amount=value.expression))
    return value


def add_bands(outcome: Outcome, chosen: Chosen, table: Sequence[Row]) -> None:
    """Cite the band below a threshold too, where a value counts only what lies above it."""
    for row in chosen.rows:
        if any(counts_excess(value.expression) for value in row.norm.values):
            lows = {c.interval.low for c in row.norm.conditions}
            below = [r.passage for r in table if any(c.interval.high in lows for c in r.norm.conditions)]
            outcome.passages = list(dict.fromkeys([*outcome.passages, *below]))
