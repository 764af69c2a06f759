"""Exact numbers as decimals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.decimals import decimal_text, plain


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(500), "500"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(27, 10), "2.7"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(10**30), "1" + "0" * 30),
        (Fraction(1, 10**12), "0.000000000001"),
        (Fraction(0), "0"),
        (Fraction(200, 3), "66.666667"),
    ],
)
def test_decimals(value: Fraction, text: str) -> None:
    assert decimal_text(value) == text


@given(st.fractions(max_denominator=10**6))
def test_a_decimal_differs_by_less_than_its_last_place(value: Fraction) -> None:
    assert abs(Fraction(decimal_text(value)) - value) <= Fraction(1, 2 * 10**6)


def test_in_a_sentence_four_places_are_enough() -> None:
    assert [plain(Fraction(*one)) for one in ((2, 3), (-2, 3), (-1, 10**6), (-1, 3 * 10**6))] == [
        "0.6667",
        "-0.6667",
        "-0.000001",
        "0",
    ]
    assert plain(None) == ""


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=5000))
def test_what_ends_is_exact(value: Fraction) -> None:
    ends = 10**12 % value.denominator == 0
    assert abs(Fraction(plain(value)) - value) <= (0 if ends else Fraction(1, 20000))
