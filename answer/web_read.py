"""The pages of documents: what the library holds, a document, a provision, and a provision by citation."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from answer.citations import CitedProvision, cite_provision, verify
from answer.render import named
from answer.typed import typed
from answer.web_desk import Desk, desk_of, html
from answer.web_document import document_view, held_document, one_provision
from answer.web_templates import page, provision_url
from answer.web_words import WebError
from index.lookup import LookUp, look_up
from index.store import Library
from ingest.records import Header

router = APIRouter(include_in_schema=False)
#: provisions shown where a citation leads to several
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list of documents."""

    key: str
    header: Header
    provisions: int


@router.get("/documents")
async def documents(request: Request, place: str = "", kind: str = "") -> Response:
    """What the library holds."""
    desk = desk_of(request)
    return html(await desk.shelf.kept(("documents", place, kind), lambda library: _listed(library, desk, place, kind)))


def _listed(library: Library, desk: Desk, place: str, kind: str) -> bytes:
    counts = library.provision_counts()
    rows = [
        _Row(key, header, counts[key])
        for key, header in library.headers()
        if place in header.place and (not kind or kind == header.kind)
    ]
    headers = [header for _, header in library.headers()]
    return page(
        "documents",
        **desk.frame("documents"),
        rows=rows,
        place=place,
        kind=kind,
        places=sorted({one.place for one in headers if one.place}),
        kinds=sorted({one.kind for one in headers if one.kind}),
        bundled=library.is_bundled,
    )


@router.get("/documents/{key:path}")
async def document(request: Request, key: str) -> Response:
    """One document as a readable tree."""
    desk = desk_of(request)

    def show(library: Library) -> bytes:
        return page("document", **desk.frame("documents"), view=document_view(library, held_document(library, key)))

    return html(await desk.shelf.kept(("document", key), show))


@router.get("/provisions/{key:path}/{address}")
async def provision(request: Request, key: str, address: str) -> Response:
    """One provision with its neighbours, and who cites it."""
    desk = desk_of(request)

    def show(library: Library) -> bytes:
        found = one_provision(library, held_document(library, key), address)
        if found is None:
            raise WebError(404, "no_provision", "这个文件没有这一条。请从文件目录进入")
        return page("provision", **desk.frame("documents"), view=found)

    return html(await desk.shelf.kept(("provision", key, address), show))


@router.get("/cite")
async def cite(request: Request, ref: str = "") -> Response:
    """The provision that a citation leads to, in any writing style."""
    desk = desk_of(request)
    asked = typed(ref, "引用")
    return html(await desk.shelf.kept(("cite", asked), lambda library: _looked_up(library, desk, asked)))


def _looked_up(library: Library, desk: Desk, asked: str) -> bytes:
    found = look_up(asked, library) if asked else None
    cited = [] if found is None else cited_provisions(library, found)[:_SHOWN]
    candidates = [] if found is None else [(key, library.document(key).header) for key in found.candidates]
    return page(
        "cite",
        **desk.frame("cite"),
        ref=asked,
        found=found,
        cited=[(one, named(one), provision_url(one.key, one.address)) for one in cited],
        header=library.document(found.document_key).header if found and found.document_key else None,
        candidates=candidates,
    )


def cited_provisions(library: Library, found: LookUp) -> list[CitedProvision]:
    """The provisions that a look-up leads to, or those that cite the document that is not held; quotes checked."""
    places = list(found.cited_by)
    if found.document_key is not None and found.addresses:
        places = [(found.document_key, address) for address in found.addresses]
    cited = [cite_provision(library, key, address) for key, address in places]
    verify(library, cited)
    return cited
