"""What a library holds, and one document as a tree: text and JSON."""

from answer.citations import day_of, document_url, line_of
from answer.layout import flowed
from answer.render import header_facts, rendered, status_text
from answer.render_json import SCHEMA
from index.fields import own_text
from index.store import Library
from ingest.records import Document, Header, Provision, Status

_BUNDLED = "以上为随程序附带的文件。用 zhengce ingest 导入自己的文件后，只用自己的文件作答"
_EMPTY = "资料库中没有文件。请用 zhengce ingest 导入"


def documents_text(library: Library, place: str, width: int | None) -> str:
    """The documents that are for a place, or all, two lines each."""
    counts = library.provision_counts()
    listed = [
        {"name": _name(header), "facts": _facts(key, header, counts[key])} for key, header in _of_place(library, place)
    ]
    if not library.keys():
        note = _EMPTY
    elif not listed:
        held = sorted(library.catalogue.places)
        note = f"没有适用于“{place}”的文件。现有: {'、'.join(held)}"
    else:
        note = _BUNDLED if library.is_bundled else ""
    return rendered("documents", documents=listed, note=note, width=width)


def _of_place(library: Library, place: str) -> list[tuple[str, Header]]:
    return [(key, header) for key, header in library.headers() if place in header.place]


def _name(header: Header) -> str:
    return " ".join(filter(None, [header.document_number, header.title or "(无标题)"]))


def _facts(key: str, header: Header, count: int) -> str:
    day = day_of(header)
    parts = [header.place, header.kind, day.isoformat() if day else "", _validity(header.status)]
    return " · ".join(filter(None, [*parts, f"{count} 条", key]))


def _validity(status: Status) -> str:
    return "效力不明" if status is Status.UNKNOWN else status_text(status, "")


def documents_json(library: Library, place: str) -> dict[str, object]:
    """The documents that are for a place, or all, as JSON."""
    counts = library.provision_counts()
    return {
        "schema": SCHEMA,
        "bundled": library.is_bundled,
        "digest": library.digest,
        "documents": [
            {**_header_json(key, header), "provisions": counts[key]} for key, header in _of_place(library, place)
        ],
    }


def _header_json(key: str, header: Header) -> dict[str, object]:
    days = ("dated_on", "issued_on", "promulgated_on", "published_on", "effective_on", "repealed_on")
    return {
        "key": key,
        "document": header.document_number or header.title,
        "document_number": header.document_number,
        "title": header.title,
        "other_titles": list(header.other_titles),
        "issuing_authority": list(header.issuing_authority),
        "addressees": header.addressees,
        "place": header.place,
        "kind": header.kind,
        **{name: day.isoformat() if (day := getattr(header, name)) else None for name in days},
        "validity": {"status": header.status.value, "note": header.status_note},
        "issues": header.issues,
        "url": document_url(key),
    }


def show_text(library: Library, key: str, width: int | None) -> str:
    """A document as a tree, each provision indented by its depth, and the problems of its text."""
    document = library.document(key)
    text = library.text(document.source)
    depths = _depths(document)
    lines = []
    for provision in document.provisions:
        words = own_text(provision, document, text).strip()
        if words:
            indent = "  " * depths[provision.address]
            lines.append({"text": indent + _numbered(provision, words), "indent": indent + "  "})
    problems = [f"第 {line_of(text, one.span.start)} 行: {one.message}。{one.hint}" for one in document.problems]
    return rendered(
        "show",
        title=document.header.title or "(无标题)",
        facts=[*header_facts(document.header), f"来源: {document.source}，{len(document.provisions)} 条"],
        lines=lines,
        problems=problems,
        width=width,
    )


def _numbered(provision: Provision, words: str) -> str:
    """The words with the label before them that a citation needs, where the text itself has none."""
    return f"[{provision.label}] {flowed(words)}" if provision.label else flowed(words)


def _depths(document: Document) -> dict[str, int]:
    depths: dict[str, int] = {}
    for provision in document.provisions:
        depths[provision.address] = depths.get(provision.parent, -1) + 1 if provision.parent is not None else 0
    return depths


def show_json(library: Library, key: str) -> dict[str, object]:
    """A document with all its provisions as JSON; offsets are characters of the source text."""
    document = library.document(key)
    text = library.text(document.source)
    return {
        "schema": SCHEMA,
        **_header_json(key, document.header),
        "source": {"file": document.source, "start": document.span.start, "end": document.span.end},
        "copies": [
            {"file": name, "start": span.start, "end": span.end, "cut": cut} for name, span, cut in document.copies
        ],
        "provisions": [
            {
                "address": one.address,
                "parent": one.parent,
                "level": one.level.value,
                "number": one.number,
                "label": one.label,
                "heading": one.heading,
                "text": own_text(one, document, text).strip(),
                "start": one.span.start,
                "end": one.span.end,
            }
            for one in document.provisions
        ],
        "references": [
            {"address": address, "document": cited.document, "text": cited.text}
            for _, address, cited in library.references(key)
        ],
        "problems": [
            {"start": one.span.start, "end": one.span.end, "message": one.message, "hint": one.hint}
            for one in document.problems
        ],
    }
