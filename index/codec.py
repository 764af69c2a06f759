"""Documents as JSON, for the library's tables; what is written is read back equal."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from hashlib import sha256
from typing import Any

from ingest.records import Citation, Document, Header, Level, Problem, Provision, Reference, Span, Status

#: a row of the table of provisions, behind the document's key and the place in reading order
ProvisionRow = tuple[str, str | None, str, str, int | None, str, str, int, int, int, int]

_FIELDS = tuple(field.name for field in fields(Header))
_DATES = frozenset(name for name in _FIELDS if name.endswith("_on"))
_LEVELS = {level.value: level for level in Level}
_LISTS = frozenset({"issuing_authority", "other_titles"})


def dumps(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, Chinese characters as they are; spans are pairs of numbers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the library")


def digest(parts: Iterable[str]) -> str:
    """A digest of texts in their order, set apart by a sign that JSON does not hold."""
    total = sha256()
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass"))
        total.update(b"\x1e")
    return total.hexdigest()


def header_json(header: Header) -> str:
    """A header as JSON, fields by name; those that have their default are left out."""
    values = {name: getattr(header, name) for name in _FIELDS}
    values["status"] = header.status.value
    return dumps({name: value for name, value in values.items() if value or name == "title"})


def header_from(text: str) -> Header:
    """The header that `header_json` wrote; fields that it did not know have their defaults."""
    return _header(json.loads(text))


def _header(found: dict[str, Any]) -> Header:
    for name in _DATES & found.keys():
        found[name] = date.fromisoformat(found[name]) if found[name] else None
    for name in _LISTS & found.keys():
        found[name] = tuple(found[name])
    if "status" in found:
        found["status"] = Status(found["status"])
    return Header(**found)


def headers_from(text: str) -> list[Header]:
    """The headers of a list of what `header_json` wrote."""
    return [_header(one) for one in json.loads(text)]


def frame_json(document: Document) -> str:
    """What a document has beside its header and provisions."""
    problems = [(problem.span, problem.message, problem.hint) for problem in document.problems]
    parts = {"span": document.span, "furniture": document.furniture, "problems": problems, "copies": document.copies}
    return dumps(parts | ({"recognised": document.recognised} if document.recognised else {}))


def document_from(key: str, source: str, header: str, frame: str, *, rows: Iterable[ProvisionRow]) -> Document:
    """The document of which these are the key, the source, the JSON of header and frame, and the provisions."""
    parts = json.loads(frame)
    return Document(
        key=key,
        source=source,
        span=Span(*parts["span"]),
        header=header_from(header),
        provisions=tuple(map(provision_from, rows)),
        furniture=tuple((Span(*span), reason) for span, reason in parts["furniture"]),
        problems=tuple(Problem(Span(*span), message, hint) for span, message, hint in parts["problems"]),
        copies=tuple((name, Span(*span), cut) for name, span, cut in parts["copies"]),
        recognised=tuple((Span(*span), percent) for span, percent in parts.get("recognised", ())),
    )


def provision_row(provision: Provision) -> ProvisionRow:
    """A provision as a row of plain values."""
    return (
        provision.address,
        provision.parent,
        provision.level.value,
        provision.number,
        provision.ordinal,
        provision.label,
        provision.heading,
        provision.own.start,
        provision.own.end,
        provision.span.start,
        provision.span.end,
    )


def provision_from(row: ProvisionRow) -> Provision:
    """The provision of a row."""
    address, parent, level, number, ordinal, label, heading, *ends = row
    own, span = Span(ends[0], ends[1]), Span(ends[2], ends[3])
    return Provision(address, parent, _LEVELS[level], number, ordinal, label, heading, own, span)


def piece_json(document: Document) -> str:
    """A whole document as one text."""
    rows = [provision_row(provision) for provision in document.provisions]
    return dumps([document.key, document.source, header_json(document.header), frame_json(document), rows])


def piece_from(text: str) -> Document:
    """The document that `piece_json` wrote."""
    key, source, header, frame, rows = json.loads(text)
    return document_from(key, source, header, frame, rows=[tuple(row) for row in rows])


def provisions_in(text: str) -> list[ProvisionRow]:
    """The rows of the provisions in what `piece_json` wrote."""
    return [tuple(row) for row in json.loads(text)[4]]


def reference_json(reference: Reference) -> str:
    """The citation of a reference as JSON."""
    cited = reference.citation
    return dumps([cited.document, cited.by, cited.path, cited.span, cited.text])


def citation_from(text: str) -> Citation:
    """The citation that `reference_json` wrote."""
    document, by, path, span, words = json.loads(text)
    return Citation(document, by, tuple((kind, number) for kind, number in path), Span(*span), words)
