"""Numbers written in Chinese or with separators, as plain digits, so that 一千五百户 and 1,500户 are one term."""

import re
from decimal import Decimal

from ingest.numerals import parse_ordinal
from ingest.regex import regex

_SEPARATED = regex(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_SCALED = regex(r"(?<![0-9.])([0-9]{1,9}(?:\.[0-9]{1,4})?)([万亿])(?!分)")
_YEAR = regex(r"[一二三四五六七八九][〇零一二三四五六七八九]{3}(?=年)")
_CARDINAL = regex(r"[一二两三四五六七八九十][〇零一二三四五六七八九十百千]{1,11}")
#: one sign is a number only before a unit of time, money or people (not in 一次性, 一般, 第一)
_SINGLE = regex(
    r"(?<![〇零一二三四五六七八九十百千万几数第])[一二两三四五六七八九十](?=[日天月年元户名人万亿])"
    r"|(?<=分之)[一二三四五六七八九十](?![一二三四五六七八九十百])"
)
_SHARE = regex(r"([百千])分之([0-9]{1,6}(?:\.[0-9]{1,4})?)")
#: 一百二 is 120 in speech: not read at all
_SPOKEN = regex(r"[百千][一二三四五六七八九]$")


def with_digits(folded: str) -> str:
    """The text with its numbers in digits, where they are surely numbers.

    >>> with_digits("二〇〇三年起,每一千五百户不少于1,200平方米,三十日内缴纳1.5万元")
    '2003年起,每1500户不少于1200平方米,30日内缴纳15000元'
    >>> with_digits("十万元以下,百分之五十,千分之五")
    '100000元以下,50%,5‰'
    >>> with_digits("十二五规划,十分重要,一次性")
    '十二五规划,十分重要,一次性'
    """
    text = _SEPARATED.sub("", folded)
    for pattern in (_YEAR, _CARDINAL, _SINGLE):
        text = pattern.sub(_in_digits, text)
    text = _SHARE.sub(lambda found: found.group(2) + ("%" if found.group(1) == "百" else "‰"), text)
    return _SCALED.sub(_scaled, text)


def _in_digits(found: re.Match[str]) -> str:
    numeral = found.group()
    value = None if _SPOKEN.search(numeral) else parse_ordinal(numeral)
    return numeral if value is None else str(value)


def _scaled(found: re.Match[str]) -> str:
    value = Decimal(found.group(1)) * (10_000 if found.group(2) == "万" else 100_000_000)
    return str(int(value)) if value == int(value) else found.group()
