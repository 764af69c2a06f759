"""What a text says is left of a sum, or is taken for one.

以收入减除百分之二十的费用后的余额为收入额
以转让财产的收入额减除财产原值和合理费用后的余额,为应纳税所得额
每次收入不超过四千元的,减除费用八百元;四千元以上的,减除百分之二十的费用,其余额为应纳税所得额
以每次收入额为应纳税所得额
"""

import re
from collections.abc import Iterator

from answer.formula_terms import Formula, Name, Operation, Term, number_of, scanned
from answer.norms import Constant, Norm, Share
from answer.reading import read_norms
from answer.reading_words import LABEL
from ingest.regex import regex

_NAME = r"[\u4e00-\u9fff]"
_LEFT = regex(rf"(?:减除|扣除)(?P<taken>[^,;。:]{{1,30}}?)后的(?P<rest>余值|余额)(?:,?为(?P<name>{_NAME}{{2,12}}))?")
_REST = regex(rf"其余[值额],?为(?P<name>{_NAME}{{2,12}})")
#: what is taken for a sum ends with one of these, and so does the sum
_TAKEN_SIGN = regex(r"[额值价数]为")
_TAKEN_FOR = regex(
    rf"(?:^|[,、;]|{_NAME})以(?P<whole>{_NAME}{{2,12}}[额值价数])为(?P<name>{_NAME}{{2,10}}[额值价数])(?=[,;。]|$)"
)
_WHOLE = regex(r"(?:依照|按照|按|以)(?P<whole>[\u4e00-\u9fff]{2,14})$")
_SHARE = regex(r"(?:费用)?(?P<share>(?:[\d.]{1,9}%|百分之[一二三四五六七八九十]{1,4})(?:至[\d.]{1,9}%)?)(?:的费用)?")
_AMOUNT = regex(r"(?:费用)?(?P<amount>[\d.一二三四五六七八九十百千万]{1,12}元)(?:的费用)?")
_AND = regex(r"以及|[、和及与]")
#: names of what may be taken off, at most
_MOST_NAMES = 3


def read_remainders(text: str) -> Iterator[Formula]:
    """The formulas of a folded text that say what is left of a sum, in order.

    >>> [one.name for one in read_remainders("财产转让所得,以收入额减除原值和费用后的余额,为应纳税所得额。")]
    ['应纳税所得额']
    """
    for piece in re.split(r"[;。:]", text):
        yield from _left(piece)
        yield from _taken_for(piece)
    for sentence in text.split("。"):
        rest = _REST.search(sentence) if "其余" in sentence else None
        if rest:
            yield from _tiers(sentence[: rest.start()], rest)


def _left(piece: str) -> Iterator[Formula]:
    for match in _LEFT.finditer(piece) if "后的余" in piece else ():
        before = piece[: match.start()].removesuffix("一次")
        whole = _WHOLE.search(before)
        if whole is None:
            continue
        name = _last_words(whole["whole"])
        term = _less(Name(name), match["taken"])
        if term is not None:
            subject = _subject(before[: whole.start()])
            yield Formula(
                match["name"] or f"{'' if name[0] == '每' else name[:2]}{match['rest']}", term, match[0], subject
            )


def _last_words(whole: str) -> str:
    """The name without what led to it where its preposition has one more before it: 以收入 of 按规定以收入."""
    return re.split("依照|按照|以", whole)[-1]


def _less(whole: Name, taken: str) -> Term | None:
    """A name less a share of it, a sum of money, or other names; None if the words are none of these."""
    share, amount = _SHARE.fullmatch(taken), _AMOUNT.fullmatch(taken)
    said = share["share"] if share else amount["amount"] if amount else ""
    quantity = scanned(said) if said else None
    if quantity is not None:
        number = number_of(quantity)
        return Operation("－", whole, Operation("×", whole, number) if share else number)
    names = _AND.split(taken)
    if len(names) > _MOST_NAMES or not all(re.fullmatch(rf"{_NAME}{{2,12}}", name) for name in names):
        return None
    term: Term = whole
    for name in names:
        term = Operation("－", term, Name(name))
    return term


def _taken_for(piece: str) -> Iterator[Formula]:
    for match in _TAKEN_FOR.finditer(piece) if _TAKEN_SIGN.search(piece) else ():
        subject = _subject(piece[: match.start("whole") - 1])
        yield Formula(match["name"], Name(match["whole"]), match[0].lstrip(",、;"), subject)


def _tiers(sentence: str, rest: re.Match[str]) -> Iterator[Formula]:
    """One formula for each case of a sentence that ends by giving what is left a name."""
    norms = [norm for norm in read_norms(sentence) if norm.conditions and len(norm.values) == 1]
    for norm in norms:
        whole = next((c.variable for one in norms for c in one.conditions if c.variable), "")
        term = _of_norm(Name(whole), norm) if whole else None
        if term is not None:
            said = sentence[norm.start : norm.end].strip(",;")
            yield Formula(
                rest["name"], term, f"{said},{rest[0]}", _subject(sentence.partition(whole)[0]), norm.conditions
            )


def _of_norm(whole: Name, norm: Norm) -> Term | None:
    value = norm.values[0]
    number = number_of(value.quantity)
    if isinstance(value.expression, Share) and value.unit == "%":
        return Operation("－", whole, Operation("×", whole, number))
    return Operation("－", whole, number) if isinstance(value.expression, Constant) and value.unit == "元" else None


def _subject(before: str) -> str:
    """What a formula is for: the words of its sentence before it, without the number of an item."""
    head = LABEL.match(before)
    return re.sub(r"^.*[:;。]", "", before[head.end() if head else 0 :]).strip(",、的")
