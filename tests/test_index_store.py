"""A library on disk gives back what was put in, one state at a time."""

import threading
from pathlib import Path

import pytest

from index.store import Library
from index.token_table import length_of, lengths, parts_of, ranked
from index.writer import Writer
from ingest.records import Level, Reading, Span
from stored_library import HALLS, LIBRARIES, read_all, reading_of, stored


@pytest.fixture
def readings(tmp_path: Path) -> list[Reading]:
    return [reading_of(tmp_path, HALLS, "halls.txt"), reading_of(tmp_path, LIBRARIES, "libraries.txt")]


def test_what_is_stored_is_read_back(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)

    documents = [document for reading in readings for document in reading.documents]
    assert list(library.documents()) == documents
    assert list(library.headers()) == [(document.key, document.header) for document in documents]
    assert library.text("halls.txt") == readings[0].source.text
    assert library.provision_counts() == {document.key: len(document.provisions) for document in documents}
    assert library.keys()[0] in library
    assert "没有" not in library


def test_quote_is_the_source_at_the_span(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)
    start = HALLS.index("建筑面积")

    assert library.quote(readings[0].documents[0].key, Span(start, start + 14)) == "建筑面积不少于800平方米。"[:14]


def test_every_provision_has_its_tokens(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)

    for document in library.documents():
        table = library.token_table(document.key)
        lists, whole = ranked(table)
        fields = [parts_of(table, position) for position in range(len(document.provisions))]
        assert lists == [" ".join(token for _, tokens in one for token in tokens) for one in fields]
        counted = list(filter(None, map(length_of, lists)))
        assert lengths(table) == (len(counted), sum(counted), length_of(whole))
        assert whole.split() == [*table.title.split(), *(token for one in fields if one for token in one[2][1])]
        assert len(table.lines) == len(document.provisions)
        assert [one.level for one, tokens in zip(document.provisions, lists, strict=True) if not tokens] == [
            one.level for one in document.provisions if one.level in (Level.TITLE, Level.ADDRESSEES, Level.SIGNATURE)
        ]


def test_an_open_library_sees_one_state_only(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings[:1])
    digest = library.digest

    with Writer.open(path) as writer:
        writer.add(readings[1:])

    assert len(library.keys()) == 1
    assert library.digest == digest
    assert len(Library.open(path).keys()) == 2


def test_readers_and_writers_at_the_same_time(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    second = reading_of(tmp_path / "new", HALLS.replace("800", "900").replace("2015", "2016"), "halls.txt")
    states: set[tuple[str, bool]] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            library = Library.open(path)
            read_all(library)
            states.add((library.digest, "900平方米" in library.text("halls.txt")))
            library.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        for reading in (second, readings[0]):
            with Writer.open(path) as writer:
                writer.add([reading])
    stop.set()
    for thread in threads:
        thread.join()

    assert len({digest for digest, _ in states}) == len(states) <= 2
