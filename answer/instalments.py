"""What is paid of a sum each year, or in one of the years, where the text pays it out in parts: 分5年等额发放."""

from dataclasses import replace
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate import Result
from answer.findings import Finding
from answer.passages import DocumentText, Passage
from answer.quantities import scan
from answer.quantity_ordinals import find_ordinals
from answer.quantity_records import Kind
from answer.question_records import Part
from answer.select import Reader
from ingest.regex import regex

#: how a text pays a sum out in parts, equal ones or such of a ratio, and what a question for one of them says
_PARTED = regex(
    r"分(?P<count>\d{1,2}|[两二三四五六七八九十])年,?(?:(?P<equal>等额|平均|均等)|按照?(?P<ratio>\d{1,2}(?::\d{1,2}){1,9})的?比例)"
    r"[^,;。\d]{0,6}(?:发放|发给|拨付|支付|兑现|兑付|给付|补助)"
)
_ASKS_PART = regex(r"每年|一年|第(?:[一二两三四五六七八九十]|\d{1,2})年")


def in_instalments(reader: Reader, finding: Finding, part: Part) -> Finding:
    """The finding with what is paid of its sum in the year asked about before the sum itself."""
    if not finding.asked or finding.needs or not _ASKS_PART.search(part.text):
        return finding
    result, base = finding.results[0]
    is_sum = result.unit == "元" and result.low is not None and result.low == result.high and not result.per_period
    text = reader.text(finding.key)
    if is_sum and text.speaks_of(_PARTED):
        parted = [one for group in text.speaking_of(_PARTED) for one in group if _PARTED.search(one.text)]
        for passage in sorted(parted, key=lambda one: one.address != base.address):
            made = _paid(result, passage, part) if _is_of(result, base, passage, text) else None
            if made is not None:
                finding.results.insert(0, (made, base))
                finding.asked = 1
                finding.passages = list(dict.fromkeys([*finding.passages, passage]))
                return finding
    return finding


def _is_of(result: Result, base: Passage, passage: Passage, text: DocumentText) -> bool:
    """Whether a sentence pays out the sum of another: it stands in its provision, or beside it and names the sum."""
    parents = {text.provisions[one.address].parent for one in (base, passage)}
    name = result.label.removeprefix("给予")
    return base.address == passage.address or (len(parents) == 1 and len(name) > 1 and name in passage.text)


def _paid(result: Result, passage: Passage, part: Part) -> Result | None:
    """What is paid in one year, None if the sentence does not say or nobody asked for a year of its own."""
    match = _PARTED.search(passage.text)
    if match is None or result.low is None:
        return None
    years = scan(f"{match['count']}年")[0].values[0]
    shares = next((q.values for q in scan(match[0]) if q.kind is Kind.RATIO), ())
    asked = [one.values[0] for one in find_ordinals(part.text) if one.unit == "第年" and len(one.values) == 1]
    share = Fraction(1) / years if match["equal"] else _share(shares, asked)
    if not share or len(asked) > 1 or any(number > years for number in asked):
        return None
    paid = result.low * share
    step = f"“{match[0]}”: {plain(result.low)}元×{share.numerator}/{share.denominator}＝{plain(paid)}元"
    return replace(result, low=paid, high=paid, per_period="", steps=(*result.steps, step))


def _share(shares: tuple[Fraction, ...], asked: list[Fraction]) -> Fraction | None:
    """The share of the year that is asked for, None if no single one is."""
    at = int(asked[0]) if len(asked) == 1 else 0
    return shares[at - 1] / sum(shares, Fraction(0)) if 0 < at <= len(shares) else None
