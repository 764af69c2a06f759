"""The document as a whole: a draft, cut short, under a foreign title, the same text twice."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from answer.check_ground import Ground
from answer.check_records import Defect, Severity
from answer.citations import line_of
from ingest.normalize import fold
from ingest.records import Level, Provision, Span, Status
from ingest.regex import regex

_QUESTION = regex(r"^(?:如何|怎样|怎么|为什么|什么是|谁知道|请问)|[?？吗呢]$")
#: a last line of fewer characters need not be a sentence; nor need these
_SHORT_LINE = 24
_TAIL = regex(r"电话|联系人|附件|抄送|印发|主题词|邮箱|https?:|网址|地址")
_ENDS = "。;:!?”》)】.…|"
_MOST_CHANGED = 2
#: of the title's pairs of characters that must stand in a body of some length
_LEAST_FOUND, _LONG = 0.25, 500
_BODY = frozenset((Level.LEVEL, Level.PARAGRAPH, Level.ARTICLE, Level.SUBPARAGRAPH, Level.ITEM))


def draft(ground: Ground) -> Iterator[Defect]:
    """A draft for comments: no rule yet."""
    if ground.document.header.status is Status.DRAFT:
        where = _find(ground, r"征求意见稿|送审稿|讨论稿|草案|草稿") or _title(ground)
        yield ground.defect(
            "draft", Severity.AMBIGUOUS, where, "文件标明为征求意见稿一类，尚未生效", "请查正式印发的文本"
        )


def truncated(ground: Ground) -> Iterator[Defect]:
    """A last sentence without an end, or a copy of the text that stops earlier."""
    bodies = [one for one in ground.document.provisions if one.level in _BODY]
    if bodies:
        last = bodies[-1]
        words = ground.text[last.own.start : last.own.end].rstrip()
        folded = fold(words).text
        line = folded if "\n" not in words else fold(words.rpartition("\n")[2]).text
        if len(line) > _SHORT_LINE and folded[-1] not in _ENDS and not _TAIL.search(line):
            where = Span(max(last.own.start, last.own.start + len(words) - 12), last.own.start + len(words))
            yield ground.defect("truncated", Severity.MISMATCH, where, f"正文在“{folded[-10:]}”处中断", "请找全文核对")


def copies(ground: Ground) -> Iterator[Defect]:
    """The same text a second time, whole or cut short."""
    for source, span, is_cut in ground.document.copies:
        line = f" 第{line_of(ground.text, span.start)}行起" if source == ground.document.source else ""
        place = source + line
        if is_cut:
            message, code = f"另有一份中断的副本（{place}）", "truncated"
        else:
            message, code = f"同一文件另有一份（{place}）", "duplicate"
        yield ground.defect(code, Severity.FORM, _title(ground), message, "引用时以完整的一份为准")


def titles(ground: Ground) -> Iterator[Defect]:
    """A title that is not of this text, or that the source writes in two ways that differ by a character or two."""
    header = ground.document.header
    title = fold(header.title).text
    if title and (_QUESTION.search(title) or _share_found(ground, title) < _LEAST_FOUND):
        is_bare = not header.document_number and header.dated_on is None
        message = "标题与正文内容不符" + ("，正文没有自己的文号和日期" if is_bare else "")
        yield ground.defect("title_mismatch", Severity.AMBIGUOUS, _title(ground), message, "请查原件的标题和发文机关")
    for other in header.other_titles:
        difference = _difference(title, fold(other).text)
        if difference:
            message = f"来源中标题有两种写法，相差“{difference}”"
            yield ground.defect("title_mismatch", Severity.FORM, _title(ground), message, "请核对原件标题")


def _share_found(ground: Ground, title: str) -> float:
    """How many of the pairs of characters of the title's subject the body has too; 1 for a short body."""
    title = title.partition("关于")[2] or title
    body = "".join(sentence.text for sentence in ground.sentences)
    pairs = {
        title[at : at + 2] for at in range(len(title) - 1) if re.fullmatch(r"[\u4e00-\u9fff]{2}", title[at : at + 2])
    }
    return sum(pair in body for pair in pairs) / len(pairs) if pairs and len(body) >= _LONG else 1.0


def _difference(first: str, second: str) -> str:
    """The characters that two titles differ by, if these are few and the titles long."""
    if min(len(first), len(second)) < 12:
        return ""
    parts = [part for part in SequenceMatcher(None, first, second, autojunk=False).get_opcodes() if part[0] != "equal"]
    changed = [first[a:b] or second[c:d] for _, a, b, c, d in parts]
    is_small = 0 < sum(map(len, changed)) <= _MOST_CHANGED
    return "”“".join(changed) if is_small and all(re.fullmatch(r"[\u4e00-\u9fff]+", one) for one in changed) else ""


def _title(ground: Ground) -> Span:
    """The first line of the document's title."""
    provision: Provision | None = next((one for one in ground.document.provisions if one.level is Level.TITLE), None)
    span = provision.own if provision is not None else ground.document.span
    words = ground.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = ground.text.find("\n", start, span.end)
    return Span(start, end if end > start else max(span.end, start + 1))


def _find(ground: Ground, pattern: str) -> Span | None:
    match = re.compile(pattern).search(ground.text, ground.document.span.start, ground.document.span.end)
    return Span(match.start(), match.end()) if match else None
