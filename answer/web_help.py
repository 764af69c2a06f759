"""Files of ours that pages refer to, and the page that explains the JSON twins."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from answer.web_desk import desk_of, html
from answer.web_templates import page, static_file, static_mark
from answer.web_words import WebError

router = APIRouter(include_in_schema=False)
#: the files that may be asked for, and their types
_FILES = {
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "favicon.svg": "image/svg+xml",
}
#: for an address that changes with the file, and for one that does not
_YEAR, _DAY = "public, max-age=31536000, immutable", "public, max-age=86400"


@router.get("/static/{name}")
async def static(name: str, v: str = "") -> Response:
    """A file of ours; with the mark of what is in it, its address may be kept for a year."""
    if name not in _FILES:
        raise WebError(404, "not_found", "没有这个文件")
    kept = _YEAR if v == static_mark(name) else _DAY
    return Response(static_file(name), media_type=_FILES[name], headers={"Cache-Control": kept})


@router.get("/favicon.ico")
async def favicon() -> Response:
    """The sign of the pages, for browsers that ask at the old place."""
    return await static("favicon.svg")


@router.get("/robots.txt")
async def robots() -> Response:
    """Search engines have no business here."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a JSON twin."""

    name: str
    words: str
    where: str
    is_needed: bool
    #: the longest text that it takes, None for a number
    longest: int | None


@dataclass(frozen=True, slots=True)
class Operation:
    """A JSON twin, as the page explains it."""

    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    #: names of the fields of what comes back
    fields: tuple[str, ...]


@router.get("/api/docs")
async def docs(request: Request) -> Response:
    """The JSON twins, each with a form to try it."""
    document: dict[str, Any] = request.app.openapi()
    return html(page("api", **desk_of(request).frame("api"), operations=tuple(_operations(document))))


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                summary=one.get("summary", ""),
                parameters=tuple(_parameter(each) for each in one.get("parameters", ())),
                fields=tuple(_fields(one, document)),
            )


def _parameter(one: dict[str, Any]) -> Parameter:
    schema = one.get("schema", {})
    return Parameter(
        one["name"], one.get("description", ""), one["in"], bool(one.get("required")), schema.get("maxLength")
    )


def _fields(operation: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    """The names of the fields of a good response."""
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    yield from document.get("components", {}).get("schemas", {}).get(name, {}).get("properties", {})
