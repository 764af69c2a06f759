"""Values asked for: which values of a passage the part means, and what they come to for the facts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from answer.derive import (
    at_price,
    counted,
    counted_noun,
    marginal,
    no_more_than_base,
    part_of_sum,
    price_name,
    share_of,
    shared_out,
    timed,
    within,
)
from answer.evaluate import Need, Result, evaluate
from answer.evaluate_facts import Fact, base_unit, bind, overlap
from answer.formula import Reckoned, added_facts, asked_for, sum_label, unsettled, with_added
from answer.matching import Term, credit
from answer.norms import Condition, Constant, Rate, Share, Value
from answer.passages import Passage
from answer.quantities import scan
from answer.quantity_records import End, Kind
from answer.question_records import Part
from answer.reading_labels import label_of
from answer.select import ENOUGH, Candidate, Reader, terms_of
from answer.tables import Chosen, Row, choose, on_ends, rows_of, table_of

_VALUE_FACETS = frozenset({"amount", "share", "frequency", "when"})
_TIMES = frozenset({Kind.DATE, Kind.CLOCK, Kind.FREQUENCY})
#: units of a share of something
_PARTS = frozenset({"%", "倍", "份额", ""})
_MEASURED = frozenset({"元", "平方米", "米", "户", "人", "%", "天", "月", "年", "小时", "次", "倍", "份额", ""})
#: what a value that the facts of the question enter adds to its passage's score
_COMPUTED = 0.7
#: one of whose tiers they choose
_DECIDED = 1.0
#: and one that they enter only because nothing else could
_INFERRED = 0.55
#: what a case (情节严重的, 均为非住宅的) that the question names adds to a value's fit, and one that it does not takes off
_EVENT, _NO_EVENT = 0.5, 0.15
#: a case counts as spoken of above this fit
_SPOKEN_OF = 0.2
#: what a base that the fact's words name in full adds
_BASE = 0.4
#: what a label that names the counted thing in full adds to its fit
_NOUN = 0.3
_THRESHOLD = re.compile(r"(多少|几).{0,8}(以下|以上|以内|就|才|时|应|要|会|该|可以|开始|算|为|属于|视为)")


@dataclass(slots=True)
class Outcome:
    """The values of one passage, or of the table that it belongs to, for the facts."""

    passages: list[Passage] = field(default_factory=list)
    results: list[tuple[Result, Passage]] = field(default_factory=list)
    asked: int = 0
    needs: list[Need] = field(default_factory=list)
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: how well labels, units and facts fit what is asked, added to the passage's score
    fit: float = 0.0


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A value with how well its label fits the question."""

    row: Row
    value: Value
    fit: float
    is_suited: bool


def wants_value(part: Part) -> bool:
    """Whether the part asks for a quantity."""
    if part.facets[:1] == ("includes",):
        return bool(part.unit)
    return bool(_VALUE_FACETS & set(part.facets[:2])) and part.facets[0] not in (
        "allowed",
        "documents",
        "validity",
        "who",
    )


def may_be_words(part: Part) -> bool:
    """Whether a sentence without a value of the kind asked for may answer all the same: when, or at what level."""
    return bool({"when", "rule", "includes", "condition"} & set(part.facets))


def values_of(reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact]) -> Outcome | None:
    """What the passage gives for the part; None if it has no value of the kind that is asked for."""
    passage = candidate.passage
    reckoned = _reckoned(reader, candidate, part, facts)
    if reckoned is not None:
        return reckoned
    added = added_facts(reader.text(passage.document), facts, part.text + part.context) if len(facts) else {}
    facts = (*facts, *added)
    rows = rows_of(passage)
    priced = _priced(reader, candidate, part, facts)
    if not any(
        suits(value, part) or (priced and value.unit in ("平方米", "%")) for row in rows for value in row.norm.values
    ):
        return _thresholds(rows, part, facts)
    table = table_of(reader, rows)
    chosen = choose(table, facts)
    wanted, _ = terms_of(reader, part)
    ranked = _ranked(chosen.rows, part, wanted, facts, priced=bool(priced))
    outcome = Outcome(cautions=list(chosen.cautions), needs=list(chosen.needs))
    outcome.passages = list(dict.fromkeys(row.passage for row in chosen.rows))
    outcome.fit = 0.3 * max((one.fit for one in ranked if one.is_suited), default=0.0)
    if not outcome.needs:
        _compute(outcome, ranked, table, part, facts=facts, limits=_limits(reader, outcome.passages))
        _add_bands(outcome, chosen, table)
        if priced:
            _price(outcome, priced, facts)
    if not outcome.needs and not _answers(outcome, part):
        return None
    beside = [row for one in reader.text(passage.document).by_address[passage.address] for row in rows_of(one)]
    _show_added(outcome, added)
    _add_unsettled(reader, outcome)
    outcome.cautions += [
        *_unmet(chosen.rows, wanted, facts),
        *(c for c in on_ends(beside, facts) if c not in outcome.cautions),
    ]
    used = [result for result, _ in outcome.results[: outcome.asked] if result.facts]
    sure = any("inferred" not in result.flags for result in used)
    enters = _DECIDED if chosen.by_facts else _COMPUTED if sure else _INFERRED if used else 0.0
    outcome.fit = (outcome.fit + enters) * (1 + candidate.match.coverage) / 2
    return outcome


