"""The pieces of a compilation: a file that holds several documents under 第一篇:… headings."""

from dataclasses import dataclass
from itertools import pairwise

from ingest.boundaries import find_boundaries
from ingest.labels import read_label
from ingest.normalize import fold
from ingest.numerals import parse_ordinal
from ingest.records import Span
from ingest.regex import regex
from ingest.words import kind_of

_HEADING = regex(
    r"#{0,6}(?:【|\[)?(?:第(?P<a>[一二三四五六七八九十百\d]{1,4})篇|(?:篇|范文|文件)(?P<b>[一二三四五六七八九十\d]{1,3}))"
    r"(?:】|\])?(?P<mark>:?)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a file, which holds one document, or the same document in another copy."""

    #: its text, without the compilation's heading
    span: Span
    #: the line of the compilation that announces it, None for a file of one piece
    heading: Span | None
    #: what that line says behind 第一篇:, folded
    title: str


def split_pieces(text: str) -> tuple[Piece, ...]:
    r"""The pieces of a file in order; they and their headings cover it from the first heading on.

    A document before the first heading is a piece of its own, other words there belong to the heading. A heading
    counts if the numbers start at 1 and run up.

    >>> pieces = split_pieces("第一篇:关于用房的通知\n各区:\n第二篇:关于经费的意见\n各县:\n")
    >>> [(piece.title, piece.span) for piece in pieces]
    [('关于用房的通知', Span(start=12, end=16)), ('关于经费的意见', Span(start=28, end=32))]
    >>> len(split_pieces("关于用房的通知\n各区:\n"))
    1
    """
    headings = _headings(text)
    if not headings:
        return tuple(_cut(text, Piece(Span(0, len(text)), None, "")))
    ends = [span.start for span, _ in headings[1:]] + [len(text)]
    pieces = [Piece(Span(span.end, end), span, title) for (span, title), end in zip(headings, ends, strict=True)]
    first = headings[0][0].start
    if _is_document(text[:first]):
        pieces.insert(0, Piece(Span(0, first), None, ""))
    elif first:
        pieces[0] = Piece(pieces[0].span, Span(0, headings[0][0].end), pieces[0].title)
    return tuple(part for piece in pieces for part in _cut(text, piece))


def _cut(text: str, piece: Piece) -> list[Piece]:
    """The piece, cut where a further document begins in it."""
    edges = [piece.span.start, *find_boundaries(text, piece.span), piece.span.end]
    first = Piece(Span(edges[0], edges[1]), piece.heading, piece.title)
    return [first, *(Piece(Span(start, end), None, "") for start, end in pairwise(edges[1:]))]


def _is_document(text: str) -> bool:
    """Whether the words before a compilation's first heading have a numbered paragraph."""
    return any(read_label(fold(line).text) is not None for line in text.splitlines())


def _headings(text: str) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        folded = fold(line).text if len(line) <= 200 else ""
        match = _HEADING.match(folded)
        if match is not None and parse_ordinal(match["a"] or match["b"]) == len(found) + 1:
            title = folded[match.end() :]
            if title and (match["mark"] or kind_of(title)):
                found.append((Span(at, at + len(line)), title))
        at += len(line)
    return found if len(found) > 1 else []
