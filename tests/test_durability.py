"""Crashes, full disks, damage and readers beside writers: what is left is always one whole state."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from index import rows
from index.derived import folder_of
from index.engines import ENGINE_VARIABLE
from index.examined import ExaminedLibrary
from index.health import compare_originals, examine, repair, repair_ranking
from index.rows import Computed
from index.schema import FORMAT
from index.search import search
from index.store import Library
from index.writer import Writer
from ingest.errors import LibraryError
from ingest.read import read_file
from ingest.records import Document, Reading

ROOT = Path(__file__).parents[1]
TEXT = """{name}城市绿化管理办法

第一条 为了加强城市绿化管理，制定本办法。

第二条 居住区绿地率不低于百分之{share}。

第三条 擅自砍伐树木的，处以每株{fine}元的罚款。

第四条 本办法自{year}年1月1日起施行。
"""
QUESTION = "砍伐树木罚款多少"
FULL = os.environ.get("ZHENGCE_LOOPS") == "full"
#: writes all files of a folder, then removes the first document and writes again, until it is killed
WRITE = """
import sys
from pathlib import Path
from index.health import repair
from index.writer import Writer
from ingest.read import read_file
path, files = Path(sys.argv[1]), sorted(Path(sys.argv[2]).iterdir())
readings = [read_file(file) for file in files]
print("ready", flush=True)
while True:
    with Writer.open(path) as writer:
        writer.add(readings)
    repair(path)
    with Writer.open(path) as writer:
        for (key,) in writer.connection.execute("SELECT key FROM documents ORDER BY key LIMIT 2").fetchall():
            writer.remove(key)
