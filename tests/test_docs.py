"""The papers of the project name what there is, and everything that a user or a contributor meets is in them."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from answer.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ("README.md", "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", "corpus/README.md")
COMMANDS = sorted(command.name or command.callback.__name__ for command in app.registered_commands if command.callback)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: what stands in backticks and looks like a path of the project
_PATH = re.compile(r"`((?:tests|corpus|benchmarks|\.ci)/[\w./]+|[\w/]+\.(?:py|toml|md))`")
_HERE = re.compile(r"/(?:root|home|work|tmp|opt|Users)/")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_named_is_there(paper: str) -> None:
    folder = (ROOT / paper).parent
    named = _PATH.findall(read(paper))
    assert [one for one in named if not (ROOT / one).exists() and not (folder / one).exists()] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_no_paper_names_a_folder_of_somebody_s_machine(paper: str) -> None:
    assert _HERE.findall(read(paper)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_changelog_tells_of_every_command(command: str) -> None:
    assert f"`zhengce {command}" in read("CHANGELOG.md")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("paper", ["README.md", "README.zh.md"])
def test_the_readme_names_every_command(paper: str, command: str) -> None:
    assert re.search(rf"`(?:zhengce )?{command}[` ]|^\$ zhengce {command} ", read(paper), re.MULTILINE)


@pytest.mark.parametrize("paper", ["README.md", "README.zh.md"])
def test_the_readme_names_every_extra(paper: str) -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert [extra for extra in extras if f"[{extra}]" not in read(paper)] == []


def test_the_changelog_begins_with_what_is_not_released() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    lines = read("CHANGELOG.md").split("## Unreleased\n", 1)[1].split("\n## ", 1)[0]
    told = re.split(r"^- ", lines, flags=re.MULTILINE)[1:]
    assert told
    assert [one for one in told if not one.strip().endswith(".")] == []


def test_contributing_tells_of_every_marker_and_gate() -> None:
    text = read("CONTRIBUTING.md")
    markers = [marker.partition(":")[0] for marker in PROJECT["tool"]["pytest"]["ini_options"]["markers"]]
    assert [one for one in markers if f"`{one}`" not in text] == []
    for step in ("ruff format", "ruff check", "mypy", "lint-imports", "pytest"):
        assert step in text
        assert step in read(".ci/run")


def test_contributing_has_a_row_for_every_module_of_answer_and_names_no_other() -> None:
    rows = read("CONTRIBUTING.md").split("| --- | --- |\n")[1].split("\n\n")[0]
    names = [name for row in rows.splitlines() for name in re.findall(r"`([\w*]+)`", row.split(" | ")[0])]
    modules = [path.stem for path in (ROOT / "answer").glob("[!_]*.py")]
    assert [one for one in modules if not any(fnmatch(one, name) for name in names)] == []
    assert [name for name in names if not any(fnmatch(one, name) for one in modules)] == []


def test_the_versions_of_python_that_are_promised_are_those_that_the_readme_names() -> None:
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"Python {lowest} or later" in read("README.md")
    assert f"Python {lowest}" in read("README.zh.md")
    assert f"Programming Language :: Python :: {lowest}" in PROJECT["project"]["classifiers"]
