"""Text of PDF files in reading order, with its pages; what is no text is set aside."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pdfplumber
import pypdfium2

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.pdf_glyphs import read_glyphs
from ingest.pdf_pages import have_text, page_lines, page_problems, unread_pages, without_text
from ingest.pdf_pdfium import count_pages, pdfium_pages
from ingest.pdf_records import PageLines
from ingest.pdf_text import write_text

#: files of more pages are refused
MAX_PAGES = 3_000


def read_pdf(name: str, data: bytes) -> Extracted:
    """The text of a PDF file; pages without usable text are named in `unread`, and may be all of them.

    Raises:
        FileRefused: it needs a password, is broken, has too many pages, or is blank.
    """
    pages = read_pages(name, data)
    unread = unread_pages(pages)
    if not unread and not have_text(pages):
        raise without_text(name, pages)
    extracted = write_text(pages, "PDF")
    return replace(extracted, problems=page_problems(extracted.text, pages), unread=unread)


def read_pages(name: str, data: bytes) -> list[PageLines]:
    """The pages by pdfplumber, or by PDFium where that fails or finds no text.

    Raises:
        FileRefused: it needs a password, is broken, or has too many pages.
    """
    _check(name, data)
    pages = _by_plumber(name, data)
    if have_text(pages):
        return pages
    try:
        others = [page_lines(number, content) for number, content in enumerate(pdfium_pages(data), 1)]
    except pypdfium2.PdfiumError:
        others = []
    if not pages and not others:
        raise FileRefused(name, "文件已损坏,没有可读的页", "请重新下载或另存后再导入")
    return others if have_text(others) or not pages else pages


def _by_plumber(name: str, data: bytes) -> list[PageLines]:
    """The pages by pdfplumber, none if it cannot read all of them."""
    try:
        return list(_plumber_pages(data))
    except MemoryError:
        raise
    except Exception as fault:  # a broken file breaks pdfminer in many ways
        if "Password" in repr(fault):
            raise FileRefused(name, "文件已加密,需要密码", "请去掉密码后再导入") from None
        return []


def _check(name: str, data: bytes) -> None:
    """Refuse what is locked or too long before any page is read; what PDFium cannot open is tried nevertheless."""
    try:
        pages = count_pages(data)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise FileRefused(name, "文件已加密,需要密码", "请去掉密码后再导入") from None
        return
    if pages > MAX_PAGES:
        raise FileRefused(name, f"有 {pages} 页,超过 {MAX_PAGES} 页的限制", "请拆分后再导入")


def _plumber_pages(data: bytes) -> Iterator[PageLines]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            yield page_lines(number, read_glyphs(page))
            page.close()
