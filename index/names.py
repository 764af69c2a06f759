"""Documents by the names that people give them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from index.document_match import match_number, match_title
from ingest.errors import InputError
from ingest.normalize import fold
from ingest.records import Header

_LISTED = 5


class HeadersLike(Protocol):
    """A library, as far as names need it."""

    def headers(self) -> Sequence[tuple[str, Header]]:
        """Key and header of every document."""
        ...


class DocumentNameError(InputError):
    """A name that no document of the library, or more than one, goes by."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        listed = "、".join(candidates[:_LISTED]) + (" 等" if len(candidates) > _LISTED else "")
        held = f"“{name}”可指 {len(candidates)} 个文件: {listed}。请写全" if candidates else f"资料库没有文件“{name}”"
        super().__init__(f"{held}。全部文件见 zhengce documents")
        self.candidates = tuple(candidates)


def find_document(library: HeadersLike, name: str) -> str:
    """The key of the document of a name: its key, its number in any writing, its title, or a part of one of them.

    Raises:
        DocumentNameError: no document goes by the name, or more than one.
    """
    headers = library.headers()
    wanted = _plain(name)
    readings: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: tuple(key for key, _ in headers if _plain(key) == wanted),
        lambda: match_number(name, headers).keys,
        lambda: match_title(name, headers).keys,
        lambda: tuple(key for key, header in headers if wanted and any(wanted in one for one in _names(key, header))),
    )
    found = next(filter(None, (reading() for reading in readings)), ())
    if len(found) != 1:
        raise DocumentNameError(name, found)
    return found[0]


def _names(key: str, header: Header) -> list[str]:
    return [_plain(one) for one in (key, header.document_number, header.title, *header.other_titles)]


def _plain(name: str) -> str:
    """A name without brackets, dashes and quotation marks, which writers set as they like."""
    return "".join(char for char in fold(name).text.lower() if char.isalnum())
