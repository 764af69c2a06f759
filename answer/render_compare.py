"""A comparison for people, as a table or one place below the other, and as JSON."""

from collections.abc import Sequence

from answer.citations import to_json
from answer.compare import UNSTATED, Comparison, Rule, Standard
from answer.decimals import plain
from answer.evaluate import Result
from answer.layout import flowed, printable, wrapped
from answer.render import REVIEW_NOTES, named, status_text
from answer.render_extract import amount_text, stated_json
from answer.render_json import SCHEMA
from answer.render_table import GAP, table
from answer.wording import amount_words

#: a column of the table is not narrower than this; with less room, places are shown one below the other
_COLUMN = 28
_NAMES = 8


def comparison_text(found: Comparison, width: int | None) -> str:
    """The rules side by side, the places without one, and what the reader must know."""
    title = f"{found.topic}" + (f" ({found.given})" if found.given else "")
    lines = [wrapped(title, width), ""]
    count = len(found.rules)
    if count and width is not None and (width - _NAMES - GAP * count) // count >= _COLUMN:
        lines += _columns(found.rules, width)
    else:
        lines += [line for rule in found.rules for line in [*_below(rule, width), ""]]
    lines += [wrapped(f"{one.place}: {one.reason}", width, "  ") for one in found.absent]
    lines += [wrapped(f"注意: {note}", width, "  ") for note in found.notes]
    return printable("\n".join(lines)).strip("\n") + "\n"


def _facts(rule: Rule) -> list[tuple[str, str]]:
    """What is shown of a rule, with its name."""
    first = rule.citations[0]
    return [
        ("文件", named(first)),
        ("日期", day_text(rule)),
        ("效力", status_text(first.status, first.status_note)),
        ("标准", "\n".join(map(standard_text, rule.standards))),
        ("口径", "、".join(rule.bases)),
        ("结果", "\n".join(filter(None, map(_result, rule.results)))),
        ("需补充", "、".join(rule.missing)),
        ("核对", REVIEW_NOTES[rule.review]),
        ("原文", "\n".join(flowed(cited.quote) for cited in rule.citations)),
    ]


def day_text(rule: Rule) -> str:
    """The day of a rule's document, or its year, or nothing."""
    return rule.dated_on.isoformat() if rule.dated_on else str(rule.year or "")


def standard_text(one: Standard) -> str:
    """An amount that a rule states, behind the condition that it holds under."""
    return f"{one.condition}: {amount_text(one.amount)}" if one.condition else amount_text(one.amount)


def _result(result: Result) -> str:
    steps = "；".join(result.steps)
    return amount_words(result) + (f" ({steps})" if steps else "")


def _columns(rules: Sequence[Rule], width: int) -> list[str]:
    size = (width - _NAMES - GAP * len(rules)) // len(rules)
    shown = [dict(_facts(rule)) for rule in rules]
    rows = [["", *(rule.place for rule in rules)]]
    rows += [[name, *(facts[name] for facts in shown)] for name in shown[0] if any(facts[name] for facts in shown)]
    return [*table(rows, [_NAMES, *(size for _ in rules)]), ""]


def _below(rule: Rule, width: int | None) -> list[str]:
    facts = [f"  {name}: {text}".replace("\n", "\n    ") for name, text in _facts(rule) if text]
    return [rule.place, *(wrapped(fact, width, "    ") for fact in facts)]


def comparison_json(found: Comparison) -> dict[str, object]:
    """The comparison as JSON; numbers are decimal strings in base units."""
    return {
        "schema": SCHEMA,
        "topic": found.topic,
        "given": found.given,
        "rules": [_rule_json(rule) for rule in found.rules],
        "absent": [{"place": one.place, "reason": one.reason} for one in found.absent],
        "notes": list(found.notes),
    }


def _rule_json(rule: Rule) -> dict[str, object]:
    return {
        "place": rule.place,
        "year": rule.year,
        "dated_on": rule.dated_on.isoformat() if rule.dated_on else None,
        "bases": [basis for basis in rule.bases if basis != UNSTATED],
        "standards": [_standard_json(one) for one in rule.standards],
        "results": [_result_json(one) for one in rule.results],
        "missing": list(rule.missing),
        "citations": [to_json(cited) for cited in rule.citations],
        "review": rule.review,
    }


def _standard_json(one: Standard) -> dict[str, object]:
    return {"condition": one.condition, **stated_json(one.amount)}


def _result_json(result: Result) -> dict[str, object]:
    return {
        "label": result.label,
        "low": plain(result.low) or None,
        "high": plain(result.high) or None,
        "relation": result.relation,
        "unit": result.unit,
        "basis": result.basis,
        "working": list(result.steps),
    }
