"""Changes to the library: each change is one transaction, and what results depends on the files alone."""

import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index import schema
from index.facts import set_fact
from index.lock import note_made, writing
from index.parallel import Computing
from index.renewal import SOURCE, Renewal
from index.rows import Unstored, piece_rows, source_row
from index.schema import create, faults, prepare
from index.store import DocumentUnknown
from ingest.errors import LibraryError
from ingest.records import Reading

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Change:
    """What an addition did to the library, by names of source files."""

    #: new
    added: tuple[str, ...] = ()
    #: took the place of an earlier file of that name
    replaced: tuple[str, ...] = ()
    #: there already, and read as before
    unchanged: tuple[str, ...] = ()
    #: no document was found in them; they are not kept
    empty: tuple[str, ...] = ()


class Writer:
    """A library opened for change. Used as a context, it closes the file."""

    def __init__(self, connection: sqlite3.Connection, where: str, *, jobs: int = 1) -> None:
        #: the connection, for a library in memory
        self.connection = connection
        self._where = where
        self._computing = Computing(jobs)
        self._held = ExitStack()

    @classmethod
    def open(cls, path: Path, *, jobs: int = 1, oldest: int | None = None) -> "Writer":
        """The library in `path`, made if there is none; `jobs` processes compute what is stored.

        Raises:
            LibraryError: the file cannot be written, is damaged, or another process is writing.
        """
        held = ExitStack()
        held.enter_context(writing(path, schema.PATIENCE / 1000))
        try:
            writer = cls(create(path, oldest=oldest or schema.FORMAT), str(path.absolute()), jobs=jobs)
        except BaseException:
            held.close()
            raise
        note_made(path)
        writer._held = held
        return writer

    @classmethod
    def in_memory(cls) -> "Writer":
        """A new library that lives as long as its connection."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        return cls(prepare(connection, Path("内存")), "内存")

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file and its lock go."""
        self._computing.close()
        self.connection.close()
        self._held.close()

    def add(self, readings: Iterable[Reading]) -> Change:
        """Take in what was read from files; a file takes the place of an earlier one of its name."""
        return self._change(lambda renewal: self._add(readings, renewal))

    def remove(self, key: str) -> None:
        """Take out a document, with its copies in other files; a file without documents goes as well.

        Raises:
            DocumentUnknown: the library does not hold it.
        """
        self._change(lambda renewal: self._remove(key, renewal))

    def reading(self, name: str) -> Reading | None:
        """What is held of a source: the file as it was read last; None for none."""
        if not self._all("SELECT 1 FROM sources WHERE name = ?", name):
            return None
        return Renewal(self.connection, self._where, self._computing).whole(name)

    def rebuild(self) -> None:
        """Make anew all that follows from the sources, in the tables of today's format."""
        self._change(Renewal.forget)

    def rank_again(self) -> None:
        """Make the ranking on disk anew."""
        self._change(lambda renewal: setattr(renewal.ranking, "everything", True))

    def _change(self, work: Callable[[Renewal], _Result]) -> _Result:
        """Do `work` and renew what follows from it: all of it, or nothing."""
        renewal = Renewal(self.connection, self._where, self._computing)
        with faults(self._where):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                result = self._renewed(work, renewal)
                with renewal.ranking.complete():
                    self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.rollback()
                raise
        return result

    def _renewed(self, work: Callable[[Renewal], _Result], renewal: Renewal) -> _Result:
        try:
            result = work(renewal)
            renewal.renew()
            return result
        except BrokenProcessPool as error:
            reason = "建立索引的进程意外中断，可能内存不足"
            raise LibraryError(self._where, reason, "原有内容未受影响，请减小 --jobs 后再试") from error

    def _add(self, readings: Iterable[Reading], renewal: Renewal) -> Change:
        done: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": [], "empty": []}
        for reading in readings:
            done[self._add_one(reading, renewal)].append(reading.source.name)
        if done["added"] or done["replaced"]:
            set_fact(self.connection, "owned", "1")
        return Change(**{kind: tuple(names) for kind, names in done.items()})

    def _add_one(self, reading: Reading, renewal: Renewal) -> str:
        if not reading.documents:
            return "empty"
        name, row, pieces = reading.source.name, source_row(reading), piece_rows(reading)
        before = self._all(f"SELECT {SOURCE}, complete FROM sources WHERE name = ?", name)
        # Not checked against their digests: a file that is read again mends what was damaged.
        held = self._all("SELECT position, body, digest FROM pieces WHERE source = ? ORDER BY position", name)
        if before == [(*row, 1)] and held == pieces:
            return "unchanged"
        renewal.drop([(name, at) for at, _, _ in held])
        self.connection.execute("DELETE FROM sources WHERE name = ?", (name,))
        self.connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)", row)
        self.connection.executemany("INSERT INTO pieces VALUES (?, ?, ?, ?)", [(name, *piece) for piece in pieces])
        for (at, body, sealed), document in zip(pieces, reading.documents, strict=True):
            self._computing.begin(((name, at),), Unstored(at, sealed, body, reading.source.text))
            renewal.put((name, at), document, reading.source.text)
        return "replaced" if before else "added"

    def _remove(self, key: str, renewal: Renewal) -> None:
        rows = self._all("SELECT number FROM documents WHERE key = ?", key)
        if not rows:
            raise DocumentUnknown(key)
        pieces = self._all("SELECT source, position FROM members WHERE number = ?", rows[0][0])
        for source in {source for source, _ in pieces}:
            renewal.pieces(source)
            self.connection.execute("UPDATE sources SET complete = 0 WHERE name = ?", (source,))
        renewal.drop([(source, at) for source, at in pieces])
        self.connection.execute("DELETE FROM sources WHERE name NOT IN (SELECT source FROM pieces)")

    def _all(self, statement: str, *values: str | int) -> list[tuple]:  # type: ignore[type-arg]
        return self.connection.execute(statement, values).fetchall()
