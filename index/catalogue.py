"""What is asked of all documents at once, a column for each matter: a question reads only the columns that it needs.

A document's line of the columns is made when it is stored, so that a change decodes no header of the others.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from index.codec import dumps, headers_from
from index.facets import NATION, area_of, year_of
from ingest.records import Header, Status

#: key, number, how many provisions, header as JSON, and line of a document
Row = tuple[str, int, int, str, str]


def line_json(header: Header) -> str:
    """A document's line of the columns below, beside keys and counts."""
    return dumps([area_of(header), year_of(header), header.status.value, _titles(header)])


def _titles(header: Header) -> list[str]:
    return [header.title, *filter(None, (header.issues, *header.other_titles))]


def columns(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Name and JSON of each column, for all documents in their order."""
    ones = list(rows)
    names, numbers, counts, headers, lines = zip(*ones, strict=True) if ones else ((), (), (), (), ())
    areas, years, statuses, titles = zip(*json.loads(_joined(lines)), strict=True) if ones else ((), (), (), ())
    yield from {
        "keys": dumps(names),
        "numbers": dumps(numbers),
        "provisions": dumps(counts),
        "headers": _joined(headers),
        "areas": dumps(areas),
        "years": dumps(years),
        "statuses": dumps(statuses),
        "titles": dumps(titles),
    }.items()


def _joined(parts: Iterable[str]) -> str:
    return f"[{','.join(parts)}]"


class Catalogue:
    """All documents of one state of a library, in their order."""

    def __init__(self, read: Callable[[str], str]) -> None:
        """`read` gives the JSON of the column of a name, checked."""
        self._read = read

    def _column(self, name: str) -> list[Any]:
        found: list[Any] = json.loads(self._read(name))
        return found

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all documents."""
        return tuple(self._column("keys"))

    @cached_property
    def order(self) -> dict[str, int]:
        """Where each document stands in the order of all."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each document in this state of the library."""
        return {key: number for number, key in self.by_number.items()}

    @cached_property
    def by_number(self) -> dict[int, str]:
        """The key of the document of each number."""
        return dict(zip(self._column("numbers"), self.keys, strict=True))

    @cached_property
    def provisions(self) -> dict[str, int]:
        """How many provisions each document has."""
        return self._of_each("provisions")

    @cached_property
    def headers(self) -> tuple[tuple[str, Header], ...]:
        """Key and header of every document, which a question about a few of them has no need of."""
        return tuple(zip(self.keys, headers_from(self._read("headers")), strict=True))

    @cached_property
    def years(self) -> dict[str, int | None]:
        """The year that each document is known by; None if it has neither number nor date."""
        return self._of_each("years")

    @cached_property
    def titles(self) -> dict[str, list[str]]:
        """The title of each document, then that of the document that it issues, and others that it goes by."""
        return self._of_each("titles")

    @cached_property
    def drafts(self) -> dict[str, None]:
        """The keys of the documents that are drafts, in order."""
        statuses: dict[str, str] = self._of_each("statuses")
        return dict.fromkeys(key for key, status in statuses.items() if status == Status.DRAFT)

    @cached_property
    def areas(self) -> dict[str, list[str]]:
        """The keys of the documents of each area, see `area_of`; areas in the order of their first documents."""
        found: dict[str, list[str]] = {}
        for key, area in self._of_each("areas").items():
            found.setdefault(area, []).append(key)
        return found

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that documents are made for, in the order of their first documents."""
        return tuple(area for area in self.areas if area not in ("", NATION))

    def of(self, areas: Iterable[str]) -> tuple[str, ...]:
        """The keys of the documents of some areas, in the order of all."""
        return tuple(sorted((key for area in areas for key in self.areas[area]), key=self.order.__getitem__))

    def _of_each(self, name: str) -> dict[str, Any]:
        return dict(zip(self.keys, self._column(name), strict=True))
