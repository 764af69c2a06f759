"""A document as its page shows it: a tree of provisions whose references are links, and one of them in context."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from answer.citations import ancestors, line_of
from answer.layout import first_words, flowed
from answer.web_links import Link, cited_by, links_of
from answer.web_templates import provision_url
from index.fields import stretches
from index.names import find_document
from index.store import Library
from ingest.normalize import fold
from ingest.records import Document, Header, Level, Problem, Provision, Span

#: columns of an entry of the contents
_ENTRY = 44
_DIVISIONS = frozenset({Level.PART, Level.CHAPTER, Level.SECTION})
_ENTRIES = frozenset({*_DIVISIONS, Level.ARTICLE, Level.LEVEL, Level.HEADING, Level.ANNEX, Level.TABLE})


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of a provision: plain, or a reference with the page that it leads to ("" if that is not held)."""

    text: str
    is_reference: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision as shown."""

    address: str
    #: the number alone: "一", "(三)"
    number: str
    label: str
    heading: str
    level: str
    depth: int
    parts: tuple[TextPart, ...]
    #: whether it says nothing but its heading
    is_title: bool
    #: number and first words, on one line
    brief: str
    #: the page of this provision alone
    url: str
    #: line of the source on which it begins
    line: int


@dataclass(frozen=True, slots=True)
class Citing:
    """A provision that refers to something."""

    header: Header
    label: str
    #: the page of it
    url: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as shown."""

    key: str
    header: Header
    provisions: tuple[ProvisionView, ...]
    #: address, words and depth of each entry of the contents
    contents: tuple[tuple[str, str, int], ...]
    source: str
    copies: tuple[str, ...]
    #: line of the source and problem
    problems: tuple[tuple[int, Problem], ...]
    cited_by: tuple[Citing, ...]


@dataclass(frozen=True, slots=True)
class OneProvision:
    """One provision with what stands around it."""

    key: str
    header: Header
    provision: ProvisionView
    #: the provisions below it
    below: tuple[ProvisionView, ...]
    ancestors: tuple[ProvisionView, ...]
    before: ProvisionView | None
    after: ProvisionView | None
    cited_by: tuple[Citing, ...]
    source: str


def document_view(library: Library, key: str) -> DocumentView:
    """A document with all that its page shows.

    Raises:
        DocumentUnknown: the library does not hold it.
    """
    document = library.document(key)
    text = library.text(document.source)
    shown = _views(library, document)
    return DocumentView(
        key=key,
        header=document.header,
        provisions=tuple(one for one in shown if one.parts),
        contents=tuple((one.address, one.brief, one.depth) for one in _entries(shown)),
        source=document.source,
        copies=tuple(dict.fromkeys(name for name, *_ in document.copies)),
        problems=tuple((line_of(text, one.span.start), one) for one in document.problems),
        cited_by=_citing(library, [place for place in cited_by(library, key) if place[0] != key]),
    )


def one_provision(library: Library, key: str, address: str) -> OneProvision | None:
    """One provision with its context, None if the document has no such provision.

    Raises:
        DocumentUnknown: the library does not hold the document.
    """
    document = library.document(key)
    shown = {one.address: one for one in _views(library, document)}
    by_address = {one.address: one for one in document.provisions}
    if address not in by_address:
        return None
    provision = by_address[address]
    siblings = [one for one in document.provisions if one.parent == provision.parent]
    at = siblings.index(provision)
    below = [one for one in document.provisions if provision in ancestors(one, by_address)]
    return OneProvision(
        key=key,
        header=document.header,
        provision=shown[address],
        below=tuple(shown[one.address] for one in below),
        ancestors=tuple(shown[one.address] for one in ancestors(provision, by_address)),
        before=shown[siblings[at - 1].address] if at else None,
        after=shown[siblings[at + 1].address] if at + 1 < len(siblings) else None,
        cited_by=_citing(library, [one for one in cited_by(library, key, address) if one != (key, address)]),
        source=document.source,
    )


def held_document(library: Library, name: str) -> str:
    """The key of a document by its key, number or title.

    Raises:
        DocumentNameError: no document goes by the name, or more than one.
    """
    return name if name in library else find_document(library, name)


def _views(library: Library, document: Document) -> list[ProvisionView]:
    text = library.text(document.source)
    ends = [at for at, char in enumerate(text) if char == "\n"]
    links: dict[str, list[Link]] = {}
    for link in links_of(library, document):
        links.setdefault(link.address, []).append(link)
    depths: dict[str | None, int] = {None: -1}
    shown = []
    for one in document.provisions:
        depths[one.address] = depths.get(one.parent, -1) + 1
        parts = _parts(one, document, text, links.get(one.address, ()))
        words = "".join(part.text for part in parts)
        shown.append(
            ProvisionView(
                address=one.address,
                number=one.number,
                label=one.label,
                heading=one.heading,
                level=one.level.value,
                depth=min(depths[one.address], 5),
                parts=tuple(parts),
                is_title=bool(one.heading) and fold(words).text.endswith(fold(one.heading).text),
                brief=_brief(one, words),
                url=provision_url(document.key, one.address),
                line=bisect_left(ends, one.own.start) + 1,
            )
        )
    return shown


def _parts(provision: Provision, document: Document, text: str, links: Sequence[Link]) -> list[TextPart]:
    """The provision's own words, without furniture, the references apart; line ends that only filled lines are gone."""
    raw: list[TextPart] = []
    for piece in stretches(provision.own, document.furniture):
        raw.extend(_cut(piece, text, links))
    parts = [TextPart(flowed(one.text), one.is_reference, one.url) for one in raw]
    return [part for part in parts if part.text]


def _cut(piece: Span, text: str, links: Sequence[Link]) -> list[TextPart]:
    parts, at = [], piece.start
    for link in links:
        if at <= link.start and link.end <= piece.end:
            parts.append(TextPart(text[at : link.start]))
            parts.append(TextPart(text[link.start : link.end], is_reference=True, url=link.url))
            at = link.end
    return [*parts, TextPart(text[at : piece.end])]


def _brief(provision: Provision, words: str) -> str:
    """Number and first words of a provision on one line, the number once."""
    is_headed = provision.heading and provision.level is not Level.PARAGRAPH  # whose number is only counted
    return first_words(f"{provision.number} {provision.heading}".strip() if is_headed else words, _ENTRY)


def _entries(shown: Sequence[ProvisionView]) -> list[ProvisionView]:
    """The provisions that the contents list: the divisions of a law; of a text without them its upper levels."""
    divisions = [one for one in shown if one.level in _DIVISIONS]
    if len(divisions) > 1:
        return divisions
    return [one for one in shown if one.depth <= 1 and one.level in _ENTRIES and (one.number or one.heading)]


def _citing(library: Library, places: Sequence[tuple[str, str]]) -> tuple[Citing, ...]:
    found = []
    for key, address in places:
        document = library.document(key)
        label = next((one.label for one in document.provisions if one.address == address), "")
        found.append(Citing(document.header, label or "开头", provision_url(key, address)))
    return tuple(found)
