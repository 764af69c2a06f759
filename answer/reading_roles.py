"""The role of each quantity in its sentence: a condition, a base, a value, or part of an event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from answer.quantity_ordinals import ORDINAL
from answer.quantity_records import Kind, Quantity
from answer.reading_clauses import WINDOW, Clause, clause_at
from answer.reading_words import one_of, strip_behind, without_label
from ingest.regex import regex

#: what is a share of something
SHARES = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE})
_BOUNDED = frozenset({">=", ">", "<=", "<", "range"})
_EVENT_KINDS = frozenset({Kind.DATE, Kind.FREQUENCY, Kind.CLOCK, Kind.RATIO})
_SCALES = frozenset({"户", "人", "平方米"})

_VERB_BEFORE = regex(one_of("give_verbs") + r"(?:了|一个|一处|一座|一次性)?$")
_VERB_INSIDE = regex(
    r"(?:至少|至多|最多|最少|不少于|不低于|不超过)(?!达)[\u4e00-\u9fff]{1,6}?[\d一二两三四五六七八九十]"
)
_COUNTED = regex(r"(?:连续|累计|满|达到?|超过|超出|不足|低于|为|是|有|仅|共|规模|[数率额])$")
_OR_NOUN = regex(r"(?:或者?|并且?|且|、)[\u4e00-\u9fff]{2,20}的[\u4e00-\u9fff]{1,8}$")
_GIVING = regex(r"给予|处以|提供|安排|拨付|补助|奖励|支付|每(?:年|月|季度|个|人|户|名)")
_RAISED = regex(r"(?:提高|增加|上调|调整|降低|下调|扩大|提升)(?:到|至|为)")
_AVERAGE = regex(r"的?(?:月|日|年)?平均|的?缴费(?:时间|工资|基数)")
_VOTES = regex(r"[^,;。]{0,30}?(?:同意|通过|参加|投票|出席|签名|表决)")
_MODAL_BEFORE = regex(
    r"应当|应该|(?<![相响供适反对])应(?![急用届收发得付]|纳税|税|休)|必须|(?<!无)须|不得|严禁|可以|原则上|至少"
)
_STANDARD_BEHIND = regex(
    r"(?:[\u4e00-\u9fff]{0,2}面积)?的?(?:规模|标准|比例|要求|幅度|水平|额度|数额|范围|限额|价格|为宜|组成)"
)
_NOUN_THEN_PREDICATE = regex(
    r"(?:的(?=[为是按设不可应由处给享每从发须至免])|的?(?![和及或与、]|部分|标准|规模|比例)[\u4e00-\u9fff“”()]{1,14}?"
    r"(?=每|按|设|可|应|由|不|为|处|发|给|享|必须|须|至少|有|配|原则上|实行|免|减|\d))"
)
_NOUN_ALONE = regex(r"的?(?!部分|标准|规模|比例)[\u4e00-\u9fff“”()、]{1,20}$")
_PLACE_BEFORE = regex(r"(?:^|[,;:])(?:对|对于|凡|在|凡是|及|其中)?[\u4e00-\u9fff]{0,10}$")
_EXCESS_BEHIND = regex(r"的?部分")
_RATE_NOUN = regex(
    r"(?:率|比例|比重|幅度|覆盖面|占[\u4e00-\u9fff]{1,12}|超[过出]?(?![\u4e00-\u9fff]{0,6}部分)[\u4e00-\u9fff]{1,8})(?:的)?$"
)
#: a sum of money with a bracket behind it
_REACH = regex(r"[\d.]元\((?:含)?$")
_GATHER = regex(r"[^,;。]{0,60}?(?:提议|要求|联名|提出|书面提出|申请)的?$")
_DUTY_NEXT = regex(r"(?:[\u4e00-\u9fff]{0,16}?)(?:应当|应|可以|必须|有权)")
_BASE_LEAD = regex(r"(?:按照|按|以|平均|每)$")
_BASE_LINK = regex(
    r"(?:左右)?(?:的)?(?:规模|标准)?(?:的)?(?:设置|设立|设|选配|配备|配置|配|推选|推荐|推举|选举|选派|选|安排|提供|建设|无偿提供|给予|补助|联系|分配|核定|产生)?$"
)
_GROUPING = regex(r"的?(?:规模|标准)?(?:设立|设置|组建|建立|划分|设)$")


#: what states hours of the day, for whatever stands behind them
_STATED_TIME = regex(r"(?:时间|时刻|期间|应当|应|必须|得)(?:为|是|在|于|:)?$")
_PRICED_TIME = regex(r"[)”]?(?:的?(?:期间|时段|时间段)|的)?(?:$|(?=[每收按计加停为]))")
#: what a first price is for: 起步里程2公里,起步价7元
FIRST = regex(r"(?:起步|起租|起运|基本)(?:里程|距离|公里数?|时间|时长|重量)(?:为|是|:)?$")


class Role(Enum):
    """What a quantity does in its sentence."""

    CONDITION = "condition"
    BASE = "base"
    VALUE = "value"
    #: part of the words of an event or a case; neither compared nor given
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity with what stands around it in its clause."""

    quantity: Quantity
    #: index of its clause
    number: int
    clause: Clause
    #: the words of its clause before it and behind it, at most `WINDOW` characters
    before: str
    after: str


