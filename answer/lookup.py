"""Figures of a formula that the same text gives in another provision: 成新率 by the age, 补偿单价 by the structure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.decimals import plain
from answer.evaluate import Result, Truth, applies, evaluate
from answer.evaluate_facts import Fact, overlap
from answer.formula import Reckoned
from answer.formula_binding import fits_none, names_in, units_of
from answer.formula_terms import Formula
from answer.norms import Rate, Share, Value
from answer.passages import DocumentText, Passage
from answer.select import NUMERAL
from answer.tables import Row, rows_of
from ingest.regex import regex

#: a name that says no more than that the text sets so much for each kind
_SET = regex(r"(?:单价|标准|价格|定额|系数|比例|费率|税率|基数|价|率)$")
#: what a provision that names the figure counts, and what one of the same article counts, beside a shared pair of signs
_NAMED, _BESIDE = 8, 1


def figures_of(
    formula: Formula, passage: Passage, text: DocumentText, facts: Sequence[Fact], question: str
) -> dict[Fact, Reckoned]:
    """The figures that a formula names, the question does not give, and another provision of the text does."""
    found: dict[Fact, Reckoned] = {}
    for name in dict.fromkeys(one.text for one in names_in(formula.term)):
        made = looked_up(name, passage, text, facts, question) if fits_none(name, facts) else None
        if made is not None and made.result.low is not None:
            found[Fact(made.result.low, made.result.unit, name, "", name)] = made
    return found


def looked_up(name: str, passage: Passage, text: DocumentText, facts: Sequence[Fact], question: str) -> Reckoned | None:
    """The one figure that the text gives for a name in the case of the question, None if there is none or several."""
    ranked: list[tuple[int, Result, Passage]] = []
    unsettled = 0  # how well a value fits of which nobody said whether its conditions are met
    for other in text.passages:
        if other != passage and NUMERAL.search(other.text):
            for row, value, truth in _values(other, facts):
                score = _score(name, row, value, passage, question)
                result = evaluate(_as_set(value), ())
                if score and isinstance(result, Result) and _is_one(result) and result.unit in units_of(name):
                    unsettled = max(unsettled, score if truth is Truth.OPEN else 0)
                    ranked += [(score, result, other)] if truth is not Truth.OPEN else []
    ranked.sort(key=lambda one: -one[0])
    if not ranked or unsettled >= ranked[0][0]:
        return None
    if any(score == ranked[0][0] and result.low != ranked[0][1].low for score, result, _ in ranked):
        return None
    _, result, other = ranked[0]
    step = f"{name}{plain(result.low)}{result.unit}: “{other.text.strip('。;')}”"
    return Reckoned(replace(result, label=name, steps=(step,)), (other,), 1)


def _values(passage: Passage, facts: Sequence[Fact]) -> Iterator[tuple[Row, Value, Truth]]:
    """The values of a passage whose conditions the facts do not fail, each with whether they meet them."""
    for row in rows_of(passage):
        truth = applies(row.norm, facts)
        if truth is not Truth.NO:
            for value in row.norm.values:
                yield row, value, truth


def _score(name: str, row: Row, value: Value, passage: Passage, question: str) -> int:
    """How well a value fits a name and the case, 0 if it is for something else."""
    kind = value.category or value.label
    is_named = name in f"{row.passage.lead}{row.passage.before}{row.passage.text}"
    shared = overlap(kind, question)
    if not is_named and not (_SET.search(name) and shared):
        return 0
    if is_named and not shared and kind and not overlap(kind, name) and not row.norm.conditions:
        return 0
    is_beside = row.passage.address.partition("__")[0] == passage.address.partition("__")[0]
    return _NAMED * is_named + 2 * shared + _BESIDE * is_beside


def _as_set(value: Value) -> Value:
    """The value as the text sets it for each unit."""
    expression = value.expression
    if isinstance(expression, Rate):
        return replace(value, expression=expression.amount)
    return replace(value, expression=expression.part) if isinstance(expression, Share) else value


def _is_one(result: Result) -> bool:
    return result.relation == "=" and result.low is not None and result.low == result.high
