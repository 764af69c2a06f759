"""Single numbers with their unit and their bound words: what ranges, lists and rates are made of."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from answer.quantity_bounds import Bound, bound_afar, bound_before, bound_behind
from answer.quantity_guards import Claims, is_part_of_word
from answer.quantity_numerals import Numeral, find_runs, numeral_at, numeral_of
from answer.quantity_records import Kind
from answer.quantity_units import Found, Unit, load_units, unit_behind
from ingest.regex import regex

_HALF_WORDS = regex(
    r"(?P<over>(?<!超)过)?半数|(?<!超)过半(?!数)|一半|(?P<fused>[俩仨])(?=人|个|$|[,;。的])"
    r"|(?<=[一全]家)(?P<heads>[二两三四五六七八九])口(?!子|径)|(?P<home>[二两三四五六七八九])口之家"
    r"|(?<![一两二三四五六七八九十个年第])半(?P<period>个月|月|个?小时|个?学期|年(?!级|薪)|天|日(?!制))"
)
_HALF_SIGNS = regex("[半俩仨口]")
_DIGITS = "零一二三四五六七八九"
_OF_HUNDRED = {"百": Fraction(1), "千": Fraction(1, 10), "万": Fraction(1, 100)}
_SLASH = regex(r"/(\d{1,3})(?![\d/年月])")
_MONEY_NEAR = regex(r"[钱费价收补奖罚薪资贴款交付]")
#: a little more than said: 三个小时多, but not 三个小时多少钱
_LITTLE_MORE = regex(r"[多余](?![少久长大高远宽])")
_BLOCK_ENDS = regex(r"[,;。?!的以左、)吗呢]|$|每|起|多")
_MONEY_REACH = 8
_LICENCE_WINDOW = 6
_BEFORE_DIGITS = ("个", "栋", "幢", "单元")
_SHARES = (Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Side:
    """One number with its unit, its bound words and the edges of both."""

    #: first character, bound word included
    start: int
    #: one past the last character, bound word included
    end: int
    #: first character of the number itself
    core_start: int
    #: one past the unit
    core_end: int
    number: Numeral
    kind: Kind
    low: Fraction
    high: Fraction
    unit: str
    written: str
    per: str = ""
    #: the unit as found; None where the number has none (the 2 of 2至3名) or is a share by itself
    found: Unit | None = None
    before: Bound | None = None
    behind: Bound | None = None


def find_sides(text: str, claims: Claims) -> list[Side]:
    """The numbers of mended, folded text outside of `claims`, in reading order; some have no unit."""
    found: list[Side] = []
    runs = {run.start(): run for run in find_runs(text) if not claims.cover(*run.span())}
    halves = {match.start(): match for match in _HALF_WORDS.finditer(text)} if _HALF_SIGNS.search(text) else {}
    floor = 0
    for start in sorted(runs.keys() | halves.keys()):
        if start < floor:
            continue
        core = _half(text, halves[start]) if start in halves else _core(text, numeral_of(text, runs[start]))
        if core is None or not claims.is_free(core.core_start, max(core.number.end, core.core_start + 1)):
            continue
        side = _bounded(text, core, floor)
        found.append(side)
        floor = side.end
    return found


def is_licensed(text: str, side: Side) -> bool:
    """False for a weak count: 一种方式, 三项制度, 四个方面, without a word that makes it a number of things."""
    table = load_units()
    word = side.found.word if side.found else ""
    if word in _BEFORE_DIGITS and text[side.core_end : side.core_end + 1].isdecimal():
        return False  # 三个80%; 3栋2单元501室
    if side.before or side.behind or side.low != side.high or side.written[0].isascii() or side.per:
        return True
    if word == "个" and text.startswith(table.abstract, side.core_end):
        return False
    if side.written == "一" and word in table.never_one:
        return False
    one = side.low == 1 and side.written == "一" and word in table.weak_one
    if not one and word not in table.weak_any:
        return True
    window = text[max(0, side.core_start - _LICENCE_WINDOW) : side.core_start]
    if window.endswith(("是", "为", "作为", "成")):
        return False
    return any(licence in window for licence in table.licences)


def _half(text: str, match: re.Match[str]) -> Side:
    """过半数, 一半, 半年, 俩, 一家三口: words that hold a number and its unit."""
    units, half = load_units().units, Fraction(1, 2)
    if match["fused"]:
        unit = units["人" if text.startswith("人", match.end()) else "个"]
        end = match.end() + (1 if text.startswith(("人", "个"), match.end()) else 0)
        return _word(match, end, Kind.AMOUNT, Fraction(2 if match[0] == "俩" else 3), unit)
    if heads := match["heads"] or match["home"]:
        return _word(match, match.end(), Kind.AMOUNT, Fraction(_DIGITS.index(heads.replace("两", "二"))), units["人"])
    if match["period"]:
        unit = units["个月" if match["period"] == "月" else match["period"]]
        return _word(
            match, match.end(), Kind.PERIOD if unit.kind == "period" else Kind.AMOUNT, half * unit.factor, unit
        )
    side = _word(match, match.end(), Kind.FRACTION, half, None)
    return replace(side, before=Bound(">", match.start())) if match[0].startswith("过") else side


def _word(match: re.Match[str], end: int, kind: Kind, value: Fraction, unit: Unit | None) -> Side:
    start = match.start()
    number = Numeral(start, end, value, value, 1, approx=False)
    written = "半" if match["period"] else match[0]
    return Side(start, end, start, end, number, kind, value, value, unit.base if unit else "", written, found=unit)


def _core(text: str, number: Numeral | None) -> Side | None:
    """The number with what makes it a quantity: a unit, 分之, a slash; or bare."""
    if number is None or is_part_of_word(text, number.start):
        return None
    number = _without_label(text, number)
    if text.startswith("分之", number.end):
        return _share(text, number)
    if (slash := _SLASH.match(text, number.end)) and number.low == number.high and 0 < number.low < int(slash[1]):
        return _plain(text, number, slash.end(), Kind.FRACTION, number.low / int(slash[1]))
    written = text[number.start : number.end]
    found = unit_behind(text, number)
    if found is None and _is_money(text, number):
        found = Found(Unit("", "元"), number.end)
    if found is None:
        return Side(
            number.start,
            number.end,
            number.start,
            number.end,
            number,
            Kind.AMOUNT,
            number.low,
            number.high,
            "",
            written,
        )
    unit = _money_block(text, number, found)
    low = _in_base(number.low, unit, found.extra)
    high = low if number.high == number.low else _in_base(number.high, unit, found.extra)
    kind = {"amount": Kind.AMOUNT, "period": Kind.PERIOD, "percent": Kind.PERCENT, "multiple": Kind.MULTIPLE}[unit.kind]
    end = found.end
    if unit.kind == "period" and _LITTLE_MORE.match(text, end) and not number.approx:
        number = Numeral(number.start, number.end, number.low, number.low + 1, 1, approx=True, inexact=True)
        end, high = end + 1, low + unit.factor
    return Side(number.start, end, number.start, end, number, kind, low, high, unit.base, written, found.per, unit)


def _in_base(number: Fraction, unit: Unit, extra: Fraction) -> Fraction:
    """The number in base units; most units are one already."""
    value = number if unit.factor == 1 else number * unit.factor
    return value + extra if extra else value


def _without_label(text: str, number: Numeral) -> Numeral:
    """The number after the label that it was run together with: 5.15日内 is item 5, 15日内; 1.15万户 is 11500."""
    written = text[number.start : number.end]
    label, point, rest = written.partition(".")
    at_head = number.start == 0 or text[number.start - 1] in "\n。;"
    if not point or not at_head or not rest or len(label) > 2 or label == "0" or number.low.denominator == 1:
        return number
    inner = numeral_at(
        " " * (number.start + len(label) + 1) + rest + text[number.end : number.end + 8], number.start + len(label) + 1
    )
    found = unit_behind(text, number)
    return inner if inner and found and found.unit.word[-1] in load_units().whole else number


def _share(text: str, number: Numeral) -> Side | None:
    top = numeral_at(text, number.end + 2)
    if top is None or not number.low:
        return None
    base = text[number.start : number.end]
    start, end = number.start, top.end
    if base in ("百", "千", "万"):
        value = top.low * _OF_HUNDRED[base]
        return Side(
            start, end, start, end, number, Kind.PERCENT, value, top.high * _OF_HUNDRED[base], "%", text[start:end]
        )
    return _plain(text, number, end, Kind.FRACTION, top.low / number.low)


def _plain(text: str, number: Numeral, end: int, kind: Kind, value: Fraction) -> Side:
    return Side(number.start, end, number.start, end, number, kind, value, value, "", text[number.start : end])


def _is_money(text: str, number: Numeral) -> bool:
    """奖金3万: a bare 万 where money is spoken of."""
    near = text[max(0, number.start - _MONEY_REACH) : number.start]
    return (
        number.scale >= 10**4
        and _BLOCK_ENDS.match(text, number.end) is not None
        and _MONEY_NEAR.search(near) is not None
    )


def _money_block(text: str, number: Numeral, found: Found) -> Unit:
    """块 is money where nothing is counted and money is spoken of: 收费50块."""
    if found.unit.word != "块" or not _BLOCK_ENDS.match(text, found.end):
        return found.unit
    near = text[max(0, number.start - 12) : number.start] + text[found.end : found.end + 6]
    return Unit("块", "元") if _MONEY_NEAR.search(near) else found.unit


def _bounded(text: str, core: Side, floor: int) -> Side:
    before = (
        core.before
        or bound_before(text, core.core_start, floor)
        or bound_afar(text, core.core_start, floor, of_share=core.kind in _SHARES)
    )
    if before and text[before.edge] == "近" and (core.kind is Kind.PERIOD or core.found is None):
        before = None  # 近三年 are the last three years
    behind = bound_behind(text, core.core_end, core.unit, "period" if core.kind is Kind.PERIOD else "amount")
    if before is behind is core.before:
        return core  # none of them
    start = before.edge if before else core.start
    end = behind.edge if behind else core.end
    return replace(core, start=start, end=end, before=before, behind=behind)