def _reckoned(reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact]) -> Outcome | None:
    """What a formula that the passage writes out comes to, None if it has none for these facts."""
    made = asked_for(reader.text(candidate.passage.document), candidate.passage, facts, part.text + part.context)
    if made is None or part.unit not in ("", made.result.unit):
        return None
    fit = _DECIDED * (1 + candidate.match.coverage) / 2
    outcome = Outcome(list(made.passages), [(made.result, made.passages[0])], 1, fit=fit)
    _add_unsettled(reader, outcome)
    return outcome


def _add_unsettled(reader: Reader, outcome: Outcome) -> None:
    """Ask for what the text leaves to somebody else, where a computed result is a range for want of it."""
    for result, passage in outcome.results[: outcome.asked]:
        if result.facts and result.low is not None and result.high is not None and result.low < result.high:
            name = unsettled(reader.text(passage.document), outcome.passages)
            if name and all(need.name != name for need in outcome.needs):
                outcome.needs.append(Need(name, "%"))


def _show_added(outcome: Outcome, added: Mapping[Fact, Reckoned]) -> None:
    """Show the working of the facts that formulas added, and cite their sentences."""
    for at, (result, passage) in enumerate(outcome.results):
        shown, more = with_added(result, added)
        outcome.results[at] = (shown, passage)
        outcome.passages = list(dict.fromkeys([*outcome.passages, *more]))


def _answers(outcome: Outcome, part: Part) -> bool:
    """Whether a result has the unit asked for: a share that stayed one is no area."""
    if not part.unit:
        return True
    units = {result.unit for result, _ in outcome.results[: outcome.asked]}
    return part.unit in units or (part.unit == "个" and bool(units - _MEASURED)) or "个" in units


def suits(value: Value, part: Part) -> bool:
    """Whether a value can be what the part asks for, by its kind and unit."""
    kind, lead = value.quantity.kind, part.facets[0]
    if lead == "frequency":
        return kind is Kind.FREQUENCY or value.unit == "次"
    if lead == "when":
        return kind in (Kind.PERIOD, Kind.DATE, Kind.CLOCK)
    if lead == "share" and not part.unit:
        return value.split is not None or kind in (Kind.PERCENT, Kind.FRACTION, Kind.RATIO, Kind.LIST, Kind.MULTIPLE)
    if kind in _TIMES or value.split is not None:
        return False
    if isinstance(value.expression, Share):
        if value.unit not in _PARTS:
            return False  # the average of 12 months is no share
        counted = base_unit(value.expression.base)
        return not part.unit or counted in ("", part.unit) or part.unit in ("%", "个")
    if not part.unit:
        return True
    return value.unit not in _MEASURED or value.unit == "个" if part.unit == "个" else value.unit == part.unit


def _priced(reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact]) -> str:
    """The price that turns an area of this passage into the money that is asked for, named here or above."""
    asks_money = part.unit == "元" or (not part.unit and re.search(r"经费|费用|钱|多少元", part.text + part.context))
    if not asks_money or candidate.match.coverage < ENOUGH or all(fact.unit != "平方米" for fact in facts):
        return ""
    passage = candidate.passage
    text = reader.text(passage.document)
    above = text.ancestors(text.provisions[passage.address])
    return price_name(passage.text) or price_name("".join(text.folded(provision).text for provision in above[-1:]))


