"""Damage of every kind: told before an answer stands on it, and mended where that can be."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from durable import FULL, QUESTION, files, hits, write
from index.derived import folder_of
from index.engines import ENGINE_VARIABLE
from index.examined import ExaminedLibrary
from index.health import compare_originals, examine, repair, repair_ranking
from index.library import library_path, open_library
from index.schema import FORMAT, OLDEST
from index.search import search
from index.stamp import STAMP
from index.store import Library
from index.writer import Writer
from ingest.errors import LibraryError


@pytest.fixture(autouse=True)
def _on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")


@pytest.mark.parametrize("flips", [60, pytest.param(1000 if FULL else 200, marks=pytest.mark.slow)])
def test_a_flipped_bit_is_told_or_harmless(path: Path, tmp_path: Path, flips: int) -> None:
    write(path, files(tmp_path / "files", 4))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    whole, chance, told = answered(path), Random(flips), 0
    targets = [
        path,
        *(file for file in folder_of(path, "x").parent.rglob("*") if file.is_file() and file.stat().st_size),
    ]

    for _ in range(flips):
        target = chance.choice(targets)
        data = target.read_bytes()
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        put(target, bytes(damaged))
        try:
            assert answered(path) == whole
        except LibraryError:
            told += 1
        put(target, data)

    assert told > flips / 4
    assert answered(path) == whole


def put(target: Path, data: bytes) -> None:
    """Put a file in the place of another: threads of tantivy may still have that one mapped, and it must not shrink."""
    made = target.with_name(target.name + ".made")
    made.write_bytes(data)
    made.replace(target)


def answered(path: Path) -> list[tuple[str, str, float, str]]:
    """What a search finds, with the words that an answer would quote."""
    library = Library.open(path)
    try:
        found = []
        for hit in search(library, QUESTION):
            document = library.document(hit.document)
            own = next(one.own for one in document.provisions if one.address == hit.address)
            library.text(document.source)
            found.append((hit.document, hit.address, hit.score, library.quote(hit.document, own)))
        return found
    finally:
        library.close()


def told_or(path: Path, whole: list[tuple[str, str, float, str]]) -> bool:
    """Whether an answer is the same as before, or refused in one line."""
    try:
        return answered(path) == whole
    except LibraryError as error:
        return "\n" not in str(error)


def test_every_truncation_is_told(path: Path, tmp_path: Path) -> None:
    write(path, files(tmp_path / "files", 4))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    whole, data = answered(path), path.read_bytes()

    for size in range(0, len(data), 4096):
        put(path, data[:size])
        assert examine(path)
        assert told_or(path, whole)
    put(path, data)
    for file in folder_of(path, "x").parent.rglob("*"):
        if file.is_file() and file.stat().st_size:
            kept = file.read_bytes()
            put(file, kept[:-1])
            with pytest.raises(LibraryError, match="doctor --repair"):
                answered(path)
            put(file, kept)
    assert answered(path) == whole


@pytest.mark.parametrize("kept", [0, 1])
@pytest.mark.parametrize("engine", ["memory", "tantivy"])
def test_a_library_cut_to_nothing_is_damaged_and_no_other_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int, engine: str
) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, engine)
    path = library_path(tmp_path / "home")
    sources = files(tmp_path / "files", 2)
    write(path, sources)
    before = hits(path)
    os.truncate(path, kept)

    for use in (lambda: open_library(path.parent), lambda: Writer.open(path)):
        with pytest.raises(LibraryError, match=r"文件是空的，原有内容可能已丢失。请把该文件移走，再用 zhengce ingest"):
            use()
    assert [one.kind for one in examine(path)] == ["file"]
    path.unlink()
    write(path, sources)
    assert (open_library(path.parent).is_bundled, hits(path)) == (False, before)


def test_a_ranking_of_another_state_is_refused_and_made_anew(path: Path, tmp_path: Path) -> None:
    write(path, files(tmp_path / "files", 2))
    before = hits(path)
    other = tmp_path / "other" / "library.sqlite"
    write(other, files(tmp_path / "files", 4))
    mine, theirs = (folder_of(one, Library.open(one).ranked or "") for one in (path, other))
    shutil.rmtree(mine)
    shutil.copytree(theirs, mine)

    with pytest.raises(LibraryError, match="doctor --repair"):
        hits(path)
    assert [one.kind for one in examine(path)] == ["ranking"]
    repair_ranking(path)
    assert hits(path) == before


@pytest.mark.parametrize(
    "damage",
    [
        ('"files"', '"filed"'),
        ('"gone"', '"gond"'),
        ('"ranked"', '"ranker"'),
        ('"format": 1', '"format": 2'),
        ('"files": {', '"files": 7, "other": {'),
        ("{", "["),
        (": [", ": [7, "),
    ],
)
def test_a_damaged_stamp_is_refused_and_made_anew(path: Path, tmp_path: Path, damage: tuple[str, str]) -> None:
    write(path, files(tmp_path / "files", 2))
    before = hits(path)
    stamp = folder_of(path, Library.open(path).ranked or "") / STAMP
    sound = stamp.read_text(encoding="utf-8")
    stamp.write_text(sound.replace(*damage, 1), encoding="utf-8")
    assert stamp.read_text(encoding="utf-8") != sound

    with pytest.raises(LibraryError, match="doctor --repair"):
        hits(path)
    assert [one.kind for one in examine(path)] == ["ranking"]
    repair_ranking(path)
    assert hits(path) == before


def test_what_follows_from_the_sources_is_repaired(path: Path, tmp_path: Path) -> None:
    write(path, files(tmp_path / "files", 3))
    before = hits(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE tokens SET body = (SELECT body FROM tokens ORDER BY number DESC LIMIT 1)")
        connection.execute("UPDATE documents SET header = replace(header, '绿化', '美化')")
    connection.close()

    found = examine(path)
    assert {one.kind for one in found} == {"document"}
    assert all(one.is_repairable for one in found)
    repair(path)
    assert examine(path) == ()
    assert hits(path) == before


def test_tokens_of_an_earlier_lexicon_are_told_and_made_anew(path: Path, tmp_path: Path) -> None:
    write(path, files(tmp_path / "files", 3))
    before = hits(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE facts SET value = 'of before' WHERE name = 'words'")
    connection.close()

    assert [(one.kind, one.is_repairable) for one in examine(path)] == [("words", True)]
    repair(path)
    assert (examine(path), hits(path)) == ((), before)


def test_damaged_tokens_that_are_to_be_ranked_are_told_and_made_anew(path: Path, tmp_path: Path) -> None:
    sources = files(tmp_path / "files", 3)
    write(path, sources)
    before = hits(path)
    with sqlite3.connect(path) as connection:
        (key,) = connection.execute("SELECT key FROM documents WHERE number = 2").fetchone()
        connection.execute("UPDATE tokens SET body = x'00' WHERE number = 1")
    connection.close()

    with pytest.raises(LibraryError, match=r"索引与校验值不符.*doctor --repair"), Writer.open(path) as writer:
        writer.remove(key)
    with (
        pytest.raises(LibraryError, match=r"索引与校验值不符.*doctor --repair"),
        closing(Library.open(path)) as library,
    ):
        library.token_table(library.key(1))
    repair(path)
    assert (examine(path), hits(path)) == ((), before)


def test_a_damaged_source_is_named_and_mended_by_its_file(path: Path, tmp_path: Path) -> None:
    sources = files(tmp_path / "files", 3)
    write(path, sources)
    before = hits(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE pieces SET body = replace(body, '绿化', '美化') WHERE source = '1.txt'")
    connection.close()

    assert next((one.kind, "1.txt" in one.message) for one in examine(path)) == ("source", True)
    told = r"与校验值不符.*请用 zhengce ingest 重新导入 1\.txt$"
    with pytest.raises(LibraryError, match=told):
        repair(path)
    with pytest.raises(LibraryError, match=told), closing(Library.open(path)) as library:
        list(library.documents())
    write(path, sources)
    assert examine(path) == ()
    assert hits(path) == before


@pytest.mark.parametrize("version", range(OLDEST, FORMAT))
def test_a_library_of_an_earlier_format_is_told_and_brought_up_to_date(
    path: Path, tmp_path: Path, version: int
) -> None:
    write(path, files(tmp_path / "files", 3))
    before = hits(path)
    with sqlite3.connect(path) as connection:
        for table in ("sketches", "members", "references", "tokens", "catalogue", "documents"):
            connection.execute(f'DROP TABLE "{table}"')
        connection.execute("CREATE TABLE documents (key TEXT)")
        connection.execute("CREATE TABLE provisions (document TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()

    with pytest.raises(LibraryError, match=r"由较早的版本建立.*doctor --repair"):
        Library.open(path)
    with pytest.raises(LibraryError, match="doctor --repair"):
        Writer.open(path)
    assert [one.kind for one in examine(path)] == ["format"]
    repair(path)
    assert hits(path) == before


def test_files_that_changed_since_are_told(path: Path, tmp_path: Path) -> None:
    sources = files(tmp_path / "files", 3)
    write(path, sources)
    library = ExaminedLibrary.open(path)
    assert compare_originals(library, sources) == ()

    text = sources[0].read_text(encoding="utf-8")
    sources[0].write_text(text.replace("100元", "900元"), encoding="utf-8")
    found = compare_originals(library, sources[:2])

    assert ["0.txt" in one.message or "2.txt" in one.message for one in found] == [True, True]
    sources[0].unlink()
    assert [one.message for one in compare_originals(library, sources)] == [
        f"{sources[0]} 无法读取 (No such file or directory)，不能比对"
    ]
    assert "100元" in library.text("0.txt")


def test_from_memory_to_disk_and_back(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "auto")
    write(path, files(tmp_path / "files", 3))
    before = hits(path)
    assert not folder_of(path, "x").parent.exists()

    monkeypatch.setattr("index.engines.LARGE", 5)
    with pytest.raises(LibraryError, match="doctor --repair"):
        hits(path)
    repair_ranking(path)
    assert hits(path) == before
    write(path, files(tmp_path / "files", 1, first=3))
    assert len(hits(path)) == 4

    monkeypatch.setattr("index.engines.LARGE", 500)
    write(path, files(tmp_path / "files", 1, first=4))
    assert not folder_of(path, "x").parent.exists()
    assert len(hits(path)) == 5
