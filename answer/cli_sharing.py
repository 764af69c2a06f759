"""The questions of a file shared out among processes, each with the library open for itself."""

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import get_context

from answer.cli_replies import Form, Reply, numbered_reply
from index.library import reopened
from index.open_ranking import is_ranked_on_disk
from index.store import Library
from ingest.isolation import die_with

#: the fewest and the most questions that a process gets at once: neighbours are often on the same documents
_FEWEST, _MOST = 4, 32

#: a question of a file, and which it is, from 1
_Numbered = tuple[int, str]
#: the library of the process that this one was forked from
_inherited: Library | None = None


def shared_replies(library: Library, numbered: Sequence[_Numbered], form: Form, jobs: int) -> Iterator[Reply]:
    """The replies to numbered questions, in order, from `jobs` processes; it closes the library.

    Questions that a process cannot answer, because the library was changed meanwhile or the process was ended from
    outside, are answered in this one.
    """
    # What the first question loads need not be loaded again; a ranking on disk has threads, which must not be forked.
    here = 0 if is_ranked_on_disk(library) else 1
    for one in numbered[:here]:
        yield numbered_reply(library, *one, form)
    library.close()
    batches = list(_batches(numbered[here:], jobs))
    with _forked(library, jobs) as pool:
        library = reopened(library)
        futures = [_submitted(pool, library.digest, batch, form) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            if future is not None and future.exception() is None:
                yield from future.result()
            else:
                yield from (numbered_reply(library, *one, form) for one in batch)


def _batches(numbered: Sequence[_Numbered], jobs: int) -> Iterator[Sequence[_Numbered]]:
    """The questions in order in batches that become smaller, so that all processes end at about the same time."""
    at = 0
    while at < len(numbered):
        size = min(max((len(numbered) - at) // (2 * jobs), _FEWEST), _MOST)
        yield numbered[at : at + size]
        at += size


@contextmanager
def _forked(library: Library, jobs: int) -> Iterator[ProcessPoolExecutor | None]:
    """Processes that are there at once, and end with the context; None where the system gives none."""
    gc.freeze()
    pool = _started(library, jobs)
    try:
        yield pool
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
        gc.unfreeze()


def _started(library: Library, jobs: int) -> ProcessPoolExecutor | None:
    try:
        pool = ProcessPoolExecutor(jobs, get_context("fork"), initializer=partial(_begin, os.getpid(), library))
        pool.submit(int)
    except (OSError, ImportError, NotImplementedError):  # no semaphores, as in some containers, or no more processes
        return None
    return pool


def _submitted(
    pool: ProcessPoolExecutor | None, digest: str, batch: Sequence[_Numbered], form: Form
) -> "Future[list[Reply]] | None":
    try:
        return pool.submit(_replies, digest, batch, form) if pool is not None else None
    except BrokenProcessPool:
        return None


def _begin(parent: int, library: Library) -> None:
    global _inherited
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends them
    _inherited = library


def _replies(digest: str, batch: Sequence[_Numbered], form: Form) -> list[Reply]:
    library = _opened(digest)
    return [numbered_reply(library, number, question, form) for number, question in batch]


@cache
def _opened(digest: str) -> Library:
    """The library of the parent, opened for this process.

    Raises:
        RuntimeError: it is in another state than that of `digest`.
    """
    assert _inherited is not None
    library = reopened(_inherited)
    if library.digest != digest:
        raise RuntimeError("the library was changed")
    return library
