"""The natural paragraphs of PDF pages: lines joined by their indents, their ends and their sizes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.labels import read_label
from ingest.normalize import fold, is_ascii_word
from ingest.pdf_records import Line, PageLines
from ingest.regex import regex

#: in parts of the size of a character
_INDENT, _SHORT = 1.2, 1.8
#: a change of size that begins a paragraph, in points
_SIZE = 2.5
#: what share of lines is indented where indents begin paragraphs; a page of fewer lines is a short one
_INDENTED = 0.12
_FEW = 12
_HANGING = "，。、；：！？,.;:!?”’）》)"
# What stands alone at the head of an annex.
_ANNEX = regex(r"附(?:件|表|录)(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-Z])?:?$")
# Labels that stand inside a paragraph as often as at its start.
_RUNNING = ("一是", "第一")
_ENDS = "。；：;:!?！？"
# Openers stay with what follows, closers with what they follow, Latin words and numbers whole.
_UNIT = regex(r"[（《“‘(〔［\[]{0,4}(?:[A-Za-z0-9.,%/+-]{1,60}|.)[，。；：、？！）》”’,.;:?!)\]〕］％%]{0,4}")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end."""

    #: where lines that are not indented begin, and where full lines end, in points
    left: float
    right: float
    #: the usual distance from one line to the next
    pitch: float
    #: whether indents begin paragraphs
    indents: bool


@dataclass(slots=True)
class Paragraph:
    """Lines that make up one paragraph, each with the number of its page."""

    #: number of the page, and the line
    lines: list[tuple[int, Line]]
    #: those of the column that its last line stands in
    margins: Margins


def make_paragraphs(pages: Sequence[PageLines]) -> list[Paragraph]:
    """The paragraphs of all pages, in order; one may run from a page to the next."""
    usual = _margins([line for page in pages for line in page.lines if not line.column and line.table is None], None)
    out: list[Paragraph] = []
    for page in pages:
        margins = {
            column: _margins(
                [line for line in page.lines if line.column == column and line.table is None], None if column else usual
            )
            for column in {line.column for line in page.lines}
        }
        for line in page.lines:
            where = margins[line.column]
            if out and _goes_on(out[-1], line, where, page.number):
                out[-1].lines.append((page.number, line))
                out[-1].margins = where
            else:
                out.append(Paragraph([(page.number, line)], where))
    return out


def joined(paragraph: Paragraph) -> list[tuple[str, Line]]:
    """The words of each line of the paragraph, with what joins it to the one before.

    A form feed stands where the paragraph runs over to the next page, a space between two Latin words.
    """
    out: list[tuple[str, Line]] = []
    last, at = "", paragraph.lines[0][0]
    for number, line in paragraph.lines:
        glue = "\f" * (number - at)
        if not glue and is_ascii_word(last[-1:]) and is_ascii_word(line.text[:1]):
            glue = " "
        out.append((glue + line.text, line))
        last, at = line.text, number
    return out


def _margins(lines: Sequence[Line], usual: Margins | None) -> Margins:
    """The margins of the lines of one column of one page; `usual` ones where the page has few lines."""
    if not lines:
        return usual or Margins(0, 0, 0, indents=False)
    size = sorted(line.size for line in lines)[len(lines) // 2] or 1.0
    left = _left([line for line in lines if line.size < 1.2 * size])
    if usual is not None and (len(lines) < 5 or abs(left - usual.left) < 3 * size):
        left = min(left, usual.left) if len(lines) >= 5 else usual.left
    right = _right(lines)
    right = max(right, usual.right) if usual is not None else right
    steps = Counter(round(two.top - one.top) for one, two in pairwise(lines) if 0 < two.top - one.top < 4 * size)
    pitch = float(max(steps, key=lambda step: (steps[step], -step))) if steps else usual.pitch if usual else 0.0
    indented = sum(_INDENT * size < line.x0 - left < 3.5 * size for line in lines)
    indents = indented >= _INDENTED * len(lines) or (usual is not None and usual.indents and len(lines) < 5)
    return Margins(left, right, pitch, indents)


def _left(lines: Sequence[Line]) -> float:
    """Where lines begin that are not indented; on a page of many lines, a single one further left does not count."""
    starts = Counter(round(line.x0 / 3) for line in lines)
    often = [at for at in starts if starts[at] > 1 or len(lines) < _FEW] or list(starts)
    return min(line.x0 for line in lines if round(line.x0 / 3) <= min(often))


def _right(lines: Sequence[Line]) -> float:
    """Where full lines end; a mark at the end of a line may hang over it."""
    ends = sorted((line.x1 - line.size * (line.text[-1] in _HANGING) for line in lines), reverse=True)
    return ends[max(1, len(ends) // 20) if len(ends) >= _FEW else 0]


def _goes_on(paragraph: Paragraph, line: Line, margins: Margins, page: int) -> bool:
    """Whether `line` carries on the paragraph."""
    number, last = paragraph.lines[-1]
    if line.table is not None or last.table is not None or abs(line.size - last.size) >= _SIZE:
        return False
    if _ANNEX.match(fold(line.text).text):
        return False
    here = number == page and last.column == line.column
    step = line.top - last.top
    if here and (step > 3 * last.size or (margins.pitch and step > 1.6 * max(margins.pitch, last.size))):
        return False
    if _is_centred(last, paragraph.margins) and _is_centred(line, margins):
        return _carries_title(paragraph, line) if here else False
    size = line.size or 1.0
    slack = paragraph.margins.right - last.x1
    reach = _reach(line.text, size)
    may_end = not margins.indents and last.text[-1] in _ENDS
    is_full = slack < (reach - 0.1 * size if may_end else max(_SHORT * size, reach + 0.5 * size))
    if line.x0 - margins.left > _INDENT * size:
        return is_full and _hangs(paragraph, line)
    if not is_full:
        return False
    if margins.indents or last.text[-1] not in _ENDS:
        return True
    label = read_label(fold(line.text).text)
    return label is None or label.kind in _RUNNING


def _reach(text: str, size: float) -> float:
    """The width of what begins `text` and may not be broken: `“选、` or `2010`; a line before ends that much early."""
    unit = _UNIT.match(text)
    return size * sum(0.5 if char.isascii() else 1.0 for char in unit[0]) if unit is not None else 0.0


def _hangs(paragraph: Paragraph, line: Line) -> bool:
    """Whether an indented line carries on a paragraph whose first line hangs out."""
    first, last = paragraph.lines[0][1], paragraph.lines[-1][1]
    if len(paragraph.lines) > 1 and abs(last.x0 - line.x0) < 2 and line.x0 - first.x0 > 2:
        return read_label(fold(line.text).text) is None
    if last.text[-1] in _ENDS or read_label(fold(line.text).text) is not None or line.x0 < first.x0 + 2:
        return False
    return len(paragraph.lines) == 1 and read_label(fold(first.text).text) is not None


def _is_centred(line: Line, margins: Margins) -> bool:
    size = line.size or 1.0
    before, behind = line.x0 - margins.left, margins.right - line.x1
    return before > _INDENT * size and behind > _INDENT * size and abs(before - behind) < 1.5 * size


def _carries_title(paragraph: Paragraph, line: Line) -> bool:
    """Whether a centred line goes on with the centred title above it: of one size, and a large one."""
    first = paragraph.lines[0][1]
    text = fold(line.text).text
    is_own = text[0] in "([" or text.endswith(("号", "号]")) or read_label(text) is not None
    return first.size >= 18 and not is_own