def places(sentence: str, quantities: Sequence[Quantity], found: Sequence[Clause]) -> list[Place]:
    """Each quantity with its surroundings."""
    made: list[Place] = []
    for quantity in quantities:
        number = clause_at(found, quantity.start)
        clause = found[number]
        before = sentence[max(clause.start, quantity.start - WINDOW) : quantity.start]
        after = sentence[quantity.end : min(clause.bare_end, quantity.end + WINDOW)]
        made.append(Place(quantity, number, clause, before, after))
    return made


def roles(sentence: str, around: Sequence[Place], found: Sequence[Clause]) -> list[Role]:
    """The role of each place, in order."""
    made: list[Role] = []
    for at, place in enumerate(around):
        following = around[at + 1] if at + 1 < len(around) else None
        made.append(_role(sentence, place, following, found))
    return made


def behind_case(text: str) -> str:
    """What follows the noun that a condition singles out: 的村设 -> 设."""
    match = _NOUN_THEN_PREDICATE.match(text)
    return text[match.end() :] if match else text.removeprefix("的")


def is_former(place: Place) -> bool:
    """Whether an amount is replaced by the one behind it: 由3000元/年提高到2万元/年."""
    return place.before.endswith(("由", "从")) and bool(_RAISED.match(place.after))


def is_reach(sentence: str, place: Place, last: Quantity) -> bool:
    """Whether a bound in brackets says how far the amount before it reaches: 起步价1元(10公里以内)."""
    return place.quantity.start == last.end + 1 and sentence[last.end] == "(" and bool(_REACH.search(place.before))


def is_grouping(place: Place) -> bool:
    """Whether a scale stands for 'one for each': 居民小组按200-300户的规模设立."""
    quantity = place.quantity
    return (
        quantity.relation == "range"
        and quantity.unit in _SCALES
        and bool(_GROUPING.fullmatch(place.after))
        and place.before.endswith("按" if not place.before.endswith("按照") else "按照")
        and len(place.before) > 3
    )


def _role(sentence: str, place: Place, following: Place | None, found: Sequence[Clause]) -> Role:
    quantity = place.quantity
    if quantity.kind is Kind.EACH or _is_base(sentence, place, following):
        return Role.BASE
    if is_former(place):
        return Role.EVENT
    if quantity.unit.startswith(ORDINAL):
        is_case = following is not None and following.number <= place.number + 1
        return Role.CONDITION if is_case or place.clause.is_case else Role.EVENT
    if _is_inside_noun(place) or _is_excepted(place):
        return Role.EVENT
    if (
        quantity.kind is Kind.PERIOD
        and quantity.relation == "="
        and place.after.startswith("后")
        and quantity.before_event is None
    ):
        return Role.VALUE
    if place.clause.is_case and not _is_given(place):
        event = (
            quantity.kind in _EVENT_KINDS
            or quantity.within
            or quantity.before_event is not None
            or _is_by_the_way(place)
        )
        return Role.EVENT if event else Role.CONDITION
    if _EXCESS_BEHIND.match(place.after) and quantity.relation in _BOUNDED:
        return Role.CONDITION
    if _is_time_of_price(place, following):
        return Role.CONDITION
    if quantity.kind in _EVENT_KINDS or quantity.kind is Kind.LIST or _is_deadline(quantity):
        return Role.VALUE
    if quantity.relation == "=" and following is not None and FIRST.search(place.before):
        return Role.CONDITION
    if _is_chained(sentence, place, found) or _is_gathering(sentence, place, found) or _is_priced(place, following):
        return Role.CONDITION
    if _REACH.search(place.before) and place.after.startswith(")") and quantity.relation in _BOUNDED:
        return Role.CONDITION
    return Role.CONDITION if _is_case_of_noun(place, found) else Role.VALUE


def _is_time_of_price(place: Place, following: Place | None) -> bool:
    """Whether hours of the day say when the price behind them is due: 夜间22:00至次日5:00,车公里价加收20%."""
    if place.quantity.kind is not Kind.CLOCK or place.quantity.relation != "range" or following is None:
        return False
    if _STATED_TIME.search(place.before) or not _PRICED_TIME.match(place.after):
        return False
    other = following.quantity
    is_price = other.kind in SHARES or other.unit == "元" or other.kind is Kind.EACH
    return is_price and following.number <= place.number + (_PRICED_TIME.fullmatch(place.after) is not None)


def _is_by_the_way(place: Place) -> bool:
    """Whether a plain number in a case is not what it turns on: 跨1个年度安排的, 额外支付一个月工资的."""
    quantity = place.quantity
    if quantity.relation != "=" or quantity.kind in SHARES - {Kind.MULTIPLE}:
        return False
    return not (place.after.startswith("的") or _COUNTED.search(place.before))


