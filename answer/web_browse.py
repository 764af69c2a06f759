"""The pages that look over the whole library: search, obligations with their downloads, comparison, and defects."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from answer.check import checked
from answer.check_records import Checked
from answer.citations import line_of
from answer.compare import compare as lay
from answer.compare_asked import MOST, matter_of
from answer.extract_filter import MODALITIES
from answer.extract_records import Obligation
from answer.render_check import by_severity
from answer.typed import typed
from answer.web_compare import comparison_view
from answer.web_desk import Desk, desk_of, html
from answer.web_document import held_document
from answer.web_duties import FORMATS, SHOWN_KINDS, Filter, chosen, file_of, filter_of, read_for, shown
from answer.web_find import COUNTED, NAMES, Found, find
from answer.web_templates import page, provision_url
from answer.web_words import WebError, few_enough
from index.store import Library

router = APIRouter(include_in_schema=False)
#: rows of a page of obligations
_PAGE = 50


@router.get("/search")
async def search(
    request: Request, q: str = "", place: str = "", year: str = "", kind: str = "", issuer: str = ""
) -> Response:
    """Provisions by words, with facets."""
    desk = desk_of(request)
    words = typed(q, "检索词")
    facets = {"place": place, "year": year, "kind": kind, "issuer": issuer}

    def show(library: Library) -> bytes:
        found = find(library, words, facets) if words else Found((), (), 0)
        return page(
            "search", **desk.frame("search"), words=words, found=found, chosen=facets, names=NAMES, most=COUNTED
        )

    return html(await desk.shelf.kept(("search", words, *facets.values()), show))


Filters = Annotated[Filter, Depends(filter_of)]


async def duties_for(desk: Desk, asked: Filter) -> list[Obligation]:
    """The obligations that a filter leaves; those of its documents are read once.

    Raises:
        WebError: there are more documents than a page can wait for.
    """
    name = ("duties", asked.document, asked.wanted.place)
    every = await desk.shelf.kept(name, lambda library: read_for(library, asked))
    return await desk.shelf.run(lambda _: chosen(every, asked))


@router.get("/obligations")
async def obligations(request: Request, asked: Filters, at: Annotated[int, Query(alias="page")] = 1) -> Response:
    """The obligations, with filters, a page at a time."""
    desk = desk_of(request)
    found, note = [], ""
    try:
        found = await duties_for(desk, asked)
    except WebError as error:
        note = str(error)
    last = max(1, -(-len(found) // _PAGE))
    here = min(max(at, 1), last)

    def show(library: Library) -> bytes:
        headers = library.headers()
        return page(
            "obligations",
            **desk.frame("obligations"),
            rows=[shown(one) for one in found[(here - 1) * _PAGE : here * _PAGE]],
            note=note,
            total=len(found),
            at=here,
            last=last,
            documents=headers,
            places=sorted(library.catalogue.places),
            modalities=[words[0] for words in MODALITIES.values()],
            kinds=SHOWN_KINDS,
            filters=dict(asked.query),
        )

    return html(await desk.shelf.run(show))


@router.get("/obligations.{form}")
async def download(request: Request, form: str, asked: Filters) -> Response:
    """The obligations as a file: xlsx, csv or ics."""
    if form not in FORMATS:
        raise WebError(404, "no_format", f"只有 {'、'.join(FORMATS)} 格式")
    desk = desk_of(request)
    found = await duties_for(desk, asked)
    body = await desk.shelf.run(lambda library: file_of(form, found, dict(library.headers())))
    headers = {"Content-Disposition": f'attachment; filename="obligations.{form}"'}
    return Response(body, media_type=FORMATS[form], headers=headers)


@router.get("/compare")
async def compare(
    request: Request,
    topic: str = "",
    places: Annotated[list[str] | None, Query()] = None,
    years: str = "",
    given: Annotated[str, Query(alias="with")] = "",
) -> Response:
    """What several places, or several years, say of the same matter, side by side."""
    desk = desk_of(request)
    asked = matter_of(topic, places or (), years=years, given=given)

    def show(library: Library) -> bytes:
        return page(
            "compare",
            **desk.frame("compare"),
            asked=asked,
            most=MOST,
            held=sorted(library.catalogue.places),
            view=comparison_view(lay(library, asked)) if asked.topic and asked.places else None,
        )

    return html(await desk.shelf.kept(("compare", asked), show))


@router.get("/check")
async def check(request: Request, document: str = "") -> Response:
    """What in the documents does not fit."""
    desk = desk_of(request)

    def show(library: Library) -> bytes:
        found, note = [], ""
        try:
            found = checked_for(library, document)
        except WebError as error:
            note = str(error)
        return page(
            "check",
            note=note,
            **desk.frame("check"),
            documents=[(key, header) for key, header in library.headers()],
            chosen=document,
            checked=[(one, by_severity(one.defects)) for one in found],
            total=sum(len(one.defects) for one in found),
            line_of=line_of,
            provision_url=provision_url,
        )

    return html(await desk.shelf.kept(("check", document), show))


def checked_for(library: Library, document: str) -> list[Checked]:
    """The defects of one document, or of all.

    Raises:
        WebError: there are more documents than a page can wait for.
    """
    keys = [held_document(library, document)] if document else library.keys()
    few_enough(len(keys), "check")
    return [checked(library, key) for key in keys]
