"""Candidates: the passages of a scope that speak of what a part asks, best first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from answer.check import Grave
from answer.check_records import Defect
from answer.fitting import Fitting, Match
from answer.kinds_asked import named_by_kind
from answer.matching import Term, credit, quoted_words, terms
from answer.passages import DocumentText, Passage
from answer.proposing import proposed
from answer.quantities import scan
from answer.quantity_records import Quantity
from answer.quantity_units import may_have
from answer.question_records import Part
from answer.scope import Scope
from answer.signs import of_quoted, sign_score
from index.search import search_index
from index.store import Library
from index.synonyms import all_terms, expand
from index.tokens import word_class
from ingest.records import Level, Span
from ingest.regex import regex

#: quantities as values and unit
Numbers = frozenset[tuple[tuple[Fraction, ...], str]]
#: below this share of the question's weight a passage does not speak of the matter: one that gives a value of the
#: kind asked for, one that does not, one of a document that the question names itself
ENOUGH_FOR_VALUE, ENOUGH, ENOUGH_NAMED = 0.45, 0.5, 0.25
#: and one of a named document for which the facts of the question can be computed with
ENOUGH_COMPUTED = 0.12
#: stretches of questions whose terms are kept
_STRETCHES = 512
#: documents that are kept as they are read for their defects
_CHECKED = 32


class Candidate(NamedTuple):
    """A passage that may answer, and its score for the facet that is asked."""

    match: Match
    score: float
    #: from 0 to 1: the score that its provision has in a search, over that of the best
    found: float = 0.0
    #: what it adds that the passage tells what is asked
    told: float = 0.0

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.match.passage

    @property
    def worth(self) -> float:
        """What candidates for an answer in words are ordered by."""
        return self.score + self.told


class Reader:
    """Documents of a library as passages, each read once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._texts: dict[str, DocumentText] = {}
        #: what contradicts itself, the calendar or its numbering in stretches of the document of a key
        self.defects = lru_cache(_STRETCHES)(partial(_defects, lru_cache(_CHECKED)(partial(Grave, library))))
        #: the terms of a stretch of the question
        self.wanted = lru_cache(_STRETCHES)(partial(_terms, library))

    def text(self, key: str) -> DocumentText:
        """The document of this key."""
        if key not in self._texts:
            self._texts[key] = DocumentText(self.library, key)
        return self._texts[key]

    def title(self, key: str) -> str:
        """The title of the document of this key."""
        return self.text(key).document.header.title


def _defects(grave: Callable[[str], Grave], key: str, stretches: tuple[Span, ...]) -> tuple[Defect, ...]:
    return grave(key).within(stretches)


def _terms(library: Library, words: str) -> tuple[Term, ...]:
    return terms(words, search_index(library).rarity, _others)


def _others(word: str) -> list[tuple[str, float]]:
    """Other words for a word, with what they count; for one that has none, those for its first or last part.

    低保标准 is 最低生活保障标准, since 低保 is 最低生活保障.
    """
    found = [(one.term, _SAME if one.kind == "same" else _RELATED) for one in expand([word])]
    if found:
        return found
    if word.endswith("费") and len(word) > 2:
        return [(f"{word[:-1]}{fee}", _SAME) for fee in ("费用", "收费", "的费用")]
    parts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    made = {f"{one.term}{tail}": _SAME for head, tail in parts for one in expand([head]) if one.kind == "same"}
    made |= {f"{head}{one.term}": _SAME for head, tail in parts for one in expand([tail]) if one.kind == "same"}
    return list(made.items())


#: what another word counts that means the same, and one that means something near
_SAME, _RELATED = 0.95, 0.5
#: how much of the score of a passage goes on to the next one, in the same sentence and in the same provision:
#: 不办理账户设立手续的,责令限期办理;逾期不办理的,处1万元以上5万元以下的罚款
_ON_SENTENCE, _ON_PROVISION = 0.95, 0.85


