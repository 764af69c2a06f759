"""The questions of a file shared out among processes, each with the library open for itself."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from answer.cli_replies import Form, Reply, numbered_reply
from index.store import Library
from ingest.isolation import die_with

#: questions that a process gets at once
_BATCH = 4

#: a question of a file, and which it is, from 1
_Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _State:
    """The state of a library that all answers stand on."""

    path: Path
    digest: str
    home: Path | None
    is_bundled: bool


def shared_replies(library: Library, numbered: Sequence[_Numbered], form: Form, jobs: int) -> Iterator[Reply]:
    """The replies to numbered questions, in order, from `jobs` processes.

    Questions that a process cannot answer, because the library was changed meanwhile or the process was ended from
    outside, are answered in this one.
    """
    batches = [numbered[at : at + _BATCH] for at in range(0, len(numbered), _BATCH)]
    state = _State(Path(library.where), library.digest, library.home, library.is_bundled)
    # Forked before anything is asked: what is imported is there already, and no thread is.
    pool = ProcessPoolExecutor(jobs, get_context("fork"), initializer=_begin, initargs=(os.getpid(),))
    try:
        futures = [_submitted(pool, state, batch, form) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            if future is not None and future.exception() is None:
                yield from future.result()
            else:
                yield from (numbered_reply(library, *one, form) for one in batch)
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, state: _State, batch: Sequence[_Numbered], form: Form
) -> "Future[list[Reply]] | None":
    try:
        return pool.submit(_replies, state, batch, form)
    except BrokenProcessPool:
        return None


def _begin(parent: int) -> None:
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends them


def _replies(state: _State, batch: Sequence[_Numbered], form: Form) -> list[Reply]:
    library = _opened(state)
    return [numbered_reply(library, number, question, form) for number, question in batch]


@cache
def _opened(state: _State) -> Library:
    """The library in this state, opened by the process that answers."""
    library = Library.open(state.path, is_bundled=state.is_bundled)
    if library.digest != state.digest:
        raise RuntimeError("the library was changed")
    library.home = state.home
    return library
