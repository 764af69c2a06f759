"""The same parameter in several places or years side by side; areas measured differently are never set off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from answer.citations import CitedProvision, cite_provision, day_of, verify
from answer.compare_asked import Matter
from answer.decimals import plain
from answer.evaluate import Result
from answer.evaluate_facts import Fact, base_unit
from answer.extract import passage_obligations
from answer.extract_records import Obligation, Stated
from answer.findings import Finding
from answer.question import understand
from answer.question_facts import facts
from answer.question_records import Part, Question
from answer.review_store import review_state
from answer.scope import Scope, coverage
from answer.select import Reader
from answer.solve import solve
from index.facets import year_of
from index.store import Library
from ingest.places import find_places
from ingest.records import Header, Status
from ingest.regex import regex

#: units of what a topic ends in
_UNITS = (
    (regex(r"面积$"), "平方米"),
    (regex(r"(?:人数|人员数量|职数|编制|成员数)$"), "人"),
    (regex(r"(?:户数|规模)$"), "户"),
    (regex(r"(?:经费|费用|工资|报酬|补贴|补助|罚款|奖励|金额)(?:标准|数额|金额)?$"), "元"),
    (regex(r"(?:比例|比率|占比|率)$"), "%"),
)
_AREA = "平方米"
UNSTATED = "未写明"
NOT_HELD, NOT_OF_YEAR = "资料库没有这个地方的文件", "资料库没有这个地方这一年的文件"
NO_RULE = "所收文件没有这方面的规定"


@dataclass(frozen=True, slots=True)
class Standard:
    """An amount that a provision states, with the condition that it holds under."""

    condition: str
    amount: Stated


@dataclass(frozen=True, slots=True)
class Rule:
    """What one document of a place says of the topic."""

    place: str
    #: the year that people call the document by
    year: int | None
    #: a day of the document, None if it has none
    dated_on: date | None
    standards: tuple[Standard, ...]
    #: what the standards come to for the inputs
    results: tuple[Result, ...]
    #: inputs that the rule needs and that are not given
    missing: tuple[str, ...]
    citations: tuple[CitedProvision, ...]
    #: "extracted", "reviewed" or "disputed"
    review: str
    #: how its areas are measured, in order; 未写明 for those of which the text does not say it
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A place or year without a rule, with the reason."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rules of some places on one topic."""

    topic: str
    #: the inputs as given, "" without any
    given: str
    rules: tuple[Rule, ...]
    absent: tuple[Absent, ...]
    #: what the reader must know: different bases, drafts, several documents of one place, differences
    notes: tuple[str, ...]


def compare(library: Library, matter: Matter) -> Comparison:
    """What the documents of each place say of a topic, in the order of the places, the earlier document first.

    Raises:
        QuestionRefused: the topic is empty or too long.
        QuoteMismatch: a quote is not the stored source's own text.
    """
    reader, asked = Reader(library), understand(matter.topic)
    given = facts(understand(f"{matter.given}的{matter.topic}")) if matter.given else []
    rules: list[Rule] = []
    absent: list[Absent] = []
    for place in matter.places:
        for year in matter.years or (None,):
            found = list(_rules(reader, asked, place, year, given=given))
            rules.extend(found)
            if not found:
                absent.append(Absent(place + (f"{year}年" if year else ""), _reason(library, asked, place, year)))
    verify(library, (cited for rule in rules for cited in rule.citations))
    words = "，".join(fact.text for fact in given)
    return Comparison(matter.topic, words, tuple(rules), tuple(absent), tuple(_notes(rules)))


def _asked_of(asked: Question, place: str, year: int | None) -> Question:
    return replace(asked, places=find_places(place), years=(year,) if year else (), citations=())


def _scopes(library: Library, asked: Question, place: str, year: int | None) -> tuple[Scope, ...]:
    """The documents of a place, of one year if one is given; no place that we know has none."""
    question = _asked_of(asked, place, year)
    if not any(mention.place for mention in question.places):
        return ()
    years = library.catalogue.years
    scopes = coverage(question, library).scopes
    if year is None:
        return scopes
    kept = [replace(one, keys=tuple(key for key in one.keys if years[key] == year)) for one in scopes]
    return tuple(one for one in kept if one.keys)


def _reason(library: Library, asked: Question, place: str, year: int | None) -> str:
    if _scopes(library, asked, place, year):
        return NO_RULE
    return NOT_OF_YEAR if year and _scopes(library, asked, place, None) else NOT_HELD


