"""Faults of a text that its readers should know of: gaps in its numbering, days that do not exist, a broken end."""

import re

from ingest.dates import find_impossible_days
from ingest.normalize import fold
from ingest.records import Level, Problem, Provision, Span
from ingest.regex import regex

_LOOKALIKE = regex(r"(?<![A-Za-z\d])[lI]\d{2,}(?![A-Za-z])|(?<=\d)[lIO]{1,2}\d(?![A-Za-z])")
_NUMBERED = (Level.LEVEL, Level.SUBPARAGRAPH, Level.ITEM)
_ENDS = "。;:!?”》)】.…|"


def find_problems(text: str, span: Span, provisions: tuple[Provision, ...]) -> tuple[Problem, ...]:
    """The faults of one document, in the order of the text."""
    found = [
        *_gaps(provisions),
        *_impossible_days(text, span),
        *_lookalikes(text, span),
        *_broken_end(text, provisions),
    ]
    return tuple(sorted(found, key=lambda problem: problem.span))


def _gaps(provisions: tuple[Provision, ...]) -> list[Problem]:
    """Numbers that are left out: between siblings of one make, unless the numbering runs on from elsewhere."""
    last: dict[tuple[str | None, str], Provision] = {}
    running: dict[str, int] = {}
    found = []
    for provision in provisions:
        if provision.level not in _NUMBERED or provision.ordinal is None:
            continue
        make = _make(provision.number)
        before = last.get((provision.parent, make))
        expected = {before.ordinal + 1 if before is not None and before.ordinal else 1, running.get(make, 0) + 1}
        if provision.ordinal not in expected:
            what = (
                f"“{before.number}”之后是“{provision.number}”" if before is not None else f"从“{provision.number}”开始"
            )
            found.append(
                Problem(Span(provision.own.start, provision.own.end), f"编号不连续: {what}", "请核对原文是否有缺漏")
            )
        last[provision.parent, make] = provision
        running[make] = provision.ordinal
    return found


def _make(number: str) -> str:
    """How a number is written, without its value: (一) and (十) are of one make."""
    plain = re.sub(r"^[a-z](?=[)])", "a", re.sub(r"\d+", "1", number))
    return re.sub(r"[零〇一二三四五六七八九十百①-⑳]+", "一", plain)


def _impossible_days(text: str, span: Span) -> list[Problem]:
    words = text[span.start : span.end]
    return [
        Problem(Span(span.start + start, span.start + end), f"“{fold(words[start:end]).text}”不存在", "请核对原文日期")
        for start, end in find_impossible_days(words)
    ]


def _lookalikes(text: str, span: Span) -> list[Problem]:
    found = []
    for match in _LOOKALIKE.finditer(text, span.start, span.end):
        where = Span(match.start(), match.end())
        found.append(Problem(where, f"数字中混有字母: “{match[0]}”", "字母 l、I、O 疑为数字 1、0,请核对原文"))
    return found


def _broken_end(text: str, provisions: tuple[Provision, ...]) -> list[Problem]:
    """A last provision that stops in the middle of a sentence."""
    bodies = [
        one
        for one in provisions
        if one.level in (Level.LEVEL, Level.PARAGRAPH, Level.ARTICLE, Level.SUBPARAGRAPH, Level.ITEM)
    ]
    if not bodies:
        return []
    words = text[bodies[-1].own.start : bodies[-1].own.end].rstrip()
    folded = fold(words).text
    if len(folded) < 30 or folded[-1] in _ENDS:
        return []
    where = Span(bodies[-1].own.start + len(words) - 1, bodies[-1].own.start + len(words))
    return [Problem(where, f"正文在“{folded[-12:]}”处中断", "原文可能不完整,请找全文核对")]
