"""What an engine does: it ranks numbered token lists for a weighted query, by the formula of `scoring`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TokenList:
    """A list to rank."""

    #: its own number; lists of equal score stand in the order of their numbers
    number: int
    #: what lists are chosen and removed by: the number of a document
    group: int
    #: tokens in any order, with repetitions, joined by spaces
    tokens: str


class Ranking(Protocol):
    """Anything that ranks numbered token lists."""

    #: mean length of the lists, with their padding
    average: float
    #: how far its scores are from those of the formula at most
    error: float

    def best(
        self, query: Mapping[str, float], *, limit: int, among: Collection[int] | None = None
    ) -> list[tuple[int, float]]:
        """Number and score of the best lists, of some groups or of all; none that has no term of `query`."""

    def scores(self, query: Mapping[str, float], groups: Collection[int]) -> dict[int, float]:
        """The scores of the lists of some groups, by number; those without any term are left out."""

    def rarity(self, term: str) -> float:
        """The idf of a term; that of a term which no list has, for an unknown one."""
