"""Sentences whose conditions the facts of a case meet go before those whose conditions they fail."""

from collections.abc import Sequence

from answer.evaluate import Truth, applies
from answer.evaluate_facts import Fact, bind, overlap
from answer.limits import limits_for
from answer.norms import Norm
from answer.passages import Passage
from answer.question_records import Part
from answer.reading import read_norms
from answer.select import Candidate

#: what a limit for what the question counts adds: 租期5年可以吗, 租赁期限不得超过三年
_LIMITED = 0.9
#: what a condition that the facts meet adds to a passage's score, and what one that they fail takes off
_MET, _FAILED = 0.7, -1.0
#: where the question is whether something holds, a condition that is not met is an answer too
_FAILED_ALLOWED = -0.2


def by_facts(part: Part, ranked: Sequence[Candidate], facts: Sequence[Fact]) -> list[Candidate]:
    """The passages whose conditions the facts meet go before those whose conditions they fail."""
    if not facts:
        return list(ranked)
    asks_leave = part.facets[0] == "allowed"
    failed = _FAILED_ALLOWED if asks_leave else _FAILED
    judged = [c._replace(score=c.score + _judged(c.passage, facts, failed)) for c in ranked]
    if asks_leave:
        judged = [c._replace(score=c.score + (_LIMITED if limits_for(c.passage, facts) else 0.0)) for c in judged]
    return sorted(judged, key=lambda c: -c.worth)


#: units in which many things of one case are measured
_MANY = frozenset({"平方米", "元"})


def _is_of(norm: Norm, facts: Sequence[Fact]) -> bool:
    """Whether a condition compares what a fact is of: 社区用房200平方米 is no 建筑面积10万平方米以下的项目."""
    for condition in norm.conditions:
        words = f"{condition.variable}{condition.text}"
        fact = bind(words, condition.unit, facts)
        if fact is not None and (condition.unit not in _MANY or not fact.around or overlap(words, fact.around)):
            return True
    return False


def _judged(passage: Passage, facts: Sequence[Fact], failed: float) -> float:
    truths = [applies(norm, facts) for norm in read_norms(passage.text) if _is_of(norm, facts)]
    if any(truth in (Truth.YES, Truth.EDGE) for truth in truths):
        return _MET
    return failed if Truth.NO in truths else 0.0
