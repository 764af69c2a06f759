"""What is paid only above a first sum and up to a most: 起付标准 and 支付限额, which stand in other provisions."""

import re
from dataclasses import replace
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate import Result, evaluate, limited
from answer.evaluate_facts import Fact, overlap
from answer.opposites import is_contrary
from answer.outcomes import Outcome, Pair
from answer.passages import DocumentText, Passage
from answer.question_records import Part
from answer.tables import rows_of
from ingest.regex import regex

#: what names the sum up to which nothing is paid, and the most that is paid
_FIRST = regex(r"起付(?:标准|线|金?额)|起报线|免赔额|门槛费")
_MOST = regex(r"(?:支付|报销|补偿)限额|最高(?:支付)?限额|封顶线")
#: what a share of a cost is said with that somebody else pays
_PAYS = regex(r"支付|报销|补偿|补助|赔付")
#: a heading of a provision, or its first words, that name the figures behind them
_HEADED = 24


def net(outcome: Outcome, text: DocumentText, part: Part) -> None:
    """Put in place of shares of a cost what is paid of it above the first sum and up to the most."""
    if not text.speaks_of(_FIRST):
        return
    for at, (result, passage) in enumerate(outcome.results):
        case = part.text + part.context if at < outcome.asked else result.label
        cost = _cost(result, passage)
        first = _figure(_FIRST, text, case, passage) if cost is not None else None
        if cost is not None and first is not None:
            most = _figure(_MOST, text, case, passage)
            outcome.results[at] = (_above(result, cost, first[0], most[0] if most else None), passage)
            more = [one for _, one in (first, *((most,) if most else ()))]
            outcome.passages = list(dict.fromkeys([*outcome.passages, *more]))


def _cost(result: Result, passage: Passage) -> Fact | None:
    """The one sum of the question of which a result is a share, None if it is none of a cost that somebody bears."""
    money = [fact for fact in result.facts if fact.unit == "元"]
    is_share = result.unit == "元" and len(money) == 1 and result.low is not None and result.low == result.high
    if not is_share or not _PAYS.search(passage.text) or not money[0].value or result.low == money[0].value:
        return None
    return None if _FIRST.search(passage.text) else money[0]


def _above(result: Result, cost: Fact, first: Result, most: Result | None) -> Result:
    share = (result.low or Fraction(0)) / cost.value
    least = first.low or Fraction(0)
    paid = max(cost.value - least, Fraction(0)) * share
    step = f"({plain(cost.value)}元－{first.label}{plain(least)}元)×{plain(share * 100)}%＝{plain(paid)}元"
    flags = tuple(dict.fromkeys((*result.flags, "inferred")))
    made = replace(result, low=paid, high=paid, steps=(*result.steps[:-1], step), flags=flags)
    return limited(made, [("cap", most.high)]) if most is not None and most.high is not None else made


def _figure(name: re.Pattern[str], text: DocumentText, case: str, base: Passage) -> Pair | None:
    """The one sum of this name that fits the words of a case best, None if there is none or several do."""
    ranked: list[tuple[int, Result, Passage]] = []
    for passage in (one for group in text.speaking_of(name) for one in text.by_address[group[0].address]):
        headed = bool(name.search(passage.before[-_HEADED:] + passage.lead))
        for value in (v for row in rows_of(passage) if not row.norm.conditions for v in row.norm.values):
            result = evaluate(value, ())
            about = f"{passage.headings}{value.label}{value.category}"
            is_named = (
                bool(name.search(value.label)) or headed or bool(name.search(passage.text[: value.quantity.start]))
            )
            if not is_named or not isinstance(result, Result) or result.unit != "元" or is_contrary(about, case):
                continue
            is_beside = passage.headings == base.headings
            ranked.append((2 * overlap(f"{value.label}{value.category}", case) + is_beside, result, passage))
    ranked.sort(key=lambda one: -one[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and ranked[0][1].low != ranked[1][1].low):
        return None
    return ranked[0][1:]
