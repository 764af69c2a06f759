"""The case that a question names in the words of the text rules out the other cases of its article."""

from collections.abc import Sequence
from functools import lru_cache

from answer.question_records import Part
from answer.reading_words import without_label
from answer.select import Candidate
from ingest.regex import regex

_CASE = regex(r"(?P<case>[^,;。:]{5,40})的,")


def of_named_case(ranked: Sequence[Candidate], part: Part) -> tuple[list[Candidate], bool]:
    """The candidates without those for other cases beside the one that the part names, and whether it names one.

    醉酒驾驶营运机动车的 is a case of its own: what 饮酒后驾驶营运机动车的 says in the same article is no answer.
    """
    cases = [(candidate, _case_of(candidate.passage.text)) for candidate in ranked]
    named = [candidate for candidate, case in cases if _is_named(case, part)]
    if not named:
        return list(ranked), False
    articles = {_article_of(candidate) for candidate in named}
    kept = [c for c, case in cases if not case or _is_named(case, part) or _article_of(c) not in articles]
    return kept, True


def _is_named(case: str, part: Part) -> bool:
    """Whether a part has a case in full, or one of the acts that it lists: 拒载 of 拒载、故意绕道的."""
    acts = case.split("、")
    return bool(case) and (
        case in part.text or (len(acts) > 1 and any(len(act) > 1 and act in part.text for act in acts))
    )


@lru_cache(maxsize=4096)
def _case_of(sentence: str) -> str:
    """The words of the case that a sentence opens with, "" if it opens with none."""
    match = _CASE.match(without_label(sentence))
    return match["case"] if match else ""


def _article_of(candidate: Candidate) -> tuple[str, str]:
    return candidate.passage.document, candidate.passage.address.partition("__")[0]
