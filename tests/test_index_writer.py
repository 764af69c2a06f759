"""Changes of a library: what is added, replaced, merged and removed, and what a failed change leaves."""

import multiprocessing
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from index.store import DocumentUnknown, Library
from index.writer import Change, Writer
from ingest.errors import LibraryError
from ingest.records import Header, Reading
from stored_library import HALLS, LIBRARIES, read_all, reading_of, stored

ROOT = Path(__file__).parents[1]
#: writes with two processes, tells their numbers, and waits
PROGRAM = r"""
import multiprocessing, sys, time
from pathlib import Path
from index.writer import Writer
from ingest.read import read_text

if __name__ == "__main__":
    writer = Writer.open(Path(sys.argv[1]), jobs=2)
    writer.add([read_text(f"{at}.txt", f"关于绿化的通知\n一、种树{at}00棵。") for at in range(20)])
    print(*(one.pid for one in multiprocessing.active_children()), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def readings(tmp_path: Path) -> list[Reading]:
    return [reading_of(tmp_path, HALLS, "halls.txt"), reading_of(tmp_path, LIBRARIES, "libraries.txt")]


def test_adding_again_changes_nothing(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)
    before = (library.digest, library.generation)

    with Writer.open(path) as writer:
        change = writer.add(readings)
    again = Library.open(path)

    assert change == Change(unchanged=("halls.txt", "libraries.txt"))
    assert (again.digest, again.generation) == before


def test_a_changed_file_takes_the_place_of_the_earlier_one(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    before = stored(path, readings)
    changed = reading_of(tmp_path, HALLS.replace("800", "900"), "halls.txt")

    with Writer.open(path) as writer:
        change = writer.add([changed])
    library = Library.open(path)

    assert change == Change(replaced=("halls.txt",))
    assert "900平方米" in library.text("halls.txt")
    assert "800平方米" not in library.text("halls.txt")
    assert len(library.keys()) == 2
    assert (library.digest != before.digest, library.generation) == (True, before.generation + 1)


def test_the_order_of_commands_does_not_matter(tmp_path: Path, readings: list[Reading]) -> None:
    third = reading_of(tmp_path, LIBRARIES.replace("甲县", "乙县").replace("一角", "二角"), "others.txt")
    contents = set()
    for number, order in enumerate(permutations([*readings, third])):
        library = stored(tmp_path / str(number) / "library.sqlite", *([one] for one in order))
        contents.add((library.digest, library.keys()))

    assert len(contents) == 1


def test_removed_is_gone_and_comes_back_with_its_file(path: Path, readings: list[Reading]) -> None:
    whole = stored(path, readings)
    key = readings[0].documents[0].key

    with Writer.open(path) as writer:
        writer.remove(key)
    without = Library.open(path)
    with Writer.open(path) as writer:
        change = writer.add(readings)

    assert key not in without
    with pytest.raises(LibraryError):
        without.text("halls.txt")
    assert change == Change(added=("halls.txt",), unchanged=("libraries.txt",))
    assert Library.open(path).digest == whole.digest


def test_a_copy_is_merged_and_removed_with_the_document(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    copy = reading_of(tmp_path, f"转载自网络\n\n{HALLS}", "reprint.txt")
    library = stored(path, readings, [copy])
    key = readings[0].documents[0].key

    assert [name for name, _, _ in library.document(key).copies] == ["reprint.txt"]
    assert len(library.keys()) == 2

    with Writer.open(path) as writer:
        writer.remove(key)

    assert Library.open(path).keys() == (readings[1].documents[0].key,)


def test_two_documents_of_one_key_keep_both(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    other = reading_of(tmp_path, LIBRARIES, "zzz.txt")
    document = other.documents[0]
    namesake = replace(
        other, documents=(replace(document, key=readings[0].documents[0].key, header=Header("另一份完全不同的文件")),)
    )

    library = stored(path, readings[:1], [namesake])

    key = readings[0].documents[0].key
    assert library.keys() == (key, f"{key}-2")


def test_removing_what_is_not_there_changes_nothing(path: Path, readings: list[Reading]) -> None:
    before = stored(path, readings)

    with Writer.open(path) as writer, pytest.raises(DocumentUnknown, match="没有文件“某政发-2099-1”"):
        writer.remove("某政发-2099-1")

    assert Library.open(path).digest == before.digest


def test_a_file_without_documents_is_not_kept(path: Path, readings: list[Reading]) -> None:
    empty = replace(readings[0], documents=())

    with Writer.open(path) as writer:
        change = writer.add([empty])

    assert change == Change(empty=("halls.txt",))
    assert not Library.open(path).had_documents


def test_a_failing_change_leaves_the_library_as_it_was(
    path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(path, readings[:1])

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("index.parallel.stored", fail)
    with Writer.open(path) as writer, pytest.raises(MemoryError):
        writer.add(readings)

    assert Library.open(path).digest == before.digest


def test_killed_while_writing_leaves_old_or_new(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    old = stored(path, readings[:1])
    states = {old.digest}
    code = (
        "import sys; from pathlib import Path; from index.writer import Writer; from ingest.read import read_file\n"
        f"with Writer.open(Path({str(path)!r})) as w:\n"
        f"    r = [read_file(Path({str(tmp_path)!r}) / 'libraries.txt')]\n"
        "    print('ready', flush=True); w.add(r)\n"
    )
    for wait in (0.0, 0.05, 0.4):
        run = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
        )
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(wait)
        run.kill()
        run.wait()
        run.stdout.close()
        library = Library.open(path)
        states.add(library.digest)
        assert len(list(library.documents())) in (1, 2)
        read_all(library)

    assert len(states) <= 2


def test_a_second_writer_is_told_so(path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    stored(path, readings)
    monkeypatch.setattr("index.schema.PATIENCE", 50)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(LibraryError, match="另一个进程正在写入。请稍后再试"):
        Writer.open(path)

    holder.close()


def test_a_full_disk_leaves_the_library_as_it_was(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    before = stored(path, readings[:1]).digest
    (tmp_path / "many.txt").write_text("".join(LIBRARIES.replace("甲县", f"{n}县") for n in range(200)), "utf-8")
    code = (
        "import resource, sys; from pathlib import Path; from index.writer import Writer\n"
        "from ingest.read import read_file; from ingest.errors import LibraryError\n"
        f"r = [read_file(Path({str(tmp_path)!r}) / 'many.txt')]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        f"    with Writer.open(Path({str(path)!r})) as w: w.add(r)\n"
        "except LibraryError as error: print(error)\n"
    )

    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )

    assert "原有内容未受影响" in run.stdout
    assert Library.open(path).digest == before


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[Reading]:
    folder = tmp_path_factory.mktemp("files")
    texts = {f"{at:02}.txt": HALLS.replace("800", str(800 + at)) for at in range(20)}
    texts["reprint.txt"] = f"转载自网络\n\n{texts['05.txt']}"
    return [reading_of(folder, text, name) for name, text in texts.items()]


def test_several_processes_write_what_one_writes(tmp_path: Path, many: list[Reading]) -> None:
    one, two = tmp_path / "one" / "library.sqlite", tmp_path / "two" / "library.sqlite"
    for path, jobs in ((one, 1), (two, 2)):
        with Writer.open(path, jobs=jobs) as writer:
            writer.add(many)
            assert len(multiprocessing.active_children()) == (2 if jobs > 1 else 0)
        assert multiprocessing.active_children() == []
    first, second = Library.open(one), Library.open(two)

    assert (second.digest, second.totals) == (first.digest, first.totals)
    read_all(second)


def test_a_process_that_ends_leaves_the_library_as_it_was(path: Path, many: list[Reading]) -> None:
    before = stored(path, many).digest
    with Writer.open(path, jobs=2) as writer:
        writer.rebuild()
        for worker in multiprocessing.active_children():
            worker.kill()
        with pytest.raises(LibraryError, match=r"原有内容未受影响.*--jobs"):
            writer.rebuild()
    assert Library.open(path).digest == before


def test_processes_end_with_a_writer_that_is_killed(path: Path) -> None:
    program = path.with_name("program.py")
    program.parent.mkdir()
    program.write_text(PROGRAM, encoding="utf-8")
    with subprocess.Popen([sys.executable, program, path], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        workers = [Path("/proc") / one.decode() / "stat" for one in process.stdout.readline().split()]
        assert len(workers) == 2
        process.kill()

    for _ in range(100):
        if not any(map(_is_alive, workers)):
            return
        time.sleep(0.1)
    pytest.fail("processes run on")


def _is_alive(stat: Path) -> bool:
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
