"""Values: the label, expression, period and category of a quantity that a norm gives."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from answer.norms import Constant, Expression, Rate, Share, Value
from answer.quantity_records import Kind, Quantity
from answer.reading_clauses import Clause
from answer.reading_drafts import Draft, clamp_of
from answer.reading_labels import category_of, coordinated, label, label_of, labels_ahead
from answer.reading_modality import bearer_in, is_bearer
from answer.reading_roles import Place, behind_case, is_grouping
from answer.reading_shares import PERIODS, Base, base_words, expression_of, grouping_of, split_of
from ingest.regex import regex

_LOOK_BACK = 4
_EXCESS_CLAUSE = regex(r"超(?:过|出)?[^,;。]{0,24}的?部分$")
_MEASURED = regex(r"(?:建筑|使用|服务|用地)面积$")
_PERIOD_NAME = regex(r"(?<!每)(月|年)(?:报酬|工资|薪酬?|租金|补贴|补助|津贴|经费)(?:标准)?$")
#: what names the sum of several payments
WHOLE_SUM = regex(r"总额|总计|合计|累计|总和|总数")
_IN_TURN = regex(r"分别|各")


def _own_words(sentence: str, place: Place, draft: Draft, floor: int) -> str:
    """What of the clause stands before a value and belongs to it: behind the last value, bases cut out."""
    start = max(place.clause.start, floor) if floor <= place.quantity.start else place.clause.start
    base = draft.base.quantity
    text = sentence[start : place.quantity.start]
    if draft.conditions and not draft.values and draft.conditions[-1].end == start:
        text = behind_case(text)
    if draft.base_clause == place.number:
        if base is not None and base.start >= start:
            text = text.replace(base_words(sentence, base, place.quantity.start), "", 1)
        text = re.sub(r"每一?(?:个?月|年|季度|日|天|周|次|半年|学年|学期)|按[年月日]", "", text, count=1)
    return text[-200:]


def values_of(sentence: str, place: Place, draft: Draft, floor: int, found: Sequence[Clause]) -> list[Value]:
    """The value of a place; a list in turn gives one for each thing."""
    quantity = place.quantity
    before = _own_words(sentence, place, draft, floor)
    value = _value(sentence, place, draft, before, found)
    if quantity.kind is not Kind.LIST:
        return [value]
    names = _names_in_turn(sentence, place, len(quantity.values))
    return [
        _member(value, number, name)
        for number, name in zip(quantity.values, labels_ahead(names, len(quantity.values)), strict=True)
    ]


def _names_in_turn(sentence: str, place: Place, count: int) -> tuple[str, ...]:
    """The `count` things that a list in turn is for, of its clause or the one before: 甲、乙,分别给予2元、1元."""
    head = sentence[max(0, place.clause.start) : place.quantity.start]
    if not _IN_TURN.search(head):
        return ()
    return coordinated(head, count) or coordinated(sentence[: place.clause.start].rstrip(","), count)


def _member(value: Value, number: Fraction, name: str) -> Value:
    """One value of a list."""
    constant = Constant(number, number, "=")
    old = value.expression
    new = (
        constant
        if isinstance(old, Constant)
        else replace(old, amount=constant)
        if isinstance(old, Rate)
        else replace(old, part=constant)
    )
    return replace(value, label=name or value.label, category=name, expression=new)


def _value(sentence: str, place: Place, draft: Draft, before: str, found: Sequence[Clause]) -> Value:
    quantity = place.quantity
    clause_words = sentence[place.clause.start : quantity.start][-200:]
    ahead = found[max(0, place.number - 2) : place.number]
    excess = any(_EXCESS_CLAUSE.search(clause.text[-40:]) for clause in ahead)
    usual = "" if _is_whole_sum(place, draft) else draft.base.period
    period = next((part for part in quantity.per.split("·") if part in PERIODS), usual)
    if quantity.kind in (Kind.FREQUENCY, Kind.DATE):
        period = quantity.per
    measure = quantity.measure or ("工作日" if quantity.working_days else "") or _measure_ahead(place, found)
    following = found[place.number + 1].text[:60] if place.number + 1 < len(found) else ""
    name = label(place, before, _previous(place, found, draft), following)
    group = ""
    bracket = _bracket(sentence, place)
    if bracket is not None and not label_of(re.sub(r"(?:服务|建筑|使用|实用)?面积$", "", before.split("(")[-1])):
        name = group = label_of(bracket)
    if is_grouping(place):
        return Value(name, grouping_of(quantity), "个", quantity.measure, "", quantity)
    split = split_of(place, clause_words)
    if split and len(split.weights) == 1:
        name = f"{split.payers[0]}承担"
    elif split and name in split.payers:
        name = ""
    base = Base() if _is_attribute(place, draft) else draft.base
    expression = expression_of(sentence, place, base, clause_words, excess=excess)
    return Value(
        label=name,
        expression=expression,
        unit=quantity.unit,
        measure=measure,
        per_period=period or _period_of_name(name, quantity, draft),
        quantity=quantity,
        part_of=_enclosing(sentence, quantity, draft),
        category=group or category_of(place, before, name),
        clamp=clamp_of(draft, place),
        event=_event(sentence, quantity),
        former=draft.former,
        bearer=_of_whom(expression, place) or _nearest_bearer(place, draft, found),
        split=split,
    )


def _is_whole_sum(place: Place, draft: Draft) -> bool:
    """Whether a sum is for all periods that a clause before it speaks of: 按日加收违约金,违约金总额不超过30%."""
    return draft.base_clause != place.number and bool(WHOLE_SUM.search(place.before))


def _is_attribute(place: Place, draft: Draft) -> bool:
    """Whether a number says what kind of thing the one right before it counts: 1所18班小学."""
    last = draft.values[-1].quantity if draft.values else None
    return last is not None and last.end == place.quantity.start and last.unit != place.quantity.unit


def _of_whom(expression: Expression, place: Place) -> str:
    """Those of whom a share that opens its clause is one: 60%以上的社区工作者居住在本街道."""
    if not isinstance(expression, Share) or not expression.base or expression.base not in place.after[:20]:
        return ""
    return expression.base if is_bearer(expression.base) else ""


def _nearest_bearer(place: Place, draft: Draft, found: Sequence[Clause]) -> str:
    """Who the value's clause, or the nearest clause before it in the norm, says is bound."""
    for clause in reversed(found[max(0, place.number - _LOOK_BACK) : place.number + 1]):
        if clause.end <= draft.start:
            break
        if who := "" if clause.is_case else bearer_in(clause.text):
            return who
    return ""


