"""Rows of the table of documents, and what was read last."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Self, TypeVar

from index.codec import digest

_Read = TypeVar("_Read")
#: documents, texts, rows and tables of tokens that are kept when they were read, of each so many
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Described:
    """A document as stored, beside its key: equal for two only if all that is stored of them is equal."""

    #: the key that its text gives it, before it is told apart from namesakes
    base: str
    #: name of its source
    source: str
    #: which document of its source holds its provisions
    piece: int
    #: where it stands in its source
    start: int
    end: int
    #: header, its line of the catalogue, and all beside header and provisions, as JSON
    header: str
    line: str
    frame: str
    #: digests of its stretch of the source, and of the piece
    text_digest: str
    piece_digest: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What the row of a document says of its tokens and references."""

    #: digests of both
    tokens_digest: str
    references_digest: str
    #: how many provisions it has, how many of them are ranked, tokens in their lists, tokens in that of the whole
    provisions: int
    lists: int
    tokens: int
    whole: int


_DESCRIBED = tuple(field.name for field in fields(Described))
_COUNTED = tuple(field.name for field in fields(Counted))
#: columns of the table of documents that hold the two
DESCRIBED = ", ".join(f'"{name}"' for name in _DESCRIBED)
COUNTED = ", ".join(f'"{name}"' for name in _COUNTED)
#: their values, in the order of the columns
described_values, counted_values = attrgetter(*_DESCRIBED), attrgetter(*_COUNTED)
# The line of the catalogue follows from the header.
_sealed_values = attrgetter(*(name for name in _DESCRIBED if name != "line"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table of documents, without number, key and digest."""

    described: Described
    counted: Counted

    @classmethod
    def of(cls, *values: str | int) -> Self:
        """The entry of the values of a row, columns as in `DESCRIBED` and `COUNTED`."""
        described, counted = values[: len(_DESCRIBED)], values[len(_DESCRIBED) :]
        return cls(Described(*described), Counted(*counted))  # type: ignore[arg-type]


def entry_digest(key: str, entry: Entry) -> str:
    """The digest of a row of the table of documents, of all but its line of the catalogue."""
    return digest(map(str, (key, *_sealed_values(entry.described), *counted_values(entry.counted))))


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
