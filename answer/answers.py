"""The answer and its parts as records: the contract of `ask --json`, schema 1."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from answer.citations import CitedProvision


class AnswerStatus(StrEnum):
    """Whether the question is answered."""

    ANSWERED = "answered"
    NEEDS_INPUT = "needs_input"
    NOT_FOUND = "not_found"


class Reason(StrEnum):
    """Why a question is not answered."""

    MISSING_INPUT = "missing_input"
    OUTSIDE_COVERAGE = "outside_coverage"
    NO_PROVISION = "no_provision"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a working: what was done, and the citation that it stands on."""

    text: str
    #: index into the answer's citations, None for plain arithmetic
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of the answer, in base units, with its working."""

    label: str
    #: the number, None for a range
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str
    #: "=", ">=", "<=", ">", "<", "~" or "range"
    relation: str
    #: 建筑面积, 使用面积, 工作日 ... or ""
    basis: str
    working: tuple[Step, ...]
    #: names of the inputs that it was computed from
    inputs: tuple[str, ...]
    citation: int
    review: str = "extracted"


@dataclass(frozen=True, slots=True)
class Missing:
    """An input that the rule needs and the question does not give."""

    name: str
    unit: str
    prompt: str
    #: indices of the citations whose rule it unlocks
    unlocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that the reader must know before relying on the answer."""

    kind: str
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderstoodInput:
    """A quantity that the question gives."""

    name: str
    value: Fraction
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read."""

    kind: str
    places: tuple[str, ...]
    years: tuple[int, ...]
    documents: tuple[str, ...]
    topics: tuple[str, ...]
    inputs: tuple[UnderstoodInput, ...]
    #: (as written, as read)
    rewrites: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A grounded answer, or an honest word that there is none."""

    id: str
    question: str
    understood: Understood
    status: AnswerStatus
    reason: Reason | None
    conclusion: str
    amounts: tuple[Amount, ...] = ()
    citations: tuple[CitedProvision, ...] = ()
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Caution, ...] = ()
