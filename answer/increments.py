"""Rules for what lies above a threshold, where the words say so only beside the value: 以后每增加一年, …以上的部分."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from answer.evaluate import Truth, applies
from answer.evaluate_facts import Fact, bind
from answer.first_units import Step, by_firsts, is_end
from answer.norms import Condition, Constant, Norm, Rate, Value
from answer.passages import DocumentText, Passage
from answer.quantities import scan
from answer.quantity_records import End
from answer.select import Reader
from answer.tables import Row, beyond, rows_of
from ingest.regex import regex

_FURTHER = regex(r"以后|此后|之后|每(?:增加|多|超过)")
_STEPS = regex(r"阶梯|累进|累计计算|分段|第[一二三四五]档")
_ADDS = regex(r"(?:增配|增设|增加|加收|加发|另加|增建|增派)[^,;。\d]{0,6}$")
#: a step of which the beginning counts as the whole
_BEGUN = regex(
    r"(?:不足|不满|未满)(?P<step>(?:\d{1,5}|半|一)[^\d,;。的按]{1,4})的?,?(?:均|也)?按(?:照)?(?P=step)(?:计|收|算)"
)
#: and one that does not count until it is full
_DROPPED = regex(
    r"(?:不足|不满|未满)(?P<step>(?:\d{1,5}|半|一)[^\d,;。的按不免]{1,4})的?(?:部分)?,?(?:均|也|则)?(?:不(?:计|收|予计|另)|免收|忽略|舍去)"
)
_NOT_FULL = regex(r"不\s*足|不\s*满|未\s*满")
_ADDED = regex(r"每(?:增加|多|超过)[^,;。]{1,12}?(?:加收|增配|增加|增设|另加)")
#: a threshold from which on something is counted
_PAST = regex(r"超[过出][^,;。]{0,16}(?<!最)后$")
_HOUR, _EACH_HOUR = "小时", regex(r"每?小时(?:收费)?$")
_REST = regex(r"的?部分")


def apart(rows: Sequence[Row], whole: Collection[Step] = ()) -> list[Row]:
    """The rows, what counts only above a threshold as a row of its own.

    满十年的为十六个月,以后每增加一年,增加一个月 are two, and 5000平方米以上的部分按3‰配置 counts from there on.
    `whole` are steps of which the document says that their beginning counts as the whole.
    """
    further = {(c.interval.low, c.unit) for row in rows for c in row.norm.conditions if c.interval.low is not None}
    return [
        Row(row.passage, _in_steps(_stepped(row, norm), row.passage.text, whole))
        for row in rows
        for one in by_firsts(row.passage.text, _by_the_hour(row.norm), further)
        for norm in _apart(row.passage.text, one)
    ]


def adds_only(row: Row) -> bool:
    """Whether a norm only says what is added beyond a threshold: 超过2000户的,每增加1000户增配3人."""
    values = row.norm.values
    return bool(values) and all(_ADDS.search(row.passage.text[: v.quantity.start]) for v in values)


def steps_of(text: DocumentText) -> frozenset[Step]:
    """The steps that a provision says for all prices to count as the whole: 停放不足半小时的按半小时计算."""
    if not text.speaks_of(_NOT_FULL):
        return frozenset()
    ones = (one.text for group in text.speaking_of(_BEGUN) for one in group)
    return frozenset(step for one in ones if "元" not in one for step in _whole_steps(one))


def _whole_steps(text: str, said: re.Pattern[str] = _BEGUN) -> Iterator[Step]:
    for match in said.finditer(text):
        found = scan(match["step"])
        if found and found[0].values:
            yield found[0].values[0], found[0].unit


def _in_steps(norm: Norm, text: str, whole: Collection[Step]) -> Norm:
    """The norm with steps that count whole, where the text says so: 不足5公里的按5公里计算; or not at all: 不计."""
    steps, dropped = {*whole, *_whole_steps(text)}, set(_whole_steps(text, _DROPPED))
    if not steps and not dropped:
        return norm
    return replace(norm, values=tuple(_in_step(v, steps, dropped) for v in norm.values))


def _in_step(value: Value, whole: Collection[Step], dropped: Collection[Step]) -> Value:
    step, expression = _step_of(value), value.expression
    if not isinstance(expression, Rate) or (step not in whole and step not in dropped):
        return value
    return replace(value, expression=replace(expression, whole=step in whole, full=step not in whole))


def _by_the_hour(norm: Norm) -> Norm:
    """The norm, money by the hour as a rate, since hours are counted as the case has them."""
    return replace(norm, values=tuple(map(_as_rate, norm.values)))


def _as_rate(value: Value) -> Value:
    constant = value.expression
    if value.per_period != _HOUR or value.unit != "元" or not isinstance(constant, Constant):
        return value
    name = _EACH_HOUR.sub("", value.label)
    return replace(value, label=name, expression=Rate(constant, Fraction(1), None, _HOUR, _HOUR), per_period="")


def _step_of(value: Value) -> Step | None:
    """For how much the amount of a rate is: 5公里."""
    expression = value.expression
    return (expression.per, expression.per_unit) if isinstance(expression, Rate) else None


def _stepped(row: Row, norm: Norm) -> Norm:
    """The norm of a step with a price of its own: in 阶梯水价, only what lies above the step below costs so much."""
    passage = row.passage
    lows = {c.unit for c in norm.conditions if c.interval.low}
    if not lows or not _STEPS.search(f"{passage.headings}{passage.above}{passage.lead}{passage.text}"):
        return norm
    priced = (
        v if not isinstance(v.expression, Rate) or v.expression.per_unit not in lows else beyond(v) for v in norm.values
    )
    return replace(norm, values=tuple(priced))


def _apart(text: str, norm: Norm) -> list[Norm]:
    """The norm, or the two that it is."""
    lows = [c for c in norm.conditions if c.interval.low is not None]
    if not lows or len(norm.conditions) > 1:
        return [norm]
    above = (replace(lows[0], interval=replace(lows[0].interval, high=None, low_end=End.OPEN)),)
    if _REST.match(text, lows[0].end):  # 5万元以上至10万元的部分 is a band, which ends at its own upper end
        band = (replace(lows[0], interval=replace(lows[0].interval, low_end=End.OPEN)),)
        return [replace(norm, conditions=band, values=tuple(map(beyond, norm.values)))]
    counted = _counted(norm, lows[0].unit) if _PAST.search(text[lows[0].start : lows[0].end + 1]) else ()
    if counted:
        rest = tuple(value for value in norm.values[len(counted) :] if not is_end(text, value))
        made = [replace(norm, conditions=above, values=tuple(map(beyond, counted)))]
        return [*made, replace(norm, conditions=(), values=rest)] if rest else made
    further = tuple(value for value in norm.values if _is_further(text, norm, value, lows[0]))
    kept = tuple(value for value in norm.values if value not in further)
    if not further and _adds_steps(text, norm, lows[0]):
        return [replace(norm, conditions=above, values=tuple(map(beyond, norm.values)))]
    if not further or not kept:
        return [norm]
    label = kept[0].label  # what is added has no name of its own
    named = (replace(value, label=value.label or label) for value in further)
    return [replace(norm, values=kept), replace(norm, conditions=above, values=tuple(map(beyond, named)))]


def _counted(norm: Norm, unit: str) -> tuple[Value, ...]:
    """The first values that are so much for each further unit: 超过2公里后,每公里1.9元."""

    def is_counted(value: Value) -> bool:
        return isinstance(value.expression, Rate) and value.expression.per_unit == unit

    return tuple(takewhile(is_counted, norm.values))


def _adds_steps(text: str, norm: Norm, condition: Condition) -> bool:
    """Whether all values are what each further unit adds to what stands elsewhere: 超过1小时的,每增加1小时加收2元."""
    return len(_counted(norm, condition.unit)) == len(norm.values) and bool(_ADDED.search(text, condition.end))


def _is_further(text: str, norm: Norm, value: Value, condition: Condition) -> bool:
    """Whether a value is what each further unit above the threshold adds to the value before it."""
    expression, start = value.expression, value.quantity.start
    before = [other.quantity.end for other in norm.values if other.quantity.end <= start]
    if not before or not isinstance(expression, Rate) or expression.excess or expression.per_unit != condition.unit:
        return False
    return bool(_FURTHER.search(text, max(before), start))


def with_base(reader: Reader, table: Sequence[Row]) -> list[Row]:
    """The rows, with what the sentences before one that only adds say for all cases: 配备人员不少于6人."""
    made: list[Row] = []
    for row in table:
        free = _free_before(reader, row) if adds_only(row) else []
        name = next((value.label for one in free for value in one.norm.values if value.label), "")
        named = (replace(value, label=value.label or name) for value in row.norm.values)
        made.append(replace(row, norm=replace(row.norm, values=tuple(named))) if name else row)
        made.extend(one for one in free if one not in made)
    return made


def adding(text: DocumentText, rows: Sequence[Row], facts: Sequence[Fact]) -> Passage | None:
    """The next sentence of the provision, if it adds steps of a fact to the one price that these rows give.

    首小时3元。首小时之后每超过30分钟加收1元.
    """
    prices = [value for row in rows for value in row.norm.values if value.unit == "元"]
    if len(prices) != 1 or not isinstance(prices[0].expression, Constant) or any(row.norm.conditions for row in rows):
        return None
    passage = rows[0].passage
    for other in text.by_address[passage.address][passage.number + 1 : passage.number + 2]:
        ones = apart(rows_of(other), text.once(steps_of))
        if ones and all(map(adds_only, ones)) and any(_is_stepped(row, facts) for row in ones):
            return other
    return None


def _is_stepped(row: Row, facts: Sequence[Fact]) -> bool:
    """Whether a row holds for the facts, and counts steps of one of them."""
    steps = (v.expression for v in row.norm.values if isinstance(v.expression, Rate) and v.expression.excess)
    counted = any(bind(step.noun, step.per_unit, facts) is not None for step in steps)
    return bool(row.norm.conditions) and counted and applies(row.norm, facts) is Truth.YES


def _free_before(reader: Reader, row: Row) -> list[Row]:
    """The rows without a condition of the sentences before a row in its provision, with values of its units."""
    units = {value.unit for value in row.norm.values}
    ones = reader.text(row.passage.document).by_address[row.passage.address][: row.passage.number]
    free = (other for one in ones for other in rows_of(one) if not other.norm.conditions)
    return [other for other in free if any(value.unit in units for value in other.norm.values)]
