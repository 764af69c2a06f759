"""Many questions in one process: what is kept of them is bounded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from durable import FULL

ROOT = Path(__file__).parents[1]
#: asks questions that all differ, first to warm up and then to count, and prints by how many bytes the process grew
ASK = """
import gc, json, resource, sys
from datetime import date
from itertools import count, islice
from answer.compose import answer
from index.library import bundled_library
questions, warm, counted = json.load(sys.stdin), int(sys.argv[1]), int(sys.argv[2])
library, day = bundled_library(), date(2026, 1, 1)
def varied():
    for round in count():
        for at, question in enumerate(questions):
            yield f"{question}(第{round * len(questions) + at}问，另有{round * 7 + at}人、{round * 131 + at}户)"
def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
asked = varied()
for question in islice(asked, warm):
    answer(question, library, today=day)
before = resident()
for number, question in enumerate(islice(asked, counted)):
    answer(question, library, today=day)
    if number % 1000 == 999:
        print(number + 1, resident() - before, file=sys.stderr, flush=True)
print(resident() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks Linux for the memory of the process")
def test_memory_does_not_grow_with_the_questions() -> None:
    rows = (ROOT / "tests" / "gold" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(row)["question"] for row in rows]
    warm, counted = (2000, 10_000) if FULL else (600, 600)
    command = [sys.executable, "-W", "ignore", "-c", ASK, str(warm), str(counted)]
    run = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, cwd=ROOT, check=True)
    assert int(run.stdout) < 5_000_000, run.stderr
