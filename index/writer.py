"""Changes to the library: each change is one transaction, and what results depends on the files alone."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.codec import digest, document_from, piece_from
from index.rows import (
    DocumentRows,
    SourceRow,
    document_rows,
    is_sound,
    piece_rows,
    reference_rows,
    source_row,
    token_rows,
    with_own_keys,
)
from index.schema import create, damaged, faults, prepare
from index.store import DocumentUnknown
from index.tokens import lexicon
from ingest.copies import merge_copies
from ingest.records import Problem, Reading, Source, Span

_Result = TypeVar("_Result")
_SOURCE = "name, sha256, encoding, text, text_digest, furniture, problems, digest"
_IDENTITY = "key, source, header, frame, text_digest, provisions_digest"


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

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        #: the connection, for a library in memory
        self.connection = connection
        self._where = where

    @classmethod
    def open(cls, path: Path) -> "Writer":
        """The library in `path`, made if there is none.

        Raises:
            LibraryError: the file cannot be written, is damaged, or another process is writing.
        """
        return cls(create(path), str(path))

    @classmethod
    def in_memory(cls) -> "Writer":
        """A new library that lives as long as its connection."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        return cls(prepare(connection, Path("内存")), "内存")

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def add(self, readings: Iterable[Reading]) -> Change:
        """Take in what was read from files; a file takes the place of an earlier one of its name."""
        return self._change(lambda: self._add(readings))

    def remove(self, key: str) -> None:
        """Take out a document, with its copies in other files; a file without documents goes as well.

        Raises:
            DocumentUnknown: the library does not hold it.
        """
        self._change(lambda: self._remove(key))

    def reading(self, name: str) -> Reading | None:
        """What is stored of the file of this name, None if there is none."""
        rows = self._all(f"SELECT {_SOURCE} FROM sources WHERE name = ?", name)
        return self._reading(rows[0]) if rows else None

    def _change(self, work: Callable[[], _Result]) -> _Result:
        """Do `work` and renew what follows from it: all of it, or nothing."""
        with faults(self._where):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                result = work()
                self._renew()
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.rollback()
                raise
        return result

    def _add(self, readings: Iterable[Reading]) -> Change:
        done: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": [], "empty": []}
        for reading in readings:
            done[self._add_one(reading)].append(reading.source.name)
        if done["added"] or done["replaced"]:
            self._set("owned", "1")
        return Change(**{kind: tuple(names) for kind, names in done.items()})

    def _add_one(self, reading: Reading) -> str:
        if not reading.documents:
            return "empty"
        name, row, pieces = reading.source.name, source_row(reading), piece_rows(reading)
        before = self._all(f"SELECT {_SOURCE}, complete FROM sources WHERE name = ?", name)
        if before == [(*row, 1)] and self._pieces(name) == pieces:
            return "unchanged"
        self.connection.execute("DELETE FROM sources WHERE name = ?", (name,))
        self.connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)", row)
        self.connection.executemany("INSERT INTO pieces VALUES (?, ?, ?, ?)", [(name, *piece) for piece in pieces])
        return "replaced" if before else "added"

    def _pieces(self, name: str) -> list[tuple[int, str, str]]:
        """Place, JSON and digest of each document of a source, as it was read."""
        rows = self._all("SELECT position, body, digest FROM pieces WHERE source = ? ORDER BY position", name)
        if any(digest([body]) != sealed for _, body, sealed in rows):
            raise damaged(self._where, f"来源“{name}”的文件")
        return rows

    def _remove(self, key: str) -> None:
        rows = self._all("SELECT key, source, header, frame FROM documents WHERE key = ?", key)
        if not rows:
            raise DocumentUnknown(key)
        document = document_from(*rows[0], rows=())
        places = {(document.source, document.span), *((name, span) for name, span, _ in document.copies)}
        for source in {name for name, _ in places}:
            for position, body, _ in self._pieces(source):
                if (source, piece_from(body).span) in places:
                    self.connection.execute("DELETE FROM pieces WHERE source = ? AND position = ?", (source, position))
            self.connection.execute("UPDATE sources SET complete = 0 WHERE name = ?", (source,))
        self.connection.execute("DELETE FROM sources WHERE name NOT IN (SELECT source FROM pieces)")

    def _renew(self) -> None:
        """Make the documents what follows from the sources; what is the same already is not computed again."""
        readings = self._readings()
        texts = {reading.source.name: reading.source.text for reading in readings}
        words = digest(lexicon())
        held = {}
        if self._all("SELECT value FROM facts WHERE name = 'words'") == [(words,)]:
            held = {row[0]: row for row in self._all(f"SELECT {_IDENTITY} FROM documents")}
        documents = with_own_keys(merge_copies(readings))
        rows = [document_rows(document, texts[document.source]) for document in documents]
        wanted = {one.identity for one in rows}
        for key in set(self._keys()) - {key for key, row in held.items() if row in wanted}:
            self.connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        for position, one in enumerate(rows):
            if held.get(one.document.key) == one.identity:
                update = "UPDATE documents SET position = ? WHERE key = ?"
                self.connection.execute(update, (position, one.document.key))
            else:
                self._insert(one, position)
        self._set("words", words)
        self._seal()

    def _readings(self) -> list[Reading]:
        return [self._reading(row) for row in self._all(f"SELECT {_SOURCE} FROM sources ORDER BY name")]

    def _reading(self, row: SourceRow) -> Reading:
        if not is_sound(row):
            raise damaged(self._where, f"来源“{row[0]}”")
        name, sha256, encoding, text, _, furniture, problems, _ = row
        return Reading(
            source=Source(name, sha256, encoding, text),
            documents=tuple(piece_from(body) for _, body, _ in self._pieces(name)),
            furniture=tuple((Span(*span), reason) for span, reason in json.loads(furniture)),
            problems=tuple(Problem(Span(*span), *rest) for span, *rest in json.loads(problems)),
        )

    def _insert(self, rows: DocumentRows, position: int) -> None:
        references, tokens = reference_rows(rows), token_rows(rows)
        key, count = rows.document.key, len(rows.provisions)
        sealed = (*rows.identity[1:], digest(tokens), digest(map(repr, references)), count)
        entry = (key, position, *sealed, digest(map(str, (key, *sealed))))
        self.connection.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(entry))})", entry)
        for table, lines in (
            ("provisions", rows.provisions),
            ('"references"', references),
            ("tokens", [(line,) for line in tokens]),
        ):
            if lines:
                marks = ", ".join("?" * (len(lines[0]) + 2))
                values = [(key, at, *line) for at, line in enumerate(lines)]
                self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)

    def _seal(self) -> None:
        """Record the digest of the whole, and count the change if it is one."""
        total = digest(row[0] for row in self._all("SELECT digest FROM documents ORDER BY position"))
        if self._all("SELECT value FROM facts WHERE name = 'digest'") != [(total,)]:
            count = self._all("SELECT value FROM facts WHERE name = 'generation'")
            self._set("generation", str(int(count[0][0]) + 1 if count else 1))
        self._set("digest", total)

    def _keys(self) -> list[str]:
        return [row[0] for row in self._all("SELECT key FROM documents")]

    def _set(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _all(self, statement: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]
        return self.connection.execute(statement, values).fetchall()
