"""Dates as documents write them: 二〇〇三年五月七日, 2003-5-7, 2002.4.5, 2010年8月."""

import re
from dataclasses import dataclass
from datetime import date

from ingest.normalize import fold
from ingest.numerals import parse_ordinal
from ingest.records import Span
from ingest.regex import regex


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that stands in a text; offsets are those into the text that was given."""

    #: first character
    start: int
    #: one past the last
    end: int
    #: the day (the first one for a month or a year); None if there is no such day, such as 11月31日
    date: date | None
    #: "day", "month" or "year"
    precision: str


_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][零〇一二三四五六七八九]{3})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<day>[0-3]?\d|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WRITTEN = regex(rf"(?<!\d){_YEAR}年(?:{_MONTH}月(?:{_DAY}[日号])?)?")
_SHORT = regex(
    r"(?<![\d.-])(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d.-])"
)
_DAY_OF_MONTH = regex(rf"(?<![\d一二三四五六七八九十]){_MONTH}月{_DAY}日")


def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates of `text` that carry a year, in reading order; a time of day behind a date is not part of it.

    >>> [str(found.date) for found in find_dates("二ΟΟ三年五月七日发布,自2003-6-1起执行(2002. 4. 5)")]
    ['2003-05-07', '2003-06-01', '2002-04-05']
    >>> find_dates("2012年2月30日")
    (DateMention(start=0, end=10, date=None, precision='day'),)
    >>> [found.precision for found in find_dates("2010年8月,2011年")]
    ['month', 'year']
    """
    folded = fold(text)
    matches = sorted((*_WRITTEN.finditer(folded.text), *_SHORT.finditer(folded.text)), key=lambda match: match.start())
    kept = [match for at, match in enumerate(matches) if at == 0 or matches[at - 1].end() <= match.start()]
    return tuple(_mention(match, folded.span(*match.span())) for match in kept)


def find_impossible_days(text: str) -> tuple[tuple[int, int], ...]:
    """Where `text` names a day that no year has, such as 11月31日, as (start, end).

    >>> find_impossible_days("每年11月31日前报送,2月29日除外")
    ((2, 8),)
    """
    folded = fold(text)
    spans = []
    for match in _DAY_OF_MONTH.finditer(folded.text):
        month, day = parse_ordinal(match["month"]), parse_ordinal(match["day"])
        if _day(2000, month, day) is None:
            span = folded.span(*match.span())
            spans.append((span.start, span.end))
    return tuple(spans)


def _mention(match: re.Match[str], span: Span) -> DateMention:
    groups = match.groupdict()
    year, month, day = (parse_ordinal(groups[part]) if groups[part] else None for part in ("year", "month", "day"))
    precision = "day" if groups["day"] else "month" if groups["month"] else "year"

    return DateMention(span.start, span.end, _day(year, month or 1, day or 1), precision)


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
