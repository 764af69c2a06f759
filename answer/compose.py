"""From a question to its answer: understand, find, evaluate, and put into words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from answer.about_documents import (
    Statement,
    asks_for_copies,
    asks_for_effect,
    asks_replaced,
    copies,
    effect,
    is_of_documents,
    repealed_by_held,
    replaces,
    validity,
)
from answer.adjusting import with_adjustments
from answer.answers import Answer, AnswerStatus, Reason, Understood, UnderstoodInput
from answer.cases import cases, facts_of
from answer.citations import verify
from answer.classes import solve_by_class
from answer.compose_conflicts import asks_place, primary, set_beside
from answer.compose_draft import Draft, state, warn_of_defects, warn_of_end
from answer.compose_gather import gather
from answer.exclusions import without_excluded
from answer.findings import Finding
from answer.free_time import without_free_time
from answer.instalments import in_instalments
from answer.measuring import measured
from answer.quantity_records import Kind
from answer.question import places_of, understand
from answer.question_facts import facts
from answer.question_records import Part, Question
from answer.scope import Coverage, Scope, coverage
from answer.select import Candidate, Numbers, Reader, candidates, numbers_in, numbers_of
from answer.solve import solve
from answer.which_documents import which
from index.store import Library
from ingest.records import Status
from ingest.regex import regex

#: terms of the question that an answer names as its topics, at most, and the weight above which one is telling
_TOPICS, _TELLING = 8, 1

#: a document is spoken of, not a thing that it rules on
_A_DOCUMENT = regex(r"意见|通[知告]|公告|办法|条例|规定|[细规]则|指南|措施|决定|方案|标准|文件|政策")

#: the reader of the library that was asked last: it keeps the documents that it has read
_LAST: list[Reader] = []


def answer(question: str, library: Library, *, today: date) -> Answer:
    """The answer of the library to a question; the same for the same question, library and version.

    Raises:
        QuestionRefused: the question is empty or too long.
        QuoteMismatch: a quote is not the stored source's own text.
    """
    asked = understand(question)
    draft = Draft(_reader(library))
    held = coverage(asked, library)
    findings: list[Finding] = []
    unanswered: list[tuple[Scope, Part]] = []
    answering: set[str] = set()
    for scope in held.scopes:
        if scope.after and any(label.startswith(scope.after) for label in answering):
            continue
        for part in asked.parts:
            statement = _about(draft.reader, asked, part, scope, today)
            if statement is not None:
                state(draft, statement)
                answering.add(scope.label)
                continue
            found = _found(draft, asked, part, scope, [f for f in findings if f.scope is scope])
            findings.extend(found)
            answering.update(finding.scope.label for finding in found)
            if not found and not scope.after:
                unanswered.append((scope, part))
    gather(draft, asked, findings)
    _own_up(draft, asked, held, unanswered)
    if draft.lines:
        warn_of_end(draft, today)
    made = _finished(draft, asked, held)
    verify(library, made.citations)
    return made


def _own_up(draft: Draft, asked: Question, held: Coverage, unanswered: Sequence[tuple[Scope, Part]]) -> None:
    """Say what found no provision where the rest was answered: parts, places and years that are not held."""
    if not draft.lines:
        return
    if not draft.missing:
        for scope, part in unanswered:
            where = f"{scope.label}: " if scope.label else ""
            draft.lines.append(f"{where}没有找到“{part.text}”方面的规定")
    if held.unheld:
        draft.warn("unclear", f"资料库没有收录{'、'.join(held.unheld)}的文件，只就已收录的作答")
    _name_place(draft, asked, held)
    for year in asked.years if asked.parts[0].facets[0] != "validity" else ():
        years = (draft.reader.library.catalogue.years[key] for scope in held.scopes for key in scope.keys)
        if year not in years:
            draft.warn("unclear", f"资料库没有{year}年的有关文件，依据的是其他年份的文件")


def _name_place(draft: Draft, asked: Question, held: Coverage) -> None:
    """Say whose rule it is where the question names no place and the library holds documents of several."""
    library = draft.reader.library
    is_open = not places_of(asked) and not any(scope.explicit or scope.label for scope in held.scopes)
    if not is_open or len(library.catalogue.places) < 2:
        return
    places = dict.fromkeys(filter(None, (library.header(one.key).place for one in draft.citations)))
    if len(places) == 1 and not draft.missing:
        draft.warn("unclear", f"问题没有说明地方，这里依据的是{next(iter(places))}的文件，其他地方的规定可能不同")


def _reader(library: Library) -> Reader:
    """The reader of a library, the same one as long as no other library is asked."""
    reader = next((one for one in _LAST if one.library is library), None) or Reader(library)
    _LAST[:] = [reader]
    return reader


def _about(reader: Reader, asked: Question, part: Part, scope: Scope, today: date) -> Statement | None:
    """What is said of documents themselves, if that is what the part asks."""
    if asks_for_copies(asked) and is_of_documents(reader, part, scope.keys):
        return copies(reader, scope.keys)
    is_one = scope.explicit or (len(scope.keys) == 1 and not asked.years and bool(_A_DOCUMENT.search(asked.folded)))
    if is_one and asks_for_effect(part) and is_of_documents(reader, part, scope.keys):
        parts = [one for one in asked.parts if asks_for_effect(one) and is_of_documents(reader, one, scope.keys)]
        return effect(reader, scope, today, parts)
    if is_one and asks_replaced(part) and is_of_documents(reader, part, scope.keys):
        return replaces(reader, scope.keys)
    if part.facets[0] == "validity" and (by_held := repealed_by_held(reader, part, scope.keys, asked.years)):
        return by_held
    if is_one and part.facets[0] == "validity" and is_of_documents(reader, part, scope.keys):
        return validity(reader, scope.keys, today)
    if part.facets[0] == "documents" and not part.unit:
        return which(reader, part, scope, asked)
    return None


def _found(draft: Draft, asked: Question, part: Part, scope: Scope, earlier: Sequence[Finding]) -> list[Finding]:
    """The findings of a part in a scope, one a case; the other documents of the place become cautions."""
    kept: list[Finding] = []
    if part.facets[0] == "documents" and not part.unit:
        return kept  # a sentence on the matter does not say which documents do
    for case, known in cases(part, facts_of(part, facts(asked))):
        found = _verified(draft, asked, case, scope) or measured(
            draft.reader, case, scope, known, solve_by_class(draft.reader, case, scope, known, earlier, asked.folded)
        )
        if not found:
            continue
        if not scope.explicit and not places_of(asked) and asks_place(draft, found):
            continue
        first, others = primary(draft.reader, found, scope)
        first = without_free_time(draft.reader, with_adjustments(draft.reader, first, case, known), case, known)
        first = without_excluded(draft.reader, in_instalments(draft.reader, first, case), known)
        kept.append(first)
        for passage in first.passages:
            draft.cite(passage)
        for other in others:
            set_beside(draft, first, other)
    return kept


def _verified(draft: Draft, asked: Question, part: Part, scope: Scope) -> list[Finding]:
    """What the documents say where the question asks whether a rule with numbers holds: 是不是按每500户70平方米配?"""
    values = [q for q in asked.mentions if q.values and q.kind is not Kind.EACH]
    if part.facets[0] != "allowed" or not values:
        return []
    rule = replace(part, facets=("amount", *part.facets), unit=values[0].unit)
    found = solve(draft.reader, rule, scope, [])[:1]
    said = numbers_in(asked.mentions)
    if any(said <= numbers_of(passage.text) for one in found for passage in one.passages):
        draft.lines.append("是的，原文有这个标准")
    elif held := _holding(draft.reader, rule, scope, said):
        draft.lines.append("是的，原文有这个标准")
        found = [Finding(scope, rule, held.passage.document, held.score, [held.passage])]
    elif found:
        draft.lines.append(f"不是，{scope.label}所引条文没有这个标准(“{_written(asked)}”)")
    for one in found:
        one.needs.clear()
    return found


def _holding(reader: Reader, rule: Part, scope: Scope, said: Numbers) -> Candidate | None:
    """The best sentence with all numbers of a rule, if it lacks no word of the question that the best of all has."""
    ranked = candidates(reader, scope, rule)
    held = (one for one in ranked if said <= numbers_of(one.passage.text))
    return next((one for one in held if set(one.match.lacking) <= set(ranked[0].match.lacking)), None)


def _written(asked: Question) -> str:
    """The rule that the question quotes, in its own words."""
    return asked.folded[asked.mentions[0].start : asked.mentions[-1].end]


def _finished(draft: Draft, asked: Question, held: Coverage) -> Answer:
    """The answer that the draft has become, or why there is none."""
    status, reason = AnswerStatus.ANSWERED, None
    if draft.missing:
        status, reason = AnswerStatus.NEEDS_INPUT, Reason.MISSING_INPUT
    elif not draft.lines:
        status = AnswerStatus.NOT_FOUND
        reason = Reason.OUTSIDE_COVERAGE if held.unheld else Reason.NO_PROVISION
        draft.lines.append(_refusal(draft, held))
    warn_of_defects(draft)
    drafts = [n for n, c in enumerate(draft.citations) if c.status is Status.DRAFT]
    if drafts and drafts[0] == 0:
        draft.warn("draft", f"{draft.citations[0].document}是征求意见稿，不是正式文件，不能作为依据", *drafts)
    return Answer(
        id=_identity(asked, draft),
        question=asked.text,
        understood=_understood(asked, draft),
        status=status,
        reason=reason,
        conclusion="；".join(dict.fromkeys(filter(None, draft.lines))).replace("。；", "；"),
        amounts=tuple(draft.amounts),
        citations=tuple(draft.citations),
        missing=tuple(draft.missing),
        warnings=tuple(draft.cautions),
    )


def _identity(asked: Question, draft: Draft) -> str:
    """The answer's id: the same for the same question, library, version and reviews."""
    reviews = "".join(f"|{number}{one.review}" for number, one in enumerate(draft.amounts) if one.review != "extracted")
    ground = f"{_version()}|{draft.reader.library.digest}|{asked.text}{reviews}"
    return sha256(ground.encode()).hexdigest()[:16]


