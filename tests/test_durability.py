"""Crashes, full disks, and readers beside writers: what is left is always one whole state."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from durable import FULL, QUESTION, ROOT, files, hits, is_whole, kill_while_writing, readings, write
from index import rows
from index.derived import folder_of
from index.engines import ENGINE_VARIABLE
from index.health import repair
from index.rows import Computed
from index.store import Library
from index.writer import Writer
from ingest.errors import LibraryError
from ingest.records import Document


@pytest.fixture(autouse=True)
def _on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")


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


def test_a_ranking_half_removed_is_made_anew_when_its_state_comes_back(path: Path, tmp_path: Path) -> None:
    write(path, files(tmp_path / "files", 2))
    before, state = hits(path), folder_of(path, Library.open(path).ranked or "")
    kept = shutil.copytree(state, tmp_path / "kept")
    write(path, files(tmp_path / "files", 1, first=2))
    (new,) = set(Library.open(path).keys()) - {document for document, _, _ in before}
    shutil.rmtree(kept / "provisions")
    shutil.rmtree(state, ignore_errors=True)
    kept.replace(state)
    with Writer.open(path) as writer:
        writer.remove(new)

    assert folder_of(path, Library.open(path).ranked or "") == state
    assert hits(path) == before
    assert is_whole(path)


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

    monkeypatch.setattr("index.rows.computed", noted)
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