def _lifted(scored: Sequence[Candidate]) -> list[Candidate]:
    """The passages of one provision in order, each lifted by what the ones before it say."""
    made: list[Candidate] = []
    for candidate in scored:
        if made:
            before, fit = made[-1], candidate.match
            share = _ON_PROVISION if before.passage.text.endswith(("。", "!", "?")) else _ON_SENTENCE
            coverage, score = share * before.match.coverage, share * before.score
            if coverage > fit.coverage:
                fit = fit._replace(coverage=coverage)
            candidate = candidate._replace(match=fit, score=max(candidate.score, score))
        made.append(candidate)
    return made


#: bonus of the provision that answered the part before
_LEANT = 0.4
#: what words of the other parts count, all of it if the part itself says nothing
_LENT_MUCH, _LENT_LITTLE, _TELLING, _NOTHING = 0.5, 0.2, 3.0, 1.0
#: and together at most so many times what its own words count
_LENT_MOST = 2.0
#: what a word counts against a passage that lacks it, if it only names a fact of the case (总建筑面积12万平方米的楼盘)
_OF_FACT = 0.3


def terms_of(reader: Reader, part: Part, given: Sequence[str] = ()) -> tuple[tuple[Term, ...], float]:
    """The terms of a part, its own and those that its context lends it, and the weight of its own."""
    own = [replace(t, absent=_OF_FACT) if t.text in given else t for t in reader.wanted(part.text)]
    said = sum(term.weight for term in own)
    lend = 1.0 if said < _NOTHING else _LENT_MUCH if said < _TELLING else _LENT_LITTLE
    names = {term.text for term in own}
    others = [term for term in reader.wanted(part.context) if term.text not in names]
    if said >= _NOTHING:
        lend = min(lend, _LENT_MOST * said / (sum(term.weight for term in others) or 1.0))
    lent = [replace(t, weight=t.weight * lend) for t in others]
    return (*own, *lent), said


def candidates(
    reader: Reader,
    scope: Scope,
    part: Part,
    given: Sequence[str] = (),
    named: Sequence[str] = (),
    leant: Collection[tuple[str, str]] = (),
) -> list[Candidate]:
    """The passages of a scope for a part.

    `given` are the words around the facts of the case, `named` the places named, `leant` the provisions (document,
    address) that answered the part before, on which a part that says little of its own leans.
    """
    wanted, said = terms_of(reader, part, given)
    numbers = numbers_of(part.text)
    found: list[Candidate] = []
    fitting = Fitting(wanted)
    added = _added(wanted, said) if part.context else []
    quoted = quoted_words(part.text)
    places = proposed(reader.library, reader.text, scope, part)
    for document, address in dict.fromkeys([*places, *sorted(leant)]):
        is_leant = said < _TELLING and (document, address) in leant
        local = _OF_PLACE if document in scope.local else 0.0
        scored = []
        for passage in reader.text(document).by_address.get(address, ()):
            fit = _without(fitting.match(passage, reader.title(document)), wanted, named_by_kind(passage, part))
            lean = 0.0
            if _speaks_of_else(added, passage):
                fit = fit._replace(coverage=fit.coverage * _ELSE)
            elif is_leant:
                fit = fit._replace(coverage=max(fit.coverage, ENOUGH))
                lean = _LEANT * (own_share(wanted, said, passage) if said >= _NOTHING else 1.0)
            score = lean + sign_score(fit, part) + _local(passage, named) + of_quoted(passage.text, quoted)
            score += local + _SAME_NUMBERS * same_numbers(numbers, passage.text)
            scored.append(Candidate(fit, score, places.get((document, address), 0.0)))
        found.extend(_lifted(scored))
    texts = {candidate.passage.document for candidate in found}
    order = {key: number for number, key in enumerate(scope.keys) if key in texts}
    found.sort(key=lambda c: (-c.score, order[c.passage.document], c.passage.position))
    return found


