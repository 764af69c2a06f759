"""Pages of characters as pages of lines, and what is said of pages without text that can be used."""

from collections.abc import Sequence

from ingest.errors import FileRefused
from ingest.pdf_lines import make_lines
from ingest.pdf_quality import fault_of
from ingest.pdf_records import PageGlyphs, PageLines
from ingest.pdf_tables import insert_tables, take_tables
from ingest.records import Problem, Span

_OCR = "请安装 zhengce[ocr] 后重新导入,或改用有文字的版本"
_FAULTS = {
    "scan": ("无文本层,可能是扫描件,未读入", _OCR),
    "garbled": ("字体编码异常,读出的是乱码,未读入", _OCR),
    "hidden": ("是扫描图像,文字取自其隐藏的识别层,可能有错字", "请对照图像核对"),
}
# Faults with which nothing of a page can be read.
_USELESS = ("scan", "garbled")


def page_lines(number: int, content: PageGlyphs) -> PageLines:
    """The lines and tables of a page, none where its text layer is useless; and what is wrong with that."""
    fault = fault_of(content)
    if fault in _USELESS:
        words = "".join(glyph.text for glyph in content.glyphs)
        aside = [("无法辨认", words)] if words else []
        return PageLines(number, content.width, content.height, [], aside, fault=fault)
    tables, glyphs = take_tables(content)
    lines = make_lines(glyphs)
    insert_tables(lines, tables)
    aside = [("水印或印章", content.leaning)] if content.leaning else []
    return numbered(PageLines(number, content.width, content.height, lines, aside, fault=fault))


def unread_pages(pages: Sequence[PageLines]) -> tuple[int, ...]:
    """The numbers of the pages of which nothing can be read.

    >>> unread_pages([PageLines(1, 595, 842, []), PageLines(2, 595, 842, [], fault="scan")])
    (2,)
    """
    return tuple(page.number for page in pages if page.fault in _USELESS)


def have_text(pages: Sequence[PageLines]) -> bool:
    """Whether any of the pages has text."""
    return any(page.lines for page in pages)


def numbered(page: PageLines) -> PageLines:
    """The page, whose tables know its number."""
    for line in page.lines:
        if line.table is not None:
            line.table.pages = [page.number] * len(line.table.rows)
    return page


def without_text(name: str, pages: Sequence[PageLines]) -> FileRefused:
    """The refusal of a file of which no page has text."""
    for kind in _USELESS:
        numbers = [page.number for page in pages if page.fault == kind]
        if numbers:
            return FileRefused(name, f"{page_list(numbers)}{_FAULTS[kind][0]}", _FAULTS[kind][1])
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


def page_problems(text: str, pages: Sequence[PageLines]) -> tuple[Problem, ...]:
    """One problem for each kind of fault, at the first page that has it."""
    found = []
    for kind, (message, hint) in _FAULTS.items():
        numbers = [page.number for page in pages if page.fault == kind]
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
