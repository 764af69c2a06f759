"""The JSON twins of the pages: the objects that `--json` prints, under `/api`."""

import time
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from answer.answers import Answer
from answer.citations import cite_provision, to_json, verify
from answer.compare import compare as lay
from answer.compare_asked import MOST, matter_of
from answer.compose import answer
from answer.render_check import check_json
from answer.render_compare import comparison_json
from answer.render_documents import documents_json, show_json
from answer.render_json import SCHEMA, answer_json
from answer.render_provisions import citation_json, hits_json
from answer.typed import LONGEST, needed
from answer.web_browse import Filters, checked_for, duties_for
from answer.web_desk import desk_of, json_body, told
from answer.web_document import held_document, one_provision
from answer.web_duties import by_document
from answer.web_examples import examples
from answer.web_find import find
from answer.web_schema import AnswerOut, Failure, Judgement, Noted
from answer.web_schema_library import (
    CheckOut,
    CitationOut,
    ComparedOut,
    CoverageOut,
    DocumentsOut,
    DutiesOut,
    OneProvisionOut,
    SearchOut,
    WholeDocument,
)
from answer.web_shelf import today
from answer.web_words import WebError
from index.lookup import look_up
from index.store import Library

_FAILURES: dict[int | str, dict[str, object]] = {
    status: {"model": Failure} for status in (400, 401, 403, 404, 405, 413, 414, 415, 422, 431, 503)
}
router = APIRouter(prefix="/api", responses=_FAILURES)
#: obligations of a page
_PAGE = 1000

Question = Annotated[str, Query(min_length=1, max_length=LONGEST, description="用平常的话提的问题")]
Reference = Annotated[str, Query(min_length=1, max_length=LONGEST, description="引用，任何写法")]
Key = Annotated[str, Path(max_length=500, description="文件的 key、文号或标题")]
Words = Annotated[str, Query(min_length=1, max_length=LONGEST, description="几个词语")]
Topic = Annotated[str, Query(min_length=1, max_length=LONGEST, description="事项，不写地名")]
Place = Annotated[str, Query(max_length=200, description="适用地，如 某某市")]
Year = Annotated[str, Query(max_length=200, description="文件年份，如 2012")]
Kind = Annotated[str, Query(max_length=200, description="文种，如 通知")]
Issuer = Annotated[str, Query(max_length=200, description="发文机关")]
Years = Annotated[str, Query(max_length=200, description="文件年份，用逗号隔开")]


async def _told(request: Request, make: Callable[[Library], object]) -> Response:
    """What `make` gives, as JSON; written where it is made, for it may be long."""
    return told(await desk_of(request).shelf.run(lambda library: json_body(make(library))))


@router.get("/coverage", summary="资料库收录了什么", response_model=CoverageOut)
async def coverage(request: Request) -> Response:
    """What the library covers, and questions to begin with."""
    begin = await examples(desk_of(request).shelf)

    def show(library: Library) -> dict[str, object]:
        places = library.catalogue.places
        return {
            "schema": SCHEMA,
            "documents": len(library.keys()),
            "places": list(places),
            "examples": list(begin.questions),
            "citations": list(begin.citations),
        }

    return await _told(request, show)


@router.get("/ask", summary="提问", response_model=AnswerOut)
async def ask(request: Request, q: Question) -> Response:
    """The answer to a question, as `zhengce ask --json`."""
    desk = desk_of(request)
    began = time.perf_counter()

    def show(library: Library) -> tuple[bytes, Answer]:
        made = answer(q, library, today=today())
        return json_body(answer_json(made)), made

    body, made = await desk.shelf.kept(("api/ask", q), show)
    desk.note(made, time.perf_counter() - began)
    return told(body)


@router.get("/cite", summary="按引用查条文", response_model=CitationOut)
async def cite(request: Request, ref: Reference) -> Response:
    """The provision that a citation leads to, as `zhengce cite --json`."""
    asked = needed(ref, "引用")
    return await _told(request, lambda library: citation_json(library, asked, look_up(asked, library)))


