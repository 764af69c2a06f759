"""The pages of questions: the form, the answer, its correction, and what readers say of it."""

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from answer.answers import Answer
from answer.compose import answer
from answer.render import answer_text
from answer.typed import LONGEST
from answer.web_answer import answer_view
from answer.web_desk import Desk, desk_of, html, moved
from answer.web_examples import Examples, examples
from answer.web_refine import refined
from answer.web_shelf import today
from answer.web_templates import page, query_url
from answer.web_words import VERDICTS
from index.store import Library
from ingest.errors import InputError

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home(request: Request) -> Response:
    """The form, with examples and what the library covers."""
    desk = desk_of(request)
    begin = await examples(desk.shelf)
    return html(await desk.shelf.kept("home", lambda library: _home(library, desk, begin)))


def _home(library: Library, desk: Desk, begin: Examples) -> bytes:
    return page(
        "home",
        **desk.frame("home"),
        examples=begin.questions,
        citations=begin.citations,
        documents=len(library.keys()),
        places=library.catalogue.places,
        bundled=library.is_bundled,
    )


@router.get("/ask")
async def ask(request: Request, q: str = "") -> Response:
    """The answer to a question."""
    if not q.strip():
        return moved("/")
    desk = desk_of(request)
    began = time.perf_counter()
    body, made = await _answered(q, desk)
    desk.note(made, time.perf_counter() - began)
    return html(body)


async def _answered(question: str, desk: Desk) -> tuple[bytes, Answer]:
    return await desk.shelf.kept(("ask", question), lambda library: _answer(question, library, desk))


def _answer(question: str, library: Library, desk: Desk) -> tuple[bytes, Answer]:
    made = answer(question, library, today=today())
    body = page(
        "ask",
        **desk.frame("ask"),
        view=answer_view(made, library),
        question=made.question,
        verdicts=VERDICTS,
        plain=answer_text(made),
        today=today().isoformat(),
    )
    return body, made


@router.get("/refine")
async def refine(request: Request, q: str = "", place: str | None = None, year: str | None = None) -> RedirectResponse:
    """The same question with another place, year or number, or with what was missing: leads to its answer."""
    _, made = await _answered(q, desk_of(request))
    query = request.query_params
    inputs = {
        number: value for number in range(len(made.understood.inputs)) if (value := query.get(f"input{number}", ""))
    }
    missing = [(one.name, query.get(f"missing{number}", ""), one.unit) for number, one in enumerate(made.missing)]
    asked = refined(q.strip(), made.understood, place=place, year=year, inputs=inputs, missing=missing)
    return moved(query_url("/ask", q=asked))


@router.post("/feedback")
async def feedback(
    request: Request,
    id: Annotated[str, Form(max_length=64)] = "",  # noqa: A002
    q: Annotated[str, Form(max_length=LONGEST)] = "",
    verdict: Annotated[str, Form(max_length=20)] = "",
    remark: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Note what a reader says of an answer."""
    if verdict not in VERDICTS:
        raise InputError("请选择一项评价: " + "、".join(VERDICTS.values()))
    desk_of(request).judge(id, q, verdict, remark)
    return moved(query_url("/thanks", verdict=verdict, q=q))


@router.get("/thanks")
async def thanks(request: Request, verdict: str = "", q: str = "") -> Response:
    """What was received; a page of its own, so that loading it again sends nothing again."""
    desk = desk_of(request)
    if verdict not in VERDICTS:
        return moved("/")
    return html(page("thanks", **desk.frame("ask"), question=q, verdict=VERDICTS[verdict], kept=desk.settings.log))
