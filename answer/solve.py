"""One part of a question in one scope: the passages that answer it, and what they come to."""

from collections.abc import Sequence
from dataclasses import replace

from answer.adjust import adjustments
from answer.bare import bare_findings
from answer.beside import next_best
from answer.cases import own_facts
from answer.conditions_met import by_facts
from answer.decimals import plain
from answer.evaluate import Result, Truth, applies, evaluate
from answer.evaluate_facts import CLOCK, Fact, bind
from answer.evidence import with_evidence
from answer.findings import Finding, say_unsure, say_without_number
from answer.kinds_asked import is_frame
from answer.leaning import leant_on
from answer.limits import keeps, limits_for
from answer.listing import with_context
from answer.matching import content_words
from answer.named_cases import of_named_case
from answer.norms import Norm
from answer.numeric import NAMED_UNIT, is_other_sum, may_be_words, outcome_of, wants_value
from answer.numeric_results import is_summed, said_of
from answer.opposites import is_contrary
from answer.outcomes import Outcome
from answer.passages import Passage
from answer.question_parts import is_open
from answer.question_records import Part
from answer.reading import read_norms
from answer.scope import Scope
from answer.select import (
    ENOUGH,
    ENOUGH_COMPUTED,
    ENOUGH_FOR_VALUE,
    ENOUGH_NAMED,
    Candidate,
    Reader,
    candidates,
    is_title,
)
from answer.signs import LISTS
from answer.subjects import own_subject_first
from answer.telling import by_telling, for_quoted_words, told
from answer.thresholds import asks_count_of_time, threshold
from answer.topics import on_topic
from answer.whole_matter import whole_matter
from ingest.regex import regex

#: of the question's weight, what a passage must have for a place within the one that is asked about
_OF_PART = 0.6
#: passages within this share of the best one are looked at for a value
_NEAR = 0.7
#: and the first that has a value, within this share of the best of all
_FAR = 0.5
_BESIDE_WORDS = 0.8
#: of the question's weight, what a sentence must have more than one with a value to go before it
_FAR_BETTER = 0.3
#: of the question's weight, what a sentence has that is told without a value
_NEARLY = 0.9
#: what a passage loses that has to ask back, beside one that answers
_ASKS_BACK = 0.25
_ADJUSTS = 0.3  #: and one that only raises or lowers what another says
#: what stands behind these is asked, and does not describe the case: 两年后能卖吗
_ASKED = regex(r"能|可以|可不|要不|应|该|需|会|算|多少|几|怎|谁|哪|什么")
_OTHER_SIDE = 0.5  #: and one for the opposite of the case
#: other documents of the place are shown beside the best if they fit nearly as well
_BESIDE = 0.72


def solve(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], earlier: Sequence[Finding] = ()
) -> list[Finding]:
    """The findings of one part in one scope, the best document's first; empty if no passage speaks of the matter.

    `earlier` are the findings of the parts before it, on whose provisions a part that says little of its own leans.
    """
    bare = bare_findings(reader, part, scope)
    if bare:
        return [_listed(with_context(reader, finding), facts) for finding in bare]
    given = [word for fact in facts for word in _words_around(fact)]
    named = [scope.label] if scope.label.endswith(("区", "县")) and not wants_value(part) else []
    found = candidates(
        reader,
        scope,
        part,
        given,
        named,
        leant_on(reader, [passage for finding in earlier[-1:] for passage in finding.passages]),
    )
    ranked, is_named = of_named_case([c for c in found if not is_title(reader, c.passage)], part)
    if not scope.explicit:
        ranked = on_topic(reader, part, ranked, given)
    if scope.is_part:
        ranked = [c for c in ranked if c.match.coverage >= _OF_PART]
    findings = _with_value(reader, part, scope, facts, ranked) if wants_value(part) else []
    if may_be_words(part) or not wants_value(part) or is_named:
        may_differ = part.facets[0] == "when" or is_open(part)
        said = _with_words(reader, part, scope, facts, ranked) if not findings or may_differ else []
        findings = said if said and (not findings or _goes_before(said[0], findings[0], ranked)) else findings
    findings = findings or _with_words(reader, part, scope, facts, [c for c in ranked if c.match.coverage >= _NEARLY])
    whole = whole_matter(part, facts, ranked, findings[0]) if findings else None
    findings = _textual(part, scope, [whole]) if whole else findings
    findings = with_evidence(reader, findings, ranked, facts, given)
    say_unsure(findings, ranked, given)
    if part.unit or asks_count_of_time(part):
        say_without_number(findings)
    own = own_facts(part, facts)
    if any(finding.results or finding.needs for finding in findings):
        return [with_context(reader, finding) for finding in findings]
    return [_told(reader, _listed(with_context(reader, _tested(finding, own)), own)) for finding in findings]


def _words_around(fact: Fact) -> list[str]:
    """The words around a fact, which only name it; those of an hour of the day are what it is (凌晨三点)."""
    own = content_words(fact.text) if fact.unit == CLOCK else ()
    return [*content_words(fact.before)[-2:], *content_words(_ASKED.split(fact.after)[0])[:1], *own]


def _told(reader: Reader, finding: Finding) -> Finding:
    """The finding with the rest of what its provision tells, if it stands on one sentence alone."""
    if len(finding.passages) == 1:
        finding.passages[0] = told(reader, finding.part, finding.passages[0])
    return finding


def _with_value(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], ranked: Sequence[Candidate]
) -> list[Finding]:
    """The findings with a value of the kind asked for; one that the facts enter may share fewer words."""
    enough = ENOUGH_NAMED if scope.explicit else ENOUGH_FOR_VALUE
    values = _numeric(reader, part, scope, facts, [c for c in ranked if c.match.coverage >= enough])
    if values:
        return values
    least = ENOUGH_COMPUTED if scope.explicit else ENOUGH_NAMED
    near = _numeric(reader, part, scope, facts, [c for c in ranked if c.match.coverage >= least])
    return [finding for finding in near if any(_is_sure(result) for result, _ in finding.results[: finding.asked])]


def _place(passage: Passage) -> tuple[str, str]:
    return passage.document, passage.address


def _goes_before(one: Finding, other: Finding, ranked: Sequence[Candidate]) -> bool:
    """Whether a sentence without a value goes before one with a value.

    It fits far better (登记手续前申报, beside 次月十五日 of another tax), or the part asks for no value by name, no
    fact of the question enters the value, and another provision tells more.
    """
    if is_open(one.part):
        is_reckoned = other.needs or any(result.facts for result, _ in other.results)
        return not is_reckoned and _place(one.passages[0]) not in map(_place, other.passages)
    return _coverage(one, ranked, 0.0) - _coverage(other, ranked, 1.0) > _FAR_BETTER


def _coverage(finding: Finding, ranked: Sequence[Candidate], unknown: float) -> float:
    """How much of the question's weight the deciding sentence has; `unknown` if it is no candidate."""
    return next((c.match.coverage for c in reversed(ranked) if c.passage == finding.passages[0]), unknown)


def _is_sure(result: Result) -> bool:
    """Whether the facts of the question enter a result by the words of the text."""
    return bool(result.facts) and ("inferred" not in result.flags or is_summed(result))


def _with_words(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], ranked: Sequence[Candidate]
) -> list[Finding]:
    """The findings whose sentence answers, without a value."""
    enough = ENOUGH_NAMED if scope.explicit else ENOUGH
    fitting = [c for c in ranked if c.match.coverage >= enough and not is_frame(c.passage, part)]
    if part.facets[0] == "when":
        fitting = [c for c in fitting if _TIME.search(c.passage.text)]
    own = own_facts(part, facts)
    return _textual(
        part,
        scope,
        by_facts(part, _same_side_first(part, own_subject_first(by_telling(reader, part, fitting), part)), own),
    )


def _same_side_first(part: Part, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those that are for the opposite of what the question speaks of behind: 未实行物业管理的."""
    if not ranked:
        return []
    said = part.text + part.context
    judged = [c._replace(score=c.score - _OTHER_SIDE * is_contrary(c.passage.text, said)) for c in ranked]
    return sorted(judged, key=lambda c: -c.worth)


def _textual(part: Part, scope: Scope, ranked: Sequence[Candidate]) -> list[Finding]:
    findings: list[Finding] = []
    for candidate in ranked:
        key = candidate.passage.document
        if candidate.worth >= ranked[0].worth * _BESIDE_WORDS and all(f.key != key for f in findings):
            passages = [candidate.passage, *for_quoted_words(part, candidate, ranked)]
            second = next_best(part, candidate, ranked)
            findings.append(Finding(scope, part, key, candidate.score, passages, told=candidate.told, beside=second))
    return findings


def _tested(finding: Finding, facts: Sequence[Fact]) -> Finding:
    """The finding with the thresholds that the facts were tested against, and a caution for a fact right on one."""
    passage = finding.passages[0]
    for norm in read_norms(passage.text):
        is_ruled = finding.part.facets[0] in _RULED and bool(norm.conditions) and applies(norm, facts) is Truth.YES
        if is_ruled:
            finding.results.extend((result, passage) for result in _results(norm, facts))
        for condition in norm.conditions if not is_ruled else ():
            fact = bind(f"{condition.variable}{condition.text}", condition.unit, facts)
            if fact is None and finding.part.facets[0] not in LISTS:
                continue
            finding.results.append((threshold(condition), passage))
            ends = (condition.interval.low, condition.interval.high)
            if fact is not None and fact.value in ends:
                finding.cautions.append(("boundary", f"{plain(fact.value)}{fact.unit}正好在“{condition.text}”的界限上"))
    tested = [applies(norm, facts) for norm in read_norms(passage.text) if norm.conditions] if facts else []
    decided = [truth for truth in tested if truth is not Truth.OPEN]
    finding.truth = next((t for t in decided if t is not Truth.NO), decided[0] if decided else None)
    if finding.truth is None and finding.part.facets[0] == "allowed":
        limits = limits_for(passage, facts)
        finding.results.extend((result, passage) for result, _ in limits)
        if limits:
            finding.limit = Truth.YES if all(keeps(result, fact) for result, fact in limits) else Truth.NO
    finding.asked = len(finding.results)
    return finding


def _results(norm: Norm, facts: Sequence[Fact]) -> list[Result]:
    """What a norm comes to whose case is that of the facts: 室温15度怎么退 is half of the fee."""
    made = (evaluate(value, facts, norm.conditions) for value in norm.values)
    steps = tuple(said_of(norm, facts))
    return [replace(one, steps=(*steps, *filter(None, one.steps))) for one in made if isinstance(one, Result)]


#: facets whose answers tell what the facts come to, not what they were tested against
_RULED = frozenset({"rule", "amount"})
#: facets whose answers tell the quantities that stand in them
_TELLS_AMOUNTS = LISTS | {"consequence"}


def _listed(finding: Finding, facts: Sequence[Fact]) -> Finding:
    """The finding with the quantities of its passages behind what was asked: 三个80%, 处十五日拘留,并处五千元罚款."""
    if finding.part.facets[0] not in _TELLS_AMOUNTS:
        return finding
    for passage in finding.passages:
        for norm in read_norms(passage.text):
            if passage is not finding.passages[0]:
                finding.results.extend((threshold(condition), passage) for condition in norm.conditions)
            for value in norm.values:
                result = evaluate(value, facts, norm.conditions)
                if isinstance(result, Result) and (result.low is not None or result.high is not None):
                    finding.results.append((result, passage))
    return finding


#: what a sentence without a date or period says of a time
_TIME = regex(
    r"之日起|[以之]前|[续记工验收售用议]前|年底|月底|年末|期末|随时|及时|方可|\d(?:年|月|日|天|个月|个工作日|小时)"
)


def _numeric(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], ranked: Sequence[Candidate]
) -> list[Finding]:
    best: dict[str, tuple[float, Candidate, Outcome]] = {}
    first = 0.0
    for candidate in ranked:
        key = candidate.passage.document
        if candidate.score < (first or ranked[0].score) * (_NEAR if first else _FAR):
            break
        if is_other_sum(reader, candidate.passage, part) and not is_other_sum(reader, ranked[0].passage, part):
            continue
        outcome = outcome_of(reader, candidate, part, facts)
        if outcome is None:
            continue
        first = first or candidate.score
        score = candidate.score + outcome.fit - (_ASKS_BACK if outcome.needs else 0.0)
        score -= _ADJUSTS if part.unit == "元" and any(adjustments(candidate.passage)) else 0.0
        if key not in best or score > best[key][0] + 1e-9:
            best[key] = (score, candidate, outcome)
    findings = [_finding(scope, part, key, score, outcome, facts) for key, (score, _, outcome) in best.items()]
    findings.sort(key=lambda f: -f.score)
    return [f for f in findings if f.score >= findings[0].score * _BESIDE]


def _finding(scope: Scope, part: Part, key: str, score: float, outcome: Outcome, facts: Sequence[Fact]) -> Finding:
    return Finding(
        scope,
        part,
        key,
        score,
        passages=list(outcome.passages),
        results=list(outcome.results),
        asked=outcome.asked,
        needs=[] if outcome.asked and not facts and not NAMED_UNIT.search(part.text) else list(outcome.needs),
        cautions=list(outcome.cautions),
    )
