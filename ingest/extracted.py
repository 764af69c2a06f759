"""What a reader of a file format hands over: text in reading order, and what was set aside."""

from dataclasses import dataclass, field

from ingest.records import Problem, Span


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file of a format that is no plain text."""

    #: one natural paragraph a line, a table row as `| a | b |`; pages are separated by form feeds, which also stand
    #: inside a paragraph that runs over a page
    text: str
    #: what was read, for the report: "PDF", "DOCX", "HTML (gb18030)"
    form: str
    #: where in `text` the words of documents end; page numbers, running heads and watermarks stand behind, -1 for none
    body: int = -1
    #: what was odd, with spans in `text`
    problems: tuple[Problem, ...] = field(default=())
    #: stretches of `text` that were recognised in images, each with the confidence in percent
    recognised: tuple[tuple[Span, int], ...] = ()
    #: pages of which nothing could be read because they are images or garbage
    unread: tuple[int, ...] = ()


def table_row(cells: list[str]) -> str:
    r"""A row of a table as one line of text.

    >>> table_row(["户数", "建筑面积\n(平方米)", "a|b"])
    '| 户数 | 建筑面积(平方米) | a／b |'
    """
    return "| " + " | ".join("".join(cell.split("\n")).replace("|", "／").strip() for cell in cells) + " |"
