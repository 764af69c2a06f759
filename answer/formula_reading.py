"""Formulas that a text writes out: 折算方法为:(剩余日历天数÷365天)×全年应当享受的天数, 月平均工资乘以缴存比例.

Four notations are read: signs between names, 乘以 and 除以 between names, the difference of two sums, and what is left
of a sum after a share is taken off.
"""

import re
from collections.abc import Iterator

from answer.formula_remainders import read_remainders
from answer.formula_terms import Formula, Name, Operation, Term, number_of, scanned
from ingest.regex import regex

_NAME = r"[\u4e00-\u9fff]"
_SIGNED = regex(r"(?:为|是|公式|如下|=):?(?P<term>[(\u4e00-\u9fff\d][^,;。:=×÷]{0,60}[×÷][^,;。:]{0,120})")
_LONGEST_NAME = 16
_NAME_BEFORE = regex(rf"{_NAME}{{2,16}}$")
_WORDED = regex(
    rf"(?P<name>{_NAME}{{2,30}})(?:为|按照|按|=)(?P<left>{_NAME}{{2,30}}?)(?P<sign>乘以|除以)"
    rf"(?P<right>{_NAME}{{2,24}}?(?:\([^)]{{1,12}}\))?)(?:进行)?(?:计算|确定|折算|计|得出|[,;。]|$)"
)
_LESS = regex(rf"(?P<name>{_NAME}{{2,30}})[,]?按照?(?P<small>{_NAME}{{2,30}}?)低于(?P<great>{_NAME}{{2,24}}?)的差额")
_APART = regex(rf"为所?(?P<of>{_NAME}{{2,12}}(?:、{_NAME}{{2,12}}){{0,4}}?)的差额")
_TOKEN = regex(rf"[()×÷＋+－-]|\d+(?:\.\d+)?(?:%|{_NAME}{{0,3}})?|{_NAME}+")
_OF_NUMBER = regex(rf"^{_NAME}+\((?P<number>[^)]+)\)$")
_SIGNS = {"乘以": "×", "除以": "÷", "+": "＋", "-": "－"}
_FILLER = regex(r"^第[一二三四五六七八九十百零]+条|^(?:前款规定的|其|则|计算|的)+")
#: who pays gives a sum no name
_OFFICE = regex(r"(?:部门|政府|单位|机关|机构)$")


def read_formulas(text: str) -> tuple[Formula, ...]:
    """The formulas of a folded text, in order.

    >>> read_formulas("月缴存额为月平均工资乘以缴存比例。")[0].name
    '月缴存额'
    """
    return (*_signed(text), *_worded(text), *_less(text), *_apart(text), *read_remainders(text))


def _signed(text: str) -> Iterator[Formula]:
    for match in _SIGNED.finditer(text) if "×" in text or "÷" in text else ():
        tokens = _TOKEN.findall(match["term"])
        term = _sum(tokens)
        if term is not None and not tokens:
            yield Formula(_name_before(text, match), term, match["term"])


def _name_before(text: str, match: re.Match[str]) -> str:
    """The name right before the sign of equality, "" if the text writes none."""
    name = _NAME_BEFORE.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
    return name[0] if name and match[0].startswith("=") else ""


def _worded(text: str) -> Iterator[Formula]:
    for match in _WORDED.finditer(text) if "乘以" in text or "除以" in text else ():
        name = _FILLER.sub("", match["name"])
        term = Operation(_SIGNS[match["sign"]], Name(match["left"]), _operand(match["right"]))
        yield Formula(name, term, match[0].rstrip(",;。"))


def _less(text: str) -> Iterator[Formula]:
    for match in _LESS.finditer(text) if "低于" in text and "差额" in text else ():
        name = _FILLER.sub("", match["name"])
        yield Formula(
            "" if _OFFICE.search(name) else name, Operation("－", Name(match["great"]), Name(match["small"])), match[0]
        )


def _apart(text: str) -> Iterator[Formula]:
    for match in _APART.finditer(text) if "差额" in text else ():
        yield Formula("", Operation("∖", Name(match["of"]), Name(match["of"])), match[0])


def _operand(text: str) -> Term:
    match = _OF_NUMBER.match(text)
    quantity = scanned(match["number"]) if match else None
    return number_of(quantity) if quantity is not None and quantity.low is not None else Name(text)


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
        quantity = scanned(token)
        return number_of(quantity) if quantity is not None and quantity.low is not None else None
    return Name(token) if token and token not in ")×÷＋+－-" else None
