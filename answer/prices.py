"""Areas as money: the price that a text names, and what an area comes to at it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.decimals import plain
from answer.evaluate import Need, Result
from answer.evaluate_facts import Fact
from answer.outcomes import Outcome
from answer.question_records import Part
from answer.select import ENOUGH, Candidate, Reader
from ingest.regex import regex

_PRICE = regex(
    r"(?:以|按照|按|依照)(?P<name>[\u4e00-\u9fff]{0,16}(?:价格|均价|单价|销售价|评估价))(?:\([^)]{0,24}\))?"
    r"[^,;。]{0,6}(?:测算|计算|折算|核算|计)"
)


def price_of(reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact]) -> str:
    """The price that turns an area of this passage into the money that is asked for, named here or above."""
    asks_money = part.unit == "元" or (not part.unit and re.search(r"经费|费用|钱|多少元", part.text + part.context))
    if not asks_money or candidate.match.coverage < ENOUGH or all(fact.unit != "平方米" for fact in facts):
        return ""
    passage = candidate.passage
    text = reader.text(passage.document)
    above = text.ancestors(text.provisions[passage.address])
    return price_name(passage.text) or price_name("".join(text.folded(provision).text for provision in above[-1:]))


def price_name(text: str) -> str:
    """The name of the price at which an area becomes a sum of money, "" if the text names none.

    >>> price_name("以出售的住宅平均销售价格(按备案价格为准)测算,缴纳经费")
    '住宅平均销售价格'
    """
    match = _PRICE.search(text)
    return match["name"].split("的")[-1] if match else ""


#: what a price of a square metre is said with, and sums that are none
_OF_AREA = regex(r"价|平(?!均)|㎡")
_NO_PRICE = regex(r"总价|投资|造价|预算|经费|总额|资金|产值|收入")


def price(outcome: Outcome, name: str, facts: Sequence[Fact]) -> None:
    """Turn the areas into money at the price, or ask for it."""
    areas = [pair for pair in outcome.results[: outcome.asked] if pair[0].unit == "平方米" and pair[0].facts]
    money = [fact for fact in facts if fact.unit == "元" and not _NO_PRICE.search(fact.around)]
    prices = [fact for fact in money if _OF_AREA.search(fact.around + fact.text)]
    if not areas:
        return
    if not prices:
        outcome.needs.append(Need(name, "元/平方米"))
        return
    priced = [(at_price(result, name, prices[0]), passage) for result, passage in areas]
    outcome.results = [*priced, *outcome.results]
    outcome.asked += len(priced)


def at_price(result: Result, name: str, price: Fact) -> Result:
    """An area as a sum of money at a price per square metre."""
    low = None if result.low is None else result.low * price.value
    high = None if result.high is None else result.high * price.value
    step = f"{plain(result.low)}平方米×{name}{plain(price.value)}元/平方米＝{plain(low)}元"
    return replace(
        result,
        label="",
        low=low,
        high=high,
        unit="元",
        basis="",
        steps=(*result.steps, step),
        facts=(*result.facts, price),
        flags=(*result.flags, "inferred"),
    )
