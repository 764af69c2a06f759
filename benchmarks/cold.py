"""What a question costs from a cold start, beside what its dictionary costs alone; and a hundred beside one.

    python benchmarks/cold.py

Each figure is the least of several runs: processor time, on which other work on the machine tells little, and time on
the clock, as a hundred questions are shared out among the processors. The library is built before anything is measured.
Fails if a question costs more than the goal says.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASK = (sys.executable, "-m", "answer.cli", "ask")
DICTIONARY = (sys.executable, "-W", "ignore", "-c", "import jieba; jieba.initialize()")
RUNS = 3
#: what a question may cost, in times of the dictionary; and of a hundred questions each so many-th is asked alone
GOAL, STEP = 1.6, 20


def questions() -> list[str]:
    """A hundred questions."""
    lines = (ROOT / "tests" / "gold" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[:100]]


def seconds(command: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Processor time of a command in a new process, and its time on the clock; of each the least of several runs."""
    environment = os.environ | {"TMPDIR": str(folder), "HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment |= {"XDG_DATA_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    # The checkout is compiled once, as an installed package is.
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    taken = []
    for _ in range(RUNS):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        if run.returncode > 1:
            sys.exit(f"{' '.join(command)}: {run.stderr}")
        taken.append((after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, ended - began))
    processors, clock = zip(*taken, strict=True)
    return min(processors), min(clock)


def main() -> int:
    """Print the figures and their ratios; 0 if each question that was asked alone is within the goal."""
    asked = questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = folder / "questions.txt"
        many.write_text("\n".join(asked), encoding="utf-8")
        seconds((*ASK, asked[0]), folder)
        dictionary, _ = seconds(DICTIONARY, folder)
        alone = [seconds((*ASK, question), folder) for question in asked[::STEP]]
        hundred = seconds((*ASK, "--file", str(many)), folder)
        in_one = seconds((*ASK, "--file", str(many), "--jobs", "1"), folder)
    (one, clock), worst = alone[0], max(processors for processors, _ in alone)
    print(f"dictionary alone   {dictionary:6.2f} s of processors")
    print(f"one question       {one:6.2f} s   {one / dictionary:.2f} times the dictionary")
    print(f"the dearest of {len(alone)}   {worst:6.2f} s   {worst / dictionary:.2f} times (goal: at most {GOAL})")
    print(f"one question       {clock:6.2f} s on the clock")
    print(f"{len(asked)} questions      {hundred[1]:6.2f} s   {hundred[1] / clock:.2f} times one (goal: under 2)")
    print(f"in one process     {in_one[1]:6.2f} s   {in_one[1] / clock:.2f} times one")
    return int(worst > GOAL * dictionary)


if __name__ == "__main__":
    sys.exit(main())
