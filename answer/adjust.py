"""What a rule makes of the amount of another one: 减半收取, 按照标准的50%给予补贴, 提高3个百分点, 加收0.30元."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate import Result, Truth, applies, between, evaluate, plus
from answer.evaluate_facts import Fact
from answer.matching import Term, content_words, credit
from answer.norms import Condition, Norm, Value, counts_excess
from answer.opposites import is_contrary
from answer.passages import Passage
from answer.quantities import scan
from answer.quantity_records import Kind
from answer.reading import read_norms
from index.tokens import word_class
from ingest.regex import regex

_HALVED, _DOUBLED = regex(r"减半"), regex(r"加倍|双倍|翻倍")
_RAISED = regex(r"(?:提高|增加|上浮|上调|加收|加发|增发)(?:幅度)?(?:为|到)?$")
_LOWERED = regex(r"(?:降低|减少|下浮|下调|折减|减收|减免|减征|优惠)(?:幅度)?(?:为)?$")
_OF_IT = regex(
    r"(?:按照?|以)(?:照)?[^,;。\d]{0,14}(?:标准|上述|前款|前项|费|补贴|补助|价格?|税额|金额|应[交缴纳][^,;。\d]{0,8})的?$"
)
#: and what stands between a bare 按 and what is done with the amount: 二类对象按50%发放
_BY_IT, _DONE = (
    regex(r"[\u4e00-\u9fff](?<!部分)按照?$"),
    regex(r"的?(?:比例)?(?:给予|发放|计发|发给|享受|执行|收[取费]|计[收费]|补贴|补助|支付|交纳|缴纳)"),
)
_GIVEN = regex(
    r"(?:的?(?:给予|收[取费]|计[收费]|计发|发给|交纳|缴纳|支付|执行|补贴|补助|发放|计算|征收|享受)|优惠|补偿|[,;。]|$)"
)
_ADDED = regex(r"(?:另外?|再|额外|加收|加发|增发|另行|基础上[^,;。\d]{0,6}(?:增加|提高))[^,;。\d]{0,8}$")
#: what every adjusting sentence has one of; a document without them is not read for any
MAY_ADJUST = regex(
    r"减半|[加双翻]倍|提高|增加|上浮|上调|加收|加发|增发|降低|减少|下浮|下调|折减|减收|减免|减征|优惠|标准的|[费贴助价额述款项]的|按照?(?:\d|[一二两三四五六七八九十]{1,2}倍)|另|再"
)
#: what is a sum of its own: 按日加收5‰的滞纳金
_OWN = regex(r"(?:以[上下])?的?(?:滞纳金|违约金|罚款|罚金|利息)")
#: what stands behind these is what the amount is measured by, not whom it is for: 市级公益林按照省级标准的60%补偿
_BY = regex(r"按照?|依照|以(?=[^上下内])")
_CLAUSES, _SAID = regex(r"[,;。:]"), 20
_STEP = regex(r"每(?:超过|增加|增高|多|高|低|少|减少|提高|降低)")
_UNITS = frozenset({"元", "%", "平方米", "个", "人"})
#: asks for the change itself, not for what comes of it
_ASKS_CHANGE = regex(
    r"(?:提高|增加|降低|减少|减免|加收|增发|加发|上浮|下浮|上调|下调|优惠|折扣)[^,;。]{0,4}(?:多少|几)|几折|[几少]倍|百分点|几个点"
)
#: words of what is measured, which say nothing of a case
_MEASURES = regex(r"[\u4e00-\u9fff]{0,2}(?:比例|标准|费用?|价格?|金额|数额|补贴|补助|基础|工资|待遇)")
#: several sizes in one word: 大中型车
_SIZES = regex(r"(?P<sizes>[大中小微]{2,3})型")
#: a term of this credit stands in a text, one of the other does not
_STANDS, _LACKS = 0.9, 0.5
_TELLING = 0.8


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a sentence makes of an amount that stands elsewhere."""

    passage: Passage
    #: words of the case that it is for: from the last semicolon up to what it makes of the amount
    case: str
    #: its own words
    said: str
    factor: Fraction = Fraction(1)
    #: percentage points that it adds
    points: Fraction = Fraction(0)
    #: the sum that it adds
    added: Value | None = None
    norm: Norm | None = None
    #: the threshold beyond which alone it counts: 超过8公里的,超过部分加收50%; None if it counts for all
    above: Condition | None = None
    #: where what it makes of the amount stands in the sentence
    start: int = 0


