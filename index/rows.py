"""What the library stores of a source and of a document, as rows of its tables."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.codec import (
    ProvisionRow,
    digest,
    dumps,
    frame_json,
    header_json,
    piece_json,
    provision_row,
    reference_json,
)
from index.fields import token_lists
from ingest.records import Document, Reading
from ingest.references import find_references

#: name, digest of the file, encoding, text and its digest, furniture and problems as JSON, and a digest of all these
SourceRow = tuple[str, str, str, str, str, str, str, str]


def source_row(reading: Reading) -> SourceRow:
    """The row of a source, without the mark that it is complete."""
    source = reading.source
    problems = dumps([(problem.span, problem.message, problem.hint) for problem in reading.problems])
    furniture, text_digest = dumps(reading.furniture), digest([source.text])
    about = (source.name, source.sha256, source.encoding)
    return (*about, source.text, text_digest, furniture, problems, digest([*about, text_digest, furniture, problems]))


def is_sound(row: SourceRow) -> bool:
    """Whether a row of a source is as `source_row` made it."""
    name, sha256, encoding, text, text_digest, furniture, problems, sealed = row
    whole = digest([name, sha256, encoding, text_digest, furniture, problems])
    return digest([text]) == text_digest and whole == sealed


def piece_rows(reading: Reading) -> list[tuple[int, str, str]]:
    """The documents of a source as they were read, before copies are merged, each with a digest."""
    return [(at, body, digest([body])) for at, body in enumerate(map(piece_json, reading.documents))]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """A document as stored; tokens and references are computed on demand, as they cost most."""

    document: Document
    #: text of its source
    text: str
    header: str
    frame: str
    text_digest: str
    provisions: tuple[ProvisionRow, ...]

    @property
    def identity(self) -> tuple[str, str, str, str, str, str]:
        """Equal for two documents only if everything that is stored of them is equal."""
        document = self.document
        sealed = digest(map(repr, self.provisions))
        return document.key, document.source, self.header, self.frame, self.text_digest, sealed


def document_rows(document: Document, text: str) -> DocumentRows:
    """The rows of a document, `text` being the text of its source."""
    return DocumentRows(
        document=document,
        text=text,
        header=header_json(document.header),
        frame=frame_json(document),
        text_digest=digest([text[document.span.start : document.span.end]]),
        provisions=tuple(map(provision_row, document.provisions)),
    )


def reference_rows(rows: DocumentRows) -> list[tuple[str, str]]:
    """Address and citation of each reference of a document."""
    return [(one.address, reference_json(one)) for one in find_references(rows.document, rows.text)]


def token_rows(rows: DocumentRows) -> list[str]:
    """The tokens of each provision."""
    return list(token_lists(rows.document, rows.text))


def with_own_keys(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents in the order of their sources, each with a key of its own: 标题, 标题-2, 标题-3.

    The order and the keys depend on the files alone, not on the order in which they came.
    """
    found: dict[str, Document] = {}
    for document in sorted(documents, key=lambda one: (one.source, one.span)):
        key, number = document.key, 1
        while key in found:
            number += 1
            key = f"{document.key}-{number}"
        found[key] = document if key == document.key else replace(document, key=key)
    return tuple(found.values())
