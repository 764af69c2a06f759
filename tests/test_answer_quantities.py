"""Quantities of Chinese official texts: judged sets, the grammar word by word, and what must never be read."""

import json
import random
import re
import time
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import answer.quantity_bounds
import answer.quantity_clocks
import answer.quantity_dates
import answer.quantity_deadlines
import answer.quantity_each
import answer.quantity_guards
import answer.quantity_merge
import answer.quantity_numerals
import answer.quantity_sides
import answer.quantity_units
from answer.quantities import Kind, Quantity, scan
from answer.quantity_guards import load_guards
from answer.quantity_units import load_units, may_have
from index.library import corpus_files
from ingest.normalize import fold
from regex_attacks import compiled
from scanned import scanned, values_of

HERE = Path(__file__).parent
_UNITS = {
    "m2": "平方米",
    "CNY": "元",
    "CNY/month": "元",
    "person": "人",
    "m": "米",
    "share": "份额",
    "month": "月",
    "year": "年",
}
_UNITS |= {"hour": "小时", "time": "时", "ratio": "%"}
_RELATIONS = {"eq": "=", "ge": ">=", "gt": ">", "le": "<=", "lt": "<", "approx": "~", "range": "range", "list": "="}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def _plain(quantity: Quantity) -> list[Fraction]:
    """Values as plain numbers: 60% is 0.6."""
    return [value / 100 if quantity.unit == "%" else value for value in quantity.values]


def _found_at(row: dict[str, Any]) -> list[Quantity]:
    folded = fold(row["context"])
    start, end = row["ctx_off"], row["ctx_off"] + len(row["expr"])
    places = [at for at, offset in enumerate(folded.offsets) if start <= offset < end]
    return [one for one in scan(folded.text) if one.start <= places[-1] and one.end > places[0]]


def _is_right(row: dict[str, Any]) -> bool:
    found = _found_at(row)
    relation = _RELATIONS[row.get("cmp_in_clause", row["cmp"])]
    if row["kind"] == "rate":
        amount, base = row["unit"].split("/")
        return (
            [one.kind for one in found] == [Kind.EACH, Kind.AMOUNT]
            and [*values_of(found[1]), *values_of(found[0])] == row["values"]
            and (found[1].unit, found[0].unit) == (_UNITS[amount], base)
        )
    if len(found) != 1 or found[0].relation != relation:
        return False
    one = found[0]
    if row["unit"] == "date":
        return not one.valid if row["values"] == ["INVALID"] else str(one.date) == row["values"][0]
    if row["unit"].startswith("/"):
        return one.kind is Kind.FREQUENCY and values_of(one) == row["values"]
    expected = [Fraction(value.split(":")[0]) if ":" in value else Fraction(value) for value in row["values"]]
    unit = "" if one.kind is Kind.FRACTION else _UNITS.get(row["unit"], row["unit"])
    return _plain(one) == expected and one.unit == unit


@pytest.mark.parametrize("row", _rows("quantities_gold.jsonl"), ids=lambda row: f"{row['id']}-{row['expr']}")
def test_gold_expressions_are_read_in_their_clause(row: dict[str, Any]) -> None:
    assert _is_right(row), [
        (one.text, one.kind, one.relation, values_of(one), one.unit, one.date) for one in _found_at(row)
    ]


def test_all_quantities_of_one_document_as_judged_by_hand() -> None:
    judged = _rows("quantities_wuhan2012.jsonl")
    lines = (HERE.parent / "corpus" / "001_9d41a9607ed46558.txt").read_text(encoding="utf-8").splitlines()
    found = [(number, one) for number, line in enumerate(lines, 1) for one in scanned(line)]
    right = {
        (row["line"], row["text"], row["kind"], row["relation"], *row["values"], row["unit"])
        for row in judged
        if row["right"]
    }
    hits = [
        one for number, one in found if (number, one.text, one.kind, one.relation, *values_of(one), one.unit) in right
    ]
    assert len(hits) / len(found) >= 0.95
    assert len(hits) / sum(row["right"] for row in judged) >= 0.95
    dates = {row["text"]: row["date"] for row in judged if row["kind"] == "date" and row["date"]}
    assert all(str(one.date) == dates[one.text] for one in hits if one.text in dates)


