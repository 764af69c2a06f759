"""The server: uvicorn on one socket, with clients that send or read too slowly let go."""

import asyncio
import resource
import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from answer.web_refusals import UPLOAD_PATHS
from answer.web_settings import BODY_SECONDS, HEAD_SECONDS, LONGEST_HEADERS, LONGEST_TARGET, UPLOAD_SECONDS

#: seconds that a connection may stay open without a request, and that running answers have at the end
_IDLE_SECONDS, _LAST_SECONDS = 5, 5
_MOST_FILES = 20_000
#: connections that may wait to be taken
_BACKLOG = 2048


class PatientProtocol(H11Protocol):
    """HTTP/1.1 whose patience has an end: for the head, for the body, and for a client that does not read."""

    _timer: asyncio.TimerHandle | None = None
    _reads: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the head of a request."""
        super().connection_made(transport)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        if self._reads is not None:
            self._reads.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes: the first of a head start the time for it, a whole head the time for its body."""
        before = self.cycle
        super().data_received(data)
        cycle = self.cycle
        if cycle is not None and cycle is not before:
            self._wait(UPLOAD_SECONDS if self.scope["path"] in UPLOAD_PATHS else BODY_SECONDS)
        if cycle is None or cycle.more_body:
            return
        if cycle is not before or not cycle.response_complete:
            self._stop()
        elif self._timer is None:
            self._wait(HEAD_SECONDS)

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not read."""
        super().pause_writing()
        self._reads = self.loop.call_later(HEAD_SECONDS, self._let_go)

    def resume_writing(self) -> None:
        """The client reads again."""
        super().resume_writing()
        if self._reads is not None:
            self._reads.cancel()

    def _wait(self, seconds: float) -> None:
        self._stop()
        self._timer = self.loop.call_later(seconds, self._let_go)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _let_go(self) -> None:
        self.transport.abort()


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Answer requests on a socket until the process is told to end."""
    _allow_files()
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="error",
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_LAST_SECONDS,
        h11_max_incomplete_event_size=LONGEST_TARGET + LONGEST_HEADERS,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _allow_files() -> None:
    """Let the process hold as many connections as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one.

    Raises:
        OSError: the address is in use or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio leaves out TCP_NODELAY and each answer waits 40 ms for an acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening
