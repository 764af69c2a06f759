"""One part of a question in one scope: the passages that answer it, and what they come to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from answer.evaluate import Fact, Need, Result, Truth, applies
from answer.numeric import Outcome, may_be_words, values_of, wants_value
from answer.passages import Passage
from answer.question import Part, Period
from answer.reading import read_norms
from answer.scope import Scope
from answer.select import ENOUGH, ENOUGH_FOR_VALUE, ENOUGH_NAMED, Candidate, Reader, candidates, is_title

#: passages within this share of the best one are looked at for a value
_NEAR = 0.6
#: other documents of the place are shown beside the best if they fit nearly as well
_BESIDE = 0.75


@dataclass(slots=True)
class Finding:
    """What one part of a question comes to in one document."""

    scope: Scope
    part: Part
    key: str
    score: float
    #: passages to cite, the deciding one first
    passages: list[Passage] = field(default_factory=list)
    #: results with the passage that each stands on, the ones asked for first
    results: list[tuple[Result, Passage]] = field(default_factory=list)
    #: how many of the results are what was asked for
    asked: int = 0
    needs: list[Need] = field(default_factory=list)
    #: kind and text of what the reader must know
    cautions: list[tuple[str, str]] = field(default_factory=list)


def solve(reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], period: Period | None) -> list[Finding]:
    """The findings of one part in one scope, the best document's first; empty if no passage speaks of the matter."""
    given = [words for fact in facts for words in (fact.before, fact.after[:6])]
    named = [scope.label] if scope.label.endswith(("区", "县")) else []
    found = candidates(reader, scope.keys, part, f"{part.text} {part.context}", given, named)
    ranked = [c for c in found if not is_title(reader, c.passage)]
    if wants_value(part):
        enough = ENOUGH_NAMED if scope.explicit else ENOUGH_FOR_VALUE
        values = _numeric(reader, part, scope, facts, period, [c for c in ranked if c.match.coverage >= enough])
        if values or not may_be_words(part):
            return values
    enough = ENOUGH_NAMED if scope.explicit else ENOUGH
    return _textual(part, scope, _by_facts([c for c in ranked if c.match.coverage >= enough], facts))


#: what a condition that the facts meet adds to a passage's score, and what one that they fail takes off
_MET, _FAILED = 0.35, -0.6


def _by_facts(ranked: Sequence[Candidate], facts: Sequence[Fact]) -> list[Candidate]:
    """The passages whose conditions the facts meet go before those whose conditions they fail."""
    if not facts:
        return list(ranked)
    judged = [replace(c, score=c.score + _judged(c.passage, facts)) for c in ranked]
    return sorted(judged, key=lambda c: -c.score)


def _judged(passage: Passage, facts: Sequence[Fact]) -> float:
    truths = [applies(norm, facts) for norm in read_norms(passage.text) if norm.conditions]
    if any(truth in (Truth.YES, Truth.EDGE) for truth in truths):
        return _MET
    return _FAILED if Truth.NO in truths else 0.0


def _textual(part: Part, scope: Scope, ranked: Sequence[Candidate]) -> list[Finding]:
    findings: list[Finding] = []
    for candidate in ranked:
        key = candidate.passage.document
        if candidate.score >= ranked[0].score * _BESIDE and all(f.key != key for f in findings):
            findings.append(Finding(scope, part, key, candidate.score, [candidate.passage, *_quoted(part, candidate, ranked)]))
    return findings


_QUOTED = re.compile("“([^”]{2,20})”")


def _quoted(part: Part, first: Candidate, ranked: Sequence[Candidate]) -> list[Passage]:
    """The best passages for the quoted words of the question that the first passage lacks."""
    more: list[Passage] = []
    for words in _QUOTED.findall(part.text):
        if any(words in passage.text for passage in (first.passage, *more)):
            continue
        same = (c.passage for c in ranked if c.passage.document == first.passage.document and words in c.passage.text)
        more.extend(islice(same, 1))
    return more


def _numeric(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], period: Period | None, ranked: Sequence[Candidate]
) -> list[Finding]:
    best: dict[str, tuple[float, Candidate, Outcome]] = {}
    if not ranked:
        return []
    for candidate in ranked:
        key = candidate.passage.document
        if candidate.score < ranked[0].score * _NEAR:
            continue
        outcome = values_of(reader, candidate, part, facts, period)
        if outcome is None:
            continue
        score = candidate.score + outcome.fit
        if key not in best or score > best[key][0] + 1e-9:
            best[key] = (score, candidate, outcome)
    findings = [_finding(scope, part, key, score, outcome) for key, (score, _, outcome) in best.items()]
    findings.sort(key=lambda f: -f.score)
    if not findings:
        return []
    return [f for f in findings if f.score >= findings[0].score * _BESIDE]


def _finding(scope: Scope, part: Part, key: str, score: float, outcome: Outcome) -> Finding:
    return Finding(
        scope,
        part,
        key,
        score,
        list(outcome.passages),
        list(outcome.results),
        outcome.asked,
        list(outcome.needs),
        list(outcome.cautions),
    )

