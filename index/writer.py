"""Changes to the library: each change is one transaction, and what results depends on the files alone."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeVar

from index import schema
from index.codec import digest, piece_from
from index.derived import Moved, renew_ranking
from index.facts import Totals, set_fact, totals_json
from index.lock import writing
from index.parallel import Computing
from index.regroup import Piece, components, members, near
from index.rows import (
    Computed,
    Described,
    SourceRow,
    described,
    is_sound,
    own_keys,
    piece_rows,
    row_digest,
    sketch_rows,
    source_row,
)
from index.schema import create, damaged, empty_derived, faults, prepare
from index.store import DocumentUnknown
from index.tokens import lexicon
from ingest.copies import merge_copies
from ingest.records import Document, Problem, Reading, Source, Span

_Result = TypeVar("_Result")
_SOURCE = "name, sha256, encoding, text, text_digest, furniture, problems, digest"
_ROW = 'base, source, piece, start, "end", header, frame, text_digest, piece_digest'
_COMPUTED = "tokens_digest, references_digest, provisions, lists, tokens, whole"


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
        #: pieces whose copies have to be looked for again, and documents that lost a piece
        self._touched: set[Piece] = set()
        self._broken: set[int] = set()
        self._moved = Moved()

    @classmethod
    def open(cls, path: Path, *, jobs: int = 1, oldest: int | None = None) -> "Writer":
        """The library in `path`, made if there is none; `jobs` processes compute what is stored.

        Raises:
            LibraryError: the file cannot be written, is damaged, or another process is writing.
        """
        held = ExitStack()
        held.enter_context(writing(path, schema.PATIENCE / 1000))
        try:
            writer = cls(create(path, oldest=oldest or schema.FORMAT), str(path), jobs=jobs)
        except BaseException:
            held.close()
            raise
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
        return self._change(lambda: self._add(readings))

    def remove(self, key: str) -> None:
        """Take out a document, with its copies in other files; a file without documents goes as well.

        Raises:
            DocumentUnknown: the library does not hold it.
        """
        self._change(lambda: self._remove(key))

    def reading(self, name: str) -> Reading | None:
        """What is stored of the file of this name, None if there is none."""
        if not self._all("SELECT 1 FROM sources WHERE name = ?", name):
            return None
        return self._reading_of(name, {at: (body, sealed) for at, body, sealed in self._pieces(name)})

    def rebuild(self) -> None:
        """Make anew all that follows from the sources, in the tables of today's format."""
        self._change(self._forget)

    def _change(self, work: Callable[[], _Result]) -> _Result:
        """Do `work` and renew what follows from it: all of it, or nothing."""
        self._touched, self._broken, self._moved = set(), set(), Moved()
        with faults(self._where):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                result = work()
                self._renew()
                with renew_ranking(self.connection, self._where, self._moved):
                    self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.rollback()
                raise
        return result

    def _add(self, readings: Iterable[Reading]) -> Change:
        done: dict[str, list[str]] = {"added": [], "replaced": [], "unchanged": [], "empty": []}
        for reading in readings:
            done[self._add_one(reading)].append(reading.source.name)
        if done["added"] or done["replaced"]:
            set_fact(self.connection, "owned", "1")
        return Change(**{kind: tuple(names) for kind, names in done.items()})

    def _add_one(self, reading: Reading) -> str:
        if not reading.documents:
            return "empty"
        name, row, pieces = reading.source.name, source_row(reading), piece_rows(reading)
        before = self._all(f"SELECT {_SOURCE}, complete FROM sources WHERE name = ?", name)
        if before == [(*row, 1)] and self._pieces(name) == pieces:
            return "unchanged"
        self._drop_pieces([(name, at) for at, _, _ in self._pieces(name)] if before else [])
        self.connection.execute("DELETE FROM sources WHERE name = ?", (name,))
        self.connection.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)", row)
        self.connection.executemany("INSERT INTO pieces VALUES (?, ?, ?, ?)", [(name, *piece) for piece in pieces])
        for at, document in enumerate(reading.documents):
            self._sketch((name, at), document, reading.source.text)
        return "replaced" if before else "added"

    def _sketch(self, piece: Piece, document: Document, text: str) -> None:
        rows = [(code, *piece, named) for code, named in sketch_rows(document, text)]
        self.connection.executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?, ?, ?)", rows)
        self._touched.add(piece)

    def _drop_pieces(self, pieces: list[Piece]) -> None:
        """Forget pieces, and remember what has to be looked at again without them."""
        for piece in pieces:
            self._touched.update(near(self.connection, piece))
            for number, others in members(self.connection, [piece]).items():
                self._broken.add(number)
                self._touched.update(others)
        for piece in pieces:
            self.connection.execute("DELETE FROM sketches WHERE source = ? AND position = ?", piece)
            self.connection.execute("DELETE FROM pieces WHERE source = ? AND position = ?", piece)

    def _pieces(self, name: str) -> list[tuple[int, str, str]]:
        """Place, JSON and digest of each document of a source, as it was read."""
        rows = self._all("SELECT position, body, digest FROM pieces WHERE source = ? ORDER BY position", name)
        if any(digest([body]) != sealed for _, body, sealed in rows):
            raise damaged(self._where, f"来源“{name}”的文件")
        return rows

    def _remove(self, key: str) -> None:
        rows = self._all("SELECT number FROM documents WHERE key = ?", key)
        if not rows:
            raise DocumentUnknown(key)
        pieces = [
            (source, at)
            for source, at in self._all("SELECT source, position FROM members WHERE number = ?", rows[0][0])
        ]
        for source in {source for source, _ in pieces}:
            self._pieces(source)
            self.connection.execute("UPDATE sources SET complete = 0 WHERE name = ?", (source,))
        self._drop_pieces(pieces)
        self.connection.execute("DELETE FROM sources WHERE name NOT IN (SELECT source FROM pieces)")

    def _forget(self) -> None:
        """Empty what follows from the sources, and mark all of it to be made anew."""
        empty_derived(self.connection)
        self._moved.everything = True
        for (name,) in self._all("SELECT name FROM sources ORDER BY name"):
            text = self._reading_of(name, {}).source.text
            for at, body, _ in self._pieces(name):
                self._sketch((name, at), piece_from(body), text)

    def _renew(self) -> None:
        """Make the documents around the touched pieces what follows from the sources."""
        words = digest(lexicon())
        if self._all("SELECT value FROM facts WHERE name = 'words'") not in ([], [(words,)]):
            self._forget()
        for row, made in self._computing.each(self._changed()):
            self._insert(row, made)
        for number in sorted(self._broken):
            self.connection.execute("DELETE FROM documents WHERE number = ?", (number,))
        self._moved.gone = sorted(self._broken)
        self._name()
        set_fact(self.connection, "words", words)
        self._seal()

    def _changed(self) -> Iterator[tuple[tuple[Described, tuple[Piece, ...]], Document, str]]:
        """The documents that are not stored yet, with their row, the pieces that they are made of, and their text."""
        for group in components(self.connection, self._touched):
            held = members(self.connection, group)
            stored = {self._row(number): (number, pieces) for number, pieces in held.items()}
            self._broken |= held.keys()
            for row, pieces, document, text in self._documents(group):
                number, before = stored.get(row, (0, []))
                if sorted(before) == sorted(pieces):
                    self._broken.discard(number)
                else:
                    yield (row, pieces), document, text

    def _row(self, number: int) -> Described:
        return Described(*self._all(f"SELECT {_ROW} FROM documents WHERE number = ?", number)[0])

    def _documents(self, group: list[Piece]) -> Iterator[tuple[Described, tuple[Piece, ...], Document, str]]:
        """The documents that a group of possible copies makes."""
        chosen: dict[str, dict[int, tuple[str, str]]] = {}
        for source, position in group:
            chosen.setdefault(source, {})[position] = ("", "")
        for source, places in chosen.items():
            places.update({at: (body, sealed) for at, body, sealed in self._pieces(source) if at in places})
        readings = [self._reading_of(source, places) for source, places in chosen.items()]
        texts = {reading.source.name: reading.source.text for reading in readings}
        pieces = {
            (one.source, one.span): (name, at)
            for reading, (name, places) in zip(readings, chosen.items(), strict=True)
            for one, at in zip(reading.documents, places, strict=True)
        }
        keys = {(one.source, one.span): one.key for reading in readings for one in reading.documents}
        alone = readings[0].documents if len(group) == 1 else ()
        for document in alone or merge_copies(readings):
            at = (document.source, document.span)
            source, place = pieces[at]
            sealed = chosen[source][place][1]
            row = described(document, texts[source], keys[at], piece=place, piece_digest=sealed)
            # A copy that was found when its file was read is no piece of its own.
            copies = tuple(pieces[one[:2]] for one in document.copies if one[:2] in pieces)
            yield row, (pieces[at], *copies), document, texts[source]

    def _reading_of(self, name: str, places: dict[int, tuple[str, str]]) -> Reading:
        """A source with some of the documents that were read from it."""
        row: SourceRow = self._all(f"SELECT {_SOURCE} FROM sources WHERE name = ?", name)[0]
        if not is_sound(row):
            raise damaged(self._where, f"来源“{name}”")
        _, sha256, encoding, text, _, furniture, problems, _ = row
        return Reading(
            source=Source(name, sha256, encoding, text),
            documents=tuple(piece_from(body) for body, _ in places.values()),
            furniture=tuple((Span(*span), reason) for span, reason in json.loads(furniture)),
            problems=tuple(Problem(Span(*span), *rest) for span, *rest in json.loads(problems)),
        )

    def _insert(self, row: tuple[Described, tuple[Piece, ...]], made: Computed) -> None:
        about, pieces = row
        sealed = (made.tokens_digest, made.references_digest, made.provisions, made.lists, made.tokens, made.whole)
        # Its key is given when all are there; until then it has one that no document has.
        columns, marks = f"key, {_ROW}, {_COMPUTED}, digest", ", ".join("?" * 15)
        number = self.connection.execute(
            f"INSERT INTO documents ({columns}) VALUES (hex(randomblob(16)), {marks}, '')", (*astuple(about), *sealed)
        ).lastrowid
        self._moved.new.append(int(number or 0))
        self.connection.execute("INSERT INTO tokens VALUES (?, ?)", (number, made.body))
        lines = [(number, at, *line) for at, line in enumerate(made.references)]
        self.connection.executemany('INSERT INTO "references" VALUES (?, ?, ?, ?)', lines)
        self.connection.executemany(
            "INSERT OR REPLACE INTO members VALUES (?, ?, ?)", [(*piece, number) for piece in pieces]
        )

    def _name(self) -> None:
        """Give each document its key, in the order of the sources, and seal the rows that are new."""
        rows = self._all('SELECT number, base, key, digest FROM documents ORDER BY source, start, "end"')
        wanted = own_keys([(number, base) for number, base, _, _ in rows])
        changed = [number for number, _, key, sealed in rows if wanted[number] != key or not sealed]
        for number in changed:
            self.connection.execute("UPDATE documents SET key = hex(randomblob(16)) WHERE number = ?", (number,))
        for number in changed:
            sealed = self._all(f"SELECT {_COMPUTED} FROM documents WHERE number = ?", number)[0]
            total = row_digest(wanted[number], self._row(number), sealed)
            update = "UPDATE documents SET key = ?, digest = ? WHERE number = ?"
            self.connection.execute(update, (wanted[number], total, number))

    def _seal(self) -> None:
        """Record the digest of the whole and its totals, and count the change if it is one."""
        total = digest(row[0] for row in self._all('SELECT digest FROM documents ORDER BY source, start, "end"'))
        if self._all("SELECT value FROM facts WHERE name = 'digest'") != [(total,)]:
            count = self._all("SELECT value FROM facts WHERE name = 'generation'")
            set_fact(self.connection, "generation", str(int(count[0][0]) + 1 if count else 1))
        set_fact(self.connection, "digest", total)
        sums = "count(*), total(provisions), total(lists), total(tokens), total(whole)"
        set_fact(
            self.connection, "totals", totals_json(Totals(*map(int, self._all(f"SELECT {sums} FROM documents")[0])))
        )

    def _all(self, statement: str, *values: str | int) -> list[tuple]:  # type: ignore[type-arg]
        return self.connection.execute(statement, values).fetchall()
