"""Which words of a quoted provision decide: the numbers that an answer takes from it, and the case they are for."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from answer.citations import ELLIPSIS
from answer.layout import flowed
from answer.quantities import scan
from answer.quantity_records import End, Kind, Quantity
from ingest.normalize import fold
from ingest.records import Span
from ingest.sentences import sentences


class Piece(NamedTuple):
    """A stretch of text and why it stands out: "value", "case", "term" or ""."""

    text: str
    role: str


class Given(NamedTuple):
    """A number with its unit."""

    value: Fraction
    unit: str


def pieces(
    quote: str, values: Sequence[Given], inputs: Sequence[Given], terms: Iterable[str] = ()
) -> tuple[Piece, ...]:
    """A quote in reading order, its deciding words apart; joined, the pieces are the quote without broken lines."""
    text = flowed(quote)
    folded = fold(text)
    marks: list[tuple[int, int, str]] = []
    for quantity in scan(folded.text):
        role = _role(quantity, values, inputs)
        if role:
            span = folded.span(quantity.start, quantity.end)
            marks.append((span.start, span.end, role))
    for term in terms:
        marks.extend((at, at + len(term), "term") for at in _places(text, term))
    return tuple(_cut(text, marks))


def shortened(whole: Sequence[Piece], longest: int) -> tuple[Piece, ...]:
    """The pieces; of more than `longest` characters the sentences in which most stands out, with …… between them."""
    text = "".join(one.text for one in whole)
    if len(text) <= longest:
        return tuple(whole)
    folded = fold(text)
    spans = [folded.span(start, end) for start, end in sentences(folded.text)]
    ends = list(accumulate(len(one.text) for one in whole))
    placed = [(one, end - len(one.text)) for one, end in zip(whole, ends, strict=True)]
    chosen: list[int] = []
    for at in sorted(range(len(spans)), key=lambda one: (-_weight(placed, spans[one]), one)):
        if not chosen or sum(spans[one].end - spans[one].start for one in (*chosen, at)) <= longest:
            chosen.append(at)
    return tuple(_joined(placed, [(at, spans[at]) for at in sorted(chosen)], len(spans)))


def _weight(placed: Sequence[tuple[Piece, int]], span: Span) -> int:
    """How much of what stands out is in a stretch, each word once."""
    return sum(map(len, {one.text for one, start in placed if one.role and span.start <= start < span.end}))


def _joined(placed: Sequence[tuple[Piece, int]], chosen: Sequence[tuple[int, Span]], count: int) -> Iterator[Piece]:
    """The pieces of the chosen sentences, by number and place, of `count` in all."""
    expected = 0
    for number, span in chosen:
        if number != expected:
            yield Piece(ELLIPSIS, "")
        for one, start in placed:
            text = one.text[max(0, span.start - start) : max(0, span.end - start)]
            if text:
                yield Piece(text, one.role)
        expected = number + 1
    if expected != count:
        yield Piece(ELLIPSIS, "")


def _role(quantity: Quantity, values: Sequence[Given], inputs: Sequence[Given]) -> str:
    if any(_states(quantity, given) for given in values):
        return "value"
    return "case" if any(_holds(quantity, given) for given in inputs) else ""


def _states(quantity: Quantity, given: Given) -> bool:
    return given.unit == quantity.unit and given.value in (*quantity.values, quantity.low, quantity.high)


def _holds(quantity: Quantity, given: Given) -> bool:
    """Whether the number that the question gives lies in a bounded quantity of the text."""
    if given.unit != quantity.unit or quantity.kind is Kind.EACH or quantity.relation in ("", "="):
        return False
    above = (
        quantity.low is None or given.value > quantity.low or _includes(quantity, quantity.low, quantity.low_end, given)
    )
    below = (
        quantity.high is None
        or given.value < quantity.high
        or _includes(quantity, quantity.high, quantity.high_end, given)
    )
    return above and below


def _includes(quantity: Quantity, end: Fraction, closed: End, given: Given) -> bool:
    return given.value == end and closed is not End.OPEN


def _places(text: str, term: str) -> Iterator[int]:
    at = text.find(term) if term else -1
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))


def _cut(text: str, marks: list[tuple[int, int, str]]) -> Iterator[Piece]:
    """The text cut at the marks; of two that overlap, numbers go before terms, and the first before the later."""
    kept: list[tuple[int, int, str]] = []
    for mark in sorted(marks, key=lambda one: (one[2] == "term", one[0], -one[1])):
        if all(mark[1] <= other[0] or other[1] <= mark[0] for other in kept):
            kept.append(mark)
    at = 0
    for start, end, role in sorted(kept):
        if at < start:
            yield Piece(text[at:start], "")
        yield Piece(text[start:end], role)
        at = end
    if at < len(text):
        yield Piece(text[at:], "")
