"""Provisions found by citation or by search, as text and as JSON; each quote is checked before it is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from answer.citations import CitedProvision, ancestors, cite_provision, to_json, verify
from answer.layout import first_words
from answer.render import header_facts, rendered
from answer.render_json import SCHEMA
from index.fields import own_text
from index.lookup import LookUp
from index.store import Library
from ingest.records import Document, Provision

if TYPE_CHECKING:
    from index.search import Hit

#: provisions shown where a citation leads to several
_SHOWN = 5
#: columns of a neighbour's or parent's first words
_FIRST = 60
#: matched terms of a hit that are shown
_TERMS = 6
_NO_HITS = "没有条文含有这些词语"


def cited_for(library: Library, found: LookUp) -> list[CitedProvision]:
    """The provisions that a look-up leads to: what it found, or what cites the document that it did not find.

    For a whole document, that is its title. Each quote has been read again from the source.
    """
    key = found.document_key
    if key is None:
        places = list(found.cited_by)
    elif found.addresses:
        places = [(key, address) for address in found.addresses]
    else:
        is_whole = found.status == "found"
        places = [(key, one.address) for one in library.document(key).provisions[:1] if is_whole]
    cited = [cite_provision(library, key, address) for key, address in places]
    verify(library, cited)
    return cited


def citation_json(library: Library, citation: str, found: LookUp) -> dict[str, object]:
    """What a citation leads to, as the JSON contract has it (schema 1)."""
    reading = found.reading
    return {
        "schema": SCHEMA,
        "citation": citation,
        "status": found.status,
        "reading": None
        if reading is None
        else {"document": reading.document, "path": list(reading.path), "how": reading.how},
        "citations": [to_json(one) for one in cited_for(library, found)],
        "candidates": list(found.candidates),
        "message": found.message,
    }


def citation_text(library: Library, found: LookUp, width: int | None) -> str:
    """What a citation leads to, for people: the provision with its document, headings and neighbours."""
    cited = cited_for(library, found)
    if found.status == "found" and found.document_key is not None and not found.addresses:
        return _outline(library, found.document_key, width)
    message = found.message if found.status != "found" or found.reading is None or found.reading.how == "mapped" else ""
    if len(cited) > _SHOWN:
        message += f"（以下为前 {_SHOWN} 处）"
    provisions = [_in_context(library, one) for one in cited[:_SHOWN]]
    return rendered("cite", message=message, provisions=provisions, width=width)


def _outline(library: Library, key: str, width: int | None) -> str:
    """A whole document: what it says about itself, and the beginnings of its topmost provisions."""
    document = library.document(key)
    text = library.text(document.source)
    top = [one for one in document.provisions if one.parent is None and one.label]
    lines = [{"text": _brief(one, document, text), "indent": "  "} for one in top]
    facts = [*header_facts(document.header), f"来源: {document.source}，{len(document.provisions)} 条"]
    hint = {"text": f"全文见 zhengce show {key}", "indent": ""}
    title = document.header.title or "(无标题)"
    return rendered("show", title=title, facts=facts, lines=[*lines, hint], problems=[], width=width)


def _in_context(library: Library, cited: CitedProvision) -> dict[str, object]:
    document = library.document(cited.key)
    text = library.text(document.source)
    by_address = {one.address: one for one in document.provisions}
    provision = by_address[cited.address]
    siblings = [one for one in document.provisions if one.parent == provision.parent and one.label]
    at = siblings.index(provision) if provision in siblings else -1
    page = f"，第 {cited.page} 页" if cited.page else ""
    page += f"，由 OCR 识别(置信度 {cited.confidence}%)" if cited.confidence is not None else ""
    return {
        "cited": cited,
        "heading": provision.heading if provision.heading and provision.heading not in cited.quote else "",
        "facts": [*header_facts(document.header), f"来源: {cited.file} 第 {cited.line} 行{page}"],
        "parents": [_beginning(one, document, text) for one in ancestors(provision, by_address)],
        "before": _brief(siblings[at - 1], document, text) if at > 0 else "",
        "after": _brief(siblings[at + 1], document, text) if 0 <= at < len(siblings) - 1 else "",
    }


def _brief(provision: Provision, document: Document, text: str) -> str:
    """Label and first words of a provision, on one line."""
    return f"{provision.label}: {_beginning(provision, document, text)}"


def _beginning(provision: Provision, document: Document, text: str) -> str:
    return first_words(own_text(provision, document, text).lstrip("# "), _FIRST)


def hits_json(library: Library, query: str, hits: Sequence["Hit"]) -> dict[str, object]:
    """Hits of a search as JSON."""
    cited = _quoted(library, hits)
    return {
        "schema": SCHEMA,
        "query": query,
        "status": "found" if hits else "not_found",
        "hits": [
            {
                **to_json(one),
                "score": hit.score,
                "matched": [{"term": term, "weight": part} for term, part in hit.matched],
            }
            for hit, one in zip(hits, cited, strict=True)
        ],
    }


def hits_text(library: Library, hits: Sequence["Hit"], width: int | None) -> str:
    """Hits of a search for people."""
    if not hits:
        return f"{_NO_HITS}\n"
    shown = [
        {"hit": hit, "cited": one, "terms": _terms(hit)} for hit, one in zip(hits, _quoted(library, hits), strict=True)
    ]
    return rendered("search", hits=shown, width=width)


def _quoted(library: Library, hits: Sequence["Hit"]) -> list[CitedProvision]:
    cited = [cite_provision(library, hit.document, hit.address) for hit in hits]
    verify(library, cited)
    return cited


def _terms(hit: "Hit") -> str:
    """The matched terms, whole words before the pieces of them."""
    terms = [term for term, _ in hit.matched]
    whole = [term for term in terms if not any(term != other and term in other for other in terms)]
    return " ".join(whole[:_TERMS])
