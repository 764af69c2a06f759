"""The shapes of the JSON twins, for the OpenAPI document; the objects themselves are those of `--json`."""

from typing import Literal

from pydantic import BaseModel, Field

from answer.answers import AnswerStatus, Reason
from answer.typed import LONGEST
from answer.web_words import VERDICTS, WARNINGS
from ingest.records import Status

Relation = Literal["=", ">=", "<=", ">", "<", "~", "range"]
ReviewState = Literal["extracted", "reviewed", "disputed"]


class Fault(BaseModel):
    """What went wrong: an English code for programs, and a Chinese sentence for people."""

    code: str
    message: str


class Failure(BaseModel):
    """The body of every response that is none of 2xx."""

    schema_: int = Field(alias="schema")
    error: Fault


class Validity(BaseModel):
    """Whether a document is in force, and what says so."""

    status: Status
    note: str


class SourcePlace(BaseModel):
    """Where a quote stands in the source: characters from 0, line and page from 1; how surely a scan was read, in %."""

    file: str
    start: int
    end: int
    line: int
    page: int | None
    confidence: int | None


class Cited(BaseModel):
    """A provision with its own words."""

    document: str
    title: str
    path: list[str]
    label: str
    address: str
    quote: str
    validity: Validity
    source: SourcePlace
    url: str


class GivenInput(BaseModel):
    """A quantity that the question gives."""

    name: str
    value: str
    unit: str
    text: str


class UnderstoodOut(BaseModel):
    """How the question was read."""

    kind: str
    places: list[str]
    years: list[int]
    documents: list[str]
    topics: list[str]
    inputs: list[GivenInput]
    rewrites: list[dict[str, str]]


class StepOut(BaseModel):
    """A step of a working and the index of its citation."""

    text: str
    citation: int | None


class AmountOut(BaseModel):
    """A quantity of the answer; numbers are decimal strings in base units."""

    label: str
    value: str | None
    low: str | None
    high: str | None
    unit: str
    relation: Relation
    basis: str
    working: list[StepOut]
    inputs: list[str]
    citation: int
    review: ReviewState


class MissingOut(BaseModel):
    """An input that the rule needs."""

    name: str
    unit: str
    prompt: str
    unlocks: list[int]


class WarningOut(BaseModel):
    """What must be known before relying on the answer."""

    kind: str = Field(pattern=f"^({'|'.join(WARNINGS)})$")
    text: str
    citations: list[int]


class AnswerOut(BaseModel):
    """An answer, as `zhengce ask --json` gives it."""

    schema_: int = Field(alias="schema")
    id: str
    question: str
    understood: UnderstoodOut
    status: AnswerStatus
    reason: Reason | None
    conclusion: str
    amounts: list[AmountOut]
    citations: list[Cited]
    missing: list[MissingOut]
    warnings: list[WarningOut]


class Judgement(BaseModel):
    """What a reader says of an answer."""

    id: str = Field(max_length=64, description="id of the answer")
    question: str = Field(default="", max_length=LONGEST)
    verdict: str = Field(pattern=f"^({'|'.join(VERDICTS)})$")
    remark: str = Field(default="", max_length=LONGEST)


class Noted(BaseModel):
    """Whether something was noted down."""

    schema_: int = Field(alias="schema")
    kept: bool
