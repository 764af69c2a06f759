"""The ranking on disk of the state that a change leads to: complete before the change counts.

It is made when all documents are stored, and not while they are tokenised: side by side in the caches of a processor
both take longer.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.codec import digest
from index.derived import faults_of, folder_of, folders_of, sweep
from index.engines import is_on_disk
from index.facts import Totals, fact, set_fact, summed
from index.schema import damaged, open_read_only
from index.stamp import read_stamp
from index.token_table import TokenTable, unpack
from ingest.errors import LibraryError

#: up to so many lists, which take some seconds, all is ranked anew when some are removed; beyond, when the removed
#: documents are more than this share
EXACT, DRIFT = 50_000, 0.05


class NextRanking:
    """What a change does to the ranking."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        #: numbers of the documents that came
        self.new: list[int] = []
        #: numbers of the documents that went
        self.gone: list[int] = []
        #: nothing of the state before is left
        self.everything = False
        self._connection = connection
        self._path = Path(where)

    @contextmanager
    def complete(self) -> Iterator[None]:
        """Complete the folder of the state that is about to count; what is done inside makes it count."""
        totals = summed(self._connection)
        if not self._path.is_absolute() or not is_on_disk(totals.lists):
            self._connection.execute("DELETE FROM facts WHERE name = 'ranked'")
            yield
            if self._path.is_absolute() and folders_of(self._path).exists():
                sweep(self._path, [])
            return
        ranked, before = _identity(self._connection), fact(self._connection, "ranked") or ""
        target = folder_of(self._path, ranked)
        try:
            if faults_of(target, ranked, everything=True):
                self._make(target, ranked, folder_of(self._path, before) if before else None, totals)
        except OSError as error:
            reason = f"无法写检索索引 ({error.strerror or error})"
            raise LibraryError(str(target), reason, "请检查磁盘空间和权限，原有内容未受影响") from error
        set_fact(self._connection, "ranked", ranked)
        yield
        sweep(self._path, [ranked, before])

    def _make(self, target: Path, ranked: str, before: Path | None, totals: Totals) -> None:
        from index.making import making

        old = read_stamp(before) if before is not None and not self.everything else None
        gone = len(self.gone) + old.gone if old is not None else 0
        # Tantivy goes on counting what was removed in the mean length of its lists, until it merges them away.
        if old is None or (gone and (totals.lists <= EXACT or gone > DRIFT * totals.documents)):
            before, old, gone = None, None, 0
        with making(target, before, old) as made:
            if before is not None and self.gone:
                # Their tokens are read from the state before, which still counts.
                with closing(open_read_only(self._path)) as state_before:
                    made.remove((number, self._table(state_before, number)) for number in self.gone)
            for number in self.new if before is not None else _numbers(self._connection):
                made.add(number, self._table(self._connection, number))
            made.finish(ranked, gone)

    def _table(self, connection: sqlite3.Connection, number: int) -> TokenTable:
        """The tokens of a document; that they are whole is in how they are packed."""
        rows = connection.execute("SELECT body FROM tokens WHERE number = ?", (number,)).fetchall()
        try:
            return unpack(rows[0][0])
        except (IndexError, ValueError) as error:
            raise damaged(self._path, "一份文件的索引") from error


def _identity(connection: sqlite3.Connection) -> str:
    """A digest of all documents with their numbers: content alone does not say which number a document has."""
    rows = connection.execute("SELECT number, digest FROM documents ORDER BY number")
    return digest(f"{number} {sealed}" for number, sealed in rows)


def _numbers(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT number FROM documents ORDER BY number")]
