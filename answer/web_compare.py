"""The page that lays the rules of several places, or years, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.compare import Comparison, Rule, compare
from answer.compose import facts
from answer.question import understand
from answer.render import REVIEW_NOTES, named, status_text
from answer.render_compare import day_text, standard_text
from answer.web_words import WebError
from answer.wording import amount_words
from index.store import Library

#: places side by side
MOST = 8
_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Matter:
    """What is compared."""

    topic: str
    places: tuple[str, ...]
    years: tuple[int, ...] = ()
    #: data to compute with, as typed: "1500户"
    given: str = ""


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


def laid(library: Library, asked: Matter) -> Comparison:
    """What the documents of each place say.

    Raises:
        WebError: more places than fit side by side.
        QuestionRefused: the topic has no words.
    """
    if len(asked.places) > MOST:
        raise WebError(400, "too_many_places", f"一次最多对照 {MOST} 个地方")
    known = facts(understand(f"{asked.given}的{asked.topic}")) if asked.given else []
    return compare(library, asked.topic, asked.places, years=asked.years, given=known)


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


def split_places(places: Sequence[str]) -> list[str]:
    """Places given one by one, or joined by commas.

    >>> split_places(["宁波，绍兴", "宁波"])
    ['宁波', '绍兴']
    """
    joined = ",".join(places).replace("，", ",").replace("、", ",")
    return list(dict.fromkeys(place.strip()[:_LONGEST_PLACE] for place in joined.split(",") if place.strip()))


def split_years(years: str) -> tuple[int, ...]:
    """Years joined by commas.

    Raises:
        WebError: something is no year.

    >>> split_years("2002，2012年")
    (2002, 2012)
    """
    given = [year.strip().removesuffix("年") for year in years.replace("，", ",").replace("、", ",").split(",")]
    named = [year for year in given if year]
    if not all(year.isascii() and year.isdecimal() and len(year) == 4 for year in named):
        raise WebError(400, "bad_year", "年份应写四位数字，用逗号隔开，例如 2002,2012")
    return tuple(map(int, named))
