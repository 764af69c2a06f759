"""Text as the grammar reads it: folded characters, each with its place in the source."""

import re
from dataclasses import dataclass

from ingest.clock import tick
from ingest.records import Span
from ingest.regex import regex

# One character for one: full-width forms, look-alikes of zero, dashes, brackets. The source keeps what it has.
_FOLD = {0x3000: " ", 0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " "}
_FOLD |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "—–―－‐‑−─━﹣"), "-")
_FOLD |= dict.fromkeys(map(ord, "〔［【﹝〖„"), "[") | dict.fromkeys(map(ord, "〕］】﹞〗‟"), "]")
_FOLD |= dict.fromkeys(map(ord, "○Ο〇◯ОО⚪"), "〇")
_FOLD |= dict.fromkeys(map(ord, "∶︰﹕"), ":")
# Several characters for one: each of them stands at the place of the one.
_WIDE = {"㎡": "平方米", "㎞": "公里", "㎝": "厘米", "㎏": "公斤", "‱": "万分之"}
_DROPPED = frozenset("\u200b\u200c\u200d\ufeff\u2060\u00ad")
#: the signs of nearly every sentence: to replace these, and look for others, is faster than to look up each character
_USUAL = tuple((sign, _FOLD[ord(sign)]) for sign in "，：；（）")
_UNUSUAL = regex(f"[{re.escape(''.join(map(chr, _FOLD.keys() - {ord(sign) for sign, _ in _USUAL})))}]")
#: what makes the folded text longer or shorter than the text
_UNEVEN = regex(rf"[\s{''.join(_WIDE)}{''.join(sorted(_DROPPED))}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the offset in the source."""

    #: the folded text, without white space inside Chinese text
    text: str
    #: offset in the source of each character of `text`
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`; an empty stretch gives an empty span."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.offsets[-1] + 1 if self.offsets else 0)
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def fold(text: str, start: int = 0, *, keep_lines: bool = False) -> Folded:
    r"""Fold `text`, whose first character stands at offset `start` of the source.

    Full-width letters, digits and punctuation become half-width; dashes become `-`; the brackets of document
    numbers become `[` `]`; the look-alikes of 〇 become 〇. White space is dropped, except between two ASCII
    words; with `keep_lines`, line ends are kept as `\n`.

    >>> fold("二ΟΟ三年　１０００户，郑政文〔2003〕100号").text
    '二〇〇三年1000户,郑政文[2003]100号'
    >>> fold("社 区", 10).offsets
    (10, 12)
    """
    tick()
    even = _even(text)
    if not _UNEVEN.search(even):
        return Folded(even, tuple(range(start, start + len(even))))
    parts: list[str] = []
    offsets: list[int] = []
    joins = not (" " in text and is_spread(text))
    pending: int | None = None
    done = 0
    for uneven in (*_UNEVEN.finditer(even), None):
        at = len(even) if uneven is None else uneven.start()
        if at > done:
            if pending is not None and parts and joins and is_ascii_word(parts[-1][-1]) and is_ascii_word(even[done]):
                parts.append(" ")
                offsets.append(pending)
            pending = None
            parts.append(even[done:at])
            offsets.extend(range(start + done, start + at))
        done = at + 1
        sign = even[at : at + 1]
        if sign in _WIDE or (sign == "\n" and keep_lines):
            pending = None
            parts.append(_WIDE.get(sign, sign))
            offsets.extend([start + at] * len(parts[-1]))
        elif sign not in _DROPPED:
            pending = start + at
    return Folded("".join(parts), tuple(offsets))


def _even(text: str) -> str:
    """The text with one character for one folded."""
    for sign, folded in _USUAL:
        text = text.replace(sign, folded)
    return text.translate(_FOLD) if _UNUSUAL.search(text) else text


def is_spread(text: str) -> bool:
    """Whether white space stands between nearly all characters, as some recognised texts have it.

    >>> is_spread("2 0 2 2 年 6 月"), is_spread("标准 GB 50180 第 3 条")
    (True, False)
    """
    words = text.split()
    single = sum(len(word) == 1 for word in words)
    return len(words) >= 4 and 5 * single >= 4 * len(words) and any("\u4e00" <= word <= "\u9fff" for word in words)


def is_ascii_word(char: str) -> bool:
    """Whether a character is a Latin letter or a digit; "" is none.

    >>> is_ascii_word("a"), is_ascii_word("7"), is_ascii_word("区"), is_ascii_word("")
    (True, True, False, False)
    """
    return char.isascii() and char.isalnum()