def _rules(reader: Reader, asked: Question, place: str, year: int | None, *, given: Sequence[Fact]) -> Iterator[Rule]:
    best: dict[str, Finding] = {}
    for scope in _scopes(reader.library, asked, place, year):
        for part in asked.parts:
            for finding in solve(reader, _with_unit(part), scope, given):
                if finding.key not in best or finding.score > best[finding.key].score:
                    best[finding.key] = finding
    for finding in sorted(best.values(), key=lambda one: _order(reader.library.header(one.key))):
        rule = _rule(reader, finding, place, given=bool(given))
        if rule is not None:
            yield rule


def _order(header: Header) -> tuple[bool, int, str]:
    """Drafts last, the earlier year first."""
    return header.status is Status.DRAFT, year_of(header) or 0, header.title


def _with_unit(part: Part) -> Part:
    """The part with the unit that the topic's last word has: 社区用房面积 is in 平方米."""
    unit = part.unit or next((unit for pattern, unit in _UNITS if pattern.search(part.text)), "")
    return replace(part, unit=unit)


def _rule(reader: Reader, finding: Finding, place: str, *, given: bool) -> Rule | None:
    """The finding as a rule; None if the topic has a unit and nothing in the finding has it."""
    header = reader.library.header(finding.key)
    text, unit = reader.text(finding.key), finding.part.unit
    read = [one for passage in finding.passages for one in passage_obligations(reader.library, text, passage)]
    results = tuple(result for result, _ in finding.results[: finding.asked] if unit in ("", result.unit))
    standards = tuple(_standards(read, unit))
    if unit and not standards and not results:
        return None
    cited = [
        cite_provision(reader.library, finding.key, passage.address, text.quoted(passage))
        for passage in finding.passages
    ]
    states = {review_state(reader.library, one.key, one.address) for one in cited}
    return Rule(
        place=place,
        year=year_of(header),
        dated_on=day_of(header),
        standards=standards,
        results=results if given else (),
        bases=_bases(standards, results),
        missing=tuple(need.name for need in finding.needs),
        citations=tuple(dict.fromkeys(cited)),
        review=next((state for state in ("disputed", "extracted") if state in states), "reviewed"),
    )


def _bases(standards: Sequence[Standard], results: Sequence[Result]) -> tuple[str, ...]:
    computed = {one.basis or UNSTATED for one in results if one.unit == _AREA}
    stated = {one.amount.basis or UNSTATED for one in standards if one.amount.unit == _AREA}
    return tuple(sorted(computed or stated))


def _standards(read: Sequence[Obligation], unit: str) -> Iterator[Standard]:
    """The amounts of the unit that is asked for, wholes before parts; without a unit, all of them."""
    suited = [(one.condition, a) for one in read for a in one.amounts if unit in ("", a.unit) or _is_share(a, unit)]
    wholes = [(condition, amount) for condition, amount in suited if not amount.is_part]
    for condition, amount in dict.fromkeys(wholes or suited):
        yield Standard(condition, amount)


def _is_share(amount: Stated, unit: str) -> bool:
    """Whether an amount is a share of something that is counted in the unit, or a share that is asked for."""
    return amount.unit == "份额" and (unit == "%" or base_unit(amount.per) == unit)


def _notes(rules: Sequence[Rule]) -> Iterator[str]:
    bases = {f"{rule.place}{rule.year or ''}": "、".join(rule.bases) for rule in rules if rule.bases}
    if len(set(bases.values())) > 1:
        listed = "，".join(f"{name}: {basis}" for name, basis in bases.items())
        yield f"面积口径不同 ({listed})，数值不能直接比较或相减"
    elif UNSTATED in set(bases.values()):
        yield "原文没有写明面积口径 (建筑面积或使用面积)，数值不能直接比较或相减"
    places = [rule.place for rule in rules]
    for place in dict.fromkeys(place for place in places if places.count(place) > 1):
        yield f"{place}有几份文件对此作了规定，表述不同，请核对效力"
    for cited in (rule.citations[0] for rule in rules if rule.citations):
        if cited.status is Status.DRAFT:
            yield f"{cited.document}是征求意见稿，不能作为依据"
    yield from _differences(rules)


def _differences(rules: Sequence[Rule]) -> Iterator[str]:
    """The difference of two rules whose results are single values, in one unit and on one stated basis."""
    if len(rules) != 2 or not all(rule.results for rule in rules):
        return
    first, second = (rule.results[0] for rule in rules)
    one, other = _single(first), _single(second)
    if one is None or other is None or first.unit != second.unit:
        return
    if first.unit == _AREA and (first.basis != second.basis or not first.basis):
        return
    high, low = max(one, other), min(one, other)
    yield f"相差 {plain(high)} - {plain(low)} = {plain(high - low)} {first.unit}"


def _single(result: Result) -> Fraction | None:
    return result.low if result.low == result.high else None
