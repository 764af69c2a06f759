"""The natural paragraphs of a text: lines, cut where several stand on one and joined where one was broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.labels import read_label
from ingest.normalize import Folded, fold
from ingest.numerals import parse_ordinal
from ingest.records import Span
from ingest.regex import regex


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
    #: page numbers that stand in the middle of it
    hidden: tuple[Span, ...] = ()
    #: whether tabs part it into the cells of a row
    is_tabbed: bool = False

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.is_tabbed or self.text.startswith("|")


# What stands for a label behind a gap of two spaces or more, in texts that were flattened into one line.
_GAP = regex(
    r"(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]{2,}"
    r"(?=第[零〇一二三四五六七八九十百千\d]{1,7}[编章节条]|[一二三四五六七八九十]{1,4}[、.．]"
    r"|[(（][一二三四五六七八九十\d]{1,4}[)）]|\d{1,3}[、.．](?!\d)|[①-⑳]|附件)"
)
_ON_ONE_LINE = regex(r"第(?P<n>[零〇一二三四五六七八九十百\d]{1,5})(?P<kind>[条章])")
_STOPS = "。；;：:”》）)"
# Characters of a chapter's label and heading, which the next article may follow at once; articles that make a law.
_LONGEST_NAME, _FEWEST_ON_A_LINE = 25, 2
_MARKS = regex(r"^[ \t]*(?:#{1,6}(?=[ \t])|[*+-](?=[ \t](?!\d+[ \t]*[-—–])))|\*\*|__(?=\S)")
_HEADING = regex(r"^[ \t]*#{1,6}[ \t]")
_CLOSERS = regex(r"^(?:[,。;:、!?)”》】]|\[(?:19|20)\d\d\])")
# A line that begins so carries on the one above; and so does one below a line that ends so.
_QUANTITY = regex(r"\d+[.]\d+(?:米|元|万|亿|倍|%|‰|平方|公里|度|小时|天|年|个|亩|公顷|吨)|\d+:\d+(?::\d+)?(?:的|比)")
_OPEN_ENDS = ",、(《在于至从自到由按和及与的对将把向以并或应须"
_PAGE = regex(r"-{1,3}\d{1,4}-{1,3}$|第\d{1,4}页(?:[,/]?共\d{1,4}页)?$")
# A page that is turned over in the middle of a paragraph.
_TURN = regex(r"(?<=[^\n\r\f])\f{1,99}(?=[^\n\r\f])")
_FIXED = regex(r"附(?:件|表)|抄送|注[\d:]|\d{1,2}[.]\d{1,2}[.]?\d*[\u4e00-\u9fff]")
_CITED = regex(r"第[零〇一二三四五六七八九十百千\d]{1,7}[条款项](?:之一)?(?:第|的|规定|、|和|及|所)")
_TITLE_END = regex(r"(?:通知|意见|办法|条例|规定|决定|细则|方案|规划|公告|通告|通报|函|纪要)(?:\([^()]{1,12}\))?$")
# Columns: the narrowest and the widest page, and how ragged its right edge may be.
_NARROW, _WIDE, _RAGGED = 30, 120, 4
# Characters of a line that are counted: no page is that wide.
_LONGEST = 140
_INDENTED = 0.15
# Characters within which a bracket that a line opens is closed on the next.
_LONG_BRACKET = 60
# Share of lines with a blank one above, from which on blank lines part the paragraphs; characters of a long line.
_PARTED, _FEWEST_LINES, _LONG = 0.25, 8, 20


def split_blocks(text: str, span: Span) -> tuple[Block, ...]:
    r"""The natural paragraphs of `text` within `span`, in order; white space between them belongs to none.

    >>> text = "一、住宅区按规模配建。  二、不足1000户的住宅区,社区用房按每百户40平方米的标准\n进行设计。"
    >>> [block.text[:9] for block in split_blocks(text, Span(0, len(text)))]
    ['一、住宅区按规模配', '二、不足1000户']
    """
    lines = list(_lines(text, span))
    if "\t" in text:
        lines = _with_rows(text, lines)
    return tuple(_joined(text, lines))


def make_block(
    text: str, span: Span, *, after_blank: bool = False, is_indented: bool = False, hidden: tuple[Span, ...] = ()
) -> Block:
    """The block of `text` in `span`, which begins and ends with something visible; `hidden` stretches are not read."""
    raw = text[span.start : span.end]
    if hidden:
        edges = [0, *(at - span.start for page in hidden for at in (page.start, page.end)), len(raw)]
        parts = [raw[first:last] for first, last in pairwise(edges)]
        raw = "".join("\u200b" * len(part) if number % 2 else part for number, part in enumerate(parts))
    marks = _MARKS.sub(lambda match: "\u200b" * len(match[0]), raw)
    return Block(span, fold(marks, span.start), bool(_HEADING.match(raw)), after_blank, is_indented, hidden)


def _lines(text: str, span: Span) -> Iterator[Block]:
    at, after_blank = span.start, False
    for line in _TURN.sub(_blank, text[span.start : span.end]).splitlines(keepends=True):
        if not line.strip():
            after_blank = True
        for start, end in (part for outer in _parts(line) for part in _articles(line, *outer)):
            piece = line[start:end]
            lead = len(piece) - len(piece.lstrip())
            visible = Span(at + start + lead, at + start + len(piece.rstrip()))
            if visible.start < visible.end:
                block = make_block(text, visible, after_blank=after_blank, is_indented=start == 0 and lead >= 1)
                if block.text:
                    yield block
                    after_blank = False
        at += len(line)


def _with_rows(text: str, lines: list[Block]) -> list[Block]:
    """The lines, those marked that stand in a run of two or more with tabs in them."""
    tabbed = [False, *(_has_cells(text, line) for line in lines), False]
    return [
        replace(line, is_tabbed=True) if tabbed[at] and (tabbed[at - 1] or tabbed[at + 1]) else line
        for at, line in enumerate(lines, 1)
    ]


def _has_cells(text: str, line: Block) -> bool:
    """Whether tabs part the line; one behind its label, as in 第一条(tab)为了…, parts nothing."""
    cells = [cell for cell in text[line.span.start : line.span.end].split("\t") if cell.strip()]
    label = read_label(line.text)
    is_labelled = label is not None and fold(cells[0]).text == line.text[: label.end]
    return len(cells) > 2 - (not is_labelled)


def page_turns(text: str, span: Span) -> list[Span]:
    r"""The form feeds of `text` within `span` that stand inside a paragraph.

    >>> page_turns("各区\f人民政府\n\f各县", Span(0, 10))
    [Span(start=2, end=3)]
    """
    return [Span(turn.start(), turn.end()) for turn in _TURN.finditer(text, span.start, span.end)]


def _blank(turn: re.Match[str]) -> str:
    return " " * len(turn[0])


def _parts(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(line):
        if line[start : gap.start()].strip():
            yield start, gap.end()
            start = gap.end()
    yield start, len(line)


def _articles(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch of a line, cut before its chapters and articles where three or more articles of a law stand on it."""
    expected = {"条": 1, "章": 1}
    cuts: list[int] = []
    chapter = -_LONGEST_NAME
    for match in _ON_ONE_LINE.finditer(line, start, end):
        at, kind = match.start(), match["kind"]
        before = line[at - 1] if at > start else " "
        is_behind = before in _STOPS or before.isspace() or expected[kind] == 1 or at - chapter < _LONGEST_NAME
        if parse_ordinal(match["n"]) != expected[kind] or not is_behind or read_label(line[at : at + 12]) is None:
            continue
        cuts.append(at)
        expected[kind] += 1
        chapter = at if kind == "章" else -_LONGEST_NAME
    if expected["条"] <= _FEWEST_ON_A_LINE:
        cuts = []
    yield from pairwise([start, *(cut for cut in cuts if cut > start), end])


