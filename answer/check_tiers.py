"""Tiers, bounds and rates: where a case falls under two of them, under none, or where a bound is none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise, product

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.check_wording import written
from answer.decimals import plain
from answer.quantity_ordinals import ORDINAL
from answer.quantity_records import End, Kind, Quantity
from ingest.records import Span
from ingest.regex import regex

_BOUND_WORD = regex(
    r"(至少|最少|不少于|不低于|不得少于|不得低于|不超过|不得超过|最多|至多|不高于|不得高于)[^,;。:]{0,8}$"
)
_VALUE_BEFORE = regex(
    r"(?:处以?|罚款|拘留|给予|为|按|按照|设|设立|设置|配备|建设|由|拨付|补助|奖励|支付|缴纳|收取|不少于|不低于|至少|"
    r"不超过|达到|控制在|占|有|是|并处|可以|应当|保持|之日起|近|自)$"
)
_CASE_AFTER = regex(
    r"(?:的|以上的|以下的)?[\u4e00-\u9fff“”]{0,14}[,:]|的|[\u4e00-\u9fff]{1,8}(?=每|按|设|配|可|应|不|由|须|给|享|发|为|至少|报销|补|奖|核|支付|减|收|缴)"
)
_PENALTY = regex(r"徒刑|拘留|罚款|拘役|管制|罚金|警告|刑")
_NOT_A_CASE = frozenset((Kind.DATE, Kind.FREQUENCY, Kind.EACH, Kind.CLOCK, Kind.RATIO, Kind.LIST, Kind.MULTIPLE))
_CHECK_WORDING = "请询问制定机关"


@dataclass(frozen=True, slots=True)
class _Case:
    """A bounded quantity that names the case of a tier."""

    quantity: Quantity
    sentence: Sentence

    @property
    def span(self) -> Span:
        return self.sentence.span(self.quantity.start, self.quantity.end)


def bound_ranges(ground: Ground) -> Iterator[Defect]:
    """A bound with a range behind it: 至少2—3个, 不低于500—1000平方米."""
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            if quantity.low is None or quantity.high is None or quantity.low == quantity.high:
                continue
            head = sentence.before(quantity) + quantity.text[: quantity.text.find(quantity.written)]
            word = _BOUND_WORD.search(head)
            if quantity.relation != "range" or not word or not re.search(r"[-~至到]", quantity.written):
                continue
            low, high = plain(quantity.low), plain(quantity.high)
            message = f"“{word[1]}”后面是一个区间，界限是{low}还是{high}{quantity.unit}不明"
            where = sentence.span(quantity.start, quantity.end)
            yield ground.defect("bound_range", Severity.AMBIGUOUS, where, message, "通常按较小的数理解下限，请核实")


def tiers(ground: Ground) -> Iterator[Defect]:
    """Tiers that share an edge which both, neither or perhaps one of them takes in; holes between tiers."""
    for cases in _groups(ground):
        by_unit: dict[str, list[_Case]] = {}
        for case in cases:
            by_unit.setdefault(case.quantity.unit, []).append(case)
        for alike in by_unit.values():
            yield from _edges(ground, alike)


def _groups(ground: Ground) -> Iterator[list[_Case]]:
    """Cases that stand side by side: in one sentence, or each in a provision of the same parent."""
    for sentence in ground.wanted(ground.statements):
        if len(cases := _cases(sentence)) > 1:
            yield cases
    for siblings in ground.children.values():
        numbered = [ground.by_address.get(one.address) for one in siblings if one.ordinal is not None]
        yield from _adjacent(ground, [found[0] for found in numbered if found])


def _adjacent(ground: Ground, firsts: Sequence[Sentence]) -> Iterator[list[_Case]]:
    """The first cases of sentences that stand beside each other, if defects are wanted for one of them."""

    @cache
    def row(at: int) -> list[_Case]:
        return _cases(firsts[at])[:1] if 0 <= at < len(firsts) else []

    end = 0
    for at, first in enumerate(firsts):
        if at >= end and ground.wanted([first]) and row(at):
            start = next(before for before in range(at, -1, -1) if not row(before - 1))
            end = next(behind for behind in range(at + 1, len(firsts) + 1) if not row(behind))
            if end - start > 1:
                yield [case for place in range(start, end) for case in row(place)]


def _cases(sentence: Sentence) -> list[_Case]:
    text, found = sentence.text, []
    for number, quantity in enumerate(sentence.quantities):
        rest = sentence.quantities[number + 1 :]
        if quantity.unit.startswith(ORDINAL):
            continue  # nothing lies between the 10th day and the 11th
        if quantity.kind in _NOT_A_CASE or quantity.relation not in ("range", ">=", ">", "<=", "<"):
            continue
        if _VALUE_BEFORE.search(sentence.before(quantity)) and not _is_row(sentence, quantity):
            continue
        if _PENALTY.search(text[quantity.end : quantity.end + 6]):
            continue
        if quantity.kind is Kind.PERIOD and text[quantity.end : quantity.end + 1] != "的":
            continue
        after = text[quantity.end : quantity.end + 20]
        is_listed = (
            rest and rest[0].unit == quantity.unit and rest[0].relation == "range" and not after.startswith("的")
        )
        if rest and not is_listed and _CASE_AFTER.match(after):
            found.append(_Case(quantity, sentence))
    return found


def _is_row(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether 按照2000户以下社区每年4万元: another amount stands behind it in its clause."""
    clause = re.split(r"[,;。]", sentence.text[quantity.end : quantity.end + 60])[0]
    behind = [q for q in sentence.quantities if quantity.end < q.start < quantity.end + len(clause)]
    return bool(
        re.search(r"按照?$", sentence.before(quantity)) and behind and quantity.relation in ("<=", ">=", "<", ">")
    )


