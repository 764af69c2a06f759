"""A question as the reader corrects it in the form: another place, another number, or one that was missing."""

import re
from collections.abc import Mapping, Sequence

from answer.answers import Understood
from answer.decimals import decimal_text
from answer.layout import first_words
from answer.quantities import scan
from ingest.errors import InputError
from ingest.normalize import fold
from ingest.places import find_places
from ingest.regex import regex

_AND_END = regex(r"[和与跟及、,，]$")
#: units that are written otherwise: 3月 is a day of the calendar
_WRITTEN = {"月": "个月"}
#: columns of what was typed in a message
_SHOWN = 40


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
    """What a reader typed for a number, as digits with its unit.

    >>> _with_unit("1500", "户"), _with_unit("1.2万", "户"), _with_unit("5千元", "元"), _with_unit("1.5公顷", "平方米")
    ('1500户', '12000户', '5000元', '15000平方米')

    Raises:
        InputError: it is no number.
    """
    if not unit:
        return value
    typed, behind = fold(value).text, _WRITTEN.get(unit, unit)
    text = typed if any(one.unit for one in scan(typed)) else typed + behind
    found = scan(text)
    if not any(one.values for one in found) or typed.startswith("-"):
        raise InputError(f"“{first_words(value, _SHOWN)}”读不出数。请写数字，可带单位，例如 12{behind} 或 1.2万")
    only = found[0]
    is_plain = len(found) == len(only.values) == 1 and only.unit == unit and only.relation == "="
    return decimal_text(only.values[0]) + behind if is_plain else text


def _with_place(text: str, place: str) -> str:
    """The text with `place` where the first place was named; at its beginning if none was."""
    mentions = find_places(text)
    if not mentions:
        return place + text
    for mention in reversed(mentions[1:]):
        text = _AND_END.sub("", text[: mention.span.start]) + text[mention.span.end :]
    first = mentions[0].span
    return text[: first.start] + place + text[first.end :]


def _with_year(text: str, years: Sequence[int], year: str) -> str:
    """The text with `year` for the first year that was understood, and without the others."""
    new = f"{year.removesuffix('年')}年" if year else ""
    for number, old in enumerate(years):
        text = re.sub(rf"(?<!\d){old}(?!\d)年?", new if number == 0 else "", text, count=1)
    return text if years or not new else f"{new}的规定，{text}"


def _with_missing(text: str, name: str, value: str, unit: str) -> str:
    """The text with the missing input behind it; a name without a unit (a place) stands in front."""
    if not value:
        return text
    if not unit:
        return value + text
    return f"{text.rstrip('?？。 ')}，{name}{_with_unit(value, unit)}"
