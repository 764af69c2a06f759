"""Provisions of a test set as readings, so that the product's own library is built from them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.read import read_text
from ingest.records import Document, Header, Level, Provision, Reading, Source, Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the provisions that answer it."""

    text: str
    gold: frozenset[str]
    #: the words of the text that answer, "" if the set has none
    answer: str


@dataclass(frozen=True, slots=True)
class TestSet:
    """Provisions of documents, and questions on them."""

    #: of each document its title, and id, heading and text of its provisions
    documents: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    questions: tuple[Question, ...]


def read_set(path: Path) -> TestSet:
    """A test set with the keys `provisions` (id, document, title, heading, text) and `questions`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
    for row in data["provisions"]:
        document = found.setdefault(str(row["document"]), (str(row["title"]), []))
        document[1].append((str(row["id"]), str(row.get("heading") or ""), str(row["text"])))
    questions = [
        Question(str(row["question"]), frozenset(map(str, row["gold"])), str(row.get("answer") or ""))
        for row in data["questions"]
    ]
    return TestSet(tuple((title, tuple(rows)) for title, rows in found.values()), tuple(questions))


def readings(documents: TestSet) -> Iterator[Reading]:
    """Each document as a reading of a file of its own; the address of a provision is its id."""
    for number, (title, rows) in enumerate(documents.documents):
        made = reading(f"{number:06}.txt", title, rows, number=f"试〔2000〕{number}号")
        yield replace(made, documents=(_headed(made.documents[0], made.source.text),))


def _headed(document: Document, text: str) -> Document:
    """The document with the place, the issuers and those addressed that the reader of files finds in its text."""
    read = read_text(document.source, text).documents
    if not read:
        return document
    found = read[0].header
    header = replace(
        document.header,
        place=found.place,
        issuing_authority=found.issuing_authority,
        addressees=found.addressees,
    )
    return replace(document, header=header)


def reading(name: str, title: str, rows: tuple[tuple[str, str, str], ...], *, number: str) -> Reading:
    """A document of provisions (id, heading, text), one a line.

    A heading that several provisions have in turn is a provision above them.
    """
    text, provisions = title + "\n", [Provision("title", None, Level.TITLE, "", None, "", "", Span(0, 0), Span(0, 0))]
    above = ""
    for place, (address, heading, words) in enumerate(rows):
        start = len(text)
        if heading and heading != above:
            span = Span(start, start)
            provisions.append(Provision(f"h{place}", None, Level.HEADING, "", None, "", heading, span, span))
        above = heading
        parent = next((one.address for one in reversed(provisions) if one.level is Level.HEADING), None)
        text += words + "\n"
        span = Span(start, start + len(words))
        label = str(place + 1)
        under = parent if heading else None
        provisions.append(Provision(address, under, Level.LEVEL, label, place + 1, label, "", span, span))
    source = Source(name, sha256(text.encode()).hexdigest(), "utf-8", text)
    header = Header(title, document_number=number)
    return Reading(source, (Document(number, name, Span(0, len(text)), header, tuple(provisions)),))
