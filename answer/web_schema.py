"""The shapes of the JSON twins, for the OpenAPI document; the objects themselves are those of `--json`."""

from pydantic import BaseModel, Field


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

    status: str
    note: str


class SourcePlace(BaseModel):
    """Where a quote stands in the source: characters from 0, line and page from 1."""

    file: str
    start: int
    end: int
    line: int
    page: int | None


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
    relation: str
    basis: str
    working: list[StepOut]
    inputs: list[str]
    citation: int
    review: str


class MissingOut(BaseModel):
    """An input that the rule needs."""

    name: str
    unit: str
    prompt: str
    unlocks: list[int]


class WarningOut(BaseModel):
    """What must be known before relying on the answer."""

    kind: str
    text: str
    citations: list[int]


class AnswerOut(BaseModel):
    """An answer, as `zhengce ask --json` gives it."""

    schema_: int = Field(alias="schema")
    id: str
    question: str
    understood: UnderstoodOut
    status: str
    reason: str | None
    conclusion: str
    amounts: list[AmountOut]
    citations: list[Cited]
    missing: list[MissingOut]
    warnings: list[WarningOut]


class CitationReadingOut(BaseModel):
    """How a citation was read."""

    document: str
    path: list[str]
    how: str


class CitationOut(BaseModel):
    """What a citation leads to, as `zhengce cite --json` gives it."""

    schema_: int = Field(alias="schema")
    citation: str
    status: str
    reading: CitationReadingOut | None
    citations: list[Cited]
    candidates: list[str]
    message: str


class Term(BaseModel):
    """A term that a hit has, and what it adds to the score."""

    term: str
    weight: float


class HitOut(Cited):
    """A hit of a search."""

    score: float
    matched: list[Term]


class SearchOut(BaseModel):
    """Ranked provisions, as `zhengce search --json` gives them."""

    schema_: int = Field(alias="schema")
    query: str
    status: str
    hits: list[HitOut]


class DocumentOut(BaseModel):
    """What a document says about itself; days are ISO 8601."""

    key: str
    document: str
    document_number: str
    title: str
    other_titles: list[str]
    issuing_authority: list[str]
    addressees: str
    place: str
    kind: str
    dated_on: str | None
    issued_on: str | None
    promulgated_on: str | None
    published_on: str | None
    effective_on: str | None
    repealed_on: str | None
    validity: Validity
    issues: str
    url: str


class CountedDocument(DocumentOut):
    """A document with the number of its provisions."""

    provisions: int


class DocumentsOut(BaseModel):
    """What the library holds, as `zhengce documents --json` gives it."""

    schema_: int = Field(alias="schema")
    bundled: bool
    digest: str
    documents: list[CountedDocument]


class ProvisionOut(BaseModel):
    """A provision of a document; offsets are characters of the source."""

    address: str
    parent: str | None
    level: str
    number: str
    label: str
    heading: str
    text: str
    start: int
    end: int


class WholeDocument(DocumentOut):
    """A document with all its provisions, as `zhengce show --json` gives it."""

    schema_: int = Field(alias="schema")
    source: dict[str, str | int]
    copies: list[dict[str, str | int | bool]]
    provisions: list[ProvisionOut]
    references: list[dict[str, str]]
    problems: list[dict[str, str | int]]


class CitingPlace(BaseModel):
    """A provision that refers to another."""

    document: str
    label: str
    url: str


class OneProvisionOut(BaseModel):
    """One provision with its neighbours, and who cites it."""

    schema_: int = Field(alias="schema")
    provision: Cited
    ancestors: list[str]
    below: list[str]
    before: str | None
    after: str | None
    cited_by: list[CitingPlace]


class DutyOut(BaseModel):
    """An obligation, permission or standard; amounts, conditions and times in the text's own words."""

    key: str
    document: str
    title: str
    place: str
    label: str
    address: str
    bearer: str
    modality: str
    amounts: list[str]
    conditions: list[str]
    times: list[str]
    dates: list[str]
    text: str
    url: str


class DutiesOut(BaseModel):
    """The obligations that the filters leave."""

    schema_: int = Field(alias="schema")
    total: int
    page: int
    pages: int
    obligations: list[DutyOut]


class PlaceAnswer(BaseModel):
    """A place and the answer there."""

    place: str
    answer: AnswerOut


class ComparedOut(BaseModel):
    """The answers to one question in several places."""

    schema_: int = Field(alias="schema")
    topic: str
    bases: list[str]
    places: list[PlaceAnswer]


class CheckOut(BaseModel):
    """The defects of documents, as `zhengce check --json` gives them."""

    schema_: int = Field(alias="schema")
    documents: list[dict[str, object]]


class CoverageOut(BaseModel):
    """What the library covers, and questions to begin with."""

    schema_: int = Field(alias="schema")
    documents: int
    places: list[str]
    examples: list[str]
    citations: list[str]


class Judgement(BaseModel):
    """What a reader says of an answer."""

    id: str = Field(max_length=64, description="id of the answer")
    question: str = Field(default="", max_length=2000)
    verdict: str = Field(pattern="^(accurate|wrong_citation|outdated|incomplete)$")
    remark: str = Field(default="", max_length=2000)


class Noted(BaseModel):
    """Whether something was noted down."""

    schema_: int = Field(alias="schema")
    kept: bool


class ReadOut(BaseModel):
    """What was read from a file, as `zhengce ingest --json` gives it."""

    schema_: int = Field(alias="schema")
    files: list[dict[str, object]]
