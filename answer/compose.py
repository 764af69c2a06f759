"""From a question to its answer: understand, find, evaluate, and put into words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import islice

from answer.about_documents import Statement, asks_for_copies, asks_for_effect, copies, effect, validity, which
from answer.answers import Amount, Answer, AnswerStatus, Caution, Missing, Reason, Step, Understood, UnderstoodInput
from answer.cases import cases, facts_of
from answer.citations import CitedProvision, cite_provision, verify
from answer.derive import ASKS_LONGEST, extended
from answer.evaluate import Need, Result
from answer.evaluate_facts import Fact
from answer.passages import Passage
from answer.quantity_records import Kind
from answer.question import places_of, understand
from answer.question_records import Part, Question
from answer.scope import Coverage, Scope, coverage, is_comparison, year_of
from answer.select import Reader, numbers_of
from answer.solve import Finding, solve
from answer.wording import amount_words, asks_difference, conclusion_of, differences, sums
from index.store import Library
from ingest.records import Status

#: rules of other places that fit nearly as well make the place a question
_ALIKE = 0.8
#: how many places a question without a place may fit before it is asked back
_PLACES_SHOWN = 4


#: a later document goes before one that fits better, if it fits within this share: for a value, for words alone
_NEAR_VALUE, _NEAR_WORDS = 0.75, 0.92


@dataclass(slots=True)
class _Draft:
    """An answer while it is being put together."""

    reader: Reader
    lines: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    citations: list[CitedProvision] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    where: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def cite(self, passage: Passage) -> int:
        """The number of the citation of a passage, made at its first use."""
        spans = self.reader.text(passage.document).quoted(passage)
        place = (passage.document, passage.address, spans[0].start)
        if place not in self.where:
            self.where[place] = len(self.citations)
            self.citations.append(cite_provision(self.reader.library, passage.document, passage.address, spans))
        return self.where[place]

    def warn(self, kind: str, text: str, *citations: int) -> None:
        """Add a caution, once."""
        caution = Caution(kind, text, citations)
        if all((c.kind, c.text) != (kind, text) for c in self.cautions):
            self.cautions.append(caution)


def answer(question: str, library: Library, *, today: date) -> Answer:
    """The answer of the library to a question; the same for the same question, library and version.

    Raises:
        QuestionRefused: the question is empty or too long.
        QuoteMismatch: a quote is not the stored source's own text.
    """
    asked = understand(question)
    draft = _Draft(_reader(library))
    held = coverage(asked, library)
    findings: list[Finding] = []
    for scope in held.scopes:
        for part in asked.parts:
            statement = _about(draft.reader, asked, part, scope, today)
            if statement is not None:
                _state(draft, statement)
            else:
                findings.extend(_found(draft, asked, part, scope, [f for f in findings if f.scope is scope]))
    _gather(draft, asked, findings)
    made = _finished(draft, asked, held)
    verify(library, made.citations)
    return made


_READERS: dict[int, Reader] = {}


def _reader(library: Library) -> Reader:
    if id(library) not in _READERS or _READERS[id(library)].library is not library:
        _READERS.clear()
        _READERS[id(library)] = Reader(library)
    return _READERS[id(library)]


def _about(reader: Reader, asked: Question, part: Part, scope: Scope, today: date) -> Statement | None:
    """What is said of documents themselves, if that is what the part asks."""
    if asks_for_copies(asked):
        return copies(reader, scope.keys)
    if scope.explicit and asks_for_effect(part):
        return effect(reader, scope)
    if part.facets[:1] == ("validity",) and scope.explicit:
        return validity(reader, scope.keys, today)
    if part.facets[:1] == ("documents",) and not part.unit:
        return which(reader, part, scope, asked)
    return None


def _state(draft: _Draft, statement: Statement) -> None:
    draft.lines.append(statement.text)
    for passage in statement.passages:
        draft.cite(passage)
    for result, passage in statement.results:
        draft.amounts.append(_amount(result, draft.cite(passage), ""))
    for kind, text in statement.cautions:
        draft.warn(kind, text)


def facts(question: Question) -> list[Fact]:
    """What the question says of its case."""
    found = []
    for given in question.inputs:
        quantity = given.quantity
        value = quantity.values[0] if quantity.values else quantity.low
        if value is not None and quantity.relation != "range":
            period = (
                "月"
                if quantity.per == "月"
                or re.search(r"每月|月租|月均|月工资|每个月", question.folded[max(0, given.start - 6) : given.start])
                else ""
            )
            found.append(
                Fact(
                    value,
                    quantity.unit,
                    given.before,
                    given.after,
                    quantity.text,
                    given.start,
                    quantity.relation,
                    period,
                )
            )
    return found


def _found(draft: _Draft, asked: Question, part: Part, scope: Scope, earlier: Sequence[Finding]) -> list[Finding]:
    """The findings of a part in a scope, one a case; the other documents of the place become cautions."""
    kept: list[Finding] = []
    for case, known in cases(part, facts_of(part, facts(asked))):
        found = _verified(draft, asked, case, scope) or solve(draft.reader, case, scope, known, earlier)
        if not found:
            continue
        if not scope.explicit and not places_of(asked) and _asks_place(draft, found):
            continue
        first, others = _primary(draft.reader, found, scope)
        kept.append(first)
        for passage in first.passages:
            draft.cite(passage)
        for other in others:
            _beside(draft, first, other)
    return kept


def _verified(draft: _Draft, asked: Question, part: Part, scope: Scope) -> list[Finding]:
    """What the documents say where the question asks whether a rule with numbers holds: 是不是按每500户70平方米配?"""
    values = [q for q in asked.mentions if q.values and q.kind is not Kind.EACH]
    if part.facets[:1] != ("allowed",) or not values:
        return []
    rule = replace(part, facets=("amount", *part.facets), unit=values[0].unit)
    found = solve(draft.reader, rule, scope, [])
    if not found:
        return []
    held = numbers_of("".join(passage.text for passage in found[0].passages))
    said = (values[0].values, values[0].unit) in held
    draft.lines.append(
        "是的，原文有这个标准" if said else f"不是，{scope.label or '所查文件'}没有这个标准(“{values[0].text}”)"
    )
    found[0].needs.clear()
    return found[:1]


def _asks_place(draft: _Draft, found: Sequence[Finding]) -> bool:
    """Whether the matter is ruled differently in several places, so that the place has to be asked for."""
    table = dict(draft.reader.library.headers())
    near = [f for f in found if f.score >= _ALIKE * found[0].score and (f.results or f.needs)]
    places = list(dict.fromkeys(table[f.key].place for f in near if table[f.key].place))
    if len(places) < 2 or not table[found[0].key].place:
        return False
    shown = [_primary(draft.reader, [f for f in near if table[f.key].place == place], None)[0] for place in places]
    for finding in islice(shown, _PLACES_SHOWN):
        for passage in finding.passages:
            draft.cite(passage)
        draft.lines.append(f"{table[finding.key].place}: {conclusion_of(finding)}")
    numbers = tuple(range(len(draft.citations)))
    if all(one.name != "城市" for one in draft.missing):
        draft.missing.append(Missing("城市", "", f"请说明是哪个城市: {'、'.join(places)}", numbers))
    return True


def _primary(reader: Reader, found: list[Finding], scope: Scope | None) -> tuple[Finding, list[Finding]]:
    """The finding of the latest document that is no draft, and the others of the same place."""
    table = dict(reader.library.headers())
    place = table[found[0].key].place
    alike = [f for f in found if table[f.key].place == place]
    if (scope is not None and scope.explicit) or not place or len(alike) < 2:
        return found[0], []
    final = [f for f in alike if table[f.key].status is not Status.DRAFT] or alike
    near = _NEAR_VALUE if found[0].results or found[0].needs else _NEAR_WORDS
    final = [f for f in final if f.score >= near * final[0].score]
    first = max(final, key=lambda f: (year_of(table[f.key]) or 0, f.score))
    return first, [f for f in alike if f is not first]


def _beside(draft: _Draft, first: Finding, other: Finding) -> None:
    """Say that another document of the place rules on the matter too."""
    table = dict(draft.reader.library.headers())
    mine, theirs = table[first.key], table[other.key]
    number = draft.cite(other.passages[0])
    name = theirs.document_number or theirs.title
    words = "、".join(filter(None, (amount_words(result) for result, _ in other.results[: other.asked])))
    said = words or other.passages[0].text
    kind = "征求意见稿" if theirs.status is Status.DRAFT else f"{year_of(theirs) or ''}年的文件"
    bases = {r.basis for r, _ in (*first.results[: first.asked], *other.results[: other.asked])}
    draft.warn("conflict", f"同一地方的{name}({kind})另有规定: {said}；两份文件表述不同，未见明文废止", number)
    if len(bases) > 1 and words:
        draft.warn(
            "basis",
            f"{name}与{mine.document_number or mine.title}的面积口径不同({'、'.join(b or '未写明' for b in sorted(bases))})，不能直接比较",
            number,
        )


def _gather(draft: _Draft, asked: Question, findings: Sequence[Finding]) -> None:
    """Put the findings into the draft: lines, amounts, citations, what is missing, sums and differences."""
    several = len({(f.scope.label, f.key) for f in findings}) > 1
    for finding in findings:
        for passage in finding.passages:
            draft.cite(passage)
        for passage in finding.leads:
            draft.cite(passage)
        for result, passage in finding.results:
            if result.low is None and result.high is None:
                continue
            draft.amounts.append(_amount(result, draft.cite(passage), finding.scope.label if several else ""))
        for need in finding.needs:
            _ask(draft, need, finding)
        for kind, text in finding.cautions:
            draft.warn(kind, text, *(draft.cite(p) for p in finding.passages))
        _flag(draft, finding)
        prefix = f"{finding.scope.label}: " if several and finding.scope.label else ""
        draft.lines.append(prefix + conclusion_of(finding, _whole(draft.reader, finding)))
    _compare_bases(draft, findings)
    if is_comparison(asked):
        draft.lines.extend(caution.text for caution in draft.cautions if caution.kind == "conflict")
    derived: list[Result] = []
    if asked.total:
        derived += sums(findings)
    if asks_difference(asked.folded):
        derived += differences(findings)
    if ASKS_LONGEST.search(asked.folded):
        derived += _longest(draft, findings)
    for result in derived:
        draft.amounts.append(_amount(result, 0, ""))
        draft.lines.insert(0, amount_words(result))


def _longest(draft: _Draft, findings: Sequence[Finding]) -> list[Result]:
    """The longest periods, with the extensions that their provisions allow."""
    found: list[Result] = []
    for finding in findings:
        for result, passage in finding.results[: finding.asked]:
            ones = draft.reader.text(passage.document).by_address[passage.address]
            longer = extended(result, "".join(one.text for one in ones)) if "延长" not in result.label else None
            if longer is not None and all(longer.high != other.high for other in found):
                found.append(longer)
    return found


def _whole(reader: Reader, finding: Finding) -> str:
    """What is quoted of the provision of the first passage, folded, if the answer rests on that one alone."""
    if len(finding.passages) != 1:
        return ""
    text = reader.text(finding.key)
    spans = text.quoted(finding.passages[0])
    ones = text.by_address[finding.passages[0].address]
    return "".join(p.text for p in ones if spans[0].start <= p.offsets[0] < spans[-1].end)


def _compare_bases(draft: _Draft, findings: Sequence[Finding]) -> None:
    """Say where areas of several documents are measured differently, and where one place has several rules."""
    areas = [(f, r.basis) for f in findings for r, _ in f.results[: f.asked] if r.unit == "平方米"]
    if len({f.key for f, _ in areas}) > 1 and len({basis for _, basis in areas}) > 1:
        named = "、".join(dict.fromkeys(f"{f.scope.label}: {basis or '口径未写明'}" for f, basis in areas))
        draft.warn("basis", f"各文件的面积口径不同({named})，不能直接比较")
    table = dict(draft.reader.library.headers())
    places = [table[key].place for key in dict.fromkeys(f.key for f in findings) if table[key].place]
    if len(places) > len(set(places)):
        draft.warn("conflict", "同一地方有几份文件对此作了规定，表述不同，未见明文废止")


def _ask(draft: _Draft, need: Need, finding: Finding) -> None:
    numbers = tuple(draft.cite(passage) for passage in finding.passages)
    if all(one.name != need.name for one in draft.missing):
        draft.missing.append(
            Missing(need.name, need.unit, f"请补充{need.name}" + (f"({need.unit})" if need.unit else ""), numbers)
        )


def _flag(draft: _Draft, finding: Finding) -> None:
    for result, passage in finding.results[: finding.asked]:
        number = draft.cite(passage)
        if "rounding" in result.flags:
            draft.warn("rounding", f"{amount_words(result)}不是整数，原文没有写怎样取整", number)
        if "inferred" in result.flags:
            draft.warn("inferred", f"{result.label or '结果'}按所给数量相乘，原文没有写明这一步", number)


def _amount(result: Result, citation: int, scope: str) -> Amount:
    single = result.low == result.high or result.low is None or result.high is None
    value = result.low if result.low is not None else result.high
    return Amount(
        label=f"{scope} {result.label}".strip(),
        value=value if single else None,
        low=None if single else result.low,
        high=None if single else result.high,
        unit=result.unit,
        relation=result.relation if result.relation in (">=", "<=", ">", "<", "~", "range") else "=",
        basis=result.basis,
        working=tuple(Step(text, citation) for text in result.steps),
        inputs=tuple(fact.name for fact in result.facts),
        citation=citation,
    )


def _defects(draft: _Draft) -> None:
    """Warn of what is faulty in the words that the answer quotes."""
    for number, cited in enumerate(draft.citations):
        for defect in draft.reader.defects(cited.key):
            if any(span.start < defect.span.end and defect.span.start < span.end for span in cited.spans):
                draft.warn("defect", f"{cited.label or cited.document}: {defect.message}", number)


def _finished(draft: _Draft, asked: Question, held: Coverage) -> Answer:
    status, reason = AnswerStatus.ANSWERED, None
    if draft.missing:
        status, reason = AnswerStatus.NEEDS_INPUT, Reason.MISSING_INPUT
    elif not draft.lines:
        status = AnswerStatus.NOT_FOUND
        reason = Reason.OUTSIDE_COVERAGE if held.unheld else Reason.NO_PROVISION
        draft.lines.append(_refusal(draft, held))
    _defects(draft)
    drafts = [n for n, c in enumerate(draft.citations) if c.status is Status.DRAFT]
    if drafts and drafts[0] == 0:
        draft.warn("draft", f"{draft.citations[0].document}是征求意见稿，不是正式文件，不能作为依据", *drafts)
    return Answer(
        id=_identity(asked, draft),
        question=asked.text,
        understood=_understood(asked, draft),
        status=status,
        reason=reason,
        conclusion="；".join(dict.fromkeys(filter(None, draft.lines))),
        amounts=tuple(draft.amounts) if status is not AnswerStatus.NOT_FOUND else (),
        citations=tuple(draft.citations),
        missing=tuple(draft.missing),
        warnings=tuple(draft.cautions),
    )


def _identity(asked: Question, draft: _Draft) -> str:
    from importlib.metadata import version

    return sha256(f"{version('zhengce')}|{draft.reader.library.digest}|{asked.text}".encode()).hexdigest()[:16]


def _refusal(draft: _Draft, held: Coverage) -> str:
    headers = [header for _, header in draft.reader.library.headers()]
    places = "、".join(dict.fromkeys(header.place for header in headers if header.place)) or "无"
    if held.unheld:
        return f"资料库没有收录{'、'.join(held.unheld)}的文件，不能用别处的规定代答。资料库现有: {places}"
    return "在资料库的文件里没有找到这方面的规定，不能推断。" + (
        f"已查: {'、'.join(s.label for s in held.scopes if s.label)}"
        if any(s.label for s in held.scopes)
        else f"资料库现有: {places}"
    )


def _understood(asked: Question, draft: _Draft) -> Understood:
    first = asked.parts[0] if asked.parts else None
    return Understood(
        kind=first.facets[0] if first and first.facets else "",
        places=tuple(place.name for place in places_of(asked)),
        years=asked.years,
        documents=tuple(dict.fromkeys(c.document for c in draft.citations)),
        topics=tuple(
            dict.fromkeys(
                term.text for part in asked.parts for term in draft.reader.wanted(part.text) if term.weight > 1
            )
        )[:8],
        inputs=tuple(UnderstoodInput(f.name, f.value, f.unit, f.text) for f in facts(asked)),
        rewrites=asked.rewrites,
    )
