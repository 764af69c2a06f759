"""A limit of time on work of our own in this process, as children have theirs."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TimeIsUp(BaseException):
    """Raised inside the work; no handler of ordinary exceptions holds it up."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` in what the context holds after so many seconds; only in the main thread, others have no alarm.

    Work in Python is stopped at its next step, work in C when it comes back: each of ours there takes little time.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
