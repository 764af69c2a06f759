"""Questions asked in several threads at once are answered as one after the other."""

import json
import subprocess
import sys
from pathlib import Path

_QUESTIONS = Path(__file__).parent / "gold" / "questions.jsonl"
#: a fresh process, for nothing may have been read when the threads begin; they change places all the time
_PROGRAM = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from answer.compose import answer
from answer.render_json import answer_json, line_of
from index.library import bundled_library

library, questions = bundled_library(), json.loads(sys.stdin.read())

def told(question):
    return line_of(answer_json(answer(question, library, today=date(2026, 1, 1))))

sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(8) as threads:
    together = list(threads.map(told, questions))
assert together == [told(question) for question in questions]
print(len(together))
"""


def test_answers_of_many_threads_are_those_of_one() -> None:
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[::3]]
    questions.append("鄭州1500戶的住宅區要配多少社區用房㎡")

    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=json.dumps(questions), capture_output=True, text=True, check=False
    )

    assert (done.stdout.strip(), done.stderr) == (str(len(questions)), "")