def _measure_ahead(place: Place, found: Sequence[Clause]) -> str:
    """The measure of an area that the words before a colon state: 办公用房使用面积:书记每人不超过12平方米."""
    if place.quantity.unit != "平方米" or not place.number:
        return ""
    match = _MEASURED.search(found[0].text) if found[0].end - found[0].bare_end else None
    return match[0] if match else ""


def _period_of_name(name: str, quantity: Quantity, draft: Draft) -> str:
    """The period that a label states (月报酬), also for the values that stand in a row behind it."""
    if quantity.unit != "元":
        return ""
    if match := _PERIOD_NAME.search(name):
        return match[1]
    last = draft.values[-1] if draft.values else None
    return last.per_period if last and last.unit == "元" and _PERIOD_NAME.search(draft.values[0].label) else ""


def _previous(place: Place, found: Sequence[Clause], draft: Draft) -> str:
    """What the clause before speaks of, for a value whose own clause has no noun."""
    if place.number == 0 or draft.conditions or place.quantity.unit == "次":
        return ""
    clause = found[place.number - 1]
    if clause.is_case or any(value.quantity.start >= clause.start for value in draft.values[-1:]):
        return ""
    name = label_of(clause.text[-60:])
    return name if len(name) <= 24 else ""


def _bracket(sentence: str, place: Place) -> str | None:
    """The words before the bracket that the value stands in, if it stands in one with nothing but its measure."""
    start = max(place.clause.start, place.quantity.start - 24)
    opening = sentence.rfind("(", start, place.quantity.start)
    if opening < 0 or sentence.find(")", opening, place.quantity.start) >= 0:
        return None
    words = re.split(r"[、,;:]|\)", sentence[max(place.clause.start, opening - 40) : opening])[-1]
    return words or None


def _enclosing(sentence: str, quantity: Quantity, draft: Draft) -> int | None:
    """Index of the value that this one is a part of: behind 其中, or in brackets behind it."""
    if not draft.values:
        return None
    last = draft.values[-1]
    between = sentence[last.quantity.end : quantity.start]
    same = last.unit == quantity.unit or quantity.unit == "%"
    if "(" in between and ")" not in between:
        return len(draft.values) - 1 if between.startswith("(") and same else None
    if "其中" in between:
        return len(draft.values) - 1 if same else None
    return last.part_of if same and ")" not in between and ";" not in between else None


def _event(sentence: str, quantity: Quantity) -> str:
    """The words of the event that a period is counted from or to."""
    span = quantity.after_event or quantity.before_event
    return sentence[span[0] : span[1]] if span else ""
