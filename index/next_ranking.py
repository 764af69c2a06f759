"""The ranking on disk of the state that a change leads to: made while the change goes on, as documents come in."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.codec import digest
from index.derived import faults_of, folder_of, folders_of, sweep
from index.engines import LARGE, is_on_disk
from index.facts import fact, set_fact, totals_from
from index.schema import open_read_only
from index.stamp import Stamp, read_stamp
from index.token_table import TokenTable, unpack
from ingest.errors import LibraryError

if TYPE_CHECKING:
    from index.making import Making

#: up to so many lists, which take some seconds, all is ranked anew when some are removed; beyond, when the removed
#: documents are more than this share
EXACT, DRIFT = 50_000, 0.05


class NextRanking:
    """What a change does to the ranking. Nothing of it counts before the change does."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        #: numbers of the documents that went
        self.gone: list[int] = []
        #: nothing of the state before is left
        self.everything = False
        self._connection = connection
        self._path = Path(where)
        self._new: list[int] = []
        self._lists = 0
        self._making: Making | None = None

    def take(self, number: int, body: bytes, lists: int) -> None:
        """Take note of a document that came, with its packed tokens and how many lists it has.

        Raises:
            LibraryError: the disk is full, or the folder cannot be written.
        """
        self._new.append(number)
        self._lists += lists
        with self._told(folders_of(self._path)):
            if self._making is not None:
                self._making.add(number, unpack(body))
            elif self._is_certain():
                self._begin(self._old())

    def _is_certain(self) -> bool:
        """Whether it is known already that the ranking is on disk, and that what was taken is all that it lacks."""
        if self.gone or not self._path.is_absolute():
            return False
        if self._old() is not None:
            return is_on_disk(LARGE)
        first = self._connection.execute("SELECT min(number) FROM documents").fetchone()[0]
        return is_on_disk(self._lists) and first == self._new[0]

    def _before(self) -> str:
        """The name of the ranking of the state that still counts, "" if there is none."""
        return fact(self._connection, "ranked") or ""

    def _old(self) -> Stamp | None:
        """The stamp of the ranking that the new one is added to; None if all is ranked anew."""
        before = self._before()
        return read_stamp(folder_of(self._path, before)) if before and not self.everything else None

    def _begin(self, old: Stamp | None, numbers: Iterable[int] | None = None) -> "Making":
        from index.making import Making

        before = folder_of(self._path, self._before()) if old is not None else None
        self._making = Making(folders_of(self._path), before, old)
        for number in self._new if numbers is None else numbers:
            self._making.add(number, _table(self._connection, number))
        return self._making

    @contextmanager
    def complete(self) -> Iterator[None]:
        """Complete the folder of the state that is about to count; what is done inside makes it count."""
        totals = totals_from(fact(self._connection, "totals"))
        if not self._path.is_absolute() or not is_on_disk(totals.lists):
            self.abandon()
            self._connection.execute("DELETE FROM facts WHERE name = 'ranked'")
            yield
            if self._path.is_absolute() and folders_of(self._path).exists():
                sweep(self._path, [])
            return
        ranked, before = _identity(self._connection), self._before()
        target = folder_of(self._path, ranked)
        with self._told(target):
            if faults_of(target, ranked, everything=True):
                self._finish(target, ranked)
        self.abandon()
        set_fact(self._connection, "ranked", ranked)
        yield
        sweep(self._path, [ranked, before])

    def _finish(self, target: Path, ranked: str) -> None:
        totals, old = totals_from(fact(self._connection, "totals")), self._old()
        gone = len(self.gone) + old.gone if old is not None else 0
        # Tantivy goes on counting what was removed in the mean length of its lists, until it merges them away.
        if gone and (totals.lists <= EXACT or gone > DRIFT * totals.documents):
            self.abandon()
            old, gone = None, 0
        making = self._making
        if making is None:
            numbers = None if old is not None else _numbers(self._connection)
            making = self._begin(old, numbers)
        if self.gone and old is not None:
            # Their tokens are read from the state before, which still counts.
            with closing(open_read_only(self._path)) as before:
                making.remove((number, _table(before, number)) for number in self.gone)
        making.finish(target, ranked, gone)
        self._making = None

    def abandon(self) -> None:
        """Leave nothing of what was begun."""
        if self._making is not None:
            self._making.abandon()
            self._making = None

    @contextmanager
    def _told(self, folder: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = f"无法写检索索引 ({error.strerror or error})"
            raise LibraryError(str(folder), reason, "请检查磁盘空间和权限，原有内容未受影响") from error


def _identity(connection: sqlite3.Connection) -> str:
    """A digest of all documents with their numbers: content alone does not say which number a document has."""
    rows = connection.execute("SELECT number, digest FROM documents ORDER BY number")
    return digest(f"{number} {sealed}" for number, sealed in rows)


def _numbers(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT number FROM documents ORDER BY number")]


def _table(connection: sqlite3.Connection, number: int) -> TokenTable:
    return unpack(connection.execute("SELECT body FROM tokens WHERE number = ?", (number,)).fetchone()[0])
