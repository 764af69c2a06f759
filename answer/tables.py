"""Rows of a rule table: the norms that together cover the cases of one variable, and which of them hold."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from answer.decimals import plain
from answer.evaluate import Need, Truth, applies
from answer.evaluate_facts import INPUT_NAMES, Fact, bind
from answer.norms import Condition, Constant, Interval, Norm, Rate, Share, Value, counts_excess
from answer.passages import Passage
from answer.quantities import scan
from answer.quantity_ordinals import ORDINAL
from answer.quantity_records import End
from answer.quantity_units import may_have
from answer.reading import read_norms
from answer.select import Reader
from ingest.regex import regex
from ingest.sentences import sentences

EDGE_TEXT = "正好落在两档的交界：两档的规定都包括这个数，适用哪一档须由制定机关或主管部门明确"
NESTED_TEXT = "按字面也属于较宽的一档；各档只写了一头的界限，这里按最窄的一档计，原文没有写明，请核对"
GAP_TEXT = "按问题给出的数字，原文各档都没有包括"
_FURTHER = regex(r"以后|此后|之后|[^,;。]{0,12}每(?:增加|多|超过)")


@dataclass(frozen=True, slots=True)
class Row:
    """A norm where it stands."""

    passage: Passage
    norm: Norm


@dataclass(slots=True)
class Chosen:
    """The rows that hold for the facts, or all of them where the facts do not decide."""

    rows: list[Row] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    #: kind and text of what the reader must know
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: whether a fact decided which row holds
    by_facts: bool = False


def rows_of(passage: Passage) -> list[Row]:
    """The norms of a passage, each with what the sentences before it say of its base and its threshold."""
    norms = [part for norm in read_norms(passage.text, passage.lead) for part in _bearers_apart(passage.text, norm)]
    return [Row(passage, _going_on(passage, norm)) for norm in norms]


def _bearers_apart(text: str, norm: Norm) -> list[Norm]:
    """The norm, and what a later clause with a bearer of its own adds for all cases: 各区按照50%的比例落实."""
    if not norm.conditions or len(norm.values) < 2:
        return [norm]
    added = tuple(value for value in norm.values if _is_added(text, norm, value))
    own = tuple(value for value in norm.values if value not in added)
    if not own or not added:
        return [norm]
    return [replace(norm, values=own), replace(norm, conditions=(), values=added)]


def _is_added(text: str, norm: Norm, value: Value) -> bool:
    """Whether a value is a share with a bearer of its own, a comma after the value before it."""
    start = value.quantity.start
    ends = [other.quantity.end for other in norm.values if other.quantity.end <= start]
    is_own = value.bearer != "" and isinstance(value.expression, Share)
    return is_own and bool(ends) and "," in text[max(ends) : start]


def _going_on(passage: Passage, norm: Norm) -> Norm:
    """The norm above the end of the one before it: 满七年的为十六个月。以后每增加一年,增加一个月."""
    if norm.conditions or not _FURTHER.match(passage.text) or not passage.before:
        return norm
    start, end = sentences(passage.before)[-1]
    ahead = read_norms(passage.before[start:end])
    ends = [c for n in ahead for c in n.conditions if c.interval.low is not None] or _first_units(ahead)
    counted = {value.expression.per_unit for value in norm.values if isinstance(value.expression, Rate)}
    if not ends or ends[-1].unit not in counted:
        return norm
    condition = replace(ends[-1], interval=replace(ends[-1].interval, high=None, low_end=End.OPEN))
    return replace(norm, conditions=(condition,), values=tuple(map(beyond, norm.values)))


def _first_units(norms: Sequence[Norm]) -> list[Condition]:
    """What lies behind the first units that a sentence gives a price for: 10公里以内200元."""
    values = [value for norm in norms if not norm.conditions for value in norm.values]
    ends = [v for v, after in pairwise(values) if v.quantity.relation == "<=" and after.unit == "元" != v.unit]
    ends = [v for v in ends if isinstance(v.expression, Constant)]
    if len(ends) != 1:
        return []
    above = Interval(ends[0].quantity.high, None, End.OPEN, End.OPEN)
    return [
        Condition(
            "", above, ends[0].unit, f"超过{plain(ends[0].quantity.high)}{ends[0].unit}", ends[0].quantity.start, 0
        )
    ]


def beyond(value: Value) -> Value:
    """The value as one of what lies above the threshold."""
    if isinstance(value.expression, Constant):
        return value
    return replace(value, expression=replace(value.expression, excess=True))


def table_of(reader: Reader, rows: list[Row]) -> list[Row]:
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
            elif sibling.level is provision.level and _may_compare(other, units):
                table.extend(r for r in rows_of(other) if r.norm.values and units & {c.unit for c in r.norm.conditions})
    own = [row for row in table if row.passage.address == passage.address]
    labels = _labels(own)
    if len(own) > 1 and labels:  # a table of its own takes in none for another thing
        table = [row for row in table if row in own or not _labels([row]) or labels & _labels([row])]
    return table if len(table) > len(rows) else rows


#: how a case is counted that falls short of the unit
_AS = regex(r"(?:不足|不满|未满|不到|未达到?)[^,;。]{1,24}的?,?(?:均|都|一律)?按照?")


def _labels(rows: Sequence[Row]) -> set[str]:
    """What the values of rows are called."""
    return {value.label for row in rows for value in row.norm.values} - {""}


def _may_compare(passage: Passage, units: Set[str]) -> bool:
    """Whether norms of a passage may have a value under a condition in one of these units, by its quantities."""
    if _FURTHER.match(passage.text):
        return True
    found = scan(passage.text) if any(may_have(passage.text, unit) for unit in units) else ()
    return len(found) > 1 and any(quantity.unit in units for quantity in found)


def _is_case_of(row: Row, other: Row) -> bool:
    """Whether a row rules a case of what another one of its sentence rules at all: 不足10万平方米的按2人."""
    units = {value.unit for value in row.norm.values}
    is_same = row.passage == other.passage and units == {value.unit for value in other.norm.values}
    return is_same and _AS.search(row.passage.text, row.norm.start) is not None


def choose(table: Sequence[Row], facts: Sequence[Fact]) -> Chosen:
    """The rows that hold for the facts; where the facts do not decide, all rows, and what is missing."""
    truths = [(row, applies(row.norm, facts)) for row in table]
    free = [row for row, truth in truths if truth is Truth.YES and not row.norm.conditions]
    yes = [row for row, truth in truths if truth is Truth.YES and row.norm.conditions]
    edge = [row for row, truth in truths if truth is Truth.EDGE]
    unsettled = [row for row, truth in truths if truth is Truth.OPEN]
    near = on_ends(table, facts)
    if yes or edge:
        free = [row for row in free if not any(_is_case_of(one, row) for one in yes)]
        flat = [row for row in (*yes, *edge) if not any(counts_excess(v.expression) for v in row.norm.values)]
        overlap = len(flat) > 1 and _alike(flat)
        inner = _innermost(flat) if overlap else None
        if inner is not None:
            kept = [row for row in (*yes, *edge) if row is inner or row not in flat]
            return Chosen([*kept, *free], cautions=[("overlap", NESTED_TEXT), *near], by_facts=True)
        return Chosen([*yes, *edge, *free], cautions=[("overlap", EDGE_TEXT)] if overlap else near, by_facts=True)
    if len(unsettled) > 1 and _are_tiers(unsettled):
        needs = _needs(unsettled, facts)
        if needs:
            return Chosen(unsettled, needs)
    if unsettled:
        said = [("condition", f"适用条件: {_conditions(row.norm)}") for row in unsettled]
        return Chosen([*unsettled, *free], cautions=said)
    if free:
        return Chosen(free, cautions=near)
    return Chosen(list(table), cautions=[("gap", GAP_TEXT)])


def _innermost(rows: Sequence[Row]) -> Row | None:
    """Of tiers that lie in each other, the one within all: 80周岁以上 beside 60周岁以上; None if they do not."""
    if any(len(row.norm.conditions) != 1 for row in rows):
        return None
    units = set.intersection(*({value.unit for value in row.norm.values} for row in rows))
    labels = {value.label for row in rows for value in row.norm.values if value.unit in units} - {""}
    intervals = [row.norm.conditions[0].interval for row in rows]
    lows = [interval.low for interval in intervals if interval.low is not None and interval.high is None]
    highs = [interval.high for interval in intervals if interval.high is not None and interval.low is None]
    if len(labels) > 1 or len(rows) not in (len(set(lows)), len(set(highs))):
        return None
    end = max(lows) if lows else min(highs)
    return next(row for row, one in zip(rows, intervals, strict=True) if end in (one.low, one.high))


def _conditions(norm: Norm) -> str:
    return ("或" if norm.is_any else "且").join(condition.text for condition in norm.conditions)


def on_ends(table: Sequence[Row], facts: Sequence[Fact]) -> list[tuple[str, str]]:
    """A caution for each condition on whose end a fact lies exactly."""
    found: dict[str, tuple[str, str]] = {}
    for condition in (c for row in table for c in row.norm.conditions):
        fact = bind(f"{condition.variable}{condition.text}", condition.unit, facts)
        is_numbered = condition.unit.startswith(ORDINAL)
        if not is_numbered and fact is not None and fact.value in (condition.interval.low, condition.interval.high):
            found[condition.text] = ("boundary", f"{plain(fact.value)}{condition.unit}正好在“{condition.text}”的界限上")
    return list(found.values())


def _alike(rows: Sequence[Row]) -> bool:
    """Whether all rows have values of a common unit."""
    units = [{value.unit for value in row.norm.values} for row in rows]
    return bool(units and set.intersection(*units))


def _are_tiers(rows: Sequence[Row]) -> bool:
    return len({frozenset(c.unit for c in row.norm.conditions) for row in rows}) == 1 and _alike(rows)


def _needs(rows: Sequence[Row], facts: Sequence[Fact]) -> list[Need]:
    """What the conditions turn on and the facts do not give, by the name of its unit where no fact has that unit."""
    needs: dict[Need, None] = {}
    for condition in (c for row in rows for c in row.norm.conditions):
        if bind(f"{condition.variable}{condition.text}", condition.unit, facts) is None:
            usual = "" if any(fact.unit == condition.unit for fact in facts) else INPUT_NAMES.get(condition.unit, "")
            needs.setdefault(Need(usual or condition.variable or condition.unit, condition.unit))
    return list(needs)
