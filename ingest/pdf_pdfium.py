"""The characters of PDF pages as PDFium reads them: for files that pdfplumber refuses, and for counting pages."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from ingest.pdf_glyphs import MAX_RULES, rules_of
from ingest.pdf_records import Glyph, PageGlyphs, Rule

#: characters of a page that are read
_MAX_CHARS = 200_000
#: how much a character may lean, in radians
_LEAN = 0.05


def count_pages(data: bytes) -> int:
    """The number of pages of a PDF file.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot open it.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        return len(document)


def pdfium_pages(data: bytes) -> Iterator[PageGlyphs]:
    """What stands on each page; a page that cannot be loaded is an empty one.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot open the file.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                yield PageGlyphs(0.0, 0.0, ())
                continue
            with closing(page), closing(page.get_textpage()) as text:
                yield _read(page, text)


def _read(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> PageGlyphs:
    width, height = page.get_size()
    glyphs, leaning = [], []
    box = raw.FS_RECTF()
    for at in range(min(text.count_chars(), _MAX_CHARS)):
        char = chr(raw.FPDFText_GetUnicode(text, at) or 0xFFFD)
        if char.isspace() or char < " " or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if _LEAN < raw.FPDFText_GetCharAngle(text, at) < 2 * math.pi - _LEAN:
            leaning.append(char)
            continue
        raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))
        top, bottom = height - box.top, height - box.bottom
        glyphs.append(Glyph(box.left, box.right, top, bottom, bottom - top, char))
    image = max((_share(one, width * height) for one in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])), default=0.0)
    unmapped = sum(glyph.text == "\ufffd" for glyph in glyphs) / max(1, len(glyphs))
    return PageGlyphs(width, height, tuple(glyphs), tuple(_rules(page, height)), "".join(leaning), image, unmapped)


def _rules(page: pypdfium2.PdfPage, height: float) -> Iterator[Rule]:
    """The straight lines of what is drawn, and the edges of what is no line."""
    for path in islice(page.get_objects([raw.FPDF_PAGEOBJ_PATH]), MAX_RULES):
        left, low, right, high = path.get_bounds()
        yield from rules_of(left, height - high, right, height - low)


def _share(image: pypdfium2.PdfObject, area: float) -> float:
    left, bottom, right, top = image.get_bounds()
    return float((right - left) * (top - bottom) / max(1.0, area))
