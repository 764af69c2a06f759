"""Judges answers and look-ups against questions that were answered by hand.

    python tests/gold_score.py [--show]

A row counts only if everything that it asks for is there: the status, each document, each quoted piece, each
amount, what the conclusion must and must not say, each warning, each input that is asked back. White space, width
and the make of brackets and dashes do not count.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypedDict, TypeVar, cast

from answer.compose import answer
from answer.render_json import answer_json
from answer.render_provisions import citation_json
from index.library import bundled_library
from index.lookup import look_up
from index.search import search
from index.store import Library
from ingest.records import Document

GOLD = Path(__file__).parent / "gold"
Wanted = TypeVar("Wanted")
#: the day on which the questions are asked: answers must not depend on the day of the test
ASKED_ON = date(2026, 1, 5)
_ONE_FORM = str.maketrans("〔〕﹝﹞()—–―", "[][]()---")
# A unit as an answer may write it: the base unit, and how many of those it is.
_UNITS = {
    "万平方米": ("平方米", 10000), "㎡": ("平方米", 1), "m2": ("平方米", 1), "平米": ("平方米", 1),
    "万元": ("元", 10000), "元/月": ("元", 1), "元/年": ("元", 1), "公里": ("米", 1000),
    "名": ("人", 1), "位": ("人", 1), "职": ("人", 1), "口人": ("人", 1),
    "日": ("天", 1), "工作日": ("天", 1), "个月": ("月", 1),
}  # fmt: skip


class Gold(TypedDict, total=False):
    """A question or citation with what a right answer has."""

    id: str
    kind: str
    question: str
    citation: str
    #: one status, or all that are right
    status: str | list[str]
    #: the document that a citation leads to
    document: str
    quote: str
    documents: list[str]
    quotes: list[str]
    amounts: list[tuple[str, str]]
    conclusion: list[str]
    absent: list[str]
    #: "a|b": either will do
    warnings: list[str]
    missing: list[str]


class Cited(TypedDict):
    """A citation of an answer, as far as it is judged."""

    document: str
    title: str
    label: str
    quote: str


class AmountShown(TypedDict):
    """An amount of an answer, as far as it is judged."""

    value: str | None
    low: str | None
    high: str | None
    unit: str


class Told(TypedDict):
    """An answer or look-up, as far as it is judged."""

    status: str
    conclusion: str
    citations: list[Cited]
    amounts: list[AmountShown]
    warnings: list[dict[str, str]]
    missing: list[dict[str, str]]


def read_gold(name: str) -> list[Gold]:
    """The rows of a file of gold."""
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def plain(text: str) -> str:
    """The text without what does not count: white space, width, make of brackets and dashes."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).translate(_ONE_FORM)
    return re.sub(r"-+", "-", folded)


def question_faults(gold: Gold, told: Told) -> list[str]:
    """What is wrong with an answer; nothing, if it is wholly right."""
    names = [plain(f"{one['document']}|{one['title']}") for one in told["citations"]]
    quotes = [plain(one["quote"]) for one in told["citations"]]
    kinds = {one["kind"] for one in told["warnings"]}
    asked_back = " ".join(one["name"] for one in told["missing"])
    conclusion = told["conclusion"]
    return [
        *_wrong_status(gold, told["status"]),
        *_lacking("不引用", gold.get("documents", []), lambda want: any(plain(want) in one for one in names)),
        *_lacking("引文没有", gold.get("quotes", []), lambda want: any(plain(want) in one for one in quotes)),
        *_lacking("没有数值", gold.get("amounts", []), lambda want: _has_amount(told["amounts"], *want)),
        *_lacking("结论没有", gold.get("conclusion", []), lambda want: _says(want, conclusion)),
        *_lacking("结论不该有", gold.get("absent", []), lambda want: re.search(want, conclusion) is None),
        *_lacking("没有提示", gold.get("warnings", []), lambda want: bool(kinds & set(want.split("|")))),
        *_lacking("没有问", gold.get("missing", []), lambda want: any(one in asked_back for one in want.split("|"))),
    ]


def citation_faults(gold: Gold, told: Told) -> list[str]:
    """What is wrong with a look-up: the status, or the provision that stands first."""
    wrong = _wrong_status(gold, told["status"])
    if wrong or told["status"] != "found":
        return wrong
    first = told["citations"][0]
    if plain(gold.get("document", "")) not in plain(first["document"]) + plain(first["title"]):
        return [f"文件是 {first['document']}"]
    if plain(gold.get("quote", "")) not in plain(first["quote"]):
        return [f"条文是 {first['label']}: {first['quote'][:40]}"]
    return []