def _edges(ground: Ground, cases: Sequence[_Case]) -> Iterator[Defect]:
    """Pairs of neighbouring tiers, each pair once."""
    ordered = sorted(cases, key=lambda case: (_bottom(case.quantity), _top(case.quantity)))
    for lower, upper in pairwise(ordered):
        edge, other = lower.quantity.high, upper.quantity.low
        if edge is None or other is None or (_variable(lower) and _variable(upper) and not _alike(lower, upper)):
            continue
        if edge == other:
            yield from _shared_edge(ground, lower, upper)
        elif edge < other and _is_case_noun(lower) and _is_case_noun(upper):
            yield _hole(ground, lower, upper)


def _bottom(quantity: Quantity) -> Fraction:
    return quantity.low if quantity.low is not None else Fraction(-1)


def _top(quantity: Quantity) -> Fraction:
    return quantity.high if quantity.high is not None else Fraction(10**18)


def _variable(case: _Case) -> str:
    """The words right before the quantity that may name what is measured."""
    head = re.split(r"[,;。:、()]", case.sentence.before(case.quantity, 40))[-1]
    return re.sub(r"^\d+[.]?|(?:在|为|达到?|不|未)+$", "", head)[-6:]


def _alike(first: _Case, second: _Case) -> bool:
    """Whether two cases are of one variable: same ending words, or one of them unnamed."""
    return _variable(first)[-2:] == _variable(second)[-2:]


def _is_case_noun(case: _Case) -> bool:
    return case.quantity.kind is Kind.AMOUNT and case.sentence.text[case.quantity.end : case.quantity.end + 1] == "的"


def _shared_edge(ground: Ground, lower: _Case, upper: _Case) -> Iterator[Defect]:
    edge = lower.quantity.high
    ends = {lower.quantity.high_end, upper.quantity.low_end}
    if edge is None or ends == {End.OPEN, End.CLOSED} or ends == {End.OPEN, End.UNKNOWN}:
        return
    if ends == {End.CLOSED} and _says_included(lower, "以下|以内") != _says_included(upper, "以上|[-至到]"):
        return
    value = f"恰为{written(edge, lower.quantity)}时"
    names = f"“{lower.quantity.text}”与“{upper.quantity.text}”"
    first, second = sorted((lower, upper), key=lambda case: case.span)
    where = Span(first.span.start, second.span.end) if first.sentence is second.sentence else second.span
    if ends == {End.OPEN}:
        yield ground.defect("tier_gap", Severity.MISMATCH, where, f"{value}{names}都不包括", _CHECK_WORDING)
    elif ends == {End.CLOSED}:
        yield ground.defect(
            "tier_overlap", Severity.AMBIGUOUS, where, f"{value}{names}都包括（以上、以下含本数）", _CHECK_WORDING
        )
    else:
        yield ground.defect("edge", Severity.AMBIGUOUS, where, f"{value}适用{names}中的哪一档未明", _CHECK_WORDING)


def _says_included(case: _Case, word: str) -> bool:
    """Whether 含 stands at the end that `word` names: 1000万元(含)以上; then an end without it is not included."""
    said = case.quantity.text + case.sentence.text[case.quantity.end : case.quantity.end + 6]
    return bool(re.search(rf"\(含[^()]{{0,6}}\)(?:{word})|(?:{word})\(含", said))


