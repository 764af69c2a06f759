"""Tokens and references of many documents, computed in several processes where that pays."""

import os
from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TypeVar

from index.entries import Described
from index.rows import Computed, Unstored, stored
from ingest.isolation import die_with

_Name = TypeVar("_Name", bound=Hashable)
_Stored = tuple[Described, Computed]
#: documents that a process gets at once, and batches that are under way for each process
_BATCH, _AHEAD = 16, 3
#: documents that are begun at most before they are asked for: what is computed of them stays in memory
_BEGUN = 2048


@dataclass(slots=True)
class _Task:
    """Documents that a process computes in one go."""

    documents: list[Unstored] = field(default_factory=list)
    #: None until a process has them
    future: Future[list[_Stored]] | None = None


class Computing:
    """Computes for documents one by one, or in `jobs` processes once there are more than a few."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._filling = _Task()
        self._begun: dict[Hashable, tuple[_Task, int]] = {}

    def close(self) -> None:
        """Let the processes end."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def begin(self, name: Hashable, document: Unstored) -> None:
        """Have a document computed that `each` will probably be given under this name, if there are processes for it.

        Raises:
            BrokenProcessPool: one of the processes was ended from outside.
        """
        self._begun.pop(name, None)
        if self._jobs > 1 and len(self._begun) < _BEGUN:
            self._begun[name] = self._put(document)

    def begun(self, name: Hashable) -> Unstored | None:
        """The document that was begun last under a name; None if it was not, or has been computed."""
        task, at = self._begun.get(name, (None, 0))
        return task.documents[at] if task is not None else None

    def each(self, documents: Iterable[tuple[_Name, Unstored]]) -> Iterator[tuple[_Name, _Stored]]:
        """What was named, and what is stored of its document, in order; only a few are in memory at a time.

        Raises:
            BrokenProcessPool: one of the processes was ended from outside.
        """
        waiting: deque[tuple[_Name, _Task, int]] = deque()
        for name, document in documents:
            task, at = self._begun.pop(name, (None, 0))
            if task is None or task.documents[at] != document:
                task, at = self._put(document)
            waiting.append((name, task, at))
            if self._jobs <= 1 or len(waiting) >= _AHEAD * self._jobs * _BATCH:
                yield self._next(waiting)
        if self._pool is not None and self._filling.documents:
            self._submit(self._filling)
        while waiting:
            yield self._next(waiting)
        self._begun.clear()

    def _put(self, document: Unstored) -> tuple[_Task, int]:
        """The task that a document is in, and its place there; a task that is full is begun."""
        task, at = self._filling, len(self._filling.documents)
        task.documents.append(document)
        if self._jobs <= 1:
            self._filling = _Task()
        elif at + 1 == _BATCH:
            self._submit(task)
        return task, at

    def _next(self, waiting: deque[tuple[_Name, _Task, int]]) -> tuple[_Name, _Stored]:
        name, task, at = waiting.popleft()
        if task is self._filling and self._pool is not None:
            self._submit(task)
        return name, stored(task.documents[at]) if task.future is None else task.future.result()[at]

    def _submit(self, task: _Task) -> None:
        if self._pool is None:
            # Not forked: a process with threads, as a server is, must not be copied.
            self._pool = ProcessPoolExecutor(
                self._jobs, get_context("spawn"), initializer=die_with, initargs=(os.getpid(),)
            )
        task.future = self._pool.submit(_all, task.documents)
        self._filling = _Task()


def _all(documents: list[Unstored]) -> list[_Stored]:
    return list(map(stored, documents))
