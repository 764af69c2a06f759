"""Single values that a library keeps about itself."""

import json
import sqlite3
from dataclasses import astuple, dataclass

_SUMMED = "SELECT count(*), total(provisions), total(lists), total(tokens), total(whole) FROM documents"


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a library holds."""

    #: documents, copies merged
    documents: int = 0
    #: provisions of all levels, those that are not ranked among them
    provisions: int = 0
    #: provisions that are ranked
    lists: int = 0
    #: tokens in their lists
    tokens: int = 0
    #: tokens in the lists of whole documents
    whole: int = 0


def summed(connection: sqlite3.Connection) -> Totals:
    """The totals, added up from the documents."""
    return Totals(*map(int, connection.execute(_SUMMED).fetchone()))


def totals_json(totals: Totals) -> str:
    """The totals as JSON."""
    return json.dumps(astuple(totals))


def totals_from(text: str) -> Totals:
    """The totals that `totals_json` wrote; zeros for "[]"."""
    return Totals(*json.loads(text))


def set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Record a value under a name."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def generation_in(value: str | None) -> int:
    """The number of a state; 0 for none, and for a damaged one: it only tells states of one content apart."""
    return int(value) if value is not None and value.isdecimal() else 0


def fact(connection: sqlite3.Connection, name: str) -> str | None:
    """The value of a name, None if there is none."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])
