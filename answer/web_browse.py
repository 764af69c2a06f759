"""The pages that look over the whole library: search, obligations with their downloads, comparison, and defects."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from answer.check import check_document
from answer.check_records import Severity
from answer.render_check import Checked, line_of_offset
from answer.web_compare import compared, views
from answer.web_desk import Desk, desk_of, html
from answer.web_document import held_document
from answer.web_duties import HEADINGS, MODALITIES, Duty, Wanted, chosen, duties, events, row
from answer.web_find import NAMES, Found, find
from answer.web_shelf import today
from answer.web_tables import calendar, csv_table, xlsx_table
from answer.web_templates import page, provision_url
from answer.web_words import WebError, bounded
from index.store import Library

router = APIRouter(include_in_schema=False)
_SEVERITIES = {
    Severity.MISMATCH: "前后不符",
    Severity.AMBIGUOUS: "可作不同理解或未写明",
    Severity.FORM: "用字和形式",
}
_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/search")
async def search(
    request: Request, q: str = "", place: str = "", year: str = "", kind: str = "", issuer: str = ""
) -> Response:
    """Provisions by words, with facets."""
    desk = desk_of(request)
    words = bounded(q, "检索词")
    facets = {"place": place, "year": year, "kind": kind, "issuer": issuer}

    def show(library: Library) -> bytes:
        found = find(library, words, facets) if words else Found((), (), 0)
        return page("search", **desk.frame("search"), words=words, found=found, chosen=facets, names=NAMES)

    return html(await desk.shelf.kept(("search", words, *facets.values()), show))


def wanted_of(
    document: str = "", place: str = "", bearer: str = "", modality: str = "", q: str = "", has: str = ""
) -> Wanted:
    """What the filters of the table of obligations say."""
    return Wanted(document, place.strip(), bearer.strip(), modality, bounded(q, "检索词"), has)


Filters = Annotated[Wanted, Depends(wanted_of)]


async def all_duties(desk: Desk) -> tuple[Duty, ...]:
    """Every obligation of the library, read once."""
    return cast("tuple[Duty, ...]", await desk.shelf.kept("duties", duties))


@router.get("/obligations")
async def obligations(request: Request, wanted: Filters, at: Annotated[int, Query(alias="page")] = 1) -> Response:
    """The obligations, with filters, a page at a time."""
    desk = desk_of(request)
    every = await all_duties(desk)
    found = chosen(every, wanted)
    pages = max(1, -(-len(found) // _PAGE))
    at = min(max(at, 1), pages)
    body = page(
        "obligations",
        **desk.frame("obligations"),
        rows=found[(at - 1) * _PAGE : at * _PAGE],
        total=len(found),
        at=at,
        last=pages,
        wanted=wanted,
        documents=_names(every),
        places=sorted({one.place for one in every if one.place}),
        modalities=MODALITIES,
        modality_options=[(one.value, words) for one, words in MODALITIES.items()],
        filters=_filters(wanted),
    )
    return html(body)


def _names(every: Sequence[Duty]) -> dict[str, str]:
    return {one.key: one.title for one in every}


def _filters(wanted: Wanted) -> dict[str, str]:
    """The filters as they stand in an address."""
    return {
        "document": wanted.document,
        "place": wanted.place,
        "bearer": wanted.bearer,
        "modality": wanted.modality,
        "q": wanted.words,
        "has": wanted.has,
    }


@router.get("/obligations.{kind}")
async def download(request: Request, kind: str, wanted: Filters) -> Response:
    """The obligations as a file: xlsx, csv or ics."""
    desk = desk_of(request)
    found = chosen(await all_duties(desk), wanted)
    origin = str(request.base_url).rstrip("/")
    rows = [row(one, origin) for one in found]
    if kind == "csv":
        return _file(csv_table(HEADINGS, rows), "text/csv; charset=utf-8", "obligations.csv")
    if kind == "xlsx":
        table = await asyncio.to_thread(xlsx_table, HEADINGS, rows)
        return _file(table, _XLSX, "obligations.xlsx")
    if kind == "ics":
        made = calendar(events(found, today(), origin), today())
        return _file(made, "text/calendar; charset=utf-8", "obligations.ics")
    raise WebError(404, "no_format", "只有 xlsx、csv、ics 三种格式")


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/compare")
async def compare(request: Request, topic: str = "", places: Annotated[list[str] | None, Query()] = None) -> Response:
    """The same question in several places, side by side."""
    desk = desk_of(request)
    asked = bounded(topic, "问题")
    wanted = split_places(places or [])

    def show(library: Library) -> bytes:
        found = compared(library, asked, wanted) if asked and wanted else None
        held = sorted({header.place for _, header in library.headers() if header.place})
        return page(
            "compare",
            **desk.frame("compare"),
            topic=asked,
            held=held,
            chosen=wanted,
            found=found,
            views=views(library, found) if found else [],
        )

    return html(await desk.shelf.kept(("compare", asked, tuple(wanted)), show))


def split_places(places: Sequence[str]) -> list[str]:
    """Places given one by one, or joined by commas."""
    joined = ",".join(places).replace("，", ",").replace("、", ",")
    return list(dict.fromkeys(place.strip()[:40] for place in joined.split(",") if place.strip()))


@router.get("/check")
async def check(request: Request, document: str = "") -> Response:
    """What in the documents does not fit."""
    desk = desk_of(request)

    def show(library: Library) -> bytes:
        found = checked(library, document)
        return page(
            "check",
            **desk.frame("check"),
            documents=[(key, header) for key, header in library.headers()],
            chosen=document,
            checked=[(one, _groups(one)) for one in found],
            total=sum(len(one.defects) for one in found),
            line_of=line_of_offset,
            provision_url=provision_url,
        )

    return html(await desk.shelf.kept(("check", document), show))


def checked(library: Library, document: str) -> list[Checked]:
    """The defects of one document, or of all."""
    found = []
    for key in [held_document(library, document)] if document else library.keys():
        one = library.document(key)
        text = library.text(one.source)
        found.append(Checked(one, text, check_document(one, text, library)))
    return found


def _groups(checked: Checked) -> list[tuple[str, list[object]]]:
    groups: list[tuple[str, list[object]]] = []
    for severity, name in _SEVERITIES.items():
        defects: list[object] = [one for one in checked.defects if one.severity is severity]
        if defects:
            groups.append((name, defects))
    return groups
