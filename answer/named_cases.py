"""The case that a question names in the words of the text rules out the other cases of its article."""

from collections.abc import Sequence

from answer.question_records import Part
from answer.reading_words import without_label
from answer.select import Candidate
from ingest.regex import regex

_CASE = regex(r"(?P<case>[^,;。:]{5,40})的,")


def of_named_case(ranked: Sequence[Candidate], part: Part) -> tuple[list[Candidate], bool]:
    """The candidates without those for other cases beside the one that the part names, and whether it names one.

    醉酒驾驶营运机动车的 is a case of its own: what 饮酒后驾驶营运机动车的 says in the same article is no answer.
    """
    cases = {candidate.passage: _case_of(candidate) for candidate in ranked}
    named = [candidate for candidate in ranked if cases[candidate.passage] and cases[candidate.passage] in part.text]
    if not named:
        return list(ranked), False
    articles = {_article_of(candidate) for candidate in named}
    kept = [c for c in ranked if c in named or not cases[c.passage] or _article_of(c) not in articles]
    return kept, True


def _case_of(candidate: Candidate) -> str:
    """The words of the case that a sentence opens with, "" if it opens with none."""
    match = _CASE.match(without_label(candidate.passage.text))
    return match["case"] if match else ""


def _article_of(candidate: Candidate) -> tuple[str, str]:
    return candidate.passage.document, candidate.passage.address.partition("__")[0]
