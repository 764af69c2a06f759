"""The ranking on disk: a folder for each state of the library, made from it, stamped with its digest.

A folder is complete before the library's change counts, so a reader finds the one that belongs to what it reads, or
none: `next_ranking` makes it.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from index.lock import unpinned
from index.ranking import TokenList
from index.schema import REPAIR
from index.stamp import STAMP, file_digest, read_stamp
from ingest.errors import LibraryError

PROVISIONS, WHOLES = "provisions", "wholes"
#: the lists of provisions that were removed, with their lengths for numbers: tantivy itself counts them on, and
#: cannot tell any more which terms they had
REMOVED = "removed"
PARTS = (PROVISIONS, WHOLES, REMOVED)
#: a number of a provision is that of its document, shifted by so many bits, and its place there
SHIFT = 20
#: so many bytes are read again at each opening, which takes 20 ms; of larger folders the sizes, and all by `doctor`
READ_AGAIN = 32_000_000


def folder_of(path: Path, ranked: str) -> Path:
    """The folder of the ranking of the state that `ranked` names."""
    return folders_of(path) / ranked[:20]


def folders_of(path: Path) -> Path:
    """The folder that holds the rankings of a library."""
    return path.with_name(path.stem + ".ranking")


def numbered(number: int, lists: Iterable[str]) -> Iterator[TokenList]:
    """The lists of the provisions of a document, each with its number; none is empty."""
    for position, tokens in enumerate(lists):
        if tokens:
            yield TokenList((number << SHIFT) + position, number, tokens)


def files_of(folder: Path) -> Iterator[Path]:
    """The files of a ranking that are stamped; none of a part that is gone: a removal was cut short."""
    for part in filter(Path.is_dir, (folder / one for one in PARTS)):
        yield from sorted(file for file in part.iterdir() if not file.name.endswith(".lock"))


def faults_of(folder: Path, ranked: str | None, *, everything: bool) -> list[str]:
    """Files of the ranking `ranked` that differ from its stamp; of a large one all are read only if `everything`."""
    stamp = read_stamp(folder)
    if stamp is None or stamp.ranked != ranked:
        return [STAMP]
    held = {str(file.relative_to(folder)): file for file in files_of(folder)}
    wrong = sorted(stamp.files.keys() ^ held.keys())
    read = everything or sum(file.stat().st_size for file in held.values()) <= READ_AGAIN
    for name in sorted(stamp.files.keys() & held.keys()):
        size, sealed = stamp.files[name]
        if held[name].stat().st_size != size or (read and file_digest(held[name]) != sealed):
            wrong.append(name)
    return wrong


def missing_ranking(folder: Path) -> LibraryError:
    """The error for a ranking that is not there or not sound."""
    return LibraryError(str(folder), "检索索引缺失或与资料库不符", REPAIR)


def sweep(path: Path, kept: Iterable[str]) -> None:
    """Remove folders of other states, and what was left half made; readers keep what they have open.

    While a reader is opening the library, everything stays, until a later change.
    """
    names = {ranked[:20] for ranked in kept if ranked}
    with suppress(OSError), unpinned(path) as is_free:
        if not is_free:
            return
        for folder in folders_of(path).iterdir():
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)
        if not names:
            folders_of(path).rmdir()
