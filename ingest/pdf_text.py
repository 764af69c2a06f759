"""Pages of lines written as one text: paragraphs, rows of tables, footnotes, form feeds between pages."""

from collections.abc import Sequence

from ingest.extracted import Extracted, table_lines
from ingest.pdf_furniture import note_texts, set_aside
from ingest.pdf_paragraphs import Paragraph, joined, make_paragraphs
from ingest.pdf_records import PageLines
from ingest.pdf_tables import stitch
from ingest.records import Span


def write_text(pages: Sequence[PageLines], form: str) -> Extracted:
    """The pages as one text, with what is set aside behind it."""
    set_aside(pages)
    stitch(pages)
    writer = _Writer(pages)
    for paragraph in make_paragraphs(pages):
        writer.paragraph(paragraph)
    return writer.finish(form)


class _Writer:
    """Writes paragraphs, keeping count of pages by form feeds."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        self._pages = pages
        self._notes = {page.number: note_texts(page.notes) for page in pages if page.notes}
        self._page = 1
        self._parts: list[str] = []
        self._size = 0
        self._recognised: list[tuple[Span, int]] = []

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write a paragraph, or the table that stands for it."""
        first, line = paragraph.lines[0]
        self._turn(first)
        if line.table is None:
            for words, part in joined(paragraph):
                start = self._size + len(words) - len(part.text)
                self._write(words)
                if part.confidence < 100:
                    self._recognised.append((Span(start, self._size), part.confidence))
            self._write("\n")
            self._page = paragraph.lines[-1][0]
            return
        rows = table_lines(line.table.rows)
        pages = line.table.pages[len(line.table.pages) - len(rows) :]
        for row, page in zip(rows, pages, strict=True):
            self._turn(page)
            self._write(f"{row}\n")

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._size += len(words)

    def _turn(self, page: int) -> None:
        """Write the footnotes of the pages that are done, and turn over to `page`."""
        self._write_notes(below=page)
        self._write("\f" * (page - self._page))
        self._page = max(page, self._page)

    def _write_notes(self, *, below: int) -> None:
        for number in sorted(self._notes):
            if number < below:
                for note in self._notes.pop(number):
                    self._write(f"{note}\n")

    def finish(self, form: str) -> Extracted:
        """The text, with all that was set aside behind it."""
        last = max((page.number for page in self._pages), default=1)
        self._turn(last)
        self._write_notes(below=last + 1)
        text = "".join(self._parts)
        aside = [f"第{page.number}页 {why}: {words}\n" for page in self._pages for why, words in page.aside]
        whole = text + ("\f" + "".join(aside) if aside else "")
        return Extracted(whole, form, len(text), recognised=tuple(self._recognised))
