"""Tokens and references of many documents, computed in several processes where that pays."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

from index.rows import Computed, Described, Unstored, stored
from ingest.isolation import die_with

_Name = TypeVar("_Name")
_Stored = tuple[Described, Computed]
#: documents that a process gets at once, and batches that are under way for each process
_BATCH, _AHEAD = 16, 3


class Computing:
    """Computes for documents one by one, or in `jobs` processes once there are more than a few."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def close(self) -> None:
        """Let the processes end."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def each(self, documents: Iterable[tuple[_Name, Unstored]]) -> Iterator[tuple[_Name, _Stored]]:
        """What was named, and what is stored of its document, in order; only a few are in memory at a time.

        Raises:
            BrokenProcessPool: one of the processes was ended from outside.
        """
        todo = iter(documents)
        first = list(islice(todo, _BATCH))
        if self._jobs <= 1 or len(first) < _BATCH:
            for name, document in chain(first, todo):
                yield name, stored(document)
            return
        if self._pool is None:
            # Not forked: a process with threads, as a server is, must not be copied.
            self._pool = ProcessPoolExecutor(
                self._jobs, get_context("spawn"), initializer=die_with, initargs=(os.getpid(),)
            )
        waiting: deque[tuple[list[_Name], Future[list[_Stored]]]] = deque()
        batch = first
        while batch or waiting:
            if batch:
                work = self._pool.submit(_all, [document for _, document in batch])
                waiting.append(([name for name, _ in batch], work))
            if not batch or len(waiting) >= _AHEAD * self._jobs:
                names, done = waiting.popleft()
                yield from zip(names, done.result(), strict=True)
            batch = list(islice(todo, _BATCH))


def _all(documents: list[Unstored]) -> list[_Stored]:
    return list(map(stored, documents))
