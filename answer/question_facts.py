"""What a question says of its case, as facts that rules are evaluated with."""

from answer.evaluate_facts import Fact
from answer.quantity_records import Quantity
from answer.question_records import Input, Question
from ingest.regex import regex

_DAILY = regex(r"日工资|日薪|日均|每[天日]")
_MONTHLY = regex(r"每月|月租|月均|月工资|每个月")
#: characters before a sum among which a word may say that it is one for each month
_NEARBY = 6


def facts(question: Question) -> list[Fact]:
    """What the question says of its case."""
    found = []
    for given in question.inputs:
        quantity = given.quantity
        value = quantity.values[0] if quantity.values else quantity.low
        is_little_more = _is_little_more(quantity)
        if value is not None and (quantity.relation != "range" or is_little_more):
            relation = ">" if is_little_more else quantity.relation
            said = (given.before, given.after, quantity.text, given.start, relation)
            found.append(Fact(value, quantity.unit, *said, period=_period(question, given)))
    return found


def _is_little_more(quantity: Quantity) -> bool:
    """Whether a range lies between a number and the next: 四个小时多, 三年多, but not 五十多岁."""
    low, high = quantity.low, quantity.high
    return "多" in quantity.text and low is not None and high is not None and high - low == 1


def _period(question: Question, given: Input) -> str:
    """月 or 天 for a sum that is said to be one for each month or day, else ""."""
    near = question.folded[max(0, given.start - _NEARBY) : given.start]
    if given.quantity.unit == "元" and _DAILY.search(near):
        return "天"
    return "月" if given.quantity.per == "月" or _MONTHLY.search(near) else ""
