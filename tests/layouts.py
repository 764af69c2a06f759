"""Lays documents out as pages of GB/T 9704, for tests; PDF by reportlab, other formats in `layouts_markup`.

Source: GB/T 9704-2012: A4, a type area of 156 x 225 mm, 22 lines of 28 characters at 16 points, titles at 22 points,
paragraphs indented by two characters, page numbers between dashes.
"""

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.front import split_metadata
from ingest.lines import split_blocks
from ingest.normalize import fold
from ingest.records import Document, Level, Reading

_LEFT, _TOP, _WIDTH, _HEIGHT = 79.4, 104.9, 448.0, 637.8
_PAGE = (595.3, 841.9)
_SIZE, _LARGE, _PITCH = 16.0, 22.0, 28.95
_OPENERS = "（《“‘(〔［["
# Characters that the fonts of Chinese have not: brackets of document numbers that stand for 〔 〕.
_MISSING = {ord("„"): "〔", ord("‟"): "〕"}
_CLOSERS = "，。；：、？！）》”’,.;:?!)]〕】％%"


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of a page, or a table."""

    #: "red_head", "number", "title", "flush", "paragraph", "right", "page_break", "table"
    role: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def items_of(reading: Reading, document: Document, *, red_head: bool = True) -> list[Item]:
    """The paragraphs of a document as they would be set."""
    levels = {provision.own.start: provision.level for provision in document.provisions}
    starts = sorted(levels)
    outside = [span for span, _ in document.furniture]
    out = []
    issuer = document.header.issuing_authority
    if red_head and issuer:
        out.append(Item("red_head", f"{issuer[0]}文件"))
    text = reading.source.text
    for block in split_metadata(text, split_blocks(text, document.span)):
        if any(span.start <= block.span.start < span.end for span in outside):
            continue
        level = levels[max(start for start in starts if start <= block.span.start)]
        words = _words(text[block.span.start : block.span.end])
        out.append(Item(_role(level, block.text, document), words))
    return out


def _role(level: Level, folded: str, document: Document) -> str:
    if level is Level.TITLE:
        return "title" if folded in fold(document.header.title).text else "number"
    return {Level.ADDRESSEES: "flush", Level.SIGNATURE: "right"}.get(level, "paragraph")


def _words(text: str) -> str:
    """The paragraph on one line, without marks of Markdown."""
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", re.sub(r"\*\*|^#+ ", "", text))
    return re.sub(r"\s+", " ", text)


def wrap(text: str, widths: Sequence[float], first: float, width: float) -> list[str]:
    """The text in lines: ASCII words whole; what may not end or begin a line goes to the next with its neighbour."""
    units = [match[0] for match in re.finditer(r"[A-Za-z0-9.%-]+|.", text)]
    sizes = iter(widths)
    measured = [(unit, sum(next(sizes) for _ in unit)) for unit in units]
    lines: list[list[tuple[str, float]]] = [[]]
    left = first
    for unit, size in measured:
        if size > left and lines[-1]:
            moved: list[tuple[str, float]] = []
            while len(lines[-1]) > 1 and (
                (moved[0][0] if moved else unit)[0] in _CLOSERS or lines[-1][-1][0] in _OPENERS
            ):
                moved.insert(0, lines[-1].pop())
            lines.append(moved)
            left = width - sum(one for _, one in moved)
        lines[-1].append((unit, size))
        left -= size
    return ["".join(unit for unit, _ in line) for line in lines]


def _may_not_part(last: str, first: str) -> bool:
    """Whether a line may not end between these two."""
    return first[0] in _CLOSERS or last[0] in _OPENERS


class Pages(ABC):
    """Pages of GB/T 9704, written line by line; how a line is drawn is left to the format."""

    def __init__(self, *, head: str = "", bold: bool = False) -> None:
        self._head, self._bold = head, bold
        self._number, self._at = 1, 0.0
        self._furniture()

    def sizes(self, text: str, size: float) -> list[float]:
        """The width of each character."""
        return [size * (0.5 if char.isascii() else 1.0) for char in text]

    @abstractmethod
    def draw(self, x: float, y: float, size: float, text: str, *, is_red: bool = False) -> None:
        """Draw a line whose base line is `y` points below the top of the page."""

    @abstractmethod
    def rule(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle whose upper edge is `y` points below the top of the page."""

    @abstractmethod
    def show_page(self) -> None:
        """End the page."""

    @abstractmethod
    def finish(self) -> bytes:
        """The file."""

    def write(self, items: Iterable[Item]) -> bytes:
        """The file with these paragraphs."""
        for item in items:
            self._item(item)
        return self.finish()

    def _item(self, item: Item) -> None:
        if item.role == "page_break":
            self._turn()
        elif item.role == "table":
            self._table(item.rows)
        elif item.role in ("red_head", "title", "number"):
            size = {"red_head": 30.0, "title": _LARGE, "number": _SIZE}[item.role]
            for line in wrap(item.text, self.sizes(item.text, size), _WIDTH - 4 * size, _WIDTH - 4 * size):
                self._line(line, size, (_WIDTH - sum(self.sizes(line, size))) / 2, is_red=item.role == "red_head")
        elif item.role == "right":
            width = sum(self.sizes(item.text, _SIZE))
            self._line(item.text, _SIZE, max(0.0, _WIDTH - width - 4 * _SIZE))
        else:
            indent = 0.0 if item.role == "flush" else 2 * _SIZE
            lines = wrap(item.text, self.sizes(item.text, _SIZE), _WIDTH - indent, _WIDTH)
            for number, line in enumerate(lines):
                self._line(line, _SIZE, indent if number == 0 else 0.0)

    def _line(self, text: str, size: float, indent: float, *, is_red: bool = False) -> None:
        pitch = max(_PITCH, size * 1.4)
        if self._at + pitch > _HEIGHT:
            self._turn()
        self._at += pitch
        for shift in (0.0, 0.3) if self._bold and size == _LARGE else (0.0,):
            self.draw(_LEFT + indent + shift, _TOP + self._at, size, text, is_red=is_red)

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        width = _WIDTH / max(map(len, rows))
        for row in rows:
            cells = [wrap(cell, self.sizes(cell, 12), width - 8, width - 8) for cell in row]
            height = 6 + 16 * max(map(len, cells))
            if self._at + height > _HEIGHT:
                self._turn()
            top = _TOP + self._at + 8
            for column, lines in enumerate(cells):
                self.rule(_LEFT + column * width, top, width, height)
                for number, line in enumerate(lines):
                    self.draw(_LEFT + column * width + 4, top + 14 + 16 * number, 12, line)
            self._at += height
        self._at += 12

    def _turn(self) -> None:
        self.show_page()
        self._number += 1
        self._at = 0.0
        self._furniture()

    def _furniture(self) -> None:
        number = f"— {self._number} —"
        self.draw(_LEFT + (14 if self._number % 2 == 0 else _WIDTH - 60), _PAGE[1] - 60, 14, number)
        if self._head:
            self.draw(_LEFT, 60, 10.5, self._head)


