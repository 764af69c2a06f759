"""The grammar: a sentence of a provision becomes norms. Pure functions over folded text.

A quantity in a sentence plays one of four roles: it is a condition (设计规模在2000户以上的住宅区), a base
(每百户, 按500户左右设置1人), a value, or part of an event. A norm is a run of values under the same conditions.
"""

from collections.abc import Sequence
from functools import lru_cache

from answer.norms import Norm
from answer.quantities import scan
from answer.reading_categories import with_true_categories
from answer.reading_clauses import Clause, clause_at, read_clauses
from answer.reading_conditions import condition_of, event_of, is_alternative
from answer.reading_drafts import Draft, drop_base, keep_base, lead_base, set_base
from answer.reading_labels import label_of
from answer.reading_modality import bearer_in, bearer_of, modality_of
from answer.reading_paces import with_pace
from answer.reading_rests import with_rest
from answer.reading_roles import Place, Role, is_former, is_reach, places, roles
from answer.reading_values import values_of
from answer.reading_words import LABEL

__all__ = ["bearer_of", "label_of", "read_norms"]


#: the norms of so many sentences are kept, each of up to so many characters
_KEPT, _SENTENCE = 8192, 1000


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
    return _kept(sentence, lead) if len(sentence) + len(lead) <= _SENTENCE else _read(sentence, lead)


def _read(sentence: str, lead: str) -> tuple[Norm, ...]:
    found = read_clauses(sentence)
    around = places(sentence, scan(sentence), found)
    drafts = _assemble(sentence, around, roles(sentence, around, found), found, lead)
    bearer = bearer_in(sentence)
    if not drafts:
        return (Norm(0, len(sentence), (), (), modality_of(sentence), bearer),)
    ends = [draft.start for draft in drafts[1:]] + [len(sentence)]
    norms = tuple(_norm(sentence, draft, end, found, bearer) for draft, end in zip(drafts, ends, strict=True))
    return with_true_categories(with_rest(sentence, norms), bool(LABEL.match(sentence)))


_kept = lru_cache(maxsize=_KEPT)(_read)


def _norm(sentence: str, draft: Draft, end: int, found: Sequence[Clause], bearer: str) -> Norm:
    own_clauses = found[clause_at(found, draft.start) : clause_at(found, end - 1) + 1]
    duty = "".join(sentence[max(c.start, draft.start) : min(c.end, end)] for c in own_clauses if not c.is_case)
    own = bearer_in(sentence[draft.start : end]) if draft.start else bearer
    return Norm(
        start=draft.start,
        end=end,
        conditions=tuple(draft.conditions),
        values=with_pace(draft.values),
        modality=modality_of(duty or sentence[draft.start : end]),
        bearer=own or bearer,
        event=",".join(draft.events),
        is_any=is_alternative(sentence, draft.conditions),
    )


def _assemble(
    sentence: str, around: Sequence[Place], played: Sequence[Role], found: Sequence[Clause], lead: str
) -> list[Draft]:
    """The drafts of a sentence: a case that follows values opens a new one."""
    drafts = [Draft(0, base=lead_base(lead))]
    floor = 0
    of_clause: dict[int, list[tuple[Place, Role]]] = {}
    for place, role in zip(around, played, strict=True):
        of_clause.setdefault(place.number, []).append((place, role))
    for number, clause in enumerate(found):
        here = of_clause.get(number, [])
        if clause.is_case and drafts[-1].values:
            drafts.append(Draft(clause.start))
        if clause.is_case and all(role is not Role.CONDITION for _, role in here):
            drafts[-1].events.append(event_of(clause))
        for place, role in here:
            floor = _take(sentence, drafts, place, role, floor, found)
    return [draft for draft in drafts if not draft.is_empty]


def _take(sentence: str, drafts: list[Draft], place: Place, role: Role, floor: int, found: Sequence[Clause]) -> int:
    """Put one quantity into the last draft, or into a new one; gives where the next label may begin."""
    draft, quantity = drafts[-1], place.quantity
    if role is Role.CONDITION:
        if draft.values and not is_reach(sentence, place, draft.values[-1].quantity):
            draft = Draft(max(place.clause.start, floor))
            drafts.append(draft)
        draft.conditions.append(condition_of(place, floor))
        drop_base(draft, place)
    elif role is Role.BASE:
        set_base(draft, place)
        return floor
    elif role is Role.VALUE:
        keep_base(draft, place, found)
        draft.values.extend(values_of(sentence, place, draft, floor, found))
        draft.former = None
    else:
        draft.former = quantity.low if is_former(place) else draft.former
        return floor
    return quantity.end
