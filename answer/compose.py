"""From a question to its answer: understand, find, evaluate, and put into words."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from answer.answers import Amount, Answer, AnswerStatus, Caution, Missing, Reason, Step, Understood, UnderstoodInput
from answer.citations import CitedProvision, cite_provision
from answer.evaluate import Fact, Result, plain
from answer.passages import Passage
from answer.question import Question, places_of, understand
from answer.scope import Coverage, coverage
from answer.select import Reader
from answer.solve import Finding, solve
from index.store import Library
from ingest.records import Status

_RELATIONS = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "少于", "~": "约", "=": "", "range": ""}


def answer(question: str, library: Library, *, today: date) -> Answer:
    """The answer of the library to a question; the same for the same question, library and version."""
    asked = understand(question)
    reader = _reader(library)
    held = coverage(asked, library)
    facts = _facts(asked)
    findings = [finding for scope in held.scopes for part in asked.parts for finding in solve(reader, asked, part, scope, facts)[:1]]
    return _composed(asked, reader, held, findings)


_READERS: dict[int, Reader] = {}


def _reader(library: Library) -> Reader:
    if id(library) not in _READERS or _READERS[id(library)].library is not library:
        _READERS.clear()
        _READERS[id(library)] = Reader(library)
    return _READERS[id(library)]


def _facts(question: Question) -> list[Fact]:
    facts = []
    for given in question.inputs:
        quantity = given.quantity
        value = quantity.values[0] if quantity.values else quantity.low
        if value is not None and quantity.relation != "range":
            facts.append(Fact(value, quantity.unit, given.before, given.after, quantity.text, given.start))
    return facts


def _composed(asked: Question, reader: Reader, held: Coverage, findings: Sequence[Finding]) -> Answer:
    citations: list[CitedProvision] = []
    where: dict[tuple[str, str, int], int] = {}
    amounts: list[Amount] = []
    missing: list[Missing] = []
    cautions: list[Caution] = []
    lines: list[str] = []
    for finding in findings:
        for passage in finding.passages:
            _cite(reader, passage, citations, where)
        for result, passage in finding.results:
            amounts.append(_amount(result, where[(passage.document, passage.address, passage.number)]))
        for need in finding.needs:
            if all(one.name != need.name for one in missing):
                missing.append(Missing(need.name, need.unit, f"请补充{need.name}", tuple(range(len(citations)))))
        for kind, text in finding.cautions:
            cautions.append(Caution(kind, text))
        lines.append(_line(finding))
    for citation in citations:
        if citation.status is Status.DRAFT:
            cautions.append(Caution("draft", f"{citation.document}是征求意见稿，不是正式文件"))
            break
    status, reason = AnswerStatus.ANSWERED, None
    if not findings:
        status = AnswerStatus.NOT_FOUND
        reason = Reason.OUTSIDE_COVERAGE if held.unheld else Reason.NO_PROVISION
        lines = [f"资料库没有收录{'、'.join(held.unheld)}的文件" if held.unheld else "资料库的文件里没有找到相关规定"]
    elif missing:
        status, reason = AnswerStatus.NEEDS_INPUT, Reason.MISSING_INPUT
    return Answer(
        id=sha256(f"{asked.text}|{reader.library.digest}".encode()).hexdigest()[:16],
        question=asked.text,
        understood=_understood(asked),
        status=status,
        reason=reason,
        conclusion="；".join(filter(None, lines)),
        amounts=tuple(amounts),
        citations=tuple(citations),
        missing=tuple(missing),
        warnings=tuple(cautions),
    )


def _cite(reader: Reader, passage: Passage, citations: list[CitedProvision], where: dict[tuple[str, str, int], int]) -> None:
    place = (passage.document, passage.address, passage.number)
    if place not in where:
        where[place] = len(citations)
        citations.append(cite_provision(reader.library, passage.document, passage.address, [passage.span()]))


def _amount(result: Result, citation: int) -> Amount:
    single = result.low == result.high or result.low is None or result.high is None
    value = result.low if result.low is not None else result.high
    return Amount(
        label=result.label,
        value=value if single else None,
        low=None if single else result.low,
        high=None if single else result.high,
        unit=result.unit,
        relation=result.relation,
        basis=result.basis,
        working=tuple(Step(text, citation) for text in result.steps),
        inputs=tuple(fact.name for fact in result.facts),
        citation=citation,
    )


def _line(finding: Finding) -> str:
    values = "、".join(_worded(result) for result, _ in finding.results[:4])
    return f"{values}。{finding.passages[0].text}" if values else finding.passages[0].text


def _worded(result: Result) -> str:
    number = plain(result.low) if result.low == result.high else f"{plain(result.low)}~{plain(result.high)}"
    return f"{result.label}{_RELATIONS[result.relation]}{number}{result.unit}"


def _understood(asked: Question) -> Understood:
    return Understood(
        kind=asked.parts[0].facets[0] if asked.parts and asked.parts[0].facets else "",
        places=tuple(place.name for place in places_of(asked)),
        years=asked.years,
        documents=tuple(c.document for c in asked.citations if c.document),
        topics=(),
        inputs=tuple(UnderstoodInput(f.name, f.value, f.unit, f.text) for f in _facts(asked)),
        rewrites=asked.rewrites,
    )
