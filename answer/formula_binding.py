"""Which facts of a case the names of a formula stand for."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from answer.evaluate_facts import Fact, base_unit
from answer.formula_terms import Formula, Name, Number, Operation, Term
from ingest.regex import regex

#: what a name ends with, and the units of the facts that it may stand for
_UNITS = (
    (regex(r"(?:天数|日数)$"), ("天",)),
    (regex(r"月数$"), ("月",)),
    (regex(r"(?:年限|年数)$"), ("年",)),
    (regex(r"(?:比例|率)$"), ("%",)),
    (regex(r"(?:人数|人口数?|职工数)$"), ("人", "个", "")),
    (regex(r"户数$"), ("户", "个", "")),
    (regex(r"(?:水|气|排放)量$|体积$"), ("立方米", "公斤", "升")),
    (regex(r"电量$"), ("千瓦时", "度")),
    (regex(r"重量$"), ("公斤",)),
    (regex(r"次数$"), ("次",)),
)
#: formulas with more names than this, and facts beyond this, are not tried
_MOST_NAMES, _MOST_FACTS = 4, 6
#: a name of what one person has
PER_HEAD = regex(r"人均|每人")


def names_in(term: Term) -> Iterator[Name]:
    """The names of a term, from left to right."""
    if isinstance(term, Name):
        yield term
    elif isinstance(term, Operation):
        yield from names_in(term.left)
        yield from names_in(term.right)


def bound(formula: Formula, facts: Sequence[Fact]) -> tuple[list[tuple[Name, Fact]], int] | None:
    """The facts that the names stand for, so that together they fit best, and how well they do."""
    named = list(names_in(formula.term))
    apart = isinstance(formula.term, Operation) and formula.term.sign == "∖"
    names = named if apart else list(dict.fromkeys(named))
    pool = [fact for fact in facts if any(fact.unit in units_of(name.text) for name in names)][:_MOST_FACTS]
    if not names or len(names) > min(_MOST_NAMES, len(pool)):
        return None
    best: tuple[int, list[tuple[Name, Fact]]] | None = None
    for chosen in permutations(pool, len(names)):
        pairs = list(zip(names, chosen, strict=True))
        if all(fact.unit in units_of(name.text) for name, fact in pairs):
            fits = [_fit(name, fact) for name, fact in pairs]
            if apart or all(fits) or _is_only(pairs, fits, pool):
                total = sum(fits) + apart
                best = (total, pairs) if best is None or total > best[0] else best
    return (best[1], best[0]) if best else None


def _is_only(pairs: Sequence[tuple[Name, Fact]], fits: Sequence[int], pool: Sequence[Fact]) -> bool:
    """Whether each name without a word in common stands for the only fact of its units."""
    open_names = [name for (name, _), fit in zip(pairs, fits, strict=True) if not fit]
    taken = [fact for (_, fact), fit in zip(pairs, fits, strict=True) if fit]
    left = [fact for fact in pool if fact not in taken]
    return len(open_names) == 1 and sum(fact.unit in units_of(open_names[0].text) for fact in left) == 1


def units_of(name: str) -> tuple[str, ...]:
    """The units of what a name may stand for.

    >>> units_of("取水量"), units_of("缴存比例")
    (('立方米', '公斤', '升'), ('%',))
    """
    unit = base_unit(name)
    return next((units for pattern, units in _UNITS if pattern.search(name)), (unit,) if unit else ("元",))


def fits_none(name: str, facts: Sequence[Fact]) -> bool:
    """Whether no fact is what a name says: of its units, with a character of it in its words."""
    return not any(fact.unit in units_of(name) and _fit(Name(name), fact) for fact in facts)


_DAILY = regex(r"日(?:均|工资|薪|收入)|每[日天]")


def _fit(name: Name, fact: Fact) -> int:
    """Characters that the name shares with the words right before the fact; a daily sum is no monthly one."""
    if "月" in name.text and _DAILY.search(fact.before):
        return 0
    return len(set(name.text) & set(fact.before or fact.after))


def settled(term: Term, facts: Sequence[Fact]) -> Term:
    """The term with what the question says in place of a range: 减除30% of 减除10%至30%."""
    if isinstance(term, Operation):
        return Operation(term.sign, settled(term.left, facts), settled(term.right, facts))
    if isinstance(term, Number) and term.low != term.high:
        inside = [fact for fact in facts if fact.unit == term.unit and term.low <= fact.value <= term.high]
        return Number(inside[0].value, inside[0].value, term.unit, inside[0].text) if inside else term
    return term


def heads_of(formula: Formula, facts: Sequence[Fact]) -> Fact | None:
    """How many persons a sum of the question is for, where the formula takes it for one of them."""
    per_head = any(PER_HEAD.search(name.text) for name in names_in(formula.term))
    persons = [fact for fact in facts if fact.unit == "人"]
    return persons[0] if per_head and len(persons) == 1 and not any(PER_HEAD.search(f.before) for f in facts) else None
