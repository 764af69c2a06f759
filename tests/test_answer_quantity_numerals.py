"""Numbers as people write them."""

from fractions import Fraction

import pytest
from cn2an import an2cn, cn2an
from hypothesis import given
from hypothesis import strategies as st

from answer.quantities import read_number


@pytest.mark.parametrize("spelling", ["low", "up"])
@given(value=st.integers(min_value=0, max_value=99_999_999) | st.integers(min_value=0, max_value=9_999_999_999_999))
def test_chinese_numbers_round_trip(spelling: str, value: int) -> None:
    number = read_number(an2cn(value, spelling))
    assert number is not None
    assert number.low == number.high == value


@given(whole=st.integers(min_value=1, max_value=999), scale=st.sampled_from("百千万"), last=st.sampled_from("一二三八"))
def test_spoken_numbers_are_what_cn2an_says(whole: int, scale: str, last: str) -> None:
    said = f"{an2cn(whole if scale == '万' else whole % 9 + 1, 'low')}{scale}{last}"
    number = read_number(said)
    assert number is not None
    assert number.low == cn2an(said, "normal")


@given(
    st.integers(min_value=0, max_value=9_999),
    st.integers(min_value=0, max_value=999),
    st.sampled_from(["", "万", "亿"]),
)
def test_decimals_with_a_scale(whole: int, thousandths: int, scale: str) -> None:
    number = read_number(f"{whole}.{thousandths:03}{scale}")
    assert number is not None
    assert number.low == (whole + Fraction(thousandths, 1000)) * {"": 1, "万": 10**4, "亿": 10**8}[scale]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("一千五", 1500, 1500),
        ("两千五", 2500, 2500),
        ("两万五", 25000, 25000),
        ("两千零五", 2005, 2005),
        ("1万5", 15000, 15000),
        ("1,500", 1500, 1500),
        ("十几", 11, 19),
        ("二十几万", 210000, 290000),
        ("三十多", 30, 40),
        ("10余万", 100000, 200000),
        ("两三", 2, 3),
        ("十二三", 12, 13),
        ("七八十万", 700000, 800000),
        ("二〇〇三", 2003, 2003),
        ("半", Fraction(1, 2), Fraction(1, 2)),
        ("3年半", Fraction(7, 2), Fraction(7, 2)),
        ("俩", 2, 2),
        ("仨", 3, 3),
        ("伍仟", 5000, 5000),
        ("一点五万", 15000, 15000),
        ("一万零一十亿", 1001000000000, 1001000000000),
        ("1.25万余", 12500, 12600),
    ],
)
def test_numbers_as_people_write_them(text: str, low: Fraction, high: Fraction) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["几十", "若干", "十十", "五万万三", "二五", "二五点三", "一点十", "", "户", "九" * 40]
)
def test_no_number(text: str) -> None:
    assert read_number(text) is None
