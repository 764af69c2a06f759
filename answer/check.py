"""The linter of policy texts: what in a document does not fit, told as a mismatch and without a verdict."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal

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

# Every rule in the order in which they are tried; if it finds where a text contradicts itself, or signs that look like
# others, what it looks at for that: the whole document, or the stretches for which defects are wanted.
_RULES: tuple[tuple[Rule, Literal["", "whole", "stretch"]], ...] = (
    (check_papers.draft, ""),
    (check_papers.titles, ""),
    (check_papers.copies, ""),
    (check_papers.truncated, "whole"),
    (check_figures.sums, "stretch"),
    (check_figures.totals, "stretch"),
    (check_figures.finance_gaps, "stretch"),
    (check_figures.recipients, "stretch"),
    (check_shares.shares, "stretch"),
    (check_times.dates, "stretch"),
    (check_times.periods, "stretch"),
    (check_times.undated_periods, ""),
    (check_times.differing_dates, ""),
    (check_references.dangling, "whole"),
    (check_references.dangling_abroad, ""),
    (check_references.missing_annexes, ""),
    (check_references.missing_attachments, ""),
    (check_references.empty_tables, "whole"),
    (check_references.numbering, "whole"),
    (check_tiers.tiers, "stretch"),
    (check_tiers.nested_classes, ""),
    (check_tiers.combinations, ""),
    (check_tiers.bound_ranges, ""),
    (check_rates.rounding, ""),
    (check_rates.clamps, ""),
    (check_rates.excess_only, ""),
    (check_counts.listed, "stretch"),
    (check_basis.variables, ""),
    (check_basis.measures, ""),
    (check_others.rates, ""),
    (check_others.owners, ""),
    (check_rates.two_standards, ""),
    (check_basis.thresholds, ""),
    (check_basis.and_or, ""),
    (check_basis.open_lists, ""),
    (check_basis.share_bases, ""),
    (check_basis.run_on_words, ""),
    (check_words.look_alikes, "stretch"),
    (check_words.misspelt, ""),
    (check_words.broken_words, ""),
    (check_words.odd_signs, ""),
    (check_words.bare_items, ""),
)
_ALL = tuple(rule for rule, _ in _RULES)
_WHOLE = tuple(rule for rule, grave in _RULES if grave == "whole")
_LOCAL = tuple(rule for rule, grave in _RULES if grave == "stretch")


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
