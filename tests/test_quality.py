"""The gate: answers, look-ups and search on questions that were answered by hand do not get worse."""

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from answer.compose import answer
from answer.render_json import answer_json, line_of
from gold_score import (
    ASKED_ON,
    Gold,
    Told,
    citation_faults,
    judge_citations,
    judge_questions,
    judge_quotes,
    judge_search,
    question_faults,
    read_gold,
)
from index.library import bundled_library
from index.store import Library

ROOT = Path(__file__).resolve().parents[1]
FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))["answers"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return bundled_library()


def wrong(judged: dict[str, list[str]]) -> str:
    return "\n".join(f"{key}: {'; '.join(faults)}" for key, faults in judged.items() if faults)


def right(judged: dict[str, list[str]]) -> int:
    return sum(not faults for faults in judged.values())


def test_questions_are_answered_wholly_right(library: Library) -> None:
    judged = judge_questions(library)
    assert right(judged) >= FLOORS["questions"], wrong(judged)


def test_citations_lead_to_their_provision(library: Library) -> None:
    judged = judge_citations(library)
    assert right(judged) >= FLOORS["citations"], wrong(judged)


def test_search_finds_what_answers_a_question_among_the_first_five(library: Library) -> None:
    judged = judge_search(library, 5)
    assert right(judged) >= FLOORS["found_at_5"], wrong(judged)


def test_what_a_norm_says_stands_in_one_provision(library: Library) -> None:
    judged = judge_quotes(library)
    assert right(judged) >= FLOORS["quotes"], wrong(judged)


def test_an_answer_does_not_depend_on_what_was_asked_before(library: Library) -> None:
    questions = [row["question"] for row in read_gold("questions.jsonl")[::12]]

    def asked(order: list[str], day: date) -> dict[str, str]:
        return {one: line_of(answer_json(answer(one, library, today=day))) for one in order}

    assert asked(questions, ASKED_ON) == asked(questions[::-1], ASKED_ON)


TOLD = Told(
    status="answered",
    conclusion="应建\xa0300平方米。",
    citations=[
        {"document": "甲政发[2011]8号", "title": "通知", "label": "一", "quote": "每 万人配建２０００平方米(暂定)"}
    ],
    amounts=[{"value": None, "low": "20000", "high": "30000", "unit": "元"}],
    warnings=[{"kind": "draft"}],
    missing=[{"name": "总户数"}],
)
ALL = Gold(
    status=["not_found", "answered"],
    documents=["甲政发〔2011〕8号"],
    quotes=["每万人配建2000平方米（暂定）"],
    amounts=[("2", "万元"), ("30000", "元")],
    conclusion=["建300平方"],
    absent=["500"],
    warnings=["gap|draft"],
    missing=["人数|户数"],
)


def test_what_is_written_another_way_is_right() -> None:
    assert question_faults(ALL, TOLD) == []


@pytest.mark.parametrize(
    "wish",
    [
        Gold(status="not_found"),
        Gold(status="answered", documents=["甲政发〔2011〕9号"]),
        Gold(status="answered", quotes=["每万人配建3000平方米"]),
        Gold(status="answered", amounts=[("25000", "元")]),
        Gold(status="answered", amounts=[("20000", "平方米")]),
        Gold(status="answered", conclusion=["不建"]),
        Gold(status="answered", absent=["300"]),
        Gold(status="answered", warnings=["gap|conflict"]),
        Gold(status="answered", missing=["建筑面积"]),
    ],
)
def test_each_thing_that_is_not_as_wished_is_a_fault(wish: Gold) -> None:
    assert len(question_faults(wish, TOLD)) == 1


@pytest.mark.parametrize(
    ("wish", "faults"),
    [
        (Gold(status="found", document="甲政发〔2011〕8号", quote="每万人"), 0),
        (Gold(status="found", document="乙政发〔2011〕8号", quote="每万人"), 1),
        (Gold(status="found", document="甲政发〔2011〕8号", quote="每千人"), 1),
        (Gold(status="not_found"), 1),
    ],
)
def test_a_look_up_is_judged_by_its_first_provision(wish: Gold, faults: int) -> None:
    assert len(citation_faults(wish, {**TOLD, "status": "found"})) == faults


def test_every_process_gives_the_same_answers_however_often_it_is_asked(tmp_path: Path) -> None:
    questions = [row["question"] for row in read_gold("questions.jsonl")[::20]]
    file = tmp_path / "questions.txt"
    file.write_text("\n".join(questions * 3), encoding="utf-8")
    command = [sys.executable, "-m", "answer.cli", "ask", "--file", str(file), "--json"]
    shown = [
        subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False
        ).stdout
        for seed in ("1", "2")
    ]
    assert shown[0] == shown[1]
    lines = shown[0].splitlines()
    assert len(lines) == 3 * len(questions)
    assert lines[: len(questions)] * 3 == lines
