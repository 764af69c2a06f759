"""The shapes of the JSON twins of look-ups and documents, for the OpenAPI document."""

from pydantic import BaseModel, Field

from answer.web_schema import Cited, Validity


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


class DocumentDuties(BaseModel):
    """The obligations of a document."""

    key: str
    document: str
    title: str
    place: str
    obligations: list[dict[str, object]]


class DutiesOut(BaseModel):
    """The obligations that the filters leave, as `zhengce extract --json` gives them."""

    schema_: int = Field(alias="schema")
    documents: list[DocumentDuties]
    total: int
    page: int
    pages: int


class RuleOut(BaseModel):
    """What one document of a place says of the topic."""

    place: str
    year: int | None
    dated_on: str | None
    bases: list[str]
    standards: list[dict[str, object]]
    results: list[dict[str, object]]
    missing: list[str]
    citations: list[Cited]
    review: str


class ComparedOut(BaseModel):
    """The rules of several places, as `zhengce compare --json` gives them."""

    schema_: int = Field(alias="schema")
    topic: str
    given: str
    rules: list[RuleOut]
    absent: list[dict[str, str]]
    notes: list[str]


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