def _wrong_status(gold: Gold, status: str) -> list[str]:
    right = [gold["status"]] if isinstance(gold["status"], str) else gold["status"]
    return [] if status in right else [f"status {status}，应为 {' / '.join(right)}"]


def _lacking(fault: str, wanted: Iterable[Wanted], has: Callable[[Wanted], bool]) -> list[str]:
    return [f"{fault} {one}" for one in wanted if not has(one)]


def _says(pattern: str, conclusion: str) -> bool:
    return bool(re.search(pattern, conclusion) or re.search(pattern, plain(conclusion)))


def _has_amount(amounts: Sequence[AmountShown], value: str, unit: str) -> bool:
    wanted, wanted_unit = _in_base(value, unit)
    for amount in amounts:
        for number in (amount["value"], amount["low"], amount["high"]):
            got, got_unit = _in_base(number, amount["unit"])
            if got is not None and got == wanted and wanted_unit in ("", got_unit):
                return True
    return False


def _in_base(value: str | None, unit: str) -> tuple[Decimal | None, str]:
    name, factor = _UNITS.get(plain(unit), (plain(unit), 1))
    try:
        return (None if value is None else Decimal(value) * factor), name
    except InvalidOperation:
        return None, name


def judge_questions(library: Library) -> dict[str, list[str]]:
    """The faults of the answer to each question, by its id."""
    judged = {}
    for gold in read_gold("questions.jsonl"):
        told = answer_json(answer(gold["question"], library, today=ASKED_ON))
        judged[gold["id"]] = question_faults(gold, cast("Told", told))
    return judged


def judge_citations(library: Library) -> dict[str, list[str]]:
    """The faults of each look-up, by its id."""
    judged = {}
    for gold in read_gold("citations.jsonl"):
        told = citation_json(library, gold["citation"], look_up(gold["citation"], library))
        judged[gold["id"]] = citation_faults(gold, cast("Told", told))
    return judged


def judge_search(library: Library, depth: int) -> dict[str, list[str]]:
    """The quotes of each question that none of the first `depth` provisions found has, by its id."""
    judged = {}
    for gold in read_gold("questions.jsonl"):
        if gold.get("quotes"):
            hits = search(library, gold["question"], limit=depth)
            found = [plain(_words(library, hit.document, hit.address)) for hit in hits]
            judged[gold["id"]] = [one for one in gold["quotes"] if not any(plain(one) in text for text in found)]
    return judged


def judge_quotes(library: Library) -> dict[str, list[str]]:
    """The quotes of the norms of the corpus that no one provision of their document has, by the norm's id."""
    judged = {}
    for norm in json.loads((GOLD.parent / "norms_gold.json").read_text(encoding="utf-8")):
        stands_in = [one for one in library.documents() if _holds(one, norm["file"], norm["span"][0])]
        texts = (plain(library.quote(one.key, part.own)) for one in stands_in for part in one.provisions)
        wanted = plain(norm["quote"])
        judged[norm["id"]] = [] if any(wanted in text for text in texts) else [norm["quote"]]
    return judged


def _holds(document: Document, source: str, offset: int) -> bool:
    """Whether a place of a source lies in the document, or in a copy of it."""
    places = [(document.source, document.span), *((name, span) for name, span, _ in document.copies)]
    return any(name == source and span.start <= offset < span.end for name, span in places)


def _words(library: Library, key: str, address: str) -> str:
    provision = next(one for one in library.document(key).provisions if one.address == address)
    return library.quote(key, provision.own)


def main() -> None:
    """Print the scores, and what is wrong with `--show`."""
    library = bundled_library()
    scores = (
        ("questions", judge_questions(library)),
        ("citations", judge_citations(library)),
        ("search at 5", judge_search(library, 5)),
        ("quotes in one provision", judge_quotes(library)),
    )
    for name, judged in scores:
        right = sum(not faults for faults in judged.values())
        print(f"{name}: {right} of {len(judged)} wholly right")
        if "--show" in sys.argv:
            print(*(f"  {key}: {'; '.join(faults)}" for key, faults in judged.items() if faults), sep="\n")


if __name__ == "__main__":
    main()
