"""References that lead nowhere, annexes that are announced and missing, numbers that are missing or stand twice."""

import re
from collections.abc import Iterator
from itertools import pairwise

from answer.check_ground import Ground
from answer.check_records import Defect, Severity
from ingest.addressing import Outline
from ingest.normalize import fold
from ingest.records import Header, Level, Provision, Span
from ingest.references import resolve_internal
from ingest.regex import regex

_TABLE = regex(
    r"附的?《(?P<name>[^《》]{2,20}(?:表|目录|清单|名单))》|《(?P<annex>[^《》]{2,20}(?:表|目录|清单|名单))》(?:附后|见附件|\(附后\))"
)
_ANNEX = regex(
    r"(?:详?见|按照?|依照|填写|填报|根据)(?:本[\u4e00-\u9fff]{1,4}的?)?附件(?:\d{1,2}|[一二三四五六七八九十])?|\(附件(?:\d{1,2})?\)"
)
_TABLE_HEADING = regex(
    r"[\u4e00-\u9fff]{2,20}(?:税率|费率|标准|税目税率|基准|分级|收费标准)表[一二三四五六七八九十]?(?:\([^()]{1,30}\))?"
)
_SAME = frozenset((Level.LEVEL, Level.ARTICLE, Level.SUBPARAGRAPH, Level.CHAPTER))
_KINDS = {"条", "款", "项", "目", "章", "节", "编"}


def dangling(ground: Ground) -> Iterator[Defect]:
    """Citations of the document's own provisions that it does not have."""
    outline = Outline(ground.document)
    for reference in ground.references:
        citation = reference.citation
        is_inner = citation.by == "self" or (citation.by == "none" and all(kind in _KINDS for kind, _ in citation.path))
        if not is_inner or not citation.path or resolve_internal(outline, reference) is not None:
            continue
        before = ground.text[max(0, citation.span.start - 12) : citation.span.start]
        if re.search(r"[》法例定]\s*$|[》）)]\s*$", before) and citation.by == "none":
            continue
        message = f"引用的“{citation.text}”在本文件中没有找到"
        yield ground.defect("dangling_reference", Severity.MISMATCH, citation.span, message, "请核对引用的条款号")


def dangling_abroad(ground: Ground) -> Iterator[Defect]:
    """Citations of provisions that the cited document, as the library holds it, does not have."""
    if ground.library is None:
        return
    held = {name: key for key, header in ground.library.headers() for name in _names(header)}
    outlines: dict[str, Outline] = {}
    for reference in ground.references:
        citation = reference.citation
        key = held.get(fold(citation.document).text) if citation.by in ("title", "number") and citation.path else None
        if key is None or key == ground.document.key:
            continue
        if key not in outlines:
            outlines[key] = Outline(ground.library.document(key))
        if not outlines[key].resolve(citation.path, citation.text).addresses:
            message = f"资料库所存的该文件中没有“{citation.text}”所指的条款"
            hint = "请核对条款号和文件版本"
            yield ground.defect("dangling_reference", Severity.AMBIGUOUS, citation.span, message, hint)


def _names(header: Header) -> frozenset[str]:
    """How others cite a document: its number, its title, its title without the country's name."""
    title = fold(header.title).text
    short = title.removeprefix("中华人民共和国")
    return frozenset((title, short, fold(header.document_number).text)) - {""}


def missing_annexes(ground: Ground) -> Iterator[Defect]:
    """A table or list that the text says is attached, and that the source does not hold."""
    span = ground.document.span
    whole = ground.folded(span).text
    told: set[str] = set()
    for sentence in ground.sentences:
        for match in _TABLE.finditer(sentence.text):
            name = match["name"] or match["annex"]
            if name not in told and whole.count(name) == len(re.findall(f"《{re.escape(name)}》", whole)):
                told.add(name)
                where = sentence.span(*match.span())
                message = f"提到的附表《{name}》不在本文件的文本中"
                yield ground.defect("annex_missing", Severity.AMBIGUOUS, where, message, "请找带附件的全文")


def missing_attachments(ground: Ground) -> Iterator[Defect]:
    """附件 that the text sends the reader to, in a source that has none; told once."""
    span = ground.document.span
    has_annex = any(one.level is Level.ANNEX for one in ground.document.provisions)
    if has_annex or re.compile(r"^[ \t\u3000]*附件", re.M).search(ground.text, span.start, span.end):
        return
    for sentence in ground.sentences:
        match = _ANNEX.search(sentence.text)
        if match:
            where = sentence.span(*match.span())
            message = f"“{match[0].strip('()')}”不在本文件的文本中"
            yield ground.defect("annex_missing", Severity.AMBIGUOUS, where, message, "请找带附件的全文")
            return


def empty_tables(ground: Ground) -> Iterator[Defect]:
    """The heading of a table with no table below it, only a note or the next heading."""
    for (start, line), (_, below) in pairwise([*_lines(ground), (ground.document.span.end, "")]):
        if "表" not in line:
            continue
        words, following = fold(line).text, fold(below).text
        if _TABLE_HEADING.fullmatch(words) and (
            not following or following.startswith(("(注", "注:")) or _TABLE_HEADING.fullmatch(following)
        ):
            where = Span(start, start + len(words))
            message = f"“{words}”之下没有表格内容"
            yield ground.defect("annex_missing", Severity.MISMATCH, where, message, "请找带附表的全文")


def _lines(ground: Ground) -> Iterator[tuple[int, str]]:
    """Each line that is not empty: where its words begin, and the words."""
    at = ground.document.span.start
    for line in ground.text[at : ground.document.span.end].split("\n"):
        words = line.strip()
        if words:
            yield at + line.index(words), words
        at += len(line) + 1


def numbering(ground: Ground) -> Iterator[Defect]:
    """Numbers left out or given twice between siblings, unless the numbering runs on from an earlier part."""
    last: dict[tuple[str | None, str], Provision] = {}
    running: dict[str, int] = {}
    for provision in ground.document.provisions:
        if provision.ordinal is None or provision.level not in _SAME or "之" in provision.number:
            continue
        make = f"{provision.level} {_make(provision.number)}"
        parent = None if provision.level is Level.ARTICLE else provision.parent
        before = last.get((parent, make))
        expected = {before.ordinal + 1 if before is not None and before.ordinal else 1, running.get(make, 0) + 1}
        if provision.ordinal not in expected:
            yield _misnumbered(ground, before, provision)
        last[parent, make] = provision
        running[make] = provision.ordinal


def _misnumbered(ground: Ground, before: Provision | None, provision: Provision) -> Defect:
    words = ground.text[provision.own.start : min(provision.own.end, provision.own.start + 12)].rstrip()
    where = Span(provision.own.start, provision.own.start + max(1, len(words)))
    if before is None:
        message = f"编号从“{provision.number}”开始，前面的编号没有出现"
    elif before.ordinal == provision.ordinal:
        message = f"编号“{provision.number}”出现两次"
    else:
        message = f"“{before.number}”之后是“{provision.number}”，编号不连续"
    return ground.defect("numbering", Severity.MISMATCH, where, message, "请核对原文是否有缺漏")


def _make(number: str) -> str:
    """How a number is written, without its value: (一) and (十) are of one make."""
    return re.sub(r"[零〇一二三四五六七八九十百①-⑳]+", "一", re.sub(r"[\dl]+", "1", number))
