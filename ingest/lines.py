"""The natural paragraphs of a text: lines, cut where several stand on one and joined where one was broken."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.labels import read_label
from ingest.normalize import Folded, fold
from ingest.records import Span


@dataclass(frozen=True, slots=True)
class Block:
    """One natural paragraph."""

    #: from its first character that is no white space to its last
    span: Span
    #: its folded words, without Markdown marks
    folded: Folded
    #: whether the source sets a Markdown heading here
    is_heading: bool
    #: whether an empty line stands before it
    after_blank: bool
    #: whether it begins with white space
    is_indented: bool

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text


# What stands for a label behind a gap of two spaces or more, in texts that were flattened into one line.
_GAP = re.compile(
    r"[ \t\u3000\u00a0]{2,}(?=第[零〇一二三四五六七八九十百千\d]{1,7}[编章节条]|[一二三四五六七八九十]{1,4}[、..]"
    r"|[((][一二三四五六七八九十\d]{1,4}[))]|\d{1,3}[、..](?!\d)|[①-⑳]|附件)"
)
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}(?=[ \t])|[*+-](?=[ \t]))|\*\*|__(?=\S)")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]")
_BREAKS = "。;:!?”》)】"
_CLOSERS = re.compile(r"^(?:[,。;:、!?)”》】]|\[(?:19|20)\d\d\])")
_FIXED = re.compile(r"附(?:件|表)|抄送|注[\d:]|\d{1,2}[.]\d{1,2}[.]?\d*[\u4e00-\u9fff]")
_CITED = re.compile(r"第[零〇一二三四五六七八九十百千\d]{1,7}[条款项](?:之一)?(?:第|的|规定|、|和|及|所)")
_TITLE_END = re.compile(r"(?:通知|意见|办法|条例|规定|决定|细则|方案|规划|公告|通告|通报|函|纪要)(?:\([^()]{1,12}\))?$")
_FULL_LINES = 0.6


def split_blocks(text: str, span: Span) -> tuple[Block, ...]:
    """The natural paragraphs of `text` within `span`, in order; white space between them belongs to none.

    >>> text = "一、住宅区按规模配建。  二、不足1000户的住宅区,社区用房按每百户40平方米的标准\\n进行设计。"
    >>> [block.text[:9] for block in split_blocks(text, Span(0, len(text)))]
    ['一、住宅区按规模配', '二、不足1000户']
    """
    return tuple(_joined(text, list(_lines(text, span))))


def make_block(text: str, span: Span, *, after_blank: bool = False, is_indented: bool = False) -> Block:
    """The block of `text` in `span`, which begins and ends with something visible."""
    raw = text[span.start : span.end]
    marks = _MARKS.sub(lambda match: "\u200b" * len(match[0]), raw)
    return Block(span, fold(marks, span.start), bool(_HEADING.match(raw)), after_blank, is_indented)


def _lines(text: str, span: Span) -> Iterator[Block]:
    at, after_blank = span.start, False
    for line in text[span.start : span.end].splitlines(keepends=True):
        if not line.strip():
            after_blank = True
        for start, end in _parts(line):
            piece = line[start:end]
            lead = len(piece) - len(piece.lstrip())
            visible = Span(at + start + lead, at + start + len(piece.rstrip()))
            if visible.start < visible.end:
                block = make_block(text, visible, after_blank=after_blank, is_indented=start == 0 and lead >= 1)
                if block.text:
                    yield block
                    after_blank = False
        at += len(line)


def _parts(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(line):
        if line[start : gap.start()].strip():
            yield start, gap.end()
            start = gap.end()
    yield start, len(line)


def _joined(text: str, lines: list[Block]) -> Iterator[Block]:
    width = _wrap_width(lines)
    held: Block | None = None
    is_full = False
    for line in lines:
        if held is not None and _continues(held, line, is_full):
            whole = Span(held.span.start, line.span.end)
            held = make_block(text, whole, after_blank=held.after_blank, is_indented=held.is_indented)
        else:
            if held is not None:
                yield held
            held = line
        is_full = bool(width) and abs(len(line.text) - width) <= 2
    if held is not None:
        yield held


def _wrap_width(lines: list[Block]) -> int:
    """The width at which the text was wrapped, in characters; 0 if it was not wrapped."""
    broken = [len(line.text) for line in lines if line.text[-1] not in _BREAKS]
    if len(broken) < 8:
        return 0
    widest = max(Counter(broken).most_common(3), key=lambda pair: pair[0])[0]
    near = sum(1 for length in broken if abs(length - widest) <= 2)
    return widest if widest >= 15 and near >= _FULL_LINES * len(broken) else 0


def _continues(held: Block, line: Block, is_full: bool) -> bool:
    """Whether `line` is the rest of the paragraph that `held` begins, whose last line fills the page's width or not."""
    first, second = held.text, line.text
    if held.is_heading or line.is_heading or second.startswith(("|", "<!--")) or first.endswith(("|", "-->")):
        return False
    if _CLOSERS.match(second) and first[-1] not in "。;:":
        return True
    if line.after_blank or line.is_indented or first[-1] in "。;:!?" or _is_labelled(second):
        return False
    if _CITED.match(second):
        return True
    if len(first) <= 3 and re.match(r".{0,3}:", second) and not first.isdecimal():
        return True
    return _is_cut(first, second, is_full)


def _is_labelled(text: str) -> bool:
    return bool(_FIXED.match(text)) or read_label(text) is not None


def _is_cut(first: str, second: str, is_full: bool) -> bool:
    """Whether `first` stops in the middle of a sentence that `second` carries on."""
    if first[-1] in "”》)】" and first.count("(") <= first.count(")"):
        return False
    ends_short = len(second) <= 16 and second[-1] in "。;:" and not second.startswith("各")
    if len(first) < 20 or _TITLE_END.search(first):
        return is_full and not _TITLE_END.search(first)
    if is_full:
        return True
    has_sentence = "。" in first[:-1] or (not _is_labelled(first) and "," in first)
    return ends_short or (has_sentence and len(first) >= 40)
