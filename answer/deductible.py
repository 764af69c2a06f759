"""What is paid only above a first sum and up to a most: 起付标准 and 支付限额, which stand in other provisions."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from answer.decimals import plain
from answer.evaluate import Result, evaluate, limited
from answer.evaluate_facts import Fact, overlap
from answer.norms import Share
from answer.opposites import is_contrary
from answer.outcomes import Outcome, Pair
from answer.passages import DocumentText, Passage
from answer.quantities import scan
from answer.question_records import Part
from answer.tables import rows_of
from ingest.regex import regex

#: what names the sum up to which nothing is paid, and the most that is paid
_FIRST = regex(r"起付(?:标准|线|金?额)|起报线|免赔额|门槛费")
#: what says that a share is one of what lies above that sum
_OVER = regex(rf"{_FIRST.pattern}(?:以上|之上|以外)|(?:超[过出]|高于|扣除|减去){_FIRST.pattern}")
_MOST = regex(r"(?:支付|报销|补偿)限额|最高(?:支付)?限额|封顶线")
#: what a share of a cost is said with that somebody else pays
_PAYS = regex(r"支付|报销|补偿|补助|赔付")
#: a heading of a provision, or its first words, that name the figures behind them
_HEADED = 24
_LEFT_OPEN = "只计起付标准以上的部分；所问情形的起付标准未能确定，结果没有减去起付标准，请核对"


def net(outcome: Outcome, text: DocumentText, part: Part) -> None:
    """Put in place of shares of a cost what is paid of it above the first sum and up to the most."""
    if not text.speaks_of(_FIRST):
        return
    for at, (result, passage) in enumerate(outcome.results):
        case = part.text + part.context if at < outcome.asked else result.label
        cost = _cost(result, passage)
        first = _figure(_FIRST, text, case, passage) if cost is not None else None
        if cost is not None and first is None and _OVER.search(passage.text):
            outcome.cautions.append(("unclear", _LEFT_OPEN))
        if cost is not None and first is not None:
            most = _figure(_MOST, text, case, passage)
            share = _share(result, cost, passage)
            outcome.results[at] = (_above(result, cost, share, first[0], most[0] if most else None), passage)
            more = [one for _, one in (first, *((most,) if most else ()))]
            outcome.passages = list(dict.fromkeys([*outcome.passages, *more]))


def _cost(result: Result, passage: Passage) -> Fact | None:
    """The one sum of the question of which a result is a share, None if it is none of a cost that somebody bears."""
    money = [fact for fact in result.facts if fact.unit == "元"]
    is_share = result.unit == "元" and len(money) == 1 and result.low is not None and result.low == result.high
    if not is_share or not _PAYS.search(passage.text) or not money[0].value or result.low == money[0].value:
        return None
    if any(q.values and q.values[0] != money[0].value for q in scan(money[0].text)):
        return None  # only what lies above a threshold was counted already: 超过1.2万元至5万元的部分
    return None if _FIRST.search(passage.text) and not _OVER.search(passage.text) else money[0]


def _share(result: Result, cost: Fact, passage: Passage) -> Fraction:
    """The part of the cost that is paid, as the passage writes it: the result may be kept below a most already."""
    written = (v for row in rows_of(passage) for v in row.norm.values if v.quantity.start == result.start)
    parts = [v.expression.part.low for v in written if isinstance(v.expression, Share) and v.unit == "%"]
    is_one = len(parts) == 1 and parts[0] is not None  # of 分别为92%、88%、85% it is the one that came to the result
    return (parts[0] or Fraction(0)) / 100 if is_one else (result.low or Fraction(0)) / cost.value


def _above(result: Result, cost: Fact, share: Fraction, first: Result, most: Result | None) -> Result:
    whole, least, kept = cost.value * share, first.low or Fraction(0), result.low or Fraction(0)
    paid = max(cost.value - least, Fraction(0)) * share
    step = f"({plain(cost.value)}元－{first.label}{plain(least)}元)×{plain(share * 100)}%＝{plain(paid)}元"
    met = takewhile(lambda one: "×" not in one, result.steps)
    flags = tuple(dict.fromkeys((*(flag for flag in result.flags if flag != "clamped"), "inferred")))
    made = replace(result, low=paid, high=paid, steps=(*met, step), flags=flags)
    bounds = [("cap" if kept < whole else "floor", kept)] if kept != whole else []
    return limited(made, [*bounds, *([("cap", most.high)] if most is not None and most.high is not None else [])])


def _figure(name: re.Pattern[str], text: DocumentText, case: str, base: Passage) -> Pair | None:
    """The one sum of this name that fits the words of a case best, None if there is none or several do."""
    ranked: list[tuple[tuple[bool, bool, int], Result, Passage]] = []
    for passage in (one for group in text.speaking_of(name) for one in text.by_address[group[0].address]):
        headed = bool(name.search(passage.before[-_HEADED:] + passage.lead))
        for value in (v for row in rows_of(passage) if not row.norm.conditions for v in row.norm.values):
            result = evaluate(value, ())
            about = f"{passage.headings}{value.label}{value.category}"
            by_label = bool(name.search(value.label))
            is_named = by_label or headed or bool(name.search(passage.text[: value.quantity.start]))
            if not is_named or not isinstance(result, Result) or result.unit != "元" or is_contrary(about, case):
                continue
            is_own, is_beside = passage.address == base.address, passage.headings == base.headings
            fit = 2 * overlap(f"{value.label}{value.category}", case) + is_beside
            ranked.append(((is_own, is_own and by_label, fit), result, passage))
    ranked.sort(key=lambda one: one[0], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and ranked[0][1].low != ranked[1][1].low):
        return None
    return ranked[0][1:]
