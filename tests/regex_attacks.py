"""Texts on which a regular expression may run long, made from the expression itself."""

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from typing import Any

from ingest.regex import LazyPattern

#: characters tried for "any but these"
_FILLERS = "社1a,。 (、;x"
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
#: what is tried on every expression
_COMMON = ("1", "社", "一", "(", "、", " ", "\n", "a", "1.", "、社", "(社", "社,")
_WIDE = 300


def attacks(pattern: str, flags: int) -> list[str]:
    """Short texts; each is repeated to any length. They match in part, so that every repeat is entered and left."""
    tree = import_module("re._parser").parse(pattern, flags)
    found: list[str] = []
    for choice in range(4):
        for least in (False, True):
            text = _sample(tree, choice, is_least=least)
            found += [text, text[:-1], text[1:], text[: len(text) // 2], text[:1], text[:2], f"{text[:-1]}社"]
    single = list(dict.fromkeys(_characters(tree)))[:12]
    found += [*single, *map("".join, pairwise(single)), *_COMMON]
    return list(dict.fromkeys(filter(None, found)))


def _sample(tree: Any, choice: int, *, is_least: bool) -> str:
    """A text that the tree matches: its `choice`-th branches, each repeat once, or as rarely as may be."""
    out = ""
    for operation, given in tree:
        name = str(operation)
        if name == "LITERAL":
            out += chr(given)
        elif name in ("NOT_LITERAL", "ANY"):
            out += "社"
        elif name == "IN":
            out += _member(given, choice)
        elif name in _REPEATS:
            least, _, inner = given
            out += _sample(inner, choice, is_least=is_least) * (least if is_least else max(least, 1))
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            out += _sample(given[3] if name == "SUBPATTERN" else given, choice, is_least=is_least)
        elif name == "BRANCH":
            out += _sample(given[1][choice % len(given[1])], choice, is_least=is_least)
    return out


def _member(items: Any, choice: int) -> str:
    """A character of a class."""
    if str(items[0][0]) == "NEGATE":
        outside = "".join(_members(items[1:]))
        return next((char for char in _FILLERS if char not in outside), "é")
    inside = list(_members(items)) or ["社"]
    return inside[choice % len(inside)]


def _members(items: Any) -> Iterator[str]:
    for operation, given in items:
        name = str(operation)
        if name == "LITERAL":
            yield chr(given)
        elif name == "RANGE":
            yield "社" if given[0] <= ord("社") <= given[1] else "".join(map(chr, given))[0]
            yield from map(chr, range(given[0], min(given[1], given[0] + _WIDE) + 1))
        elif name == "CATEGORY":
            yield {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(given), "a")


def _characters(tree: Any) -> Iterator[str]:
    """Characters that stand somewhere in the tree."""
    for operation, given in tree:
        name = str(operation)
        if name == "LITERAL":
            yield chr(given)
        elif name == "IN":
            yield _member(given, 0)
            yield _member(given, 1)
        elif name in _REPEATS:
            yield from _characters(given[2])
        elif name == "SUBPATTERN":
            yield from _characters(given[3])
        elif name == "ATOMIC_GROUP":
            yield from _characters(given)
        elif name == "BRANCH":
            yield from (char for branch in given[1] for char in _characters(branch))


def compiled(value: object, name: str, depth: int = 4) -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """The expressions in a value, and in what it holds, with their names."""
    if isinstance(value, LazyPattern):
        yield name, re.compile(value.pattern, value.flags)
    elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for at, one in enumerate(value):
            yield from compiled(one, f"{name}[{at}]", depth - 1)
    elif depth and isinstance(value, dict):
        for key, one in value.items():
            yield from compiled(one, f"{name}[{key!r}]", depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for field in value.__dataclass_fields__:
            yield from compiled(getattr(value, field, None), f"{name}.{field}", depth - 1)
