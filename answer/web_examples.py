"""Questions to begin with, made from what the library itself rules and tried on it before they are shown."""

import re
from collections.abc import Iterator
from itertools import islice

from answer.answers import AnswerStatus
from answer.compose import answer
from answer.norms import Norm
from answer.passages import DocumentText
from answer.reading import read_norms
from answer.web_shelf import today
from index.store import Library
from ingest.records import Header, Level

#: examples shown, and candidates tried for one document
_SHOWN, _TRIED = 5, 6
_NOUN = re.compile(r"[\u4e00-\u9fff]{4,14}")


def examples(library: Library) -> tuple[str, ...]:
    """Questions that the library answers, one a document at most."""
    found = (question for key, header in library.headers() if (question := _of_document(library, key, header)))
    return tuple(islice(dict.fromkeys(found), _SHOWN))


def citation_examples(library: Library) -> tuple[str, ...]:
    """Citations that lead somewhere: numbers of documents with the label of one of their provisions."""
    return tuple(islice(_citations(library), 2))


def _citations(library: Library) -> Iterator[str]:
    for key, header in library.headers():
        if header.document_number:
            label = next((one.label for one in library.document(key).provisions if _is_deep(one.level, one.label)), "")
            yield header.document_number + label


def _is_deep(level: Level, label: str) -> bool:
    return level in (Level.LEVEL, Level.ARTICLE, Level.SUBPARAGRAPH) and len(label) > 1


def _of_document(library: Library, key: str, header: Header) -> str:
    """The first question of a document that the library answers from this document."""
    for question in islice(_candidates(library, key, header), _TRIED):
        made = answer(question, library, today=today())
        if made.status is AnswerStatus.ANSWERED and made.amounts and made.citations[0].key == key:
            return question
    return ""


def _candidates(library: Library, key: str, header: Header) -> Iterator[str]:
    if not header.place:
        return
    for passage in DocumentText(library, key).passages:
        for norm in read_norms(passage.text):
            for label in _labels(norm):
                yield f"{header.place}{label}是多少"


def _labels(norm: Norm) -> Iterator[str]:
    for value in norm.values:
        if _NOUN.fullmatch(value.label) and value.unit not in ("", "次", "天"):
            yield value.label
