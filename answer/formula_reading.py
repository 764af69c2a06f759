"""Formulas that a text writes out: 折算方法为:(剩余日历天数÷365天)×全年应当享受的天数, 月平均工资乘以缴存比例.

Four notations are read: signs between names, 乘以 and 除以 between names, the difference of two sums, and what is left
of a sum after a share is taken off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from answer.quantities import scan
from answer.quantity_records import Quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity that the text gives itself: 365天."""

    low: Fraction
    #: the same as `low`, or more where the text leaves a range: 10%至30%
    high: Fraction
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity of the case, by its name: 职工本人上一年度月平均工资."""

    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms and what is done with them: ×, ÷, ＋, － or ∖ (the greater less the smaller)."""

    sign: str
    left: "Term"
    right: "Term"


Term = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """What a text says how to reckon."""

    #: what comes out, "" if the text gives it no name
    name: str
    term: Term
    #: the words of the text
    text: str


# The patterns are strings, compiled at their first use: most documents write out no formula, and compiling takes long.
_NAME = r"[\u4e00-\u9fff]"
_SIGNED = r"(?:为|是|公式|如下|=):?(?P<term>[(\u4e00-\u9fff\d][^,;。:×÷]{0,60}[×÷][^,;。:]{0,120})"
_WORDED = (
    rf"(?P<name>{_NAME}{{2,30}})(?:为|按照|按|=)(?P<left>{_NAME}{{2,30}}?)(?P<sign>乘以|除以)"
    rf"(?P<right>{_NAME}{{2,24}}?(?:\([^)]{{1,12}}\))?)(?:进行)?(?:计算|确定|折算|计|得出|[,;。]|$)"
)
_LESS = rf"(?P<name>{_NAME}{{2,30}})[,]?按照?(?P<small>{_NAME}{{2,30}}?)低于(?P<great>{_NAME}{{2,24}}?)的差额"
_APART = rf"为所?(?P<of>{_NAME}{{2,12}}(?:、{_NAME}{{2,12}}){{0,4}}?)的差额"
_LEFT = (
    rf"(?:依照|按照|按|以)(?P<from>{_NAME}{{2,12}}?)(?:一次)?(?:减除|扣除)"
    r"(?P<share>[\d.]{1,9}%(?:至[\d.]{1,9}%)?)(?:的费用)?后的(?P<name>余值|余额)"
)
_TOKEN = re.compile(rf"[()×÷＋+－-]|\d+(?:\.\d+)?(?:%|{_NAME}{{0,3}})?|{_NAME}+")
_OF_NUMBER = re.compile(rf"^{_NAME}+\((?P<number>[^)]+)\)$")
_SIGNS = {"乘以": "×", "除以": "÷", "+": "＋", "-": "－"}
_FILLER = re.compile(r"^第[一二三四五六七八九十百零]+条|^(?:前款规定的|其|则|计算|的)+")
#: who pays gives a sum no name
_OFFICE = re.compile(r"(?:部门|政府|单位|机关|机构)$")


def read_formulas(text: str) -> tuple[Formula, ...]:
    """The formulas of a folded text, in order.

    >>> read_formulas("月缴存额为月平均工资乘以缴存比例。")[0].name
    '月缴存额'
    """
    return (*_signed(text), *_worded(text), *_less(text), *_left(text))


def _signed(text: str) -> Iterator[Formula]:
    for match in re.finditer(_SIGNED, text):
        tokens = _TOKEN.findall(match["term"])
        term = _sum(tokens)
        if term is not None and not tokens:
            yield Formula("", term, match["term"])


def _worded(text: str) -> Iterator[Formula]:
    for match in re.finditer(_WORDED, text):
        name = _FILLER.sub("", match["name"])
        term = Operation(_SIGNS[match["sign"]], Name(match["left"]), _operand(match["right"]))
        yield Formula(name, term, match[0].rstrip(",;。"))


def _less(text: str) -> Iterator[Formula]:
    for match in re.finditer(_LESS, text):
        name = _FILLER.sub("", match["name"])
        yield Formula(
            "" if _OFFICE.search(name) else name, Operation("－", Name(match["great"]), Name(match["small"])), match[0]
        )
    for match in re.finditer(_APART, text):
        yield Formula("", Operation("∖", Name(match["of"]), Name(match["of"])), match[0])


def _left(text: str) -> Iterator[Formula]:
    for match in re.finditer(_LEFT, text):
        share = _scanned(match["share"])
        if share is not None and share.low is not None and share.high is not None:
            taken = Operation("×", Name(match["from"]), _number(share))
            yield Formula(f"{match['from'][:2]}{match['name']}", Operation("－", Name(match["from"]), taken), match[0])


def _operand(text: str) -> Term:
    match = _OF_NUMBER.match(text)
    quantity = _scanned(match["number"]) if match else None
    return _number(quantity) if quantity is not None and quantity.low is not None else Name(text)


def _scanned(text: str) -> Quantity | None:
    # The word before it keeps 21.75天 from being read as the number of a heading.
    return next(iter(scan(f"为{text}")), None)


def _number(quantity: Quantity) -> Number:
    low = quantity.low if quantity.low is not None else Fraction(0)
    return Number(low, quantity.high if quantity.high is not None else low, quantity.unit, quantity.text)


def _sum(tokens: list[str]) -> Term | None:
    """A sum, taken off the front of the tokens; None where no term stands."""
    term = _product(tokens)
    while term is not None and tokens and _SIGNS.get(tokens[0], tokens[0]) in "＋－":
        sign = tokens.pop(0)
        right = _product(tokens)
        term = None if right is None else Operation(_SIGNS.get(sign, sign), term, right)
    return term


def _product(tokens: list[str]) -> Term | None:
    term = _factor(tokens)
    while term is not None and tokens and tokens[0] in "×÷":
        sign = tokens.pop(0)
        right = _factor(tokens)
        term = None if right is None else Operation(sign, term, right)
    return term


def _factor(tokens: list[str]) -> Term | None:
    token = tokens.pop(0) if tokens else ""
    if token == "(":
        term = _sum(tokens)
        return term if tokens and tokens.pop(0) == ")" else None
    if token[:1].isdigit():
        quantity = _scanned(token)
        return _number(quantity) if quantity is not None and quantity.low is not None else None
    return Name(token) if token and token not in ")×÷＋+－-" else None