def _hole(ground: Ground, lower: _Case, upper: _Case) -> Defect:
    low, high = lower.quantity, upper.quantity
    message = f"“{low.text}”与“{high.text}”之间的情形未规定"
    return ground.defect("tier_gap", Severity.AMBIGUOUS, upper.span, message, _CHECK_WORDING)


_CLASSES = regex(r"(?P<name>[\u4e00-\u9fff]{2,10})\((?P<what>[^()]{2,30})\)")


def nested_classes(ground: Ground) -> Iterator[Defect]:
    """Classes that are each defined by 以上 alone: what is in the third is in the first as well."""
    for sentence in ground.sentences:
        open_ended = [
            (match, q)
            for match in _CLASSES.finditer(sentence.text)
            for q in sentence.quantities
            if match.start("what") <= q.start and q.end <= match.end("what") and q.relation == ">="
        ]
        if len(open_ended) > 1 and len({q.values for _, q in open_ended}) == len({q.unit for _, q in open_ended}) * len(
            open_ended
        ):
            names = "、".join(match["name"] for match, _ in open_ended)
            where = sentence.span(open_ended[0][0].start(), open_ended[-1][0].end())
            message = f"{names}都只有下限，符合较高一级的也符合较低一级，是否互斥未写"
            yield ground.defect("tier_overlap", Severity.AMBIGUOUS, where, message, "通常按所达到的最高一级计")


#: more clauses than these are no table of cases
_MOST_ROWS = 12
_CLAUSE = regex(r"[^;。:]+")


def combinations(ground: Ground) -> Iterator[Defect]:
    """Cases of two variables that leave a combination without a rule."""
    for sentence in ground.statements:
        rows = [row for match in _CLAUSE.finditer(sentence.text) if (row := _row(sentence, *match.span()))]
        units = {unit for row in rows for unit in row}
        if 1 < len(rows) <= _MOST_ROWS and len(units) == 2 and any(len(row) == 2 for row in rows):
            missing = _missing(rows, sorted(units))
            if missing:
                where = sentence.span(
                    min(q.start for row in rows for q in row.values()), max(q.end for row in rows for q in row.values())
                )
                message = f"{missing}的情形未规定"
                yield ground.defect("tier_gap", Severity.AMBIGUOUS, where, message, _CHECK_WORDING)


def _row(sentence: Sentence, start: int, end: int) -> dict[str, Quantity]:
    """The bounded conditions of a clause, by unit, if it ends them with 的 and goes on."""
    found: dict[str, Quantity] = {}
    for quantity in sentence.between(start, end):
        if quantity.relation in (">=", ">", "<=", "<") and quantity.kind in (Kind.AMOUNT, Kind.PERCENT):
            if not re.match(r"的?,|且|并|的", sentence.text[quantity.end :]) or _VALUE_BEFORE.search(
                sentence.before(quantity)
            ):
                return {}
            found[quantity.unit] = quantity
    return found


def _missing(rows: Sequence[dict[str, Quantity]], units: Sequence[str]) -> str:
    """The first combination of values, told in words, that no row takes in; "" if there is none."""
    points = [_points([row[unit] for row in rows if unit in row]) for unit in units]
    for values in product(*points):
        chosen = dict(zip(units, values, strict=True))
        if not any(all(_holds(row[unit], chosen[unit]) for unit in row) for row in rows):
            return "、".join(_said(unit, chosen[unit], rows) for unit in units)
    return ""


def _points(quantities: Sequence[Quantity]) -> list[Fraction]:
    """A value in each cell that the edges cut, from the top."""
    edges = sorted({q.values[0] for q in quantities}, reverse=True)
    return [edges[0] * 2, *(edge - Fraction(1, 1000) for edge in edges)]


def _holds(quantity: Quantity, value: Fraction) -> bool:
    edge = quantity.values[0]
    return {">=": value >= edge, ">": value > edge, "<=": value <= edge, "<": value < edge}[quantity.relation]


def _said(unit: str, value: Fraction, rows: Sequence[dict[str, Quantity]]) -> str:
    edges = sorted({row[unit].values[0] for row in rows if unit in row})
    above = [edge for edge in edges if edge > value]
    below = [edge for edge in edges if edge <= value]
    low = f"{plain(below[-1])}{unit}以上" if below else ""
    high = f"不足{plain(above[0])}{unit}" if above else ""
    return low + high