"""


@pytest.fixture(autouse=True)
def _on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library.sqlite"


def files(folder: Path, count: int = 3, *, first: int = 0) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(first, first + count):
        made.append(folder / f"{number}.txt")
        text = TEXT.format(name=f"{chr(0x4E59 + number)}市", share=20 + number, fine=100 + number, year=2000 + number)
        made[-1].write_text(text, encoding="utf-8")
    return made


def write(path: Path, sources: list[Path]) -> None:
    with Writer.open(path) as writer:
        writer.add([read_file(file) for file in sources])


def readings(sources: list[Path]) -> list[Reading]:
    return [read_file(file) for file in sources]


def hits(path: Path) -> list[tuple[str, str, float]]:
    library = Library.open(path)
    try:
        return [(hit.document, hit.address, hit.score) for hit in search(library, QUESTION)]
    finally:
        library.close()


def is_whole(path: Path) -> bool:
    """Whether nothing is wrong, and the search finds one provision of each document that is held."""
    if not path.exists() or examine(path):
        return not path.exists()
    library = Library.open(path)
    found = {hit.document for hit in search(library, QUESTION, limit=100)}
    library.close()
    return found == set(library.keys())


def kill_while_writing(path: Path, folder: Path, wait: float) -> None:
    command = [sys.executable, "-W", "ignore", "-c", WRITE, str(path), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("cycles", [4, pytest.param(1000 if FULL else 40, marks=pytest.mark.slow)])
def test_killed_at_any_moment_nothing_is_lost_or_mixed(path: Path, tmp_path: Path, cycles: int) -> None:
    files(tmp_path / "files", 4)
    chance = Random(cycles)

    for _ in range(cycles):
        kill_while_writing(path, tmp_path / "files", chance.uniform(0.0, 0.6))
        assert is_whole(path)

    write(path, sorted((tmp_path / "files").iterdir()))
    assert len(Library.open(path).keys()) == 4
    ranking = folder_of(path, "x").parent
    assert not [one for one in ranking.iterdir() if one.name.startswith("making-")]
    assert len(list(ranking.iterdir())) <= 2


def test_what_results_does_not_depend_on_the_steps(path: Path, tmp_path: Path) -> None:
    sources = files(tmp_path / "files", 5)
    write(path, sources)
    other = tmp_path / "other" / "library.sqlite"
    for source in reversed(sources):
        write(other, [source])
    with Writer.open(other) as writer:
        writer.remove(Library.open(other).keys()[0])
    write(other, sources)

    assert Library.open(other).digest == Library.open(path).digest
    assert hits(other) == hits(path)


def test_one_more_document_touches_no_other(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, files(tmp_path / "files", 5))
    computed: list[str] = []
    really = rows.computed

    def noted(document: Document, text: str) -> Computed:
        computed.append(document.source)
        return really(document, text)

    monkeypatch.setattr("index.parallel.computed", noted)
    write(path, files(tmp_path / "files", 1, first=5))

    assert computed == ["5.txt"]
    assert len(hits(path)) == 6


def test_a_second_writer_says_who_holds_the_lock_and_a_dead_one_holds_none(path: Path, tmp_path: Path) -> None:
    sources = files(tmp_path / "files")
    holder = Writer.open(path)
    began = time.monotonic()
    with pytest.raises(LibraryError, match=rf"另一个进程正在写入 \(pid {os.getpid()}\)。请稍后再试") as caught:
        Writer.open(path)
    assert time.monotonic() - began < 3
    assert "\n" not in str(caught.value)
    holder.close()

    kill_while_writing(path, tmp_path / "files", 0.1)
    write(path, sources)
    assert is_whole(path)


@pytest.mark.parametrize(
    ("readers", "rebuilds"), [(2, 4), pytest.param(4, 200 if FULL else 20, marks=pytest.mark.slow)]
)
def test_readers_beside_a_writer_see_one_state(path: Path, tmp_path: Path, readers: int, rebuilds: int) -> None:
    write(path, files(tmp_path / "files", 3))
    code = (
        "import sys; from pathlib import Path; from index.store import Library; from index.search import search\n"
        "while True:\n"
        "    library = Library.open(Path(sys.argv[1]))\n"
        f"    hits = search(library, {QUESTION!r}, limit=100)\n"
        "    held, found = set(library.keys()), {hit.document for hit in hits}\n"
        "    texts = [library.quote(h.document, library.document(h.document).provisions[0].own) for h in hits]\n"
        "    library.close()\n"
        "    print('ok' if held == found and all(texts) else 'mixed', flush=True)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(path)]
    outputs = [(tmp_path / f"reader{number}").open("w") for number in range(readers)]
    running = [subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT) for out in outputs]
    time.sleep(1.0)
    for number in range(rebuilds):
        write(path, files(tmp_path / "files", 1, first=3 + number % 5))
        repair(path)
        time.sleep(0.05)
    time.sleep(0.5)
    for run, out in zip(running, outputs, strict=True):
        run.kill()
        run.wait()
        out.close()

    lines = [line for out in outputs for line in Path(out.name).read_text().splitlines()]
    assert len(lines) > readers
    assert set(lines) == {"ok"}


@pytest.mark.parametrize("step", ["mkdir", "link", "replace", "fsync", "commit"])
def test_a_step_that_fails_leaves_the_state_before(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write(path, files(tmp_path / "files", 2))
    before = hits(path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    where = {
        "mkdir": "pathlib.Path.mkdir",
        "link": "os.link",
        "replace": "pathlib.Path.replace",
        "fsync": "os.fsync",
        "commit": "index.rank_tantivy.TantivyWriter.commit",
    }[step]
    writer = Writer.open(path)
    new = readings(files(tmp_path / "files", 1, first=2))
    with monkeypatch.context() as broken:
        broken.setattr(where, fail)
        with pytest.raises(LibraryError, match="原有内容未受影响"):
            writer.add(new)
    writer.close()

    assert hits(path) == before
    write(path, files(tmp_path / "files", 1, first=2))
    assert is_whole(path)
    assert len(hits(path)) == 3


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
        target.write_bytes(damaged)
        try:
            assert answered(path) == whole
        except LibraryError:
            told += 1
        target.write_bytes(data)

    assert told > flips / 4
    assert answered(path) == whole


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
        path.write_bytes(data[:size])
        assert examine(path)
        assert told_or(path, whole)
    path.write_bytes(data)
    for file in folder_of(path, "x").parent.rglob("*"):
        if file.is_file() and file.stat().st_size:
            kept = file.read_bytes()
            file.write_bytes(kept[:-1])
            with pytest.raises(LibraryError, match="doctor --repair"):
                answered(path)
            file.write_bytes(kept)
    assert answered(path) == whole


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


def test_a_damaged_source_is_named_and_mended_by_its_file(path: Path, tmp_path: Path) -> None:
    sources = files(tmp_path / "files", 3)
    write(path, sources)
    before = hits(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE pieces SET body = replace(body, '绿化', '美化') WHERE source = '1.txt'")
    connection.close()

    assert next((one.kind, "1.txt" in one.message) for one in examine(path)) == ("source", True)
    with pytest.raises(LibraryError, match="与校验值不符"):
        repair(path)
    write(path, sources)
    assert examine(path) == ()
    assert hits(path) == before


def test_a_library_of_the_first_format_is_told_and_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    write(path, files(tmp_path / "files", 3))
    before = hits(path)
    with sqlite3.connect(path) as connection:
        for table in ("sketches", "members", "references", "tokens", "catalogue", "documents"):
            connection.execute(f'DROP TABLE "{table}"')
        connection.execute("CREATE TABLE documents (key TEXT)")
        connection.execute("CREATE TABLE provisions (document TEXT)")
        connection.execute(f"PRAGMA user_version = {FORMAT - 1}")
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
