"""What it comes to in all: over the longest time that it is paid, for all persons, for all who pay the same."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from answer.decimals import plain
from answer.derive import times
from answer.evaluate import Result
from answer.evaluate_facts import Fact
from answer.norms import Rate, Value
from answer.passages import Passage
from answer.question_parts import WHOLE
from answer.question_records import Part
from ingest.regex import regex

_ASKS_ALL = regex(rf"{WHOLE}|最多|全部")
_TERM = regex(r"期限|时间|期间|期$")
_EACH_PERSON = regex(r"每人|每名|人均")
_ASKS_EACH = regex(r"每(?:个|名|位)?人|人均")
_JOINED = regex(r"[和与跟、]|双方|两边|两方")
#: 职工和单位缴存比例均不得低于5%
_ALIKE = regex(
    r"(?P<one>[\u4e00-\u9fff]{2,4})(?:和|与|、)(?P<other>[\u4e00-\u9fff]{2,4})[^,;。]{0,16}?(?:均|各自?|分别)"
)


def over_term(results: Sequence[Result], part: Part) -> list[Result]:
    """Money by the month for the longest time that the same passage allows, where the part asks for all of it.

    求职补贴为平均缴费工资的15%,领取期限最长不超过六个月: 最多能领多少钱?
    """
    terms = [r for r in results if r.unit == "月" and r.high is not None and _TERM.search(r.label)]
    if (
        not _ASKS_ALL.search(part.text)
        or len(terms) != 1
        or any(fact.unit == "月" for r in results for fact in r.facts)
    ):
        return []
    longest = terms[0].high
    is_monthly = part.period is not None and part.period.unit == "月"
    made = []
    for result in results:
        if result.unit == "元" and longest and (result.per_period == "月" or (is_monthly and not result.per_period)):
            whole = times(replace(result, per_period="月"), longest, f"{terms[0].label}最长{plain(longest)}个月")
            made.append(replace(whole, relation="<=", flags=(*whole.flags, "inferred")))
    return made


def for_heads(result: Result, value: Value, passage: Passage, part: Part, facts: Sequence[Fact]) -> Result:
    """Money that the text gives to each person, for as many as the question counts: 一家三口呢."""
    persons = [fact for fact in facts if fact.unit == "人" and fact.value > 1 and fact not in result.facts]
    if result.unit != "元" or isinstance(value.expression, Rate) or len(persons) != 1 or _ASKS_EACH.search(part.text):
        return result
    if not _EACH_PERSON.search(f"{passage.before}{passage.text[: value.quantity.start]}"):
        return result
    made = times(result, persons[0].value, f"每人一份，{plain(persons[0].value)}人", persons[0])
    return replace(made, per_period=result.per_period, flags=(*made.flags, "inferred"))


def for_payers(result: Result, passage: Passage, part: Part) -> Result:
    """Money that two pay alike, for both, where the part names both and asks for the sum."""
    alike = _ALIKE.search(passage.text)
    if result.unit != "元" or not alike or not _ASKS_ALL.search(part.text) or not _JOINED.search(part.text):
        return result
    if alike["one"][-2:] not in part.text and alike["other"][-2:] not in part.text:
        return result
    made = times(result, Fraction(2), f"{alike['one'][-2:]}和{alike['other'][-2:]}各一份")
    return replace(made, per_period=result.per_period, flags=(*made.flags, "inferred"))
