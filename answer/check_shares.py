"""Shares of payers: that do not make the whole, of which only one is told, or that the amounts contradict."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.decimals import plain
from answer.quantity_records import Kind, Quantity
from ingest.regex import regex

_PAYS = regex(r"分担|承担|负担|分摊|总数的|构成|比例(?:配套|出资|投入|分配)")
_REST = regex(r"其余|其他部分|剩余|余下|不足部分|另外?\d|另一?半")
_ALONE = regex(r"(?P<payer>各[区县市镇乡街]|[\u4e00-\u9fff]{1,8}(?:财政|政府))(?:按照|按)$")
#: a sentence without these words tells of no shares that anybody pays
_OF_PAYERS = regex(rf"{_PAYS.pattern}|比例|出资|配套")
_EACH_PAYS = regex(r"各(?:自)?(?:承担|负担|分担|出资|配套)$")


def shares(ground: Ground) -> Iterator[Defect]:
    """Shares of payers that do not make 100 %, or of which only one is told."""
    for sentence in ground.wanted_sentences:
        if not _OF_PAYERS.search(sentence.text):
            continue
        percents = [q for q in sentence.quantities if q.kind is Kind.PERCENT and q.unit == "%" and q.relation == "="]
        yield from _share_sums(ground, sentence, percents)
        yield from _equal_shares(ground, sentence, percents)
        for quantity in percents:
            yield from _lone_share(ground, sentence, quantity)


def _share_sums(ground: Ground, sentence: Sentence, percents: Sequence[Quantity]) -> Iterator[Defect]:
    for run in _runs(sentence, percents):
        total = sum((q.values[0] for q in run), Fraction(0))
        around = sentence.text[max(0, run[0].start - 30) : run[-1].end + 12]
        if total == 100 or not _PAYS.search(around) or _REST.search(around):
            continue
        if re.search(r"[上下]浮|提高|增长|降低|减[免征]|达到|完成|覆盖", around):
            continue
        added = "＋".join(f"{plain(q.values[0])}%" for q in run)
        message = f"各项比例相加（{added}）为{plain(total)}%，不是100%"
        yield ground.defect(
            "share_sum", Severity.MISMATCH, sentence.span(run[0].start, run[-1].end), message, "请核对各项比例"
        )


def _runs(sentence: Sentence, percents: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Shares that follow one another with only 、 or 和 between them."""
    values = [q for q in sentence.quantities if q.kind is Kind.LIST and q.unit == "%"]
    for quantity in values:
        yield [_member(quantity, value) for value in quantity.values]
    run: list[Quantity] = []
    for quantity in percents:
        if run and sentence.text[run[-1].end : quantity.start] not in ("、", "和", "与", "及", ",", "以及"):
            if len(run) > 1:
                yield run
            run = []
        run.append(quantity)
    if len(run) > 1:
        yield run


def _member(quantity: Quantity, value: Fraction) -> Quantity:
    return replace(quantity, kind=Kind.PERCENT, values=(value,))


def _equal_shares(ground: Ground, sentence: Sentence, percents: Sequence[Quantity]) -> Iterator[Defect]:
    """Each side pays the same share, but the amounts named are not the same."""
    for quantity in percents:
        if not _EACH_PAYS.search(sentence.before(quantity)):
            continue
        money = [q for q in sentence.amounts if q.unit == "元" and q.end < quantity.start]
        if len(money) > 2 and money[1].values[0] + money[2].values[0] == money[0].values[0] != 2 * money[1].values[0]:
            whole, first, second = money[:3]
            message = (
                f"总额{whole.written}{whole.unit}分为{first.written}{whole.unit}和{second.written}{whole.unit}，"
                f"两部分不相等，与“各{quantity.text}”不合"
            )
            yield ground.defect(
                "share_sum",
                Severity.MISMATCH,
                sentence.span(quantity.start, quantity.end),
                message,
                "请核对分担对象和比例",
            )


def _lone_share(ground: Ground, sentence: Sentence, quantity: Quantity) -> Iterator[Defect]:
    text, before = sentence.text, sentence.before(quantity)
    lead = _ALONE.search(before) if before.endswith(("按", "按照")) else None
    follows = re.match(r"的?比例(?:落实|承担|负担|分担|配套|安排|拨付|补助|出资)", text[quantity.end :])
    if (
        lead
        and follows
        and quantity.values[0] < 100
        and not _REST.search(text[max(0, quantity.start - 200) : quantity.end + 200])
    ):
        rest = plain(100 - quantity.values[0])
        message = f"只写{lead['payer']}的{plain(quantity.values[0])}%，另外{rest}%由谁承担未写"
        yield ground.defect(
            "unstated_rest",
            Severity.AMBIGUOUS,
            sentence.span(quantity.start, quantity.end),
            message,
            "请查配套文件或询问制定机关",
        )
