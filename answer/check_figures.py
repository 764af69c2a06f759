"""Figures of a text that do not add up: sums, totals, gaps of finance, counted recipients."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.check_wording import written
from answer.quantity_records import Quantity
from ingest.records import Span
from ingest.regex import regex

_TOTAL = regex(
    r"(?:共需|共计|合计|总计|一共|总共|共需资金|共需经费|需资金|总投资|共)[\u4e00-\u9fff]{0,8}(?:为|约|约为|约需)?$"
)
_LEFT = regex(r"缺口|差额|不足部分|剩余|其余|余下|尚缺|尚差")
_GAP = regex(rf"(?:{_LEFT.pattern})[\u4e00-\u9fff]{{0,6}}$")
_ENUMERATED = regex(r"(?:^|[:;。])(?:[一二三四五六七八九]是|\([一二三四五六七八九\d]{1,2}\)|\d{1,2}[.、])")
#: how far from 其中 its whole and its parts are looked for, in characters
_REACH = 400
#: how many sentences before a total or a gap its parts are looked for
_SENTENCES = 40
_PARTS = "其中各项"
_PART = regex(r"其中")


def sums(ground: Ground) -> Iterator[Defect]:
    """Parts behind 其中 that do not make the whole."""
    for sentence in ground.wanted_sentences:
        for match in _PART.finditer(sentence.text):
            yield from _parts(ground, sentence, match.start())


def _parts(ground: Ground, sentence: Sentence, at: int) -> Iterator[Defect]:
    end = _stop(sentence.text, at)
    amounts = sentence.amounts_between(max(0, at - _REACH), end)
    whole = next((q for q in reversed(amounts) if q.end <= at), None)
    if whole is None or re.search(r"[;。]", sentence.text[whole.end : at]):
        return
    parts = [
        q
        for q in amounts
        if at < q.start < end
        and q.unit == whole.unit
        and not re.search(r"[各每][^,;。、]{0,8}$", sentence.before(q))
        and _is_outside(sentence.text, at, q.start)
    ]
    total = sum((q.values[0] for q in parts), Fraction(0))
    goes_over = bool(parts) and max(q.values[0] for q in parts) <= whole.values[0] < total
    if len(parts) < 2 or total == whole.values[0] or not (goes_over or _is_whole(sentence.text[at:end])):
        return
    yield _sum_defect(ground, sentence.span(whole.start, parts[-1].end), parts, whole=whole, where=_PARTS)


def _stop(text: str, at: int) -> int:
    stop = re.compile(r"[;。]|其中").search(text, at + 2, at + _REACH)
    return stop.start() if stop else min(len(text), at + _REACH)


def _is_outside(text: str, start: int, at: int) -> bool:
    """Whether no bracket is open at `at`."""
    return text.count("(", start, at) <= text.count(")", start, at)


def _is_whole(text: str) -> bool:
    """Whether the parts claim to be all: separate nouns with an amount each, none left open."""
    return "等" not in text and not re.search(r"各(?!区|项)|每|至少|以上|不少于|不低于", text)


def _sum_defect(ground: Ground, span: Span, parts: Sequence[Quantity], *, whole: Quantity, where: str) -> Defect:
    total = sum((q.values[0] for q in parts), Fraction(0))
    added = "＋".join(written(q.values[0], q, unit="") for q in parts)
    difference = written(abs(total - whole.values[0]), whole)
    message = (
        f"{where}相加（{added}）为{written(total, whole)}，原文写{written(whole.values[0], whole)}，相差{difference}"
    )
    is_part = where == _PARTS and total < whole.values[0]
    severity = Severity.AMBIGUOUS if is_part else Severity.MISMATCH
    message += "，是否还有其他项未写" if is_part else ""
    return ground.defect("sum", severity, span, message, "请核对各项数额")


def finance_gaps(ground: Ground) -> Iterator[Defect]:
    """A gap of finance that is not what the needed total leaves after the sources listed before it."""
    seen = ground.sentences
    for at, sentence in enumerate(seen):
        for quantity in sentence.amounts if _LEFT.search(sentence.text) and ground.wanted([sentence]) else ():
            if _GAP.search(sentence.before(quantity)):
                yield from _gap(ground, seen[max(0, at - _SENTENCES) : at + 1], quantity)


def _gap(ground: Ground, around: Sequence[Sentence], gap: Quantity) -> Iterator[Defect]:
    sources: list[Quantity] = []
    total: Quantity | None = None
    for sentence in reversed(around):
        for quantity in reversed(sentence.amounts):
            if quantity is gap or quantity.unit != gap.unit or (sentence is around[-1] and quantity.start > gap.start):
                continue
            if _TOTAL.search(sentence.before(quantity)):
                total = quantity
                break
            if _ENUMERATED.search(sentence.text) and not _is_priced(sentence, quantity):
                sources.insert(0, quantity)
        if total is not None:
            break
    if total is None or len(sources) < 2:
        return
    parts = [*sources, gap]
    if sum((q.values[0] for q in parts), Fraction(0)) != total.values[0]:
        yield _sum_defect(ground, around[-1].span(gap.start, gap.end), parts, whole=total, where="各项来源与缺口")


def _is_priced(sentence: Sentence, quantity: Quantity) -> bool:
    return bool(re.search(r"(?:每|单价|价格|均价)[^,;。]{0,10}$", sentence.before(quantity)))


def totals(ground: Ground) -> Iterator[Defect]:
    """A total behind 以上…共需 that is not the sum of the amounts listed, one a clause, in the sentence before it."""
    for listed, sentence in pairwise(ground.statements):
        if not re.match(r"(?:以上|上述|总计|合计)", sentence.text) or listed.provision is not sentence.provision:
            continue
        if not ground.wanted([sentence]):
            continue
        whole = next((q for q in sentence.amounts if _TOTAL.search(sentence.before(q))), None)
        if whole is not None:
            parts = list(_listed(listed, whole.unit))
            if len(parts) > 1 and sum((q.values[0] for q in parts), Fraction(0)) != whole.values[0]:
                yield _sum_defect(ground, sentence.span(whole.start, whole.end), parts, whole=whole, where="以上各项")


def _listed(sentence: Sentence, unit: str) -> Iterator[Quantity]:
    """Of each part between ; the amount that a total can count: the last one that is no price."""
    for part in re.finditer(r"[^;]+", sentence.text):
        found = [q for q in sentence.amounts_between(*part.span()) if q.unit == unit and not _is_priced(sentence, q)]
        yield from found[-1:]


def recipients(ground: Ground) -> Iterator[Defect]:
    """One thing for each of those listed, and a count of things that is not the count of those."""
    seen = ground.sentences
    for at, sentence in enumerate(seen):
        for quantity in sentence.amounts if "共" in sentence.text and ground.wanted([sentence]) else ():
            if quantity.unit in ("套", "台", "件", "份", "块", "辆", "册") and re.search(
                r"共[\u4e00-\u9fff]{0,8}$", sentence.before(quantity)
            ):
                for before in seen[max(0, at - 1) : at + 1]:
                    yield from _counted(ground, before, sentence, whole=quantity)


def _counted(ground: Ground, before: Sentence, sentence: Sentence, *, whole: Quantity) -> Iterator[Defect]:
    end = len(before.text) if before is not sentence else whole.start
    head = before.text[max(0, end - _REACH) : end]
    match = re.search(
        r"(?:为|给|向)(?P<list>[^,;。:]{4,80}?)(?:统一|分别|各|每[个家]?)?(?:配备|配置|发放|购置|安装|添置)", head
    )
    if match is None or not re.search(r"一(?:整)?[套台件份块辆册]|各", head[match.start() :]):
        return
    counts = [_count_of(item) for item in re.split(r"[、和及与]", match["list"])]
    total = sum(counts)
    if len(counts) > 1 and max(counts) > 1 and total != whole.values[0]:
        added = "＋".join(map(str, counts))
        unit = whole.unit
        message = (
            f"所列对象合计 {added}＝{total} 个，每个一{unit}为{total}{unit}，"
            f"原文写{whole.written}{unit}，相差{abs(total - whole.values[0])}{unit}"
        )
        yield ground.defect(
            "sum", Severity.MISMATCH, sentence.span(whole.start, whole.end), message, "请核对对象和数量"
        )


def _count_of(item: str) -> int:
    """How many an item of a list stands for: 9个社区 is nine, 低保办 one."""
    match = re.search(r"(\d+)(?:个|家|所|处)", item)
    return int(match[1]) if match else 1
