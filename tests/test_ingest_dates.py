"""Dates as documents write them."""

import pytest

from ingest.dates import find_dates, find_impossible_days


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("二〇〇三年五月七日", "2003-05-07", "day"),
        ("二ΟΟ三年五月七日", "2003-05-07", "day"),
        ("二○○九年四月二十八日", "2009-04-28", "day"),
        ("一九九七年十二月三十一日", "1997-12-31", "day"),
        ("2010年8月6日", "2010-08-06", "day"),
        ("2003-5-7", "2003-05-07", "day"),
        ("2002.4.5", "2002-04-05", "day"),
        ("2010- 09- 20 04: 57", "2010-09-20", "day"),
        ("2021/03/05", "2021-03-05", "day"),
        ("2010年8月", "2010-08-01", "month"),
        ("2012年底", "2012-01-01", "year"),
    ],
)
def test_one_date(text: str, day: str, precision: str) -> None:
    (found,) = find_dates(text)
    assert (str(found.date), found.precision) == (day, precision)
    assert found.start == 0


@pytest.mark.parametrize("text", ["1000-2000户", "2:2:1", "第2010号", "3-5名", "12010年", "三年五月"])
def test_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_day_that_does_not_exist_has_no_date() -> None:
    (found,) = find_dates("2012年11月31日前")
    assert found.date is None
    assert (found.start, found.end) == (0, 11)


def test_offsets_are_those_of_the_text_given() -> None:
    text = "自 ２０１０年８月６日 起"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "２０１０年８月６日"


def test_impossible_days() -> None:
    text = "每年11月31日前,二月三十日,12月31日"
    assert [text[start:end] for start, end in find_impossible_days(text)] == ["11月31日", "二月三十日"]