def adjustments(passage: Passage, facts: Sequence[Fact] = ()) -> Iterator[Adjustment]:
    """What a sentence makes of an amount that stands elsewhere, in order; for `facts` where it counts steps of them."""
    text = passage.text
    for pattern, factor in ((_HALVED, Fraction(1, 2)), (_DOUBLED, Fraction(2))):
        for match in pattern.finditer(text):
            yield Adjustment(passage, _segment(text, match.start()), match[0], factor, start=match.start())
    made = [
        (one, value.quantity.end)
        for norm in read_norms(text, passage.lead)
        for value in norm.values
        for one in [_adjusting(passage, norm, value, facts)]
        if one is not None
    ]
    yield from _apart(text, made)


def _apart(text: str, made: Sequence[tuple[Adjustment, int]]) -> list[Adjustment]:
    """The adjustments of a sentence, with their ends, each with its own case: 甲按标准的20%缴纳,乙按标准的50%缴纳."""
    ones = [one for one, _ in made]
    for at, (one, (_, end)) in enumerate(zip(ones[1:], made, strict=False), 1):
        own = _BY.split(text[end : one.start].partition(",")[2])[0]
        if any(word_class(word).startswith("n") for word in content_words(_MEASURES.sub(" ", own))):
            ones[at] = replace(one, case=own)
    cases = tuple(dict.fromkeys(one.case for one in ones))
    words = dict.fromkeys(word for case in cases for word in content_words(case))
    shared = [word for word in words if sum(word in case for case in cases) > 1]
    return [replace(one, case=_without(one.case, shared)) for one in ones]


def _without(case: str, words: Sequence[str]) -> str:
    """A case without the words that others share, unless it is made of these alone."""
    rest = case
    for word in words:
        rest = rest.replace(word, " ")
    return rest if content_words(rest) else case


def _segment(text: str, until: int) -> str:
    start = max(text.rfind(mark, 0, until) for mark in ";。")
    return text[start + 1 : until]


def _adjusting(passage: Passage, norm: Norm, value: Value, facts: Sequence[Fact]) -> Adjustment | None:
    """What a value makes of an amount that stands elsewhere, None if it is an amount of its own."""
    quantity, text = value.quantity, passage.text
    case = _segment(text, quantity.start)
    number = quantity.values[0] if len(quantity.values) == 1 and quantity.relation == "=" else None
    if number is None:
        return None
    said = _CLAUSES.split(text[: quantity.start])[-1][-_SAID:] + text[quantity.start : quantity.end]
    made = Adjustment(passage, _BY.split(case)[0], said, norm=norm, start=quantity.start)
    before, after = text[max(0, quantity.start - 30) : quantity.start], text[quantity.end :]
    sign = Fraction(bool(_RAISED.search(before)) - bool(_LOWERED.search(before)))
    if value.unit == "%" and sign and not _OWN.match(after):
        is_points = "百分点" in quantity.text
        sign *= _steps(norm, case, facts)
        if is_points:
            return replace(made, points=sign * number)
        return replace(made, factor=1 + sign * number / 100, above=_threshold(value, norm))
    is_of_it = "折" in quantity.text or _OF_IT.search(before)
    is_by_it = bool(_BY_IT.search(before) and _DONE.match(after))
    if value.unit == "%" and ((is_of_it and _GIVEN.match(after)) or is_by_it):
        return replace(made, factor=number / 100)
    if value.unit == "倍" and ((_OF_IT.search(before) and _GIVEN.match(after)) or is_by_it):
        return replace(made, factor=number)
    if value.unit == "元" and _ADDED.search(before):
        return replace(made, added=value)
    return None


