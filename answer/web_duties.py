"""The obligations of a library for the table page: read once, filtered, and as files for download."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated

from fastapi import Query

from answer.extract import obligations
from answer.extract_calendar import calendar, first_day, planned
from answer.extract_filter import KINDS, MODALITIES, Wanted, fits, wanted_of
from answer.extract_records import Obligation
from answer.render_extract import HEADINGS, REVIEWS, amount_text, document_json, row, time_text
from answer.render_files import csv_table, xlsx_table
from answer.review_store import reviews
from answer.typed import typed
from answer.web_document import held_document
from answer.web_templates import provision_url
from answer.web_words import few_enough
from index.store import Library
from ingest.records import Header

#: kinds that the page lets choose
SHOWN_KINDS = tuple(KINDS)
#: files that obligations are written to, and their types
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which obligations are shown; what is "" asks for all."""

    document: str = ""
    #: words that the sentence must have, set apart by spaces
    words: str = ""
    wanted: Wanted = field(default_factory=Wanted)
    #: the filter as it stands in an address
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRow:
    """An obligation as the page shows it."""

    document: str
    label: str
    bearer: str
    modality: str
    text: str
    amounts: str
    condition: str
    times: str
    review: str
    url: str


def filter_of(
    document: Annotated[str, Query(description="文件的 key、文号或标题")] = "",
    place: Annotated[str, Query(description="适用地")] = "",
    bearer: Annotated[str, Query(description="主体")] = "",
    modality: Annotated[str, Query(description=f"性质: {'、'.join(one[0] for one in MODALITIES.values())}")] = "",
    kind: Annotated[str, Query(description=f"类别: {'、'.join(SHOWN_KINDS)}")] = "",
    q: Annotated[str, Query(description="含有的词语")] = "",
) -> Filter:
    """The filter that some words ask for.

    Raises:
        FilterError: there is no such modality or kind.
        QuestionRefused: a text is too long.
    """
    given = {"document": document, "place": place, "bearer": bearer, "modality": modality, "kind": kind, "q": q}
    told = {name: typed(text, "筛选") for name, text in given.items()}
    wanted = wanted_of(bearer=told["bearer"], place=told["place"], modality=told["modality"], kind=told["kind"])
    return Filter(told["document"], told["q"], wanted, tuple(told.items()))


def read_for(library: Library, asked: Filter) -> tuple[Obligation, ...]:
    """Every obligation of the documents that a filter asks for, in reading order.

    Raises:
        WebError: there are more documents than a page can wait for.
        DocumentNameError: no document goes by the name, or more than one.
    """
    one = held_document(library, asked.document) if asked.document else ""
    keys = [key for key, header in library.headers() if asked.wanted.place in header.place and one in ("", key)]
    few_enough(len(keys), "extract")
    known = reviews(library.home)
    return tuple(one for key in keys for one in obligations(library, key, known))


def chosen(found: Iterable[Obligation], asked: Filter) -> list[Obligation]:
    """The obligations that a filter leaves, in order."""
    words = asked.words.split()
    return [
        one
        for one in found
        if fits(one, asked.wanted) and all(word in one.quote or word in one.action for word in words)
    ]


def shown(one: Obligation) -> DutyRow:
    """An obligation as the page shows it."""
    return DutyRow(
        document=one.document,
        label=one.label,
        bearer=one.bearer or "未写明",
        modality=MODALITIES[one.modality][0],
        text=one.action or one.quote,
        amounts="；".join(map(amount_text, one.amounts)),
        condition=one.condition,
        times="；".join(map(time_text, one.times)),
        review="" if one.review == "extracted" else REVIEWS[one.review],
        url=provision_url(one.key, one.address),
    )


def by_document(found: Sequence[Obligation], headers: dict[str, Header]) -> list[dict[str, object]]:
    """The obligations as JSON, a group for each document, as `zhengce extract --json` has them."""
    return [document_json(key, headers[key], list(group)) for key, group in groupby(found, key=lambda one: one.key)]


def file_of(form: str, found: Sequence[Obligation], headers: dict[str, Header]) -> bytes:
    """The obligations as a file of one of the `FORMATS`.

    A calendar has the dated and recurring ones; those that recur begin on the day of their document.
    """
    if form == "csv":
        return csv_table(HEADINGS, map(row, found))
    if form == "xlsx":
        return xlsx_table(HEADINGS, map(row, found))
    groups = groupby(found, key=lambda one: one.key)
    return calendar(event for key, group in groups for event in planned(group, first_day(headers[key]))[0])
