"""The grammar: a sentence of a provision becomes norms. Pure functions over folded text.

A quantity in a sentence plays one of four roles: it is a condition (设计规模在2000户以上的住宅区), a base
(每百户, 按500户左右设置1人), a value, or part of an event. A norm is a run of values under the same conditions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from answer.norms import Condition, Constant, Expression, Norm, Rate, Share, Value
from answer.quantities import scan
from answer.quantity_records import Kind, Quantity
from answer.reading_clauses import Clause, clause_at, read_clauses
from answer.reading_conditions import condition_of, event_of, is_alternative
from answer.reading_labels import category_of, coordinated, label, label_of, labels_ahead, parallel_heads
from answer.reading_modality import bearer_in, bearer_of, is_bearer, modality_of
from answer.reading_roles import Place, Role, is_grouping, places, roles
from answer.reading_shares import PERIODS, Base, base_words, expression_of, grouping_of, split_of
from answer.reading_words import LABEL

__all__ = ["bearer_of", "label_of", "read_norms", "with_label"]

_LOOK_BACK = 4
_PERIOD_WORD = re.compile(r"(年|月)(?:税额|租金|收费|缴费|补助|补贴|标准)")
_CLAMP = re.compile(
    r"最([低少小短高长多大])(?:一般|可以?|应当?|均)?(?:不得?(?:超过|少于|低于|高于|多于)|为?[\d一二两三四五六七八九十])"
)
_EXCESS_CLAUSE = re.compile(r"超(?:过|出)?[^,;。]{0,24}的?部分$")
_LIMITED = re.compile(r"比例|标准|按|每|满|增加|规定")
_IN_TURN = re.compile(r"分别|各")


@dataclass(slots=True)
class _Draft:
    """A norm while it is being read."""

    start: int
    conditions: list[Condition] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    #: what the values to come are for, and the clause that says so
    base: Base = Base()
    base_clause: int = -1

    @property
    def is_empty(self) -> bool:
        return not (self.conditions or self.values or self.events)


def read_norms(sentence: str, lead: str = "") -> tuple[Norm, ...]:
    """The norms of one folded sentence, in order; a sentence without quantities is one norm without values.

    `lead` is the folded sentence that an item stands under, if it does: its base holds for the item's values
    (每平方米年税额如下: (一)大城市1.5元至30元).

    >>> norm, = read_norms("3.设计规模不足1000户的住宅区,社区用房按每百户40平方米的标准进行设计。")
    >>> norm.conditions[0].variable, str(norm.conditions[0].interval.high)
    ('设计规模', '1000')
    >>> norm.values[0].expression.per_unit, str(norm.values[0].expression.per)
    ('户', '100')
    """
    found = read_clauses(sentence)
    around = places(sentence, scan(sentence), found)
    drafts = _assemble(sentence, around, roles(sentence, around, found), found, lead)
    bearer = bearer_in(sentence)
    if not drafts:
        return (Norm(0, len(sentence), (), (), modality_of(sentence), bearer),)
    ends = [draft.start for draft in drafts[1:]] + [len(sentence)]
    norms = tuple(_norm(sentence, draft, end, found, bearer) for draft, end in zip(drafts, ends, strict=True))
    return _with_true_categories(norms, bool(LABEL.match(sentence)))


def _with_true_categories(norms: tuple[Norm, ...], is_item: bool) -> tuple[Norm, ...]:
    """The norms, with categories only where something stands beside them: another value of their kind, or an item's label."""
    norms = _with_parallels(norms)
    units = [value.unit for norm in norms for value in norm.values if value.category]

    def kept(value: Value) -> Value:
        often = value.quantity.kind is Kind.FREQUENCY
        beside = units.count(value.unit) > 1 or (is_item and not often)
        return value if beside or (value.category != value.label and not often) else replace(value, category="")

    return tuple(replace(norm, values=tuple(map(kept, norm.values))) for norm in norms)


def _with_parallels(norms: tuple[Norm, ...]) -> tuple[Norm, ...]:
    """The norms, where neighbours that differ only in the head of their label get it as category.

    社区党委的工作经费每年6万元,党支部的工作经费每年4万元: 社区党委, 党支部.
    """
    flat = [value for norm in norms for value in norm.values]
    heads: dict[int, str] = {}
    for one, other in pairwise(flat):
        if one.unit == other.unit and one.per_period == other.per_period and one.part_of is other.part_of is None:
            for value, head in zip((one, other), parallel_heads(one.label, other.label), strict=True):
                if head and not value.category:
                    heads[id(value)] = head

    def told(value: Value) -> Value:
        return replace(value, category=heads[id(value)]) if id(value) in heads else value

    return tuple(replace(norm, values=tuple(map(told, norm.values))) for norm in norms)


