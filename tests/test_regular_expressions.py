"""Every regular expression takes time that grows with the length of the text, not with its square."""

import re
import time
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from answer.typed import LONGEST
from regex_attacks import attacks, compiled

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "index", "answer")
MODULES = sorted(
    f"{package}.{path.stem}" for package in PACKAGES for path in (ROOT / package).glob("[!_]*.py") if path.stem != "cli"
)
TABLES = sorted(path for package in PACKAGES for path in (ROOT / package).glob("*.toml"))
SHORT, LONG = 8 * 1024, 64 * 1024
#: times that the time may grow for a text eight times as long; a square is 64 times
GROWTH = 12
#: seconds below which a text of LONG characters is quick whatever it grew by, and those that no text may take
QUICK, SLOW = 0.05, 3.0
#: read of a question, which has no more than LONGEST characters
_QUESTIONS = ("answer.question", "answer.wording")
_WHOLE = frozenset({"match", "fullmatch"})


def _expressions(module: str) -> Iterator[tuple[str, "re.Pattern[str]", frozenset[str]]]:
    """The expressions of a module, each once, with the methods that are called of it (empty if not seen)."""
    loaded = import_module(module)
    source = Path(str(loaded.__file__)).read_text(encoding="utf-8")
    known: set[re.Pattern[str]] = set()
    for variable, value in vars(loaded).items():
        for name, expression in compiled(value, variable):
            if expression not in known:
                known.add(expression)
                yield name, expression, frozenset(re.findall(rf"\b{variable}\.(\w+)\(", source))


def _seconds(expression: "re.Pattern[str]", text: str, methods: frozenset[str]) -> float:
    begin = time.process_time()
    if methods and methods <= _WHOLE:
        expression.match(text)
        expression.fullmatch(text)
    else:
        for _ in expression.finditer(text):
            pass
    return time.process_time() - begin


def _text(attack: str, length: int) -> str:
    """The attack again and again, and at last a sign that no expression knows, so that no match reaches the end."""
    return (attack * (length // len(attack) + 1))[: length - 1] + "§"


def _faults(expression: "re.Pattern[str]", methods: frozenset[str], longest: int) -> Iterator[str]:
    for attack in attacks(expression.pattern, expression.flags):
        early = _seconds(expression, _text(attack, longest // 32), methods)
        if early > SLOW / 32:
            yield f"{attack!r}: {early:.2f} s for {longest // 32} characters"
            return
        if early < QUICK / 512:
            continue
        short = min(_seconds(expression, _text(attack, longest // 8), methods) for _ in range(2))
        if short > SLOW / 8:
            yield f"{attack!r}: {short:.2f} s for {longest // 8} characters"
            return
        whole = _seconds(expression, _text(attack, longest), methods)
        if whole > QUICK and whole > GROWTH * short:
            yield f"{attack!r}: {short:.4f} s for {longest // 8} characters, {whole:.4f} s for {longest}"
            return


def test_expressions_are_found_and_compile() -> None:
    assert sum(1 for module in MODULES for _ in _expressions(module)) > 400


def test_no_expression_is_compiled_by_an_import() -> None:
    """A question would wait for all of them: see `ingest.regex`."""
    values = [(module, *pair) for module in MODULES for pair in vars(import_module(module)).items()]

    assert [f"{m}.{n}" for m, n, v in values if isinstance(v, re.Pattern) and isinstance(v.pattern, str)] == []


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_expressions_of_a_module_are_linear(module: str) -> None:
    longest = LONGEST if module.startswith(_QUESTIONS) else LONG
    found = [
        f"{module}.{name} {expression.pattern[:60]} {fault}"
        for name, expression, methods in _expressions(module)
        for fault in _faults(expression, methods, longest)
    ]
    assert not found, "\n".join(found)


def _strings(value: object) -> Iterator[str]:
    """The patterns of a table: what stands under `pattern`, or under `patterns`, there perhaps behind its signs."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("pattern", "patterns"):
                for pattern in [one] if isinstance(one, str) else one:
                    yield pattern if isinstance(pattern, str) else pattern[-1]
            else:
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_expressions_of_a_table_are_linear(table: Path) -> None:
    longest = LONGEST if table.name == "facets.toml" else LONG
    found = [
        f"{table.name} {pattern} {fault}"
        for pattern in _strings(tomllib.loads(table.read_text(encoding="utf-8")))
        for fault in _faults(re.compile(pattern), frozenset(), longest)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("pattern", "is_linear"),
    [
        (r"a[^b]*c", False),
        (r"(?:社|社区)+$", False),
        (r"\d+元", False),
        (r"a[^b]{0,40}c", True),
        (r"第\d{1,4}条", True),
    ],
)
def test_a_square_is_noticed(pattern: str, is_linear: bool) -> None:
    assert bool(list(_faults(re.compile(pattern), frozenset(), LONG))) is not is_linear
