"""Times of day and shares written with colons: 早八点到晚九点, 8:30, 2:2:1."""

import re
from fractions import Fraction

from answer.quantity_guards import Claims
from answer.quantity_numerals import numeral_at
from answer.quantity_records import End, Kind, Quantity
from ingest.regex import regex

_NUMBER = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_PART_OF_DAY = (
    r"(?:清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜间|夜晚|夜|凌晨|午夜|次日|翌日|当日|每日|每天){0,3}"
)
_LATE = ("下午", "午后", "傍晚", "晚")
_TIME = (
    rf"(?P<part{{n}}>{_PART_OF_DAY})(?:(?P<hour{{n}}>{_NUMBER})(?:点(?!意见|要求|建议|以[上下]|[内一二两三四五六七八九]个)钟?|时(?!间|期|段|候|限|代|效|常|刻|点|尚))"
    rf"(?:(?P<half{{n}}>半)|整|(?P<minute{{n}}>{_NUMBER})分)?"
    rf"|(?P<h{{n}}>[01]?\d|2[0-4]):(?P<m{{n}}>[0-5]\d)(?!\d)(?::\d\d)?)"
)
_FIRST, _SECOND = _TIME.replace("{n}", "1"), _TIME.replace("{n}", "2")
_SPAN = regex(
    rf"(?:(?<![\d:一二三四五六七八九十第])|(?=[清早上中午下傍晚夜凌]))(?<![\d:第]){_FIRST}(?:(?:以前|之前|前|后|起)?(?:至|到|-{{1,3}}|~){_SECOND})?"
    r"(?P<behind>以前|之前|前|以后|之后|后|止|起)?"
)
_RATIO = regex(r"(?<![\d:])(?P<shares>\d{1,4}(?:\.\d{1,3})?(?:[:](?!0\d)\d{1,4}(?:\.\d{1,3})?){1,5})(?![\d:])")
_SAID_RATIO = regex(
    r"(?<![十百千\d])(?P<one>\d{1,3}|[一二两三四五六七八九十])比(?P<other>\d{1,3}|[一二两三四五六七八九十])(?![十百千\d较例重分])"
)
_OF_RATIO = regex(r"的?(?:比例|比率|配比|比|配套|分担|分摊|承担|配备|差额|左右|以[上下])")


def find_ratios(text: str, claims: Claims) -> list[Quantity]:
    """The ratios of folded text outside of `claims`; some may be times of day (8:30), which are looked for before."""
    found = []
    for match in _RATIO.finditer(text) if ":" in text else ():
        if claims.is_free(*match.span()):
            found.append(
                _ratio(text, match.start(), match.end(), tuple(Fraction(share) for share in match["shares"].split(":")))
            )
    for match in _SAID_RATIO.finditer(text) if "比" in text else ():
        one, other = numeral_at(match["one"], 0), numeral_at(match["other"], 0)
        if claims.is_free(*match.span()) and one and other:
            found.append(_ratio(text, match.start(), match.end(), (one.low, other.low)))
    return found


def find_clocks(text: str) -> list[Quantity]:
    """The times of day of folded text, a span of time as one."""
    if "点" not in text and "时" not in text and ":" not in text:
        return []
    return [made for match in _SPAN.finditer(text) if (made := _clock(text, match))]


def _ratio(text: str, start: int, end: int, values: tuple[Fraction, ...]) -> Quantity:
    return Quantity(start, end, text[start:end], Kind.RATIO, values, "=", "份额", text[start:end])


def _clock(text: str, match: re.Match[str]) -> Quantity | None:
    first, last = _hours(match, "1"), _hours(match, "2")
    if first is None or _is_share(text, match):
        return None
    plain = not match["part1"] and match["h1"] is None and not match["minute1"] and not match["half1"]
    if plain and last is None and not match[0].endswith(("前", "后", "止", "起", "整", "钟")) and "时" not in match[0]:
        return None
    if plain and last is None and match["hour1"] and not match["hour1"].isdigit() and "时" in match[0]:
        return None
    end = match.end()
    values: tuple[Fraction, ...]
    if last is not None:
        is_afternoon = not match["part2"] and last <= first and any(word in match["part1"] for word in _LATE)
        last += 12 if is_afternoon and last < 12 else 0
        last += 24 if last <= first else 0
        values, relation = (first, last), "range"
    else:
        behind = match["behind"] or ""
        values, relation = (first,), "<=" if behind in ("前", "以前", "之前", "止") else ">=" if behind else "="
    low = None if relation == "<=" else first
    high = None if relation == ">=" else values[-1]
    start = match.start()
    return Quantity(
        start,
        end,
        text[start:end],
        Kind.CLOCK,
        values,
        relation,
        "时",
        text[start:end],
        low,
        high,
        End.CLOSED,
        End.CLOSED,
    )


def _is_share(text: str, match: re.Match[str]) -> bool:
    """True for 1:10的比例 and 师生比1:19, which might be times of day."""
    if match["h1"] is None or match["part1"] or match["h2"]:
        return False
    said_before = text.endswith(("比", "比为", "比例", "比例为", "按", "按照"), 0, match.start())
    return said_before or _OF_RATIO.match(text, match.end()) is not None


def _hours(match: re.Match[str], n: str) -> Fraction | None:
    if match[f"h{n}"]:
        hour, minute = Fraction(match[f"h{n}"]), Fraction(match[f"m{n}"])
    elif match[f"hour{n}"]:
        number, minutes = numeral_at(match[f"hour{n}"], 0), numeral_at(match[f"minute{n}"] or "0", 0)
        if number is None:
            return None
        hour, minute = number.low, Fraction(30) if match[f"half{n}"] else (minutes.low if minutes else Fraction(0))
    else:
        return None
    if hour > 24 or minute >= 60:
        return None
    part = match[f"part{n}"] or ""
    if hour < 12 and any(word in part for word in _LATE) and "凌晨" not in part:
        hour += 12
    return hour + minute / 60
