"""The pages of documents: what the library holds, a document, a provision, and a provision by citation."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from answer.render_provisions import cited_for
from answer.typed import typed
from answer.web_answer import cited_view
from answer.web_desk import Desk, desk_of, html
from answer.web_document import document_view, held_document, one_provision
from answer.web_templates import page
from answer.web_words import WebError
from index.lookup import look_up
from index.store import Library
from ingest.records import Header

router = APIRouter(include_in_schema=False)
#: provisions shown where a citation leads to several
_SHOWN = 20
_STATUSES = {
    "found": "找到",
    "ambiguous": "不止一个",
    "not_found": "没有找到",
    "referenced": "没有收录，但有条文引用它",
}
_HOW = {"exact": "", "normalised": "已换成规范写法", "mapped": "按文件自己的编号对应"}


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
    if not asked:
        return page("cite", **desk.frame("cite"), ref="", found=None)
    found = look_up(asked, library)
    is_whole = found.document_key is not None and not found.addresses
    cited = [] if is_whole else cited_for(library, found)
    return page(
        "cite",
        **desk.frame("cite"),
        ref=asked,
        found=found,
        status=_STATUSES[found.status],
        how=_HOW[found.reading.how] if found.reading else "",
        cited=[cited_view(one) for one in cited[:_SHOWN]],
        total=len(cited),
        header=library.document(found.document_key).header if found.document_key else None,
        candidates=[(key, library.document(key).header) for key in found.candidates],
    )
