"""Dates and periods: days that do not exist, spans of years that are not so many, periods without a beginning."""

import re
from collections.abc import Iterator

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.decimals import plain
from answer.quantity_records import Kind
from ingest.dates import find_impossible_days
from ingest.numerals import parse_ordinal
from ingest.records import Span
from ingest.regex import regex

_YEARS = regex(
    r"(?P<first>(?:19|20)\d\d)年?(?:到|至|-)(?P<last>(?:19|20)\d\d)年(?P<between>[^,;。\d]{0,8}?)(?P<count>[一二三四五六七八九十两]{1,3}|\d{1,2})(?:个)?年"
)
#: what a stretch that is told by both its ends has
_STRETCH, _DATED = regex(r"[至到止~-]"), regex(r"[年月日号]|\d[./-]\d")
_FROM_ISSUE = regex(r"自(?:发文|印发|发布|下发|文件印发)之日起(?:执行|施行|实施|生效)")
_THIS_YEAR = regex(r"(?:今年|本年|明年|去年|(?<![\d一二三四五六七八九十两几])年内)(?!度)")


def dates(ground: Ground) -> Iterator[Defect]:
    """Days that no calendar has, and stretches that end before they begin."""
    for span in ground.stretches or (ground.document.span,):
        for start, end in find_impossible_days(ground.text[span.start : span.end]):
            where = Span(span.start + start, span.start + end)
            words = ground.text[where.start : where.end]
            yield ground.defect("date", Severity.MISMATCH, where, f"“{words}”这一天不存在", "请核对日期，不要自行推定")
    for sentence in ground.wanted_sentences:
        for quantity in sentence.quantities if _STRETCH.search(sentence.text) and _DATED.search(sentence.text) else ():
            if quantity.kind is Kind.DATE and quantity.date and quantity.until and quantity.until < quantity.date:
                where = sentence.span(quantity.start, quantity.end)
                yield ground.defect("date", Severity.MISMATCH, where, "止期早于起期", "请核对日期")


def periods(ground: Ground) -> Iterator[Defect]:
    """Stretches of years whose length is not the one that is said."""
    for sentence in ground.wanted_sentences:
        for match in _YEARS.finditer(sentence.text):
            years = int(match["last"]) - int(match["first"]) + 1
            said = parse_ordinal(match["count"])
            if said and said != years:
                where = sentence.span(*match.span())
                message = f"{match['first']}年到{match['last']}年首尾计{years}年，原文写{said}年"
                yield ground.defect("period", Severity.MISMATCH, where, message, "请核对起止年份")


def undated_periods(ground: Ground) -> Iterator[Defect]:
    """两年内, 今年 in a document that bears no date."""
    header = ground.document.header
    if any((header.dated_on, header.issued_on, header.promulgated_on, header.published_on, header.effective_on)):
        return
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            if quantity.kind is Kind.PERIOD and _counts_from_now(sentence, quantity.start, quantity.end):
                where = sentence.span(quantity.start, quantity.end)
                size = plain(quantity.values[0]) + quantity.unit
                message = f"文件没有日期，“{quantity.text}”（{size}）从何时算起不明"
                yield ground.defect("undated_period", Severity.AMBIGUOUS, where, message, "请查成文日期")
        for match in _THIS_YEAR.finditer(sentence.text):
            where = sentence.span(*match.span())
            message = f"文件没有日期，“{match[0]}”是哪一年不明"
            yield ground.defect("undated_period", Severity.AMBIGUOUS, where, message, "请查成文日期")


def _counts_from_now(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a period is a goal counted from the document itself: 力争两年内, 用三年时间, 近1-2年时间."""
    before, words = sentence.text[max(0, start - 8) : start], sentence.text[start:end]
    if re.search(r"[日月后前起每满过近]$|之日|以来$", before) or "年" not in words:
        return bool(re.search(r"(?:今后|未来)$", before))
    return bool(re.search(r"(?:力争|争取|确保|用|利用|计划|计划在|今后|未来)[^,;。]{0,4}$", before)) and bool(
        re.search(r"内$", words) or re.match(r"(?:左右)?(?:的?时间|内)", sentence.text[end:])
    )


def differing_dates(ground: Ground) -> Iterator[Defect]:
    """In force from its issue, while the source gives more than one day for it."""
    header = ground.document.header
    days = {day for day in (header.dated_on or header.issued_on, header.published_on) if day}
    if len(days) < 2 or header.promulgated_on:
        return
    for sentence in ground.sentences:
        match = _FROM_ISSUE.search(sentence.text)
        if match:
            told = "、".join(day.isoformat() for day in sorted(days))
            where = sentence.span(*match.span())
            message = f"{match[0]}，而来源中的日期不止一个（{told}）"
            yield ground.defect("dates_differ", Severity.AMBIGUOUS, where, message, "通常以成文日期为准，请核实")
