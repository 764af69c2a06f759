"""A folder in which a ranking on disk is made: nothing in it counts before it is finished and has its name.

Segments of tantivy never change, so a new folder begins with links to the files of the one before.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from index.derived import PARTS, PROVISIONS, REMOVED, WHOLES, files_of, numbered
from index.rank_tantivy import TantivyWriter
from index.ranking import TokenList
from index.stamp import Stamp, file_digest, sync, write_stamp
from index.token_table import TokenTable, length_of, ranked


@contextmanager
def making(target: Path, before: Path | None, old: Stamp | None) -> Iterator["Making"]:
    """A ranking that is to be `target`, begun anew or with what is in the folder `before`, whose stamp is `old`.

    What is not finished inside leaves nothing.
    """
    work = target.with_name(f"making-{os.getpid()}")
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.parent.mkdir(exist_ok=True)
        if before is not None:
            _link(before, work)
        yield Making(work, target, old)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class Making:
    """A ranking in the making."""

    def __init__(self, work: Path, target: Path, old: Stamp | None) -> None:
        """Goes on with what is in the folder `work`; files that the stamp `old` has are those that it began with."""
        self._work = work
        self._target = target
        self._old = old
        self._provisions, self._wholes = TantivyWriter(work / PROVISIONS), TantivyWriter(work / WHOLES)

    def add(self, number: int, table: TokenTable) -> None:
        """Add a document."""
        lists, whole = ranked(table)
        self._provisions.add(numbered(number, lists))
        self._wholes.add([TokenList(number, number, whole)])

    def remove(self, documents: Iterable[tuple[int, TokenTable]]) -> None:
        """Remove documents, and keep their lists."""
        removed = TantivyWriter(self._work / REMOVED)
        for number, table in documents:
            self._provisions.remove(number)
            self._wholes.remove(number)
            removed.add(TokenList(length_of(tokens), number, tokens) for tokens in ranked(table)[0])
        removed.commit()

    def finish(self, state: str, gone: int) -> None:
        """Complete it, stamp it as that of a state of the library, and give it its name."""
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(TantivyWriter.commit, (self._provisions, self._wholes)))
        write_stamp(self._work, _stamped(self._work, state, gone, self._old))
        shutil.rmtree(self._target, ignore_errors=True)
        self._work.replace(self._target)
        sync(self._target.parent)


def _link(before: Path, work: Path) -> None:
    """The files of one folder in another: small ones, which are replaced, as copies, segments as links."""
    for part in filter(lambda one: (before / one).is_dir(), PARTS):
        (work / part).mkdir(parents=True)
        for file in (before / part).iterdir():
            if file.suffix == ".json":
                shutil.copyfile(file, work / part / file.name)
            elif not file.name.startswith("."):
                os.link(file, work / part / file.name)
        managed = before / part / ".managed.json"
        if managed.exists():
            shutil.copyfile(managed, work / part / managed.name)


def _stamped(folder: Path, ranked: str, gone: int, old: Stamp | None) -> Stamp:
    """The stamp of a folder that is complete; the digests of files that were linked are those of the stamp before."""
    known = old.files if old is not None else {}
    files: dict[str, tuple[int, str]] = {}
    for file in files_of(folder):
        name, size = str(file.relative_to(folder)), file.stat().st_size
        is_linked = file.suffix != ".json" and known.get(name, (-1, ""))[0] == size
        files[name] = known[name] if is_linked else (size, file_digest(file))
    return Stamp(ranked, gone, files)