def _norm(sentence: str, draft: _Draft, end: int, found: Sequence[Clause], bearer: str) -> Norm:
    duty = "".join(
        sentence[max(c.start, draft.start) : min(c.end, end)] for c in found if not c.is_case and c.start < end
    )
    own = bearer_in(sentence[draft.start : end]) if draft.start else bearer
    return Norm(
        start=draft.start,
        end=end,
        conditions=tuple(draft.conditions),
        values=tuple(draft.values),
        modality=modality_of(duty or sentence[draft.start : end]),
        bearer=own or bearer,
        event=",".join(draft.events),
        is_any=is_alternative(sentence, draft.conditions),
    )


def _lead_base(lead: str) -> Base:
    """What the values of the items under a lead sentence are for."""
    if not lead.endswith(":"):
        return Base()
    found = read_clauses(lead)
    draft = _Draft(0)
    for place in places(lead, scan(lead), found):
        if place.quantity.kind is not Kind.EACH:
            return Base()
        _set_base(draft, place)
    period = _PERIOD_WORD.search(lead)
    return replace(draft.base, period=draft.base.period or (period[1] if period else ""))


def _assemble(
    sentence: str, around: Sequence[Place], played: Sequence[Role], found: Sequence[Clause], lead: str
) -> list[_Draft]:
    """The drafts of a sentence: a case that follows values opens a new one."""
    drafts = [_Draft(0, base=_lead_base(lead))]
    floor = at = 0
    for number, clause in enumerate(found):
        here = [pair for pair in zip(around, played, strict=True) if pair[0].number == number] if around else []
        if clause.is_case and drafts[-1].values:
            drafts.append(_Draft(clause.start))
        if clause.is_case and all(role is not Role.CONDITION for _, role in here):
            drafts[-1].events.append(event_of(clause))
        for place, role in here:
            floor = _take(sentence, drafts, place, role, floor, found)
            at += 1
    return [draft for draft in drafts if not draft.is_empty]


def _take(sentence: str, drafts: list[_Draft], place: Place, role: Role, floor: int, found: Sequence[Clause]) -> int:
    """Put one quantity into the last draft, or into a new one; gives where the next label may begin."""
    draft, quantity = drafts[-1], place.quantity
    if role is Role.CONDITION:
        if draft.values:
            draft = _Draft(max(place.clause.start, floor))
            drafts.append(draft)
        draft.conditions.append(condition_of(place, floor))
    elif role is Role.BASE:
        _set_base(draft, place)
        return floor
    elif role is Role.VALUE:
        _keep_base(draft, place, found)
        draft.values.extend(_values(sentence, place, draft, floor, found))
    return quantity.end


def _set_base(draft: _Draft, place: Place) -> None:
    """Note what the values to come are for; 每人每年 is a base and a period."""
    quantity = place.quantity
    old = draft.base if draft.base_clause == place.number else Base()
    period = quantity.per if quantity.per in PERIODS else quantity.unit if quantity.unit in PERIODS else ""
    is_plain = not quantity.values or quantity.values[0] == 1
    if period and is_plain and not _is_step(quantity):
        draft.base = replace(old, period=quantity.unit if quantity.unit in PERIODS else period)
    else:
        draft.base = replace(old, quantity=quantity)
    draft.base_clause = place.number


def _is_step(quantity: Quantity) -> bool:
    return quantity.text.startswith(
        ("每满", "每增", "每多", "每超", "每少", "每减", "每延", "每提", "每工作满", "每缴费满")
    )


def _keep_base(draft: _Draft, place: Place, found: Sequence[Clause]) -> None:
    """Forget a base whose clause is over, unless nothing was given for it yet or it is the subject of what follows."""
    if draft.base_clause in (-1, place.number):
        return
    given = [value for value in draft.values if clause_at(found, value.quantity.start) >= draft.base_clause]
    if not given:
        return
    base, unit = draft.base, place.quantity.unit
    same = all(value.unit == unit for value in given) and not place.quantity.per
    is_subject = (
        base.quantity is not None
        and base.quantity.per not in ("", *PERIODS)
        and base.quantity.start - found[draft.base_clause].start <= 6
    )
    if not same or _clamp(draft, place) or not (is_subject or (base.quantity is None and base.period)):
        draft.base, draft.base_clause = Base(), -1


