"""What the README files show is what the program does."""

import re
from pathlib import Path

import pytest

from transcripts import READMES, ROOT, Terminal, lasting, renewed, transcripts

ENGLISH, CHINESE = (path.read_text(encoding="utf-8") for path in READMES)
SHOWN = transcripts(ENGLISH)
_SET_UP = re.compile(r"^```bash\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_LANGUAGES = re.compile(r"^```(\w*)\n(?:.*?\n)?```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("terminal"))


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_is_shown(command: str, shown: str, terminal: Terminal) -> None:
    printed = terminal.show(command)
    assert lasting(printed) == lasting(shown), "renew with: python tests/transcripts.py"


def test_both_languages_show_the_same_commands() -> None:
    assert [(command, lasting(shown)) for command, shown in transcripts(CHINESE)] == [
        (command, lasting(shown)) for command, shown in SHOWN
    ]
    assert _SET_UP.findall(CHINESE) == _SET_UP.findall(ENGLISH)


def test_there_are_two_commands_to_set_up_one_that_asks_and_one_that_tests() -> None:
    asks, tests = _SET_UP.findall(ENGLISH)
    assert "\n" not in asks + tests
    assert "zhengce ask" in asks
    assert tests.endswith("pytest")


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_block_is_run_or_is_a_drawing(text: str) -> None:
    assert set(_LANGUAGES.findall(text)) == {"bash", "console", "text"}
    assert text.count("```text") == 1


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_link_leads_somewhere(text: str) -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert linked
    assert [one for one in linked if not (ROOT / one).exists()] == []


def test_renewing_changes_outputs_and_nothing_else() -> None:
    before = "# a\n\n```console\n$ zhengce x\nold\n\n$ zhengce y\n```\n\n```bash\nzhengce z\n```\n"
    after = "# a\n\n```console\n$ zhengce x\n<zhengce x>\n\n$ zhengce y\n<zhengce y>\n```\n\n```bash\nzhengce z\n```\n"
    assert renewed(before, lambda command: f"<{command}>") == after


def test_a_transcript_is_read_as_it_was_run(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    text = renewed("```console\n$ zhengce --version\n```", terminal.show)
    assert transcripts(text) == [("zhengce --version", terminal.show("zhengce --version"))]
    assert terminal.show("zhengce --version").startswith("zhengce ")