def _ranked(
    rows: Sequence[Row], part: Part, wanted: Sequence[Term], facts: Sequence[Fact], *, priced: bool
) -> list[_Ranked]:
    """The values, those that suit and whose labels fit best first."""
    listed = []
    for row in rows:
        for value in row.norm.values:
            if not _is_replaced(row.passage, value):
                suited = suits(value, part) or (priced and value.unit in ("平方米", "%"))
                fit = (
                    _label_fit(value, wanted)
                    + _fact_fit(value, facts)
                    + _event_fit(row, wanted)
                    + _base_fit(value, facts)
                )
                listed.append(_Ranked(row, value, fit, suited))
    return sorted(listed, key=lambda one: (-one.is_suited, -one.fit))


def _is_replaced(passage: Passage, value: Value) -> bool:
    """Whether the value is the old one of 由3000元提高到2万元."""
    before, after = passage.text[: value.quantity.start], passage.text[value.quantity.end :]
    return before.endswith(("由", "从")) and bool(
        re.match(r"[^,;。]{0,4}(提高|调整|增加|降低|提升|上调|下调|扩大)(到|至|为)", after)
    )


def _label_fit(value: Value, wanted: Sequence[Term]) -> float:
    """Share of the question's weight that the value's own label holds."""
    expression = value.expression
    base = expression.base if isinstance(expression, Share) else expression.noun if isinstance(expression, Rate) else ""
    text = f"{value.label}/{value.category}/{base}/{value.event}"
    total = sum(term.weight for term in wanted) or 1.0
    return sum(credit(term, text) * term.weight for term in wanted) / total