def _without(fit: Match, wanted: Sequence[Term], words: str) -> Match:
    """The fit as if the terms that stand in `words` were not asked for, where the passage lacks them."""
    needless = [term.text for term in wanted if term.text in words and term.text in fit.lacking] if words else []
    if not needless:
        return fit
    rest = 1.0 - sum(term.weight for term in wanted if term.text in needless) / sum(term.weight for term in wanted)
    lacking = tuple(word for word in fit.lacking if word not in needless)
    return fit._replace(coverage=min(1.0, fit.coverage / rest) if rest > 0 else fit.coverage, lacking=lacking)


def own_share(wanted: Sequence[Term], said: float, passage: Passage) -> float:
    """How much of the words of the part itself, the first of the terms, stands in the passage."""
    return sum(credit(term, passage.text) * term.weight for term in _own(wanted, said)) / said


def _own(wanted: Sequence[Term], said: float) -> list[Term]:
    """The terms of the part itself, which stand first and weigh `said` together."""
    weights = accumulate((term.weight for term in wanted), initial=0.0)
    return [term for term, before in zip(wanted, weights, strict=False) if before < said]


#: what is left of the fit of a passage that speaks of the matter before and of nothing that a part adds to it itself
_ELSE = 0.5
#: a word that weighs less than this adds nothing to a question
_ADDS = 0.5
#: classes of words that count or date, which no provision has to repeat; unknown words go with them
_COUNTING = "mqt"


def _added(wanted: Sequence[Term], said: float) -> list[Term]:
    """The terms that a part adds itself, the first of all.

    Words that neither dictionary nor synonyms know are parts of words cut wrongly, and decide nothing.
    """
    return [term for term in _own(wanted, said) if term.weight >= _ADDS and _class_of(term)[0] not in _COUNTING]


def _class_of(term: Term) -> str:
    return word_class(term.text) or ("n" if term.text in all_terms() else "m")


def _speaks_of_else(added: Sequence[Term], passage: Passage) -> bool:
    """Whether a passage has none of the words that a part adds: 养狗 in 要配多少用房,能不能养狗."""
    around = f"{passage.headings}{passage.lead}{passage.before}{passage.text}"
    return bool(added) and not any(credit(term, around) for term in added)


#: bonus of a passage that names the place of the question itself
_LOCAL = 1.2


def _local(passage: Passage, named: Sequence[str]) -> float:
    return _LOCAL if any(name in passage.text for name in named) else 0.0


#: bonus of a document of the place that is asked about, before the law of the whole country
_OF_PLACE = 0.25
#: bonus of a passage that has the quantities of the question: 每500户70平方米, 提高到每年2万元
_SAME_NUMBERS = 0.3


#: what stands everywhere: 一名, 一次
_ONE = (Fraction(1),)
#: one of the signs that numbers are written with; letters may stand for digits
NUMERAL = regex(r"[\d零〇一二两三四五六七八九十百千万亿半双俩仨倍番lIoO]")


def numbers_of(text: str) -> Numbers:
    """The quantities of a text, without those of one, which stand everywhere."""
    return numbers_in(scan(text))


def numbers_in(quantities: Iterable[Quantity]) -> Numbers:
    """Quantities as values and unit, without those of one."""
    return frozenset((q.values, q.unit) for q in quantities if q.values and q.values != _ONE)


def same_numbers(asked: Numbers, text: str) -> float:
    """The share of the quantities asked about that the text has."""
    units = {unit for _, unit in asked}
    if not any(may_have(text, unit) for unit in units) or not NUMERAL.search(text):
        return 0.0
    return len(asked.intersection((q.values, q.unit) for q in scan(text) if q.unit in units)) / len(asked)


def is_title(reader: Reader, passage: Passage) -> bool:
    """Whether a passage is a title block, which states no rule."""
    return reader.text(passage.document).provisions[passage.address].level is Level.TITLE
