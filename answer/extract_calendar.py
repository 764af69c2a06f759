"""Dated and recurring duties as an iCalendar file (RFC 5545): all-day events that are the same each time."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from answer.citations import day_of
from answer.evaluate_facts import MONTHS
from answer.extract_records import Obligation, Timing, When
from answer.layout import printable
from index.facets import year_of
from ingest.records import Header
from ingest.regex import regex

#: bytes of a line without its end, and the characters of a title
_LINE, _SUMMARY = 75, 60
_LATE = "原文未写具体日期，提醒设在每期最后一日"
#: months of a period
_MONTHS = MONTHS | {"季": 3, "个月": 1}
_PERIOD = regex(r"(\d{1,3})?(半年|半月|季度|季|个月|年|月|周|星期|日|天)")
_MOST = 12_000
_SHORTEST_MONTH, _LONGEST_MONTH, _MIDDLE = 28, 31, 15


@dataclass(frozen=True, slots=True)
class Event:
    """A day, or days that come again, for the calendar."""

    uid: str
    #: the day that the event is told to be made
    stamp: date
    on: date
    #: the recurrence rule, "" if the day comes once
    rule: str
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A time that has no place in a calendar, with the reason."""

    obligation: Obligation
    text: str
    reason: str


def first_day(header: Header) -> date | None:
    """The day that a document's recurring duties begin on: of its force, its making or its publication, or its year."""
    year = year_of(header)
    return header.effective_on or day_of(header) or (date(year, 1, 1) if year else None)


def planned(found: Iterable[Obligation], start: date | None) -> tuple[tuple[Event, ...], tuple[LeftOut, ...]]:
    """The events of the dated and recurring duties, each once, and the times that have no place in a calendar.

    `start` is the first day of the calendar; what is recurring begins with the first period that ends on it or later.
    Without one, recurring times are left out.
    """
    events: dict[str, Event] = {}
    left: list[LeftOut] = []
    for one in found:
        for timing in one.times:
            made = _event(one, timing, start)
            if isinstance(made, Event):
                events.setdefault(made.uid, made)
            elif made:
                left.append(LeftOut(one, timing.text, made))
    return tuple(events.values()), tuple(left)


def _event(one: Obligation, timing: Timing, start: date | None) -> Event | str:
    """The event of a time, or why there is none; "" for a time that is none of a calendar."""
    if timing.when in (When.WITHIN, When.LASTING):
        return ""
    if not timing.is_possible:
        return "没有这一天"
    if timing.when is not When.EVERY:
        return _made(one, timing, timing.on, "", stamp=start or timing.on) if timing.on else "没有写明年份"
    if start is None:
        return "文件没有日期，不知从何时起算，请用 --from 写明"
    day, rule = _fixed(timing, start) if timing.fixed_on not in ("", "end") else _recurrence(timing, start)
    return _made(one, timing, day, rule, stamp=start) if day else "周期不能写入日历"


def _fixed(timing: Timing, start: date) -> tuple[date | None, str]:
    """The first day and the rule of a day in each year or month."""
    month, _, day = timing.fixed_on.rpartition("-")
    if month:
        return _yearly(int(month), int(day), start)
    if timing.every not in ("月", "个月") or not 1 <= int(day) <= _LONGEST_MONTH:
        return None, ""
    here = start.replace(day=min(int(day), _last(start)))
    if here < start:
        later = start + timedelta(days=_last(start))
        here = later.replace(day=min(int(day), _last(later)))
    days = ",".join(map(str, range(_SHORTEST_MONTH, int(day) + 1))) if int(day) > _SHORTEST_MONTH else day
    return here, f"FREQ=MONTHLY;BYMONTHDAY={days}" + (";BYSETPOS=-1" if "," in days else "")


def _recurrence(timing: Timing, start: date) -> tuple[date | None, str]:
    """The first day and the rule of a recurring time without a day of its own: the last of each period."""
    match = _PERIOD.fullmatch(timing.every)
    if not match:
        return None, ""
    count, unit = int(match[1] or 1), match[2]
    if count == 0 or count * _MONTHS.get(unit, 1) > _MOST:
        return None, ""
    if unit == "半月":
        return start.replace(day=15 if start.day <= _MIDDLE else _last(start)), "FREQ=MONTHLY;BYMONTHDAY=15,-1"
    if unit in ("日", "天"):
        return start, _rule("DAILY", count)
    if unit in ("周", "星期"):
        return start + timedelta(days=6 - start.weekday()), _rule("WEEKLY", count)
    months = count * _MONTHS[unit]
    if months % 12 == 0:
        return date(start.year, 12, 31), _rule("YEARLY", months // 12)
    return _end_of_period(start, months), _rule("MONTHLY", months) + ";BYMONTHDAY=-1"


def _yearly(month: int, day: int, start: date) -> tuple[date, str]:
    """The next such day; 29 February comes every year as the last of February."""
    rule = "FREQ=YEARLY" if (month, day) != (2, 29) else "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    year = start.year if (month, day) >= (start.month, start.day) else min(start.year + 1, date.max.year)
    return date(year, month, min(day, monthrange(year, month)[1])), rule


def _last(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _rule(frequency: str, interval: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _end_of_period(start: date, months: int) -> date:
    """The last day of the period of so many months that `start` lies in; periods divide the year if they can."""
    month = min(12, -(-start.month // months) * months) if months < 12 else 12
    return date(start.year, month, monthrange(start.year, month)[1])


def _made(one: Obligation, timing: Timing, day: date, rule: str, *, stamp: date) -> Event:
    digest = sha256("|".join((one.key, one.address, one.quote, timing.text)).encode("utf-8", "replace")).hexdigest()
    who = f"{one.bearer}: " if one.bearer else ""
    note = [_LATE] if rule and not timing.fixed_on else []
    words = "\n".join([" ".join(one.quote.split()), f"《{one.title}》{one.document} {one.label}".strip(), *note])
    return Event(f"{digest[:32]}@zhengce", stamp, day, rule, f"{who}{one.action}"[:_SUMMARY], words)


def calendar(events: Iterable[Event]) -> bytes:
    """The events as an iCalendar file, in the order of their days, each once."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zhengce//zhengce//ZH", "CALSCALE:GREGORIAN"]
    for event in sorted({event.uid: event for event in events}.values(), key=lambda event: (event.on, event.uid)):
        lines.extend(_lines(event))
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_plain(event.stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_plain(event.on)}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _plain(day: date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    r"""A text as a value of iCalendar.

    >>> print(escaped("甲、乙;丙,丁\n戊"))
    甲、乙\;丙\,丁\n戊
    """
    shown = printable(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return shown.replace("\n", "\\n").replace("\t", " ")


def folded(line: str) -> bytes:
    r"""A line in pieces of at most 75 bytes, cut between characters, those after the first begun with a space.

    >>> [len(piece) for piece in folded("社" * 60).split(b"\r\n")]
    [75, 73, 34, 0]
    """
    pieces, size = [b""], 0
    for char in line:
        encoded = char.encode("utf-8", "replace")
        if size + len(encoded) > _LINE:
            pieces.append(b" ")
            size = 1
        pieces[-1] += encoded
        size += len(encoded)
    return b"\r\n".join(pieces) + b"\r\n"
