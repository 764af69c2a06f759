"""Rates: what is left over below a unit, where a rate leaves its range, and other rules for the same thing."""

import re
from collections.abc import Iterator
from itertools import pairwise

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.decimals import plain
from answer.quantity_records import Kind, Quantity
from ingest.regex import regex

_THING = regex(r"[\u4e00-\u9fff]{2,12}(?:用房|场所|绿地|设施)")


def rounding(ground: Ground) -> Iterator[Defect]:
    """A rate for every N units without a word on what is left over."""
    for sentence in ground.sentences:
        for base, amount in _rates(sentence):
            if re.search(
                r"零头|不足[^,。;]{1,8}(?:按|不计|的,按)|四舍五入|取整|按比例|进位|计算面积",
                ground.whole(sentence.provision),
            ):
                continue
            size = plain(base.values[0])
            message = f"按每{size}{base.unit}计，不足{size}{base.unit}的零头按比例计、进位还是不计未规定"
            where = sentence.span(base.start, amount.end)
            yield ground.defect("rounding_unsaid", Severity.AMBIGUOUS, where, message, "通常按比例计算，请核实")


def _rates(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of a base of many units (每百户, 按500户) and the amount for it."""
    for base, amount in pairwise(sentence.quantities):
        between = sentence.text[base.end : amount.start]
        if (
            len(base.values) != 1
            or base.values[0] <= 1
            or amount.unit == "组"
            or base.unit not in ("户", "人", "平方米", "床", "床位", "套")
        ):
            continue
        is_each = base.kind is Kind.EACH
        is_per = base.kind is Kind.AMOUNT and re.search(r"(?:平均按|按照|按|每)$", sentence.before(base))
        links = re.match(r"(?:左右|规模|的)*[\u4e00-\u9fff]{0,8}$", between)
        if (
            (is_each or is_per)
            and amount.kind is Kind.AMOUNT
            and links
            and (is_each or re.search(r"设置|选配|配备|设|配|安排", between))
        ):
            yield base, amount


def clamps(ground: Ground) -> Iterator[Defect]:
    """A rate and a range for the same thing, which part where the rate leaves the range."""
    for sentence in ground.sentences:
        for base, amount in _rates(sentence):
            spread = next(
                (q for q in sentence.following(amount, 1) if q.unit == amount.unit and q.relation == "range"),
                None,
            )
            if (
                spread is None
                or spread.low is None
                or spread.high is None
                or len(amount.values) != 1
                or not amount.values[0]
            ):
                continue
            per = base.values[0] / amount.values[0]
            low, high = plain(spread.low * per), plain(spread.high * per)
            message = (
                f"按每{plain(base.values[0])}{base.unit}{amount.text}推算，{spread.text}相当于"
                f"{low}—{high}{base.unit}，超出此范围以何者为准未写"
            )
            where = sentence.span(base.start, spread.end)
            yield ground.defect("rate_range", Severity.AMBIGUOUS, where, message, "请按定员上下限核实")


def excess_only(ground: Ground) -> Iterator[Defect]:
    """超过部分 has a rate, but the part below the threshold has none in the same item."""
    for sentence in ground.sentences:
        for match in re.finditer(r"超过(?P<edge>[^,;。]{1,12}?)的?,(?P<rest>超[过出](?:的)?部分)", sentence.text):
            inner = re.search(r"以内(?:的)?部分|未超过(?:的)?部分|不超过[^,;。]{1,12}部分|除按", sentence.text)
            if not inner:
                where = sentence.span(match.start(), match.end())
                message = f"只写“{match['rest']}”的标准，未超过部分按何标准未写"
                yield ground.defect("excess_only", Severity.AMBIGUOUS, where, message, "通常按前一档标准，系推定")


def two_standards(ground: Ground) -> Iterator[Defect]:
    """A floor for an area and, elsewhere in the document, a rate or share for the same thing."""
    rates = [(one, ground.lead(one.provision) + one.text, said) for one in ground.sentences for said in _scaled(one)]
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            if quantity.unit != "平方米" or quantity.relation != ">=" or quantity.kind is not Kind.AMOUNT:
                continue
            head = re.split(r"[,;:。]", sentence.before(quantity, 80))[-1]
            things = _THING.findall(head)
            there = next(
                (
                    said
                    for one, around, said in rates
                    if one is not sentence and any(thing[-6:] in around for thing in things)
                ),
                None,
            )
            if there is not None and things:
                where = sentence.span(quantity.start, quantity.end)
                message = f"“{things[-1]}”{quantity.text}，又按“{there}”计，两个标准何者优先未写"
                yield ground.defect("two_standards", Severity.AMBIGUOUS, where, message, "两个标准一并列出，请核实")


def _scaled(sentence: Sentence) -> Iterator[str]:
    """The words of rates and shares that an area is computed by."""
    for base, amount in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        if base.kind is Kind.EACH and base.values and base.values[0] > 1 and amount.unit == "平方米":
            yield sentence.text[base.start : amount.end]
    for quantity in sentence.quantities:
        if quantity.kind is Kind.PERCENT and re.search(r"面积(?:的)?$", sentence.before(quantity)):
            yield sentence.text[max(0, quantity.start - 5) : quantity.end]