def _threshold(value: Value, norm: Norm) -> Condition | None:
    """The threshold beyond which alone a percentage counts, None if it counts for all."""
    lows = (one for one in norm.conditions if one.interval.low is not None)
    return next(lows, None) if counts_excess(value.expression) else None


def _steps(norm: Norm, case: str, facts: Sequence[Fact]) -> Fraction:
    """How often a percentage counts: 1, or for 每超过0.3米加收10% as often as it is reached."""
    steps = [q for q in scan(case) if q.kind is Kind.EACH and q.values and _STEP.match(q.text)]
    lows = {c.unit: c.interval.low for c in norm.conditions if c.interval.low is not None}
    for step in steps:
        fact = next((f for f in facts if f.unit == step.unit and step.unit in lows), None)
        return max(Fraction(0), (fact.value - lows[step.unit]) / step.values[0]) if fact else Fraction(0)
    return Fraction(1)


def asks_change(question: str) -> bool:
    """Whether a question asks for the change itself, not for what comes of it: 提高几个百分点, 打几折."""
    return bool(_ASKS_CHANGE.search(question))


def case_words(one: Adjustment) -> list[str]:
    """The words of the case of an adjustment that are no names of what is measured."""
    sizes = [f"{sign}型" for match in _SIZES.finditer(one.case) for sign in match["sizes"]]
    return [*(word for word in content_words(_MEASURES.sub(" ", one.case)) if len(word) > 1), *sizes]


def is_for(one: Adjustment, base: Passage, question: str, wanted: Sequence[Term], facts: Sequence[Fact]) -> bool:
    """Whether the case of an adjustment is that of the question, and not one that its base is for already."""
    conditions = one.norm.conditions if one.norm else ()
    if conditions and one.norm is not None:
        return applies(one.norm, facts) is Truth.YES
    if is_contrary(one.case, question):
        return False
    around = f"{base.headings}{base.lead}{base.above}{base.before}{base.text}"
    case = _MEASURES.sub(" ", one.case)
    own = [word for word in case_words(one) if word in question and word not in around]
    telling = (t for t in wanted if t.weight >= _TELLING and credit(t, case) >= _STANDS)
    return bool(own) or any(credit(term, around) < _LACKS for term in telling)


def adjusted(result: Result, one: Adjustment, facts: Sequence[Fact], below: Result | None = None) -> Result | None:
    """The result as the adjustment makes it; None if it is none for results of this unit.

    `below` is what the result would be on the threshold beyond which alone the adjustment counts.
    """
    if one.above is not None:
        return _adjusted_above(result, one, below) if below is not None else None
    if result.unit not in _UNITS or (one.points and result.unit != "%"):
        return None
    if one.added is not None:
        more = evaluate(one.added, facts, unit=result.unit)
        if not isinstance(more, Result) or more.unit != result.unit or result.unit != "元":
            return None
        return plus(result, more, f"“{one.said}”: {between(result.low, result.high)}＋{between(more.low, more.high)}")
    low, high = (None if n is None else n * one.factor + one.points for n in (result.low, result.high))
    sign = f"＋{plain(one.points)}" if one.points > 0 else plain(one.points) if one.points else f"×{plain(one.factor)}"
    step = f"“{one.said}”: {between(result.low, result.high)}{sign}＝{between(low, high)}{result.unit}"
    flags = tuple(dict.fromkeys((*result.flags, "inferred")))
    return replace(result, low=low, high=high, steps=(*result.steps, step), flags=flags)


def _adjusted_above(result: Result, one: Adjustment, below: Result) -> Result | None:
    """The result with what is added to its part that lies above a threshold; None if it has no such part."""
    if result.low is None or result.low != result.high or below.low is None or below.low >= result.low:
        return None
    share, whole = one.factor - 1, result.low + (one.factor - 1) * (result.low - below.low)
    sum_ = f"{plain(result.low)}＋({plain(result.low)}－{plain(below.low)})×{plain(share)}＝{plain(whole)}{result.unit}"
    flags = tuple(dict.fromkeys((*result.flags, "inferred")))
    return replace(result, low=whole, high=whole, steps=(*result.steps, f"“{one.said}”: {sum_}"), flags=flags)
