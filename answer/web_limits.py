"""The gate before the application: refusals, a bounded body, a deadline, and the headers of every response."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from answer.web_refusals import READING_PATHS, Head, Refusal, largest_body, refusal_of, too_large
from answer.web_settings import MOST_AT_ONCE, SECONDS, UPLOAD_SECONDS, Settings

#: how a refusal becomes a body: bytes and their type
Shown = Callable[[Refusal, str], tuple[bytes, str]]

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = tuple(
    (name.encode(), value.encode())
    for name, value in (
        ("content-security-policy", _POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    )
)
#: bytes of a refused body that are still read, and seconds for them
_TAKEN, _TAKEN_SECONDS = 30_000_000, 5.0
_PRIVATE = (b"cache-control", b"private, no-cache")
_BUSY = Refusal(503, "busy", "同时提问的人太多，请稍后再试", {"Retry-After": "2"})
_LATE = Refusal(503, "too_slow", "用时过长，已停止。请缩短问题或分开提问；文件请拆分", {"Retry-After": "5"})


class _BodyTooLargeError(Exception):
    """More bytes came than the body of a request may have."""


class Gate:
    """An ASGI application around another that lets through only what the limits allow."""

    def __init__(self, app: ASGIApp, settings: Settings, shown: Shown) -> None:
        self._app = app
        self._settings = settings
        self._shown = shown
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = _head(scope)
        answering = _Answering(send)
        refusal = refusal_of(head, self._settings) or (_BUSY if self._running >= MOST_AT_ONCE else None)
        if refusal is None:
            self._running += 1
            try:
                refusal = await self._within_limits(scope, receive, answering, head)
            finally:
                self._running -= 1
        if refusal is not None and not answering.has_begun:
            await _taken_in(receive, head)
            await self._refuse(refusal, head, answering)

    async def _within_limits(
        self, scope: Scope, receive: Receive, answering: "_Answering", head: Head
    ) -> Refusal | None:
        seconds = UPLOAD_SECONDS if head.path in READING_PATHS else SECONDS
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        try:
            async with asyncio.timeout(seconds):
                await self._app(scope, _bounded(receive, head.path, answering), answering.send)
        except _BodyTooLargeError:
            return answering.refusal
        except TimeoutError:
            return _LATE
        return answering.refusal

    async def _refuse(self, refusal: Refusal, head: Head, answering: "_Answering") -> None:
        answering.refusal = None
        body, kind = self._shown(refusal, head.path)
        headers = {"content-type": kind, "content-length": str(len(body)), "connection": "close", **refusal.headers}
        lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await answering.send({"type": "http.response.start", "status": refusal.status, "headers": lines})
        await answering.send({"type": "http.response.body", "body": body})


class _Answering:
    """Sends a response, with our headers, and knows whether it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False
        #: set where the application must not answer any more
        self.refusal: Refusal | None = None

    async def send(self, message: Message) -> None:
        """Send a part of the response, unless the request is refused by now."""
        if self.refusal is not None and not self.has_begun:
            return
        if message["type"] == "http.response.start":
            self.has_begun = True
            own = list(message.get("headers", ()))
            if not any(name == _PRIVATE[0] for name, _ in own):
                own.append(_PRIVATE)
            message = {**message, "headers": [*own, *_HEADERS]}
        await self._send(message)


def _head(scope: Scope) -> Head:
    target: bytes = scope.get("raw_path") or scope["path"].encode()
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    size = len(target) + len(scope.get("query_string", b""))
    return Head(scope["method"], scope["path"], size, headers)


async def _taken_in(receive: Receive, head: Head) -> None:
    """Read what is left of a refused body, up to a limit: many a client listens only when it has sent all."""
    if head.method in ("GET", "HEAD") and not head.get("content-length"):
        return
    taken, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(_TAKEN_SECONDS):
            while more and taken < _TAKEN:
                message = await receive()
                taken += len(message.get("body", b""))
                more = message.get("more_body", False)


def _bounded(receive: Receive, path: str, answering: _Answering) -> Receive:
    """The same body, as long as it may be; one byte more refuses the request, whatever the application makes of it."""
    taken, most = 0, largest_body(path)

    async def received() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            answering.refusal = too_large(path)
            raise _BodyTooLargeError
        return message

    return received
