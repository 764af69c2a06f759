"""The quantities of a question: those of its case, and those that only name a rule."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from answer.quantity_numerals import read_number
from answer.quantity_records import Kind, Quantity
from answer.question_records import Input
from ingest.regex import regex

#: one of something, which says no more than that there is one: 一个小区, 一名职工, 一次
_ARTICLE = regex(r"一[个名位套家处次份座块栋间项种]")
#: these name the period that an amount is asked for, unless a noun stands before them (累计缴费一年)
_ASKED_PERIODS = frozenset({"一年", "一个月", "一个季度", "半年", "全年"})
_TIME_UNITS = frozenset({"年", "月", "季度", "半年", "天", "日", "周"})
#: the unit that a word before a bare number says, in the order in which they are tried; else 元
_NAMED_UNITS = (
    (regex(r"户数"), "户"),
    (regex(r"人数|人口"), "人"),
    (regex(r"面积"), "平方米"),
    (regex(r"年限|工龄"), "年"),
)
_NAMED_NUMBER = regex(
    r"(?P<name>户数|人数|人口|[建筑总使用占地]*面积|年限|工龄|均价|单价|房价|价格|工资|租金|学费|费用|金额|收入|造价"
    r"|成交价|总价|保费|补贴)"
    r"(?:一共|总共|合计|共|是|为|要|有|只有|才|就|约|大概|大约|差不多|正好|刚好|恰好|达到|达|每|平方米|平米|平|方)*"
    r"(?P<number>[\d.]+万?\d*|[一二三四五六七八九十两百千万]{2,8})(?=[,。?;的、]|$|左右)"
)
_BARE_COUNT = regex(r"(?<![\d.第])(\d+(?:\.\d+)?)(万|亿)?(?=[\u4e00-\u9fff]|$|[,。?;])")
#: and one in words with 万 or 亿, which is a sum of money: 付了八十万报酬
_BARE_SUM = regex(
    r"(?<![第\d一二两三四五六七八九十百千万.])[一二两三四五六七八九十百千]{1,7}[万亿](?![\d一二两三四五六七八九十分]|火急)"
)
#: what follows a bare number that counts nothing: 3月, 5号, 2条
_NO_NOUN = regex(r"[年月日号条款项第%]")
_SCALES = frozenset("万亿")
#: what follows a large one that is no sum of money, a counter or people: 十万头猪, 80万居民, but not 80万尾款
_THINGS = regex(
    r"[株棵匹羽条颗粒枝套件辆栋幢册袋瓶桶箱台张]|[头尾](?![款期])|份(?!额)|只(?=[\u4e00-\u9fff]?[鸡鸭鹅鸽鹑兔羊猪牛狗蛋])"
    r"|[居村市农渔牧]民|[职员]工|员工|学生|用户|农户|群众|观众|旅客|游客|乘客"
)
#: from here on a number with 万 or 亿 and no unit is a sum of money
_MONEY_FROM = 1000
#: characters before and after a quantity among which the words that name it are looked for
_BEFORE, _AFTER = 14, 12
_SIGNS = r"\x00,、;:。?!()"


def inputs_of(text: str, quantities: Sequence[Quantity]) -> tuple[tuple[Input, ...], tuple[Quantity, ...]]:
    """The quantities that a question gives of its case, in order, and those that name a rule (每500户70平方米).

    `text` is the folded question with its citations blanked, `quantities` what was read in it.
    """
    given, mentions = _sorted_out(text, quantities)
    named = _named_numbers(text, [q for q in quantities if q.kind is not Kind.EACH])
    bare = _bare_counts(text, [*quantities, *named])
    inputs = (_input(text, quantity) for quantity in (*given, *named, *bare))
    return tuple(sorted(inputs, key=lambda one: one.start)), tuple(mentions)


def _sorted_out(text: str, quantities: Iterable[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of the case, and those of a rule that the question quotes."""
    given: list[Quantity] = []
    mentions: list[Quantity] = []
    is_ruled = False  # whether a base such as 每500户 stands before: what follows it is a rule, not a case
    for quantity in quantities:
        if _says_nothing(text, quantity):
            continue
        if quantity.kind is Kind.EACH:
            if quantity.unit not in _TIME_UNITS and not _is_of_case(text, quantity):
                is_ruled = True
                mentions.append(quantity)
        elif is_ruled:
            mentions.append(quantity)
            is_ruled = False
        elif quantity.values or quantity.low is not None or quantity.high is not None:
            given.append(quantity)
    return given, mentions


def _is_of_case(text: str, each: Quantity) -> bool:
    """Whether what somebody has of each one follows: 租赁收入每次6000元, 一户60平方米, but not 每500户70平方米."""
    if each.text.startswith("一"):
        return True
    return each.values in ((), (1,)) and each.unit in ("次", "人") and len(_before(text, each.start)) > 1


def _says_nothing(text: str, quantity: Quantity) -> bool:
    if quantity.kind is Kind.FREQUENCY or _ARTICLE.fullmatch(quantity.text):
        return True
    return quantity.text in _ASKED_PERIODS and not _before(text, quantity.start)


def _input(text: str, quantity: Quantity) -> Input:
    start, end = quantity.start, quantity.end
    return Input(quantity, _before(text, start), _after(text, end), start, end)


def _named_numbers(text: str, taken: Sequence[Quantity]) -> list[Quantity]:
    """Numbers whose unit only the word before them says: 户数一千五, 均价每平五千, 学费一共1万5."""
    found = []
    for m in _NAMED_NUMBER.finditer(text):
        number = read_number(m["number"])
        if number is None or any(q.start < m.end("number") and m.start("number") < q.end for q in taken):
            continue
        unit = next((unit for pattern, unit in _NAMED_UNITS if pattern.search(m["name"])), "元")
        found.append(_amount(m.start("number"), m["number"], number.low, unit))
    return found


def _bare_counts(text: str, taken: Iterable[Quantity]) -> list[Quantity]:
    """Numbers without a unit: they count the noun behind them (8000居民), or are sums of money (造价5000万)."""
    stretches = [range(q.start, q.end) for q in taken]
    found = []
    for m in (*_BARE_COUNT.finditer(text), *_BARE_SUM.finditer(text)):
        number = read_number(m[0])
        if number is None or any(m.start() in stretch for stretch in stretches):
            continue
        is_large = bool(_SCALES.intersection(m[0])) and number.low >= _MONEY_FROM
        if not is_large and _NO_NOUN.match(text, m.end()):
            continue
        is_money = is_large and not _THINGS.match(text, m.end())
        found.append(_amount(m.start(), m[0], number.low, "元" if is_money else ""))
    return found


def _amount(start: int, words: str, value: Fraction, unit: str) -> Quantity:
    end = start + len(words)
    return Quantity(start, end, words, Kind.AMOUNT, (value,), "=", unit, words, low=value, high=value)


def _before(text: str, start: int) -> str:
    head = re.split(f"[{_SIGNS}]", text[max(0, start - _BEFORE) : start])[-1]
    return re.sub(r"^.*(?:的|了|有|是|在|年|月)(?=.{2,})", "", head)


def _after(text: str, end: int) -> str:
    tail = re.split(rf"[{_SIGNS}\d]", text[end : end + _AFTER])[0]
    return tail.removeprefix("的")
