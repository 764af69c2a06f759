"""What the formulas of a document come to for the facts: results that are asked for, and facts that they add."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate import Result, Truth, holds
from answer.evaluate_facts import Fact
from answer.formula_binding import bound, heads_of, settled
from answer.formula_reading import read_formulas
from answer.formula_terms import Formula, Operation
from answer.formula_values import Range, each_of, ends_of, value_of
from answer.matching import content_words
from answer.passages import DocumentText, Passage
from index.synonyms import expand
from ingest.regex import regex

# Each branch begins with a sign of its own: only where one of these stands is any of them tried.
_HINT = regex(r"×|÷|乘以|除以|差额|余[值额]|以[^,;。]{2,12}[额值价数]为")
_DOWN = regex(r"(?:不足|不满|未满)1(?:整?[天日人名个户]|整[\u4e00-\u9fff])[^,;。]{0,6}(?:不|舍去|免)")
#: characters of the head of a noun
_HEAD = 2
_UP = regex(r"(?:不足|不满|未满)1(?:整?[天日人名个户]|整[\u4e00-\u9fff])[^,;。]{0,6}(?:按|计为|算作?|进为)1")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A formula for the facts: what comes out, and the passages that it stands on."""

    result: Result
    passages: tuple[Passage, ...]
    #: how well the names fit the words around the facts, 0 or more
    fit: int


def formulas_of(text: DocumentText) -> tuple[tuple[Passage, Formula], ...]:
    """The formulas of a document, each with the sentence that it begins in."""
    return text.once(_formulas_in)


def _formulas_in(text: DocumentText) -> tuple[tuple[Passage, Formula], ...]:
    if not text.speaks_of(_HINT):
        return ()
    return tuple(
        (next((one for one in passages if formula.text.partition(",")[0] in one.text), passages[0]), formula)
        for passages in text.speaking_of(_HINT)
        for formula in read_formulas("".join(one.text for one in passages))
    )


def reckon(formula: Formula, passage: Passage, text: DocumentText, facts: Sequence[Fact]) -> Reckoned | None:
    """The formula for these facts; None if a name stands for none of them, their case is another, or it is below 0."""
    pairs = bound(formula, facts)
    if pairs is None or any(holds(condition, facts) is Truth.NO for condition in formula.conditions):
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


def added_facts(
    text: DocumentText, facts: Sequence[Fact], question: str, *, but: Formula | None = None
) -> dict[Fact, Reckoned]:
    """The facts that the formulas of a document add to those of the question: the daily wage from the monthly one.

    Those of the formula `but` are left out, which does not stand on itself.
    """
    found: dict[Fact, Reckoned] = {}
    for passage, formula in meant(text, question):
        if formula == but or not _is_of_subject(formula, text, question):
            continue
        made = reckon(formula, passage, text, facts)
        ends = facts_from(made.result) if made is not None and made.fit else []
        if made is not None and len(ends) == 1:
            found[ends[0]] = made
    return found


def _is_of_subject(formula: Formula, text: DocumentText, question: str) -> bool:
    """Whether a formula is for whatever the question is about, or for what it speaks of."""
    return not formula.subject or spoken(formula.subject, question, heads_in(text, [formula.subject])) > 0


def facts_from(result: Result) -> list[Fact]:
    """A result as a fact, or as two, one for each end of a range."""
    period = "天" if re.search(r"日工资|每日|日均", result.label) else ""
    numbers = dict.fromkeys(number for number in (result.low, result.high) if number is not None)
    unit = result.unit
    return [Fact(number, unit, result.label, "", f"{plain(number)}{unit}", period=period) for number in numbers]


_UNSETTLED = regex(
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
    return re.sub(r"的?[^的]{0,4}比例$", "", re.sub(r"([税费])率$", r"\1额", label))


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


def meant(text: DocumentText, question: str) -> list[tuple[Passage, Formula]]:
    """The formulas of a document that the question may mean.

    That is a difference if the question speaks of what it is of (互换 of 所互换的房屋价格); of several formulas for one
    name, the one whose subject it speaks of (财产租赁所得); the others it says by name.
    """
    found = [(one, formula) for one, formula in formulas_of(text) if _is_spoken_of(formula, question)]
    kept: list[tuple[Passage, Formula]] = []
    for one, formula in found:
        subjects = {other.subject for _, other in found if other.name == formula.name}
        if len(subjects) > 1 and formula.subject:
            heads = heads_in(text, subjects)
            said = spoken(formula.subject, question, heads)
            if not said or said < max(spoken(subject, question, heads) for subject in subjects):
                continue
        kept.append((one, formula))
    return kept


def heads_in(text: DocumentText, subjects: Iterable[str]) -> str:
    """What does not tell the subjects apart: the title of the document, and the words that most of them end with."""
    ends = Counter(name[-_HEAD:] for subject in subjects for name in names_of(subject))
    return f"{text.document.header.title}/{'/'.join(end for end, count in ends.items() if count > 1)}"


def _is_spoken_of(formula: Formula, question: str) -> bool:
    if not isinstance(formula.term, Operation) or formula.term.sign != "∖":
        return True
    return any(word in question for word in content_words(formula.text) if len(word) > 1 and word != "差额")


def spoken(subject: str, question: str, heads: str = "") -> int:
    """How much of a formula's subject the question has: pairs of characters, or names in other words.

    Pairs that stand in `heads` do not count: 所得 is what all of 财产租赁所得, 财产转让所得 and 偶然所得 end with.
    """
    count = 0
    for name in names_of(subject):
        pairs = {name[at : at + 2] for at in range(len(name) - 1)}
        words = [name, *(word for word in content_words(name) if word not in heads)]
        others = {one.term for one in expand(words) if len(one.term) > 1}
        found = sum(pair in question for pair in pairs if pair not in heads)
        count += found or any(other in question for other in others if other not in heads)
    return count


def names_of(subject: str) -> list[str]:
    """The single things of a subject: 劳务报酬所得、稿酬所得 are two.

    >>> names_of("利息、股息、红利所得和偶然所得")
    ['利息', '股息', '红利所得', '偶然所得']
    """
    return [name for name in re.split("[、和及或]", subject) if len(name) > 1]


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
