"""What is left of shares that a sentence gives away: 40%用于维护,25%用于工资,其余用于公益 leaves 35%."""

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
    given = _given(sentence, norms[at], match.start())
    left = _WHOLE - sum((value.quantity.values[0] for value in given), Fraction(0))
    if not given or left <= 0:
        return norms
    start, end = match.span("rest")
    said = Quantity(start, end, match["rest"], Kind.PERCENT, (left,), "=", "%", match["rest"], left, left)
    last = given[-1]
    share = Share(Constant(left, left, "="), last.expression.base if isinstance(last.expression, Share) else "")
    label = match["what"].removeprefix("由")
    value = replace(last, label=label, expression=share, quantity=said, category="", bearer="", split=None, measure="")
    made = replace(norms[at], values=(*norms[at].values, value))
    return (*norms[:at], made, *norms[at + 1 :])


def rest_step(norm: Norm, value: Value) -> str:
    """How what is left was reckoned, "" if the value is not what is left: 100%－40%－25%＝35%."""
    if not value.quantity.text.startswith(_REST_WORDS):
        return ""
    ahead = (one for one in norm.values if one.quantity.start < value.quantity.start and _is_share(one))
    taken = "".join(f"－{plain(one.quantity.values[0])}%" for one in ahead)
    return f"“{value.quantity.text}”: 100%{taken}＝{plain(value.quantity.values[0])}%"


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
