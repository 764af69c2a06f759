"""Which library answers: the one of the user's folder or, until a document is ingested, the one that comes along."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from index.schema import FILE_NAME, FORMAT, is_unborn
from index.store import Library
from ingest.errors import LibraryError
from ingest.records import Reading

HOME_VARIABLE = "ZHENGCE_HOME"
_ROOT = Path(__file__).parents[1]
#: readers whose code decides what is read from a text: a change of theirs makes a new bundled library
_FLOORS = ("ingest", "index")
_READ = frozenset({".py", ".txt", ".toml", ".tsv"})
#: seconds for which a bundled library of another version stays
_KEPT = 30 * 24 * 3600


def home_folder(home: Path | None = None) -> Path:
    """The folder of the library: `home`, else ZHENGCE_HOME, else the platform's folder for user data."""
    if home is not None:
        return home
    if os.environ.get(HOME_VARIABLE):
        return Path(os.environ[HOME_VARIABLE])
    from platformdirs import user_data_path

    return user_data_path("zhengce", appauthor=False)


def library_path(home: Path | None = None) -> Path:
    """The file of the user's library, whether there is one or not."""
    return home_folder(home) / FILE_NAME


def open_library(home: Path | None = None) -> Library:
    """The library that answers: the user's own, or the bundled one if that never held a document.

    Raises:
        LibraryError: the user's library is damaged or of another format.
    """
    library = _own_library(library_path(home)) or bundled_library()
    library.home = home_folder(home)
    return library


def reopened(library: Library) -> Library:
    """A library that was left, as it is now; in the same state, it is itself with all that was read of it.

    For a process that must not use what another one opened.

    Raises:
        LibraryError: the user's library is damaged, or is no longer there.
    """
    made = bundled_library() if library.is_bundled else Library.open(Path(library.where))
    if made.state == library.state:
        library.go_on(made)
        return library
    made.home = library.home
    return made


def _own_library(path: Path) -> Library | None:
    """The library in a file, None if there is none or it never held a document."""
    if not path.exists() or is_unborn(path):
        return None
    library = Library.open(path)
    if library.had_documents:
        return library
    library.close()
    return None


def corpus_files() -> tuple[Path, ...]:
    """The source files that come with the program, by name."""
    return tuple(sorted((_ROOT / "corpus").glob("*.txt")))


def bundled_library() -> Library:
    """The library of the bundled corpus: read once, then kept in the user's cache folder.

    Where that cannot be written, it is built in memory.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("zhengce", appauthor=False)
    path = folder / f"bundled-{_bundled_digest()}.sqlite"
    with suppress(LibraryError):
        return Library.open(path, is_bundled=True)
    with suppress(OSError, LibraryError):
        _build(folder, path)
        return Library.open(path, is_bundled=True)
    return _in_memory()


def _build(folder: Path, path: Path) -> None:
    """Build beside `path` and put the whole file in place at once."""
    from index.writer import Writer

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bundled-", dir=folder) as work:
        made = Path(work) / FILE_NAME
        with Writer.open(made) as writer:
            writer.add(_readings())
            writer.connection.execute("PRAGMA journal_mode = DELETE")
        made.replace(path)
    _clear(folder, path)


def _clear(folder: Path, path: Path) -> None:
    """Remove builds that were cut short, and those of other versions; new ones may still be in use."""
    for old in folder.glob("bundled-*"):
        with suppress(OSError):
            if not old.name.startswith(path.name) and time.time() - old.stat().st_mtime > _KEPT:
                shutil.rmtree(old) if old.is_dir() else old.unlink()


def _in_memory() -> Library:
    from index.writer import Writer

    writer = Writer.in_memory()
    writer.add(_readings())
    return Library(writer.connection, "内存", is_bundled=True)


def _readings() -> Sequence[Reading]:
    from ingest.read import read_file

    return [read_file(path) for path in corpus_files()]


@cache
def _bundled_digest() -> str:
    """A digest of the corpus and of the code and data that read it."""
    total = sha256(str(FORMAT).encode())
    code = [path for floor in _FLOORS for path in (_ROOT / floor).iterdir() if path.suffix in _READ]
    for path in (*corpus_files(), *sorted(code)):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:20]
