"""What a reader of a file format hands over: text in reading order, and what was set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Problem, Span

#: digits that stand above the line: 10 with a raised 4 is not 104, nor 30 with the mark of a footnote 301
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file of a format that is no plain text."""

    #: one natural paragraph a line, a table row as `| a | b |`; pages are separated by form feeds, which also stand
    #: inside a paragraph that runs over a page
    text: str
    #: what was read, for the report: "PDF", "DOCX", "HTML (gb18030)"
    form: str
    #: where in `text` the words of documents end, and page numbers, running heads and watermarks begin; None for none
    body: int | None = None
    #: what was odd, with spans in `text`
    problems: tuple[Problem, ...] = ()
    #: stretches of `text` that were recognised in images, each with the confidence in percent
    recognised: tuple[tuple[Span, int], ...] = ()
    #: pages of which nothing could be read because they are images or garbage
    unread: tuple[int, ...] = ()


def confidence_in(recognised: Iterable[tuple[Span, int]], span: Span) -> int | None:
    """How sure the least sure recognition within `span` is, in percent; None where the file gives the text itself.

    >>> confidence_in([(Span(0, 9), 97), (Span(9, 20), 71)], Span(5, 12)), confidence_in([], Span(5, 12))
    (71, None)
    """
    inside = (percent for one, percent in recognised if one.start < span.end and span.start < one.end)
    return min(inside, default=None)


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows of a table as lines; a head of two rows, of which the upper spans columns of the lower, becomes one.

    >>> table_lines([["户数", "面积", "面积"], ["户数", "新建", "改建"], ["1000户", "400", "300"]])
    ['| 户数 | 面积新建 | 面积改建 |', '| 1000户 | 400 | 300 |']
    """
    if len(rows) > 2 and _is_double(rows[0], rows[1]):
        head = [one if one == two else one + two for one, two in zip(rows[0], rows[1], strict=True)]
        rows = [head, *rows[2:]]
    return [table_row(row) for row in rows]


def _is_double(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether two rows are one head: some cells stand in both, others span columns that the lower row parts."""
    if len(upper) != len(lower) or any(char.isdigit() for cell in lower for char in cell):
        return False
    both = [one for one, two in zip(upper, lower, strict=True) if one == two and one]
    spans = [
        at for at in range(1, len(upper)) if upper[at] and upper[at] == upper[at - 1] and lower[at] != lower[at - 1]
    ]
    return bool(both) and bool(spans)


def table_row(cells: Sequence[str]) -> str:
    r"""A row of a table as one line of text.

    >>> table_row(["户数", "建筑面积\n(平方米)", "a|b"])
    '| 户数 | 建筑面积(平方米) | a／b |'
    """
    return "| " + " | ".join("".join(cell.split("\n")).replace("|", "／").strip() for cell in cells) + " |"
