"""Findings become an answer: their lines, amounts and citations, and what is made of several of them."""

from collections.abc import Sequence

from answer.beside import beside_words
from answer.compose_conflicts import compare_bases
from answer.compose_draft import Draft, add_amount, ask, flag
from answer.derive import ASKS_LONGEST, ASKS_WHOLE, extended
from answer.evaluate import Result
from answer.findings import Finding
from answer.question_records import Question
from answer.scope import is_comparison
from answer.select import Reader
from answer.wording import amount_words, asks_difference, conclusion_of, differences, sums


def gather(draft: Draft, asked: Question, findings: Sequence[Finding]) -> None:
    """Put the findings into the draft: lines, amounts, citations, what is missing, sums and differences."""
    findings = _once(findings)
    several = len({(f.scope.label, f.key) for f in findings}) > 1
    for finding in findings:
        _put(draft, finding, finding.scope.label if several else "")
    if len(findings) == 1 and len(asked.parts) == 1:
        _put_beside(draft, findings[0])
    compare_bases(draft, findings)
    if is_comparison(asked):
        draft.lines.extend(caution.text for caution in draft.cautions if caution.kind == "conflict")
    for result in _derived(draft, asked, findings):
        add_amount(draft, result, draft.cite(findings[0].passages[0]))
        draft.lines.insert(0, amount_words(result))


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that only repeat the results of one before: 配几名甲和乙, 一共几名?"""
    kept: list[Finding] = []
    for finding in findings:
        if not any(one.scope is finding.scope and one.results == finding.results != [] for one in kept):
            kept.append(finding)
    return kept


def _put(draft: Draft, finding: Finding, scope: str) -> None:
    """Put one finding into the draft; `scope` names it among several."""
    for passage in (*finding.passages, *finding.leads):
        draft.cite(passage)
    for result, passage in finding.results:
        if result.low is not None or result.high is not None:
            add_amount(draft, result, draft.cite(passage), scope)
    for need in finding.needs:
        ask(draft, need, finding)
    for kind, text in finding.cautions:
        draft.warn(kind, text, *(draft.cite(p) for p in finding.passages))
    flag(draft, finding)
    gap = "".join(f"{text}。" for kind, text in finding.cautions if kind == "gap")
    prefix = (f"{scope}: " if scope else "") + gap
    draft.lines.append(prefix + conclusion_of(finding, _whole(draft.reader, finding)))


def _put_beside(draft: Draft, finding: Finding) -> None:
    """Put a second provision into the draft that tells nearly as much as that of the finding."""
    words, passages = beside_words(draft.reader, finding, len(draft.lines[-1]))
    for passage in passages:
        draft.lines.append(words)
        draft.cite(passage)


def _derived(draft: Draft, asked: Question, findings: Sequence[Finding]) -> list[Result]:
    """What the question wants made of the results: their sum, their difference, the longest time."""
    derived = sums(findings) if asked.total else []
    if asks_difference(asked.folded):
        derived += differences(findings)
    if ASKS_LONGEST.search(asked.folded):
        derived += _longest(draft, findings, asks_whole=bool(ASKS_WHOLE.search(asked.folded)))
    return derived


def _longest(draft: Draft, findings: Sequence[Finding], *, asks_whole: bool) -> list[Result]:
    """The longest periods, with the extensions that their provisions allow."""
    found: list[Result] = []
    for finding in findings:
        for result, passage in finding.results[: finding.asked]:
            ones = draft.reader.text(passage.document).by_address[passage.address]
            if "延长" in result.label and not asks_whole:
                continue
            longer = extended(result, "".join(one.text for one in ones))
            if longer is not None and all(longer.high != other.high for other in found):
                found.append(longer)
    return found


def _whole(reader: Reader, finding: Finding) -> str:
    """What is quoted of the provision of the first passage, folded, if the answer rests on that one alone."""
    if len(finding.passages) != 1:
        return ""
    text = reader.text(finding.key)
    spans = text.quoted(finding.passages[0])
    ones = text.by_address[finding.passages[0].address]
    return "".join(p.text for p in ones if spans[0].start <= p.offsets[0] < spans[-1].end)
