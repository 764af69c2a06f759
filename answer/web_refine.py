"""A question as the reader corrects it in the form: another place, another number, or one that was missing."""

import re
from collections.abc import Mapping, Sequence

from answer.answers import Understood
from ingest.normalize import fold
from ingest.places import find_places
from ingest.regex import regex

_NUMBER_END = regex(r"[\d%％‰]$")


def refined(
    question: str,
    understood: Understood,
    *,
    place: str | None = None,
    year: str | None = None,
    inputs: Mapping[int, str] | None = None,
    missing: Sequence[tuple[str, str, str]] = (),
) -> str:
    """The question with what the reader changed; what is None stays, an empty place or year is taken out.

    `inputs` has new numbers by their position in `understood.inputs`; `missing` has name, value and unit of inputs
    that the question did not give.
    """
    text = question
    for number, value in sorted((inputs or {}).items(), reverse=True):
        text = _with_input(text, understood, number, value.strip())
    if year is not None and year.strip() != "、".join(map(str, understood.years)):
        text = _with_year(text, understood.years, year.strip())
    if place is not None and place.strip() != "、".join(understood.places):
        text = _with_place(text, place.strip())
    for name, value, unit in missing:
        text = _with_missing(text, name, value.strip(), unit)
    return text


def _with_input(text: str, understood: Understood, number: int, value: str) -> str:
    if not 0 <= number < len(understood.inputs):
        return text
    given = understood.inputs[number]
    folded = fold(text)
    at = folded.text.find(given.text)
    if at < 0 or value in ("", given.text):
        return text
    span = folded.span(at, at + len(given.text))
    return text[: span.start] + _with_unit(value, given.unit) + text[span.end :]


def _with_unit(value: str, unit: str) -> str:
    """A number with its unit, where the reader wrote none.

    >>> _with_unit("1500", "户"), _with_unit("12万平方米", "平方米"), _with_unit("1.2万", "户")
    ('1500户', '12万平方米', '1.2万户')
    """
    return value + unit if _NUMBER_END.search(value) or value.endswith(("万", "亿", "千", "百", "十")) else value


def _with_place(text: str, place: str) -> str:
    """The text with `place` where the first place was named; at its beginning if none was."""
    mentions = find_places(text)
    if not mentions:
        return place + text
    for mention in reversed(mentions[1:]):
        text = text[: mention.span.start] + text[mention.span.end :]
    first = mentions[0].span
    return text[: first.start] + place + text[first.end :]


def _with_year(text: str, years: Sequence[int], year: str) -> str:
    """The text with `year` for the first year that was understood, and without the others."""
    new = f"{year.removesuffix('年')}年" if year else ""
    for number, old in enumerate(years):
        text = re.sub(rf"{old}年?", new if number == 0 else "", text, count=1)
    return text if years or not new else f"{new}的规定，{text}"


def _with_missing(text: str, name: str, value: str, unit: str) -> str:
    """The text with the missing input behind it; a name without a unit (a place) stands in front."""
    if not value:
        return text
    if not unit:
        return value + text
    return f"{text.rstrip('?？。 ')}，{name}{_with_unit(value, unit)}"
