"""The shapes of the JSON twins of look-ups and documents, for the OpenAPI document."""

from typing import Literal

from pydantic import BaseModel, Field

from answer.web_schema import Cited, Validity
from answer.web_schema_found import AbsentOut, CheckedDocument, DocumentDuties, ReadFile, RuleOut


class CitationReadingOut(BaseModel):
    """How a citation was read."""

    document: str
    path: list[str]
    how: Literal["exact", "normalised", "mapped"]


class CitationOut(BaseModel):
    """What a citation leads to, as `zhengce cite --json` gives it."""

    schema_: int = Field(alias="schema")
    citation: str
    status: Literal["found", "ambiguous", "not_found", "referenced"]
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
    status: Literal["found", "not_found"]
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


class Stretch(BaseModel):
    """A stretch of a source, in characters from 0."""

    file: str
    start: int
    end: int


class CopyOut(Stretch):
    """Another copy of a document; `cut` if it is not whole."""

    cut: bool


class ReferenceOut(BaseModel):
    """A reference in a provision, and the document that it names, "" for its own."""

    address: str
    document: str
    text: str


class ProblemOut(BaseModel):
    """What was not understood in a text, and what can be done about it."""

    start: int
    end: int
    message: str
    hint: str


class WholeDocument(DocumentOut):
    """A document with all its provisions, as `zhengce show --json` gives it."""

    schema_: int = Field(alias="schema")
    source: Stretch
    copies: list[CopyOut]
    provisions: list[ProvisionOut]
    references: list[ReferenceOut]
    problems: list[ProblemOut]


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


class DutiesOut(BaseModel):
    """The obligations that the filters leave, as `zhengce extract --json` gives them."""

    schema_: int = Field(alias="schema")
    documents: list[DocumentDuties]
    total: int
    page: int
    pages: int


class ComparedOut(BaseModel):
    """The rules of several places, as `zhengce compare --json` gives them."""

    schema_: int = Field(alias="schema")
    topic: str
    given: str
    rules: list[RuleOut]
    absent: list[AbsentOut]
    notes: list[str]


class CheckOut(BaseModel):
    """The defects of documents, as `zhengce check --json` gives them."""

    schema_: int = Field(alias="schema")
    documents: list[CheckedDocument]


class CoverageOut(BaseModel):
    """What the library covers, and questions to begin with."""

    schema_: int = Field(alias="schema")
    documents: int
    places: list[str]
    examples: list[str]
    citations: list[str]


class ReadOut(BaseModel):
    """What was read from a file, as `zhengce ingest --json` gives it."""

    schema_: int = Field(alias="schema")
    files: list[ReadFile]