def _is_excepted(place: Place) -> bool:
    """除只有一个社区的集镇外: the number is part of an exception."""
    at = place.before.rfind("除")
    return at >= 0 and "外" not in place.before[at:] and "外" in place.after


def _is_inside_noun(place: Place) -> bool:
    """失业前十二个月平均缴费工资: the period is part of the noun that it stands before."""
    quantity = place.quantity
    return quantity.kind is Kind.PERIOD and quantity.relation == "=" and bool(_AVERAGE.match(place.after))


def _is_deadline(quantity: Quantity) -> bool:
    return quantity.within or quantity.after_event is not None or quantity.before_event is not None


def _is_given(place: Place) -> bool:
    """A value in a clause that looks like a case: 应当…处五百元的, 按…不低于60%的比例…后."""
    return bool(re.search(r"应当|必须|不得(?!少于|低于|超过|高于|多于)", place.before)) and not place.after.startswith(
        "的"
    )


def _is_base(sentence: str, place: Place, following: Place | None) -> bool:
    """按500户左右设置1人: an amount that stands for 'for every', with what there is for it in its clause."""
    quantity = place.quantity
    if quantity.kind is not Kind.AMOUNT or following is None or following.number != place.number:
        return False
    other = following.quantity
    if other.kind is not Kind.AMOUNT or other.unit == quantity.unit or other.start - quantity.end > WINDOW:
        return False
    return bool(_BASE_LEAD.search(place.before) and _BASE_LINK.match(sentence[quantity.end : other.start]))


def _is_chained(sentence: str, place: Place, found: Sequence[Clause]) -> bool:
    """入住率未达到50%,户数达300户的: a bounded amount at the end of a clause before one that states a case."""
    if place.number + 1 >= len(found) or place.after or place.quantity.relation not in _BOUNDED:
        return False
    following = found[place.number + 1]
    plain = place.quantity.relation in ("<", ">") or not without_label(place.before)
    joined = following.text.startswith(("且", "并且", "而且", "或者", "同时"))
    if _MODAL_BEFORE.search(place.before) or _VERB_BEFORE.search(place.before):
        return False
    return (following.is_case and (joined or plain or any(char.isdigit() for char in following.text))) or (
        joined
        and "的" in following.text
        and bool(re.search(r"的家庭|的人员|的单位|的项目|的村|的社区", following.text))
    )


def _is_priced(place: Place, following: Place | None) -> bool:
    """年用水量180立方米以下,水价为2.30元/立方米: a tier whose price for each unit of it stands in the next clause."""
    if following is None or following.number != place.number + 1 or place.quantity.relation not in _BOUNDED:
        return False
    if place.after or _MODAL_BEFORE.search(place.before) or _VERB_BEFORE.search(place.before):
        return False
    other = following.quantity
    per = (other.unit,) if other.kind is Kind.EACH else other.per.split("·") if other.kind is Kind.AMOUNT else ()
    return place.quantity.unit != "" and place.quantity.unit in per


def _is_gathering(sentence: str, place: Place, found: Sequence[Clause]) -> bool:
    """有五分之一以上的村民代表提议,应当召集: those who ask are a case, not a value."""
    if place.quantity.kind not in SHARES or place.number + 1 >= len(found):
        return False
    return bool(_GATHER.fullmatch(place.after) and _DUTY_NEXT.match(found[place.number + 1].text[:WINDOW]))


def _is_case_of_noun(place: Place, found: Sequence[Clause]) -> bool:
    """1000人以上的村设5职, 在一千人以上的村: a bounded amount that singles out those for whom something follows."""
    quantity = place.quantity
    bounded = quantity.relation in _BOUNDED
    if _STANDARD_BEHIND.match(place.after) or place.clause.text.endswith("为宜") or not bounded:
        return False
    if _MODAL_BEFORE.search(place.before) or _VERB_BEFORE.search(place.before) or _VERB_INSIDE.match(quantity.text):
        return False
    if _GIVING.search(place.before) or _RAISED.match(place.after):
        return False
    if quantity.kind in SHARES and _VOTES.match(place.after):
        return False
    if quantity.kind in SHARES and not _RATE_NOUN.search(strip_behind(place.before, ("label_tails",))):
        return False
    if _NOUN_THEN_PREDICATE.match(place.after) or (_OR_NOUN.fullmatch(place.after) and place.number + 1 < len(found)):
        return True
    return bool(_NOUN_ALONE.fullmatch(place.after)) and place.number + 1 < len(found) and _opens(place)


def _opens(place: Place) -> bool:
    """Whether only a noun, and no act, stands before the amount."""
    return (
        place.after.startswith("的")
        or bool(re.match(r"(?:\d+\.|\([一-十]\))?(?:对|对于|凡|在|凡是)", place.before))
        or not without_label(place.before)
    )
