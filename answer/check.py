"""The linter of policy texts: what in a document does not fit, told as a mismatch and without a verdict."""

from collections.abc import Callable, Iterable, Iterator

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
from ingest.records import Document, Reference

__all__ = ["GRAVE", "RULES", "check_document", "checked", "grave_defects"]

Rule = Callable[[Ground], Iterator[Defect]]

#: every rule, in the order in which they are tried
RULES: tuple[Rule, ...] = (
    check_papers.draft,
    check_papers.titles,
    check_papers.copies,
    check_papers.truncated,
    check_figures.sums,
    check_figures.totals,
    check_figures.finance_gaps,
    check_figures.recipients,
    check_shares.shares,
    check_times.dates,
    check_times.periods,
    check_times.undated_periods,
    check_times.differing_dates,
    check_references.dangling,
    check_references.dangling_abroad,
    check_references.missing_annexes,
    check_references.missing_attachments,
    check_references.empty_tables,
    check_references.numbering,
    check_tiers.tiers,
    check_tiers.nested_classes,
    check_tiers.combinations,
    check_tiers.bound_ranges,
    check_rates.rounding,
    check_rates.clamps,
    check_rates.excess_only,
    check_counts.listed,
    check_basis.variables,
    check_basis.measures,
    check_others.rates,
    check_others.owners,
    check_rates.two_standards,
    check_basis.thresholds,
    check_basis.and_or,
    check_basis.open_lists,
    check_basis.share_bases,
    check_basis.run_on_words,
    check_words.look_alikes,
    check_words.misspelt,
    check_words.broken_words,
    check_words.odd_signs,
    check_words.bare_items,
)

#: those that find where a text contradicts itself, and signs that look like others
GRAVE = (
    check_papers.truncated,
    check_figures.sums,
    check_figures.totals,
    check_figures.finance_gaps,
    check_figures.recipients,
    check_shares.shares,
    check_times.dates,
    check_times.periods,
    check_references.dangling,
    check_references.empty_tables,
    check_references.numbering,
    check_tiers.tiers,
    check_counts.listed,
    check_words.look_alikes,
)


def grave_defects(library: Library, key: str) -> tuple[Defect, ...]:
    """Where a document contradicts itself, the calendar or its own numbering, and its look-alike signs."""
    document = library.document(key)
    references = tuple(Reference(address, citation) for _, address, citation in library.references(key))
    found = _found(GRAVE, Ground(document, library.text(document.source), stored=references))
    return tuple(one for one in found if one.severity is Severity.MISMATCH or one.code == "lookalike")


def check_document(document: Document, text: str, library: Library | None = None) -> tuple[Defect, ...]:
    """The defects of a document in the order of its text; `text` is the whole text of its source.

    With a library, rules of other documents of the same place are compared too.
    """
    return _found(RULES, Ground(document, text, library))


def _found(rules: Iterable[Rule], ground: Ground) -> tuple[Defect, ...]:
    found: dict[tuple[str, int, int], Defect] = {}
    for rule in rules:
        for defect in rule(ground):
            found.setdefault((defect.code, defect.span.start, defect.span.end), defect)
    return tuple(sorted(found.values(), key=lambda defect: (defect.span, defect.severity, defect.code)))


def checked(library: Library, key: str) -> Checked:
    """A document of a library with its defects, other documents of its place beside it.

    Raises:
        DocumentUnknown: the library does not hold the document.
    """
    document = library.document(key)
    text = library.text(document.source)
    return Checked(document, text, check_document(document, text, library))
