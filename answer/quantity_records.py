"""What a quantity is: kind, values in base units, bounds with their ends, and where it stands."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What sort of quantity an expression is."""

    AMOUNT = "amount"  #: a number with a unit: 600平方米, 5—9人
    PERCENT = "percent"  #: 60%, 千分之五, 5个百分点, 三成; values in per cent
    FRACTION = "fraction"  #: 三分之二, 1/3, 一半, 过半数; values as they are
    MULTIPLE = "multiple"  #: 二倍以上五倍以下
    RATIO = "ratio"  #: 2:2:1; values are the shares, in order
    LIST = "list"  #: several values of one unit that belong to several things: 分别上浮5%、10%、15%
    DATE = "date"  #: a day, or a stretch named by the calendar: 2012年底, 每年1月31日, “十二五”期末
    PERIOD = "period"  #: a length of time: 30日内, 一年以上
    FREQUENCY = "frequency"  #: times in a period: 每季度, 每年至少两次
    CLOCK = "clock"  #: a time of day, or from one to another; values in hours
    EACH = "each"  #: the base of a distribution: 每百户, 每人, 每个社区, 每月 in 每月100元
    ORDINAL = "ordinal"  #: reserved for 第三条; never given by `scan`


class End(StrEnum):
    """Whether an end of an interval belongs to it."""

    CLOSED = "closed"  #: 以上, 以下, 以内, 不超过
    OPEN = "open"  #: 超过, 不足, 低于
    UNKNOWN = "unknown"  #: the text does not say: a bare 1000-2000户


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a folded text."""

    #: first character in the folded text, bound words included
    start: int
    #: one past the last character, unit and bound words included
    end: int
    #: `text[start:end]`
    text: str
    kind: Kind
    #: exact values in base units: one for a single number, both ends for a range, all members of a list or ratio;
    #: empty for a date. A frequency has its times.
    values: tuple[Fraction, ...]
    #: "=", ">=", ">", "<=", "<", "~" or "range"
    relation: str
    #: the base unit: 元, 平方米, 米, 人, 户, 天, 月, 年, 小时, 次, %, 倍, 份额, a counter as printed; "" if none
    unit: str
    #: the number as printed: "1.2万", "三分之二"
    written: str
    #: lower bound, None if unbounded
    low: Fraction | None = None
    #: upper bound, None if unbounded
    high: Fraction | None = None
    low_end: End = End.CLOSED
    high_end: End = End.CLOSED
    #: the base of a compound unit (元/月 -> "月"), the period of a frequency ("年", "半年", "2月"), the noun of a base
    per: str = ""
    #: 建筑面积, 使用面积, 服务面积 ... where stated at the number
    measure: str = ""
    #: 左右, 约, 余, 多
    approx: bool = False
    #: a period counted in 工作日
    working_days: bool = False
    #: a period within which something is to be done: 30日内
    within: bool = False
    #: the event after which a period runs, as a span of the folded text (自收到申请之日起30日内 -> 收到申请)
    after_event: tuple[int, int] | None = None
    #: the event before which a period is counted (会议召开十日前 -> 会议召开); an empty span if unsaid
    before_event: tuple[int, int] | None = None
    #: the day that a date names; its last day for 底, 前, 到, its first day otherwise; None if there is no such day
    date: datetime.date | None = None
    #: the last day of a stretch of time (2016年到2020年), None for a single day
    until: datetime.date | None = None
    #: a date as stated, ISO 8601: "2003-05-07", "2012", "2012-Q1", "--01-31" (each year), "" if relative (次月)
    stated: str = ""
    #: False for a date that the calendar does not have (11月31日)
    valid: bool = True
