"""Documents sent in by readers: read by a process of its own, shown as a report, and kept only after a second step."""

import asyncio
import json
import re
import secrets
import shutil
import sys
import tempfile
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from answer.layout import printable
from answer.render_json import line_of
from answer.web_desk import desk_of, html, moved
from answer.web_schema import Failure, ReadOut
from answer.web_settings import UPLOAD_SECONDS
from answer.web_templates import page
from answer.web_words import WebError
from index.library import home_folder
from ingest.regex import regex

#: files that wait for the second step
_WAITING = 8
_NAME_LENGTH = 120
_NO_NAME = regex(r'[\\/:*?"<>|\x00-\x1f\x7f]')
#: seconds before the end of the request's time at which reading is given up
_MARGIN = 5.0

Sent = Annotated[UploadFile, File(description="PDF、Word、网页或文本")]
Id = Annotated[str, Form(max_length=64)]


@dataclass(slots=True)
class Staging:
    """The folder where files wait, one a subfolder, the oldest dropped first."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="zhengce-upload-")))
    files: OrderedDict[str, Path] = field(default_factory=OrderedDict)

    def put(self, name: str, data: bytes) -> str:
        """Store a file; gives the word by which it is called for."""
        made = secrets.token_urlsafe(24)
        path = self.folder / made / name
        path.parent.mkdir()
        path.write_bytes(data)
        self.files[made] = path
        while len(self.files) > _WAITING:
            self.drop(next(iter(self.files)))
        return made

    def drop(self, made: str) -> None:
        """Forget a file."""
        path = self.files.pop(made, None)
        if path is not None:
            shutil.rmtree(path.parent, ignore_errors=True)

    def close(self) -> None:
        """Forget all files."""
        shutil.rmtree(self.folder, ignore_errors=True)


router = APIRouter()


@router.get("/upload", include_in_schema=False)
async def form(request: Request) -> Response:
    """The form to send a document in."""
    return html(page("upload", **desk_of(request).frame("upload"), report=None, id="", kept=None))


@router.post("/upload", include_in_schema=False)
async def upload(request: Request, file: Sent) -> Response:
    """What was read from a document, before it is kept."""
    made, report = await _received(request, file)
    return html(page("upload", **desk_of(request).frame("upload"), report=report, id=made, kept=None))


@router.post(
    "/api/upload",
    summary="读一个文件，先不保存",
    response_model=ReadOut,
    responses={status: {"model": Failure} for status in (400, 401, 403, 413, 415, 422, 503)},
)
async def upload_json(request: Request, file: Sent) -> Response:
    """What was read from a document; nothing is kept."""
    made, report = await _received(request, file)
    _staging(request).drop(made)
    return Response(line_of(report).encode(), media_type="application/json")


@router.post("/upload/keep", include_in_schema=False)
async def keep(request: Request, id: Id = "") -> Response:  # noqa: A002
    """Keep what was read."""
    desk = desk_of(request)
    path = _staging(request).files.get(id)
    if path is None:
        raise WebError(404, "upload_gone", "没有等待保存的文件，可能已过时或已保存。请重新上传")
    report = await _ingest(path, home_folder(desk.settings.home))
    _staging(request).drop(id)
    desk.shelf.look_again()
    return html(page("upload", **desk.frame("upload"), report=None, id="", kept=report["files"][0]))


@router.post("/upload/drop", include_in_schema=False)
async def drop(request: Request, id: Id = "") -> Response:  # noqa: A002
    """Forget what was read."""
    _staging(request).drop(id)
    return moved("/upload")


def _staging(request: Request) -> Staging:
    staging: Staging = request.app.state.staging
    return staging


async def _received(request: Request, file: UploadFile) -> tuple[str, dict[str, Any]]:
    """Read a document into a library of its own; gives the word for it, "" if it was refused, and the report."""
    staging = _staging(request)
    made = staging.put(safe_name(file.filename or ""), await file.read())
    with tempfile.TemporaryDirectory(prefix="zhengce-read-") as home:
        report = await _ingest(staging.files[made], Path(home))
    if report["files"][0]["outcome"] == "refused":
        staging.drop(made)
        made = ""
    return made, report


async def _ingest(path: Path, home: Path) -> dict[str, Any]:
    """The report of `zhengce ingest`, run apart, so that a bad file can be given up without harm."""
    command = (sys.executable, "-P", "-m", "answer.cli", "ingest", "--home", str(home), "--json", str(path))
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(UPLOAD_SECONDS - _MARGIN):
            out, _ = await process.communicate()
    except TimeoutError:
        raise WebError(
            400, "upload_too_slow", "文件太复杂，没有在规定时间内读完。请拆分，或由管理员用命令导入"
        ) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    try:
        report: dict[str, Any] = json.loads(out)
    except ValueError:
        raise WebError(503, "upload_failed", "资料库暂时不能写入，文件没有保存。请稍后再试") from None
    return report


def safe_name(name: str) -> str:
    r"""The last part of a file's name as a browser sends it, without signs that a path could be made of.

    >>> safe_name("../../etc/通知.txt"), safe_name("C:\\a\\意见.docx"), safe_name("..")
    ('通知.txt', '意见.docx', '上传的文件')
    """
    last = _NO_NAME.sub("_", printable(re.split(r"[\\/]", name)[-1])).strip(" .")
    while len(last.encode()) > _NAME_LENGTH:
        last = last[1:]
    return last or "上传的文件"
