"""Limits that a text sets: floors and caps of what is computed, and what a case may not go beyond."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from answer.evaluate import Result, evaluate, limited
from answer.evaluate_facts import Fact, bind, overlap
from answer.norms import Norm, Share, Value
from answer.passages import Passage
from answer.reading import read_norms
from answer.select import Reader
from answer.tables import rows_of
from ingest.regex import regex

#: relations of a value that is a limit
_BOUNDS = frozenset({"<=", ">=", "<", ">"})
#: a time in which something is not allowed is over only then: 3年内不得转卖
_BARRED = regex(r"(?<=内),?[^,;。\d]{0,12}?(?:不得|禁止|严禁|不能|不可|不予)")
#: a time in which something is counted is no limit itself: 3年内不得超过2次
_COUNTED_IN = regex(r"(?<=内),?[^,;。]{0,16}?(?:超过|超出|少于|低于|高于|多于|至少|至多|最[多少高低]|[只仅]能)")
#: units of time, which many things of one case have, and signs that say nothing of what a time is one of
_TIMES = frozenset({"年", "月", "天", "小时"})
_EMPTY, _CLAUSES = regex(r"[的了后内前以能可还多年月日天小时个满吗呢才就在是有不要去到上下]"), regex(r"[,;。:]")
#: a time that has a name, and the end of one
_NAMED_TIME, _TERM_OF = (
    regex(r"(?P<of>[^,;。]{2,20}?)(?:合同|协议)?(?:期限?|时间|年限)"),
    regex(r"(?:期限?|时间|年限)$"),
)
#: how a cap of a time is named that is the time for which something is paid, and how that in which something is done
_PAID = regex(r"^(?:累计|连续|总)?(?:期限|时间|天数|月数)?$|[补贴领助奖]|享受|发给|发放|给予|计[费算收发]|收费")
_DONE = regex(r"[申办审缴交报付核拨]|时限")
_OF_YEAR, _IS_PAID = (
    regex(r"(?:每年|全年|一年|按年|年度)[^;。]{0,16}?按照?$"),
    regex(r"(?:的?标准)?(?:计|发|收|缴|交|支付|给付|补)"),
)
_NO_MORE = regex(r"不得(?:超过|超出|高于|多于)(?P<base>[^,。;\d一二三四五六七八九十百千万]{2,12})(?=[,。;]|$)")


def limits_of(reader: Reader, passages: Sequence[Passage]) -> list[tuple[str, Result]]:
    """The floors and caps that the provisions of these passages set; "term" is a cap of the time that is paid for.

    "year" are the months that a year is paid for: 每年按10个月计发.
    """
    found: list[tuple[str, Result]] = []
    for document, address in dict.fromkeys((p.document, p.address) for p in passages):
        for passage in reader.text(document).by_address[address]:
            for row in rows_of(passage):
                for value in row.norm.values:
                    kind = value.clamp or _limit_word(passage, value) or _filled_up(row.norm, value)
                    kind = "term" if kind == "cap" and _is_term(passage, row.norm, value) else kind
                    kind = "year" if _is_year(passage, value) else kind
                    result = evaluate(value, ()) if kind else None
                    if isinstance(result, Result):
                        found.append((kind, result))
    return found


def _limit_word(passage: Passage, value: Value) -> str:
    """The limit that words make of a value: cap for 最长为二十四个月, floor for 最低为五十平方米, "" for none."""
    words = passage.text[max(0, value.quantity.start - 5) : value.quantity.end]
    if re.search(r"最(长|高|多|大)(为|是|到|可达|不)?", words):
        return "cap"
    return "floor" if re.search(r"最(低|少|小|短)(为|是|不)?", words) else ""


def _is_year(passage: Passage, value: Value) -> bool:
    """Whether a value says for how many months a year is paid: 每年按13个月发放, 一次交纳全年的,按11个月计收."""
    ahead, quantity = passage.text[: value.quantity.start], value.quantity
    return quantity.unit == "月" and bool(_OF_YEAR.search(ahead) and _IS_PAID.match(passage.text, quantity.end))


def months_a_year(passage: Passage) -> set[Fraction]:
    """For how many months a sentence itself says that a year is paid."""
    values = (value for row in rows_of(passage) for value in row.norm.values if _is_year(passage, value))
    return {value.quantity.values[0] for value in values if len(value.quantity.values) == 1}


def _filled_up(norm: Norm, value: Value) -> str:
    """The limit that a value is at which a case ends: floor for 不足600元的,按600元支付; cap; "" for none."""
    result = evaluate(value, ())
    if len(norm.conditions) != 1 or not isinstance(result, Result) or result.unit != norm.conditions[0].unit:
        return ""
    ends, number = norm.conditions[0].interval, result.low if result.low == result.high else None
    if number is None or result.unit in _TIMES or (ends.low is not None and ends.high is not None):
        return ""
    return "floor" if number == ends.high else "cap" if number == ends.low else ""


def _is_term(passage: Passage, norm: Norm, value: Value) -> bool:
    """Whether a cap is one of the time that is paid for: 最长不超过30天, not 申报期限最长不超过30天 or 最长30天内."""
    is_paid = bool(_PAID.search(value.label)) and not _DONE.search(value.label)
    is_deadline = passage.text.startswith("内", value.quantity.end) or value.quantity.text.endswith("内")
    return value.unit in ("天", "月") and is_paid and not is_deadline and not norm.conditions


def within(result: Result, limits: Sequence[tuple[str, Result]]) -> Result:
    """A computed result within the floors and caps of its passage."""
    if not result.facts:
        return result
    bounds = [
        ("floor", limit.low) if kind == "floor" else ("cap", limit.high)
        for kind, limit in limits
        if limit.unit == result.unit and kind != "year"
    ]
    return limited(result, [(kind, bound) for kind, bound in bounds if bound is not None])


def no_more_than_base(result: Result, text: str) -> Result:
    """A sum kept below its own base, where the text says so: 加处罚款的数额不得超出罚款的数额."""
    match = _NO_MORE.search(text)
    money = [fact for fact in result.facts if fact.unit == "元"]
    if match is None or len(money) != 1 or result.unit != "元":
        return result
    return limited(result, [("cap", money[0].value)])


def limits_for(passage: Passage, facts: Sequence[Fact]) -> list[tuple[Result, Fact]]:
    """The limits that a sentence sets for what the question counts, each with the fact that it is set for."""
    found = []
    for value in (value for norm in read_norms(passage.text) for value in norm.values):
        if isinstance(value.expression, Share):
            continue
        if _COUNTED_IN.match(passage.text, value.quantity.end):
            continue
        result, fact = evaluate(value, ()), bind(value.label, value.unit, facts)
        if not isinstance(result, Result) or result.relation not in _BOUNDS or fact is None:
            continue
        if _concerns(passage.text, value, fact):
            is_barred = bool(_BARRED.match(passage.text, value.quantity.end))
            found.append((replace(result, relation=">=") if is_barred else result, fact))
    return found if not _are_apart([result for result, _ in found]) else []


def _are_apart(limits: Sequence[Result]) -> bool:
    """Whether no number keeps within all limits of one unit, as they are for different ones: 60周岁以上、12周岁以下."""
    least: dict[str, Fraction] = {}
    for one in limits:
        if one.relation in (">=", ">") and one.low is not None:
            least[one.unit] = max(one.low, least.get(one.unit, one.low))
    return any(
        one.relation in ("<=", "<") and one.high is not None and one.unit in least and one.high < least[one.unit]
        for one in limits
    )


def _concerns(text: str, value: Value, fact: Fact) -> bool:
    """Whether a time is limited that the fact is one of: 租期6年 and 租赁期限不得超过四年, not 毕业四年."""
    if fact.unit == "元":  # many sums belong to one case: 调校费用由企业承担,每台不得超过60元
        start = max(text.rfind(mark, 0, value.quantity.start) for mark in ";。") + 1
        return overlap(text[start : value.quantity.start], fact.around) > 0
    said = set(_EMPTY.sub("", fact.before)) or set(_EMPTY.sub("", fact.after))
    if fact.unit not in _TIMES or not said:
        return True
    if named := _NAMED_TIME.fullmatch(value.label):  # 学生休学期限 is no limit of 学生在校3年
        nearest = _EMPTY.sub("", _TERM_OF.sub("", fact.before))[-2:] or _EMPTY.sub("", fact.after)[:2]
        return bool(set(nearest) & set(named["of"][-2:]))
    ahead = _CLAUSES.split(text[: value.quantity.start])[-1]
    behind = _CLAUSES.split(text[value.quantity.end :])[0]
    return bool(said & set(value.label + ahead + behind))


def keeps(result: Result, fact: Fact) -> bool:
    """Whether the fact keeps within a limit, whose relation says on which side of it that is."""
    if result.relation == "range" and result.low is not None and result.high is not None:
        return result.low <= fact.value <= result.high
    if result.relation in ("<=", "<"):
        bound = result.high if result.high is not None else result.low
        return bound is None or fact.value < bound or (fact.value == bound and result.relation == "<=")
    bound = result.low if result.low is not None else result.high
    return bound is None or fact.value > bound or (fact.value == bound and result.relation == ">=")
