"""What the linter of policy texts gives back: defects, each at a place of the source."""

from dataclasses import dataclass
from enum import IntEnum

from ingest.records import Document, Span


class Severity(IntEnum):
    """How far a defect reaches; the graver stands first."""

    MISMATCH = 1  #: the text contradicts itself, the calendar, or its own numbering
    AMBIGUOUS = 2  #: the text can be read in two ways, or leaves out what a reader needs
    FORM = 3  #: a wrong or odd character, a broken line, a doubtful form


@dataclass(frozen=True, slots=True)
class Defect:
    """One place of a text that does not fit; says what does not, not who is right."""

    #: short English name of the rule: "sum", "tier_overlap", "dangling_reference" ...
    code: str
    severity: Severity
    #: where it stands in the source
    span: Span
    #: address of the provision that it stands in, "" outside of all
    address: str
    #: the provision as a reader cites it, "" if it has no label
    label: str
    #: the source's own words at `span`
    words: str
    #: what does not fit, in Chinese
    message: str
    #: what a reader can do about it, in Chinese
    hint: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A document, the text of its source, and what was found in it."""

    document: Document
    text: str
    defects: tuple[Defect, ...]
