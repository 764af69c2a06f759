"""Which of a library's pieces are copies of which: looked for only around the pieces that a change touches."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from index.sketches import SHARED_BEGINNING, SHARED_WHOLE

#: source name, and place of a document in it
Piece = tuple[str, int]

_NAMED = "SELECT named FROM sketches WHERE source = ? AND position = ? LIMIT 1"
_NEAR = """
SELECT source, position, code & 1, count(*) FROM sketches
WHERE code IN (SELECT code FROM sketches WHERE source = ?1 AND position = ?2)
  {} AND NOT (source = ?1 AND position = ?2)
GROUP BY 1, 2, 3
"""
#: asked only for a document with a number, since it is asked of thousands of rows
_ALIKE = "AND named IN ('', ?3)"


def near(connection: sqlite3.Connection, piece: Piece) -> list[Piece]:
    """The pieces that may be copies of this one; it is one of each of them as well."""
    needed = {0: SHARED_WHOLE, 1: SHARED_BEGINNING}
    named = [one for one in connection.execute(_NAMED, piece).fetchone() or () if one]
    found = connection.execute(_NEAR.format(_ALIKE if named else ""), (*piece, *named)).fetchall()
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
