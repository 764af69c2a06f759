"""Dates, periods with their events, frequencies, bases of a distribution, times of day."""

from datetime import date

import pytest

from answer.quantities import Kind
from ingest.normalize import fold
from scanned import only, scanned, table_of, values_of

_DATES = """
2003-5-7 | = | 2003-05-07 | 2003-05-07
二ΟΟ三年五月七日 | = | 2003-05-07 | 2003-05-07
2001年12月31日前 | <= | 2001-12-31 | 2001-12-31
2012年底 | = | 2012-12-31 | 2012
到2012年底前 | <= | 2012-12-31 | 2012
到2015年 | <= | 2015-12-31 | 2015
截至2023年6月底 | <= | 2023-06-30 | 2023-06
2024年2月 | = | 2024-02-01 | 2024-02
从2012年起 | >= | 2012-01-01 | 2012
自2012年3月1日起 | >= | 2012-03-01 | 2012-03-01
在2002年内 | <= | 2002-12-31 | 2002
“十二五”期末 | = | 2015-12-31 | 2015
到“十三五”末 | <= | 2020-12-31 | 2020
2012年第一季度末 | = | 2012-03-31 | 2012-Q1
2013年上半年 | = | 2013-01-01 | 2013
08年底 | = | 2008-12-31 | 2008
每年1月31日前 | <= | None | --01-31
每月10日前 | <= | None | ---10
每季度首月15日前 | <= | None | ---15
次年六月三十日前 | <= | None | --06-30
次月十五日内 | <= | None | ---15
今年底 | = | None |
次月 | = | None |
从今年起 | >= | None |
3月底前 | <= | None | --03
23年12月31日 | = | 2023-12-31 | 2023-12-31
一九九八年 | = | 1998-01-01 | 1998
2012年前后 | ~ | 2012-01-01 | 2012
“十三五”初 | = | 2016-01-01 | 2016
2012年以来 | >= | 2012-01-01 | 2012
2020年6月30日后 | >= | 2020-06-30 | 2020-06-30
第一季度 | = | None |
"""


@pytest.mark.parametrize(("text", "relation", "day", "stated"), table_of(_DATES))
def test_dates(text: str, relation: str, day: str, stated: str) -> None:
    one = only(text)
    assert (one.kind, one.relation, str(one.date), one.stated, one.valid) == (Kind.DATE, relation, day, stated, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016年到2020年", date(2016, 1, 1), date(2020, 12, 31)),
        ("2010-2015年", date(2010, 1, 1), date(2015, 12, 31)),
        ("2007年3月至2010年5月", date(2007, 3, 1), date(2010, 5, 31)),
        ("2023年1月1日至12月31日", date(2023, 1, 1), date(2023, 12, 31)),
        ("“十二五”期间", date(2011, 1, 1), date(2015, 12, 31)),
        ("2010年", date(2010, 1, 1), date(2010, 12, 31)),
        ("2010年期间", date(2010, 1, 1), date(2010, 12, 31)),
        ("自2012年起至2015年止", date(2012, 1, 1), date(2015, 12, 31)),
        ("2012年5月-8月", date(2012, 5, 1), date(2012, 8, 31)),
        ("2012年5月至8月期间", date(2012, 5, 1), date(2012, 8, 31)),
    ],
)
def test_stretches_of_time(text: str, first: date, last: date) -> None:
    one = only(text)
    assert (one.kind, one.date, one.until) == (Kind.DATE, first, last)


@pytest.mark.parametrize("text", ["每年11月31日", "2012年2月30日", "2013年13月1日", "每月32日"])
def test_impossible_days_are_flagged(text: str) -> None:
    one = only(text)
    assert (one.kind, one.valid, one.date) == (Kind.DATE, False, None)


@pytest.mark.parametrize(
    ("text", "event", "unit", "working"),
    [
        ("验收合格交付后一个月内,移交", "验收合格交付", "月", False),
        ("应当自收到申请之日起15个工作日内作出决定", "收到申请", "天", True),
        ("新成立社区在批准后3个月内应完成", "批准", "月", False),
        ("应当在成立三个月内签订", "成立", "月", False),
        ("应当在三十日内签订", None, "天", False),
    ],
)
def test_periods_after_an_event(text: str, event: str | None, unit: str, *, working: bool) -> None:
    folded = fold(text).text
    one = only(text)
    said = folded[slice(*one.after_event)] if one.after_event else None
    assert (one.kind, one.within, said, one.unit, one.working_days) == (Kind.PERIOD, True, event, unit, working)


@pytest.mark.parametrize(
    ("text", "event", "words"),
    [
        ("应当于会议召开十五日前通知", "会议召开", "十五日前"),
        ("应当在选举日的二十日前公布", "选举日", "二十日前"),
        ("合同期限届满60日前提出", "合同期限届满", "60日前"),
        ("应当提前三十日通知", "", "提前三十日"),
        ("期满前15日书面通知", "期满", "15日"),
    ],
)
def test_periods_before_an_event(text: str, event: str, words: str) -> None:
    one = only(text)
    assert one.before_event is not None
    assert (text[slice(*one.before_event)], one.text) == (event, words)