def _unmet(rows: Sequence[Row], wanted: Sequence[Term], facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """A caution for each case that a rule is for and the question does not speak of: 应独立设置社区居委会的."""
    said = []
    for row in rows:
        event = row.norm.event
        if event and row.norm.values and _event_fit(row, wanted) <= _SPOKEN_OF:
            said.append(("condition", f"适用条件: {event.strip(',')}"))
    return list(dict.fromkeys(said))


def _event_fit(row: Row, wanted: Sequence[Term]) -> float:
    """How well the case that the norm is for fits the question; a case that it does not mention counts against it."""
    event = row.norm.event
    if not event:
        return 0.0
    if any(f"非{term.text[:2]}" in event for term in wanted):
        return -_EVENT  # 均为非住宅的, and the question speaks of 住宅小区
    total = sum(term.weight for term in wanted) or 1.0
    shared = sum(credit(term, event) * term.weight for term in wanted) / total
    return _EVENT * shared if shared else -_NO_EVENT


def _base_fit(value: Value, facts: Sequence[Fact]) -> float:
    """How much of the words of a fact stands in the base of a share: 最低工资 in 最低工资标准的百分之九十."""
    expression = value.expression
    if not isinstance(expression, Share) or not expression.base:
        return 0.0
    words = [re.sub(r"^.{0,3}[市区县]", "", fact.before) for fact in facts if len(fact.before) > 1]
    return max((_BASE * overlap(expression.base, word) / max(1, len(word) - 1) for word in words), default=0.0)


def _fact_fit(value: Value, facts: Sequence[Fact]) -> float:
    """Whether the head of the noun that a fact counts stands in the value's label: 5个社区党总支, 党(总)支部的工作经费."""
    label = re.sub(r"[()“”]", "", value.label)
    return max((_NOUN for fact in facts if fact.unit in ("个", "") and counted_noun(fact) in label), default=0.0)


def _compute(
    outcome: Outcome,
    ranked: Sequence[_Ranked],
    table: Sequence[Row],
    part: Part,
    *,
    facts: Sequence[Fact],
    limits: Sequence[tuple[str, Result]],
) -> None:
    best = max((one.fit for one in ranked if one.is_suited), default=0.0)
    first: list[tuple[Result, Passage]] = []
    rest: list[tuple[Result, Passage]] = []
    needs: list[Need] = []
    bare: list[tuple[_Ranked, Result]] = []
    for one in ranked:
        result = evaluate(_as_part(one), facts, one.row.norm.conditions, unit=part.unit)
        if isinstance(result, Need):
            needs += [result] if one.is_suited and result not in needs else []
            continue
        result = marginal(result, one.row, one.value, table, facts)
        result = counted(timed(result, part.period, facts), one.value, facts, passage=one.row.passage.text)
        result = _told(result, one, facts)
        bare.append((one, result))
        near = one.fit >= best - 0.12 or (bool(result.facts) and one.fit >= best - 0.3)
        (first if one.is_suited and near else rest).append((result, one.row.passage))
    if not first:
        first, rest = (
            [pair for pair in rest if _has_unit(pair[0], part)],
            [p for p in rest if not _has_unit(p[0], part)],
        )
    first, rest = _wholes_first(first, rest, ranked, part)
    first.sort(key=lambda pair: not pair[0].facts)  # what the facts enter goes first
    if any("＋" in step for result, _ in first for step in result.steps):  # the band below is in the sum already
        first, rest = [p for p in first if p[0].facts], [*rest, *(p for p in first if not p[0].facts)]
    known = [result for result, _ in (*first, *rest)]
    derived = [
        (made, one.row.passage)
        for one, result in bare
        for made in (*shared_out(one.value, known, facts), *part_of_sum(one.value, result, known))
    ]
    outcome.needs = needs if needs and not first and not derived else []
    first = [(no_more_than_base(within(result, limits), passage.text), passage) for result, passage in first]
    kept = [pair for pair in first if pair[0].unit != "份额"]
    outcome.results = [*derived, *kept, *rest] if derived and "share" in part.facets else [*kept, *derived, *rest]
    outcome.asked = len(kept) + len(derived)


_SINGLED = re.compile(r"分别|各|其中|光|单|仅|只")


def _wholes_first(
    first: list[tuple[Result, Passage]], rest: list[tuple[Result, Passage]], ranked: Sequence[_Ranked], part: Part
) -> tuple[list[tuple[Result, Passage]], list[tuple[Result, Passage]]]:
    """The whole before its parts, where the question speaks of all of them: 500平方米, 其中办公用房150, 公益用房350."""
    wholes = {
        (one.row.passage, one.row.norm.values[one.value.part_of].quantity)
        for one in ranked
        if one.value.part_of is not None
    }
    quantities = {quantity for _, quantity in wholes}
    parts = [one for one in ranked if one.value.part_of is not None and one.is_suited]
    total = [one for one in ranked if one.value.quantity in quantities and one.is_suited and one.value.part_of is None]
    if not total or _SINGLED.search(part.text) or len(first) < 2 or len(parts) < 2:
        return first, rest
    shown = {(one.value.quantity.start, one.row.passage) for one in total}
    both = [*first, *rest]
    whole = [pair for pair in both if (pair[0].start, pair[1]) in shown]
    return (whole, [pair for pair in both if pair not in whole]) if whole else (first, rest)


_OBJECT = re.compile(r"^(?P<object>[^,。:;]{2,60}?)的(?P<measure>建筑面积|使用面积|服务面积|用地面积)")


def _told(result: Result, one: _Ranked, facts: Sequence[Fact]) -> Result:
    """The result with where its value stands, the label its lead gives, and the condition that a fact meets."""
    label, basis = result.label, result.basis
    if isinstance(one.value.expression, Share) and result.unit not in _PARTS:
        label = sum_label(label)
    lead = re.sub(r"\([^)]*\)|^[一二三四五六七八九十]+、", "", one.row.passage.lead)
    match = _OBJECT.match(lead)
    if match and result.unit == "平方米":
        label, basis = label or match["object"], basis or match["measure"]
    met = []
    for condition in one.row.norm.conditions:
        fact = bind(f"{condition.variable}{condition.text}", condition.unit, facts)
        if fact is not None and fact.text not in ("",):
            met.append(f"{fact.text}符合“{condition.text}”")
    return replace(result, label=label, basis=basis, steps=(*met, *result.steps), start=one.value.quantity.start)


def _limits(reader: Reader, passages: Sequence[Passage]) -> list[tuple[str, Result]]:
    """The floors and caps that the provisions of these passages set."""
    found: list[tuple[str, Result]] = []
    for document, address in dict.fromkeys((p.document, p.address) for p in passages):
        for passage in reader.text(document).by_address[address]:
            for row in rows_of(passage):
                for value in row.norm.values:
                    kind = value.clamp or _limit_word(passage, value)
                    result = evaluate(value, ()) if kind else None
                    if isinstance(result, Result):
                        found.append((kind, result))
    return found


def _limit_word(passage: Passage, value: Value) -> str:
    """Cap for 最长为二十四个月, floor for 最低为五十平方米, else \"\"."""
    words = passage.text[max(0, value.quantity.start - 5) : value.quantity.end]
    if re.search(r"最(长|高|多|大)(为|是|到|可达|不)?", words):
        return "cap"
    return "floor" if re.search(r"最(低|少|小|短)(为|是|不)?", words) else ""


def _has_unit(result: Result, part: Part) -> bool:
    return bool(part.unit) and result.unit == part.unit


def _as_part(one: _Ranked) -> Value:
    """The value with the rate of the one that it is a part of: of 50元 for each person, 20元 from the city."""
    value, values = one.value, one.row.norm.values
    if value.part_of is None or not isinstance(value.expression, Constant) or value.part_of >= len(values):
        return value
    whole = values[value.part_of].expression
    if isinstance(whole, Rate) and values[value.part_of].unit == value.unit:
        return replace(value, expression=replace(whole, amount=value.expression))
    return value


def _add_bands(outcome: Outcome, chosen: Chosen, table: Sequence[Row]) -> None:
    """Cite the band below a threshold too, where a value counts only what lies above it."""
    for row in chosen.rows:
        if any(not isinstance(v.expression, Constant) and v.expression.excess for v in row.norm.values):
            lows = {c.interval.low for c in row.norm.conditions}
            below = [r.passage for r in table if any(c.interval.high in lows for c in r.norm.conditions)]
            outcome.passages = list(dict.fromkeys([*outcome.passages, *below]))


def _price(outcome: Outcome, name: str, facts: Sequence[Fact]) -> None:
    """Turn the areas into money at the price, or ask for it."""
    areas = [
        (result, passage)
        for result, passage in outcome.results[: outcome.asked]
        if result.unit == "平方米" and result.facts
    ]
    prices = [fact for fact in facts if fact.unit == "元"]
    if not areas:
        return
    if not prices:
        outcome.needs.append(Need(name, "元/平方米"))
        return
    priced = [(at_price(result, name, prices[0]), passage) for result, passage in areas]
    outcome.results = [*priced, *outcome.results]
    outcome.asked += len(priced)


def _thresholds(rows: Sequence[Row], part: Part, facts: Sequence[Fact]) -> Outcome | None:
    """The ends of conditions, where they are what is asked: 满意率多少以下要解除合同."""
    if not (_THRESHOLD.search(part.text) or part.unit or not facts):
        return None
    found = _shares_of(rows, part, facts)
    if not found and any(fact.unit == part.unit for fact in facts):
        return None
    found = found or [
        (threshold(condition), row.passage)
        for row in rows
        for condition in row.norm.conditions
        if part.unit in ("", condition.unit) and ("share" not in part.facets[:1] or condition.unit == "%")
        if "when" not in part.facets[:1] or condition.unit in ("天", "月", "年", "小时")
    ]
    computed = _COMPUTED if any(result.facts for result, _ in found) else 0.0
    return (
        Outcome([rows[0].passage], found, len(found), fit=computed - 0.1) if found else _stated(rows[0].passage, part)
    )


def _stated(passage: Passage, part: Part) -> Outcome | None:
    """Periods and dates that stand in the words of a case: 劳动者提前30日以书面形式通知用人单位的."""
    if part.facets[:1] != ("when",):
        return None
    found = [
        (Result(label_of(passage.text[: q.start]), q.low, q.high, q.relation, q.unit, "", "", (), ()), passage)
        for q in scan(passage.text)
        if q.kind is Kind.PERIOD
    ]
    return Outcome([passage], found, len(found), fit=-0.1) if found else None


def _shares_of(rows: Sequence[Row], part: Part, facts: Sequence[Fact]) -> list[tuple[Result, Passage]]:
    """Thresholds that are a share of the one fact of the unit asked for: 余额不足首期交存额百分之三十."""
    base = [fact for fact in facts if part.unit and fact.unit in (part.unit, "个", "")]
    if len(base) != 1:
        return []
    conditions = [
        (c, row) for row in rows for c in row.norm.conditions if c.unit in ("%", "倍") or (not c.unit and _is_part(c))
    ]
    return [(share_of(threshold(c), base[0], part.unit), row.passage) for c, row in conditions]


def _is_part(condition: Condition) -> bool:
    """Whether the ends of a condition without a unit are fractions: 十分之一以上的村民."""
    return all(end is None or end <= 1 for end in (condition.interval.low, condition.interval.high))


def threshold(condition: Condition) -> Result:
    """The ends of a condition as a result, which nothing was computed for."""
    interval = condition.interval
    return Result(
        condition.variable,
        interval.low,
        interval.high,
        _relation(condition),
        condition.unit,
        "",
        "",
        (condition.text,),
        (),
    )


def _relation(condition: Condition) -> str:
    interval = condition.interval
    if interval.low is not None and interval.high is not None:
        return "=" if interval.low == interval.high else "range"
    if interval.low is not None:
        return ">" if interval.low_end is End.OPEN else ">="
    return "<" if interval.high_end is End.OPEN else "<="
