"""A question as understood: what it gives, and the parts that it asks."""

from dataclasses import dataclass
from fractions import Fraction

from answer.quantity_records import Quantity
from ingest.places import PlaceMention
from ingest.records import Citation


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity that the question gives."""

    quantity: Quantity
    #: the words that stand right before it: "总建筑面积", "月工资"
    before: str
    #: the words that stand right after it: "的小区", "党员"
    after: str
    #: first character in the folded question
    start: int
    #: one past the last character
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time for which an amount is asked: 一年合计, 三年一共, 平均到每个月."""

    #: how many of the unit
    count: Fraction
    #: 年, 半年, 季度, 月
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the question asks."""

    #: the part's own words, folded, with places and documents taken out
    text: str
    #: facets in the order of facets.toml, at least one; the first leads
    facets: tuple[str, ...]
    #: base unit of the value asked for, "" for any
    unit: str
    #: words of the other parts that this one leans on
    context: str
    #: stretch of time that an amount is asked for, None if none is named
    period: Period | None = None
    #: first character of the part in the folded question
    start: int = 0
    #: one past its last character
    end: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """The question as understood; nothing of the library is in it."""

    #: as it was asked
    text: str
    #: folded and simplified
    folded: str
    places: tuple[PlaceMention, ...]
    #: names of places that no table has: 南原县
    local_names: tuple[str, ...]
    #: years by which it names documents, ascending
    years: tuple[int, ...]
    citations: tuple[Citation, ...]
    inputs: tuple[Input, ...]
    #: quantities that name a rule, not a case (每500户70平方米)
    mentions: tuple[Quantity, ...]
    parts: tuple[Part, ...]
    #: (as written, as read)
    rewrites: tuple[tuple[str, str], ...]
    #: whether the question asks for a sum over its parts or inputs
    total: bool