def _joined(text: str, lines: list[Block]) -> Iterator[Block]:
    widths = [_width(text, line) for line in lines]
    full = _full_width(widths)
    indents = bool(full) and sum(line.is_indented for line in lines) >= _INDENTED * len(lines)
    parted = sum(line.after_blank for line in lines) >= _PARTED * len(lines) and len(lines) >= _FEWEST_LINES
    held: _Held | None = None
    is_full = False
    pages: list[Block] = []
    for line, width in zip(lines, widths, strict=True):
        if held is not None and _PAGE.match(line.text):
            pages.append(line)
            continue
        is_inside = parted and len(held.last.text if held is not None else "") >= _LONG
        if held is not None and (
            _continues(held, line, is_full=is_full, over_page=bool(pages), indents=indents)
            or (is_inside and _goes_on(held, line))
        ):
            held.text += line.text
            held.last = line
            held.hidden += [page.span for page in pages]
        else:
            if held is not None:
                yield held.block(text)
            yield from pages
            held = _Held(line, line, line.text, [])
        pages = []
        is_full = bool(full) and width >= full - _RAGGED
    if held is not None:
        yield held.block(text)
    yield from pages


@dataclass(slots=True)
class _Held:
    """The lines that make up one paragraph, as far as they are read."""

    first: Block
    last: Block
    text: str
    hidden: list[Span]

    def block(self, text: str) -> Block:
        if self.first is self.last:
            return self.first
        whole = Span(self.first.span.start, self.last.span.end)
        blank, indent = self.first.after_blank, self.first.is_indented
        return make_block(text, whole, after_blank=blank, is_indented=indent, hidden=tuple(self.hidden))


