"""The library as readers see it: one state of the file, each part checked by its digest before use."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Self
from weakref import finalize, proxy

from index.catalogue import Catalogue
from index.codec import citation_from, digest, document_from, header_from, provisions_in
from index.entries import COUNTED, DESCRIBED, Entry, entry_digest, kept
from index.facts import Totals, generation_in, totals_from
from index.lock import Pin
from index.schema import damaged, faults, open_read_only
from index.token_table import TokenTable, unpack
from ingest.errors import InputError
from ingest.records import Citation, Document, Header, Span


class DocumentUnknown(InputError):
    """A document key that the library does not hold."""

    def __init__(self, key: str) -> None:
        super().__init__(f"资料库没有文件“{key}”。请用 zhengce documents 查看全部文件")
        self.key = key


class Library:
    """One state of a library. It reads on demand, and never writes."""

    def __init__(self, connection: sqlite3.Connection, where: str, *, is_bundled: bool = False) -> None:
        #: path of the file; for one in memory, a word for it
        self.where = where
        #: whether these are the documents that come with the program
        self.is_bundled = is_bundled
        #: the user's folder that it was opened for, None if for none
        self.home: Path | None = None
        #: lets go what keeps the ranking on disk from being removed; to be called when that is open
        self.release: Callable[[], object] = lambda: None
        #: what was made of this state, and lives as long as it
        self.made: dict[str, object] = {}
        #: what is asked of all documents at once; it lives as long as the library, which it does not hold
        self.catalogue = Catalogue(partial(type(self).column, proxy(self)))
        self._connection = connection
        self._lock = threading.RLock()
        self._texts: dict[str, str] = {}
        self._headers: dict[str, Header] = {}
        self._documents: dict[str, Document] = {}
        self._tables: dict[str, TokenTable] = {}
        self._known: dict[str, Entry] = {}
        self._numbers: dict[str, int] = {}

    @classmethod
    def open(cls, path: Path, *, is_bundled: bool = False) -> Self:
        """The library in the file `path`, as it is now.

        Raises:
            LibraryError: the file is missing, damaged or of another format.
        """
        pin = Pin(path)
        try:
            library = cls(open_read_only(path), str(path.absolute()), is_bundled=is_bundled)
        except BaseException:
            pin.release()
            raise
        library.release = finalize(library, pin.release)
        return library

    def close(self) -> None:
        """Let the file go, and what was made of it."""
        self.made.clear()
        self.leave()

    def leave(self) -> None:
        """Let the file go, and keep what was read of it."""
        self.state  # noqa: B018
        self.release()
        self._connection.close()

    def go_on(self, other: Self) -> None:
        """Read on with the connection of another library of the same state, which is not used any more."""
        self._connection, self.release = other._connection, other.release

    def column(self, name: str) -> str:
        """A column of the catalogue as it was written for this state."""
        rows = self._rows("SELECT body, digest FROM catalogue WHERE name = ?", name)
        if not rows and self.digest == digest(()):
            return "[]"
        if not rows or digest([self.digest, name, rows[0][0]]) != rows[0][1]:
            raise damaged(self.where, "文件目录")
        return str(rows[0][0])

    @cached_property
    def digest(self) -> str:
        """A digest of all documents in their order: the same content gives the same digest."""
        return self._fact("digest") or digest(())

    @cached_property
    def ranked(self) -> str | None:
        """The name of the ranking on disk that belongs to this state; None if there is none."""
        return self._fact("ranked")

    @cached_property
    def generation(self) -> int:
        """How often the library was changed; 0 for an empty one."""
        return generation_in(self._fact("generation"))

    @cached_property
    def state(self) -> tuple[str, int]:
        """What tells this state from others of the library: its documents, and how often it was changed."""
        return self.digest, self.generation

    @cached_property
    def had_documents(self) -> bool:
        """Whether a document was ever ingested, even if none is left."""
        return self._fact("owned") is not None or self.totals != Totals()

    def _fact(self, name: str) -> str | None:
        rows = self._rows("SELECT value FROM facts WHERE name = ?", name)
        return rows[0][0] if rows else None

    def keys(self) -> tuple[str, ...]:
        """The keys of all documents, in order."""
        return self.catalogue.keys

    def __contains__(self, key: object) -> bool:
        return key in self.catalogue.order

    def headers(self) -> Sequence[tuple[str, Header]]:
        """Key and header of every document, in order."""
        return self.catalogue.headers

    def header(self, key: str) -> Header:
        """The header of one document.

        Raises:
            DocumentUnknown: there is none.
        """
        with self._lock:
            return kept(self._headers, key, lambda one: header_from(self._entry(one).described.header))

    def provision_counts(self) -> dict[str, int]:
        """How many provisions each document has."""
        return self.catalogue.provisions

    @cached_property
    def totals(self) -> Totals:
        """How much the library holds."""
        return totals_from(self.column("totals"))

    def document(self, key: str) -> Document:
        """The document of a key.

        Raises:
            DocumentUnknown: there is none.
        """
        with self._lock:
            return kept(self._documents, key, self._read_document)

    def _read_document(self, key: str) -> Document:
        entry = self._entry(key).described
        statement = "SELECT body FROM pieces WHERE source = ? AND position = ?"
        rows = self._rows(statement, entry.source, entry.piece)
        if not rows or digest([rows[0][0]]) != entry.piece_digest:
            raise damaged(self.where, f"文件“{key}”的条文", entry.source)
        return document_from(key, entry.source, entry.header, entry.frame, rows=provisions_in(rows[0][0]))

    def number(self, key: str) -> int:
        """The number of a document in this state of the library.

        Raises:
            DocumentUnknown: there is none.
        """
        try:
            return self._numbers.get(key) or self.catalogue.numbers[key]
        except KeyError:
            raise DocumentUnknown(key) from None

    def key(self, number: int) -> str:
        """The key of the document of a number."""
        key = self.catalogue.by_number[number]
        self._numbers[key] = number
        return key

    def place(self, key: str) -> tuple[str, int, int]:
        """What the order of all documents goes by: source, first character, and the one past the last."""
        row = self._entry(key).described
        return row.source, row.start, row.end

    def _entry(self, key: str) -> Entry:
        with self._lock:
            return kept(self._known, key, self._read_entry)

    def _read_entry(self, key: str) -> Entry:
        statement = f"SELECT key, digest, {DESCRIBED}, {COUNTED} FROM documents WHERE number = ?"
        for stored, sealed, *values in self._rows(statement, self.number(key)):
            entry = Entry.of(*values)
            if stored == key and entry_digest(key, entry) == sealed:
                return entry
        raise damaged(self.where, f"文件“{key}”")

    def documents(self) -> Iterable[Document]:
        """Every document, in order."""
        return map(self.document, self.keys())

    def text(self, source_name: str) -> str:
        """The whole text of a source file, as read."""
        with self._lock:
            return kept(self._texts, source_name, self._read_text)

    def _read_text(self, source_name: str) -> str:
        rows = self._rows("SELECT text, text_digest FROM sources WHERE name = ?", source_name)
        if not rows or digest([rows[0][0]]) != rows[0][1]:
            raise damaged(self.where, f"来源“{source_name}”的原文", source_name)
        return str(rows[0][0])

    def quote(self, document_key: str, span: Span) -> str:
        """The stretch of the document's source, read from the file again."""
        source = self._entry(document_key).described.source
        rows = self._rows("SELECT text FROM sources WHERE name = ?", source)
        return str(rows[0][0])[span.start : span.end] if rows else ""

    def references(self, key: str | None = None) -> Iterable[tuple[str, str, Citation]]:
        """Document key, address and citation of each reference, of one document or of all."""
        for document in self.keys() if key is None else (key,):
            counted = self._entry(document).counted
            statement = 'SELECT address, citation FROM "references" WHERE number = ? ORDER BY position'
            rows = self._rows(statement, self.number(document))
            if digest(map(repr, rows)) != counted.references_digest:
                raise damaged(self.where, f"文件“{document}”的引用")
            for address, citation in rows:
                yield document, address, citation_from(citation)

    def token_table(self, key: str) -> TokenTable:
        """The tokens of a document."""
        with self._lock:
            return kept(self._tables, key, self._read_tokens)

    def _read_tokens(self, key: str) -> TokenTable:
        rows = self._rows("SELECT body FROM tokens WHERE number = ?", self.number(key))
        try:
            return unpack(rows[0][0], self._entry(key).counted.tokens_digest)
        except (IndexError, ValueError) as error:
            raise damaged(self.where, f"文件“{key}”的索引") from error

    def _rows(self, statement: str, *values: str | int) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock, faults(self.where):
            return self._connection.execute(statement, values).fetchall()
