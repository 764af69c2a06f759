"""Numbers as people and documents write them: 1,500, 1.2万, 一千五, 十几, 百分之零点五.

cn2an (0.5.24) is what the tests spell numerals with. It reads all 152 plain Chinese integers of the corpus and of 25
laws and regulations as this module does, but numerals are not read with it: it would be loaded for nearly every
question and costs 68 ms of processor time where a whole cold answer takes 0.46 s; it gives decimals as floats and
cuts others (1.23456万 is 12345), reads 二五 and 七一 as 25 and 71 and stops at 三亿五 with a KeyError; and what is
written in two scripts, leaves something open or names two numbers (1.25万余, 十几, 三五, 一点五万) has to be read here
all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ingest.normalize import fold
from ingest.regex import regex

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆"))
    for char in chars
}
_DIGITS |= {"七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WORDS = {"半": Fraction(1, 2), "俩": Fraction(2), "仨": Fraction(3)}

_HAN = "".join((*_DIGITS, *_SMALL, *_LARGE)) + "几"
_SCALES = "".join((*_SMALL, *_LARGE))
#: the characters that a numeral can begin with, for use inside a regular expression's brackets
NUMERAL_CHARS = f"0-9{_HAN}"
_LONGEST = 24
#: what so many runs come to is kept: the same few numbers are written again and again
_KEPT = 1024
# 贷款30万20年 are two numbers, 1万5 and 1万5000 one
_BREAK = r"(?<=[万亿])(?=\d{2,3}(?![\d百千万亿.]))"
_CHAR = rf"(?!{_BREAK})[{NUMERAL_CHARS}]"
_RUN = regex(
    rf"(?:(?<![{NUMERAL_CHARS}])(?<![{NUMERAL_CHARS}][.点])|{_BREAK})[{NUMERAL_CHARS}]"
    rf"(?:{_CHAR}|[.,](?=\d)|点(?=[{NUMERAL_CHARS}])|[余多来](?=[{_SCALES}])){{0,{_LONGEST}}}"
    rf"(?:(?![{NUMERAL_CHARS}])|{_BREAK})"
)
_ABOUT = regex(r"[余多来](?![人种数方样面次少久长大高])|[余多](?=[人种次])")
_ITEM = regex(rf"\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!\d)|\d+(?:\.\d+)?|[{_HAN}点余多来]")
_PAIR = regex(r"(?<![零〇点])([一二两三四五六七八九])([二两三四五六七八九])")
_PLAIN_RUN = regex(f"[{''.join(_DIGITS)}]+")
_LOOKALIKE = regex(r"(?<![A-Za-z0-9])[lI](?=\d\d)|(?<=\d)[Oo〇](?![A-Za-z])|(?<=\d)[lI](?=\d)")
_ALIKE = regex(r"[lIOo〇]")
_ABOUT_SIGNS = frozenset("余多来")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text; `low` and `high` differ where the words name more than one (十几, 三五, 300多)."""

    #: first character
    start: int
    #: one past the last character
    end: int
    #: the least value
    low: Fraction
    #: the greatest value
    high: Fraction
    #: the 万 or 亿 that ends it, 1 if none: 15万 -> 10000
    scale: int
    #: 多, 余, 来: more or less than said
    approx: bool
    #: True where 多 or 余 leaves both ends out: 300多 lies between 300 and 400
    inexact: bool = False


def read_number(text: str) -> Numeral | None:
    """The number that the whole of `text` writes; None if it is none, or a word without a value (几十, 若干).

    >>> [str(read_number(text).low) for text in ("一千五百", "一千五", "1.2万", "1万5", "1,500", "半", "3个半")]
    ['1500', '1500', '12000', '15000', '1500', '1/2', '7/2']
    >>> teens = read_number("十几")
    >>> str(teens.low), str(teens.high)
    ('11', '19')
    >>> read_number("几十") is None
    True
    """
    folded = mend_lookalikes(fold(text).text)
    if folded in _WORDS:
        return Numeral(0, len(folded), _WORDS[folded], _WORDS[folded], 1, approx=False)
    found = numeral_at(folded, 0)
    if found and folded[found.end :] in ("半", "个半", "年半"):
        half = Fraction(1, 2)
        return Numeral(0, len(folded), found.low + half, found.high + half, 1, approx=found.approx)
    return found if found and found.end == len(folded) else None


def mend_lookalikes(text: str) -> str:
    """`text` with l, I, O and 〇 inside Arabic numbers read as digits, character for character.

    >>> mend_lookalikes("达到l000平方米,10〇户,二〇〇三年")
    '达到1000平方米,100户,二〇〇三年'
    """
    if not _ALIKE.search(text):
        return text
    return _LOOKALIKE.sub(lambda match: "1" if match[0] in "lI" else "0", text)


