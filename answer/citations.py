"""Cited provisions: what every statement of an answer stands on, and the check that they are the source's own words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote as percent

from index.fields import stretches
from index.store import Library
from ingest.errors import QuoteMismatch
from ingest.extracted import confidence_in
from ingest.lines import page_turns
from ingest.records import Document, Header, Provision, Span, Status
from ingest.regex import regex

#: a law is called by its title, not by the number of the order that promulgates it
_ORDER = regex(r"令.{0,4}第?\d+号$|令第")
#: between two stretches of a quote that are not neighbours in the source
ELLIPSIS = "……"


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """A provision as cited, with its own words and where they stand."""

    #: key of the document in the library
    key: str
    #: document number, or the title where there is none
    document: str
    title: str
    #: numbers of the provision's ancestors and its own, as a reader would use them
    path: tuple[str, ...]
    label: str
    address: str
    #: verbatim from the source
    quote: str
    status: Status
    status_note: str
    #: the day of the document: 成文, else 印发, 公布, 发布; None if it has none
    dated_on: date | None
    #: name of the source file
    file: str
    #: the stretches of the source that make up the quote
    spans: tuple[Span, ...]
    #: line of the source on which the quote begins, from 1
    line: int
    #: page on which it begins, from 1; None for a source without pages
    page: int | None
    #: where the web form shows it
    url: str
    #: in percent, how sure the least sure word of the quote was recognised in an image; None for the file's own text
    confidence: int | None = None


def name_of(header: Header) -> str:
    """What a document is called: its number, or its title where it has none, or only that of the order promulgating it.

    >>> name_of(Header("残疾人就业条例", "国务院令第488号"))
    '残疾人就业条例'
    """
    number = header.document_number
    return header.title if not number or (_ORDER.search(number) and header.title) else number


def day_of(header: Header) -> date | None:
    """The day of a document: 成文, else 印发, 公布, 发布; None if it has none."""
    return header.dated_on or header.issued_on or header.promulgated_on or header.published_on


def line_of(text: str, offset: int) -> int:
    """The line of a source that an offset stands in, from 1."""
    return text.count("\n", 0, offset) + 1


def document_url(key: str, address: str = "") -> str:
    """The place of a document, or of a provision of it, in the web form.

    >>> document_url("国发-2003-1", "lvl_1__lvl_2")
    '/documents/国发-2003-1#lvl_1__lvl_2'
    """
    safe = "".join(char if ord(char) > 127 else percent(char, safe="") for char in key)
    return f"/documents/{safe}" + (f"#{address}" if address else "")


def cite_provision(library: Library, key: str, address: str, spans: Sequence[Span] | None = None) -> CitedProvision:
    """The provision at an address of a document as a citation, quoted whole or by `spans`.

    Stretches of the source that are not the document's text (page numbers, web furniture) are left out.

    Raises:
        DocumentUnknown: the library does not hold the document.
        KeyError: the document has no such provision.
    """
    document = library.document(key)
    by_address = {provision.address: provision for provision in document.provisions}
    provision = by_address[address]
    text = library.text(document.source)
    kept = _own_stretches(spans or (provision.span,), document, text)
    start = kept[0].start if kept else provision.span.start
    header = document.header
    return CitedProvision(
        key=key,
        document=name_of(header),
        title=header.title,
        path=path_of(provision, by_address),
        label=provision.label,
        address=address,
        quote=_joined(kept, document, lambda span: text[span.start : span.end]),
        status=header.status,
        status_note=header.status_note,
        dated_on=day_of(header),
        file=document.source,
        spans=kept,
        line=line_of(text, start),
        page=text.count("\f", 0, start) + 1 if "\f" in text else None,
        url=document_url(key, address),
        confidence=_confidence(kept, document),
    )


def _confidence(spans: Sequence[Span], document: Document) -> int | None:
    found = (confidence_in(document.recognised, span) for span in spans)
    return min((percent for percent in found if percent is not None), default=None)


def path_of(provision: Provision, by_address: Mapping[str, Provision]) -> tuple[str, ...]:
    """The numbers of the provision's ancestors and its own, the topmost first."""
    return tuple(filter(None, (one.number for one in (*ancestors(provision, by_address), provision))))


def ancestors(provision: Provision, by_address: Mapping[str, Provision]) -> list[Provision]:
    """What the provision stands under, the topmost first."""
    found: list[Provision] = []
    at = by_address.get(provision.parent or "")
    while at is not None and len(found) < len(by_address):
        found.insert(0, at)
        at = by_address.get(at.parent or "")
    return found


def verify(library: Library, citations: Iterable[CitedProvision]) -> None:
    """Read every quote again from the stored source.

    Raises:
        QuoteMismatch: a quote is not what stands there.
    """
    for cited in citations:
        document = library.document(cited.key)
        if _joined(cited.spans, document, partial(library.quote, cited.key)) != cited.quote:
            start = cited.spans[0].start if cited.spans else document.span.start
            raise QuoteMismatch(cited.document, start, cited.spans[-1].end if cited.spans else start)


def to_json(cited: CitedProvision) -> dict[str, object]:
    """The citation as the JSON contract has it (schema 1)."""
    start, end = (cited.spans[0].start, cited.spans[-1].end) if cited.spans else (0, 0)
    return {
        "document": cited.document,
        "title": cited.title,
        "path": list(cited.path),
        "label": cited.label,
        "address": cited.address,
        "quote": cited.quote,
        "validity": {"status": cited.status.value, "note": cited.status_note},
        "source": {
            "file": cited.file,
            "start": start,
            "end": end,
            "line": cited.line,
            "page": cited.page,
            "confidence": cited.confidence,
        },
        "url": cited.url,
    }


def _own_stretches(spans: Sequence[Span], document: Document, text: str) -> tuple[Span, ...]:
    """The spans in order, without furniture inside them and white space at their ends; empty ones go."""
    turned = [(turn, "换页") for span in spans for turn in page_turns(text, span)] if "\f" in text else []
    pieces = [piece for span in sorted(spans) for piece in stretches(span, (*document.furniture, *turned))]
    return tuple(filter(_is_filled, (_trimmed(piece, text) for piece in pieces)))


def _is_filled(span: Span) -> bool:
    return span.start < span.end


def _trimmed(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def _joined(spans: Sequence[Span], document: Document, read: Callable[[Span], str]) -> str:
    """The text of the spans; `……` between two that leave out words of the document."""
    parts: list[str] = []
    for span, before in zip(spans, (None, *spans), strict=False):
        if before is not None:
            between = "".join(read(gap) for gap in stretches(Span(before.end, span.start), document.furniture))
            parts.append(ELLIPSIS if between.strip() else "\n" if "\n" in between else "")
        parts.append(read(span))
    return "".join(parts)
