"""Rows of the table of documents, and what was read last."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

_Read = TypeVar("_Read")
ENTRY = (
    'base, source, piece, start, "end", header, frame, text_digest, piece_digest, tokens_digest, references_digest,'
    " provisions, lists, tokens, whole"
)
#: documents, texts, rows and tables of tokens that are kept when they were read, of each so many
_KEPT = 512


class Entry(NamedTuple):
    """A row of the table of documents, without number, key and digest: what `rows` calls described and computed."""

    base: str
    source: str
    piece: int
    start: int
    end: int
    header: str
    frame: str
    text_digest: str
    piece_digest: str
    tokens_digest: str
    references_digest: str
    provisions: int
    lists: int
    tokens: int
    whole: int


def kept(held: dict[str, _Read], name: str, read: Callable[[str], _Read]) -> _Read:
    """What is held under a name, read if it is not; what was read first goes when there is too much.

    >>> held = {}
    >>> kept(held, "一", len), kept(held, "一", lambda name: 7)
    (1, 1)
    """
    if name not in held:
        found = read(name)
        while len(held) >= _KEPT:
            del held[next(iter(held))]
        held[name] = found
    return held[name]
