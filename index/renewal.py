"""What follows from the sources is renewed around the pieces that a change touched, and nowhere else."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.catalogue import columns
from index.codec import digest, piece_from, piece_json
from index.entries import COUNTED, DESCRIBED, Described, Entry, counted_values, described_values, entry_digest
from index.facts import fact, generation_in, set_fact, summed, totals_json
from index.next_ranking import NextRanking
from index.parallel import Computing
from index.regroup import Piece, components, members, near
from index.rows import (
    Computed,
    SourceRow,
    Unstored,
    described,
    is_sound,
    sketch_rows,
)
from index.schema import damaged, empty_derived
from index.tokens import lexicon
from ingest.copies import merge_copies, unique_keys
from ingest.records import Document, Problem, Reading, Source, Span

SOURCE = "name, sha256, encoding, text, text_digest, furniture, problems, digest"
_ORDER = 'ORDER BY source, start, "end"'
#: the pieces that a document is made of, and the document
_New = tuple[tuple[Piece, ...], Unstored]


class Renewal:
    """One change to a library: what it touched, and what has to be made again for that."""

    def __init__(self, connection: sqlite3.Connection, where: str, computing: Computing) -> None:
        self._connection = connection
        self._where = where
        self._computing = computing
        self._touched: set[Piece] = set()
        self._broken: set[int] = set()
        #: what the change does to the ranking
        self.ranking = NextRanking(connection, where)

    def put(self, piece: Piece, document: Document, text: str) -> None:
        """Take note of a piece that is new; `text` is that of its source."""
        rows = [(code, *piece, named) for code, named in sketch_rows(document, text)]
        self._connection.executemany("INSERT OR IGNORE INTO sketches VALUES (?, ?, ?, ?)", rows)
        self._touched.add(piece)

    def drop(self, pieces: Iterable[Piece]) -> None:
        """Forget pieces, and take note of what has to be looked at again without them."""
        gone = list(pieces)
        for piece in gone:
            self._touched.update(near(self._connection, piece))
            for number, others in members(self._connection, [piece]).items():
                self._broken.add(number)
                self._touched.update(others)
        for piece in gone:
            self._connection.execute("DELETE FROM sketches WHERE source = ? AND position = ?", piece)
            self._connection.execute("DELETE FROM pieces WHERE source = ? AND position = ?", piece)

    def forget(self) -> None:
        """Empty all that follows from the sources, and take note of every piece."""
        empty_derived(self._connection)
        self.ranking.everything = True
        for (name,) in self._all("SELECT name FROM sources ORDER BY name"):
            text = self._reading(name, {}).source.text
            for at, body, _ in self.pieces(name):
                self.put((name, at), piece_from(body), text)

    def pieces(self, name: str) -> list[tuple[int, str, str]]:
        """Place, JSON and digest of each document of a source, as it was read."""
        rows = self._all("SELECT position, body, digest FROM pieces WHERE source = ? ORDER BY position", name)
        if any(digest([body]) != sealed for _, body, sealed in rows):
            raise damaged(self._where, f"来源“{name}”的文件", name)
        return rows

    def whole(self, name: str) -> Reading:
        """A source as it was read."""
        return self._reading(name, {at: body for at, body, _ in self.pieces(name)})

    def renew(self) -> None:
        """Make the documents around the touched pieces what follows from the sources."""
        words = digest(lexicon())
        if fact(self._connection, "words") not in (None, words):
            self.forget()
        for pieces, (row, made) in self._computing.each(self._changed()):
            self._insert(pieces, row, made)
        for number in sorted(self._broken):
            self._connection.execute("DELETE FROM documents WHERE number = ?", (number,))
        self.ranking.gone = sorted(self._broken)
        self._name()
        set_fact(self._connection, "words", words)
        self._seal()

    def _changed(self) -> Iterator[_New]:
        """The documents that are not stored yet."""
        for group in components(self._connection, self._touched):
            held = members(self._connection, group)
            if len(group) == 1 and not held:
                yield (group[0],), self._computing.begun((group[0],)) or self._as_read(group[0])
                continue
            rows = {self._row(number): (number, pieces) for number, pieces in held.items()}
            self._broken |= held.keys()
            for pieces, row, new in self._documents(group):
                number, before = rows.get(row, (0, []))
                if sorted(before) == sorted(pieces):
                    self._broken.discard(number)
                else:
                    yield pieces, new

    def _row(self, number: int) -> Described:
        return Described(*self._all(f"SELECT {DESCRIBED} FROM documents WHERE number = ?", number)[0])

    def _as_read(self, piece: Piece) -> Unstored:
        """A document that is no copy of another one: it is stored as it was read."""
        source, at = piece
        body, sealed = next((body, sealed) for position, body, sealed in self.pieces(source) if position == at)
        return Unstored(at, sealed, body, self._source(source)[3])

    def _documents(self, group: list[Piece]) -> Iterator[tuple[tuple[Piece, ...], Described, Unstored]]:
        """The documents that a group of possible copies makes, each with its row."""
        places: dict[str, list[int]] = {}
        for source, position in group:
            places.setdefault(source, []).append(position)
        bodies = {(name, at): (body, sealed) for name in places for at, body, sealed in self.pieces(name)}
        readings = [
            self._reading(name, {at: bodies[name, at][0] for at in positions}) for name, positions in places.items()
        ]
        texts = {reading.source.name: reading.source.text for reading in readings}
        ones = [one for reading in readings for one in reading.documents]
        found = {(one.source, one.span): (piece, one.key) for one, piece in zip(ones, group, strict=True)}
        for document in ones if len(group) == 1 else merge_copies(readings):
            piece, base = found[document.source, document.span]
            text, sealed, named = texts[document.source], bodies[piece][1], replace(document, key=base)
            row = described(named, text, piece=piece[1], piece_digest=sealed)
            # A copy that was found when its file was read is no piece of its own.
            copies = tuple(found[one[:2]][0] for one in document.copies if one[:2] in found)
            yield (piece, *copies), row, Unstored(piece[1], sealed, piece_json(named), text)

    def _reading(self, name: str, bodies: dict[int, str]) -> Reading:
        """A source with some of the documents that were read from it."""
        _, sha256, encoding, text, _, furniture, problems, _ = self._source(name)
        return Reading(
            source=Source(name, sha256, encoding, text),
            documents=tuple(map(piece_from, bodies.values())),
            furniture=tuple((Span(*span), reason) for span, reason in json.loads(furniture)),
            problems=tuple(Problem(Span(*span), *rest) for span, *rest in json.loads(problems)),
        )

    def _source(self, name: str) -> SourceRow:
        row: SourceRow = self._all(f"SELECT {SOURCE} FROM sources WHERE name = ?", name)[0]
        if not is_sound(row):
            raise damaged(self._where, f"来源“{name}”", name)
        return row

    def _insert(self, pieces: tuple[Piece, ...], row: Described, made: Computed) -> None:
        # Its key is given when all are there; until then it has one that no document has.
        columns, marks = f"key, {DESCRIBED}, {COUNTED}, digest", ", ".join("?" * 16)
        statement = f"INSERT INTO documents ({columns}) VALUES (hex(randomblob(16)), {marks}, '')"
        values = (*described_values(row), *counted_values(made.counted))
        number = self._connection.execute(statement, values).lastrowid or 0
        self.ranking.new.append(number)
        self._connection.execute("INSERT INTO tokens VALUES (?, ?)", (number, made.body))
        lines = [(number, at, *line) for at, line in enumerate(made.references)]
        self._connection.executemany('INSERT INTO "references" VALUES (?, ?, ?, ?)', lines)
        belonging = [(*piece, number) for piece in pieces]
        self._connection.executemany("INSERT OR REPLACE INTO members VALUES (?, ?, ?)", belonging)

    def _name(self) -> None:
        """Give each document its key, in the order of the sources, and seal the rows that are new."""
        rows = self._all(f"SELECT number, base, key, digest FROM documents {_ORDER}")
        keys = unique_keys(base for _, base, _, _ in rows)
        wanted = {row[0]: key for row, key in zip(rows, keys, strict=True)}
        changed = [number for number, _, key, sealed in rows if wanted[number] != key or not sealed]
        for number in changed:
            self._connection.execute("UPDATE documents SET key = hex(randomblob(16)) WHERE number = ?", (number,))
        for number in changed:
            values = self._all(f"SELECT {DESCRIBED}, {COUNTED} FROM documents WHERE number = ?", number)[0]
            total = entry_digest(wanted[number], Entry.of(*values))
            update = "UPDATE documents SET key = ?, digest = ? WHERE number = ?"
            self._connection.execute(update, (wanted[number], total, number))

    def _seal(self) -> None:
        """Record the digest of the whole and its totals, and count the change if it is one."""
        total = digest(row[0] for row in self._all(f"SELECT digest FROM documents {_ORDER}"))
        if fact(self._connection, "digest") != total:
            set_fact(self._connection, "generation", str(generation_in(fact(self._connection, "generation")) + 1))
        set_fact(self._connection, "digest", total)
        rows = self._all(f"SELECT key, number, provisions, header, line FROM documents {_ORDER}")
        try:
            bodies = [*columns(rows), ("totals", totals_json(summed(self._connection)))]
        except ValueError as error:
            raise damaged(self._where, "文件目录") from error
        sealed = [(name, body, digest([total, name, body])) for name, body in bodies]
        self._connection.executemany("INSERT OR REPLACE INTO catalogue VALUES (?, ?, ?)", sealed)

    def _all(self, statement: str, *values: str | int) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(statement, values).fetchall()
