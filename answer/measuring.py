"""Whether a figure of the question keeps within what a rule asks for: 绿地率做到32%够不够, 选6个人行不行."""

from collections.abc import Sequence
from dataclasses import replace

from answer.cases import own_facts
from answer.evaluate import Result, Truth
from answer.evaluate_facts import Fact, overlap
from answer.findings import Finding
from answer.limits import keeps
from answer.question_records import Part
from answer.scope import Scope
from answer.select import Reader
from answer.solve import solve

#: relations of a value that sets a limit
_LIMITS = frozenset({"<=", ">=", "<", ">", "range"})
#: sums and times are cases more often than they are measured against a rule
_CASES = frozenset({"元", "天", "月", "年", "小时", "岁", "次", "倍", ""})
#: a rule with a limit goes before a sentence that fits better, if it fits within this share
_NEAR = 0.6


def measured(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], found: Sequence[Finding]
) -> list[Finding]:
    """The rule that sets a limit for a figure of the question, with what it says of it; else what was found."""
    own = [fact for fact in own_facts(part, facts) if fact.unit not in _CASES]
    is_settled = any(one.truth is not None or one.limit is not None for one in found[:1])
    if part.facets[0] != "allowed" or is_settled:
        return list(found)
    for fact in own:
        rule = replace(part, facets=("amount", *part.facets), unit=fact.unit)
        others = [other for other in facts if other is not fact]
        told: list[Finding] = []
        for finding in solve(reader, rule, scope, others):
            limits = [pair for pair in finding.results[: finding.asked] if _is_limit(pair[0], fact, part)]
            if limits and (not found or finding.score >= _NEAR * found[0].score):
                finding.part, finding.results, finding.asked, finding.needs = part, limits[:1], 1, []
                finding.limit = Truth.YES if keeps(limits[0][0], fact) else Truth.NO
                told.append(finding)
        if told:
            return told
    return list(found)


def _is_limit(result: Result, fact: Fact, part: Part) -> bool:
    """Whether a result limits what the fact counts: the unit is the same, and its label is spoken of."""
    is_alike = result.unit == fact.unit and result.relation in _LIMITS and not result.facts
    return is_alike and (not result.label or overlap(result.label, part.text + part.context) > 0)
