"""What the formulas of a document come to for the facts: results that are asked for, and facts that they add."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from answer.derive import timed
from answer.evaluate import Result, evaluate, plain
from answer.evaluate_facts import Fact
from answer.formula_binding import bound, heads_of, names_in, settled
from answer.formula_reading import Formula, Operation, read_formulas
from answer.formula_values import Range, each_of, ends_of, value_of
from answer.matching import content_words
from answer.norms import Share
from answer.passages import DocumentText, Passage
from answer.reading import read_norms

_HINT = re.compile(r"[×÷]|乘以|除以|差额|余[值额]")
_DOWN = re.compile(r"(?:不足|不满|未满)1(?:整?[天日人名个户]|整[\u4e00-\u9fff])[^,;。]{0,6}(?:不|舍去|免)")
_UP = re.compile(r"(?:不足|不满|未满)1(?:整?[天日人名个户]|整[\u4e00-\u9fff])[^,;。]{0,6}(?:按|计为|算作?|进为)1")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A formula for the facts: what comes out, and the passages that it stands on."""

    result: Result
    passages: tuple[Passage, ...]
    #: how well the names fit the words around the facts, 0 or more
    fit: int


def formulas_of(text: DocumentText) -> tuple[tuple[Passage, Formula], ...]:
    """The formulas of a document, each with its sentence."""
    if not text.speaks_of(_HINT):
        return ()
    return tuple(
        (one, formula) for one in text.passages if _HINT.search(one.text) for formula in read_formulas(one.text)
    )


def reckon(formula: Formula, passage: Passage, text: DocumentText, facts: Sequence[Fact]) -> Reckoned | None:
    """The formula for these facts; None if one of its names stands for none of them, or less than nothing comes out."""
    pairs = bound(formula, facts)
    if pairs is None:
        return None
    names, fit = pairs
    heads = heads_of(formula, facts)
    made = value_of(settled(formula.term, facts), {name: each_of(name, fact, heads) for name, fact in names}, names)
    if made is None or made.low < 0:
        return None
    if heads is not None:
        low, high = made.low * heads.value, made.high * heads.value
        made = Range(low, high, made.unit, f"({made.words})×{plain(heads.value)}{heads.unit}")
    step = f"{made.words}＝{ends_of(made)}{made.unit}"
    flags = () if fit else ("inferred",)
    relation = "=" if made.low == made.high else "range"
    name = formula.name or _lead_name(passage) or "折算"
    used = tuple(dict.fromkeys(fact for _, fact in names))
    result = Result(name, made.low, made.high, relation, made.unit, "", "", (f"{formula.text}: {step}",), used, flags)
    whole, rounding = _rounded(result, passage, text)
    return Reckoned(whole, (passage, *rounding), fit)


def asked_for(text: DocumentText, passage: Passage, facts: Sequence[Fact], question: str) -> Reckoned | None:
    """What a formula in the passage comes to, or what follows from it, if the question does not ask for it by name."""
    for one, formula in formulas_of(text):
        if one == passage and _is_meant(formula, question):
            others = list(added_facts(text, facts, question, but=formula))
            made = reckon(formula, passage, text, [*facts, *others])
            if made is not None:
                made = _with_working(made, added_facts(text, facts, question, but=formula))
                return _follows(made, formula, text, facts, question) or made
    return None


def _with_working(made: Reckoned, added: Mapping[Fact, Reckoned]) -> Reckoned:
    result, passages = with_added(made.result, added)
    return Reckoned(result, (*made.passages, *passages), made.fit)


def _follows(
    made: Reckoned, formula: Formula, text: DocumentText, facts: Sequence[Fact], question: str
) -> Reckoned | None:
    """What stands on a result: another formula that has its name, or a share of it."""
    name = made.result.label.rpartition("的")[2]
    if name in question:
        return None
    ends = [
        further
        for fact in _ends_of(made.result)
        if (further := _further(made, fact, name, formula, text=text, facts=facts))
    ]
    if len(ends) < 2:
        return ends[0] if ends else None
    low, high = ends[0].result, ends[-1].result
    steps = (*low.steps, *(step for step in high.steps if step not in low.steps))
    return replace(ends[0], result=replace(low, high=high.high, relation="range", steps=steps))


def _further(
    made: Reckoned, fact: Fact, name: str, formula: Formula, *, text: DocumentText, facts: Sequence[Fact]
) -> Reckoned | None:
    rest = [fact, *(f for f in facts if f not in made.result.facts)]
    for one, other in formulas_of(text):
        if other != formula and any(name in each.text for each in names_in(other.term)):
            further = reckon(other, one, text, rest)
            if further is not None and fact in further.result.facts:
                return _with_working(further, {fact: made})
    return _share_of(made, fact, name, text, rest)


def _share_of(made: Reckoned, fact: Fact, name: str, text: DocumentText, facts: Sequence[Fact]) -> Reckoned | None:
    """The one share that the document takes of a result: 依照房产余值计算缴纳的,税率为1.2%."""
    found = []
    for one in text.passages:
        is_here = one in made.passages and name[-2:] in one.text  # 场地原值减除20%后的余值计算,税率为1.5%
        if (name in one.text or is_here) and "%" in one.text:
            for value in (value for norm in read_norms(one.text) for value in norm.values):
                if isinstance(value.expression, Share) and value.unit == "%" and _is_of(value.expression.base, name):
                    result = evaluate(value, [fact], unit=fact.unit)
                    if isinstance(result, Result) and fact in result.facts:
                        result = timed(replace(result, flags=(), label=sum_label(result.label)), None, facts)
                        found.append(Reckoned(result, (one,), made.fit))
    return _with_working(found[0], {fact: made}) if len(found) == 1 else None