@cache
def _version() -> str:
    return version("zhengce")


def _refusal(draft: Draft, held: Coverage) -> str:
    """Why nothing was found, and what the library does hold."""
    library = draft.reader.library
    places = "、".join(library.catalogue.places) or f"{library.totals.documents}个文件"
    if held.unheld:
        titles = "、".join(f"《{title}》" for title in held.near)
        like = f"名称相近的有{titles}，如果指的是它，请写全名称。" if titles else ""
        return f"资料库没有收录{'、'.join(held.unheld)}的文件，不能用别处的规定代答。{like}资料库现有: {places}"
    searched = "、".join(scope.label for scope in held.scopes if scope.label)
    where = f"已查: {searched}" if searched else f"资料库现有: {places}"
    return f"在资料库的文件里没有找到这方面的规定，不能推断。{where}"


def _understood(asked: Question, draft: Draft) -> Understood:
    """How the question was read, for its asker to check."""
    terms = (term for part in asked.parts for term in draft.reader.wanted(part.text))
    return Understood(
        kind=asked.parts[0].facets[0],
        places=tuple(place.name for place in places_of(asked)),
        years=asked.years,
        documents=tuple(dict.fromkeys(c.document for c in draft.citations)),
        topics=tuple(dict.fromkeys(term.text for term in terms if term.weight > _TELLING))[:_TOPICS],
        inputs=tuple(UnderstoodInput(f.name, f.value, f.unit, f.text) for f in facts(asked)),
        rewrites=asked.rewrites,
    )
