"""A second provision that tells nearly as much of what is asked as the first: a colleague would show both."""

from collections.abc import Sequence

from answer.citations import name_of
from answer.findings import Finding
from answer.passages import Passage
from answer.question_records import Part
from answer.repeals import repealing
from answer.select import Candidate, Reader
from answer.telling import new_pairs
from ingest.records import Status

#: how far a second provision may lie behind the first, and how many pairs of characters it says that the first does not
_BEHIND, _NEW_PAIRS = 0.4, 20
#: characters that both may have together
_TOGETHER = 330


def next_best(part: Part, first: Candidate, ranked: Sequence[Candidate]) -> list[Passage]:
    """The best passage of another provision, if it tells nearly as much as the first and says something else.

    What is allowed is decided by one provision.
    """
    for one in ranked if part.facets[0] != "allowed" else ():
        if first.worth - one.worth > _BEHIND:
            break
        is_other = (one.passage.document, one.passage.address) != (first.passage.document, first.passage.address)
        if is_other and new_pairs(one.passage.text, first.passage.text, _NEW_PAIRS) == _NEW_PAIRS:
            return [one.passage]
    return []


def beside_words(reader: Reader, finding: Finding, said: int) -> tuple[str, list[Passage]]:
    """What a second provision says, under the name of its document, where the first took `said` characters.

    "" where the finding has results of its own, no room is left, or the other document is known not to be in force.
    """
    if finding.results or finding.needs or finding.leads or len(finding.passages) > 1:
        return "", []
    for passage in (one for one in finding.beside if one.document == finding.key or _may_hold(reader, one.document)):
        text = reader.text(passage.document)
        provision = text.said_in(passage.address)
        name = "同一文件" if passage.document == finding.key else name_of(text.document.header)
        for words in (provision, passage.text):
            if said + len(words) <= _TOGETHER:
                return f"{name}还写到: {words}", [passage]
    return "", []


def _may_hold(reader: Reader, key: str) -> bool:
    status = reader.library.header(key).status
    return status in (Status.IN_FORCE, Status.UNKNOWN) and repealing(reader, key) is None
