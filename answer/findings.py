"""What one part of a question comes to in one document, and what makes it unsure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from answer.evaluate import Need, Result, Truth
from answer.passages import Passage
from answer.quantities import scan
from answer.question_records import Part
from answer.scope import Scope
from answer.select import Candidate
from index.tokens import word_class
from ingest.regex import regex

#: below this share of the question's weight, an answer says which words of it the provision does not have
_SURE = 0.62
_WORDS_SHOWN = 3
_DOCUMENT = regex(r"稿$|文件|标准|规定|意见|通知|办法|条例")


@dataclass(slots=True)
class Finding:
    """What one part of a question comes to in one document."""

    scope: Scope
    part: Part
    key: str
    score: float
    #: passages to cite, the deciding one first
    passages: list[Passage] = field(default_factory=list)
    #: the sentences that lead over to an item that is cited: 有下列情形之一的,免征契税:
    leads: list[Passage] = field(default_factory=list)
    #: results with the passage that each stands on, the ones asked for first
    results: list[tuple[Result, Passage]] = field(default_factory=list)
    #: how many of the results are what was asked for
    asked: int = 0
    needs: list[Need] = field(default_factory=list)
    #: kind and text of what the reader must know
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: whether the facts meet the conditions of the deciding sentence, None if they do not enter it
    truth: Truth | None = None
    #: whether the facts keep within the limits that the deciding sentence sets, None if it sets none for them
    limit: Truth | None = None
    #: a passage of another provision that tells nearly as much
    beside: list[Passage] = field(default_factory=list)
    #: what it adds to the score that the deciding sentence tells what is asked
    told: float = 0.0

    @property
    def worth(self) -> float:
        """What findings of one place are ordered by."""
        return self.score + self.told


def say_unsure(findings: Sequence[Finding], ranked: Sequence[Candidate], given: Sequence[str]) -> None:
    """Add a caution to each finding whose provision lacks telling words of the question."""
    matches = {candidate.passage: candidate.match for candidate in ranked}
    for finding in findings:
        match = matches.get(finding.passages[0])
        if match is not None and match.coverage < _SURE:
            lacking = [word for word in match.lacking if word not in given and _is_telling(word)]
            if lacking:
                words = "、".join(lacking[:_WORDS_SHOWN])
                finding.cautions.append(("unclear", f"所引条文没有提到“{words}”，请核对是否对题"))


def _is_telling(word: str) -> bool:
    """Whether a word says what is asked about: no number, time or counter, and no word for a document."""
    return len(word) > 1 and word_class(word)[:1] not in ("m", "q", "t") and not _DOCUMENT.search(word)


def say_without_number(findings: Sequence[Finding]) -> None:
    """Add a caution to each finding that has no number, where one was asked for."""
    for finding in findings:
        if not (finding.results or finding.needs) and not scan(finding.passages[0].text):
            finding.cautions.append(("unclear", "所引条文没有写明所问的数量"))
