"""Ordinals: Chinese and Arabic digits to numbers and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import format_ordinal, parse_ordinal


@given(st.integers(min_value=1, max_value=9999))
def test_number_to_text_and_back(value: int) -> None:
    assert parse_ordinal(format_ordinal(value)) == value
    assert parse_ordinal(str(value)) == value


@given(st.text(alphabet="零〇一二两三四五六七八九十百千廿卅1x", max_size=9))
def test_any_text_gives_a_number_or_none(text: str) -> None:
    value = parse_ordinal(text)
    assert value is None or 0 <= value <= 9999


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十四", 24),
        ("一百一十", 110),
        ("一百零八", 108),
        ("二〇一〇", 2010),
        ("一○二", 102),
        ("卅二", 32),
        ("两百", 200),
        ("", None),
        ("十十", None),
        ("百千", None),
        ("12345", None),
        ("一二三四五", None),
        ("一二三四五六七八九", None),
        ("甲", None),
        ("十甲", None),
    ],
)
def test_parse(text: str, value: int | None) -> None:
    assert parse_ordinal(text) == value


@pytest.mark.parametrize("value", [0, -3, 10000])
def test_format_refuses_what_is_no_ordinal(value: int) -> None:
    with pytest.raises(ValueError, match="an ordinal is 1 to 9999"):
        format_ordinal(value)
