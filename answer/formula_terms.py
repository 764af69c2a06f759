"""Formulas as records: numbers, names, and what is done with them."""

from dataclasses import dataclass
from fractions import Fraction

from answer.norms import Condition
from answer.quantities import scan
from answer.quantity_records import Quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity that the text gives itself: 365天."""

    low: Fraction
    #: the same as `low`, or more where the text leaves a range: 10%至30%
    high: Fraction
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity of the case, by its name: 职工本人上一年度月平均工资."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms and what is done with them: ×, ÷, ＋, － or ∖ (the greater less the smaller)."""

    sign: str
    left: "Term"
    right: "Term"


Term = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """What a text says how to reckon."""

    #: what comes out, "" if the text gives it no name
    name: str
    term: Term
    #: the words of the text
    text: str
    #: what it is for, as the text names it before it: 财产租赁所得; "" if it does not
    subject: str = ""
    #: what must hold of the case: 每次收入不超过四千元的
    conditions: tuple[Condition, ...] = ()


def scanned(text: str) -> Quantity | None:
    """The first quantity of a stretch of text, None if there is none."""
    # The word before it keeps 21.75天 from being read as the number of a heading.
    return next(iter(scan(f"为{text}")), None)


def number_of(quantity: Quantity) -> Number:
    """A quantity as a term."""
    low = quantity.low if quantity.low is not None else Fraction(0)
    return Number(low, quantity.high if quantity.high is not None else low, quantity.unit, quantity.text)
