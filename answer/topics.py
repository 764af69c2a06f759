"""What a question is about: a thing that a document never speaks of is not what its provisions rule."""

from collections.abc import Iterable, Sequence

from answer.matching import Term
from answer.passages import DocumentText
from answer.question_records import Part
from answer.select import Candidate, Reader, terms_of
from index.tokens import word_class
from ingest.normalize import fold
from ingest.regex import regex

#: a noun that weighs as much is in hardly any document of the library; 契税 where no tax law is held
_TELLING = 4.4
#: and one that weighs less is too plain to be missed
_HEAVY, _HEAVY_SIGN = 2.5, 0.8
#: a provision with as much of the question's weight is on its matter, whatever it calls it
_ENOUGH = 0.55
#: nouns of how much and how many, which every text puts in its own words
_MEASURE = regex(r"(?:户|人|元|米|面积|季度|年|月|日|天|次|个|项|岁|率|比例|金额|[总人户]数)$")
_SPACE = regex(r"\s+")


def on_topic(reader: Reader, part: Part, ranked: Sequence[Candidate], given: Sequence[str]) -> list[Candidate]:
    """The candidates without those that share little with the part, of documents that lack a thing it is about.

    买一套100万元的房子契税要交多少 is about 契税: notices on estates have no answer, though they speak of houses
    and money. `given` are words around the facts of the case, which need not stand anywhere.
    """
    wanted = terms_of(reader, part, given)[0]
    things = [term for term in wanted if _is_thing(term) and term.text not in given]
    if not things:
        return list(ranked)
    keys = {c.passage.document for c in ranked if c.match.coverage < _ENOUGH}
    silent = {key for key in keys if not _speaks_of_all(reader.text(key), things)}
    return [c for c in ranked if c.match.coverage >= _ENOUGH or c.passage.document not in silent]


def _is_thing(term: Term) -> bool:
    name = word_class(term.text)
    return term.weight >= _TELLING and len(term.text) > 1 and name[:1] in ("n", "j") and not _MEASURE.search(term.text)


def _speaks_of_all(text: DocumentText, things: Iterable[Term]) -> bool:
    said = text.once(_without_space)
    return all(_is_spoken_of(term, said) for term in things)


def unspoken(text: DocumentText, wanted: Sequence[Term]) -> float:
    """The share of the weight of the terms that a document speaks of nowhere, not even of a part of them."""
    said = text.once(_without_marks)
    heavy = (term for term in wanted if _is_heavy(term) and not _MEASURE.search(term.text))
    silent = (term for term in heavy if not _is_spoken_of(term, said))
    return sum(term.weight * term.absent for term in silent) / (sum(t.weight * t.absent for t in wanted) or 1.0)


def _is_heavy(term: Term) -> bool:
    """Whether a term is too telling to be missed: 猫 too, though a single sign weighs little."""
    is_sign = len(term.text) == 1 and word_class(term.text) == "n"
    return term.weight >= (_HEAVY_SIGN if is_sign else _HEAVY)


def _is_spoken_of(term: Term, said: str) -> bool:
    return any(_stands(word, said) for word in (term.text, *(other for other, _ in term.alternatives)))


def _stands(word: str, said: str) -> bool:
    """Whether a word, or half of a longer one, stands in a text: 职工 of 女职工, 高峰 of 高峰期."""
    return word in said or (len(word) > 2 and (word[:2] in said or word[-2:] in said))


def _without_space(text: DocumentText) -> str:
    return _SPACE.sub("", text.words)


def _without_marks(text: DocumentText) -> str:
    """What a document says without what joins the things of a row: 水、电、气等费用 is on 水电."""
    return text.once(_without_space).replace("、", "")


def folded_words(text: DocumentText) -> str:
    """What a document says, folded, without white space."""
    return _SPACE.sub("", fold(text.words).text)
