"""What a question costs from a cold start, beside what its dictionary costs alone; and a hundred beside one.

    python benchmarks/cold.py

Each figure is processor time, the least of several runs, so that other work on the machine counts for little.
The library is built before anything is measured.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASK = (sys.executable, "-m", "answer.cli", "ask")
DICTIONARY = (sys.executable, "-W", "ignore", "-c", "import jieba; jieba.initialize()")
RUNS = 3


def questions() -> list[str]:
    """A hundred questions."""
    lines = (ROOT / "tests" / "gold" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[:100]]


def seconds(command: tuple[str, ...], folder: Path) -> float:
    """Processor time of a command in a new process, the least of several runs."""
    environment = os.environ | {"TMPDIR": str(folder), "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment |= {"XDG_DATA_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    # The checkout is compiled once, as an installed package is.
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    taken = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(taken)


def main() -> None:
    """Print the figures and their ratios."""
    asked = questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = folder / "questions.txt"
        many.write_text("\n".join(asked), encoding="utf-8")
        seconds((*ASK, asked[0]), folder)
        dictionary = seconds(DICTIONARY, folder)
        one = seconds((*ASK, asked[0]), folder)
        hundred = seconds((*ASK, "--file", str(many)), folder)
    print(f"dictionary alone   {dictionary:6.2f} s")
    print(f"one question       {one:6.2f} s   {one / dictionary:.2f} times the dictionary (goal: at most 1.6)")
    print(f"{len(asked)} questions      {hundred:6.2f} s   {hundred / one:.2f} times one question (goal: under 2)")


if __name__ == "__main__":
    main()