def find_runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of numeral characters of folded text, each of which may be a numeral, in reading order."""
    return _RUN.finditer(text)


def numeral_at(text: str, at: int) -> Numeral | None:
    """The numeral that begins at `at`; None if there is none with a value."""
    run = _RUN.match(text, at)
    return numeral_of(text, run) if run else None


def numeral_of(text: str, run: re.Match[str]) -> Numeral | None:
    """The numeral that a run of `find_runs` is; None if it has no value."""
    body, start, end = run[0], run.start(), run.end()
    ends = _ends(body)
    if ends is None:
        return None
    if about := _ABOUT.match(text, end):
        end = about.end()
    low, high = ends
    marks = _ABOUT_SIGNS.intersection(text[start:end])
    inexact = bool(marks) and "来" not in marks and low == high
    if inexact:
        high = low + _place(low, body)
    return Numeral(start, end, low, high, _scale(body), approx=bool(marks) or "几" in body, inexact=inexact)


@lru_cache(maxsize=_KEPT)
def _ends(body: str) -> tuple[Fraction, Fraction] | None:
    """The least and greatest value of a run of numeral characters."""
    if "几" in body:
        if body[0] == "几" or body[body.index("几") - 1] not in "十百拾佰":
            return None
        return _both(body.replace("几", "一", 1), body.replace("几", "九", 1))
    pair = _PAIR.search(body)
    if pair is None:
        return _both(body, body)
    first, second = _DIGITS[pair[1]], _DIGITS[pair[2]]
    if len(_PLAIN_RUN.sub("", body)) == 0 and len(body) > 2:
        return _both(body, body)
    if second != first + 1 and (first, second) != (3, 5):
        return None
    before, after = body[: pair.start()], body[pair.end() :]
    return _both(before + pair[1] + after, before + pair[2] + after)


def _both(low: str, high: str) -> tuple[Fraction, Fraction] | None:
    least = _value(low)
    greatest = least if high == low else _value(high)
    return (least, greatest) if least is not None and greatest is not None else None


def _value(body: str) -> Fraction | None:
    """The one value of a run; None where the characters are no number (十十, 二五)."""
    if len(body) > 1 and _PLAIN_RUN.fullmatch(body):
        is_string = len(body) > 2 or "零" in body or "〇" in body
        return Fraction(int("".join(str(_DIGITS[char]) for char in body))) if is_string else None
    body = body.lstrip("零〇") if len(body) > 1 and "点" not in body else body
    whole, point, decimals = body.partition("点")
    if point:
        digits = "".join(str(_DIGITS.get(char, char)) for char in decimals.rstrip(_SCALES))
        value = _sum_of_scales(whole)
        if value is None or not digits.isdecimal():
            return None
        scale = 1
        for char in decimals[len(digits) :]:
            scale *= (_SMALL | _LARGE)[char]
        return (value + Fraction(int(digits), 10 ** len(digits))) * scale
    return _sum_of_scales(body)


def _sum_of_scales(body: str) -> Fraction | None:
    """The value of digits and scales in turn: 一亿二千万, 1万5千, 一千五 (= 1500), 两千零五."""
    total: Fraction | int = 0
    section: Fraction | int = 0
    digit: Fraction | int | None = None
    last, gap, lowest, largest = 0, False, 10**9, 0
    for item in _ITEM.findall(body):
        if item in _SMALL:
            if section and (_SMALL[item] >= lowest or (digit is None and item not in "十拾")):
                return None
            section += (1 if digit is None else digit) * _SMALL[item]
            digit, last, gap, lowest = None, _SMALL[item], False, _SMALL[item]
        elif item in _LARGE:
            scale = _LARGE[item]
            if scale == largest:
                return None
            section += digit or 0
            if last == 0 and digit is None:
                section = 1
            total = (total + section) * scale if scale > largest else total + section * scale
            section, digit, last, gap, lowest, largest = 0, None, scale, False, 10**9, scale
        elif item in "零〇":
            gap = True
        elif item not in "余多来":
            if digit is not None:
                return None
            digit = _DIGITS[item] if item in _DIGITS else _arabic(item.replace(",", ""))
    if digit is None:
        return Fraction(total + section)
    short = last > 1 and not gap and digit < 10 and digit.denominator == 1
    return total + section + (Fraction(digit * last, 10) if short else Fraction(digit))


def _arabic(digits: str) -> Fraction | int:
    return Fraction(digits) if "." in digits else int(digits)


def _place(value: Fraction, body: str) -> Fraction:
    """The last place that a number names: 100 for 300, 10000 for 3万, 1000 for 1.2万."""
    scale = Fraction(_LARGE.get(body.rstrip("余多来")[-1], 1))
    rest, place = value / scale, Fraction(1)
    while rest.denominator > 1:
        rest, place = rest * 10, place / 10
    while rest and rest.numerator % 10 == 0:
        rest, place = rest / 10, place * 10
    return place * scale


def _scale(body: str) -> int:
    """The 千, 万 or 亿 that ends a number, for ranges that write it once (一至三万, 1-3百万); 1 if none."""
    if body[-1] in _LARGE:
        return _LARGE[body[-1]] * (
            _SMALL[body[-2]] if len(body) > 2 and body[-2] in _SMALL and body[-3].isdigit() else 1
        )
    return 1000 if len(body) == 2 and body[-1] in "千仟" else 1
