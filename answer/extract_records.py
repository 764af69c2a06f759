"""Obligations as records: who is bound to what, how much, by when, under which condition, and where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from answer.norms import Modality
from ingest.records import Span


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that a provision states; nothing is computed."""

    #: what it is an amount of, "" if only the context says it
    label: str
    #: the amount in the text's own words: "不少于600平方米", "三分之二"
    text: str
    low: Fraction | None
    high: Fraction | None
    #: "=", ">=", ">", "<=", "<", "~" or "range"
    relation: str
    #: base unit; "份额" for a part of `of`
    unit: str
    #: 建筑面积, 使用面积, 服务面积, or "" where the text does not say
    basis: str
    #: for every so many of these: "100户", "人"; what a part is a part of: "总建筑面积"; "" for a plain amount
    per: str
    #: 年, 月 ... that the amount is for, or ""
    period: str
    #: categories that it is for: "中心城区社区", or ""
    category: str
    #: whether it is a part of another amount of the obligation (其中)
    is_part: bool


class When(StrEnum):
    """What a time says of the duty."""

    BY = "by"  #: not later than: 2012年底前
    ON = "on"  #: on that day, or in that stretch of time
    FROM = "from"  #: from that day on
    WITHIN = "within"  #: a period after or before an event: 收到申请之日起30日内
    EVERY = "every"  #: again and again: 每季度
    LASTING = "lasting"  #: how long: 公示时间为7天


@dataclass(frozen=True, slots=True)
class Timing:
    """A time that a provision sets."""

    when: When
    #: the time in the text's own words
    text: str
    #: the event that a period runs from or ends before, "" if none is named
    event: str = ""
    #: the day, the last day of a stretch for BY and ON; None if the calendar has no such day or the text no year
    on: date | None = None
    #: the day in each period: month and day of a year "01-31", day of a month "10", "end"; "" if the text names none
    fixed_on: str = ""
    #: the period of EVERY: 年, 半年, 季度, 月, 周, 日, 2月 ...
    every: str = ""
    #: how often in each period, None if the text gives no number
    times: Fraction | None = None
    #: False for a day that the calendar does not have (11月31日)
    is_possible: bool = True


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty, permission, prohibition or standard of a provision."""

    #: key of the document
    key: str
    #: what the document is called
    document: str
    title: str
    #: place that the document is for, "" if it is national or not known
    place: str
    #: how a reader cites the provision: "一、2"
    label: str
    address: str
    #: who is bound, "" where the text does not say
    bearer: str
    modality: Modality
    #: what is to be done, in the text's own words
    action: str
    #: what the amounts are amounts of
    objects: tuple[str, ...]
    amounts: tuple[Stated, ...]
    #: in the text's own words; several are joined by 且, or by 或 where one is enough
    condition: str
    times: tuple[Timing, ...]
    #: codes of what sort of rule it is, in order
    kinds: tuple[str, ...]
    #: the sentence, verbatim from the source
    quote: str
    #: the stretches of the source that make up the quote
    spans: tuple[Span, ...]
    #: "extracted", "reviewed" or "disputed"
    review: str = "extracted"
