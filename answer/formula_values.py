"""What the terms of a formula come to, exactly, with the words of each step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate_facts import Fact
from answer.formula_binding import PER_HEAD
from answer.formula_terms import Name, Number, Operation, Term


@dataclass(frozen=True, slots=True)
class Range:
    """A number, or all between two numbers where the text leaves one open."""

    low: Fraction
    #: the same as `low` for one number
    high: Fraction
    unit: str
    #: how it was reckoned: 3000元÷5人
    words: str


def each_of(name: Name, fact: Fact, heads: Fact | None) -> Range:
    """What a name stands for; what is meant for one person, of a sum that the question gives for all `heads`."""
    if heads is None or not PER_HEAD.search(name.text):
        return Range(fact.value, fact.value, fact.unit, f"{plain(fact.value)}{fact.unit}")
    each = fact.value / heads.value
    return Range(each, each, fact.unit, f"{plain(fact.value)}{fact.unit}÷{plain(heads.value)}{heads.unit}")


def value_of(term: Term, bound: Mapping[Name, Range], pairs: Sequence[tuple[Name, Fact]]) -> Range | None:
    """What a term comes to, its names being bound; None where it divides by nothing.

    `pairs` are the names with their facts in order: of a difference (∖) both have the same name.
    """
    if isinstance(term, Number):
        return Range(term.low, term.high, term.unit, term.text)
    if isinstance(term, Name):
        return bound[term]
    if term.sign == "∖":
        less, more = sorted((fact for _, fact in pairs), key=lambda fact: fact.value)
        gap = more.value - less.value
        return Range(gap, gap, more.unit, f"{plain(more.value)}－{plain(less.value)}")
    left, right = value_of(term.left, bound, pairs), value_of(term.right, bound, pairs)
    return None if left is None or right is None else _done(term, left, right)


def _done(term: Operation, left: Range, right: Range) -> Range | None:
    words = f"{_inner(term.left, left)}{term.sign}{_inner(term.right, right)}"
    if term.sign in "＋－":
        low, high = (right.low, right.high) if term.sign == "＋" else (-right.high, -right.low)
        return Range(left.low + low, left.high + high, left.unit or right.unit, words)
    scale = 100 if right.unit == "%" else 1
    if term.sign == "×":
        return Range(left.low * right.low / scale, left.high * right.high / scale, _unit(left.unit, right.unit), words)
    if not right.low or not right.high:
        return None
    unit = "" if left.unit == right.unit else left.unit
    return Range(left.low * scale / right.high, left.high * scale / right.low, unit, words)


def _inner(term: Term, value: Range) -> str:
    return f"({value.words})" if isinstance(term, Operation) else value.words


def _unit(one: str, other: str) -> str:
    units = [unit for unit in (one, other) if unit not in ("", "%")]
    return "元" if "元" in units else next(iter(units), "")


def ends_of(value: Range) -> str:
    """The number for people, or two with 至 between them."""
    return plain(value.low) if value.low == value.high else f"{plain(value.low)}至{plain(value.high)}"
