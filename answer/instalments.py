"""What is paid of a sum each year, or in one of the years, where the text pays it out in parts: 分5年等额发放."""

import re
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
from answer.reading import read_norms
from answer.select import Reader
from ingest.regex import regex

#: how a text pays a sum out in parts, equal ones or such of a ratio, and what a question for one of them says
_PARTED = regex(
    r"分(?P<count>\d{1,2}|[两二三四五六七八九十])年,?(?:(?P<equal>等额|平均|均等)|按照?(?P<ratio>\d{1,2}(?::\d{1,2}){1,9})的?比例)"
    r"[^,;。\d]{0,6}(?:发放|发给|拨付|支付|兑现|兑付|给付|补助)"
    r"|(?P<own>第一年[^,;。\d]{0,8}\d{1,3}(?:\.\d{1,3})?%)"
)
#: the name of a sum, which its instalments are called by
_SUM = regex(r"[\u4e00-\u9fff]{2}(?:补贴|补助|津贴|奖励|奖金|资助)")
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
            made = _paid(result, passage, part) if _is_of(result, base, passage, text) else []
            if made:
                finding.results[:0] = [(one, base) for one in made]
                finding.asked = len(made)
                finding.passages = list(dict.fromkeys([*finding.passages, passage]))
                return finding
    return finding


def _is_of(result: Result, base: Passage, passage: Passage, text: DocumentText) -> bool:
    """Whether a sentence pays out the sum of another: it stands in its provision, or beside it and names the sum."""
    parents = {text.provisions[one.address].parent for one in (base, passage)}
    names = [result.label.removeprefix("给予"), *_SUM.findall(f"{base.lead}{base.before}{base.text}")]
    is_named = any(len(name) > 1 and name in passage.text for name in names)
    return base.address == passage.address or (len(parents) == 1 and is_named)


def _paid(result: Result, passage: Passage, part: Part) -> list[Result]:
    """What is paid in the year asked about, or in each if they differ; nothing if the sentence does not say."""
    match = _PARTED.search(passage.text)
    shares = () if match is None else _shares_by_year(passage.text) if match["own"] else _shares(match)
    asked = [int(one.values[0]) for one in find_ordinals(part.text) if one.unit == "第年" and len(one.values) == 1]
    if match is None or not shares or len(asked) > 1:
        return []
    years = asked or range(1, 1 + (1 if match["equal"] else len(shares)))
    made = [_part(result, match[0], shares[year - 1] if 0 < year <= len(shares) else Fraction(0)) for year in years]
    if len(made) == 1:
        return made
    return [replace(one, label=f"{one.label}第{year}年") for one, year in zip(made, years, strict=True)]


def _shares(match: re.Match[str]) -> tuple[Fraction, ...]:
    """The share of each year; none if there are not as many of them as years."""
    years = int(scan(f"{match['count']}年")[0].values[0])
    if match["equal"]:
        return (Fraction(1, years),) * years if years else ()
    ratio = next((q.values for q in scan(match[0]) if q.kind is Kind.RATIO), ())
    return tuple(one / sum(ratio, Fraction(0)) for one in ratio) if len(ratio) == years and any(ratio) else ()


def _shares_by_year(text: str) -> tuple[Fraction, ...]:
    """The share of each year, as a sentence numbers them: 第一年50%,第二年、第三年各25%; none if they are no whole."""
    shares: dict[int, Fraction] = {}
    for norm in read_norms(text):
        percents = [v.quantity.values[0] for v in norm.values if v.unit == "%" and v.quantity.relation == "="]
        for condition in norm.conditions if len(percents) == 1 else ():
            low, high = condition.interval.low, condition.interval.high
            if condition.unit == "第年" and low is not None and high is not None:
                shares |= dict.fromkeys(range(int(low), int(high) + 1), percents[0] / 100)
    is_whole = sorted(shares) == list(range(1, len(shares) + 1)) and sum(shares.values()) == 1
    return tuple(shares[year] for year in sorted(shares)) if is_whole else ()


def _part(result: Result, said: str, share: Fraction) -> Result:
    """What is paid in a year that has this share; 0 in one beyond the last."""
    paid = (result.low or Fraction(0)) * share
    step = f"“{said}”: {plain(result.low)}元×{share.numerator}/{share.denominator}＝{plain(paid)}元"
    step = step if share else f"“{said}”: 这一年已不再发放，0元"
    return replace(result, low=paid, high=paid, per_period="", steps=(*result.steps, step))
