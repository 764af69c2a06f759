"""A sentence that says 应当 of one act and 不得 of the next is two norms; this takes them apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from answer.extract_values import TIMES
from answer.norms import Modality, Norm, Value
from answer.reading_clauses import Clause, clause_at, read_clauses
from answer.reading_modality import bearer_in, modality_of


def runs_of(sentence: str, norm: Norm) -> Iterator[Norm]:
    """The norm, or one norm for each run of its clauses with a modality or a bearer of its own.

    >>> norm = Norm(0, 20, (), (), Modality.SHALL, "业主")
    >>> [(one.start, one.end, one.modality.value) for one in runs_of("业主应当按时交费,逾期的,不得办理过户。", norm)]
    [(0, 9, 'shall'), (9, 20, 'shall_not')]
    """
    runs = _runs([clause for clause in read_clauses(sentence) if norm.start <= clause.start < norm.end])
    if norm.values:
        runs = _around_values(runs, norm)
    if len(runs) < 2:
        yield norm
        return
    for run in runs:
        values = _values(norm, run)
        inherited = norm.bearer if values or run is runs[0] else ""
        bearer = inherited or run.bearer if values else run.bearer or inherited
        yield replace(norm, start=run.start, end=run.end, modality=run.modality, bearer=bearer, values=values)


def _values(norm: Norm, run: "_Run") -> tuple[Value, ...]:
    return tuple(value for value in norm.values if run.start <= value.quantity.start < run.end)


def _around_values(runs: Sequence["_Run"], norm: Norm) -> list["_Run"]:
    """The runs, with those from the first value to the last joined, since their words lean on each other."""
    valued = [at for at, run in enumerate(runs) if _values(norm, run)]
    if not valued:
        return []
    first, last = valued[0], valued[-1]
    modality = runs[first].modality if first == last else norm.modality
    whole = replace(runs[first], end=runs[last].end, modality=modality)
    return [*runs[:first], whole, *runs[last + 1 :]]


def by_bearer(sentence: str, norm: Norm) -> Iterator[Norm]:
    """The norm, or one for each run of its amounts that somebody else owes; its times hold for all of them."""
    amounts = [value for value in norm.values if value.quantity.kind not in TIMES]
    parts = [tuple(part) for _, part in groupby(amounts, key=lambda value: value.bearer)]
    if len(parts) < 2:
        yield replace(norm, bearer=next((value.bearer for value in norm.values if value.bearer), norm.bearer))
        return
    times = tuple(value for value in norm.values if value.quantity.kind in TIMES)
    found = read_clauses(sentence)
    for part in parts:
        first, last = (found[clause_at(found, one.quantity.start)] for one in (part[0], part[-1]))
        start = norm.start if part is parts[0] else max(norm.start, first.start)
        end = norm.end if part is parts[-1] else min(norm.end, last.end)
        yield replace(norm, start=start, end=end, values=(*times, *part), bearer=part[0].bearer or norm.bearer)


@dataclass(frozen=True, slots=True)
class _Run:
    """Clauses that belong together."""

    start: int
    end: int
    modality: Modality
    #: the one that these clauses name, "" if they name nobody
    bearer: str


def _runs(found: Sequence[Clause]) -> list[_Run]:
    """The runs of some clauses; a case (逾期的) goes with what follows it."""
    runs: list[_Run] = []
    waiting: int | None = None
    for clause in found:
        start = clause.start if waiting is None else waiting
        if clause.is_case or _is_object(clause.text):
            waiting = start
            continue
        waiting = None
        here = _Run(start, clause.end, modality_of(clause.text), bearer_in(clause.text))
        if not runs or _begins(here, runs[-1]):
            runs.append(here)
        else:
            runs[-1] = _joined(runs[-1], here)
    if waiting is not None and runs:
        runs[-1] = replace(runs[-1], end=found[-1].end)
    return runs


def _is_object(text: str) -> bool:
    """Whether a clause says of what the next one speaks: 对不符合要求的."""
    return text.startswith(("对", "凡")) and text.endswith("的")


def _begins(here: _Run, last: _Run) -> bool:
    """Whether a clause begins something new: another modality, or somebody else."""
    if here.bearer and last.bearer and here.bearer != last.bearer:
        return True
    return Modality.DECLARE not in (here.modality, last.modality) and here.modality is not last.modality


def _joined(last: _Run, here: _Run) -> _Run:
    modality = here.modality if last.modality is Modality.DECLARE else last.modality
    return _Run(last.start, here.end, modality, last.bearer or here.bearer)