def _own_words(sentence: str, place: Place, draft: _Draft, floor: int) -> str:
    """What of the clause stands before a value and belongs to it: behind the last value, bases cut out."""
    start = max(place.clause.start, floor) if floor <= place.quantity.start else place.clause.start
    base = draft.base.quantity
    text = sentence[start : place.quantity.start]
    if draft.base_clause == place.number:
        if base is not None and base.start >= start:
            text = text.replace(base_words(sentence, base, place.quantity.start), "", 1)
        text = re.sub(r"每一?(?:个?月|年|季度|日|天|周|次|半年|学年|学期)|按[年月日]", "", text, count=1)
    return text[-200:]


def _values(sentence: str, place: Place, draft: _Draft, floor: int, found: Sequence[Clause]) -> list[Value]:
    """The value of a place; a list in turn gives one for each thing."""
    quantity = place.quantity
    before = _own_words(sentence, place, draft, floor)
    value = _value(sentence, place, draft, before, found)
    if quantity.kind is not Kind.LIST:
        return [value]
    head = sentence[max(0, place.clause.start) : quantity.start]
    names = coordinated(head, len(quantity.values)) if _IN_TURN.search(head) else ()
    return [
        _member(value, number, name)
        for number, name in zip(quantity.values, labels_ahead(names, len(quantity.values)), strict=True)
    ]


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


def _value(sentence: str, place: Place, draft: _Draft, before: str, found: Sequence[Clause]) -> Value:
    quantity = place.quantity
    clause_words = sentence[place.clause.start : quantity.start][-200:]
    excess = _EXCESS_CLAUSE.search(found[place.number - 1].text[-40:]) if place.number else None
    period = next((part for part in quantity.per.split("·") if part in PERIODS), draft.base.period)
    if quantity.kind in (Kind.FREQUENCY, Kind.DATE):
        period = quantity.per
    following = found[place.number + 1].text[:60] if place.number + 1 < len(found) else ""
    name = label(place, before, _previous(place, found, draft), following)
    bracket = _bracket(sentence, place)
    if bracket is not None and not label_of(re.sub(r"(?:服务|建筑|使用|实用)?面积$", "", before.split("(")[-1])):
        name = label_of(bracket)
    if is_grouping(place):
        return Value(name, grouping_of(quantity), "个", quantity.measure, "", quantity)
    expression = expression_of(sentence, place, draft.base, clause_words, excess=excess is not None)
    return Value(
        label=name,
        expression=expression,
        unit=quantity.unit,
        measure=quantity.measure,
        per_period=period,
        quantity=quantity,
        part_of=_enclosing(sentence, quantity, draft),
        category=category_of(place, before, name),
        clamp=_clamp(draft, place),
        event=_event(sentence, quantity),
        bearer=_of_whom(expression, place) or _nearest_bearer(place, draft, found),
        split=split_of(place, clause_words),
    )


def _of_whom(expression: Expression, place: Place) -> str:
    """Those of whom a share that opens its clause is one: 60%以上的社区工作者居住在本街道."""
    if not isinstance(expression, Share) or not expression.base or expression.base not in place.after[:20]:
        return ""
    return expression.base if is_bearer(expression.base) else ""


def _nearest_bearer(place: Place, draft: _Draft, found: Sequence[Clause]) -> str:
    """Who the value's clause, or the nearest clause before it in the norm, says is bound."""
    for clause in reversed(found[max(0, place.number - _LOOK_BACK) : place.number + 1]):
        if clause.end <= draft.start:
            break
        if who := "" if clause.is_case else bearer_in(clause.text):
            return who
    return ""


def _previous(place: Place, found: Sequence[Clause], draft: _Draft) -> str:
    """What the clause before speaks of, for a value whose own clause has no noun."""
    if place.number == 0 or draft.conditions or place.quantity.unit == "次":
        return ""
    clause = found[place.number - 1]
    if clause.is_case or any(value.quantity.start >= clause.start for value in draft.values):
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


def _enclosing(sentence: str, quantity: Quantity, draft: _Draft) -> int | None:
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


def _clamp(draft: _Draft, place: Place) -> str:
    """Whether the value limits another: 最低不少于五十平方米 behind a rate or a share."""
    quantity = place.quantity
    match = _CLAMP.search(place.before[-60:] + quantity.text)
    limited = bool(draft.values) or bool(_LIMITED.search(place.before[:-1]))
    if not match or not limited:
        return ""
    return "floor" if match[1] in "低少小短" else "cap"


def _event(sentence: str, quantity: Quantity) -> str:
    """The words of the event that a period is counted from or to."""
    span = quantity.after_event or quantity.before_event
    return sentence[span[0] : span[1]] if span else ""


def with_label(value: Value, label: str) -> Value:
    """The value with the label that its context gives."""
    return replace(value, label=label)
