"""Amounts that other sentences of the same document raise, lower, halve or add to for the case of the question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.adjust import MAY_ADJUST, Adjustment, adjusted, adjustments, asks_change, case_words, is_for
from answer.evaluate import Result
from answer.evaluate_facts import Fact, bind
from answer.findings import Finding
from answer.fitting import Fitting, Match
from answer.matching import Term, credit, quoted_words
from answer.numeric import outcome_of
from answer.numeric_results import is_summed
from answer.passages import DocumentText, Passage
from answer.question_records import Part
from answer.select import ENOUGH_NAMED, Candidate, Reader, terms_of
from answer.solve import solve
from ingest.records import Level
from ingest.regex import regex

#: levels within which provisions explain each other
_WITHIN = frozenset({Level.ARTICLE, Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM, Level.LEVEL})
#: adjustments that one amount has at most
_MOST = 2
#: what an amount is called
_AMOUNT = regex(r"[费价税金款率]$|补贴|补助|报销|比例|标准|待遇|工资|奖励")
_PREVIOUS = regex(r"前[一两]?[条款项]|上述标准")
#: a term of this credit stands in a text
_STANDS = 0.75


def with_adjustments(reader: Reader, finding: Finding, part: Part, facts: Sequence[Fact]) -> Finding:
    """The finding with what its amounts become for the case of the question before the amounts themselves."""
    if finding.needs or not finding.passages:
        return finding
    deciding = finding.results[0][1] if finding.asked else finding.passages[0]
    starts = [one.start for one in adjustments(deciding)]
    is_own = finding.asked and (is_summed(finding.results[0][0]) or finding.results[0][0].start not in starts)
    if starts and not is_own:
        return _on_its_base(reader, finding, deciding, part, facts)
    if not finding.asked:
        return finding
    wanted, _ = terms_of(reader, part)
    results = [result for result, _ in finding.results[: finding.asked]]
    used: list[Adjustment] = []
    for one in _applicable(reader, finding, part, wanted, facts):
        below = _below(reader, finding, part, facts, one)
        tried = (adjusted(result, one, facts, below) for result in results[:1])
        made = [further for further in tried if further is not None]
        if made:
            results, used = made, [*used, one]
        if len(used) == _MOST:
            break
    if used:
        passage = finding.results[0][1]
        finding.results = [(results[0], passage), *finding.results]
        finding.asked = 1
        finding.passages = list(dict.fromkeys([*finding.passages, *(one.passage for one in used)]))
        said = "、".join(f"“{one.said}”" for one in used)
        finding.cautions = [one for one in finding.cautions if not _is_met(one, used)]
        finding.cautions.append(("inferred", f"结果由基本标准和{said}两条合并算出，原文没有写明这一步，请核对是否适用"))
    return finding


def _is_met(caution: tuple[str, str], used: Sequence[Adjustment]) -> bool:
    """Whether a caution names words that the provision lacks, all of which the adjustments have."""
    words = [word for quoted in quoted_words(caution[1]) for word in quoted.split("、")]
    told = "".join(one.passage.text for one in used)
    return caution[0] == "unclear" and bool(words) and all(word in told for word in words)


def _on_its_base(reader: Reader, finding: Finding, passage: Passage, part: Part, facts: Sequence[Fact]) -> Finding:
    """The amount that a sentence changes, as it changes it, in place of the change: 报销比例相应提高3个百分点.

    It is what the part asks without the words of the case. The finding as it is where the change itself is asked for,
    or where the sentence has an amount of its own.
    """
    start = finding.results[0][0].start if finding.asked else None
    ones = [one for one in adjustments(passage, facts) if start in (None, one.start)]
    words = dict.fromkeys(word for one in ones for word in case_words(one) if word in part.text)
    if not words or asks_change(part.text):
        return finding
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    rest = replace(part, text=re.sub(pattern, "", part.text))
    for base in solve(reader, rest, finding.scope, facts):
        if base.key == finding.key and base.asked and not any(adjustments(base.results[0][1])):
            made = with_adjustments(reader, replace(base, part=part), part, facts)
            if passage in made.passages:
                return made
    return finding


def _below(reader: Reader, finding: Finding, part: Part, facts: Sequence[Fact], one: Adjustment) -> Result | None:
    """What the finding would come to on the threshold beyond which alone an adjustment counts, None if it has none."""
    condition = one.above
    fact = bind(condition.text, condition.unit, facts) if condition is not None else None
    if condition is None or fact is None or condition.interval.low is None:
        return None
    less = [replace(f, value=condition.interval.low) if f.start == fact.start else f for f in facts]
    base = Candidate(Match(finding.results[0][1], 1.0, (), 1.0), 1.0)
    made = outcome_of(reader, base, part, less)
    return made.results[0][0] if made is not None and made.asked else None


def _applicable(
    reader: Reader, finding: Finding, part: Part, wanted: Sequence[Term], facts: Sequence[Fact]
) -> Iterator[Adjustment]:
    """The adjustments of the document that are for the case of the question: those beside the base, else the others."""
    text, base = reader.text(finding.key), finding.results[0][1]
    if not text.speaks_of(MAY_ADJUST):
        return
    question = part.text + part.context
    fitting = Fitting(wanted)
    beside = sorted(text.once(_adjusting), key=lambda one: one.address != base.address)
    is_beside, first = False, finding.results[0][0]
    for passage in beside:
        if is_beside and passage.address != base.address:
            continue
        if passage == base and is_summed(first):
            continue
        fits = fitting.match(passage, reader.title(finding.key)).coverage >= ENOUGH_NAMED
        near = _is_near(text, base, passage) or _goes_on(text, base, passage)
        if not near and not fits:
            continue
        is_of_base = near or _share_object(base, passage, wanted)
        for one in adjustments(passage, facts):
            if passage == base and one.start < first.start:
                continue  # 夜间公里价加收20%,起步价为8元: not of what stands behind it
            if (is_of_base or _is_named(one, question)) and is_for(one, base, question, wanted, facts):
                is_beside |= passage.address == base.address
                yield one


def _adjusting(text: DocumentText) -> tuple[Passage, ...]:
    return tuple(passage for passage in text.passages if MAY_ADJUST.search(passage.text))


def _is_near(text: DocumentText, base: Passage, other: Passage) -> bool:
    """Whether two sentences stand in one provision, or in one article or numbered level."""
    return base.address == other.address or _root(text, base.address) == _root(text, other.address)


def _goes_on(text: DocumentText, base: Passage, other: Passage) -> bool:
    """Whether the article behind that of the base speaks of it: 在前条标准基础上每户增加5000元."""
    one, two = (text.provisions[_root(text, passage.address)] for passage in (base, other))
    beside = [sibling.address for sibling in text.children.get(one.parent, ())]
    is_next = one.address in beside and beside[beside.index(one.address) + 1 :][:1] == [two.address]
    return is_next and bool(_PREVIOUS.search(other.text))


def _root(text: DocumentText, address: str) -> str:
    """The topmost provision around an address that rules on one matter: its article, or its level 一."""
    provision = text.provisions[address]
    while provision.parent is not None and text.provisions[provision.parent].level in _WITHIN:
        provision = text.provisions[provision.parent]
    return provision.address


def _is_named(one: Adjustment, question: str) -> bool:
    """Whether a question has all words of the case of an adjustment: 充电车位."""
    words = case_words(one)
    return bool(words) and all(word in question for word in words)


def _share_object(base: Passage, other: Passage, wanted: Sequence[Term]) -> bool:
    """Whether both speak of one amount that the question speaks of: 热费, 支付比例."""
    around = f"{base.headings}{base.lead}{base.before}{base.text}"
    named = (term for term in wanted if _AMOUNT.search(term.text))
    return any(credit(term, around) >= _STANDS and credit(term, other.before + other.text) >= _STANDS for term in named)
