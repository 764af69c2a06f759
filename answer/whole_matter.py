"""The sentence on the whole of what a part asks, which goes before a value of another case."""

from collections.abc import Sequence

from answer.evaluate_facts import Fact
from answer.findings import Finding
from answer.numeric import wants_value
from answer.question_records import Part
from answer.select import Candidate
from index.tokens import word_class
from ingest.regex import regex

#: of the question's weight, what such a sentence has, what it has more than that with the value, and what one on a
#: breach has that says nothing of what follows from it
_MOSTLY, _AHEAD, _WHOLE = 0.85, 0.22, 0.97
_SANCTIONS = regex("违反|责令|警告|没收")


def whole_matter(part: Part, facts: Sequence[Fact], ranked: Sequence[Candidate], finding: Finding) -> Candidate | None:
    """The sentence on the whole of what is asked, if the finding has the value of another case.

    机动车未悬挂号牌的 may be fined under another article; what using false plates costs is no answer. A deposit of
    two months' rent is no sum, but the income that a tenant may have is no deposit.
    """
    is_fine = "罚" in part.text
    if any(result.facts for result, _ in finding.results[: finding.asked]):
        return None
    if not is_fine and (facts or not wants_value(part)):
        return None
    first = finding.passages[0]
    fit = next((c.match for c in reversed(ranked) if c.passage == first), None)
    least = max(_MOSTLY, (fit.coverage if fit else 1.0) + _AHEAD)
    whole = [c for c in ranked if c.match.coverage >= least and _place(c) != (first.document, first.address)]
    if is_fine:
        whole = [c for c in whole if c.match.coverage >= _WHOLE or _SANCTIONS.search(c.passage.text)]
    elif whole and fit:
        things = [word for word in fit.lacking if len(word) > 1 and word_class(word).startswith("n")]
        whole = [c for c in whole if any(thing in c.passage.text for thing in things)]
    return max(whole, key=lambda c: (c.match.coverage, c.score), default=None)


def _place(candidate: Candidate) -> tuple[str, str]:
    return candidate.passage.document, candidate.passage.address
