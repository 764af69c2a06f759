"""The linter of policy texts: what in a document does not fit, told as a mismatch and without a verdict."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from answer import (
    check_basis,
    check_counts,
    check_figures,
    check_others,
    check_papers,
    check_rates,
    check_references,
    check_shares,
    check_tiers,
    check_times,
    check_words,
)
from answer.check_ground import Ground
from answer.check_records import Checked, Defect, Severity
from index.store import Library
from ingest.records import Document, Reference, Span

Rule = Callable[[Ground], Iterator[Defect]]

# Every rule in the order in which they are tried, and whether it finds where a text contradicts itself, or signs that
# look like others.
_RULES: tuple[tuple[Rule, bool], ...] = (
    (check_papers.draft, False),
    (check_papers.titles, False),
    (check_papers.copies, False),
    (check_papers.truncated, True),
    (check_figures.sums, True),
    (check_figures.totals, True),
    (check_figures.finance_gaps, True),
    (check_figures.recipients, True),
    (check_shares.shares, True),
    (check_times.dates, True),
    (check_times.periods, True),
    (check_times.undated_periods, False),
    (check_times.differing_dates, False),
    (check_references.dangling, True),
    (check_references.dangling_abroad, False),
    (check_references.missing_annexes, False),
    (check_references.missing_attachments, False),
    (check_references.empty_tables, True),
    (check_references.numbering, True),
    (check_tiers.tiers, True),
    (check_tiers.nested_classes, False),
    (check_tiers.combinations, False),
    (check_tiers.bound_ranges, False),
    (check_rates.rounding, False),
    (check_rates.clamps, False),
    (check_rates.excess_only, False),
    (check_counts.listed, True),
    (check_basis.variables, False),
    (check_basis.measures, False),
    (check_others.rates, False),
    (check_others.owners, False),
    (check_rates.two_standards, False),
    (check_basis.thresholds, False),
    (check_basis.and_or, False),
    (check_basis.open_lists, False),
    (check_basis.share_bases, False),
    (check_basis.run_on_words, False),
    (check_words.look_alikes, True),
    (check_words.misspelt, False),
    (check_words.broken_words, False),
    (check_words.odd_signs, False),
    (check_words.bare_items, False),
)
_ALL = tuple(rule for rule, _ in _RULES)
_GRAVE = tuple(rule for rule, is_grave in _RULES if is_grave)
#: of those, the ones that look at whole documents, and those that look at the stretches for which defects are wanted
_WHOLE = (check_papers.truncated, check_references.dangling, check_references.empty_tables, check_references.numbering)
_LOCAL = tuple(rule for rule in _GRAVE if rule not in _WHOLE)


class Grave:
    """Where a document contradicts itself, the calendar or its own numbering, and its look-alike signs."""

    def __init__(self, library: Library, key: str) -> None:
        """The document of a key, which is read when it is first asked for."""
        document = library.document(key)
        references = tuple(Reference(address, citation) for _, address, citation in library.references(key))
        self._ground = Ground(document, library.text(document.source), stored=references)

    @cached_property
    def _of_whole(self) -> tuple[Defect, ...]:
        return _found(_WHOLE, self._ground)

    def within(self, stretches: tuple[Span, ...]) -> tuple[Defect, ...]:
        """What overlaps one of some stretches of the source, in the order of the text."""
        here = self._ground.within(stretches)
        found = (one for one in (*self._of_whole, *_found(_LOCAL, here)) if here.is_wanted(one.span))
        return _ordered(one for one in found if one.severity is Severity.MISMATCH or one.code == "lookalike")


def check_document(document: Document, text: str, library: Library | None = None) -> tuple[Defect, ...]:
    """The defects of a document in the order of its text; `text` is the whole text of its source.

    With a library, rules of other documents of the same place are compared too.
    """
    return _found(_ALL, Ground(document, text, library))


def _found(rules: Iterable[Rule], ground: Ground) -> tuple[Defect, ...]:
    found: dict[tuple[str, int, int], Defect] = {}
    for rule in rules:
        for defect in rule(ground):
            found.setdefault((defect.code, defect.span.start, defect.span.end), defect)
    return _ordered(found.values())


def _ordered(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    return tuple(sorted(defects, key=lambda defect: (defect.span, defect.severity, defect.code)))


def checked(library: Library, key: str) -> Checked:
    """A document of a library with its defects, other documents of its place beside it.

    Raises:
        DocumentUnknown: the library does not hold the document.
    """
    document = library.document(key)
    text = library.text(document.source)
    return Checked(document, text, check_document(document, text, library))
