"""Answers and search results as JSON: the contract of `--json`, schema 1. Keys are only ever added."""

import json
from fractions import Fraction

from answer.answers import Amount, Answer, Understood
from answer.citations import to_json
from answer.decimals import decimal_text
from ingest.regex import regex

SCHEMA = 1
_UNPRINTABLE = regex("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def line_of(value: object) -> str:
    r"""A value as one line of JSON: Chinese characters as they are, what could rewrite a terminal as \uXXXX.

    >>> print(line_of({"quote": "社区\u202e用房"}))
    {"quote": "社区\u202e用房"}
    """
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def answer_json(answer: Answer) -> dict[str, object]:
    """An answer as the JSON contract has it; numbers are decimal strings in base units."""
    return {
        "schema": SCHEMA,
        "id": answer.id,
        "question": answer.question,
        "understood": _understood(answer.understood),
        "status": answer.status.value,
        "reason": None if answer.reason is None else answer.reason.value,
        "conclusion": answer.conclusion,
        "amounts": [_amount(amount) for amount in answer.amounts],
        "citations": [to_json(cited) for cited in answer.citations],
        "missing": [
            {"name": one.name, "unit": one.unit, "prompt": one.prompt, "unlocks": list(one.unlocks)}
            for one in answer.missing
        ],
        "warnings": [{"kind": one.kind, "text": one.text, "citations": list(one.citations)} for one in answer.warnings],
    }


def _understood(understood: Understood) -> dict[str, object]:
    return {
        "kind": understood.kind,
        "places": list(understood.places),
        "years": list(understood.years),
        "documents": list(understood.documents),
        "topics": list(understood.topics),
        "inputs": [
            {"name": one.name, "value": decimal_text(one.value), "unit": one.unit, "text": one.text}
            for one in understood.inputs
        ],
        "rewrites": [{"from": before, "to": after} for before, after in understood.rewrites],
    }


def _amount(amount: Amount) -> dict[str, object]:
    return {
        "label": amount.label,
        "value": _number(amount.value),
        "low": _number(amount.low),
        "high": _number(amount.high),
        "unit": amount.unit,
        "relation": amount.relation,
        "basis": amount.basis,
        "working": [{"text": step.text, "citation": step.citation} for step in amount.working],
        "inputs": list(amount.inputs),
        "citation": amount.citation,
        "review": amount.review,
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)
