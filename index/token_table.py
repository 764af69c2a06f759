"""The tokens of a document, each stretch once, and the lists that are ranked, put together from them."""

import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenRow:
    """The tokens of one provision."""

    #: places of the provisions above it in the document, the topmost first
    above: tuple[int, ...]
    #: tokens of its heading or first words, which stand for it in the lists of those below; "" if none are
    lead: str
    #: tokens of its own words, joined by spaces; None for what is not ranked: title, addressees, signature
    own: str | None


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a document; a line is read when its provision is asked for."""

    #: tokens of its title, joined by spaces
    title: str
    #: of each provision in order: places, lead and own words as `line_of` writes them
    lines: tuple[str, ...]


def line_of(row: TokenRow) -> str:
    """A row as one line; what is not ranked has no third part."""
    places = " ".join(map(str, row.above))
    return f"{places}\t{row.lead}" if row.own is None else f"{places}\t{row.lead}\t{row.own}"


def row_of(table: TokenTable, position: int) -> TokenRow:
    """The row that `line_of` wrote."""
    places, lead, *own = table.lines[position].split("\t")
    return TokenRow(tuple(map(int, places.split())), lead, own[0] if own else None)


def parts_of(table: TokenTable, position: int) -> tuple[tuple[str, list[str]], ...]:
    """The fields of a provision's list with their tokens: "title", "heading", "text"; () if it is not ranked."""
    row = row_of(table, position)
    if row.own is None:
        return ()
    above = [token for place in row.above for token in row_of(table, place).lead.split()]
    return (("title", table.title.split()), ("heading", above), ("text", row.own.split()))


def lists_of(table: TokenTable) -> list[str]:
    """The lists by which the provisions are ranked: the tokens of title, headings and own words, joined by spaces.

    Of a provision that is not ranked it is "".
    """
    rows = [row_of(table, position) for position in range(len(table.lines))]
    above = {row.above: " ".join(filter(None, (rows[place].lead for place in row.above))) for row in rows}
    return [
        " ".join(filter(None, (table.title, above[row.above], row.own))) if row.own is not None else "" for row in rows
    ]


def whole_of(table: TokenTable) -> str:
    """The list by which a whole document is ranked: title and own words of all provisions, joined by spaces."""
    rows = (row_of(table, position) for position in range(len(table.lines)))
    return " ".join(filter(None, (table.title, *(row.own for row in rows))))


def length_of(tokens: str) -> int:
    """How many tokens are in a list that is joined by spaces."""
    return tokens.count(" ") + 1 if tokens else 0


def pack(table: TokenTable) -> bytes:
    """A table as compressed text: the title, then the lines."""
    return zlib.compress("\n".join([table.title, *table.lines]).encode(), level=1)


def unpack(body: bytes) -> TokenTable:
    """The table that `pack` wrote."""
    title, *lines = zlib.decompress(body).decode().split("\n")
    return TokenTable(title, tuple(lines))
