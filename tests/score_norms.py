"""Scores the grammar over the norms of the corpus: value and kind, and bearer, by kind.

    python tests/score_norms.py [--show]

A norm counts if the first kind of quantity or time that it was given by hand is read, with every number that
belongs to it. A bearer counts where the sentence, or its lead sentence, names who is bound.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from answer.norms import Norm, Value
from answer.reading import bearer_of, read_norms
from answer.reading_kinds import kinds
from ingest.decode import decode
from ingest.normalize import fold
from ingest.sentences import sentences

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
COUNTED = frozenset(
    "FIX TIER RATE MARG MIN MAX RNG APX SHARE FREQ DABS DREL DUR SPLIT PART".split()  # noqa: SIM905
)
_BEARER_PARTS = re.compile(r"[/、,;()]|和|及|会同")
_NOBODY = ("—", "同上", "(")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one norm of the gold came to."""

    id: str
    kind: str
    has_kind: bool
    has_value: bool
    #: None where nobody is named
    has_bearer: bool | None
    read: str


@cache
def _folded(name: str) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    decoded = decode((CORPUS / name).read_bytes())
    assert decoded is not None, name
    whole = fold(decoded[0], keep_lines=True)
    return whole.text, whole.offsets, sentences(whole.text)


def _around(row: dict[str, Any]) -> tuple[str, str, int, int]:
    """The sentences that a quote stands in, its lead sentence, and where the quote stands in them."""
    text, offsets, found = _folded(row["file"])
    start = next(at for at, offset in enumerate(offsets) if offset >= row["span"][0])
    end = next((at for at, offset in enumerate(offsets) if offset >= row["span"][1]), len(offsets))
    inside = [at for at, (one, other) in enumerate(found) if one < end and other > start]
    first, last = found[inside[0]][0], found[inside[-1]][1]
    before = text[slice(*found[inside[0] - 1])].rstrip() if inside[0] else ""
    before = before if before.endswith(":") else ""
    return text[first:last].replace("\n", ""), before, start - first, end - first


def _numbers(norm: Norm) -> set[Fraction | None]:
    found: set[Fraction | None] = set()
    for condition in norm.conditions:
        found |= {condition.interval.low, condition.interval.high}
    for value in norm.values:
        found |= _of_value(value)
    return found


def _of_value(value: Value) -> set[Fraction | None]:
    expression = value.expression
    found: set[Fraction | None] = {value.quantity.low, value.quantity.high, *value.quantity.values}
    for name in ("low", "high", "per", "per_high"):
        found.add(getattr(expression, name, None))
    for name in ("amount", "part"):
        inner = getattr(expression, name, None)
        found |= {getattr(inner, "low", None), getattr(inner, "high", None)}
    return found | {value.former} | set(value.split.weights if value.split else ())


def _has_value(row: dict[str, Any], norms: list[Norm]) -> bool:
    read = set[Fraction | None]().union(*map(_numbers, norms)) if norms else set()
    dates = {value.quantity.stated for norm in norms for value in norm.values}
    periods = {value.per_period for norm in norms for value in norm.values}
    for number in row["numbers"]:
        if number.startswith("@"):
            if not any(stated.startswith(number[1:]) for stated in dates):
                return False
        elif Fraction(number) not in read:
            return False
    return not row["per"] or row["per"] in periods


def _bearer(row: dict[str, Any], sentence: str, before: str, norms: list[Norm]) -> bool | None:
    if row["bearer"].startswith(_NOBODY):
        return None
    parts = [part.strip() for part in _BEARER_PARTS.split(row["bearer"]) if len(part.strip()) > 1]
    if not any(part in sentence or part in before for part in parts):
        return None
    own = {value.bearer or norm.bearer for norm in norms for value in norm.values} - {""}
    read = own or {bearer_of(fold(row["quote"]).text, sentence, "") or bearer_of(sentence, before, "")}
    plain = {who.replace("、", "") for who in read}
    return any(part in who or (len(who) > 1 and who in part) for part in parts for who in plain | read)


def _within(norm: Norm, start: int, end: int) -> Norm:
    """The norm with those of its values that stand in the quote."""
    inside = tuple(v for v in norm.values if v.quantity.start < end and v.quantity.end > start)
    return replace(norm, values=inside)


def score(row: dict[str, Any]) -> Outcome:
    """What the grammar makes of one norm of the gold."""
    sentence, before, start, end = _around(row)
    norms = [_within(norm, start, end) for norm in read_norms(sentence) if norm.start < end and norm.end > start]
    quote = fold(row["quote"]).text
    kind = next(kind for kind in row["kinds"] if kind in COUNTED)
    return Outcome(
        row["id"],
        kind,
        kind in kinds(quote, [*norms, *read_norms(quote)]),
        _has_value(row, norms),
        _bearer(row, sentence, before, norms),
        f"{sorted(kinds(quote, norms))} {[norm.bearer for norm in norms]} {quote}",
    )


def score_all() -> list[Outcome]:
    """The outcomes of the norms with a quantity or a time."""
    rows = json.loads((HERE / "norms_gold.json").read_text(encoding="utf-8"))
    return [score(row) for row in rows if COUNTED & set(row["kinds"])]


def rates(outcomes: list[Outcome]) -> dict[str, float]:
    """Shares of the outcomes that are right."""
    named = [outcome for outcome in outcomes if outcome.has_bearer is not None]
    right = sum(outcome.has_kind and outcome.has_value for outcome in outcomes)
    return {"value_and_kind": right / len(outcomes), "bearer": sum(bool(o.has_bearer) for o in named) / len(named)}


def main() -> None:
    """Print the score by kind, and what is wrong with `--show`."""
    outcomes = score_all()
    if "--show" in sys.argv:
        for one in outcomes:
            if not (one.has_kind and one.has_value) or one.has_bearer is False:
                print(
                    f"{one.id} {one.kind} kind={one.has_kind} value={one.has_value} bearer={one.has_bearer} {one.read}"
                )
    total, right = Counter(o.kind for o in outcomes), Counter(o.kind for o in outcomes if o.has_kind and o.has_value)
    for kind, count in total.most_common():
        print(f"{kind:6} {right[kind]:3} / {count}")
    named = sum(o.has_bearer is not None for o in outcomes)
    print(
        f"{len(outcomes)} norms, {named} with a bearer: "
        + ", ".join(f"{k} {v:.3f}" for k, v in rates(outcomes).items())
    )


if __name__ == "__main__":
    main()
