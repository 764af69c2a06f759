"""The web form: pages for colleagues without a terminal, and their JSON twins, over the same answers as the command."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from answer import web_api, web_browse, web_help, web_pages, web_read, web_upload
from answer.layout import first_words
from answer.render_json import SCHEMA
from answer.web_desk import Desk, json_body
from answer.web_examples import examples
from answer.web_limits import Gate
from answer.web_log import FILE_NAME, QuestionLog
from answer.web_refusals import Refusal
from answer.web_settings import Settings
from answer.web_shelf import Shelf
from answer.web_templates import page
from answer.web_words import WebError
from index.library import home_folder
from index.names import DocumentNameError
from index.store import DocumentUnknown
from ingest.errors import InputError, LibraryError, ZhengceError

#: columns of a fault that the server tells
_TOLD = 300
_REASONS = {
    404: ("not_found", "没有这个页面。请从上方的栏目进入"),
    405: ("method_not_allowed", "这个网址不接受这种请求"),
    400: ("bad_request", "请求无法读懂"),
}


def create_app(settings: Settings) -> ASGIApp:
    """The whole application with its gate, as a server runs it."""
    return Gate(_pages(settings), settings, lambda refusal, path: _refused(refusal, path, settings))


def _pages(settings: Settings) -> FastAPI:
    from importlib.metadata import version

    app = FastAPI(
        title="zhengce",
        version=version("zhengce"),
        description="依据政策文件原文回答问题。与命令 zhengce 的 --json 输出相同的对象。",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_life,
        redirect_slashes=False,
    )
    app.state.settings = settings
    for module in (web_help, web_pages, web_read, web_browse, web_api):
        app.include_router(module.router)
    if settings.allow_upload:
        app.include_router(web_upload.router)
    app.add_exception_handler(ZhengceError, _failed)
    app.add_exception_handler(HTTPException, _stopped)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _broken)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """Open the library before the first request, and write the log after the last."""
    settings: Settings = app.state.settings
    log = QuestionLog(home_folder(settings.home) / FILE_NAME, keep_days=settings.keep_days) if settings.log else None
    desk = Desk(settings, log)
    app.state.desk = desk
    app.state.upload_desk = web_upload.UploadDesk() if settings.allow_upload else None
    try:
        with suppress(ZhengceError):  # every page tells of it, until the library is mended
            await desk.shelf.open()
        warming = asyncio.ensure_future(_warmed(desk.shelf))
        yield
        warming.cancel()
    finally:
        desk.close()
        if app.state.upload_desk is not None:
            app.state.upload_desk.staging.close()


async def _warmed(shelf: Shelf) -> None:
    with suppress(ZhengceError):
        await examples(shelf)


async def _failed(request: Request, error: Exception) -> Response:
    status, code = _status_of(error)
    if status >= 500:  # the reader cannot mend it: whoever runs the server must hear of it
        sys.stderr.write(first_words(f"{request.url.path}: {error}", _TOLD) + "\n")
    return _told(request, status, code, str(error))


def _status_of(error: Exception) -> tuple[int, str]:
    """Status of HTTP and code of one of our errors."""
    if isinstance(error, WebError):
        return error.status, error.code
    if isinstance(error, DocumentUnknown | DocumentNameError):
        return 404, "document_unknown"
    if isinstance(error, InputError):
        return 400, "bad_input"
    return (503, "library_unusable") if isinstance(error, LibraryError) else (500, "internal")


async def _stopped(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    code, message = _REASONS.get(status, (HTTPStatus(status).phrase.lower().replace(" ", "_"), "请求未能完成"))
    made = _told(request, status, code, message)
    if isinstance(error, HTTPException) and error.headers:
        made.headers.update(error.headers)
    return made


async def _misread(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    named = [str(fault["loc"][-1]) for fault in faults]
    return _told(request, 422, "bad_parameter", f"参数有误: {'、'.join(dict.fromkeys(named))}。写法见 /api/docs")


async def _broken(request: Request, error: Exception) -> Response:
    return _told(request, 500, "internal", "程序出错，没有作答。请告诉管理员您做了什么")


def _told(request: Request, status: int, code: str, message: str) -> Response:
    settings: Settings = request.app.state.settings
    body, kind = _refused(Refusal(status, code, message), request.url.path, settings)
    return Response(body, status, media_type=kind)


def _refused(refusal: Refusal, path: str, settings: Settings) -> tuple[bytes, str]:
    """The body that tells of an error, and its type: JSON under /api, else a page."""
    if path.startswith("/api/") and path != "/api/docs":
        fault = {"code": refusal.code, "message": refusal.message}
        return json_body({"schema": SCHEMA, "error": fault}), "application/json"
    frame = Desk.frame_of(settings, "")
    made = page("error", **frame, status=refusal.status, message=refusal.message)
    return made, "text/html; charset=utf-8"
