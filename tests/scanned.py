"""Quantities in a text as the tests of them want them: folded, alone, and as tables of cells."""

from answer.quantities import Quantity, scan
from ingest.normalize import fold


def scanned(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text as it is written."""
    return scan(fold(text).text)


def only(text: str) -> Quantity:
    """The one quantity of a text."""
    found = scanned(text)
    assert len(found) == 1, [one.text for one in found]
    return found[0]


def values_of(quantity: Quantity) -> list[str]:
    """Its numbers."""
    return [str(value) for value in quantity.values]


def table_of(text: str) -> list[list[str]]:
    """The cells of lines that bars part."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
