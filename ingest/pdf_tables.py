"""Ruled tables of PDF pages as rows of cells, stitched where they run over pages."""

from collections.abc import Iterable, Sequence
from typing import cast

from pdfplumber.page import Page
from pdfplumber.table import TableFinder

from ingest.normalize import is_ascii_word
from ingest.pdf_lines import words_of
from ingest.pdf_records import Glyph, Line, PageGlyphs, PageLines, Rule, Table

#: fewer rules than this make no table
_MIN_RULES = 4
_ENDS = "。；;.!?！？"
_Box = tuple[float, float, float, float]
_Cell = tuple[_Box, str]


def take_tables(content: PageGlyphs) -> tuple[list[Table], Sequence[Glyph]]:
    """The ruled tables of a page, and the glyphs that stand in none of them."""
    level = [_edge(rule) for rule in content.rules if rule.x1 - rule.x0 >= rule.bottom - rule.top]
    plumb = [_edge(rule, is_plumb=True) for rule in content.rules if rule.x1 - rule.x0 < rule.bottom - rule.top]
    if len(level) < 2 or len(plumb) < 2 or len(content.rules) < _MIN_RULES:
        return [], content.glyphs
    settings = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": plumb,
        "explicit_horizontal_lines": level,
    }
    found: list[Table] = []
    rest: Sequence[Glyph] = content.glyphs
    for grid in TableFinder(cast("Page", None), settings).tables:
        rows = [[cell for cell in row.cells if cell is not None] for row in grid.rows]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue
        table, outside = _table(grid.bbox, rows, rest)
        if sum(map(bool, (text for row in table.rows for text in row))) >= 3:
            found.append(table)
            rest = outside
    return found, rest


def _edge(rule: Rule, *, is_plumb: bool = False) -> dict[str, object]:
    """The rule as pdfplumber's table finder takes it."""
    x1 = rule.x0 if is_plumb else rule.x1
    bottom = rule.bottom if is_plumb else rule.top
    return {
        "object_type": "line",
        "x0": rule.x0,
        "x1": x1,
        "top": rule.top,
        "bottom": bottom,
        "width": x1 - rule.x0,
        "height": bottom - rule.top,
    }


def _table(box: _Box, rows: list[list[_Box]], glyphs: Sequence[Glyph]) -> tuple[Table, list[Glyph]]:
    """The table in `box` whose rows have these cells, and the glyphs outside it."""
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        (inside if _is_in(glyph, box, slack=1.0) else outside).append(glyph)
    cells = [(cell, _cell_text(cell, inside)) for row in rows for cell in row]
    columns = tuple(sorted({cell[0] for cell, _ in cells}))
    return Table(box[1], box[3], columns, [_row_texts(row, columns, cells) for row in rows]), outside


def _is_in(glyph: Glyph, box: _Box, *, slack: float = 0.0) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] - slack <= x < box[2] + slack and box[1] - slack <= y < box[3] + slack


def _cell_text(cell: _Box, glyphs: Sequence[Glyph]) -> str:
    inside = [one for one in glyphs if _is_in(one, cell)]
    out = ""
    for words in words_of(inside):
        text = words.replace("  ", " ")
        out += " " if out and is_ascii_word(out[-1]) and is_ascii_word(text[0]) else ""
        out += text
    return out


def _row_texts(row: Sequence[_Box], columns: Sequence[float], cells: Sequence[_Cell]) -> list[str]:
    """The words of a row, column by column; a cell that spans rows or columns is said in each of them."""
    middle = (min(cell[1] for cell in row) + min(cell[3] for cell in row)) / 2
    out = []
    for x0 in columns:
        covers = (text for cell, text in cells if cell[0] <= x0 + 1 < cell[2] and cell[1] <= middle < cell[3])
        out.append(next(covers, ""))
    return out


def insert_tables(lines: list[Line], tables: Iterable[Table]) -> None:
    """Put each table among the lines of its page, before the first line below its top."""
    for table in tables:
        at = next((at for at, line in enumerate(lines) if line.table is None and line.top > table.top), len(lines))
        column = lines[at].column if at < len(lines) else 0
        lines.insert(at, Line(table.columns[0], table.columns[-1], table.top, table.bottom, 0, "", column, table))


def stitch(pages: Sequence[PageLines]) -> None:
    """Make one table of those that carry on, at the top of a page, one at the foot of the page before."""
    last: Line | None = None
    for page in pages:
        for line in list(page.lines):
            before = last.table if last is not None else None
            if line.table is not None and before is not None and _carries_on(before, line.table):
                _append(before, line.table)
                page.lines.remove(line)
            else:
                last = line


def _carries_on(one: Table, other: Table) -> bool:
    """Whether `other` stands on the next page and has the same columns."""
    if other.pages[0] != one.pages[-1] + 1 or len(one.columns) != len(other.columns):
        return False
    return all(abs(a - b) < 6 for a, b in zip(one.columns, other.columns, strict=True))


def _append(whole: Table, part: Table) -> None:
    heads = next((at for at, row in enumerate(part.rows) if row != whole.rows[min(at, len(whole.rows) - 1)]), 0)
    rows = part.rows[heads:]
    if rows and not rows[0][0] and whole.rows[-1][0] and _is_cut(whole.rows[-1], rows[0]):
        whole.rows[-1] = [before + behind for before, behind in zip(whole.rows[-1], rows[0], strict=True)]
        rows = rows[1:]
    whole.rows += rows
    whole.pages += [part.pages[0]] * len(rows)
    whole.pages[-1] = part.pages[0]


def _is_cut(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row was cut by the end of a page: no cell that goes on had come to the end of a sentence."""
    return all(not more or not text or text[-1] not in _ENDS for text, more in zip(above, below, strict=True))
