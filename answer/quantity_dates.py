"""Dates and stretches of the calendar: 2012年底, 每年1月31日前, “十二五”期末, 2016年到2020年, 次月10日."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from answer.quantity_records import End, Kind, Quantity
from ingest.numerals import parse_ordinal
from ingest.regex import regex

_ZEROS = str.maketrans({"零": "〇", "O": "〇"})
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][零〇O一二三四五六七八九]{3}|0\d(?=年)|\d\d(?=年\d{1,2}月\d{1,2}日))"
_MONTH = r"(?P<month>\d{1,2}|十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = r"(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = (
    r"(?P<part>第?[一二三四1-4]季度[末底初]?|上半年|下半年|年初|年中|年底|年末|年终|月底|月末|月初|中旬|上旬|下旬|底|末|初|终|度(?!假)|春季?|秋季?"
    r"|夏季|冬季|内|份)"
)
_RELATIVE = (
    r"(?P<relative>每年度?|今年|明年|去年|后年|本年度?|当年|次年|翌年|同年|来年|上年|上一年|下一年|第二年|每月|次月|当月|本月|下月"
    r"|上月|翌月|每季度?|次日|翌日|当日|次周)"
)
_FULL = regex(rf"(?<!\d){_YEAR}年(?!级|龄|版|号)(?:{_MONTH}月(?:{_DAY}[日号](?!楼|院|文|令))?)?{_PART}?")
_SHORT = regex(
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d./-])"
)
_YEARS = regex(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>-{1,3}|~|至|到)(?P<last>(?:19|20)\d\d)年(?!级|龄)(?P<part>底|末|度)?"
)
_OF_YEAR = regex(
    rf"{_RELATIVE}?(?<![\d一二三四五六七八九十.第]){_MONTH}月(?!球|饼|嫂|票|薪|租|历|报|刊|亮|光|工资)(?:{_DAY}[日号](?!楼|院|文|令))?(?P<part>份|底|末|初|上旬|中旬|下旬)?"
)
_OF_MONTH = regex(
    r"(?P<relative>每月|次月|当月|本月|下月|上月|翌月|每季度?|每年)(?:的)?(?:首月|末月|(?:第[一二三]|首|末|最后一)个月)?(?:的)?(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号](?!楼|院)"
)
_RELATIVE_PART = regex(
    r"(?P<relative>每年度?|每季度?|每月|今年|明年|后年|本年度?|当年|次年|翌年|同年|来年|上年|本月|次月|当月|下月)(?P<part>年?底|年?末|年?初|年?终|月底|月末|月初|上半年|下半年|第[一二三四]季度)(?!级)"
    r"|(?<![\d一二三四五六七八九十百两几半多数])(?P<loose>第?[一二三四]季度[末底初]?(?![一二两三四五六\d])|年底|年末|年终|年初|年内|月底|月末|月初|季末|季度末|学期末|期末)(?!考|评|总结|奖|考核|测|述|决算|检查)"
    r"|(?P<next>次日|翌日|次月|翌月|下个月|次年|翌年|次周|次季度)"
    r"|(?P<from>今年|明年|本年度?|下一年度?|次年度)(?=起|开始|以内|内|之?前)"
)
_PLAN_YEARS = {"一": 1953, "二": 1958, "三": 1966, "四": 1971, "五": 1976, "六": 1981, "七": 1986, "八": 1991}
_PLAN_YEARS |= {"九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021}
_PLAN_YEARS |= {"十五": 2026, "十六": 2031}
_PLAN = regex(
    r"(?P<mark>[“\"‘])?(?P<plan>十[一二三四五六]?|[一二三四五六七八九])五(?(mark)[”\"’]|(?=规划|计划|时期|期间|期末|末|以来|初))"
    r"(?P<span>(?:规划|计划|时)?(?:期间?|时期)?)(?P<part>末|初|中期|内|之初|结束)?"
)
_BEFORE = (
    (">=", regex(r"(?:自|从|自从|始于)(?:每年的?)?$")),
    (
        "<=",
        regex(r"(?:不晚于|不迟于|不得晚于|不得迟于|最迟于?|最晚于?|截至到?|截止到?|截止|争取到|力争到|到|至|直至)$"),
    ),
    ("", regex(r"(?:于|在|以|经)$")),
)
_BEHIND = regex(
    r"(?P<upto>以前|之前|前(?!后|款|项|条|期|述|置|往|来|身|提[是下条的]|景|列)|止|为止|截止)|(?P<from>起至|起|开始|以来|以后|之后|后(?!续|勤|备|期|台)|始(?!终))|(?P<in>期间|以内|内(?!部|容))|(?P<about>前后|左右)"
)
_RANGE = regex(r"(?:起|开始|始)?(?:至|到|-{1,3}|~|、?直至|止)")
_LAST_PARTS = ("底", "末", "终", "内", "结束", "下旬")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}


@dataclass(frozen=True, slots=True)
class _Point:
    """A date before its neighbours are looked at."""

    start: int
    end: int
    first: date | None
    last: date | None
    stated: str
    year: int | None
    valid: bool = True
    #: names an end (底, 末), so that it stands for its last day
    is_end: bool = False
    #: 内 is part of it: it is a limit
    is_limit: bool = False
    #: "年" for each year, "月" for each month
    per: str = ""


_Maker = Callable[[str, re.Match[str]], _Point | None]


def find_dates(text: str) -> list[Quantity]:
    """The dates of folded text, in reading order, none overlapping another."""
    points = _points(text)
    found: list[Quantity] = []
    at = 0
    while at < len(points):
        point = points[at]
        following = points[at + 1] if at + 1 < len(points) else None
        if following and _RANGE.fullmatch(text, point.end, following.start) and not following.per:
            found.append(_range(text, point, following))
            at += 2
            continue
        found.append(_date(text, point))
        at += 1
    return found


def _points(text: str) -> list[_Point]:
    """Dates where they stand; of two that overlap the earlier, then the longer one."""
    signs = frozenset(text)
    made = [
        point
        for needed, pattern, maker in MAKERS
        if not needed.isdisjoint(signs)
        for match in pattern.finditer(text)
        if (point := maker(text, match))
    ]
    made.sort(key=lambda point: (point.start, -point.end))
    kept: list[_Point] = []
    for point in made:
        if not kept or kept[-1].end <= point.start:
            kept.append(point)
    return kept


def _years(text: str, match: re.Match[str]) -> _Point | None:
    first, last = int(match["year"]), int(match["last"])
    if first >= last:
        return None
    return _Point(*match.span(), date(first, 1, 1), date(last, 12, 31), f"{first}/{last}", last)


def _full(text: str, match: re.Match[str]) -> _Point:
    groups = match.groupdict()
    year = parse_ordinal(groups["year"].translate(_ZEROS)) or 0
    year += 0 if year >= 100 else 2000 if year < 50 else 1900
    month = parse_ordinal(groups["month"]) if groups["month"] else None
    day = parse_ordinal(groups["day"]) if groups["day"] else None
    return _point(*match.span(), year, month, day, groups.get("part") or "")


def _of_year(text: str, match: re.Match[str]) -> _Point | None:
    """1月31日, 每年1月, 八月份, 3月底; a bare 3月 is a month of the calendar."""
    groups = match.groupdict()
    relative = groups["relative"] or ""
    month = parse_ordinal(groups["month"]) or 0
    day = parse_ordinal(groups["day"]) if groups["day"] else None
    if not relative and text[max(0, match.start() - 1) : match.start()] == "每":
        return None
    if day is None and not 1 <= month <= 12:
        return None
    valid = 1 <= month <= 12 and (day is None or 1 <= day <= monthrange(2000, month)[1])
    stated = f"--{month:02}" + (f"-{day:02}" if day is not None else "")
    per = "年" if relative.startswith("每") else ""
    return _Point(*match.span(), None, None, stated, None, valid=valid, is_end=_is_end(groups["part"] or ""), per=per)


def _of_month(text: str, match: re.Match[str]) -> _Point:
    relative, day = match["relative"], parse_ordinal(match["day"]) or 0
    per = {"每月": "月", "每季": "季度", "每季度": "季度", "每年": "年"}.get(relative, "")
    return _Point(*match.span(), None, None, f"---{day:02}", None, valid=1 <= day <= 31, per=per)


def _relative(text: str, match: re.Match[str]) -> _Point | None:
    relative, part = match["relative"] or "", match["part"] or match["loose"] or match["from"] or ""
    if match["loose"] == "期末" and text[match.start() - 1 : match.start()] in "学任本分":
        return None
    if match["next"] and text.startswith(("末", "底", "初"), match.end()):
        return None
    per = {"每年": "年", "每年度": "年", "每季": "季度", "每季度": "季度", "每月": "月"}.get(relative, "")
    return _Point(*match.span(), None, None, "", None, is_end=_is_end(part), is_limit=part.endswith("内"), per=per)


def _plan(text: str, match: re.Match[str]) -> _Point | None:
    start = _PLAN_YEARS[match["plan"]]
    last = start + 4
    span, part = match["span"] or "", match["part"] or ""
    if not span and not part and match["mark"] and text.startswith(("工程", "计划", "行动", "普法"), match.end()):
        return None
    if part in ("末", "结束"):
        return _Point(*match.span(), date(last, 12, 31), date(last, 12, 31), f"{last}", last, is_end=True)
    if part in ("初", "之初"):
        return _Point(*match.span(), date(start, 1, 1), date(start, 12, 31), f"{start}", start)
    return _Point(*match.span(), date(start, 1, 1), date(last, 12, 31), f"{start}/{last}", last)


def _point(start: int, end: int, year: int, month: int | None, day: int | None, part: str) -> _Point:
    stated = f"{year:04}" + (f"-{month:02}" if month is not None else "") + (f"-{day:02}" if day is not None else "")
    if month is None:
        first_month, last_month, suffix = _months(part)
        first, last = date(year, first_month, 1), _month_end(year, last_month)
        return _Point(
            start, end, first, last, stated + suffix, year, is_end=_is_end(part), is_limit=part.endswith("内")
        )
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return _Point(start, end, None, None, stated, year, valid=False)
    first = date(year, month, day or 1)
    last = first if day else _month_end(year, month)
    return _Point(start, end, first, last, stated, year, is_end=_is_end(part), is_limit=part.endswith("内"))


#: each behind signs of which its pattern matches one at least: it is not looked for in a text without them.
MAKERS: tuple[tuple[frozenset[str], re.Pattern[str], _Maker], ...] = (
    (frozenset("年"), _YEARS, _years),
    (frozenset("年"), _FULL, _full),
    (frozenset("-./"), _SHORT, _full),
    (frozenset("五"), _PLAN, _plan),
    (frozenset("月"), _OF_YEAR, _of_year),
    (frozenset("日号"), _OF_MONTH, _of_month),
    (frozenset("年季月日期周"), _RELATIVE_PART, _relative),
)


def _months(part: str) -> tuple[int, int, str]:
    """First and last month of a part of a year, and how ISO 8601 would name it."""
    if part in _HALVES:
        return *_HALVES[part], ""
    if "季度" in part:
        quarter = "一二三四1234".index(part.removeprefix("第")[0]) % 4 + 1
        return 3 * quarter - 2, 3 * quarter, f"-Q{quarter}"
    return 1, 12, ""


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _is_end(part: str) -> bool:
    return part.endswith(_LAST_PARTS)


def _date(text: str, point: _Point) -> Quantity:
    start, end, op, high_end = point.start, point.end, "=", End.CLOSED
    for before, pattern in _BEFORE:
        match = pattern.search(text, max(0, start - 8), start)
        if match:
            start, op = match.start(), before or op
            break
    behind = _BEHIND.match(text, end)
    if behind:
        end = behind.end()
        op, high_end = _bounded(point, behind, op)
    if point.is_limit and op == "=":
        op = "<="
    on_last = op == "<=" or point.is_end
    day = point.last if on_last else point.first
    until = point.last if not on_last and op in ("=", "range") and point.first != point.last else None
    return _made(text, start, end, point, op=op, day=day, until=until, high_end=high_end)


def _bounded(point: _Point, behind: re.Match[str], op: str) -> tuple[str, End]:
    """The relation that 前, 起, 期间 give a date, and whether a bare 2010年前 says if the year counts."""
    if behind["from"]:
        return ">=", End.CLOSED
    if behind["about"]:
        return "~", End.CLOSED
    if behind["in"] == "期间":
        return "range" if point.first != point.last else op, End.CLOSED
    is_exact = point.is_end or point.is_limit or "-" in point.stated or point.first == point.last
    return "<=", End.CLOSED if is_exact or behind["in"] else End.UNKNOWN


def _range(text: str, first: _Point, last: _Point) -> Quantity:
    start, end = first.start, last.end
    if (match := _BEFORE[0][1].search(text, max(0, start - 8), start)) is not None:
        start = match.start()
    if text.startswith(("期间", "止"), end):
        end += 2 if text.startswith("期间", end) else 1
    if last.year is None and first.year is not None and last.stated.startswith("--") and last.valid:
        last = _with_year(last, first.year)
    point = replace(first, stated=f"{first.stated}/{last.stated}", valid=first.valid and last.valid)
    return _made(text, start, end, point, op="range", day=first.first, until=last.last, high_end=End.CLOSED)


def _with_year(point: _Point, year: int) -> _Point:
    month, _, day = point.stated.removeprefix("--").partition("-")
    if not month.isdigit():
        return point
    return _point(point.start, point.end, year, int(month), int(day) if day else None, "")


def _made(
    text: str, start: int, end: int, point: _Point, *, op: str, day: date | None, until: date | None, high_end: End
) -> Quantity:
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        kind=Kind.DATE,
        values=(),
        relation=op,
        unit="",
        written=text[point.start : point.end],
        high_end=high_end,
        per=point.per,
        approx=op == "~",
        within=op == "<=",
        date=day,
        until=until,
        stated=point.stated,
        valid=point.valid,
    )
