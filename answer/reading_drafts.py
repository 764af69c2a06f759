"""A norm while it is being read: its conditions, its values, and the base that its next values are for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from answer.norms import Condition, Value
from answer.quantities import scan
from answer.quantity_records import Kind, Quantity
from answer.reading_clauses import Clause, clause_at, read_clauses
from answer.reading_roles import Place, places
from answer.reading_shares import PERIODS, Base
from ingest.regex import regex

_PERIOD_WORD = regex(r"(年|月)(?:税额|租金|收费|缴费|补助|补贴|标准)")

_CLAMP = regex(
    r"最([低少小短高长多大])(?:一般|可以?|应当?|均)?(?:不得?(?:超过|少于|低于|高于|多于)|为?[\d一二两三四五六七八九十])"
)
#: values that are looked back at for the base that they had
_RECENT = 12
_LIMITED = regex(r"比例|标准|按|每|满|增加|规定")


@dataclass(slots=True)
class Draft:
    """A norm while it is being read."""

    start: int
    conditions: list[Condition] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    #: what the values to come are for, and the clause that says so
    base: Base = field(default_factory=Base)
    base_clause: int = -1
    #: the amount that the next value replaces
    former: Fraction | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read into it."""
        return not (self.conditions or self.values or self.events)


def set_base(draft: Draft, place: Place) -> None:
    """Note what the values to come are for; 每人每年 is a base and a period."""
    quantity = place.quantity
    old = draft.base if draft.base_clause == place.number or _is_open_step(draft) else Base()
    period = quantity.per if quantity.per in PERIODS else quantity.unit if quantity.unit in PERIODS else ""
    is_plain = not quantity.values or quantity.values[0] == 1
    if period and is_plain and not is_step(quantity):
        draft.base = replace(old, period=quantity.unit if quantity.unit in PERIODS else period)
    else:
        draft.base = replace(old, quantity=quantity)
    draft.base_clause = place.number


def _is_open_step(draft: Draft) -> bool:
    """Whether nothing was given yet for a step, which a period does not end: 每增加1人,每年增加36立方米."""
    base = draft.base.quantity
    given = draft.values[-1].quantity.start if draft.values else -1
    return base is not None and is_step(base) and given < base.start


def drop_base(draft: Draft, place: Place) -> None:
    """Forget a base that a price in a condition is for: 超过每立方米5.5元时,每乘次加收1元."""
    base = draft.base.quantity
    if base is not None and place.quantity.unit == "元" and place.before.endswith(base.text):
        draft.base, draft.base_clause = Base(), -1


def is_step(quantity: Quantity) -> bool:
    """Whether a base counts steps beyond something (每增加一年), so that it is no plain period."""
    return quantity.text.startswith(
        ("每满", "每增", "每多", "每超", "每少", "每减", "每延", "每提", "每工作满", "每缴费满")
    )


def keep_base(draft: Draft, place: Place, found: Sequence[Clause]) -> None:
    """Forget a base whose clause is over, unless nothing was given for it yet or it is the subject of what follows."""
    if draft.base_clause == -1 or (draft.base_clause == place.number and not clamp_of(draft, place)):
        return
    given = [value for value in draft.values[-_RECENT:] if clause_at(found, value.quantity.start) >= draft.base_clause]
    if not given:
        return
    base, unit = draft.base, place.quantity.unit
    same = all(value.unit == unit for value in given) and not place.quantity.per
    apart = all(clause_at(found, value.quantity.start) > draft.base_clause for value in given)
    is_subject = (
        base.quantity is not None
        and base.quantity.per not in ("", *PERIODS)
        and base.quantity.start - found[draft.base_clause].start <= 6
    )
    # 计算单位为每100平方米,机动车1.2个,非机动车2.5个: what has a clause to itself is for all that follows
    goes_on = (
        is_subject
        or (base.quantity is None and base.period)
        or (apart and base.quantity is not None and not is_step(base.quantity))
    )
    if not same or clamp_of(draft, place) or not goes_on:
        draft.base, draft.base_clause = Base(), -1


def lead_base(lead: str) -> Base:
    """What the values of the items under a lead sentence are for."""
    if not lead.endswith(":"):
        return Base()
    found = read_clauses(lead)
    draft = Draft(0)
    for place in places(lead, scan(lead), found):
        if place.quantity.kind is not Kind.EACH:
            return Base()
        set_base(draft, place)
    period = _PERIOD_WORD.search(lead)
    return replace(draft.base, period=draft.base.period or (period[1] if period else ""))


def clamp_of(draft: Draft, place: Place) -> str:
    """Whether the value limits another: 最低不少于五十平方米 behind a rate or a share."""
    quantity = place.quantity
    match = _CLAMP.search(place.before[-60:] + quantity.text)
    limited = bool(draft.values) or bool(_LIMITED.search(place.before[:-1]))
    if not match or not limited:
        return ""
    return "floor" if match[1] in "低少小短" else "cap"
