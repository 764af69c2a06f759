"""Documents sent in by readers: read by a process of its own, shown as a report, and kept only after a second step."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import Response

from answer.layout import first_words
from answer.render_json import SCHEMA
from answer.web_desk import desk_of, html, json_body, moved, told
from answer.web_schema import Failure
from answer.web_schema_library import ReadOut
from answer.web_settings import UPLOAD_SECONDS
from answer.web_staging import Staging, safe_name
from answer.web_templates import page
from answer.web_words import WebError
from index.library import home_folder

#: seconds before the end of the request's time at which reading is given up
_MARGIN = 5.0
#: processes that read at the same time; each may take a gigabyte
_READERS = 2
#: columns of the reason that are shown where reading fails
_SAID = 300
#: what becomes of a file that the library then holds
_HELD = frozenset({"added", "replaced", "unchanged"})

Sent = Annotated[UploadFile, File(description="PDF、Word、网页或文本")]
Id = Annotated[str, Form(max_length=64)]
#: what `zhengce ingest --json` says of a file
FileReport = dict[str, object]


class UploadDesk:
    """Where documents are read, and where they wait."""

    def __init__(self) -> None:
        self.staging = Staging()
        self._readers = asyncio.Semaphore(_READERS)

    async def read(self, name: str, data: bytes, *, waits: bool) -> tuple[str, FileReport]:
        """Read a document into a library of its own; gives the word for it, "" if it does not wait, and the report."""
        with tempfile.TemporaryDirectory(prefix="read-", dir=self.staging.folder) as work:
            file = Path(work) / "sent" / safe_name(name)
            file.parent.mkdir()
            await asyncio.to_thread(file.write_bytes, data)
            report = await self.ingest(file, Path(work) / "home")
            return self.staging.put(file) if waits and report["outcome"] in _HELD else "", report

    async def ingest(self, file: Path, home: Path) -> FileReport:
        """What `zhengce ingest` says of a file; run apart, so that a bad one can be given up without harm."""
        command = (sys.executable, "-P", "-m", "answer.cli", "ingest", "--home", str(home), "--json", str(file))
        try:
            async with asyncio.timeout(UPLOAD_SECONDS - _MARGIN), self._readers:
                out, said = await _run(command)
        except TimeoutError:
            raise WebError(
                400, "upload_too_slow", "没有在规定时间内读完。请稍后再试，或拆分文件，或由管理员用命令导入"
            ) from None
        try:
            report: FileReport = json.loads(out)["files"][0]
        except ValueError:
            raise WebError(503, "upload_failed", f"文件没有保存。{first_words(said, _SAID)}") from None
        return report


async def _run(command: tuple[str, ...]) -> tuple[bytes, str]:
    """What a command prints, and the last line of what it says; it ends with the wait for it."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    try:
        out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return out, err.decode(errors="replace").strip().rpartition("\n")[2]


router = APIRouter()


@router.get("/upload", include_in_schema=False)
async def form(request: Request) -> Response:
    """The form to send a document in."""
    return _page(request)


@router.post("/upload", include_in_schema=False)
async def upload(request: Request, file: Sent) -> Response:
    """What was read from a document, before it is kept."""
    made, report = await _upload_desk(request).read(file.filename or "", await file.read(), waits=True)
    return _page(request, read=report, id=made)


@router.post(
    "/api/upload",
    summary="读一个文件，先不保存",
    response_model=ReadOut,
    responses={status: {"model": Failure} for status in (400, 401, 403, 413, 415, 422, 503)},
)
async def upload_json(request: Request, file: Sent) -> Response:
    """What was read from a document; nothing is kept."""
    _, report = await _upload_desk(request).read(file.filename or "", await file.read(), waits=False)
    return told(json_body({"schema": SCHEMA, "files": [report]}))


@router.post("/upload/keep", include_in_schema=False)
async def keep(request: Request, id: Id = "") -> Response:  # noqa: A002
    """Keep what was read."""
    desk, upload_desk = desk_of(request), _upload_desk(request)
    with upload_desk.staging.taken(id) as file:
        report = await upload_desk.ingest(file, home_folder(desk.settings.home))
    desk.shelf.look_again()
    return _page(request, kept=report) if report["outcome"] in _HELD else _page(request, read=report)


@router.post("/upload/drop", include_in_schema=False)
async def drop(request: Request, id: Id = "") -> Response:  # noqa: A002
    """Forget what was read."""
    _upload_desk(request).staging.drop(id)
    return moved("/upload")


def _upload_desk(request: Request) -> UploadDesk:
    found: UploadDesk = request.app.state.upload_desk
    return found


def _page(
    request: Request,
    *,
    read: FileReport | None = None,
    id: str = "",  # noqa: A002
    kept: FileReport | None = None,
) -> Response:
    """The page with what was read or kept, and the form."""
    return html(page("upload", **desk_of(request).frame("upload"), read=read, id=id, kept=kept))
