"""The transcripts of the README files: what they show is what the program prints.

    python tests/transcripts.py

runs every command of a console block again and writes down what it prints now. `test_readme.py` compares.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
#: columns of the terminal that the transcripts show
COLUMNS = 88
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: how long it took, and the mark of an answer, which changes with every change to how texts are read
_PASSING = re.compile(r"\d+\.\d+(?= 秒)|(?<=^编号  )[0-9a-f]+$", re.MULTILINE)


class Terminal:
    """A folder with the corpus in it, and nothing kept from before; commands are run in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shown: dict[str, str] = {}
        (folder / "corpus").symlink_to(ROOT / "corpus")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHENGCE_", "COVERAGE_"))}
        self._environment = kept | {
            "COLUMNS": str(COLUMNS),
            "HOME": str(folder),
            "NO_COLOR": "1",
            "PYTHONPATH": str(ROOT),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
        }

    def show(self, command: str) -> str:
        """What a command line prints, on both streams; a command is run once."""
        if command not in self._shown:
            program, *arguments = shlex.split(command)
            assert program == "zhengce", command
            run = subprocess.run(
                [sys.executable, "-m", "answer.cli", *arguments],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
            self._shown[command] = run.stdout.decode().rstrip()
        return self._shown[command]


def transcripts(text: str) -> list[tuple[str, str]]:
    """The commands of the console blocks of a text, each with what is shown below it."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown.rstrip()))
    return found


def lasting(shown: str) -> str:
    """What is shown, without what passes."""
    return _PASSING.sub("…", shown)


def renewed(text: str, show: Callable[[str], str]) -> str:
    """The text with every command's output as it is now."""

    def block(found: re.Match[str]) -> str:
        parts = [f"$ {command}\n{show(command)}\n" for command, _ in transcripts(found[0])]
        return "```console\n" + "\n".join(parts) + "```"

    return _BLOCK.sub(block, text)


def main() -> None:
    """Renew the transcripts of all README files."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder))
        for readme in READMES:
            readme.write_text(renewed(readme.read_text(encoding="utf-8"), terminal.show), encoding="utf-8")


if __name__ == "__main__":
    main()
