"""An answer as people and programs see it."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from answer.answers import Amount, Answer, AnswerStatus, Caution, Missing, Reason, Step, Understood, UnderstoodInput
from answer.citations import CitedProvision, cite_provision
from answer.render import answer_text
from answer.render_json import answer_json
from command_line import Run
from index.library import open_library
from index.store import Library
from made_up import ask, held, issued


@pytest.fixture
def answer(filled: Run, home: Path) -> Answer:
    library = open_library(home)
    cited = _cited(library, "二")
    inputs = (UnderstoodInput("人数", Fraction(3), "人", "3人"),)
    return Answer(
        id="0",
        question="三人门票多少钱",
        understood=Understood("amount", ("甲市",), (), (), ("门票",), inputs, (("三人", "3人"),)),
        status=AnswerStatus.NEEDS_INPUT,
        reason=Reason.MISSING_INPUT,
        conclusion="门票共不超过15元。",
        amounts=(
            Amount("门票", Fraction(15), None, None, "元", "<=", "", (Step("3 × 5 = 15", 0),), ("人数",), 0),
            Amount("面积", None, Fraction(1000), Fraction(2500), "平方米", "range", "建筑面积", (), (), 0),
        ),
        citations=(cited,),
        missing=(Missing("年龄", "岁", "几岁?", (0,)),),
        warnings=(Caution("condition", "仅限成人", (0,)),),
    )


def _cited(library: Library, label: str) -> CitedProvision:
    for document in library.documents():
        for provision in document.provisions:
            if provision.label == label:
                return cite_provision(library, document.key, provision.address)
    raise AssertionError(label)


def test_an_answer_is_shown_conclusion_first(answer: Answer) -> None:
    first, *parts = answer_text(answer).split("\n\n")
    amounts, missing, provisions, warnings, last = (part.splitlines() for part in parts)

    assert "门票共不超过15元。" in first
    assert "· 门票: 不超过 15 元 [1]" in amounts
    assert "3 × 5 = 15 [1]" in [line.strip() for line in amounts]
    assert "· 面积: 1,000–2,500 平方米 (建筑面积) [1]" in amounts
    assert any("几岁?" in line for line in missing)
    assert "甲政发〔2011〕8号 二" in provisions[1]
    assert "二、公园门票每张不超过五元。" in [line.strip() for line in provisions]
    assert any("效力: 不明" in line for line in provisions)
    assert "! 仅限成人 [1]" in warnings
    assert "甲市" in last[0]
    assert "人数=3人" in last[0]


def test_what_a_person_said_of_a_rule_stands_beside_its_amount(answer: Answer) -> None:
    charge, area = answer.amounts
    shown = answer_text(replace(answer, amounts=(replace(charge, review="disputed"), replace(area, review="reviewed"))))

    assert "· 门票: 不超过 15 元 [1] (有疑问，请核对原文)\n" in shown
    assert "· 面积: 1,000–2,500 平方米 (建筑面积) [1] (已审核)\n" in shown


def test_each_status_has_its_mark(answer: Answer) -> None:
    first = {
        status: answer_text(replace(answer, status=status)).splitlines()[0].removesuffix(answer.conclusion)
        for status in AnswerStatus
    }

    assert len(set(first.values())) == len(first)
    assert "【" not in first[AnswerStatus.ANSWERED]
    assert "【" in first[AnswerStatus.NEEDS_INPUT]
    assert "【" in first[AnswerStatus.NOT_FOUND]


def test_an_answer_without_a_provision_is_its_reason_alone(answer: Answer) -> None:
    none = replace(answer, status=AnswerStatus.NOT_FOUND, amounts=(), citations=(), missing=(), warnings=())

    first, rest = answer_text(none).split("\n\n")

    assert "【未找到依据】" in first
    assert first.endswith(none.conclusion)
    assert "依据\n" not in rest
    assert "元" not in rest


def test_json_of_an_answer_has_decimal_strings(answer: Answer) -> None:
    found = json.loads(json.dumps(answer_json(answer)))

    assert found["amounts"][0]["value"] == "15"
    assert (found["amounts"][1]["low"], found["amounts"][1]["value"]) == ("1000", None)
    assert found["understood"]["inputs"] == [{"name": "人数", "value": "3", "unit": "人", "text": "3人"}]
    assert found["understood"]["rewrites"] == [{"from": "三人", "to": "3人"}]
    assert (found["status"], found["reason"]) == ("needs_input", "missing_input")


def test_the_force_of_a_document_is_shown_once_below_its_provisions() -> None:
    text = issued(
        "汕头市", 2020, "广场管理", "第一条 广场内不得有下列行为：", "（一）摆摊；", "（二）遛犬。", kind="办法"
    )
    shown = answer_text(ask("汕头广场内不得有哪些行为？", held(text)))
    assert [shown.count(f"[{number}] ") for number in (1, 2, 3)] == [1, 1, 1]
    assert shown.count("效力: ") == 1
    assert shown.index("[3] ") < shown.index("效力: ")