@router.get("/search", summary="检索条文", response_model=SearchOut)
async def search(
    request: Request,
    q: Words,
    place: Place = "",
    year: Year = "",
    kind: Kind = "",
    issuer: Issuer = "",
    limit: Annotated[int, Query(ge=1, le=100, description="最多几条")] = 10,
) -> Response:
    """Ranked provisions, as `zhengce search --json`."""
    words = needed(q, "检索词")
    facets = {"place": place, "year": year, "kind": kind, "issuer": issuer}
    return await _told(
        request, lambda library: hits_json(library, words, find(library, words, facets, limit=limit).hits)
    )


@router.get("/documents", summary="资料库中的文件", response_model=DocumentsOut)
async def documents(request: Request, place: Place = "") -> Response:
    """What the library holds, as `zhengce documents --json`."""
    return await _told(request, lambda library: documents_json(library, place))


@router.get("/documents/{key:path}", summary="一个文件的全部条文", response_model=WholeDocument)
async def document(request: Request, key: Key) -> Response:
    """One document with all its provisions, as `zhengce show --json`."""
    return await _told(request, lambda library: show_json(library, held_document(library, key)))


@router.get("/provisions/{key:path}/{address}", summary="一条及其前后", response_model=OneProvisionOut)
async def provision(request: Request, key: Key, address: Annotated[str, Path(max_length=300)]) -> Response:
    """One provision with its neighbours, and who cites it."""
    return await _told(request, lambda library: _provision(library, key, address))


def _provision(library: Library, name: str, address: str) -> dict[str, object]:
    key = held_document(library, name)
    found = one_provision(library, key, address)
    if found is None:
        raise WebError(404, "no_provision", "这个文件没有这一条")
    cited = cite_provision(library, key, address)
    verify(library, [cited])
    return {
        "schema": SCHEMA,
        "provision": to_json(cited),
        "ancestors": [one.address for one in found.ancestors],
        "below": [one.address for one in found.below],
        "before": found.before.address if found.before else None,
        "after": found.after.address if found.after else None,
        "cited_by": [
            {"document": one.header.document_number or one.header.title, "label": one.label, "url": one.url}
            for one in found.cited_by
        ],
    }


@router.get("/obligations", summary="义务清单", response_model=DutiesOut)
async def obligations(
    request: Request,
    asked: Filters,
    at: Annotated[int, Query(alias="page", ge=1, le=1_000_000, description="第几页")] = 1,
) -> Response:
    """The obligations that the filters leave, as `zhengce extract --json`, a thousand at a time."""
    found = await duties_for(desk_of(request), asked)
    rows = found[(at - 1) * _PAGE : at * _PAGE]
    counts = {"total": len(found), "page": at, "pages": max(1, -(-len(found) // _PAGE))}
    return await _told(
        request,
        lambda library: {"schema": SCHEMA, "documents": by_document(rows, dict(library.headers())), **counts},
    )


@router.get("/compare", summary="几个地方的同一问题", response_model=ComparedOut)
async def compare(
    request: Request,
    topic: Topic,
    places: Annotated[list[str], Query(min_length=1, max_length=MOST, description="地方，可多个")],
    years: Years = "",
    given: Annotated[str, Query(alias="with", max_length=200, description="代入计算的数据，如 1500户")] = "",
) -> Response:
    """What several places, or years, say of the same matter, as `zhengce compare --json`."""
    asked = matter_of(needed(topic, "事项"), places, years=years, given=given)
    return await _told(request, lambda library: comparison_json(lay(library, asked)))


@router.get("/check", summary="文本检查", response_model=CheckOut)
async def check(
    request: Request,
    document: Annotated[str, Query(max_length=500, description="文件的 key、文号或标题，空为全部")] = "",
) -> Response:
    """The defects of one document or of all, as `zhengce check --json`."""
    desk = desk_of(request)
    name = ("api/check", document)
    return told(await desk.shelf.kept(name, lambda library: json_body(check_json(checked_for(library, document)))))


@router.post("/feedback", summary="评价一个回答", response_model=Noted)
async def feedback(request: Request, said: Judgement) -> Response:
    """Note what a reader says of an answer."""
    kept = desk_of(request).judge(said.id, said.question, said.verdict, said.remark)
    return told(json_body({"schema": SCHEMA, "kept": kept}))
