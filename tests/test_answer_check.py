"""The linter: found against the defects that were read by hand, and rule by rule on made-up texts."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from answer.check import Grave, check_document
from answer.check_records import Defect, Severity
from index.library import bundled_library
from ingest.normalize import fold
from ingest.records import Document

_HERE = Path(__file__).parent
#: of the 54 entries of check_gold.jsonl that are reported; may rise
FLOOR = 50
#: alarms that match no entry and that check_alarms.jsonl does not defend
MOST_FALSE = 10


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


@cache
def _bundled() -> dict[str, tuple[Document, str, tuple[Defect, ...]]]:
    library = bundled_library()
    found = {}
    for document in library.documents():
        text = library.text(document.source)
        found[document.key] = (document, text, check_document(document, text, library))
    return found


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of `text` between the sentence ends around an offset."""
    stops = "。；;\n"
    while start > 0 and text[start - 1] not in stops:
        start -= 1
    while end < len(text) and text[end] not in stops:
        end += 1
    return start, end


def _place(document: Document, text: str, words: str) -> tuple[int, int]:
    folded = fold(text[document.span.start : document.span.end], document.span.start)
    wanted = fold(words).text
    at = folded.text.index(wanted)
    span = folded.span(at, at + len(wanted))
    return _sentence_around(text, span.start, span.end)


def _matches(row: dict[str, object]) -> list[Defect]:
    """The defects of an entry's codes in the sentence of its words."""
    document, text, defects = _bundled()[str(row["document"])]
    codes = row["codes"]
    assert isinstance(codes, list)
    start, end = _place(document, text, str(row["words"]))
    return [one for one in defects if one.code in codes and one.span.start < end and start < one.span.end]


def test_most_defects_read_by_hand_are_reported() -> None:
    gold = _rows("check_gold.jsonl")
    assert len(gold) == 54
    reported = [row["id"] for row in gold if _matches(row)]
    assert len(reported) >= FLOOR, sorted({str(row["id"]) for row in gold} - set(map(str, reported)))


def _unlisted() -> Iterator[tuple[str, Defect]]:
    listed = {id(one) for row in _rows("check_gold.jsonl") for one in _matches(row)}
    for key, (_, _, defects) in _bundled().items():
        yield from ((key, one) for one in defects if id(one) not in listed)


def test_few_alarms_are_false() -> None:
    """Every other alarm was judged by hand; one that nobody judged counts as false."""
    judged = {(row["document"], row["code"], row["words"]): row["holds"] for row in _rows("check_alarms.jsonl")}
    false = [
        (key, one.code, one.words) for key, one in _unlisted() if not judged.get((key, one.code, one.words), False)
    ]
    assert len(false) <= MOST_FALSE, false


def test_defects_stand_in_their_source() -> None:
    for document, text, defects in _bundled().values():
        addresses = {one.address for one in document.provisions} | {""}
        for one in defects:
            assert text[one.span.start : one.span.end] == one.words
            assert document.span.start <= one.span.start < one.span.end <= document.span.end
            assert one.address in addresses
            assert one.message
            assert one.hint


def test_same_text_gives_same_defects() -> None:
    library = bundled_library()
    for key, (document, text, defects) in _bundled().items():
        assert check_document(document, text, library) == defects, key


def test_grave_defects_of_stretches_are_those_of_all_rules_that_are_grave() -> None:
    grave, library = 0, bundled_library()
    for key, (document, text, _) in _bundled().items():
        expected = [
            one
            for one in check_document(document, text)
            if one.severity is Severity.MISMATCH or one.code == "lookalike"
        ]
        found = Grave(library, key)
        assert list(found.within((document.span,))) == expected
        for stretch in {span for one in document.provisions for span in (one.own, one.span)}:
            here = [one for one in expected if one.span.start < stretch.end and stretch.start < one.span.end]
            assert list(found.within((stretch,))) == here
        grave += len(expected)
    assert grave > 5
