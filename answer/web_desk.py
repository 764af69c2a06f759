"""What every page needs: the library, the log, and the frame around the page."""

from typing import cast

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from answer.answers import Answer
from answer.render_json import line_of
from answer.web_log import QuestionLog
from answer.web_settings import Settings
from answer.web_shelf import Shelf

#: path, name and words of each page that the top of all pages leads to
_PAGES = (
    ("/", "home", "提问"),
    ("/cite", "cite", "查条文"),
    ("/search", "search", "检索"),
    ("/documents", "documents", "文件"),
    ("/obligations", "obligations", "义务清单"),
    ("/compare", "compare", "对照"),
    ("/check", "check", "文本检查"),
)


class Desk:
    """The library, the log and the settings of one server."""

    def __init__(self, settings: Settings, log: QuestionLog | None) -> None:
        self.settings = settings
        self.shelf = Shelf(settings.home)
        self._log = log

    @staticmethod
    def frame_of(settings: Settings, current: str) -> dict[str, object]:
        """What the frame around a page shows; `current` is the page's name."""
        pages = _PAGES + ((("/upload", "upload", "导入"),) if settings.allow_upload else ())
        return {"pages": pages, "current": "home" if current == "ask" else current, "logs": settings.log}

    def frame(self, current: str) -> dict[str, object]:
        """The same for the settings of this server."""
        return self.frame_of(self.settings, current)

    def note(self, made: Answer, seconds: float) -> None:
        """Note a question in the log, if there is one."""
        if self._log is not None:
            self._log.asked(made.id, made.question, made.status.value, seconds)

    def judge(self, answer: str, question: str, verdict: str, remark: str) -> bool:
        """Note what a reader says of an answer; False if nothing is noted here."""
        if self._log is not None:
            self._log.judged(answer, question, verdict, remark)
        return self._log is not None

    def close(self) -> None:
        """Let go of the library, and write what the log still holds."""
        self.shelf.close()
        if self._log is not None:
            self._log.close()


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    return cast("Desk", request.app.state.desk)


def json_body(value: object) -> bytes:
    """A value as the JSON twins have it."""
    return line_of(value).encode()


def told(body: bytes) -> Response:
    """A JSON twin as response."""
    return Response(body, media_type="application/json")


def html(body: bytes, status: int = 200) -> Response:
    """A page as response."""
    return HTMLResponse(body, status)


def moved(url: str) -> RedirectResponse:
    """A response that leads to another page."""
    return RedirectResponse(url, 303)
