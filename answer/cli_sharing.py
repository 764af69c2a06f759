"""The questions of a file shared out among processes, each with the library open for itself."""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from answer.cli_replies import Form, Reply, numbered_reply
from index.library import reopened
from index.open_ranking import is_ranked_on_disk
from index.store import Library
from ingest.isolation import die_with

#: the fewest and the most questions that a process gets at once: neighbours are often on the same documents
_FEWEST, _MOST = 4, 32
#: batches that a process has been given at a time
_AHEAD = 2

#: questions of a file that stand beside each other, each with its number, from 1
_Batch = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Task:
    """What the processes are forked with."""

    #: left, as another process must not use what this one opened
    library: Library
    batches: Sequence[_Batch]
    form: Form


def shared_replies(library: Library, numbered: _Batch, form: Form, jobs: int) -> Iterator[Reply]:
    """The replies to numbered questions, in order, from `jobs` processes; it leaves the library.

    Questions that a process cannot answer, because the library was changed meanwhile, the process was ended from
    outside or could not be had, are answered in this one.
    """
    # What the first question loads need not be loaded again; a ranking on disk has threads, which must not be forked.
    here = 0 if is_ranked_on_disk(library) else 1
    for one in numbered[:here]:
        yield numbered_reply(library, *one, form)
    library.leave()
    batches = list(_batches(numbered[here:], jobs))
    with _forked(_Task(library, batches, form), jobs) as workers:
        library = reopened(library)
        for worker in workers:
            _tell(worker, library.state)
        for batch, replies in zip(batches, _received(workers, len(batches)), strict=True):
            if replies is None:
                yield from (numbered_reply(library, *one, form) for one in batch)
            else:
                yield from replies


def _batches(numbered: _Batch, jobs: int) -> Iterator[_Batch]:
    """The questions in order in batches that become smaller, so that all processes end at about the same time."""
    at = 0
    while at < len(numbered):
        size = min(max(3 * (len(numbered) - at) // (4 * jobs), _FEWEST), _MOST)
        yield numbered[at : at + size]
        at += size


@contextmanager
def _forked(task: _Task, jobs: int) -> Iterator[list[Connection]]:
    """The ends of processes that answer batches: as many of `jobs` as the system gives, until the context ends.

    Neither a thread nor a semaphore is needed for them: where there is no room for one, none is waited for.
    """
    context, workers, processes = get_context("fork"), list[Connection](), []
    gc.freeze()
    try:
        with suppress(OSError):  # no more processes or open files
            for _ in range(jobs):
                here, there = context.Pipe()
                workers.append(here)
                arguments = (there, tuple(workers), os.getpid(), task)
                # A daemon ends with this process even if the context is never left.
                process = context.Process(target=_work, args=arguments, daemon=True)
                with there:
                    process.start()
                processes.append(process)
        yield workers[: len(processes)]
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.join()
        for here in workers:
            here.close()
        gc.unfreeze()


def _received(workers: Sequence[Connection], count: int) -> Iterator[list[Reply] | None]:
    """The replies to each of so many batches, in order; None to one that no process has answered."""
    numbers = iter(range(count))
    under_way: dict[Connection, deque[int]] = {worker: deque() for worker in workers}
    done: dict[int, list[Reply] | None] = {}
    for worker in [*workers] * _AHEAD:
        _give(worker, numbers, under_way[worker])
    for at in range(count):
        while at not in done and under_way:
            ready = wait(list(under_way))
            for worker in [one for one in under_way if one in ready]:
                try:
                    replies = worker.recv()
                except (EOFError, OSError):  # it has ended
                    done.update(dict.fromkeys(under_way.pop(worker)))
                else:
                    done[under_way[worker].popleft()] = replies
                    _give(worker, numbers, under_way[worker])
        yield done.pop(at, None)


def _give(worker: Connection, numbers: Iterator[int], under_way: deque[int]) -> None:
    """Have a process answer one more batch, if there is one."""
    for number in islice(numbers, 1):
        under_way.append(number)
        _tell(worker, number)


def _tell(worker: Connection, what: tuple[str, int] | int) -> None:
    """Tell a process something short, which never waits; that it has ended is seen when it is listened to."""
    with suppress(OSError):
        worker.send(what)


def _work(there: Connection, others: Sequence[Connection], parent: int, task: _Task) -> None:
    """Answer the batches whose numbers come, if the library is in the state that comes first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    die_with(parent)
    for other in others:
        other.close()
    with suppress(Exception):  # what a question breaks on is met again where it is answered instead
        library = reopened(task.library)
        if there.recv() == library.state:
            while True:
                number: int = there.recv()
                there.send([numbered_reply(library, *one, task.form) for one in task.batches[number]])
