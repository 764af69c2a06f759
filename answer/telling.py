"""Which sentence tells what a question of fact asks: who, which, when, where, how much.

A sentence may share all words of a question and tell nothing, as headings do; the one behind it answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from answer.matching import quoted_words
from answer.passages import Passage
from answer.question_records import Part
from answer.select import Candidate, Reader
from answer.signs import CONTACT
from index.query import weighted_terms
from index.search import search_index
from ingest.regex import regex

#: what the share of the weighted terms counts that the sentence has itself, and what the words around it add
_OWN, _AROUND = 1.2, 0.6
#: what the score of the provision in a search counts; of a part that leans on others the search says little
_FOUND = 1.7
#: what it counts that a provision says something that the question does not say, and how many pairs of characters
#: that takes
_NEW, _NEW_PAIRS = 1.3, 12

#: what the thing looks like that a facet asks for, and what it adds
_THINGS = {
    "contact": (CONTACT, 0.4),
    "when": (regex(r"\d(?:年|月|日|天|时|点|周|个月|个工作日|小时)|之日|为止|截止|期间|[以之][前内]"), 0.13),
    "amount": (regex(r"\d"), 0.13),
    "share": (regex(r"\d|%|百分之|[几一二三四五六七八九]成"), 0.13),
    "who": (regex("由|负责|单位|部门|公司|机构|中心|[局委厅会]"), 0.13),
    "includes": (regex("、[^、。;]+、|一是|包括|是指|分别"), 0.13),
    "consequence": (
        regex(
            "责令|罚款|处以|追究|取消|撤销|吊销|没收|不予|不得再|处分|黑名单|终止|解除|退[还回]|拆除|停[业产]|失效|收回|警告"
        ),
        0.5,
    ),
}
#: a sentence that asks itself, as headings of interviews do, does not tell
_ASKS = -0.4
#: facets that one sentence answers; for the others what follows in the provision is told too, up to so many characters
_POINTS = frozenset({"contact", "when", "who", "amount", "share", "frequency", "allowed"})
_TOLD = 260


def by_telling(reader: Reader, part: Part, fitting: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, which stand best first, that one first which tells most of what is asked."""
    index = search_index(reader.library)
    weights = {
        term: weight * index.rarity(term) for term, weight in weighted_terms(f"{part.text} {part.context}").items()
    }
    scored = [one._replace(told=_telling(reader, part, one, weights)) for one in fitting]
    return sorted(scored, key=lambda one: -one.worth)


def _telling(reader: Reader, part: Part, one: Candidate, weights: Mapping[str, float]) -> float:
    passage = one.passage
    own, whole = _shares(passage.text, _around(reader, passage), weights)
    new = new_pairs(reader.text(passage.document).said_in(passage.address), part.text, _NEW_PAIRS) / _NEW_PAIRS
    told = _OWN * own + _AROUND * (whole - own) + _NEW * new + _thing(passage, part)
    return told + (0.0 if part.context else _FOUND * one.found)


def _shares(text: str, around: str, weights: Mapping[str, float]) -> tuple[float, float]:
    """The share of the weight of the terms that a sentence has, and that of the words around it, itself among them."""
    own = whole = total = 0.0
    for term, weight in weights.items():
        total += weight
        if term in text:
            own += weight
            whole += weight
        elif term in around:
            whole += weight
    return (own / total, whole / total) if total else (0.0, 0.0)


def _around(reader: Reader, passage: Passage) -> str:
    """The sentence with what stands around it: title, headings, lead and neighbours."""
    ones = reader.text(passage.document).by_address[passage.address]
    after = ones[passage.number + 1].text if passage.number + 1 < len(ones) else ""
    title = reader.title(passage.document)
    return "\n".join((title, passage.headings, passage.lead, passage.before + passage.text + after))


def new_pairs(text: str, known: str, most: int) -> int:
    """How many pairs of neighbouring characters of a text another one does not have, counted up to `most`.

    >>> new_pairs("社区用房面积", "社区用房", 10), new_pairs("社区用房面积", "社区用房", 1)
    (2, 1)
    """
    held = {known[at : at + 2] for at in range(len(known) - 1)}
    return sum(islice((1 for at in range(len(text) - 1) if text[at : at + 2] not in held), most))


def _thing(passage: Passage, part: Part) -> float:
    """What it adds that a sentence has the kind of thing that is asked for."""
    bonus = _ASKS if passage.text.endswith("?") else 0.0
    looks, worth = _THINGS.get(part.facets[0], (None, 0.0))
    return bonus + (worth if looks is not None and looks.search(passage.text) else 0.0)


def told(reader: Reader, part: Part, passage: Passage) -> Passage:
    """The passage with what follows it in its provision, if what is asked takes more than a sentence to tell."""
    if part.facets[0] in _POINTS:
        return passage
    return joined(passage, reader.text(passage.document).by_address[passage.address][passage.number + 1 :], _TOLD)


def joined(passage: Passage, following: Sequence[Passage], most: int) -> Passage:
    """The passage with those that follow it in its provision as one, of at most so many characters."""
    made = passage
    for after in following:
        if len(made.text) + len(after.text) > most:
            break
        made = replace(made, text=made.text + after.text, offsets=made.offsets + after.offsets)
    return made


def for_quoted_words(part: Part, first: Candidate, ranked: Sequence[Candidate]) -> list[Passage]:
    """The best passages for the quoted words of the question that the first passage lacks."""
    more: list[Passage] = []
    for words in quoted_words(part.text):
        if any(words in passage.text for passage in (first.passage, *more)):
            continue
        same = (c.passage for c in ranked if c.passage.document == first.passage.document and words in c.passage.text)
        more.extend(islice(same, 1))
    return more
