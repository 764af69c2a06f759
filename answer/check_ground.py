"""The ground of the linter: a document read into sentences and statements, each with its place in the source."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from answer.check_records import Defect, Severity
from answer.quantities import scan
from answer.quantity_records import Kind, Quantity
from index.fields import folded_without
from index.store import Library
from ingest.normalize import Folded
from ingest.records import FRAME, Document, Provision, Reference, Span
from ingest.references import find_references
from ingest.sentences import sentences
from ingest.tree import children_of


@dataclass(frozen=True)
class Sentence:
    """One sentence of a provision, folded, with the place of each of its characters."""

    text: str
    offsets: tuple[int, ...]
    provision: Provision
    #: where it comes in its document, from 0
    position: int

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the sentence."""
        return scan(self.text)

    @cached_property
    def amounts(self) -> tuple[Quantity, ...]:
        """The plain amounts: one number each, exact or about."""
        plain = (q for q in self.quantities if q.kind is Kind.AMOUNT and len(q.values) == 1)
        return tuple(quantity for quantity in plain if quantity.relation in ("=", "~"))

    def amounts_between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The plain amounts that begin in `text[start:end]`."""
        first = bisect_left(self.amounts, start, key=lambda quantity: quantity.start)
        last = bisect_left(self.amounts, end, key=lambda quantity: quantity.start)
        return self.amounts[first:last]

    def between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in `text[start:end]`."""
        first = bisect_left(self.quantities, start, key=lambda quantity: quantity.start)
        last = bisect_left(self.quantities, end, key=lambda quantity: quantity.start)
        return self.quantities[first:last]

    def following(self, quantity: Quantity, count: int = 4) -> tuple[Quantity, ...]:
        """The next quantities after one."""
        first = bisect_left(self.quantities, quantity.end, key=lambda one: one.start)
        return self.quantities[first : first + count]

    def before(self, quantity: Quantity, size: int = 14) -> str:
        """The last characters before a quantity."""
        return self.text[max(0, quantity.start - size) : quantity.start]

    def span(self, start: int, end: int) -> Span:
        """The source's stretch of `text[start:end]`."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True)
class Ground:
    """A document with its source text: what the rules look at."""

    document: Document
    #: the whole text of the document's source
    text: str
    #: the library that the document belongs to, None to look at the document alone
    library: Library | None = None
    #: the references of the document as a library stores them, None to look for them in the text
    stored: tuple[Reference, ...] | None = None
    #: defects are wanted for these stretches of the source only, None for the whole document
    stretches: tuple[Span, ...] | None = None

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All citations in the document's provisions, in reading order."""
        return find_references(self.document, self.text) if self.stored is None else self.stored

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the provisions, in reading order, without head and signature."""
        made: list[Sentence] = []
        for provision in self.document.provisions:
            if provision.level not in FRAME:
                made.extend(self.sentences_of(provision, len(made)))
        return tuple(made)

    def within(self, stretches: tuple[Span, ...]) -> "Ground":
        """The same ground, where defects are wanted for some stretches only; what was read of it is read once."""
        made = replace(self, stretches=stretches)
        made.__dict__.update(
            {name: getattr(self, name) for name in ("sentences", "statements", "by_address", "children")}
        )
        return made

    def is_wanted(self, span: Span) -> bool:
        """Whether defects are wanted for a part of a stretch of the source."""
        return self.stretches is None or any(one.start < span.end and span.start < one.end for one in self.stretches)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(one.address for one in self.document.provisions if self.is_wanted(one.own))

    def wanted(self, ones: Iterable[Sentence]) -> list[Sentence]:
        """The sentences of some that stand in provisions for which defects are wanted."""
        return [one for one in ones if one.provision.address in self._wanted]

    @cached_property
    def wanted_sentences(self) -> list[Sentence]:
        """The sentences of `sentences` that stand in provisions for which defects are wanted."""
        return self.wanted(self.sentences)

    @cached_property
    def by_address(self) -> dict[str, list[Sentence]]:
        """The sentences of each provision that has some."""
        found: dict[str, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.provision.address, []).append(sentence)
        return found

    @cached_property
    def statements(self) -> tuple[Sentence, ...]:
        """The sentences of `sentences`, those joined by ; taken as one."""
        runs: list[list[Sentence]] = []
        for sentence in self.sentences:
            last = runs[-1][-1] if runs else None
            if last is not None and last.provision is sentence.provision and last.text.endswith(";"):
                runs[-1].append(sentence)
            else:
                runs.append([sentence])
        return tuple(run[0] if len(run) == 1 else _joined(run) for run in runs)

    def sentences_of(self, provision: Provision, position: int = 0) -> list[Sentence]:
        """The sentences of one provision's own words; the first of them has the number `position`."""
        own = self.folded(provision.own)
        return [
            Sentence(own.text[start:end], own.offsets[start:end], provision, position + number)
            for number, (start, end) in enumerate(sentences(own.text))
        ]

    @cached_property
    def _wholes(self) -> dict[str, str]:
        return {}

    def whole(self, provision: Provision) -> str:
        """What a provision and all below it say, folded."""
        if provision.address not in self._wholes:
            self._wholes[provision.address] = self.folded(provision.span).text
        return self._wholes[provision.address]

    def lead(self, provision: Provision) -> str:
        """What the provision above says of its own, folded: 具体折算标准为:."""
        above = self._provisions.get(provision.parent or "")
        return self.folded(above.own).text if above is not None else ""

    @cached_property
    def _provisions(self) -> dict[str, Provision]:
        return {one.address: one for one in self.document.provisions}

    def folded(self, span: Span) -> Folded:
        """The words of a stretch, folded, without the furniture in it."""
        return folded_without(span, self.document.furniture, self.text)

    @cached_property
    def children(self) -> dict[str | None, tuple[Provision, ...]]:
        """The provisions below each address, in reading order; those at the top below None."""
        return children_of(self.document.provisions)

    def at(self, offset: int) -> Provision | None:
        """The innermost provision that holds an offset of the source."""
        holding = [one for one in self.document.provisions if one.span.start <= offset < one.span.end]
        return min(holding, key=lambda one: one.span.end - one.span.start, default=None)

    def defect(self, code: str, severity: Severity, span: Span, message: str, hint: str) -> Defect:
        """A defect at a stretch of the source, with its words and its provision."""
        provision = self.at(span.start)
        return Defect(
            code=code,
            severity=severity,
            span=span,
            address=provision.address if provision else "",
            label=provision.label if provision else "",
            words=self.text[span.start : span.end],
            message=message,
            hint=hint,
        )


def _joined(run: list[Sentence]) -> Sentence:
    offsets = tuple(offset for sentence in run for offset in sentence.offsets)
    return Sentence("".join(sentence.text for sentence in run), offsets, run[0].provision, run[0].position)
