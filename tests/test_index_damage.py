"""Damaged, foreign, outdated and read-only files of a library."""

import errno
import os
import sqlite3
from pathlib import Path
from random import Random

import pytest

from index.health import examine, repair
from index.library import open_library
from index.schema import FORMAT, OLDEST, _snapshot
from index.search import search
from index.store import Library
from index.writer import Writer
from ingest.errors import LibraryError
from ingest.records import Reading
from stored_library import HALLS, LIBRARIES, read_all, reading_of, stored


@pytest.fixture
def readings(tmp_path: Path) -> list[Reading]:
    return [reading_of(tmp_path, HALLS, "halls.txt"), reading_of(tmp_path, LIBRARIES, "libraries.txt")]


def test_missing_file_says_what_to_do(path: Path) -> None:
    with pytest.raises(LibraryError, match="文件不存在。请用 zhengce ingest 导入文件") as caught:
        Library.open(path)

    assert caught.value.exit_status == 3


@pytest.mark.parametrize("content", [b"", b"not a library " * 100, b"SQLite format 3\0" + b"\0" * 84])
def test_what_is_no_library_is_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(LibraryError, match=r"重新导入") as caught:
        Library.open(path)

    assert "\n" not in str(caught.value)


def test_a_newer_format_is_refused(path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()

    with pytest.raises(LibraryError, match="由更新的版本建立"):
        Library.open(path)


def test_what_is_refused_is_let_go(path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()

    for opened in (Library.open, Writer.open):
        # The error is kept, and with it all that the call had at hand.
        with pytest.raises(LibraryError) as caught:
            opened(path)
        assert caught.tb is not None
        assert not [held for one in Path("/proc/self/fd").iterdir() if (held := _target(one)).startswith(str(path))]


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except FileNotFoundError:
        return ""


def test_a_file_system_without_locks_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", flock)
    with pytest.raises(LibraryError, match=r"不能加锁.*--home"):
        Writer.open(path)


def test_an_older_format_is_refused(path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {OLDEST - 1}")
    connection.close()

    with pytest.raises(LibraryError, match="已过时"):
        Library.open(path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sources SET text = replace(text, '800', '80')",
        "UPDATE pieces SET body = replace(body, '第二条', '第三条')",
        "DELETE FROM pieces WHERE source = 'halls.txt'",
        "UPDATE documents SET header = replace(header, '某市', '别市')",
        "UPDATE documents SET source = 'libraries.txt' WHERE source = 'halls.txt'",
        "UPDATE tokens SET body = (SELECT body FROM tokens ORDER BY number DESC)",
        "DELETE FROM documents WHERE source = 'libraries.txt'",
        'INSERT INTO "references" SELECT number, 99, \'x\', \'["","none",[],[0,1],""]\' FROM documents',
    ],
)
def test_changed_content_is_never_shown(path: Path, readings: list[Reading], damage: str) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()

    library = Library.open(path)
    with pytest.raises(LibraryError, match="与校验值不符，文件已损坏"):
        read_all(library)


def test_a_schema_that_is_no_text_is_told(path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    content = path.read_bytes()
    assert content.count(b"sketches_of ON sketches") == 1
    path.write_bytes(content.replace(b"sketches_of ON sketches", b"sketches_of ON sk\xe3tches"))

    with pytest.raises(LibraryError, match="已损坏"):
        read_all(Library.open(path))


@pytest.mark.parametrize("damage", ["SET body = '[7]'", "SET body = '[2,'", "SET name = 'sums'"])
def test_damaged_totals_are_told(path: Path, readings: list[Reading], damage: str) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE catalogue {damage} WHERE name = 'totals'")
    connection.close()

    with pytest.raises(LibraryError, match="与校验值不符，文件已损坏"):
        search(Library.open(path), "社区用房")
    assert [one.is_repairable for one in examine(path)] == [True]
    repair(path)
    assert examine(path) == ()


@pytest.mark.parametrize(
    "damage", ["DELETE FROM facts WHERE name = 'owned'", "UPDATE facts SET value = 'x' WHERE name = 'generation'"]
)
def test_a_library_without_its_marks_still_answers(path: Path, readings: list[Reading], damage: str) -> None:
    before = stored(path, readings)
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()

    library = open_library(path.parent)

    assert (library.is_bundled, library.digest) == (False, before.digest)
    assert library.state[0] == before.digest


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE pieces SET body = replace(body, '某市', '别市')",
        "UPDATE sources SET text = replace(text, '800', '80')",
        "UPDATE sources SET furniture = '[]', encoding = 'gbk' WHERE name = 'libraries.txt'",
    ],
)
def test_changed_content_is_not_built_upon(path: Path, tmp_path: Path, readings: list[Reading], damage: str) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    copy = reading_of(tmp_path, f"转载自网络\n\n{HALLS}", "reprint.txt")
    other = reading_of(tmp_path, f"转载自网络\n\n{LIBRARIES}", "reprinted.txt")

    with Writer.open(path) as writer, pytest.raises(LibraryError, match="与校验值不符，文件已损坏"):
        writer.add([copy, other])


def test_a_damaged_source_is_mended_by_its_file(path: Path, readings: list[Reading]) -> None:
    digest = stored(path, readings).digest
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE sources SET text = replace(text, '800', '80')")
    connection.close()

    assert stored(path, readings).digest == digest
    assert "800平方米" in Library.open(path).text("halls.txt")


def test_any_flipped_bit_is_told_or_harmless(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    def content(file: Path) -> list[object]:
        library = Library.open(file)
        try:
            read_all(library)
            return [(one, library.text(one.source), library.quote(one.key, one.span)) for one in library.documents()]
        finally:
            library.close()

    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    whole, data, chance = content(path), path.read_bytes(), Random(20)
    told = 0
    for _ in range(150):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (tmp_path / "damaged.sqlite").write_bytes(damaged)
        try:
            assert content(tmp_path / "damaged.sqlite") == whole
        except LibraryError:
            told += 1

    assert told > 10


def test_a_folder_that_cannot_be_written_can_be_read(
    path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(path, readings).close()
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    really = _snapshot

    def without_shared_memory(file: Path, options: str) -> sqlite3.Connection:
        if "immutable" not in options:
            raise sqlite3.OperationalError("unable to open database file")
        return really(file, options)

    monkeypatch.setattr("index.schema._snapshot", without_shared_memory)

    assert len(Library.open(path).keys()) == 2
    path.with_name(path.name + "-wal").write_bytes(b"")
    assert len(Library.open(path).keys()) == 2
    path.with_name(path.name + "-wal").write_bytes(b"what a writer has done since")
    with pytest.raises(LibraryError):
        Library.open(path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(LibraryError, match="无法建立文件夹"):
        Writer.open(tmp_path / "file" / "home" / "library.sqlite")
