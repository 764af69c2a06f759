"""What of a provision is searched: its own words, with the document's title and its parents' headings before them."""

from collections.abc import Iterable

from index.token_table import TokenRow, TokenTable, line_of
from index.tokens import tokenize
from ingest.normalize import Folded, fold
from ingest.records import FRAME, Document, Provision, Span

#: of a parent without a heading, this many characters of its first words (对有下列情形之一的,处以罚款)
LEAD = 60


def token_table(document: Document, text: str) -> TokenTable:
    """The tokens of a document's title and of each provision; `text` is the source's text."""
    places = {provision.address: place for place, provision in enumerate(document.provisions)}
    parents = {provision.parent for provision in document.provisions}
    lines = []
    for provision in document.provisions:
        own = own_text(provision, document, text)
        lead = " ".join(tokenize(provision.heading or own[:LEAD])) if provision.address in parents else ""
        words = None if provision.level in FRAME else " ".join(tokenize(own))
        lines.append(line_of(TokenRow(_above(provision, document, places), lead, words)))
    return TokenTable(" ".join(tokenize(document.header.title)), tuple(lines))


def own_text(provision: Provision, document: Document, text: str) -> str:
    """The provision's own words, without what is not the document's text (page numbers, web furniture)."""
    return without(provision.own, document.furniture, text)


def without(span: Span, furniture: Iterable[tuple[Span, str]], text: str) -> str:
    """The text of a span without the stretches of `furniture`."""
    return "".join(text[one.start : one.end] for one in stretches(span, furniture))


def folded_without(span: Span, furniture: Iterable[tuple[Span, str]], text: str) -> Folded:
    """The same, folded, with the offset of each character in the text."""
    pieces = [fold(text[one.start : one.end], one.start) for one in stretches(span, furniture)]
    return Folded("".join(one.text for one in pieces), tuple(at for one in pieces for at in one.offsets))


def stretches(span: Span, furniture: Iterable[tuple[Span, str]]) -> list[Span]:
    """What is left of a span without `furniture`: one stretch more than there is furniture in it; some may be empty.

    >>> stretches(Span(0, 9), [(Span(3, 5), "页码")])
    [Span(start=0, end=3), Span(start=5, end=9)]
    """
    kept, at = [], span.start
    for out, _ in sorted(furniture):
        if at < out.end and out.start < span.end:
            kept.append(Span(at, max(at, out.start)))
            at = out.end
    return [*kept, Span(at, max(at, span.end))]


def _above(provision: Provision, document: Document, places: dict[str, int]) -> tuple[int, ...]:
    """Places of the provisions above this one, the topmost first."""
    found: list[int] = []
    parent = provision.parent
    while parent is not None and parent in places and places[parent] not in found:
        found.insert(0, places[parent])
        parent = document.provisions[places[parent]].parent
    return tuple(found)