@pytest.mark.parametrize(
    ("text", "times", "per", "relation"),
    [
        ("确保每季度更新公开内容", "1", "季度", "="),
        ("每周集中学习不少于一次", "1", "周", ">="),
        ("每半年至少召开两次", "2", "半年", ">="),
        ("至少每季度公布一次", "1", "季度", ">="),
        ("每两年至少一次", "1", "2年", ">="),
        ("每3个月一次", "1", "3月", "="),
        ("一年两次", "2", "年", "="),
        ("一季度一次", "1", "季度", "="),
        ("按月发放", "1", "月", "="),
        ("每两年进行评估", "1", "2年", "="),
        ("每半个月一次", "1", "半月", "="),
        ("每两周一次", "1", "2周", "="),
        ("每两个季度一次", "1", "6月", "="),
        ("两月一次", "1", "2月", "="),
        ("半年一次", "1", "半年", "="),
        ("不超过每年两次", "2", "年", "<="),
        ("至多每年一次", "1", "年", "<="),
        ("每年对社区党组织书记、社区居委会主任集中培训一次", "1", "年", "="),
    ],
)
def test_frequencies(text: str, times: str, per: str, relation: str) -> None:
    one = only(text)
    assert (one.kind, values_of(one), one.per, one.relation) == (Kind.FREQUENCY, [times], per, relation)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("每百户40平方米", "100", "户"),
        ("每500户无偿提供70平方米", "500", "户"),
        ("500户一人", "500", "户"),
        ("每年安排专项资金1000万元", "1", "年"),
        ("每个社区不超过5人", "1", "社区"),
        ("每名工作者补助300元", "1", "人"),
        ("每增加一年,增发10元", "1", "年"),
        ("每满半年,增发10元", "1/2", "年"),
        ("每千人口床位5张", "1000", "人"),
        ("每平方米补偿100元", "1", "平方米"),
        ("每多生育1个,补助100元", "1", "个"),
        ("每学校1名", "1", "学校"),
    ],
)
def test_bases_of_a_distribution(text: str, value: str, unit: str) -> None:
    base, amount = scanned(text)
    assert (base.kind, values_of(base), base.unit, amount.kind) == (Kind.EACH, [value], unit, Kind.AMOUNT)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("早八点到晚九点", ["8", "21"]),
        ("8:30-17:30", ["17/2", "35/2"]),
        ("上午8时30分至12时", ["17/2", "12"]),
        ("22时至次日6时", ["22", "30"]),
        ("下午2点半", ["29/2"]),
        ("下午1:30至5:00", ["27/2", "17"]),
        ("周六上午9时", ["9"]),
    ],
)
def test_clocks(text: str, hours: list[str]) -> None:
    one = only(text)
    assert (one.kind, values_of(one), one.unit) == (Kind.CLOCK, hours, "时")


def test_no_clock_and_no_date() -> None:
    assert [one.kind for one in scanned("25:10,8:75")] == [Kind.RATIO, Kind.RATIO]
    assert scanned("13月,三点要求,70年代,三年级") == ()
    assert [one.text for one in scanned("2015-2010年")] == ["2010年"]


def test_what_was_before_an_event_is_no_deadline() -> None:
    assert only("失业前十二个月平均缴费工资").before_event is None
    assert only("回顾了七年前的情况").before_event is None


def test_an_event_is_named_without_its_label() -> None:
    text = "第九条自用工之日起一个月内"
    one = only(text)
    assert one.after_event is not None
    assert text[slice(*one.after_event)] == "用工"
    other = only("(二)合同终止后三日内")
    assert other.after_event == (3, 7)


def test_words_that_look_like_paces() -> None:
    assert [one.kind for one in scanned("一年内两次")] == [Kind.PERIOD, Kind.AMOUNT]
    assert [one.kind for one in scanned("每两年组织培训5天")] == [Kind.EACH, Kind.PERIOD]
    assert [one.kind for one in scanned("2人每天")] == [Kind.AMOUNT, Kind.FREQUENCY]
    assert [one.kind for one in scanned("0年一次")] == [Kind.PERIOD, Kind.AMOUNT]
    assert only("每1个季度一次").per == "季度"
    one = only("至少每季度与各社区的主要负责人进行一次")
    assert (one.relation, one.per, one.text[:3]) == (">=", "季度", "至少每")


def test_half_told_dates() -> None:
    assert [one.text for one in scanned("每3月,次周末,上午25时,八时,上午十十时,第三比二,任期末,每每,“八五”普法")] == []
    to_next_month = only("2012年5月至次月10日")
    assert (to_next_month.date, to_next_month.until) == (date(2012, 5, 1), None)
    assert [one.after_event for one in scanned("在职人员应当参加,15日内报送")] == [None]
