"""The values of a passage, before and after they are computed."""

from dataclasses import dataclass, field

from answer.evaluate import Need, Result
from answer.norms import Value
from answer.passages import Passage
from answer.tables import Row

#: a result and the passage that it stands on
Pair = tuple[Result, Passage]


@dataclass(slots=True)
class Outcome:
    """The values of one passage, or of the table that it belongs to, for the facts."""

    #: those to cite, the deciding one first
    passages: list[Passage] = field(default_factory=list)
    #: those that are asked for first
    results: list[Pair] = field(default_factory=list)
    #: how many of the results are asked for
    asked: int = 0
    needs: list[Need] = field(default_factory=list)
    #: kind and text of what the reader must know
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: how well labels, units and facts fit what is asked, added to the passage's score
    fit: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A value of a row with how well it fits the question."""

    row: Row
    value: Value
    #: what its label, its case, its base and the facts count together
    fit: float
    #: whether it has the kind and the unit that are asked for
    is_suited: bool
    #: whether it is for the opposite of what the question speaks of (非居民, where it asks for 居民)
    is_contrary: bool = False
    #: whether it is for other classes than the question names (三级医院, where it asks for 一级医院)
    is_of_other_class: bool = False
