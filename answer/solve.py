"""One part of a question in one scope: the passages that answer it, and what they come to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from answer.evaluate import MONTHS, Fact, Need, Result, Truth, applies, evaluate
from answer.norms import Norm, Rate, Share, Value
from answer.passages import Passage
from answer.quantity_records import Kind
from answer.question import Part, Question
from answer.reading import read_norms
from answer.scope import Scope
from answer.select import ENOUGH, Candidate, Reader, candidates, is_title

#: passages within this share of the best one are looked at for a value
_NEAR = 0.72


@dataclass(frozen=True, slots=True)
class Row:
    """A norm where it stands."""

    passage: Passage
    norm: Norm


@dataclass(slots=True)
class Finding:
    """What one part of a question comes to in one scope."""

    scope: Scope
    part: Part
    #: passages to cite, the deciding one first
    passages: list[Passage] = field(default_factory=list)
    #: results with the passage that each stands on
    results: list[tuple[Result, Passage]] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    #: kind and text of what the reader must know
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: key of the document that answers, "" if none does
    key: str = ""
    score: float = 0.0

    @property
    def is_answered(self) -> bool:
        """Whether a passage answers."""
        return bool(self.passages) and not self.needs


def solve(reader: Reader, question: Question, part: Part, scope: Scope, facts: Sequence[Fact]) -> list[Finding]:
    """The findings of one part in one scope: the best document first, other documents of the place behind it."""
    ranked = [c for c in candidates(reader, scope.keys, part, f"{part.text} {part.context}") if not is_title(reader, c.passage)]
    if not ranked or ranked[0].match.coverage < ENOUGH:
        return []
    if _wants_value(part):
        found = _numeric(reader, part, scope, facts, ranked)
    else:
        found = _textual(part, scope, ranked)
    return found


def _wants_value(part: Part) -> bool:
    return bool({"amount", "share", "frequency", "when"} & set(part.facets[:2]))


def _textual(part: Part, scope: Scope, ranked: Sequence[Candidate]) -> list[Finding]:
    findings: list[Finding] = []
    best = ranked[0].score
    for candidate in ranked:
        if candidate.score < best * 0.8:
            break
        key = candidate.passage.document
        if all(f.key != key for f in findings):
            findings.append(Finding(scope, part, [candidate.passage], key=key, score=candidate.score))
    return findings


def _numeric(reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], ranked: Sequence[Candidate]) -> list[Finding]:
    findings: list[Finding] = []
    best = ranked[0].score
    for candidate in ranked:
        if candidate.score < best * _NEAR or candidate.match.coverage < ENOUGH:
            continue
        key = candidate.passage.document
        if any(f.key == key for f in findings):
            continue
        rows = [Row(candidate.passage, norm) for norm in read_norms(candidate.passage.text)]
        if not any(_suits(value, part, facts) for row in rows for value in row.norm.values):
            continue
        finding = Finding(scope, part, key=key, score=candidate.score)
        _fill(finding, reader, rows, part, facts)
        findings.append(finding)
    return findings


def _suits(value: Value, part: Part, facts: Sequence[Fact]) -> bool:
    """Whether a value can be what the part asks for."""
    kind = value.quantity.kind
    if "frequency" in part.facets:
        return kind is Kind.FREQUENCY or value.unit == "次"
    if "when" in part.facets[:1]:
        return kind in (Kind.PERIOD, Kind.DATE, Kind.CLOCK)
    if "share" in part.facets[:1] and not part.unit:
        return kind in (Kind.PERCENT, Kind.FRACTION, Kind.RATIO, Kind.LIST, Kind.MULTIPLE)
    if not part.unit:
        return True
    if isinstance(value.expression, Share):
        return True
    return value.unit == part.unit


def _fill(finding: Finding, reader: Reader, rows: list[Row], part: Part, facts: Sequence[Fact]) -> None:
    table = _table(reader, rows)
    chosen = _choose(finding, table, facts)
    for row in chosen:
        if row.passage not in finding.passages:
            finding.passages.append(row.passage)
        for value in row.norm.values:
            outcome = evaluate(value, facts)
            if isinstance(outcome, Need):
                if outcome not in finding.needs:
                    finding.needs.append(outcome)
            else:
                finding.results.append((outcome, row.passage))


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
                continue
            for norm in read_norms(other.text):
                if norm.values and units & {condition.unit for condition in norm.conditions}:
                    table.append(Row(other, norm))
    return table or rows


def _choose(finding: Finding, table: list[Row], facts: Sequence[Fact]) -> list[Row]:
    """The rows that hold; all rows, and what is missing, if the facts do not decide."""
    truths = [applies(row.norm, facts) for row in table]
    yes = [row for row, truth in zip(table, truths, strict=True) if truth is Truth.YES]
    edge = [row for row, truth in zip(table, truths, strict=True) if truth is Truth.EDGE]
    unsettled = [row for row, truth in zip(table, truths, strict=True) if truth is Truth.OPEN]
    conditional = [row for row in yes if row.norm.conditions]
    if edge and conditional:
        finding.cautions.append(("overlap", "正好落在两档的交界，两档的规定都写得上，须由制定机关或主管部门确定适用哪一档"))
        return [*conditional, *edge]
    if len({row.passage.address for row in conditional}) > 1 or len(conditional) > 1:
        finding.cautions.append(("overlap", "正好落在两档的交界，两档的规定都写得上，须由制定机关或主管部门确定适用哪一档"))
    if yes or edge:
        return [*yes, *edge]
    if unsettled and len(unsettled) > 1:
        for row in unsettled:
            for condition in row.norm.conditions:
                need = Need(_need_name(condition.variable, condition.unit), condition.unit)
                if need not in finding.needs and not any(f.unit == condition.unit for f in facts):
                    finding.needs.append(need)
        return unsettled
    if unsettled:
        finding.cautions.append(("condition", f"须符合: {unsettled[0].norm.conditions[0].text}"))
        return unsettled
    finding.cautions.append(("gap", "按所给数字，原文各档都不包括"))
    return table


def _need_name(variable: str, unit: str) -> str:
    from answer.evaluate import INPUT_NAMES

    return INPUT_NAMES.get(unit, variable or unit)


def per_period(amount: Fraction, period: str, wanted: str) -> Fraction | None:
    """An amount for one period as an amount for another, None where the calendar gives no fixed ratio."""
    if period in MONTHS and wanted in MONTHS:
        return amount * Fraction(MONTHS[wanted], MONTHS[period])
    return None


__all__ = ["Finding", "Rate", "solve"]
