"""Text laid out for a terminal: widths of Chinese characters, line breaks, and no control characters."""

import unicodedata
from collections.abc import Iterator

from ingest.regex import regex

#: no line begins with one of these
_NOT_FIRST = frozenset("，。；：、！？）》〉」』】〕”’,.;:!?)]}%％‰…")
#: no line ends with one of these
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ENDS = frozenset("。；;：:！!？?）)》”…")
_NUMBERED = regex(
    r"第[一二三四五六七八九十百千零〇0-9]{1,8}[编章节条款项]|[一二三四五六七八九十]{1,4}[、是]|[0-9]{1,3}[.、．)）]|[(（][^()（）]{1,4}[)）]|[①-⑳]"
)
#: places behind the point for a number that no decimal is equal to
PLACES = 6


def width_of(text: str) -> int:
    """How many columns the text takes in a terminal.

    >>> width_of("社区 600 m²")
    11
    """
    return sum(map(_width, text))


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def printable(text: str) -> str:
    r"""The text without control and direction characters, which could rewrite a terminal; line ends stay.

    >>> printable("社区\x1b[31m用房\r\n")
    '社区�[31m用房\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE)


class _Visible(dict[int, str]):
    """What each character is shown as, found when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        is_hidden = char not in "\n\t" and (char in _BIDI or unicodedata.category(char) in ("Cc", "Cs"))
        self[code] = "\ufffd" if is_hidden else char
        return self[code]


_VISIBLE = _Visible()


def wrapped(text: str, width: int | None, indent: str = "") -> str:
    """The text in lines of at most `width` columns, each line after the first begun with `indent`.

    Numbers and Latin words stay whole, and no line begins with a closing sign; None for `width` breaks nothing.

    >>> print(wrapped("社区用房面积不少于600平方米。", 16))
    社区用房面积不少
    于600平方米。
    """
    lines = [line for part in printable(text).split("\n") for line in _lines(part, width, width_of(indent))]
    return f"\n{indent}".join(lines)


def flowed(text: str) -> str:
    r"""The text of a source with the line ends left out that only filled its lines: 200\n平方米.

    A line end stays behind the end of a sentence, and before a line with a number of its own.

    >>> flowed("文体活动中心200\n平方米。\n(二)办公用房\n1.面积")
    '文体活动中心200平方米。\n(二)办公用房\n1.面积'
    """
    out = ""
    for line in filter(None, (line.strip() for line in printable(text).split("\n"))):
        fills = out and out[-1] not in _ENDS and not _NUMBERED.match(line)
        out += ("" if fills or not out else "\n") + line
    return out


def _lines(text: str, width: int | None, indent: int) -> Iterator[str]:
    if width is None:
        yield text
        return
    room = max(8, width - indent)
    line, used = "", 0
    for word in _words(text):
        size = width_of(word)
        if line and used + size > room:
            yield line.rstrip(" ")
            line, used = "", 0
            word = word.lstrip(" ")
            size = width_of(word)
        while size > room:
            head = _head(word, room)
            yield head
            word = word[len(head) :]
            size = width_of(word)
        line, used = line + word, used + size
    yield line.rstrip(" ")


def _words(text: str) -> Iterator[str]:
    """What may not be broken: a Chinese character or a Latin word, with the brackets and signs around it."""
    word = ""
    for char in text:
        before = word[-1:]
        is_latin = char.isascii() and not char.isspace() and before.isascii() and before != " "
        joins = is_latin or char in _NOT_FIRST or before in _NOT_LAST
        if word and not joins:
            yield word
            word = ""
        word += char
    if word:
        yield word


def _head(word: str, room: int) -> str:
    head, used = "", 0
    for char in word:
        used += _width(char)
        if used > room and head:
            break
        head += char
    return head


def first_words(text: str, width: int) -> str:
    r"""The beginning of a text on one line of at most `width` columns, with … where it was cut.

    >>> first_words("社区用房\n应当符合下列要求", 12)
    '社区用房 应…'
    """
    line = " ".join(printable(text).split())
    return line if width_of(line) <= width else _head(line, width - 1).rstrip() + "…"


def grouped(number: str) -> str:
    """A decimal with its thousands set apart, as people read it.

    >>> grouped("1234567.5"), grouped("600")
    ('1,234,567.5', '600')
    """
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() and whole != "-0" else number
