"""Which of a library's pieces are copies of which: looked for only around the pieces that a change touches."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.sketches import SHARED_BEGINNING, SHARED_WHOLE

#: source name, and place of a document in it
Piece = tuple[str, int]

_NEAR = """
SELECT other.source, other.position, other.code & 1, count(*) FROM sketches AS own
JOIN sketches AS other ON other.code = own.code
WHERE own.source = ? AND own.position = ? AND NOT (other.source = own.source AND other.position = own.position)
  AND (own.named = '' OR other.named = '' OR own.named = other.named)
GROUP BY 1, 2, 3
"""


def near(connection: sqlite3.Connection, piece: Piece) -> list[Piece]:
    """The pieces that may be copies of this one; it is one of each of them as well."""
    needed = {0: SHARED_WHOLE, 1: SHARED_BEGINNING}
    found = connection.execute(_NEAR, piece).fetchall()
    return sorted({(source, position) for source, position, kind, count in found if count >= needed[kind]})


def components(connection: sqlite3.Connection, touched: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The groups of possible copies that hold the touched pieces, each piece in one group, in a fixed order."""
    seen: set[Piece] = set()
    for piece in sorted(touched):
        if piece in seen or not _exists(connection, piece):
            continue
        group, frontier = {piece}, [piece]
        while frontier:
            new = set(near(connection, frontier.pop())) - group
            group |= new
            frontier += sorted(new)
        seen |= group
        yield sorted(group)


def members(connection: sqlite3.Connection, pieces: Iterable[Piece]) -> dict[int, list[Piece]]:
    """The documents that these pieces are in, each with all pieces that it was made of."""
    found: dict[int, list[Piece]] = defaultdict(list)
    numbers = set()
    for piece in pieces:
        numbers |= set(connection.execute("SELECT number FROM members WHERE source = ? AND position = ?", piece))
    for (number,) in sorted(numbers):
        for source, position in connection.execute("SELECT source, position FROM members WHERE number = ?", (number,)):
            found[number].append((source, position))
    return found


def _exists(connection: sqlite3.Connection, piece: Piece) -> bool:
    held = connection.execute("SELECT 1 FROM pieces WHERE source = ? AND position = ?", piece)
    return held.fetchone() is not None
