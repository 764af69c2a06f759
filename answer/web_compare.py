"""The page that lays the rules of several places, or years, side by side."""

from dataclasses import dataclass

from answer.compare import Comparison, Rule
from answer.render import REVIEW_NOTES, named, status_text
from answer.render_compare import day_text, standard_text
from answer.wording import amount_words


@dataclass(frozen=True, slots=True)
class RuleView:
    """The rule of one document as shown."""

    place: str
    name: str
    url: str
    date: str
    validity: str
    standards: tuple[str, ...]
    results: tuple[str, ...]
    missing: str
    bases: str
    review: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison as shown."""

    rules: tuple[RuleView, ...]
    absent: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def comparison_view(found: Comparison) -> ComparisonView:
    """A comparison with all that its page shows."""
    absent = tuple((one.place, one.reason) for one in found.absent)
    return ComparisonView(tuple(map(_rule, found.rules)), absent, found.notes)


def _rule(rule: Rule) -> RuleView:
    first = rule.citations[0]
    return RuleView(
        place=rule.place,
        name=named(first),
        url=first.url,
        date=day_text(rule),
        validity=status_text(first.status, first.status_note),
        standards=tuple(map(standard_text, rule.standards)),
        results=tuple(filter(None, map(amount_words, rule.results))),
        missing="、".join(rule.missing),
        bases="、".join(rule.bases),
        review=REVIEW_NOTES[rule.review],
        quotes=tuple(cited.quote for cited in rule.citations),
    )
