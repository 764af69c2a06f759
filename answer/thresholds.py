"""Thresholds as what is asked: the ends of conditions, and times that stand in the words of a case."""

from collections.abc import Sequence

from answer.derive import share_of
from answer.evaluate import Result
from answer.evaluate_facts import Fact, base_unit, overlap
from answer.matching import Term, share_in
from answer.norms import Condition
from answer.outcomes import Outcome, Pair
from answer.passages import Passage
from answer.quantities import scan
from answer.quantity_records import End, Kind
from answer.question_records import Part
from answer.reading_labels import label_of
from answer.tables import Row
from ingest.regex import regex

_THRESHOLD = regex(r"(多少|几).{0,8}(以下|以上|以内|就|才|时|应|要|会|该|可以|开始|算|为|属于|视为)")
_TIME_UNITS = ("天", "月", "年", "小时")
#: how what is left over is counted, which sets no threshold: 不足1整天的部分
_REST = regex(r"的?部分")
_COUNTED_TIME = regex(r"(?<!月)(?:几|多少)(?:个?(?P<unit>工作日|天|日|年|小时|钟头)|个(?P<month>月))")
_UNITS_ASKED = {
    "工作日": ("天",),
    "天": ("天",),
    "日": ("天",),
    "月": ("月", "年"),
    "年": ("年",),
    "小时": ("小时",),
    "钟头": ("小时",),
}
#: what a threshold that a fact enters adds to its passage's score, and what any threshold takes off beside a value
_COMPUTED, _NO_VALUE = 0.7, 0.1
#: and what the words of the condition add that the question has
_LABEL = 0.3


def thresholds(rows: Sequence[Row], part: Part, facts: Sequence[Fact], wanted: Sequence[Term]) -> Outcome | None:
    """The ends of conditions, where they are what is asked: 满意率多少以下要解除合同.

    `wanted` are the terms of the question.
    """
    found = _shares_of(rows, part, facts)
    is_asked = bool(_THRESHOLD.search(part.text) or part.unit or not facts)
    if not found and (not is_asked or any(fact.unit == part.unit for fact in facts)):
        return None
    found = found or [
        (threshold(one), row.passage)
        for row in rows
        for one in row.norm.conditions
        if _is_asked(one, part) and not _REST.match(row.passage.text, one.end)
    ]
    if not found:
        return _stated(rows[0].passage, part)
    computed = _COMPUTED if any(result.facts for result, _ in found) else 0.0
    named = max(_LABEL * share_in(f"{result.label}/{result.steps[0]}", wanted) for result, _ in found)
    return Outcome([rows[0].passage], found, len(found), fit=computed + named - _NO_VALUE)


def _is_asked(condition: Condition, part: Part) -> bool:
    """Whether the ends of a condition have the unit asked for: per cent of a share, a time for a when."""
    if part.facets[0] == "share" and condition.unit != "%":
        return False
    if part.facets[0] == "frequency" and "连续" not in part.text:
        return False  # 连续三次不参加会议 says nothing of how often one is held
    if part.facets[0] == "when" and condition.unit not in times_of(part):
        return False
    return part.unit in ("", condition.unit)


def asks_count_of_time(part: Part) -> bool:
    """Whether the part asks for a number of days, months, years or hours: 几天, 多少个月."""
    return bool(_COUNTED_TIME.search(part.text))


def times_of(part: Part) -> tuple[str, ...]:
    """The units of time that an end may have: days where the part asks for 几天, else any."""
    asked = _COUNTED_TIME.search(part.text)
    return _UNITS_ASKED[asked["unit"] or asked["month"]] if asked else _TIME_UNITS


def _stated(passage: Passage, part: Part) -> Outcome | None:
    """Periods and dates that stand in the words of a case: 劳动者提前30日以书面形式通知用人单位的."""
    if part.facets[0] != "when":
        return None
    found = [
        (Result(label_of(passage.text[: q.start]), q.low, q.high, q.relation, q.unit, "", "", (), ()), passage)
        for q in scan(passage.text)
        if q.kind is Kind.PERIOD and q.unit in times_of(part) and not _REST.match(passage.text, q.end)
    ]
    return Outcome([passage], found, len(found), fit=-_NO_VALUE) if found else None


def _shares_of(rows: Sequence[Row], part: Part, facts: Sequence[Fact]) -> list[Pair]:
    """Thresholds that are a share of the one fact of their unit: 余额不足首期交存额百分之三十.

    Of several, those whose variable fits the words of the question best: voters are no representatives.
    """
    found: list[tuple[int, Pair]] = []
    for row in rows:
        for one in row.norm.conditions:
            counted = base_unit(one.variable)
            unit = part.unit or ("" if part.facets[0] == "share" else counted)
            base = [fact for fact in facts if unit and fact.unit in (unit, "个", "")]
            is_share = one.unit in ("%", "倍") or (not one.unit and _is_part(one))
            if len(base) == 1 and is_share and counted in ("", unit):
                near = overlap(one.variable, part.text) + len(set(one.variable) & set(base[0].around))
                found.append((near, (share_of(threshold(one), base[0], unit), row.passage)))
    nearest = max((near for near, _ in found), default=0)
    return [pair for near, pair in found if near == nearest]


def _is_part(condition: Condition) -> bool:
    """Whether the ends of a condition without a unit are fractions: 十分之一以上的村民."""
    return all(end is None or end <= 1 for end in (condition.interval.low, condition.interval.high))


def threshold(condition: Condition) -> Result:
    """The ends of a condition as a result, which nothing was computed for."""
    interval = condition.interval
    steps = (condition.text,)
    return Result(
        condition.variable, interval.low, interval.high, _relation(condition), condition.unit, "", "", steps, ()
    )


def _relation(condition: Condition) -> str:
    interval = condition.interval
    if interval.low is not None and interval.high is not None:
        return "=" if interval.low == interval.high else "range"
    if interval.low is not None:
        return ">" if interval.low_end is End.OPEN else ">="
    return "<" if interval.high_end is End.OPEN else "<="