_PIECES = [
    *"一二三十百千万半0123456789.,:-至到年月日元户人个%以上下不超过每第分之点(“”、。自起后内前满名次时按l",
    "2010年",
    "不少于",
    "平方米",
    "以上",
    "每年",
    "十二五",
    "之日起",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_gives_ordered_spans_that_are_its_own(text: str) -> None:
    text = fold(text).text
    end = 0
    for one in scan(text):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        end = one.end


_MODULES = [
    answer.quantity_bounds,
    answer.quantity_clocks,
    answer.quantity_dates,
    answer.quantity_deadlines,
    answer.quantity_each,
    answer.quantity_guards,
    answer.quantity_merge,
    answer.quantity_numerals,
    answer.quantity_sides,
    answer.quantity_units,
]
_HOSTILE = [
    "一",
    "1",
    "百",
    "每年",
    "“",
    "(",
    "1,",
    "1-",
    "1:",
    "1元",
    "满一年",
    "不少于",
    "第一",
    "十二五",
    "A1",
    "一户一",
    "有为在到",
    "上午",
]


def _patterns(module: ModuleType) -> list[re.Pattern[str]]:
    return [expression for name, value in vars(module).items() for _, expression in compiled(value, name)]


_LINES = [fold(line).text for path in corpus_files() for line in path.read_text(encoding="utf-8").splitlines()]
_WRITTEN = [
    "(1997)44号",
    "五室六站一中心",
    "0371-67181234",
    "13800138000",
    "400-123-4567",
    "12楼A座3b",
    "四周",
    "三公经费",
    "三级医院",
    "二类地区",
    "五元区",
    "2016至2020年",
    "每月10日",
    "2012-05-07",
]


@pytest.mark.parametrize(
    ("signs", "pattern"),
    [*load_guards().patterns, *((signs, pattern) for signs, pattern, _ in answer.quantity_dates.MAKERS)],
)
def test_what_a_pattern_matches_has_one_of_its_signs(signs: frozenset[str], pattern: re.Pattern[str]) -> None:
    """A text without them is not looked at: the signs must be in whatever the pattern matches."""
    matched = [match[0] for text in (*_LINES, *_WRITTEN) for match in pattern.finditer(text)]
    assert matched
    assert [words for words in matched if signs.isdisjoint(words)] == []


def test_every_pace_of_the_table_is_found_where_no_number_stands() -> None:
    paces = load_units().paces
    assert {word: [(found.kind, found.per) for found in scan(f"{word}公布")] for word in paces} == {
        word: [(Kind.FREQUENCY, period)] for word, period in paces.items()
    }


def test_every_pattern_is_linear_on_hostile_text() -> None:
    patterns = [pattern for module in _MODULES for pattern in _patterns(module)]
    patterns += [*(pattern for _, pattern in load_guards().patterns), load_guards().words]
    assert len(patterns) > 40
    for pattern in patterns:
        for piece in _HOSTILE:
            text = (piece * 65536)[:65536]
            started = time.process_time()
            sum(1 for _ in pattern.finditer(text))
            assert time.process_time() - started < 1.5, (pattern.pattern[:60], piece)


@pytest.mark.parametrize("piece", [*_HOSTILE, "每年1元", "每个社区1次", "5%、", "自申请之日起1日内", "2010年至"])
def test_scanning_takes_time_in_proportion(piece: str) -> None:
    small, large = (piece * 8192)[:8192], (piece * 65536)[:65536]
    started = time.process_time()
    scan(small)
    between = time.process_time()
    scan(large)
    took = time.process_time() - between
    assert took < 24 * max(between - started, 0.05)


def test_a_clause_takes_less_than_a_millisecond() -> None:
    clauses = [row["context"] for row in _rows("quantities_gold.jsonl")]
    random.Random(1).shuffle(clauses)
    folded = [fold(clause).text for clause in clauses]
    scan(folded[0])
    started = time.process_time()
    for clause in folded:
        scan(clause)
    assert (time.process_time() - started) / len(folded) < 0.003


def test_a_sentence_is_scanned_once_and_a_long_text_all_the_same() -> None:
    sentence = "不足1000户的住宅区按每百户40平方米配置。"
    assert scan(sentence) is scan(sentence)
    assert [found.unit for found in scan(sentence * 200)] == [found.unit for found in scan(sentence)] * 200


def test_every_quantity_stands_where_its_unit_may() -> None:
    clauses = [fold(row["context"]).text for row in _rows("quantities_gold.jsonl")]
    found = [(clause, quantity.unit) for clause in clauses for quantity in scan(clause)]
    assert len(found) > len(clauses)
    assert all(may_have(clause, unit) for clause, unit in found)
    assert not may_have("由开发建设单位无偿提供", "平方米")
