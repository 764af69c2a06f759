"""The norms of a provision as records: what is read from its words, before anything is computed.

Reading (`answer.reading`) makes them, evaluation (`answer.evaluate`) computes with them; neither does the other's work.
Positions are offsets in the folded text of the sentence that the norm stands in.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from answer.quantity_records import End, Quantity


class Modality(StrEnum):
    """What the words make of the act."""

    SHALL = "shall"  #: 应当 必须 要 须
    SHALL_NOT = "shall_not"  #: 不得 严禁 不准 禁止
    MAY = "may"  #: 可以 可
    MAY_NOT_NEED = "need_not"  #: 可以不 不需要 免
    SHOULD = "should"  #: 原则上 一般 力争
    ENCOURAGE = "encourage"  #: 鼓励 提倡
    DECLARE = "declare"  #: says how it is


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between two ends; an end that is None is open to infinity."""

    low: Fraction | None
    high: Fraction | None
    low_end: End
    high_end: End


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison that must hold: `variable` lies in `interval`."""

    #: the words that name the variable: "设计规模", "居民入住率", "累计缴费时间"; "" if the text names none
    variable: str
    interval: Interval
    #: base unit of the ends: 户, 平方米, %, 年 ...
    unit: str
    #: the condition's own words
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, or a range of numbers, with its bound."""

    low: Fraction | None
    high: Fraction | None
    #: "=", ">=", ">", "<=", "<", "~" or "range"
    relation: str


@dataclass(frozen=True, slots=True)
class Rate:
    """`amount` for every `per` units: 每百户40平方米, 每五户至十五户推选一人 (then `per_high` is the other end)."""

    amount: Constant
    per: Fraction
    per_high: Fraction | None
    per_unit: str
    #: the noun that is counted: "户", "社区", "人"
    noun: str
    #: whether only what lies above the norm's threshold is counted (超过四年的部分,每满半年增加一个月)
    excess: bool = False
    #: whether the text implies the rate without writing it: 居民小组按200-300户的规模设立, so one for every 200 to 300
    inferred: bool = False
    #: the figure that the amount counts months of: 每满一年支付一个月工资 has "工资"; "" for a plain amount
    of: str = ""
    #: whether a step that is only begun counts as a whole one (不足5公里的按5公里计算)
    whole: bool = False
    #: whether such a step does not count at all (不足5分钟的不计)
    full: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of a base: 总建筑面积千分之五, 社区居委会成员的三分之二; parts are plain numbers (0.005)."""

    part: Constant
    #: the words that name the base, "" if the text names none
    base: str
    #: whether only what lies above the norm's threshold is the base (超过部分)
    excess: bool = False


Expression = Constant | Rate | Share


def counts_excess(expression: Expression) -> bool:
    """Whether only what lies above a threshold counts."""
    return not isinstance(expression, Constant) and expression.excess


@dataclass(frozen=True, slots=True)
class Split:
    """Who bears which part: 由区、街道和个人按照2:2:1的比例共同分担."""

    #: those who bear it, as the text names them, in order; fewer than the weights where the text names fewer
    payers: tuple[str, ...]
    #: their shares relative to each other, in the same order
    weights: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity that the norm gives, with what it is a quantity of."""

    #: the words that say of what: "社区居委会办公用房", "公示时间"; "" if only the context says it
    label: str
    expression: Expression
    unit: str
    #: 建筑面积, 使用面积, 服务面积, of days 工作日; "" where the text does not say
    measure: str
    #: period that the amount is for: 年, 月, 日 ... or ""
    per_period: str
    quantity: Quantity
    #: index of the value of which this one is a part (其中, brackets), None if it stands for itself
    part_of: int | None = None
    #: categories that the value is for, as the text writes them: "中心城区社区", "县城、建制镇、工矿区"
    category: str = ""
    #: "floor" or "cap" for a value that limits another (最低不少于五十平方米, 最长不超过二十四个月), else ""
    clamp: str = ""
    #: the event that a period runs from or ends before: "收到申请", "会议召开"; "" if none is named
    event: str = ""
    #: the amount that held before (由3000元/年提高到2万元/年), None if the text names none
    former: Fraction | None = None
    #: who is bound, as the value's own clause says it, "" if only the norm does
    bearer: str = ""
    #: who bears which part, None if the value is no distribution
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """One rule of a sentence: when the conditions hold, these values."""

    #: offsets of the norm in its sentence
    start: int
    end: int
    conditions: tuple[Condition, ...]
    values: tuple[Value, ...]
    modality: Modality
    #: who is bound, as the sentence says it, "" if it does not
    bearer: str
    #: the words of what must have happened, without a quantity: "逾期不办理的"; "" if nothing must
    event: str = ""
    #: whether one of the conditions is enough (或), where several must hold otherwise (且)
    is_any: bool = False
