"""The tokens of a document, each stretch once, and the lists that are ranked, put together from them."""

from dataclasses import dataclass
from hashlib import sha256

from isal import isal_zlib
from isal.igzip_lib import IsalError


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


def ranked(table: TokenTable) -> tuple[list[str], str]:
    """The lists by which provisions and document are ranked, joined by spaces.

    A provision's list has the tokens of title, headings and own words, or none ("") if it is not ranked; that of the
    whole document those of its title and of the own words of all provisions.
    """
    rows = [line.split("\t") for line in table.lines]
    above = {row[0]: _joined(table.title, *(rows[int(place)][1] for place in row[0].split())) for row in rows}
    lists = [_joined(above[row[0]], row[2]) if len(row) > 2 else "" for row in rows]
    return lists, _joined(table.title, *(row[2] for row in rows if len(row) > 2))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def lengths(table: TokenTable) -> tuple[int, int, int]:
    """How many of the lists that `ranked` puts together have tokens, how many those have, and that of the whole."""
    rows = [line.split("\t") for line in table.lines]
    title, leads = length_of(table.title), [length_of(row[1]) for row in rows]
    above = {row[0]: title + sum(leads[int(place)] for place in row[0].split()) for row in rows}
    own = [(above[row[0]], length_of(row[2])) for row in rows if len(row) > 2]
    lists = list(filter(None, map(sum, own)))
    return len(lists), sum(lists), title + sum(length for _, length in own)


def length_of(tokens: str) -> int:
    """How many tokens are in a list that is joined by spaces."""
    return tokens.count(" ") + 1 if tokens else 0


def pack(table: TokenTable) -> tuple[str, bytes]:
    """A table as compressed text, the title and then the lines, behind a digest of the text.

    Which bytes come out depends on the processor, so the digest is not theirs.
    """
    text = "\n".join([table.title, *table.lines]).encode()
    return sha256(text).hexdigest(), isal_zlib.compress(text, level=2)


def unpack(body: bytes, sealed: str | None = None) -> TokenTable:
    """The table that `pack` wrote.

    Raises:
        ValueError: it is not the table whose digest is `sealed`.
    """
    try:
        text = isal_zlib.decompress(body)
    except IsalError as error:  # type: ignore[misc]  # its stub says it is an instance
        raise ValueError("not compressed text") from error
    if sealed is not None and sha256(text).hexdigest() != sealed:
        raise ValueError("another text")
    title, *lines = text.decode().split("\n")
    return TokenTable(title, tuple(lines))
