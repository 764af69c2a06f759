"""A limit of time on work of our own, in this thread, as children have theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic


class TimeIsUp(BaseException):
    """Raised inside the work; no handler of ordinary exceptions holds it up."""


_until: ContextVar[float | None] = ContextVar("_until", default=None)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Let `tick` raise `TimeIsUp` in what the context holds, after so many seconds."""
    token = _until.set(monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def tick() -> None:
    """Say that a step of the work begins: a line, a provision, a reference.

    Work that a long text makes long calls it at each step; between two calls there is little to do.

    Raises:
        TimeIsUp: the time of the context is over.
    """
    until = _until.get()
    if until is not None and monotonic() > until:
        raise TimeIsUp