def _width(text: str, line: Block) -> int:
    """The columns that a line takes, its indent among them."""
    begin = max(0, line.span.end - _LONGEST)
    start = max(begin, 1 + max(text.rfind(mark, begin, line.span.start) for mark in "\n\r"))
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text[start : line.span.end])


def _full_width(widths: list[int]) -> int:
    """The width, in columns, at which all lines of a text were wrapped; 0 if they were not."""
    full = max(widths, default=0)
    near = sum(1 for width in widths if width >= full - _RAGGED)
    return full if _NARROW <= full <= _WIDE and near >= max(4, len(widths) // 5) else 0


def _continues(held: _Held, line: Block, *, is_full: bool, over_page: bool, indents: bool) -> bool:
    """Whether `line` is the rest of the paragraph that `held` begins.

    `is_full`: the last line of `held` fills the page's width; `indents`: the text indents what begins a paragraph.
    """
    first, second = held.text, line.text
    if held.last.is_tabbed or line.is_tabbed or held.first.is_heading or line.is_heading:
        return False
    if second.startswith(("|", "<!--")) or first.endswith(("|", "-->")):
        return False
    if _CLOSERS.match(second) and first[-1] not in "。;:":
        return True
    if _QUANTITY.match(second) and first[-1] not in "。;:!?" and not line.after_blank and not line.is_indented:
        return True
    if first[0] == "(" and ")" not in first and not line.after_blank and ")" in second[:_LONG_BRACKET]:
        return True
    if (line.after_blank and not over_page) or line.is_indented or _is_labelled(second):
        return False
    if is_full and indents:
        return True
    if first[-1] in "。;:!?":
        return False
    if _CITED.match(second) or first[-1] in _OPEN_ENDS:
        return True
    if len(first) <= 3 and re.match(r".{0,3}:", second) and not first.isdecimal():
        return True
    return _is_cut(first, second, is_full=is_full)


def _goes_on(held: _Held, line: Block) -> bool:
    """Whether no blank line stands above `line`, in a text that parts its paragraphs so, nor an end or a new label."""
    if held.last.is_row or line.is_row or line.after_blank or line.is_heading or held.first.is_heading:
        return False
    label = read_label(held.text)
    if held.text[-1] == ";" and label is not None and label.kind == "article":
        return not _is_labelled(line.text)
    ends = held.text[-1] in _STOPS or held.text[-1] in "!?》" or bool(_TITLE_END.search(held.text))
    return not ends and not line.is_indented and not _is_labelled(line.text) and not line.text[0].isdigit()


def _is_labelled(text: str) -> bool:
    return bool(_FIXED.match(text)) or read_label(text) is not None


def _is_cut(first: str, second: str, *, is_full: bool) -> bool:
    """Whether `first` stops in the middle of a sentence that `second` carries on."""
    if _TITLE_END.search(first):
        return False
    if is_full:
        return True
    if len(first) < 20 or (first[-1] in "”》)】" and first.count("(") <= first.count(")")):
        return False
    ends_short = len(second) <= 16 and second[-1] in "。;:" and not second.startswith("各")
    has_sentence = "。" in first[:-1] or (not _is_labelled(first) and "," in first)
    return ends_short or (has_sentence and len(first) >= 40)
