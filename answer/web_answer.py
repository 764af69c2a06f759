"""An answer as its page shows it: words for codes, numbers grouped, deciding words of each quote apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.answers import Amount, Answer, AnswerStatus, Caution, Reason
from answer.citations import CitedProvision, cite_provision, verify
from answer.decimals import decimal_text
from answer.layout import grouped
from answer.render import (
    REVIEW_NOTES,
    named,
    number_words,
    short_conclusion,
    status_text,
    understood_text,
)
from answer.web_highlight import Given, Piece, pieces, shortened
from answer.web_templates import provision_url
from answer.web_words import WARNINGS
from index.search import search
from index.store import Library
from ingest.records import Status

_MARKS = {
    AnswerStatus.ANSWERED: "有依据",
    AnswerStatus.NEEDS_INPUT: "需补充信息",
    AnswerStatus.NOT_FOUND: "未找到依据",
}
_REASONS = {
    Reason.MISSING_INPUT: "缺少条件",
    Reason.OUTSIDE_COVERAGE: "超出收录范围",
    Reason.NO_PROVISION: "收录的文件没有规定",
    Reason.NOT_UNDERSTOOD: "没有读懂问题",
}
#: provisions shown beside those of the answer
_RELATED = 4
#: characters of a provision that was found and stands among others
_LONGEST_FOUND = 280


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount as shown."""

    label: str
    relation: str
    number: str
    unit: str
    basis: str
    #: text of each step and number of its citation, from 1; None for plain arithmetic
    steps: tuple[tuple[str, int | None], ...]
    #: number of its citation, from 1
    citation: int
    review: str


@dataclass(frozen=True, slots=True)
class CitedView:
    """A cited provision as shown."""

    cited: CitedProvision
    name: str
    pieces: tuple[Piece, ...]
    validity: str
    #: whether the reader must be told that it may not hold
    is_doubtful: bool
    url: str
    provision_url: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as shown."""

    answer: Answer
    mark: str
    #: why it is no answer, in words; "" if it is one
    reason: str
    #: without the quotes that stand below
    conclusion: str
    #: how the question was read, in one line
    understood: str
    #: of the documents cited
    places: tuple[str, ...]
    amounts: tuple[AmountView, ...]
    citations: tuple[CitedView, ...]
    #: kind in words, text, numbers of the citations
    warnings: tuple[tuple[str, str, tuple[int, ...]], ...]
    related: tuple[CitedView, ...]
    #: name, value and unit as the form shows them
    inputs: tuple[tuple[str, str, str], ...]


def answer_view(answer: Answer, library: Library) -> AnswerView:
    """The answer with all that its page shows."""
    inputs = [Given(one.value, one.unit) for one in answer.understood.inputs]
    places = (library.header(one.key).place for one in answer.citations)
    return AnswerView(
        answer=answer,
        mark=_MARKS[answer.status],
        reason=_REASONS[answer.reason] if answer.reason else "",
        conclusion=short_conclusion(answer),
        understood=understood_text(answer),
        places=tuple(dict.fromkeys(filter(None, places))),
        amounts=tuple(map(_amount, answer.amounts)),
        citations=tuple(
            cited_view(cited, _values(answer.amounts, number), inputs) for number, cited in enumerate(answer.citations)
        ),
        warnings=tuple(map(_warning, answer.warnings)),
        related=_related(answer, library),
        inputs=tuple((one.name, grouped(decimal_text(one.value)), one.unit) for one in answer.understood.inputs),
    )


def cited_view(cited: CitedProvision, values: Sequence[Given] = (), inputs: Sequence[Given] = ()) -> CitedView:
    """A cited provision with its deciding words apart."""
    return _view(cited, pieces(cited.quote, values, inputs))


def found_view(cited: CitedProvision, terms: Sequence[str]) -> CitedView:
    """A provision among others that were found: with the words that it was found by, and cut where it is long."""
    return _view(cited, shortened(pieces(cited.quote, (), (), terms), _LONGEST_FOUND))


def _view(cited: CitedProvision, shown: tuple[Piece, ...]) -> CitedView:
    return CitedView(
        cited=cited,
        name=named(cited),
        pieces=shown,
        validity=status_text(cited.status, cited.status_note),
        is_doubtful=cited.status is not Status.IN_FORCE,
        url=cited.url,
        provision_url=provision_url(cited.key, cited.address),
    )


def _amount(amount: Amount) -> AmountView:
    relation, number = number_words(amount)
    return AmountView(
        label=amount.label or "数值",
        relation=relation,
        number=number,
        unit=amount.unit,
        basis=amount.basis if amount.basis not in amount.label else "",
        steps=tuple((step.text, None if step.citation is None else step.citation + 1) for step in amount.working),
        citation=amount.citation + 1,
        review=REVIEW_NOTES[amount.review],
    )


def _values(amounts: Sequence[Amount], citation: int) -> list[Given]:
    """The numbers that an answer takes from one of its citations."""
    return [
        Given(number, amount.unit)
        for amount in amounts
        if amount.citation == citation
        for number in (amount.value, amount.low, amount.high)
        if number is not None
    ]


def _warning(caution: Caution) -> tuple[str, str, tuple[int, ...]]:
    return (WARNINGS.get(caution.kind, "注意"), caution.text, tuple(number + 1 for number in caution.citations))


def _related(answer: Answer, library: Library) -> tuple[CitedView, ...]:
    """Provisions that the words of the question fit best, of the documents that the answer may use, not yet cited."""
    used = {(one.key, one.address) for one in answer.citations}
    documents = {one.key for one in answer.citations} or None
    if documents is None and answer.status is AnswerStatus.NOT_FOUND:
        return ()
    hits = search(library, answer.question, limit=_RELATED + len(used), documents=documents)
    places = [(hit.document, hit.address) for hit in hits if (hit.document, hit.address) not in used]
    cited = [cite_provision(library, key, address) for key, address in places[:_RELATED]]
    verify(library, cited)
    return tuple(found_view(one, answer.understood.topics) for one in cited)
