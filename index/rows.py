"""What the library stores of a source and of a document, as rows of its tables."""

from dataclasses import dataclass

from index.catalogue import line_json
from index.codec import digest, dumps, frame_json, header_json, piece_from, piece_json, reference_json
from index.entries import Counted, Described
from index.fields import token_table
from index.sketches import sketch
from index.token_table import lengths, pack
from ingest.records import Document, Reading
from ingest.references import find_references

#: name, digest of the file, encoding, text and its digest, furniture and problems as JSON, and a digest of all these
SourceRow = tuple[str, str, str, str, str, str, str, str]
#: place in the source, JSON, digest
PieceRow = tuple[int, str, str]


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


def piece_rows(reading: Reading) -> list[PieceRow]:
    """The documents of a source as they were read, before copies are merged, each with a digest."""
    return [(at, body, digest([body])) for at, body in enumerate(map(piece_json, reading.documents))]


def sketch_rows(document: Document, text: str) -> list[tuple[int, str]]:
    """The codes by which copies are looked for, each with the number of the document, which copies have in common."""
    return [(code, document.header.document_number) for code in sketch(document, text)]


@dataclass(frozen=True, slots=True)
class Unstored:
    """A document that is to be stored, as it is handed to another process."""

    #: which document of its source holds its provisions, and the digest of that
    piece: int
    piece_digest: str
    #: the document as JSON, under the key that its text gives it
    body: str
    #: text of its source
    text: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What costs most: tokens and references of a document."""

    #: what its row says of them
    counted: Counted
    #: address and citation of each reference
    references: tuple[tuple[str, str], ...]
    #: packed table of tokens
    body: bytes


def stored(one: Unstored) -> tuple[Described, Computed]:
    """All that is stored of a document."""
    document = piece_from(one.body)
    row = described(document, one.text, piece=one.piece, piece_digest=one.piece_digest)
    return row, computed(document, one.text)


def described(document: Document, text: str, *, piece: int, piece_digest: str) -> Described:
    """The row of a document under the key that its text gives it; `text` is the text of its source."""
    span, key = document.span, document.key
    sealed = digest([text[span.start : span.end]])
    header, line, frame = header_json(document.header), line_json(document.header), frame_json(document)
    return Described(key, document.source, piece, span.start, span.end, header, line, frame, sealed, piece_digest)


def computed(document: Document, text: str) -> Computed:
    """Tokens and references of a document; `text` is the text of its source."""
    table = token_table(document, text)
    lists, tokens, whole = lengths(table)
    references = tuple((one.address, reference_json(one)) for one in find_references(document, text))
    tokens_digest, body = pack(table)
    counted = Counted(
        tokens_digest=tokens_digest,
        references_digest=digest(map(repr, references)),
        provisions=len(document.provisions),
        lists=lists,
        tokens=tokens,
        whole=whole,
    )
    return Computed(counted, references, body)
