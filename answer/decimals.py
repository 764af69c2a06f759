"""Exact numbers as decimals: in figures for people and in the JSON."""

from fractions import Fraction

#: decimal places shown of a number whose decimals never end: in JSON and lists of amounts, and in sentences
_LISTED, _SAID = 6, 4


def decimal_text(value: Fraction, places: int = _LISTED) -> str:
    """The value as a decimal, exact where there is one, else rounded to so many places.

    >>> decimal_text(Fraction(540)), decimal_text(Fraction(-1, 8)), decimal_text(Fraction(2, 3))
    ('540', '-0.125', '0.666667')
    """
    if value.denominator == 1:
        return str(value.numerator)
    exact = _places(value.denominator)
    places = places if exact is None else exact
    digits = str(abs(round(value * 10**places))).rjust(places + 1, "0")
    decimals = digits[-places:].rstrip("0")
    text = digits[:-places] + (f".{decimals}" if decimals else "")
    return f"-{text}" if value < 0 and text != "0" else text


def plain(number: Fraction | None) -> str:
    """A number as it stands in a sentence: exact if it has a finite decimal form, else rounded to four places.

    >>> plain(Fraction(3996, 10)), plain(Fraction(2, 3)), plain(None)
    ('399.6', '0.6667', '')
    """
    return "" if number is None else decimal_text(number, _SAID)


def clock(hours: Fraction | None) -> str:
    """A time of day, counted in hours, as people write it.

    >>> clock(Fraction(45, 2)), clock(Fraction(29)), clock(None)
    ('22:30', '次日5:00', '')
    """
    if hours is None:
        return ""
    day, rest = divmod(hours, 24) if hours > 24 else (0, hours)
    return f"{'次日' if day else ''}{int(rest)}:{round(rest % 1 * 60):02}"


def _places(denominator: int) -> int | None:
    """The decimal places of a fraction of this denominator, None if they never end."""
    places, rest = 0, denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    return places if rest == 1 else None
