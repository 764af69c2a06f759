"""The gate and the protocol by themselves: deadlines, crowds, bodies that are too long, clients that do not read."""

import asyncio
from typing import Any

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send
from uvicorn.server import ServerState

from answer import web_limits, web_server
from answer.web_limits import Gate
from answer.web_refusals import Refusal
from answer.web_settings import Settings


def _shown(refusal: Refusal, path: str) -> tuple[bytes, str]:
    return f"{refusal.code} {path}".encode(), "text/plain"


def _scope(method: str = "GET", path: str = "/a", **headers: str) -> Scope:
    named = {"host": "localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [(name.encode(), value.encode()) for name, value in named.items()]
    return {"type": "http", "method": method, "path": path, "query_string": b"", "headers": lines}


async def _answered(app: Any, scope: Scope, *bodies: bytes) -> list[Message]:
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": body, "more_body": True} for body in bodies]

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


def _status(sent: list[Message]) -> tuple[int, bytes]:
    return sent[0]["status"], sent[-1]["body"]


async def _ok(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"public")]})
    await send({"type": "http.response.body", "body": b"ok"})


def test_every_response_has_our_headers_and_keeps_its_own() -> None:
    sent = asyncio.run(_answered(Gate(_ok, Settings(), _shown), _scope()))
    headers = dict(sent[0]["headers"])
    assert headers[b"cache-control"] == b"public"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert _status(sent) == (200, b"ok")


def test_an_answer_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr(web_limits, "SECONDS", 0.01)
    assert _status(asyncio.run(_answered(Gate(slow, Settings(), _shown), _scope()))) == (503, b"too_slow /a")


@pytest.mark.parametrize("path", ["/upload", "/upload/keep", "/api/upload"])
def test_a_file_has_more_time_than_an_answer(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(web_limits, "SECONDS", 0.01)
    assert _status(asyncio.run(_answered(Gate(_held, Settings(), _shown), _scope(path=path)))) == (200, b"ok")


def test_a_crowd_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_limits, "MOST_AT_ONCE", 1)
    gate = Gate(_held, Settings(), _shown)

    async def two() -> list[Message]:
        first = asyncio.create_task(_answered(gate, _scope()))
        await asyncio.sleep(0)
        second = await _answered(gate, _scope())
        await first
        return second

    sent = asyncio.run(two())
    assert _status(sent) == (503, b"busy /a")
    assert dict(sent[0]["headers"])[b"retry-after"] == b"2"


async def _held(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.05)
    await _ok(scope, receive, send)


def test_a_body_that_is_too_long_is_refused_whatever_the_application_says() -> None:
    async def swallowing(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            while (await receive())["more_body"]:
                pass
        except Exception:
            await _ok(scope, receive, send)

    kind = "application/json"
    sent = asyncio.run(
        _answered(Gate(swallowing, Settings(), _shown), _scope("POST", content_type=kind), *[b"a" * 40_000] * 3)
    )
    assert _status(sent) == (413, b"body_too_large /a")

    async def raising(scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["more_body"]:
            pass

    sent = asyncio.run(
        _answered(Gate(raising, Settings(), _shown), _scope("POST", content_type=kind), *[b"a" * 40_000] * 3)
    )
    assert _status(sent) == (413, b"body_too_large /a")


def test_what_is_no_request_is_passed_on() -> None:
    seen: list[str] = []

    async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    asyncio.run(_answered(Gate(lifespan, Settings(), _shown), {"type": "lifespan"}))
    assert seen == ["lifespan"]


class _Transport(asyncio.Transport):
    """A connection that goes nowhere."""

    aborted = False

    def abort(self) -> None:
        self.aborted = True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Nothing is sent."""

    def close(self) -> None:
        """Nothing is open."""

    def is_closing(self) -> bool:
        return False

    def get_extra_info(self, name: str, default: object = None) -> object:
        return default

    def pause_reading(self) -> None:
        """Nothing is read."""

    def resume_reading(self) -> None:
        """Nothing is read."""


async def _connected() -> tuple[web_server.PatientProtocol, _Transport]:
    config = uvicorn.Config(_ok, lifespan="off", log_level="critical")
    config.load()
    protocol = web_server.PatientProtocol(config=config, server_state=ServerState(), app_state={})
    transport = _Transport()
    protocol.connection_made(transport)
    return protocol, transport


@pytest.mark.parametrize(("reads_again", "aborted"), [(True, False), (False, True)])
def test_a_client_that_does_not_read_is_let_go(
    monkeypatch: pytest.MonkeyPatch, reads_again: bool, aborted: bool
) -> None:
    monkeypatch.setattr(web_server, "HEAD_SECONDS", 0.02)

    async def run() -> bool:
        protocol, transport = await _connected()
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        protocol.pause_writing()
        if reads_again:
            protocol.resume_writing()
        await asyncio.sleep(0.06)
        protocol.connection_lost(None)
        return transport.aborted

    assert asyncio.run(run()) is aborted


def test_a_second_head_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_server, "HEAD_SECONDS", 0.05)

    async def run() -> bool:
        protocol, transport = await _connected()
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await asyncio.sleep(0.02)
        for _ in range(10):
            protocol.data_received(b"G" if _ == 0 else b"E")
            await asyncio.sleep(0.02)
        return transport.aborted

    assert asyncio.run(run()) is True
