"""The lines of a page from its characters, in reading order: rows, and columns where the page has them."""

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TypeVar

from ingest.extracted import RAISED
from ingest.pdf_records import Glyph, Line, Table

_Placed = TypeVar("_Placed", Glyph, Line)

#: a gap that parts what stands in one row, in parts of the size of the text
_GAP = 2.0
#: a character that is smaller than this share of the usual size may be raised
_SMALL = 0.75
#: how many lines must stand on each side of a gutter; what share of the column's width most of them must fill; how wide
#: the column must be, in parts of the size of the text
_COLUMN_LINES, _COLUMN_FILL, _COLUMN_WIDTH = 4, 0.7, 8.0
#: how many rows make a table without rules, and how long the words in its cells may be
_TABLE_ROWS, _CELL = 3, 24


def make_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of the glyphs of one page, in reading order; rows that stand in columns without rules are tables."""
    return _ordered([_segments(row) for row in _rows(glyphs)])


def words_of(glyphs: Sequence[Glyph]) -> list[str]:
    """The words of each row of glyphs, from the top down."""
    return [_whole(_segments(row)).text for row in _rows(glyphs)]


def order_lines(parts: Sequence[Line]) -> list[Line]:
    """The lines that these parts of lines make up, in reading order."""
    return _ordered([sorted(row, key=lambda one: one.x0) for row in _rows(parts)])


def _ordered(rows: list[list[Line]]) -> list[Line]:
    if sum(len(row) > 1 for row in rows) < _TABLE_ROWS:
        return [_whole(row) for row in rows]
    return _in_columns(rows, [0])


def _rows(glyphs: Sequence[_Placed]) -> list[list[_Placed]]:
    """What stands on one base line each, from the top down."""
    rows: list[list[_Placed]] = []
    middle, size = -1e9, 0.0
    for glyph in sorted(glyphs, key=lambda one: one.top + one.bottom):
        at = (glyph.top + glyph.bottom) / 2
        if at - middle > 0.5 * max(size, glyph.size):
            rows.append([glyph])
            middle, size = at, glyph.size
        else:
            rows[-1].append(glyph)
            if glyph.size > size:
                middle, size = at, glyph.size
    return rows


def _segments(row: list[Glyph]) -> list[Line]:
    """The stretches of a row between gaps of more than two characters."""
    row.sort(key=itemgetter(0))
    size = _usual_size(row)
    segments: list[Line] = []
    start = 0
    end = row[0].x1
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at].x0 - end > _GAP * size:
            part = row[start:at]
            top, bottom = min(one.top for one in part), max(one.bottom for one in part)
            segments.append(Line(part[0].x0, end, top, bottom, size, _joined(part, size)))
            start = at
        if at < len(row):
            end = row[at].x1 if row[at].x1 > end or start == at else end
    return segments


def _usual_size(row: list[Glyph]) -> float:
    sizes = sorted(glyph.size for glyph in row)
    return sizes[len(sizes) // 2]


def _joined(part: list[Glyph], size: float) -> str:
    """The characters, with a space where two Latin words, or anything with a clear gap, stand apart."""
    small = _SMALL * size
    out = [part[0].text]
    before, base = part[0], part[0].bottom
    for glyph in part[1:]:
        gap = glyph.x0 - before.x1
        if gap > 0.2 * glyph.size and (
            gap > 0.8 * glyph.size or (before.text[-1].isascii() and glyph.text[0].isascii())
        ):
            out.append(" ")
        is_small = glyph.size < small
        is_raised = is_small and glyph.bottom < base - 0.2 * size
        base = base if is_small else glyph.bottom
        out.append(glyph.text.translate(RAISED) if is_raised else glyph.text)
        before = glyph
    return "".join(out)


def _whole(row: list[Line]) -> Line:
    """The segments of a row as one line, with two spaces in each gap."""
    if len(row) == 1:
        return row[0]
    top, bottom = min(one.top for one in row), max(one.bottom for one in row)
    text = "  ".join(one.text for one in row)
    confidence = min(one.confidence for one in row)
    return Line(row[0].x0, row[-1].x1, top, bottom, row[0].size, text, confidence=confidence)


def _in_columns(rows: list[list[Line]], counter: list[int]) -> list[Line]:
    """The lines of rows: columns from left to right where a gutter parts running text, else row by row."""
    found = _gutter(rows)
    if found is None:
        lines = _with_tables(rows)
        for line in lines:
            line.column = counter[0]
        return lines
    start, end, at = found
    out = _in_columns(rows[:start], counter) if start else []
    left = [[one for one in row if one.x1 <= at] for row in rows[start:end]]
    right = [[one for one in row if one.x1 > at] for row in rows[start:end]]
    for part in (left, right):
        counter[0] += 1
        out += _in_columns([row for row in part if row], counter)
    counter[0] += 1
    return out + (_in_columns(rows[end:], counter) if end < len(rows) else [])


def _with_tables(rows: list[list[Line]]) -> list[Line]:
    """The rows as lines, but as a table where several in turn have short words in the same columns."""
    lines: list[Line] = []
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and _is_alike(rows[start], rows[end]):
            end += 1
        if end - start >= _TABLE_ROWS and len(rows[start]) > 1:
            lines.append(_table_line(rows[start:end]))
        else:
            lines += [_whole(row) for row in rows[start:end]]
        start = end
    return lines


def _is_alike(one: list[Line], other: list[Line]) -> bool:
    """Whether two rows have words in the same columns: their left edges, or their middles, stand below each other."""
    if len(one) != len(other) or len(one) < 2:
        return False
    near = 0.8 * one[0].size
    return all(
        len(b.text) <= _CELL and (abs(a.x0 - b.x0) < near or abs(a.x0 + a.x1 - b.x0 - b.x1) < 2 * near)
        for a, b in zip(one, other, strict=True)
    )


def _table_line(rows: list[list[Line]]) -> Line:
    top, bottom = rows[0][0].top, rows[-1][0].bottom
    columns = tuple(min(row[at].x0 for row in rows) for at in range(len(rows[0])))
    table = Table(top, bottom, columns, [[cell.text for cell in row] for row in rows])
    return Line(columns[0], max(row[-1].x1 for row in rows), top, bottom, 0, "", table=table)


def _gutter(rows: list[list[Line]]) -> tuple[int, int, float] | None:
    """The longest run of rows that a gutter parts: first row, one past the last, and the gutter's place."""
    gaps = [(one.x1 + two.x0) / 2 for row in rows for one, two in pairwise(row)]
    if len(gaps) < _COLUMN_LINES:
        return None
    gaps.sort()
    at = gaps[len(gaps) // 2]
    best, start = (0, 0), 0
    for number in range(len(rows) + 1):
        if number == len(rows) or any(one.x0 < at < one.x1 for one in rows[number]):
            best = max(best, (start, number), key=lambda run: run[1] - run[0])
            start = number + 1
    return (*best, at) if _is_prose(rows[best[0] : best[1]], at) else None


def _is_prose(rows: list[list[Line]], at: float) -> bool:
    """Whether on both sides of `at` there are lines enough, and most of them as wide as their column."""
    for is_left in (True, False):
        part = [one for row in rows for one in row if (one.x1 <= at) == is_left]
        if len(part) < _COLUMN_LINES:
            return False
        width = max(one.x1 for one in part) - min(one.x0 for one in part)
        full = sum(one.x1 - one.x0 >= _COLUMN_FILL * width for one in part)
        if width < _COLUMN_WIDTH * part[0].size or 2 * full < len(part):
            return False
    return True