class PdfPages(Pages):
    """Pages of a PDF file, in a font of the viewer (STSong-Light) or in one that is embedded."""

    def __init__(self, font: str = "STSong-Light", *, head: str = "", bold: bool = False) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        self._file = io.BytesIO()
        self._metrics = pdfmetrics
        self._font = Path(font).stem
        if self._font not in pdfmetrics.getRegisteredFontNames():
            is_file = font.endswith((".ttf", ".ttc"))
            pdfmetrics.registerFont(TTFont(self._font, font) if is_file else UnicodeCIDFont(font))
        self.canvas = Canvas(self._file, pagesize=_PAGE, invariant=1)
        super().__init__(head=head, bold=bold)

    def sizes(self, text: str, size: float) -> list[float]:
        return [self._metrics.stringWidth(char, self._font, size) for char in text]

    def draw(self, x: float, y: float, size: float, text: str, *, is_red: bool = False) -> None:
        self.canvas.setFillColorRGB(1 if is_red else 0, 0, 0)
        self.canvas.setFont(self._font, size)
        self.canvas.drawString(x, _PAGE[1] - y, text.translate(_MISSING))

    def rule(self, x: float, y: float, width: float, height: float) -> None:
        self.canvas.rect(x, _PAGE[1] - y - height, width, height)

    def show_page(self) -> None:
        self.canvas.showPage()

    def finish(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()
