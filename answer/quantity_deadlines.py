"""What a period runs from: 自收到申请之日起30日内, 交付后一个月内, 会议召开十日前."""

import re
from dataclasses import replace

from answer.quantity_records import Kind, Quantity
from ingest.regex import regex

_AFTER = regex(
    r"(?P<start>(?:之日|之时|当日|次日|之次日|当天|次月|当月|日|时)?(?:起|开始)(?:的?第)?|(?:之后|以后|(?<![最前先])后)(?:的)?|之日|期?届?满之日)(?P<comma>,)?(?:应当|应|须|必须|可以|在|于|最多|不超过|的){0,3}$"
)
_STOP = regex(r"[,;。:\n、]")
_MARKER = regex(r"(?:自|从|于|在|应当自|应自|应在|应当在|由)")
_DUTY = regex(r"(?:应当|应|须|必须|可以|^|,)[在于]")
_IN = regex(r"[自在]")
_BEFORE_BEHIND = regex(r"(?:以前|之前|前)(?!款|项|条|期|述|置|往|来|身|提[是下条的]|景|列|后)")
_EARLY = regex(r"(?:提前|提早|早于)(?:至少|不少于|不得少于)?$")
_LABEL = regex(r"第[0-9零〇一二三四五六七八九十百]{1,7}[条款项]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}\.")
# 失业前十二个月的平均工资: what was, not what is due
_LOOKS_BACK = regex(r"内|的|平均|累计|核定|期间|剔除|实际|连续")
_AHEAD = regex(r"(?<![目当此日提空年月天事以之午])(?P<mark>前)(?:的|至少|不少于|不得少于)?$")
_WINDOW = 60
_ACTS = regex(r"(?:应当|应|须|必须|可以|在|于|至少|的){1,8}$")


def add_events(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """`quantities` in which each period knows the event that it is counted from, where the words say it."""
    floor = 0
    out = []
    for quantity in quantities:
        out.append(_with_event(text, quantity, floor) if quantity.kind is Kind.PERIOD else quantity)
        floor = quantity.end
    return out


def _with_event(text: str, period: Quantity, floor: int) -> Quantity:
    before = _BEFORE_BEHIND.match(text, period.end)
    if before and not period.within and period.unit != "年":
        event = _clause(text, period.start, floor, _ACTS)
        end = before.end()
        relation = ">=" if period.relation == "=" else period.relation
        return replace(period, end=end, text=text[period.start : end], before_event=event, relation=relation)
    if _EARLY.search(text, max(0, period.start - 8), period.start):
        start = max(
            text.rfind("提前", floor, period.start),
            text.rfind("提早", floor, period.start),
            text.rfind("早于", floor, period.start),
        )
        return replace(period, start=start, text=text[start : period.end], before_event=(start, start))
    ahead = _AHEAD.search(text, max(floor, period.start - 6), period.start)
    if ahead and (period.unit == "天" or not _LOOKS_BACK.match(text, period.end)):
        event = _clause(text, ahead.start("mark"), floor, _ACTS)
        return replace(period, before_event=event) if event[0] < event[1] else period
    match = _AFTER.search(text, max(floor, period.start - _WINDOW), period.start)
    if match is not None:
        return _after(period, _clause(text, match.start(), floor, None))
    if period.within and _IN.search(text, max(floor, period.start - _WINDOW), period.start):
        return _after(period, _clause(text, period.start, floor, None, needs_marker=True))
    return period


def _after(period: Quantity, event: tuple[int, int]) -> Quantity:
    return replace(period, after_event=event) if event[0] < event[1] else period


def _clause(
    text: str, end: int, floor: int, tail: re.Pattern[str] | None, *, needs_marker: bool = False
) -> tuple[int, int]:
    """The words of the clause that ends at `end`, without 自, 在, 应当 at its edges."""
    start = max(floor, end - _WINDOW)
    stops = [match.end() for match in _STOP.finditer(text, start, end)]
    start = stops[-1] if stops else start
    if label := _LABEL.match(text, start, end):
        start = label.end()
    if tail and (match := tail.search(text, start, end)):
        end = match.start()
    markers = [match.end() for match in (_DUTY if tail else _MARKER).finditer(text, start, end)]
    if markers:
        start = markers[0] if text[markers[0] - 1] in "自从由" else markers[-1]
    elif needs_marker:
        return end, end
    return start, end - 1 if text[end - 1 : end] == "的" and end > start else end
