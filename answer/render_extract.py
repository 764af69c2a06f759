"""Obligations for people and machines: a table for the terminal, rows for files, JSON."""

from collections.abc import Sequence

from answer.decimals import decimal_text, plain
from answer.extract_calendar import LeftOut
from answer.extract_filter import MODALITIES
from answer.extract_records import Obligation, Stated, Timing
from answer.layout import flowed, printable, wrapped
from answer.render import rendered
from answer.render_json import SCHEMA
from answer.render_table import fitted, table
from answer.review import Review, Verdict
from ingest.records import Header

HEADINGS = (
    "文件",
    "标题",
    "适用地",
    "条款",
    "地址",
    "主体",
    "性质",
    "内容",
    "对象",
    "数量",
    "条件",
    "期限",
    "类别",
    "核对",
    "原文",
    "位置",
)
REVIEWS = {"extracted": "未审核", "reviewed": "已审核", "disputed": "有疑问"}
#: a terminal narrower than this shows one obligation below the other, not in columns
_NARROW = 100
#: columns of the table with the width that each has at most; the one of 0 takes what is left
_COLUMNS = (("条款", 14), ("主体", 16), ("性质", 6), ("内容", 0), ("数量", 26), ("期限", 18))


def amount_text(amount: Stated) -> str:
    """An amount in the text's words with what it is an amount of: 社区用房 每100户40平方米(建筑面积)."""
    per = amount.per and (f"{amount.per}的" if amount.unit == "份额" else f"每{amount.per}")
    period = f"每{amount.period}" if amount.period and "每" + amount.period not in amount.text else ""
    basis = f"({amount.basis})" if amount.basis and amount.basis not in amount.label + amount.text else ""
    category = amount.category if amount.category not in amount.label else ""
    return " ".join(filter(None, (category, amount.label, period + per + amount.text + basis)))


def time_text(timing: Timing) -> str:
    """A time in the text's words, with the day that it means and its event."""
    if not timing.is_possible:
        return f"{timing.text}(没有这一天)"
    day = timing.on.isoformat() if timing.on else ""
    known = f"({day})" if day else ""
    return f"{timing.event}后{timing.text}" if timing.event and timing.event not in timing.text else timing.text + known


def row(one: Obligation) -> tuple[str, ...]:
    """The obligation as a row under `HEADINGS`."""
    span = f"{one.spans[0].start}-{one.spans[-1].end}" if one.spans else ""
    return (
        one.document,
        one.title,
        one.place,
        one.label,
        one.address,
        one.bearer,
        MODALITIES[one.modality][0],
        one.action,
        "；".join(one.objects),
        "；".join(map(amount_text, one.amounts)),
        one.condition,
        "；".join(map(time_text, one.times)),
        " ".join(one.kinds),
        REVIEWS[one.review],
        flowed(one.quote),
        span,
    )


def obligations_text(header: Header, found: Sequence[Obligation], width: int | None) -> str:
    """The obligations of a document under its name: in columns if there is room, else one below the other."""
    name = " ".join(filter(None, (header.document_number, header.title)))
    lines = [wrapped(f"{name} ({len(found)} 项)", width)]
    if width is not None and width >= _NARROW:
        rows = [tuple(name for name, _ in _COLUMNS), *map(_cells, found)]
        lines += table(rows, fitted(rows, [most for _, most in _COLUMNS], width))
    else:
        lines += [line for one in found for line in _below(one, width)]
    return printable("\n".join(lines)) + "\n"


def _cells(one: Obligation) -> tuple[str, ...]:
    mark = "" if one.review == "extracted" else f" [{REVIEWS[one.review]}]"
    amounts, times = "；".join(map(amount_text, one.amounts)), "；".join(map(time_text, one.times))
    return one.label + mark, one.bearer, MODALITIES[one.modality][0], one.action, amounts, times


def _below(one: Obligation, width: int | None) -> list[str]:
    label, bearer, modality, action, amounts, times = _cells(one)
    head = "  ".join(filter(None, (label, bearer, modality)))
    more = (("", action), ("数量: ", amounts), ("条件: ", one.condition), ("期限: ", times))
    return [wrapped(f"  {head}", width, "  "), *(wrapped(f"    {n}{t}", width, "    ") for n, t in more if t)]


def obligation_json(one: Obligation) -> dict[str, object]:
    """The obligation as JSON; numbers are decimal strings in base units."""
    return {
        "label": one.label,
        "address": one.address,
        "bearer": one.bearer,
        "modality": one.modality.value,
        "action": one.action,
        "objects": list(one.objects),
        "amounts": [stated_json(amount) for amount in one.amounts],
        "condition": one.condition,
        "times": [_time_json(timing) for timing in one.times],
        "kinds": list(one.kinds),
        "quote": one.quote,
        "spans": [[span.start, span.end] for span in one.spans],
        "review": one.review,
    }


def stated_json(amount: Stated) -> dict[str, object]:
    """A stated amount as JSON; numbers are decimal strings in base units."""
    return {
        "label": amount.label,
        "text": amount.text,
        "low": None if amount.low is None else decimal_text(amount.low),
        "high": None if amount.high is None else decimal_text(amount.high),
        "relation": amount.relation,
        "unit": amount.unit,
        "basis": amount.basis,
        "per": amount.per,
        "period": amount.period,
        "category": amount.category,
        "is_part": amount.is_part,
    }


def _time_json(timing: Timing) -> dict[str, object]:
    return {
        "when": timing.when.value,
        "text": timing.text,
        "event": timing.event,
        "on": timing.on.isoformat() if timing.on else None,
        "fixed_on": timing.fixed_on,
        "every": timing.every,
        "times": plain(timing.times) or None,
        "is_possible": timing.is_possible,
    }


def document_json(key: str, header: Header, found: Sequence[Obligation]) -> dict[str, object]:
    """The obligations of a document as JSON."""
    return {
        "key": key,
        "document": header.document_number or header.title,
        "title": header.title,
        "place": header.place,
        "obligations": [obligation_json(one) for one in found],
    }


def left_out_text(one: LeftOut) -> str:
    """Why a time is not in the calendar, in a line."""
    where = " ".join(filter(None, (one.obligation.document, one.obligation.label)))
    return f"未写入日历: {where}“{one.text}”{one.reason}"


def review_text(review: Review, words: str) -> str:
    """A verdict that was kept, with the words that it is on."""
    said = "读法正确" if review.verdict is Verdict.REVIEWED else "有疑问"
    return rendered("review", review=review, said=said, words=words)


def review_json(review: Review) -> dict[str, object]:
    """A verdict as JSON."""
    return {
        "schema": SCHEMA,
        "document": review.document,
        "address": review.address,
        "text_sha256": review.text_sha256,
        "by": review.by,
        "reviewed_on": review.reviewed_on.isoformat(),
        "verdict": review.verdict.value,
        "note": review.note,
    }
