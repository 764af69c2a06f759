"""The records that reading a PDF passes through: characters, drawn rules, lines, tables, pages.

Lengths are in points, places are counted from the top left corner of the page.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character, or a ligature of several: its box, its size, its text."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str


class Rule(NamedTuple):
    """A straight line, level or plumb, or the edge of a rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All that stands on a page."""

    #: size of the page, turned upright
    width: float
    height: float
    #: in the order of the file
    glyphs: tuple[Glyph, ...]
    #: what is drawn level or plumb, none on a page that is a picture
    rules: tuple[Rule, ...] = ()
    #: characters that lean: watermarks and seals
    leaning: str = ""
    #: the share of the page that its largest image covers
    image_share: float = 0.0
    #: the share of characters to which the file gives no meaning
    unmapped: float = 0.0
    #: how many lines and curves are drawn on it
    drawn: int = 0


@dataclass(slots=True)
class Table:
    """A table on one page, or what it became after stitching."""

    top: float
    bottom: float
    #: left edges of its columns
    columns: tuple[float, ...]
    #: the words of each cell; one that spans rows or columns is said in each of them
    rows: list[list[str]]
    #: number of the page of each row
    pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One line of text, or a part of it between wide gaps, or a table that stands in its place."""

    x0: float
    x1: float
    top: float
    bottom: float
    #: size of most of its characters
    size: float
    text: str
    #: number of the column that it stands in; lines of one column share their margins
    column: int = 0
    #: the table that stands here, None for words
    table: Table | None = None
    #: in percent, how sure a recognition is of its words; 100 for text that the file gives
    confidence: int = 100


@dataclass(slots=True)
class PageLines:
    """The lines of one page, parted by what they are."""

    #: number of the page, from 1
    number: int
    width: float
    height: float
    #: the text and the tables, in reading order
    lines: list[Line]
    #: words that are no text, with the reason
    aside: list[tuple[str, str]] = field(default_factory=list)
    #: footnotes
    notes: list[Line] = field(default_factory=list)
    #: what is wrong with the text of the page, as `pdf_quality.fault_of` names it
    fault: str = ""
