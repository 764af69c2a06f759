"""The library as readers see it: one state of the file, each part checked by its digest before it is used."""

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from index.codec import ProvisionRow, citation_from, digest, document_from, header_from
from index.schema import damaged, faults, open_read_only
from ingest.errors import InputError
from ingest.records import Citation, Document, Header, Span

_PROVISION = 'address, parent, level, number, ordinal, label, heading, own_start, own_end, start, "end"'


class _Entry(NamedTuple):
    """A row of the table of documents, without key and digest."""

    source: str
    header: str
    frame: str
    text_digest: str
    provisions_digest: str
    tokens_digest: str
    references_digest: str
    provisions: int


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
        self._connection = connection
        self._lock = threading.RLock()
        self._texts: dict[str, str] = {}
        self._documents: dict[str, Document] = {}

    @classmethod
    def open(cls, path: Path, *, is_bundled: bool = False) -> "Library":
        """The library in the file `path`, as it is now.

        Raises:
            LibraryError: the file is missing, damaged or of another format.
        """
        return cls(open_read_only(path), str(path.absolute()), is_bundled=is_bundled)

    def is_current(self) -> bool:
        """Whether the file still holds what this library shows; for a process that lives long.

        Raises:
            LibraryError: the file is gone or cannot be read any more.
        """
        path = Path(self.where)
        if not path.is_absolute():
            return True
        with closing(open_read_only(path)) as latest, faults(self.where):
            rows = latest.execute("SELECT value FROM facts WHERE name = 'digest'").fetchall()
        return [(self.digest,)] == rows or (not rows and not self.had_documents)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    @cached_property
    def _entries(self) -> dict[str, _Entry]:
        """Of each document in order: source, header, frame, four digests, count of provisions."""
        rows = self._rows(
            "SELECT key, source, header, frame, text_digest, provisions_digest, tokens_digest, references_digest,"
            " provisions, digest FROM documents ORDER BY position"
        )
        for key, *parts, count, expected in rows:
            if digest(map(str, (key, *parts, count))) != expected:
                raise damaged(self.where, f"文件“{key}”")
        if self.digest != digest(row[-1] for row in rows):
            raise damaged(self.where, "文件目录")
        return {row[0]: _Entry(*row[1:-1]) for row in rows}

    @cached_property
    def digest(self) -> str:
        """A digest of all documents in their order: the same content gives the same digest."""
        return self._fact("digest") or digest(())

    @cached_property
    def generation(self) -> int:
        """How often the library was changed; 0 for an empty one."""
        return int(self._fact("generation") or 0)

    @cached_property
    def had_documents(self) -> bool:
        """Whether a document was ever ingested, even if none is left."""
        return self._fact("owned") == "1"

    def _fact(self, name: str) -> str | None:
        rows = self._rows("SELECT value FROM facts WHERE name = ?", name)
        return rows[0][0] if rows else None

    def keys(self) -> tuple[str, ...]:
        """The keys of all documents, in order."""
        return tuple(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    @cached_property
    def _headers(self) -> tuple[tuple[str, Header], ...]:
        return tuple((key, header_from(entry.header)) for key, entry in self._entries.items())

    def headers(self) -> Sequence[tuple[str, Header]]:
        """Key and header of every document, in order."""
        return self._headers

    def provision_counts(self) -> dict[str, int]:
        """How many provisions each document has."""
        return {key: entry.provisions for key, entry in self._entries.items()}

    def document(self, key: str) -> Document:
        """The document of a key.

        Raises:
            DocumentUnknown: there is none.
        """
        with self._lock:
            if key not in self._documents:
                self._documents[key] = self._read_document(key)
            return self._documents[key]

    def _read_document(self, key: str) -> Document:
        entry = self._entry(key)
        rows: list[ProvisionRow] = self._rows(
            f"SELECT {_PROVISION} FROM provisions WHERE document = ? ORDER BY position",
            key,
        )
        if digest(map(repr, rows)) != entry.provisions_digest:
            raise damaged(self.where, f"文件“{key}”的条文")
        return document_from(key, entry.source, entry.header, entry.frame, rows=rows)

    def _entry(self, key: str) -> _Entry:
        try:
            return self._entries[key]
        except KeyError:
            raise DocumentUnknown(key) from None

    def documents(self) -> Iterable[Document]:
        """Every document, in order."""
        return map(self.document, self.keys())

    def text(self, source_name: str) -> str:
        """The whole text of a source file, as read."""
        with self._lock:
            if source_name not in self._texts:
                rows = self._rows("SELECT text, text_digest FROM sources WHERE name = ?", source_name)
                if not rows or digest([rows[0][0]]) != rows[0][1]:
                    raise damaged(self.where, f"来源“{source_name}”的原文")
                self._texts[source_name] = rows[0][0]
            return self._texts[source_name]

    def quote(self, document_key: str, span: Span) -> str:
        """The stretch of the document's source, read from the file again."""
        source = self._entry(document_key).source
        rows = self._rows("SELECT text FROM sources WHERE name = ?", source)
        return str(rows[0][0])[span.start : span.end] if rows else ""

    def references(self, key: str | None = None) -> Iterable[tuple[str, str, Citation]]:
        """Document key, address and citation of each reference, of one document or of all."""
        for document in self.keys() if key is None else (key,):
            rows = self._rows(
                'SELECT address, citation FROM "references" WHERE document = ? ORDER BY position', document
            )
            if digest(map(repr, rows)) != self._entry(document).references_digest:
                raise damaged(self.where, f"文件“{document}”的引用")
            for address, citation in rows:
                yield document, address, citation_from(citation)

    def tokens(self) -> Iterable[tuple[str, list[str]]]:
        """Document key, and the tokens of each of its provisions joined by spaces, in order."""
        rows = self._rows("SELECT document, tokens FROM tokens ORDER BY document, position")
        by_document: dict[str, list[str]] = {}
        for document, tokens in rows:
            by_document.setdefault(document, []).append(tokens)
        for key, entry in self._entries.items():
            lists = by_document.get(key, [])
            if digest(lists) != entry.tokens_digest:
                raise damaged(self.where, f"文件“{key}”的索引")
            yield key, lists

    def _rows(self, statement: str, *values: str | int) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock, faults(self.where):
            return self._connection.execute(statement, values).fetchall()