def _is_of(base: str, name: str) -> bool:
    """Whether the base of a share is what has this name, or left out, as after 依照余值计算缴纳的."""
    return not base or name in base


def added_facts(
    text: DocumentText, facts: Sequence[Fact], question: str, *, but: Formula | None = None
) -> dict[Fact, Reckoned]:
    """The facts that the formulas of a document add to those of the question: the daily wage from the monthly one.

    Those of the formula `but` are left out, which does not stand on itself.
    """
    found: dict[Fact, Reckoned] = {}
    for passage, formula in formulas_of(text):
        if formula == but or not _is_meant(formula, question):
            continue
        made = reckon(formula, passage, text, facts)
        ends = _ends_of(made.result) if made is not None and made.fit else []
        if made is not None and len(ends) == 1:
            found[ends[0]] = made
    return found


def _ends_of(result: Result) -> list[Fact]:
    """A result as a fact, or as two, one for each end of a range."""
    period = "天" if re.search(r"日工资|每日|日均", result.label) else ""
    numbers = dict.fromkeys(number for number in (result.low, result.high) if number is not None)
    unit = result.unit
    return [Fact(number, unit, result.label, "", f"{plain(number)}{unit}", period=period) for number in numbers]


_UNSETTLED = re.compile(
    r"具体的?(?P<name>[\u4e00-\u9fff]{0,6}?(?:率|比例|幅度|标准|数?额|系数|价格?|倍数|档次)),?(?:由|按照?)[^。;]{2,40}?(?:规定|确定|提出|制定|决定|拟订)"
)


def unsettled(text: DocumentText, passages: Sequence[Passage]) -> str:
    """What the provisions leave to somebody else: 适用税率 of 契税的具体适用税率,由省人民政府提出; "" if nothing."""
    for address in dict.fromkeys(passage.address for passage in passages):
        parent = text.provisions[address].parent
        beside = [p.address for p in text.children.get(parent, ())] if parent is not None else [address]
        at = beside.index(address) if address in beside else 0
        for one in (one for near in beside[at : at + 2] for one in text.by_address.get(near, ())):
            match = _UNSETTLED.search(one.text)
            if match:
                return match["name"]
    return ""


def sum_label(label: str) -> str:
    """The label of a share, for the sum that it comes to: 配置比例 is no area, and 税率 no money.

    >>> sum_label("物业管理用房的配置比例"), sum_label("契税税率")
    ('物业管理用房', '契税税额')
    """
    return re.sub(r"的?[^的]{0,4}比例$", "", re.sub(r"税率$", "税额", label))


def with_added(result: Result, added: Mapping[Fact, Reckoned]) -> tuple[Result, tuple[Passage, ...]]:
    """A result that stands on added facts, with their working before its own, and the passages of their formulas."""
    used = [added[fact] for fact in result.facts if fact in added]
    if not used:
        return result, ()
    steps = tuple(step for one in used for step in one.result.steps)
    facts = (
        *(fact for one in used for fact in one.result.facts),
        *(fact for fact in result.facts if fact not in added),
    )
    return replace(result, steps=(*steps, *result.steps), facts=facts), tuple(p for one in used for p in one.passages)


def _is_meant(formula: Formula, question: str) -> bool:
    """Whether the question speaks of what a difference is of: 互换 of 所互换的房屋价格; others say it by name."""
    if not isinstance(formula.term, Operation) or formula.term.sign != "∖":
        return True
    return any(word in question for word in content_words(formula.text) if len(word) > 1 and word != "差额")


def _lead_name(passage: Passage) -> str:
    """计税依据 of an item below 契税的计税依据:."""
    lead = re.sub(r"^第[^条]{1,8}条", "", passage.lead)
    return lead.rstrip(":") if lead.endswith(":") and len(lead) < 20 else ""


def _rounded(result: Result, passage: Passage, text: DocumentText) -> tuple[Result, tuple[Passage, ...]]:
    """The result in whole units where the article says so: 折算后不足1整天的部分不享受."""
    if result.low is None or result.low != result.high:
        return result, ()
    for one in _article(passage, text):
        down, up = _DOWN.search(one.text), _UP.search(one.text)
        if down or up:
            whole = Fraction(-(-result.low // 1) if up else result.low // 1)
            steps = (*result.steps, f"{(up or down)[0]}: {plain(result.low)}→{plain(whole)}{result.unit}")  # type: ignore[index]
            return replace(result, low=whole, high=whole, steps=steps), (one,)
    return result, ()


def _article(passage: Passage, text: DocumentText) -> list[Passage]:
    """The sentences of the provision and of those beside it up to it."""
    parent = text.provisions[passage.address].parent
    beside = [p.address for p in text.children.get(parent, ())] if parent is not None else [passage.address]
    until = beside[: beside.index(passage.address) + 1] if passage.address in beside else [passage.address]
    return [one for address in until for one in text.by_address.get(address, ())]
