"""Where the references in a text lead, and who refers to a document: links of the pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from answer.citations import document_url
from index.lookup import look_up
from index.store import Library
from ingest.addressing import Outline
from ingest.normalize import fold
from ingest.records import Citation, Document, Header, Reference
from ingest.references import resolve_internal


@dataclass(frozen=True, slots=True)
class Link:
    """A reference of a provision."""

    #: where its words stand in the source
    start: int
    end: int
    #: address of the provision that it stands in
    address: str
    #: key of the document that it leads to, "" if the library does not hold it
    target_key: str
    #: address of the provision that it leads to, "" for a whole document
    target: str
    #: the words themselves
    text: str

    @property
    def url(self) -> str:
        """The page that the link leads to: a place in a document, or what is known of a document that is not held."""
        return document_url(self.target_key, self.target) if self.target_key else ""


def links_of(library: Library, document: Document) -> tuple[Link, ...]:
    """The references of a document, in reading order."""
    text, outline = library.text(document.source), Outline(document)
    return tuple(
        _link(library, outline, Reference(address, cited), text)
        for _, address, cited in library.references(document.key)
    )


def _link(library: Library, outline: Outline, reference: Reference, text: str) -> Link:
    if reference.citation.by in ("number", "title"):
        return _outward(library, reference)
    address = resolve_internal(outline, reference, text) or ""
    return _leading(reference, outline.document.key if address else "", address)


def _outward(library: Library, reference: Reference) -> Link:
    """The link of a reference that names its document."""
    return _leading(reference, *_outside(library, reference.citation))


def _leading(reference: Reference, key: str, address: str) -> Link:
    cited = reference.citation
    return Link(cited.span.start, cited.span.end, reference.address, key, address, cited.text)


def _outside(library: Library, cited: Citation) -> tuple[str, str]:
    found = look_up(cited.text, library)
    if found.document_key is None:
        return "", ""
    return found.document_key, next(iter(found.addresses), "")


def cited_by(library: Library, key: str, address: str = "") -> tuple[tuple[str, str], ...]:
    """Key and address of the provisions that refer to a document, or to one provision of it; each once, in order."""
    document = library.document(key)
    found = dict.fromkeys(
        (one, link.address)
        for one, link in _incoming(library, document)
        if link.target_key == key and (not address or link.target == address)
    )
    return tuple(found)


def _incoming(library: Library, document: Document) -> Iterator[tuple[str, Link]]:
    """References that lead to a document: those of its own text, and those of others that name it."""
    for link in links_of(library, document):
        yield document.key, link
    names = _names(document.header)
    for other, where, cited in library.references():
        if other != document.key and cited.by in ("number", "title") and _plain(cited.document) in names:
            yield other, _outward(library, Reference(where, cited))


def _names(header: Header) -> frozenset[str]:
    """What others call a document: its number, its title, and the title without who issued it."""
    titles = (header.title, header.issues, *header.other_titles)
    bare = ("关于" + title.partition("关于")[2] for title in titles if "关于" in title)
    return frozenset(map(_plain, filter(None, (header.document_number, *titles, *bare))))


def _plain(name: str) -> str:
    return "".join(char for char in fold(name).text if char.isalnum())
