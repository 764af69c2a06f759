"""What is left of shares or of a sum that a sentence gives away: 40%用于维护,25%用于工资,其余用于公益 leaves 35%."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from answer.decimals import plain
from answer.norms import Constant, Norm, Share, Value
from answer.quantity_records import Kind, Quantity
from ingest.regex import regex

_WHOLE = Fraction(100)
#: what is left, and what becomes of it
_REST = regex(
    r"(?<=[,;、])(?P<rest>(?:其余|剩余|余下)的?(?:部分|资金|费用|款项|收入)?),?(?:均|全部)?(?P<what>"
    r"由[^,;。、]{2,24}?(?:承担|负担|自筹|解决|支付|出资|自理|补足|配套|缴纳|交纳)"
    r"|(?:用于|用作|作为|归|上[缴交]|留作|留给|补充|纳入|列入)[^,;。]{2,24})"
)
_REST_WORDS = ("其余", "剩余", "余下")
#: words that a share which is given away of a whole stands beside
_GIVEN = regex(r"用[于作]|承担|负担|分担|分摊|出资|补助|上[缴交]|作为|归|支付|拨付|配套|自筹|安排|留")


def with_rest(sentence: str, norms: tuple[Norm, ...]) -> tuple[Norm, ...]:
    """The norms, the last one before what is left of its shares with that as a value of its own."""
    match = _REST.search(sentence)
    at = max((n for n, norm in enumerate(norms) if match and norm.start < match.start()), default=None)
    if match is None or at is None:
        return norms
    sums = _sums(sentence, norms[at], match.start())
    given = sums[1:] or _given(sentence, norms[at], match.start())
    left = (sums[0].quantity.values[0] if sums else _WHOLE) - _total(given)
    if not given or left <= 0:
        return norms
    start, end = match.span("rest")
    last = given[-1]
    said = Quantity(start, end, match["rest"], last.quantity.kind, (left,), "=", last.unit, match["rest"], left, left)
    number = Constant(left, left, "=")
    made = Share(number, last.expression.base) if isinstance(last.expression, Share) else number
    label = match["what"].removeprefix("用于" if sums else "由")
    value = replace(last, label=label, expression=made, quantity=said, category="", bearer="", split=None, measure="")
    return (*norms[:at], replace(norms[at], values=(*norms[at].values, value)), *norms[at + 1 :])


def rest_step(norm: Norm, value: Value) -> str:
    """How what is left was reckoned, "" if the value is not what is left: 100%－40%－25%＝35%."""
    if not is_rest(value):
        return ""
    ahead = [one for one in norm.values if one.quantity.start < value.quantity.start and one.unit == value.unit]
    numbers = [*([_WHOLE] if value.unit == "%" else ()), *(one.quantity.values[0] for one in ahead)]
    taken = "－".join(f"{plain(number)}{value.unit}" for number in numbers)
    return f"“{value.quantity.text}”: {taken}＝{plain(value.quantity.values[0])}{value.unit}"


def is_rest(value: Value) -> bool:
    """Whether a value is what others leave."""
    return value.quantity.text.startswith(_REST_WORDS)


def _total(values: Sequence[Value]) -> Fraction:
    return sum((value.quantity.values[0] for value in values), Fraction(0))


def _sums(sentence: str, norm: Norm, until: int) -> Sequence[Value]:
    """A sum and those that a sentence says are within it: 资金860万元,其中甲600万元,乙160万元; none if none is."""
    parts = [value for value in norm.values if value.part_of is not None and value.quantity.start < until]
    wholes = {value.part_of for value in parts if value.part_of is not None}
    if len(wholes) != 1:
        return ()
    values = [norm.values[wholes.pop()], *parts]
    is_plain = all(isinstance(v.expression, Constant) and v.quantity.relation == "=" for v in values)
    is_within = "其中" in sentence[values[0].quantity.end : values[1].quantity.start]
    return values if is_plain and is_within and {value.unit for value in values} == {"元"} else ()


def _given(sentence: str, norm: Norm, until: int) -> Sequence[Value]:
    """The shares that a norm gives away before what is left; none if they are not all of one whole."""
    shares = [value for value in norm.values if _is_share(value) and value.quantity.start < until]
    bases = {value.expression.base for value in shares if isinstance(value.expression, Share)} - {""}
    ends = [*(value.quantity.end for value in shares[:-1])]
    around = (
        sentence[start : min(value.quantity.end + 12, until)]
        for start, value in zip([norm.start, *ends], shares, strict=False)
    )
    return shares if len(bases) < 2 and all(_GIVEN.search(words) for words in around) else ()


def _is_share(value: Value) -> bool:
    """Whether a value is a plain percentage of a whole."""
    expression = value.expression
    is_plain = (
        value.quantity.kind is Kind.PERCENT and len(value.quantity.values) == 1 and value.quantity.relation == "="
    )
    return is_plain and isinstance(expression, Share) and not expression.excess and "点" not in value.quantity.text
