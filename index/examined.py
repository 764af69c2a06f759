"""A library of which everything is read, to see whether it is whole."""

from collections.abc import Sequence

from index.catalogue import columns, line_json
from index.codec import digest, header_from
from index.facts import summed
from index.schema import damaged
from index.store import Library
from index.tokens import lexicon
from ingest.records import Span


class ExaminedLibrary(Library):
    """One state of a library, read part by part without keeping the parts."""

    def source_digests(self) -> Sequence[tuple[str, str]]:
        """Name of each source file, and the digest of its bytes when it was read."""
        return [(name, sealed) for name, sealed in self._rows("SELECT name, sha256 FROM sources ORDER BY name")]

    def has_words_of_today(self) -> bool:
        """Whether its tokens were made with the lexicon of this program; True for none at all."""
        return self._fact("words") in (None, digest(lexicon()))

    def check(self, key: str) -> None:
        """Read all of a document, and forget it.

        Raises:
            LibraryError: a part of it differs from its digest.
        """
        entry = self._entry(key).described
        self._read_document(key)
        if digest([self.quote(key, Span(entry.start, entry.end))]) != entry.text_digest:
            raise damaged(self.where, f"文件“{key}”的原文", entry.source)
        list(self.references(key))
        self._read_tokens(key)

    def check_catalogue(self) -> None:
        """Compare the catalogue and the totals in it with the documents.

        Raises:
            LibraryError: they differ.
        """
        order = 'ORDER BY source, start, "end"'
        rows = self._rows(f"SELECT key, number, provisions, header, line, digest FROM documents {order}")
        is_held = digest(row[-1] for row in rows) == self.digest
        is_held = is_held and all(line_json(header_from(header)) == line for *_, header, line, _ in rows)
        if not is_held or any(self.column(name) != body for name, body in columns(row[:-1] for row in rows)):
            raise damaged(self.where, "文件目录")
        if self.totals != summed(self._connection):
            raise damaged(self.where, "资料库的合计")
