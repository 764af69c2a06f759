"""An answer while it is being put together: lines, amounts, citations, what is missing, what to be aware of."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from answer.about_documents import Statement
from answer.answers import Amount, Caution, Missing, Step
from answer.citations import CitedProvision, cite_provision, name_of
from answer.evaluate import Need, Result
from answer.findings import Finding
from answer.passages import Passage
from answer.repeals import repealing, term_of
from answer.review_store import review_state
from answer.select import Reader
from answer.wording import amount_words
from ingest.records import Span, Status


@dataclass(slots=True)
class Draft:
    """An answer while it is being put together."""

    reader: Reader
    #: what the conclusion says, the first first
    lines: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    citations: list[CitedProvision] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    #: number of the citation of a document's provision from an offset on
    where: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def cite(self, passage: Passage) -> int:
        """The number of the citation of a passage, made at its first use."""
        spans = self.reader.text(passage.document).quoted(passage)
        place = (passage.document, passage.address, spans[0].start)
        if place not in self.where:
            self.where[place] = len(self.citations)
            self.citations.append(self._cited(passage, spans))
        return self.where[place]

    def _cited(self, passage: Passage, spans: Sequence[Span]) -> CitedProvision:
        """The passage as cited; a document that a later one of the library repeals is shown as repealed."""
        made = cite_provision(self.reader.library, passage.document, passage.address, spans)
        by = repealing(self.reader, passage.document) if made.status is Status.UNKNOWN else None
        if by is None:
            term = self.reader.text(passage.document).once(term_of) if made.status is Status.UNKNOWN else None
            return replace(made, status_note=f"文中写明有效期到{term.until}止") if term is not None else made
        name = name_of(self.reader.library.header(by.document))
        return replace(made, status=Status.REPEALED, status_note=f"{name}写明废止")

    def warn(self, kind: str, text: str, *citations: int) -> None:
        """Add a caution, once."""
        caution = Caution(kind, text, citations)
        if all((c.kind, c.text) != (kind, text) for c in self.cautions):
            self.cautions.append(caution)


def state(draft: Draft, statement: Statement) -> None:
    """Put into the draft what is said of documents themselves."""
    draft.lines.append(statement.text)
    for passage in statement.passages:
        draft.cite(passage)
    for result, passage in statement.results:
        add_amount(draft, result, draft.cite(passage))
    for kind, text in statement.cautions:
        draft.warn(kind, text)


def ask(draft: Draft, need: Need, finding: Finding) -> None:
    """Ask back, once, for what the rule of the finding needs."""
    numbers = tuple(draft.cite(passage) for passage in finding.passages)
    if all(one.name != need.name for one in draft.missing):
        unit = f"({need.unit})" if need.unit else ""
        draft.missing.append(Missing(need.name, need.unit, f"请补充{need.name}{unit}", numbers))


def flag(draft: Draft, finding: Finding) -> None:
    """Warn where a result is cut to a limit, is no whole number, or stands on a step that the text does not write."""
    for result, passage in finding.results[: finding.asked]:
        number = draft.cite(passage)
        if "clamped" in result.flags:
            draft.warn("clamped", f"{amount_words(result)}: 算出的数超出原文的上限或下限，按该限取值", number)
        if "rounding" in result.flags:
            draft.warn("rounding", f"{amount_words(result)}不是整数，原文没有写怎样取整", number)
        if "begun" in result.flags:
            draft.warn(
                "rounding", f"{amount_words(result)}是按比例算的，所引条文没有写不足一个计费单位的部分怎样计", number
            )
        if "inferred" in result.flags:
            draft.warn("inferred", f"{result.label or '结果'}按所给数量相乘，原文没有写明这一步", number)


def add_amount(draft: Draft, result: Result, citation: int, scope: str = "") -> None:
    """Add a result that stands on a citation, as reviewed as its provision; `scope` tells it from those of others."""
    cited = draft.citations[citation]
    review = review_state(draft.reader.library, cited.key, cited.address)
    draft.amounts.append(_amount(result, citation, scope, review))


def _amount(result: Result, citation: int, scope: str, review: str) -> Amount:
    single = result.low == result.high or result.low is None or result.high is None
    value = result.low if result.low is not None else result.high
    return Amount(
        label=f"{scope} {result.label}".strip(),
        value=value if single else None,
        low=None if single else result.low,
        high=None if single else result.high,
        unit=result.unit,
        relation=result.relation,
        basis=result.basis,
        working=tuple(Step(text, citation) for text in result.steps),
        inputs=tuple(fact.name for fact in result.facts),
        citation=citation,
        review=review,
    )


def warn_of_defects(draft: Draft) -> None:
    """Warn of what is faulty in the words that the answer quotes, and of words that were recognised in an image."""
    for number, cited in enumerate(draft.citations):
        if cited.confidence is not None:
            name = cited.label or cited.document
            draft.warn("unclear", f"{name}: 文字由 OCR 识别(置信度 {cited.confidence}%)，数字和日期请对照原件", number)
        for defect in draft.reader.defects(cited.key, cited.spans):
            draft.warn("defect", f"{cited.label or cited.document}: {defect.message}", number)


def warn_of_end(draft: Draft, today: date) -> None:
    """Warn where the document that an answer stands on first is repealed, or its own term is over."""
    for number, cited in enumerate(draft.citations[:1]):
        term = term_of(draft.reader.text(cited.key))
        if cited.status is Status.REPEALED:
            draft.warn("not_in_force", f"{cited.document}已经废止: {cited.status_note}", number)
        elif term is not None and term.until < today:
            draft.warn("not_in_force", f"{cited.document}的有效期到{term.until:%Y-%m-%d}止，已经届满", number)
