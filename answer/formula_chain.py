"""What is asked for, by one formula of a document or by several that stand on each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from answer.derive import share_of, timed
from answer.evaluate import Result, evaluate
from answer.evaluate_facts import Fact
from answer.formula import (
    Reckoned,
    added_facts,
    facts_from,
    formulas_of,
    heads_in,
    meant,
    names_of,
    reckon,
    spoken,
    sum_label,
    with_added,
)
from answer.formula_binding import names_in
from answer.formula_terms import Formula, Name, scanned
from answer.lookup import figures_of
from answer.norms import Share
from answer.passages import DocumentText, Passage
from answer.reading import read_norms
from ingest.regex import regex

#: how a text writes a share in per cent
_PERCENT = regex("%|百分之")
_REDUCED = regex(r"(?P<of>[\u4e00-\u9fff]{2,16})减按(?P<share>[\d.]{1,9}%|百分之[一二三四五六七八九十]{1,4})")


def asked_for(text: DocumentText, passage: Passage, facts: Sequence[Fact], question: str) -> Reckoned | None:
    """What a formula in the passage comes to, or what follows from it, if the question does not ask for it by name.

    A rate for something (偶然所得,税率为百分之二十) stands on the formula for what it is a rate of.
    """
    for one, formula in meant(text, question):
        is_own = one == passage or _is_beside(passage, formula, text)
        if not is_own and not _is_rate_for(passage, formula):
            continue
        added = added_facts(text, facts, question, but=formula)
        made = reckon(formula, one, text, [*facts, *added])
        if made is None and facts:
            added |= figures_of(formula, one, text, [*facts, *added], question)
            made = reckon(formula, one, text, [*facts, *added])
        if made is not None:
            made = _with_working(made, added)
            made = _reduced(made, formula, text, question)
            further = _follows(made, formula, text, facts, question)
            if further is not None or (is_own and not isinstance(formula.term, Name)):
                return further or made
    return None


def _is_beside(passage: Passage, formula: Formula, text: DocumentText) -> bool:
    """Whether a passage has a formula for the same name, for another subject."""
    return bool(formula.name) and any(one == passage and formula.name == other.name for one, other in formulas_of(text))


def _with_working(made: Reckoned, added: Mapping[Fact, Reckoned]) -> Reckoned:
    result, passages = with_added(made.result, added)
    return Reckoned(result, (*made.passages, *passages), made.fit)


def _reduced(made: Reckoned, formula: Formula, text: DocumentText, question: str) -> Reckoned:
    """What is taken of a result in the case of the question: 稿酬所得的收入额减按百分之七十计算."""
    name = made.result.label
    for one in text.by_address[made.passages[0].address]:
        match = _REDUCED.search(one.text)
        subject = match["of"].removesuffix(name).rstrip("的") if match and match["of"].endswith(name) else ""
        if match and subject and _is_most_spoken_of(subject, names_of(formula.subject), text, question):
            share = scanned(match["share"])
            if share is not None and share.low is not None:
                part = replace(made.result, low=share.low, high=share.low, unit="%")
                less = share_of(part, facts_from(made.result)[0], made.result.unit)
                less = replace(less, facts=made.result.facts, flags=made.result.flags)
                return replace(made, result=less, passages=(*made.passages, one))
    return made


def _is_most_spoken_of(name: str, others: Sequence[str], text: DocumentText, question: str) -> bool:
    heads = heads_in(text, others)
    said = spoken(name, question, heads)
    return 0 < said >= max((spoken(other, question, heads) for other in others), default=0)


def _follows(
    made: Reckoned, formula: Formula, text: DocumentText, facts: Sequence[Fact], question: str
) -> Reckoned | None:
    """What stands on a result: another formula that has its name, or a share of it."""
    name = made.result.label.rpartition("的")[2]
    if name in question:
        return None
    ends = [
        further
        for fact in facts_from(made.result)
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
        if other != formula and _belong(other, formula) and any(name in each.text for each in names_in(other.term)):
            further = reckon(other, one, text, rest)
            if further is not None and fact in further.result.facts:
                return _with_working(further, {fact: made})
    return _share_of(made, formula, fact, name, text=text, facts=rest)


def _belong(one: Formula, other: Formula) -> bool:
    """Whether two formulas may be for the same thing: none of them says what it is for, or both name one thing."""
    subjects = names_of(one.subject), names_of(other.subject)
    return not all(subjects) or bool(set(subjects[0]) & set(subjects[1]))


def _share_of(
    made: Reckoned, formula: Formula, fact: Fact, name: str, *, text: DocumentText, facts: Sequence[Fact]
) -> Reckoned | None:
    """The one share that the document takes of a result: 依照房产余值计算缴纳的,税率为1.2%."""
    rates = [one for one in text.passages if _is_rate_for(one, formula)]
    found = []
    for one in rates or text.passages:
        is_here = one in made.passages and name[-2:] in one.text  # 场地原值减除20%后的余值计算,税率为1.5%
        if (rates or name in one.text or is_here) and _PERCENT.search(one.text):
            for value in (value for norm in read_norms(one.text) for value in norm.values):
                if isinstance(value.expression, Share) and value.unit == "%" and _is_of(value.expression.base, name):
                    result = evaluate(value, [fact], unit=fact.unit)
                    if isinstance(result, Result) and fact in result.facts:
                        result = timed(replace(result, flags=(), label=sum_label(result.label)), None, facts, {})
                        found.append(Reckoned(result, (one,), made.fit))
    return _with_working(found[0], {fact: made}) if len(found) == 1 else None


def _is_rate_for(passage: Passage, formula: Formula) -> bool:
    """Whether a passage gives a rate for what a formula is for: 财产租赁所得和偶然所得,税率为百分之二十."""
    return "率为" in passage.text and any(name in passage.text for name in names_of(formula.subject))


def _is_of(base: str, name: str) -> bool:
    """Whether the base of a share is what has this name, or left out, as after 依照余值计算缴纳的."""
    return not base or name in base
