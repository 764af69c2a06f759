"""Whether the text layer of a PDF page can be trusted: none, garbage, or an old recognition hidden under a scan."""

from ingest.decode import COMMON
from ingest.pdf_records import PageGlyphs
from ingest.regex import regex

#: fewer characters than this on a page that is an image, or is drawn, are no text layer
_FEW = 12
_IMAGE, _WHOLE_IMAGE = 0.3, 0.7
_DRAWN = 400
#: how many Chinese characters must be common ones, and how many characters may be marks
_COMMON_SHARE, _MARK_SHARE, _UNMAPPED = 0.25, 0.4, 0.3
_ENOUGH = 60
_LEADERS = regex(r"[.…·_\s-]{2,}")


def fault_of(page: PageGlyphs) -> str:
    """What is wrong with the text of a page: "" nothing, "blank", "scan", "garbled", or "hidden" (text of a scan).

    >>> fault_of(PageGlyphs(595, 842, (), image_share=0.95)), fault_of(PageGlyphs(595, 842, ()))
    ('scan', 'blank')
    """
    count = len(page.glyphs)
    if count < _FEW and (page.image_share > _IMAGE or page.drawn > _DRAWN):
        return "scan"
    if count == 0:
        return "blank"
    if page.unmapped > _UNMAPPED or is_garbled("".join(glyph.text for glyph in page.glyphs)):
        return "garbled"
    return "hidden" if page.image_share > _WHOLE_IMAGE else ""


def is_garbled(text: str) -> bool:
    """Whether `text` is what a font without a proper table of characters gives.

    >>> is_garbled("89:;<=+,- >?@ABC?" * 9), is_garbled("各区人民政府应当按照每百户三十平方米配建社区用房。" * 9)
    (True, False)
    """
    plain = _LEADERS.sub("", text)
    chinese = [char for char in plain if "\u4e00" <= char <= "\u9fff"]
    if len(chinese) > _ENOUGH:
        return sum(char in COMMON for char in chinese) < _COMMON_SHARE * len(chinese)
    marks = sum(char.isascii() and not char.isalnum() for char in plain)
    return len(plain) > _ENOUGH and marks > _MARK_SHARE * len(plain)
