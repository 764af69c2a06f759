"""A folder in which a ranking on disk is made: nothing in it counts before it is finished and has its name.

Segments of tantivy never change, so a new folder begins with links to the files of the one before.
"""

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.derived import PARTS, PROVISIONS, REMOVED, WHOLES, files_of, numbered
from index.rank_tantivy import TantivyWriter
from index.ranking import TokenList
from index.stamp import Stamp, file_digest, sync, write_stamp
from index.token_table import TokenTable, length_of, ranked


class Making:
    """A ranking in the making."""

    def __init__(self, folders: Path, before: Path | None = None, old: Stamp | None = None) -> None:
        """Begin it in `folders`, anew or with what is in the folder `before`, whose stamp is `old`."""
        folders.mkdir(exist_ok=True)
        self._work = folders / f"making-{os.getpid()}"
        self._old = old
        shutil.rmtree(self._work, ignore_errors=True)
        if before is not None:
            _link(before, self._work)
        self._writers = [TantivyWriter(self._work / part) for part in (PROVISIONS, WHOLES)]

    def add(self, number: int, table: TokenTable) -> None:
        """Add a document."""
        provisions, wholes = self._writers
        lists, whole = ranked(table)
        provisions.add(numbered(number, lists))
        wholes.add([TokenList(number, number, whole)])

    def remove(self, documents: Iterable[tuple[int, TokenTable]]) -> None:
        """Remove documents, and keep their lists."""
        removed = TantivyWriter(self._work / REMOVED)
        for number, table in documents:
            for writer in self._writers:
                writer.remove(number)
            removed.add(TokenList(length_of(tokens), number, tokens) for tokens in ranked(table)[0])
        removed.commit()

    def finish(self, target: Path, ranked: str, gone: int) -> None:
        """Complete it, stamp it as that of the state `ranked`, and give it its name."""
        with ThreadPoolExecutor(len(self._writers)) as threads:
            list(threads.map(TantivyWriter.commit, self._writers))
        write_stamp(self._work, _stamped(self._work, ranked, gone, self._old))
        shutil.rmtree(target, ignore_errors=True)
        self._work.replace(target)
        sync(target.parent)

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._writers.clear()
        shutil.rmtree(self._work, ignore_errors=True)


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
