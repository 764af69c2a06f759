"""The cases of a question: which of its facts belong to which part, and what is asked for each of several facts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from answer.evaluate_facts import Fact, overlap
from answer.question_records import Part
from ingest.regex import regex

#: facts of these units are times and shares, not cases of their own
_NO_CASES = frozenset({"%", "天", "月", "年", "次", "倍", "小时"})
_LISTING = regex(r"[和与及]|另|还有")


def own_facts(part: Part, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that stand in the part's own words."""
    return [fact for fact in facts if part.start <= fact.start < part.end]


def facts_of(part: Part, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that a part may use: its own, and of the others those of a unit that it has none of."""
    own = own_facts(part, facts)
    units = {fact.unit for fact in own}
    return [*own, *(fact for fact in facts if fact not in own and fact.unit not in units)]


def cases(part: Part, facts: Sequence[Fact]) -> list[tuple[Part, list[Fact]]]:
    """One case for each of several facts of one unit that name several things; else the one case of all facts.

    1800户和700户 are two cases of one rule, 3个社区党委和5个社区党总支 two cases of two.
    """
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.unit not in _NO_CASES:
            groups.setdefault(fact.unit, []).append(fact)
    several = [group for group in groups.values() if len(group) > 1 and _are_alike(group)]
    if not several:
        return [(part, list(facts))]
    group = several[0]
    rest = [fact for fact in facts if fact not in group]
    return [(_narrowed(part, fact, group), [fact, *rest]) for fact in group]


def _are_alike(group: Sequence[Fact]) -> bool:
    """Whether facts are listed (1800户和700户, 另有2个) and count things of one kind, or of no kind that is said."""
    is_listed = any(_LISTING.search(fact.after + fact.before) for fact in group)
    if not is_listed and not any(_is_next(one, other) for one, other in pairwise(group)):
        return False
    first, *others = [noun for noun in map(_noun, group) if noun] or [""]
    return all(noun == first or overlap(first, noun) for noun in others)


def _is_next(one: Fact, other: Fact) -> bool:
    """Whether a single sign stands between two facts: 900户、400户."""
    return other.start - one.start - len(one.text) == 1


def _noun(fact: Fact) -> str:
    return re.split(r"[和与及]", fact.after)[0][:8]


def _narrowed(part: Part, fact: Fact, group: Sequence[Fact]) -> Part:
    """The part without the words of the other facts of the group."""
    text = part.text
    for other in group:
        if other is not fact and "" not in (_noun(other), _noun(fact)) and _noun(other) != _noun(fact):
            text = text.replace(f"{other.text}{other.after}", " ").replace(f"{other.text}{_noun(other)}", " ")
    return replace(part, text=text)
