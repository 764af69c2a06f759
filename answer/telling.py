"""Which sentence tells what a question of fact asks: who, which, when, where, how much.

A sentence may share all words of a question and tell nothing, as headings do; the one behind it answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from answer.matching import quoted_words
from answer.norms import Modality
from answer.passages import Passage
from answer.question_records import Part
from answer.reading import read_norms
from answer.select import Candidate, Reader
from answer.signs import CONTACT
from index.query import weighted_terms
from index.search import search_index
from ingest.regex import regex

#: what the share of the weighted terms counts that the sentence has itself, and what the words around it add
_OWN, _AROUND = 1.0, 0.5
#: what it counts that a sentence says something new, and how many pairs of characters that takes
_NEW, _NEW_PAIRS = 0.6, 12
#: what all of this counts where the best sentences state facts, and where one of them states a rule; sentences within
#: this share of the best one are looked at for that
_OF_FACTS, _OF_RULES, _NEAR = 1.0, 0.35, 0.8

#: what the thing looks like that a facet asks for, and what it adds
_THINGS = {
    "contact": (CONTACT, 0.3),
    "when": (regex(r"\d(?:年|月|日|天|时|点|周|个月|个工作日|小时)|之日|为止|截止|期间|[以之][前内]"), 0.1),
    "amount": (regex(r"\d"), 0.1),
    "share": (regex(r"\d|%|百分之|[几一二三四五六七八九]成"), 0.1),
    "who": (regex("由|负责|单位|部门|公司|机构|中心|[局委厅会]"), 0.1),
    "includes": (regex("、[^、。;]+、|一是|包括|是指|分别"), 0.1),
}
#: a sentence that asks itself, as headings of interviews do, does not tell
_ASKS = -0.3
#: facets that one sentence answers; for the others what follows in the provision is told too, up to so many characters
_POINTS = frozenset({"contact", "when", "who", "amount", "share", "frequency", "allowed"})
_TOLD = 260


def by_telling(reader: Reader, part: Part, fitting: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, which stand best first, that one first which tells most of what is asked."""
    near = [one for one in fitting if one.score >= _NEAR * fitting[0].score]
    worth = _OF_RULES if any(_states_rule(one.passage) for one in near) else _OF_FACTS
    index = search_index(reader.library)
    weights = {
        term: weight * index.rarity(term) for term, weight in weighted_terms(f"{part.text} {part.context}").items()
    }
    scored = [one._replace(score=one.score + worth * _telling(reader, part, one.passage, weights)) for one in fitting]
    return sorted(scored, key=lambda one: -one.score)


def _states_rule(passage: Passage) -> bool:
    return any(norm.modality is not Modality.DECLARE for norm in read_norms(passage.text))


def _telling(reader: Reader, part: Part, passage: Passage, weights: Mapping[str, float]) -> float:
    own, whole = _shares(passage.text, _around(reader, passage), weights)
    return _OWN * own + _AROUND * (whole - own) + _NEW * _new(passage.text, part.text) + _thing(passage, part)


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


def _new(text: str, question: str) -> float:
    """From 0 to 1: how much a sentence says that the question does not say itself."""
    said = {question[at : at + 2] for at in range(len(question) - 1)}
    new = sum(text[at : at + 2] not in said for at in range(len(text) - 1))
    return min(new, _NEW_PAIRS) / _NEW_PAIRS


def _thing(passage: Passage, part: Part) -> float:
    """What it adds that a sentence has the kind of thing that is asked for."""
    bonus = _ASKS if passage.text.endswith("?") else 0.0
    looks, worth = _THINGS.get(part.facets[0], (None, 0.0))
    return bonus + (worth if looks is not None and looks.search(passage.text) else 0.0)


def told(reader: Reader, part: Part, passage: Passage) -> Passage:
    """The passage with what follows it in its provision, if what is asked takes more than a sentence to tell."""
    if part.facets[0] in _POINTS:
        return passage
    made = passage
    for after in reader.text(passage.document).by_address[passage.address][passage.number + 1 :]:
        if len(made.text) + len(after.text) > _TOLD:
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
