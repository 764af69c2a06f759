"""The citations that stand in a document, and where those lead that stay inside it."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from ingest.addressing import Outline
from ingest.citation import find_citations, may_cite
from ingest.labels import read_label
from ingest.normalize import fold
from ingest.numerals import parse_ordinal
from ingest.records import FRAME, Citation, Document, Level, Provision, Reference, Span
from ingest.regex import regex

_RELATIVE = regex(r"(?P<which>前(?P<count>[一二两三四五六七八九])?|上一?|本)(?P<kind>条|款|项|目)")
# An amount that a standard can set, and levels that set none.
_AMOUNT = regex(r"[0-9一二三四五六七八九十百千万]\s?(?:平方米|㎡|元|万元|人|名|个|套|户|%|％)|[百千]分之")
_UNRULED = FRAME | {Level.NOTICE}
_LONGEST_LABEL = 30
_STANDARD = regex(r"标准|同上")
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


def resolve_internal(outline: Outline, reference: Reference, text: str = "") -> str | None:
    """The address of the provision of the same document that a reference leads to, None if it leads to none or outside.

    本通知第一条, 本条例第十条 and a bare 第四条 count from the top; 本条, 前款, 前项, 上一条 from the citing provision;
    上述标准 is, with the `text` of the source, the nearest words before it that set amounts (the part, if several of
    its provisions do), 同上 what was cited before it; without the text, the provision before it whose heading names a
    standard, else the one before it on its level.
    Of several provisions (前两款) it is the first.
    """
    citation = reference.citation
    here = outline.by_address.get(reference.address)
    if here is None or citation.by in ("number", "title"):
        return None
    if citation.by == "previous":
        if _RELATIVE.match(citation.text):
            return _relative(outline, here, citation)
        return _standard(outline, reference, text) if _STANDARD.search(citation.text) else None
    if not citation.path:
        return None
    scopes = [""] if citation.by == "self" else _scopes(outline, here, citation.path[0][0])
    found = (_below(outline, scope, citation) for scope in scopes)
    return next((address for address in found if address is not None), None)


def _references(document: Document, text: str) -> Iterator[Reference]:
    own_names = {document.header.document_number, document.header.title}
    for provision in document.provisions:
        if not may_cite(text[provision.own.start : provision.own.end]):
            continue
        start = _behind_label(text, provision)
        for found in find_citations(text[start : provision.own.end]):
            span = Span(found.span.start + start, found.span.end + start)
            if found.path or not found.document or found.document not in own_names:
                yield Reference(provision.address, Citation(found.document, found.by, found.path, span, found.text))


def _behind_label(text: str, provision: Provision) -> int:
    """Where the words of a provision begin behind its own label, which is no citation."""
    if provision.ordinal is None:
        return provision.own.start
    head = fold(
        text[provision.own.start : min(provision.own.end, provision.own.start + _LONGEST_LABEL)], provision.own.start
    )
    label = read_label(head.text)
    return head.span(0, label.end).end if label is not None else provision.own.start


def _relative(outline: Outline, here: Provision, citation: Citation) -> str | None:
    words = _RELATIVE.match(citation.text)
    node = _around(outline, here, words["kind"]) if words else None
    if words is None or node is None:
        return None
    if words["which"] != "本":
        count = parse_ordinal(words["count"] or "一") or 1
        before = _before(outline, node, words["kind"], count)
        if before is None:
            return None
        node = before
    return _below(outline, node.address, citation) if citation.path else node.address


def _around(outline: Outline, here: Provision, kind: str) -> Provision | None:
    """The 条, 款, 项 or 目 that the citing provision is or stands in."""
    chain = _chain(outline, here)
    found = next((one for one in chain if one.level in _LEVELS[kind]), None)
    if found is not None:
        return found
    levels = [one for one in chain if one.level is Level.LEVEL]
    if kind == "条":
        return levels[-1] if levels else None
    return next((one for one in chain if one.level in (Level.LEVEL, Level.ARTICLE)), None) if kind == "款" else None


def _before(outline: Outline, node: Provision, kind: str, count: int) -> Provision | None:
    """The provision `count` before the node on its level: articles through all chapters, others under one parent."""
    is_article = kind == "条" and node.level is Level.ARTICLE
    layer = outline.articles if is_article else outline.children[node.parent or ""]
    own = bisect_left(layer, outline.places[node.address], key=lambda one: outline.places[one.address])
    alike = (layer[at] for at in range(own - 1, -1, -1) if layer[at].level is node.level)
    return next(islice(alike, count - 1, None), None)


def _scopes(outline: Outline, here: Provision, kind: str) -> list[str]:
    """Where a citation without a document may begin: a bare 第二项 in its own 款, else 条; a bare 第三条 at the top."""
    if kind not in ("款", "项", "目"):
        return [""]
    around = [_around(outline, here, outer) for outer in ("条", "款") if outer != kind]
    return [node.address for node in reversed(around) if node is not None]


def _below(outline: Outline, address: str, citation: Citation) -> str | None:
    resolved = outline.resolve(citation.path, citation.text, start=address)
    return resolved.addresses[0] if len(resolved.addresses) == 1 else None


def _standard(outline: Outline, reference: Reference, text: str) -> str | None:
    at = outline.places[reference.address]
    here, before = outline.document.provisions[at], outline.document.provisions[:at]
    above = {one.address for one in _chain(outline, here)}
    before = tuple(one for one in before if one.address not in above and one.level not in _UNRULED)
    if text:
        cited = _cited_before(outline, here, reference, text) if "同上" in reference.citation.text else None
        if cited is not None:
            return cited
        if _AMOUNT.search(text, here.own.start, reference.citation.span.start):
            return here.address
        setting = [one for one in before if _AMOUNT.search(text, one.own.start, one.own.end)]
        if setting:
            last = setting[-1]
            series = [one for one in setting if one.parent == last.parent and one.level is last.level]
            is_part = len(series) > 1 and last.parent is not None and last.parent not in above
            return last.parent if is_part else last.address
    named = [one for one in before if "标准" in one.heading]
    siblings = [one for one in before if one.parent == here.parent and one.level is here.level]
    nearest = named or siblings
    return nearest[-1].address if nearest else None


def _cited_before(outline: Outline, here: Provision, reference: Reference, text: str) -> str | None:
    """Where the last citation before this one in the same provision leads, if it stays inside the document."""
    before = find_citations(text[here.own.start : reference.citation.span.start])
    named = [one for one in before if one.path and one.by in ("self", "none")]
    return resolve_internal(outline, Reference(here.address, named[-1])) if named else None


def _chain(outline: Outline, here: Provision) -> list[Provision]:
    """The provision and all that it stands in, from the inside out."""
    chain = [here]
    while chain[-1].parent is not None and chain[-1].parent in outline.by_address:
        chain.append(outline.by_address[chain[-1].parent])
    return chain
