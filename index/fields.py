"""What of a provision is searched: its own words, with the document's title and its parents' headings before them."""

from collections.abc import Iterable

from index.tokens import tokenize
from ingest.records import Document, Level, Provision, Span

#: these hold no rule: they say who sends what to whom
_OUTSIDE = frozenset({Level.TITLE, Level.ADDRESSEES, Level.SIGNATURE})
#: of a parent without a heading, this many characters of its first words (对有下列情形之一的,处以罚款)
LEAD = 60


def token_lists(document: Document, text: str) -> tuple[str, ...]:
    """The tokens of each provision joined by spaces, in reading order; "" for title, addressees and signature.

    `text` is the source's text.
    """
    title = " ".join(tokenize(document.header.title))
    by_address = {provision.address: provision for provision in document.provisions}
    leads = {address: " ".join(tokenize(_lead(one, document, text))) for address, one in by_address.items()}
    lists = []
    for provision in document.provisions:
        if provision.level in _OUTSIDE:
            lists.append("")
            continue
        parents = [leads[parent.address] for parent in _ancestors(provision, by_address)]
        own = " ".join(tokenize(own_text(provision, document, text)))
        lists.append(" ".join(filter(None, [title, *parents, own])))
    return tuple(lists)


def own_text(provision: Provision, document: Document, text: str) -> str:
    """The provision's own words, without what is not the document's text (page numbers, web furniture)."""
    return without(provision.own, document.furniture, text)


def without(span: Span, furniture: Iterable[tuple[Span, str]], text: str) -> str:
    """The text of a span without the stretches of `furniture`."""
    return "".join(text[one.start : one.end] for one in stretches(span, furniture))


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


def _lead(provision: Provision, document: Document, text: str) -> str:
    return provision.heading or own_text(provision, document, text)[:LEAD]


def _ancestors(provision: Provision, by_address: dict[str, Provision]) -> list[Provision]:
    """The provisions above this one, the topmost first."""
    found: list[Provision] = []
    parent = provision.parent
    while parent is not None and parent in by_address and len(found) < len(by_address):
        found.insert(0, by_address[parent])
        parent = by_address[parent].parent
    return found
