"""Text of PDF files in reading order, with its pages; what is no text is set aside."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pdfplumber
import pypdfium2

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.pdf_glyphs import read_glyphs
from ingest.pdf_lines import make_lines
from ingest.pdf_pdfium import count_pages, pdfium_pages
from ingest.pdf_quality import fault_of
from ingest.pdf_records import PageGlyphs, PageLines
from ingest.pdf_tables import insert_tables, take_tables
from ingest.pdf_text import write_text
from ingest.records import Problem, Span

#: files of more pages are refused
MAX_PAGES = 3_000
_OCR = "请安装 zhengce[ocr] 后重新导入,或改用有文字的版本"
_FAULTS = {
    "scan": ("没有文本层,是扫描图像,未读入", _OCR),
    "garbled": ("字体编码异常,读出的是乱码,未读入", _OCR),
    "hidden": ("是扫描图像,文字取自其隐藏的识别层,可能有错字", "请对照图像核对"),
}
_UNREAD = ("scan", "garbled")


def read_pdf(name: str, data: bytes) -> Extracted:
    """The text of a PDF file.

    Raises:
        FileRefused: it needs a password, is broken, has too many pages, or has no text.
    """
    _check(name, data)
    pages, faults = _read(name, data)
    unread = [number for number, fault in faults.items() if fault in _UNREAD]
    if not any(page.lines for page in pages):
        raise _without_text(name, unread, faults)
    extracted = write_text(pages, "PDF")
    return replace(extracted, problems=_problems(extracted.text, faults))


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


def _read(name: str, data: bytes) -> tuple[list[PageLines], dict[int, str]]:
    """The pages by pdfplumber; by PDFium where it fails or finds no text."""
    faults: dict[int, str] = {}
    try:
        pages = list(_plumber_pages(data, faults))
    except MemoryError:
        raise
    except Exception as fault:
        if "Password" in repr(fault):
            raise FileRefused(name, "文件已加密,需要密码", "请去掉密码后再导入") from None
        pages = []
    if any(page.lines for page in pages):
        return pages, faults
    others: dict[int, str] = {}
    try:
        read = [_lines(number, content, others) for number, content in enumerate(pdfium_pages(data), 1)]
    except pypdfium2.PdfiumError:
        read = []
    if not pages and not read:
        raise FileRefused(name, "文件已损坏,没有可读的页", "请重新下载或另存后再导入")
    return (read, others) if any(page.lines for page in read) or not pages else (pages, faults)


def _plumber_pages(data: bytes, faults: dict[int, str]) -> Iterator[PageLines]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            yield _lines(number, read_glyphs(page), faults, page)
            page.close()


def _lines(
    number: int, content: PageGlyphs, faults: dict[int, str], page: pdfplumber.page.Page | None = None
) -> PageLines:
    """The lines of a page, none where its text layer is useless; notes what is wrong in `faults`."""
    fault = fault_of(content)
    if fault:
        faults[number] = fault
    if fault in _UNREAD:
        words = "".join(glyph.text for glyph in content.glyphs)
        return PageLines(number, content.width, content.height, [], [("无法辨认", words)] if words else [])
    tables, glyphs = take_tables(page, number, content) if page is not None else ([], content.glyphs)
    lines = make_lines(glyphs)
    insert_tables(lines, tables)
    aside = [("水印或印章", content.leaning)] if content.leaning else []
    return PageLines(number, content.width, content.height, lines, aside)


def _without_text(name: str, unread: Sequence[int], faults: dict[int, str]) -> FileRefused:
    where = page_list(unread)
    if any(faults[number] == "scan" for number in unread):
        return FileRefused(name, f"无文本层,可能是扫描件({where})", _OCR)
    if unread:
        return FileRefused(name, f"字体编码异常,读出的是乱码({where})", _OCR)
    return FileRefused(name, "各页都是空白,没有文本层", "请换一个有正文的文件")


def page_list(numbers: Sequence[int]) -> str:
    """The pages in words.

    >>> page_list([1, 2, 3, 7])
    '第1-3、7页'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
    return f"第{'、'.join(parts[:8])}{' 等' if len(parts) > 8 else ''}页"


def _problems(text: str, faults: dict[int, str]) -> tuple[Problem, ...]:
    """One problem for each kind of fault, at the first page that has it."""
    found = []
    for kind, (message, hint) in _FAULTS.items():
        numbers = [number for number, fault in faults.items() if fault == kind]
        if numbers:
            at = page_start(text, numbers[0])
            found.append(Problem(Span(at, at), f"{page_list(numbers)}{message}", hint))
    return tuple(found)


def page_start(text: str, number: int) -> int:
    r"""Where page `number` begins in a text whose pages are separated by form feeds.

    >>> page_start("甲\f乙\f丙", 3)
    4
    """
    at = 0
    for _ in range(number - 1):
        at = text.find("\f", at) + 1
        if at == 0:
            return len(text)
    return at
