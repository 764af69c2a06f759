"""The citations that stand in a document, and where those lead that stay inside it."""

import re
from collections.abc import Iterator

from ingest.addressing import resolve_path
from ingest.citation import find_citations
from ingest.numerals import parse_ordinal
from ingest.records import Citation, Document, Level, Provision, Reference, Span

_RELATIVE = re.compile(r"(?P<which>前(?P<count>[一二两三四五六七八九])?|上一?|本)(?P<kind>条|款|项|目)")
_STANDARD = re.compile(r"标准|同上")
# What a relative citation of each kind stands for, in a law and in a 公文 (whose 条 is a part, its 款 a level).
_LEVELS = {
    "条": (Level.ARTICLE,),
    "款": (Level.PARAGRAPH,),
    "项": (Level.SUBPARAGRAPH, Level.LEVEL),
    "目": (Level.ITEM, Level.LEVEL),
}


def find_references(document: Document, text: str) -> tuple[Reference, ...]:
    """All citations in the provisions of `document`, in reading order; `text` is the whole text of its source.

    Spans are those of the source. The document's own number and title, and the labels of its provisions, are none.
    """
    return tuple(_references(document, text))


def resolve_internal(document: Document, reference: Reference) -> str | None:
    """The address of the provision of the same document that a reference leads to, None if it leads to none or outside.

    本通知第一条, 本条例第十条 and a bare 第四条 count from the top; 本条, 前款, 前项, 上一条 from the citing provision;
    上述标准 is the nearest provision before it whose heading names a standard, else the one before it on its level.
    Of several provisions (前两款) it is the first.
    """
    citation = reference.citation
    here = next((one for one in document.provisions if one.address == reference.address), None)
    if here is None or citation.by in ("number", "title"):
        return None
    if citation.by == "previous":
        return _relative(document, here, citation)
    if not citation.path:
        return None
    start = "" if citation.by == "self" else _scope(document, here, citation.path[0][0])
    return None if start is None else _below(document, start, citation)


def _references(document: Document, text: str) -> Iterator[Reference]:
    own_names = {document.header.document_number, document.header.title}
    for provision in document.provisions:
        start = provision.own.start
        for found in find_citations(text[start : provision.own.end]):
            span = Span(found.span.start + start, found.span.end + start)
            is_label = found.by == "none" and not text[start : span.start].strip()
            is_own = bool(found.document) and not found.path and found.document in own_names
            if not is_label and not is_own:
                yield Reference(provision.address, Citation(found.document, found.by, found.path, span, found.text))


def _relative(document: Document, here: Provision, citation: Citation) -> str | None:
    words = _RELATIVE.match(citation.text)
    if words is None:
        return _standard(document, here) if _STANDARD.search(citation.text) else None
    node = _around(document, here, words["kind"])
    if node is None:
        return None
    if words["which"] != "本":
        count = parse_ordinal(words["count"] or "一") or 1
        before = _siblings_before(document, node, words["kind"])
        if len(before) < count:
            return None
        node = before[-count]
    return _below(document, node.address, citation) if citation.path else node.address


def _around(document: Document, here: Provision, kind: str) -> Provision | None:
    """The 条, 款, 项 or 目 that the citing provision is or stands in."""
    chain = _chain(document, here)
    found = next((one for one in chain if one.level in _LEVELS[kind]), None)
    if found is not None:
        return found
    levels = [one for one in chain if one.level is Level.LEVEL]
    if kind == "条":
        return levels[-1] if levels else None
    return next((one for one in chain if one.level in (Level.LEVEL, Level.ARTICLE)), None) if kind == "款" else None


def _siblings_before(document: Document, node: Provision, kind: str) -> list[Provision]:
    """Provisions of the node's level before it: articles through all chapters, others under the same parent."""
    before = document.provisions[: document.provisions.index(node)]
    if kind == "条" and node.level is Level.ARTICLE:
        return [one for one in before if one.level is Level.ARTICLE]
    return [one for one in before if one.level is node.level and one.parent == node.parent]


def _scope(document: Document, here: Provision, kind: str) -> str | None:
    """Where a citation without a document begins: a bare 第二款 in its own article, a bare 第三条 at the top."""
    if kind in ("款", "项", "目"):
        node = _around(document, here, "条" if kind == "款" else "款") or _around(document, here, "条")
        return node.address if node is not None else None
    return ""


def _below(document: Document, address: str, citation: Citation) -> str | None:
    resolved = resolve_path(document, citation.path, citation.text, start=address)
    return resolved.addresses[0] if len(resolved.addresses) == 1 else None


def _standard(document: Document, here: Provision) -> str | None:
    chain = _chain(document, here)
    above = {one.address for one in chain}
    before = document.provisions[: document.provisions.index(here)]
    named = [
        one for one in before if "标准" in one.heading and one.address not in above and one.level is not Level.TITLE
    ]
    siblings = [one for one in before if one.parent == here.parent and one.level is here.level]
    nearest = named or siblings
    return nearest[-1].address if nearest else None


def _chain(document: Document, here: Provision) -> list[Provision]:
    """The provision and all that it stands in, from the inside out."""
    by_address = {one.address: one for one in document.provisions}
    chain = [here]
    while chain[-1].parent is not None and chain[-1].parent in by_address:
        chain.append(by_address[chain[-1].parent])
    return chain
