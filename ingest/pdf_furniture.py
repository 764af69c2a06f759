"""What stands around the text of PDF pages: page numbers, running heads and feet; and footnotes."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.normalize import fold
from ingest.pdf_records import Line, PageLines
from ingest.regex import regex

_NUMBER = regex(r"[-~·.一]{0,4}\d{1,4}[-~·.一]{0,4}$|第\d{1,4}页(?:[,/]?共\d{1,4}页)?$|\d{1,4}/\d{1,4}$")
_NOTE = regex(r"(?P<mark>[①-⑳]|\[?\d{1,2}\]?|[*※]{1,3}|注\d{0,2}[:：]?)(?P<text>.{2,})$")
#: how many lines at the top and at the foot of a page may be running heads
_EDGE = 3
#: where the edges of a page are, as a share of its height
_TOP, _FOOT = 0.12, 0.87
#: on more pages than this a running head need not be small; on what share of the pages it runs
_PAGES, _SHARE = 3, 0.5
#: footnotes are at least so much smaller than the text
_SMALL = 0.86


def set_aside(pages: Sequence[PageLines]) -> None:
    """Move page numbers, running heads and footnotes out of the lines of all `pages`."""
    size = _usual_size(pages)
    running = _running(pages, size)
    for page in pages:
        for line in _edges(page):
            key = _masked(line)
            if _is_page_number(page, line):
                page.aside.append(("页码", line.text))
            elif key in running:
                page.aside.append(("页眉页脚", line.text))
            else:
                continue
            page.lines.remove(line)
    for page in pages:
        _take_notes(page, size)


def _usual_size(pages: Sequence[PageLines]) -> float:
    """The size that most characters of the pages have, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _running(pages: Sequence[PageLines], size: float) -> frozenset[str]:
    """What runs along the edges of many pages; on two or three pages, only what is smaller than the text."""
    seen = Counter(
        key
        for page in pages
        for key in {_masked(line) for line in _edges(page) if len(pages) > _PAGES or line.size < _SMALL * size}
    )
    return frozenset(key for key, count in seen.items() if count >= max(2, _SHARE * len(pages)))


def _edges(page: PageLines) -> list[Line]:
    """The lines nearest to the edges of a page."""
    top = [line for line in page.lines[:_EDGE] if line.bottom < _TOP * page.height and line.table is None]
    foot = [line for line in page.lines[-_EDGE:] if line.top > _FOOT * page.height and line.table is None]
    return [*top, *(line for line in foot if line not in top)]


def _masked(line: Line) -> str:
    """The line's folded words with its numbers left out, and its place."""
    return f"{re.sub(r'[0-9]+', '#', fold(line.text).text)}@{round(line.top / 6)}"


def _is_page_number(page: PageLines, line: Line) -> bool:
    text = fold(line.text).text
    if not _NUMBER.match(text):
        return False
    is_low = line.top > _FOOT * page.height
    return is_low or not text.isdecimal()


def _take_notes(page: PageLines, size: float) -> None:
    """Move the small lines at the foot of a page, from the first that begins with a mark, to its notes."""
    at = len(page.lines)
    while at > 0 and page.lines[at - 1].size <= _SMALL * size and _is_low(page, page.lines[at - 1]):
        at -= 1
    while at < len(page.lines) and not _NOTE.match(page.lines[at].text):
        at += 1
    if at > 0:
        page.notes = page.lines[at:]
        del page.lines[at:]


def _is_low(page: PageLines, line: Line) -> bool:
    return line.table is None and line.top > 0.5 * page.height


def note_texts(lines: Sequence[Line]) -> list[str]:
    """The footnotes that `lines` hold, each as 注①:….

    >>> note_texts([Line(0, 9, 0, 9, 9, "① 指建筑面积，"), Line(0, 9, 9, 18, 9, "不含公摊。")])
    ['注①:指建筑面积，不含公摊。']
    """
    notes: list[str] = []
    for line in lines:
        match = _NOTE.match(line.text)
        if match is None and notes:
            notes[-1] += line.text
        elif match is not None:
            mark = match["mark"].removeprefix("注").rstrip(":：")
            notes.append(f"注{mark}:{match['text'].strip()}")
    return notes
