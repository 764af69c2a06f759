"""The shapes of what is read from provisions and files: obligations, standards, defects, reports of reading."""

from typing import Literal

from pydantic import BaseModel

from answer.extract_records import When
from answer.norms import Modality
from answer.web_schema import Cited, Relation, ReviewState


class StatedOut(BaseModel):
    """An amount that a provision states; numbers are decimal strings in base units."""

    label: str
    text: str
    low: str | None
    high: str | None
    relation: Relation
    unit: str
    basis: str
    per: str
    period: str
    category: str
    is_part: bool


class TimingOut(BaseModel):
    """A time that a provision sets; days are ISO 8601."""

    when: When
    text: str
    event: str
    on: str | None
    fixed_on: str
    every: str
    times: str | None
    is_possible: bool


class ObligationOut(BaseModel):
    """A duty, permission, prohibition or standard."""

    label: str
    address: str
    bearer: str
    modality: Modality
    action: str
    objects: list[str]
    amounts: list[StatedOut]
    condition: str
    times: list[TimingOut]
    kinds: list[str]
    quote: str
    spans: list[list[int]]
    review: ReviewState


class DocumentDuties(BaseModel):
    """The obligations of a document."""

    key: str
    document: str
    title: str
    place: str
    obligations: list[ObligationOut]


class StandardOut(StatedOut):
    """An amount that a provision states, with the condition that it holds under."""

    condition: str


class ResultOut(BaseModel):
    """What a standard comes to for the data given."""

    label: str
    low: str | None
    high: str | None
    relation: Relation
    unit: str
    basis: str
    working: list[str]


class RuleOut(BaseModel):
    """What one document of a place says of the topic."""

    place: str
    year: int | None
    dated_on: str | None
    bases: list[str]
    standards: list[StandardOut]
    results: list[ResultOut]
    missing: list[str]
    citations: list[Cited]
    review: ReviewState


class AbsentOut(BaseModel):
    """A place or year without a rule, with the reason."""

    place: str
    reason: str


class DefectOut(BaseModel):
    """A place of a text that does not fit; offsets are characters of the source."""

    code: str
    severity: Literal["mismatch", "ambiguous", "form"]
    address: str
    label: str
    line: int
    start: int
    end: int
    words: str
    message: str
    hint: str


class CheckedDocument(BaseModel):
    """A document and what does not fit in it."""

    key: str
    document: str
    title: str
    source: str
    defects: list[DefectOut]


class ReadDocument(BaseModel):
    """A document that was read from a file."""

    key: str
    title: str
    provisions: int


class LineProblem(BaseModel):
    """What was not understood, with its line, from 1."""

    line: int
    start: int
    end: int
    message: str
    hint: str


class ReadFile(BaseModel):
    """What was read from a file."""

    file: str
    outcome: Literal["added", "replaced", "unchanged", "empty", "refused"]
    message: str
    encoding: str
    seconds: float
    documents: list[ReadDocument]
    problems: list[LineProblem]
