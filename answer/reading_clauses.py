"""The clauses of a sentence, and which of them state a case (…的, …时, …后) instead of a duty."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.reading_words import LABEL
from ingest.regex import regex
from ingest.sentences import clauses

#: characters of a clause that are looked at on either side of a quantity; longer ones are no grammar
WINDOW = 160
_MARKS = ",:;。!?、\n"
_CASE = regex(
    r"(?:的|(?<![同此届小平及随即按准限定])时|(?<![随最今前事午])后|之后|以后|期间|的情况下|情形下|之前|(?:届满|以|召开|施工|销售|开工)前)$"
)
_CASE_HEAD = regex(r"(?:如果|如(?!实|期|何|下)|若(?!干)|凡|一旦|倘若)")
_NO_CASE = regex(
    r"(?:目的|下列|(?<![%\d元人户岁年月天日米里度倍个次件台亩吨斤方])以下|上述|标准|方式|要求|规定|所谓|各自|总的|一般|同时|为此|确需|必要时|今后|会后|先后|有条件)的?(?:时|后)?$"
)
_SHORT_OPENER = 2
#: characters at the end of a clause that say whether it states a case
_ENDING = 6
#: the clauses of a sentence are asked for by its norm and by its bearer, one after the other
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its stretch of the sentence, and whether it states a case for which the next ones hold."""

    start: int
    #: one past its last character, the punctuation mark excluded
    bare_end: int
    #: one past its mark
    end: int
    #: its words, label and mark excluded
    text: str
    is_case: bool


@lru_cache(maxsize=_KEPT)
def read_clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a folded sentence.

    >>> [(clause.text, clause.is_case) for clause in read_clauses("1.逾期不办理的,处五千元罚款。")]
    [('逾期不办理的', True), ('处五千元罚款', False)]
    """
    bounds = clauses(sentence)
    return tuple(_clause(sentence, start, end, at == len(bounds) - 1) for at, (start, end) in enumerate(bounds))


def clause_at(found: Sequence[Clause], position: int) -> int:
    """Index of the clause that `position` stands in."""
    return max(bisect_right(found, position, key=lambda clause: clause.start) - 1, 0)


def _clause(sentence: str, start: int, end: int, is_last: bool) -> Clause:
    bare_end = end
    while bare_end > start and sentence[bare_end - 1] in _MARKS:
        bare_end -= 1
    label = LABEL.match(sentence, start, bare_end) if start == 0 else None
    text = sentence[label.end() if label else start : bare_end]
    if is_last:
        return Clause(start, bare_end, end, text, _is_listed_case(sentence, text))
    return Clause(start, bare_end, end, text, _is_case(text))


def _is_listed_case(sentence: str, text: str) -> bool:
    """Whether a sentence is an item of a list of cases, as (二)一年内缺席会议两次以上的."""
    return text.endswith("的") and not _NO_CASE.search(text[-_ENDING:]) and sentence.endswith(("的;", "的。"))


def _is_case(text: str) -> bool:
    tail = text[-_ENDING:]
    if len(text) <= _SHORT_OPENER or _NO_CASE.search(tail):
        return False
    return bool(_CASE.search(tail) or _CASE_HEAD.match(text))
