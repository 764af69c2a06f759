"""The shape of the project: which code runs, how long its files are, and what may not stand in it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from name_floors import NameFloors

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("ingest", "index", "answer")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
CODE = sorted([*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])
DATA = sorted(path for package in PACKAGES for kind in ("toml", "txt") for path in (ROOT / package).glob(f"*.{kind}"))
LONGEST = 300
#: modules that run what they read, and calls that do
_UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "joblib"}
_UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
_ROMANISED = re.compile("zhengzhou|wuhan|longyan|hangzhou|heilongjiang")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_that_is_imported_is_this_checkout_s(package: str, tmp_path: Path) -> None:
    ask = f"import {package}; print({package}.__file__)"
    run = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(run.stdout.strip()).resolve() == ROOT / package / "__init__.py"


def test_tests_are_no_package() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("package", ["ingest", "index"])
def test_the_map_of_a_package_names_each_module_above_those_that_it_uses(package: str) -> None:
    modules = {path.stem: path for path in (ROOT / package).glob("*.py") if path.stem != "__init__"}
    told = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    rows = re.split(r"\n {4}(?=\w)", told)[1:]
    row_of = {word: number for number, row in reversed([*enumerate(rows)]) for word in re.findall(r"\w+", row)}
    assert modules.keys() <= row_of.keys()
    upward = [
        (name, used)
        for name, path in modules.items()
        for used in re.findall(rf"from {package}\.(\w+) import", path.read_text(encoding="utf-8"))
        if row_of[used] < row_of[name]
    ]
    assert upward == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_file_is_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_code_runs_what_it_reads(path: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in _UNSAFE_MODULES]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in _UNSAFE_MODULES:
            found.append(node.module or "")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _UNSAFE_CALLS:
            found.append(node.func.id)
    assert found == []


def corpus_names() -> list[str]:
    """What names a document of the corpus: its place, its title, its number and the body that numbers it."""
    files = tomllib.loads((ROOT / "corpus" / "sources.toml").read_text(encoding="utf-8"))["files"]
    documents = [document for file in files for document in file["documents"]]
    places = {document["place"] for document in documents}
    numbers = {document["number"] for document in documents}
    names = {
        *places,
        *(place.rstrip("省市区县") for place in places),
        *numbers,
        *(number.split("〔")[0] for number in numbers if number.find("〔") > len("市委")),
        *(document["title"] for document in documents),
    }
    return sorted(name for name in names if len(name) > 1)


def words_of(tree: ast.AST) -> Iterator[str]:
    """Strings and names of a program, without its docstrings."""
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg


def test_names_of_the_corpus_are_told_from_the_manifest() -> None:
    assert {"郑州", "武汉市", "龙政综", "武发〔2012〕6号"} <= set(corpus_names())
    assert all(len(one) > 1 for one in corpus_names())


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_code_knows_a_document_or_place_of_the_corpus(path: Path) -> None:
    names = re.compile("|".join(map(re.escape, corpus_names())))
    words = list(words_of(ast.parse(path.read_text(encoding="utf-8"))))
    assert [one for one in words if names.search(one) or _ROMANISED.search(one.lower())] == []


@pytest.mark.parametrize("path", DATA, ids=name)
def test_no_data_beside_the_code_knows_a_document_of_the_corpus(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = re.compile("|".join(map(re.escape, corpus_names())))
    assert [line for line in lines if names.search(line.partition("#")[0])] == []


def floors() -> NameFloors:
    options = {"package": "answer", "floors": ["cli", "web"]}
    return NameFloors(name="", session_options={}, contract_options=options)


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        ("cli_ask", "web_pages", True),
        ("web", "cli", False),
        ("web_pages", "cli_ask", False),
        ("web_pages", "web", True),
        ("climate", "web", False),
        ("climate", "website", True),
    ],
)
def test_a_module_reaches_down_but_not_up(importer: str, imported: str, kept: bool) -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer=f"answer.{importer}", imported=f"answer.{imported}")
    assert floors().check(graph, verbose=False).kept is kept
