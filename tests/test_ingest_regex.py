"""Expressions that are compiled when they are first used."""

import re

import pytest

from ingest.regex import LazyPattern, regex


def test_it_does_what_an_expression_does() -> None:
    text, lazy, eager = "第3条和第12条", regex(r"第(?P<n>\d{1,3})条"), re.compile(r"第(?P<n>\d{1,3})条")
    assert lazy.findall(text) == eager.findall(text) == ["3", "12"]
    assert [match.span() for match in lazy.finditer(text)] == [match.span() for match in eager.finditer(text)]
    assert lazy.search(text, 1)["n"] == "12"  # type: ignore[index]
    assert lazy.match(text, 1) is None
    assert lazy.fullmatch(text, 0, 3)
    assert lazy.sub("§", text) == "§和§"
    assert lazy.split("一第1条二") == ["一", "1", "二"]
    assert (lazy.pattern, lazy.flags, dict(lazy.groupindex)) == (eager.pattern, eager.flags, {"n": 1})


def test_flags_are_kept() -> None:
    assert regex("ICP备", re.IGNORECASE).match("icp备")


def test_nothing_is_compiled_before_its_use() -> None:
    broken = regex("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("(")


def test_it_has_no_more_than_an_expression_has() -> None:
    with pytest.raises(AttributeError):
        LazyPattern("a", 0).colour  # noqa: B018 - the look-up is what is tested
