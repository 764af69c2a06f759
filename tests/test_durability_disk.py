"""A disk that fills up at any moment of an ingest: one line and exit status 3, and what was there still answers."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from durable import FULL, ROOT, files, hits, is_whole, write
from index.engines import ENGINE_VARIABLE

#: a disk of so many bytes, what an ingest of the new files takes of it, and the size of its largest file, at most
DISK, NEEDED, LARGEST = 32 << 20, 256 << 10, 256 << 10


@pytest.fixture(autouse=True)
def _on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")


@pytest.fixture(params=["disk", "limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | None]:
    """A small disk of its own, if one may be mounted here; None for a limit of the size of each file."""
    if request.param == "limit":
        yield None
        return
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # what a reader mapped is let go with it


def ingest(home: Path, sources: list[Path], limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """`zhengce ingest`, whose files may grow to so many bytes."""
    command = [sys.executable, "-W", "ignore", "-m", "answer.cli", "ingest", "--home", str(home), *map(str, sources)]
    prepare: Callable[[], None] | None = None
    if limit is not None:
        prepare = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, preexec_fn=prepare, check=False)


@pytest.mark.parametrize("levels", [pytest.param(30 if FULL else 4, marks=pytest.mark.slow)])
def test_a_disk_that_is_full_at_any_level_leaves_the_old_library(
    tmp_path: Path, disk: Path | None, levels: int
) -> None:
    base, sources = tmp_path / "base", files(tmp_path / "files", 2)
    write(base / "library.sqlite", sources)
    before, new = hits(base / "library.sqlite"), files(tmp_path / "new", 12, first=2)
    home = (disk or tmp_path) / "home"
    statuses = []
    for level in range(levels):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(base, home)
        room = (LARGEST if disk is None else NEEDED) * level // (levels - 1)
        filler = fill(disk, room) if disk is not None else None
        run = ingest(home, new, None if disk is not None else room)
        statuses.append(run.returncode)
        if run.returncode:
            told = [line for line in run.stderr.splitlines() if line.strip()]
            assert (run.returncode, len(told)) == (3, 1), run.stderr
            assert hits(home / "library.sqlite") == before
        else:
            assert len(hits(home / "library.sqlite")) == 14
        if filler is not None:
            filler.unlink()
        assert ingest(home, new).returncode == 0
        assert is_whole(home / "library.sqlite")
        assert len(hits(home / "library.sqlite")) == 14
    assert statuses[0] == 3
    assert statuses[-1] == 0
    assert statuses == sorted(statuses, reverse=True)


def fill(disk: Path, room: int) -> Path:
    """A file that leaves so much room."""
    left = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.truncate(0)
        os.posix_fallocate(file.fileno(), 0, max(left.f_bavail * left.f_frsize - room, 1))
    return filler
