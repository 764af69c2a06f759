"""Files read for the library, several at a time; one that cannot be read never stops the others."""

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FileRefused
from ingest.isolation import Limits, die_with
from ingest.read import read_file
from ingest.records import Reading

_REPORT = "请换一份文件;如文件正常,请反馈此问题"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading a file: a reading, or the reason why there is none."""

    file: Path
    seconds: float
    reading: Reading | None = None
    #: one line, "" if it was read
    refusal: str = ""


class FileReaders:
    """Reads files, `jobs` of them at a time."""

    def __init__(self, limits: Limits, jobs: int = 1) -> None:
        self._limits = limits
        self._pool: ProcessPoolExecutor | None = None
        if jobs > 1:
            fork = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(jobs, fork, initializer=die_with, initargs=(os.getpid(),))
            self._pool.submit(int).result()  # the workers are forked here, before a progress bar has threads

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, files: Sequence[Path]) -> Iterator[Outcome]:
        """What came of each file, in the order of `files`."""
        if self._pool is None:
            yield from (read_one(file, self._limits) for file in files)
            return
        futures = [(file, self._submitted(file)) for file in files]
        for file, future in futures:
            yield _result(file, future)

    def _submitted(self, file: Path) -> "Future[Outcome] | None":
        try:
            return self._pool.submit(read_one, file, self._limits) if self._pool is not None else None
        except BrokenProcessPool:
            return None


@contextmanager
def file_readers(limits: Limits, jobs: int) -> Iterator[FileReaders]:
    """Readers that end with the context."""
    readers = FileReaders(limits, jobs)
    try:
        yield readers
    finally:
        readers.close()


def read_one(file: Path, limits: Limits) -> Outcome:
    """What came of reading `file`."""
    began = time.perf_counter()
    try:
        reading = read_file(file, limits)
    except FileRefused as refusal:
        return Outcome(file, time.perf_counter() - began, refusal=str(refusal))
    except Exception as fault:  # a fault of ours in one file must not lose the other files
        words = str(FileRefused(file.name, f"读取时出现内部错误({type(fault).__name__})", _REPORT))
        return Outcome(file, time.perf_counter() - began, refusal=words)
    return Outcome(file, time.perf_counter() - began, reading)


def _result(file: Path, future: "Future[Outcome] | None") -> Outcome:
    try:
        if future is not None:
            return future.result()
    except BrokenProcessPool:
        pass
    return Outcome(file, 0.0, refusal=str(FileRefused(file.name, "读取进程意外中断,未导入", "请单独重新导入此文件")))
