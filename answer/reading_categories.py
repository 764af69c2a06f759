"""Categories: for whom each of several values side by side is."""

from dataclasses import replace
from itertools import pairwise

from answer.norms import Norm, Split, Value
from answer.quantity_records import Kind
from answer.reading_labels import parallel_heads

_WHOLE = 100


def with_true_categories(norms: tuple[Norm, ...], is_item: bool) -> tuple[Norm, ...]:
    """The norms, with categories only beside another value of their kind, or in an item of a list."""
    norms = _with_parallels(tuple(map(_with_joint_split, norms)))
    units = [value.unit for norm in norms for value in norm.values if value.category]

    def kept(value: Value) -> Value:
        often = value.quantity.kind is Kind.FREQUENCY
        beside = units.count(value.unit) > 1 or (is_item and not often)
        return value if beside or (value.category != value.label and not often) else replace(value, category="")

    return tuple(replace(norm, values=tuple(map(kept, norm.values))) for norm in norms)


def _with_joint_split(norm: Norm) -> Norm:
    """The norm, where parts borne one by one (市承担60%,区承担40%) make one split, if together they are the whole."""
    parts = [value.split for value in norm.values if value.split is not None and len(value.split.weights) == 1]
    if not parts:
        return norm
    weights = tuple(part.weights[0] for part in parts)
    whole = Split(tuple(part.payers[0] for part in parts), weights) if sum(weights) == _WHOLE else None

    def joined(value: Value) -> Value:
        return replace(value, split=whole) if value.split is not None and value.split in parts else value

    return replace(norm, values=tuple(map(joined, norm.values)))


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
