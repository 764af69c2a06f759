"""One writer at a time, and nothing removed from under a reader: locks of the kernel, free again when a holder ends."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import LibraryError

_PAUSE = 0.05


@contextmanager
def writing(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of the library in `path`, after at most `patience` seconds.

    Raises:
        LibraryError: another process holds it, or the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        reason = f"无法建立文件夹或锁文件 ({error.strerror})"
        raise LibraryError(str(path.parent), reason, "请检查权限，或用 --home 另选") from error
    try:
        _wait(descriptor, path, patience)
        _pins(path).touch()
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except (BlockingIOError, PermissionError) as error:  # the latter on NFS
            if time.monotonic() >= end:
                holder = os.pread(descriptor, 20, 0).decode("ascii", "replace")
                reason = f"另一个进程正在写入 (pid {holder})" if holder else "另一个进程正在写入"
                raise LibraryError(str(path), reason, "请稍后再试") from error
            time.sleep(_PAUSE)
        except OSError as error:
            reason = f"该处的文件系统不能加锁 ({error.strerror})"
            raise LibraryError(str(path), reason, "请用 --home 另选本机磁盘上的文件夹") from error


def note_made(path: Path) -> None:
    """Note beside the library in `path` that it was made: cut to nothing, its own file cannot say so any more."""
    with suppress(OSError):  # where there is no room for it, nothing else is worse for that
        if not was_made(path):
            _pins(path).write_bytes(b"1")


def was_made(path: Path) -> bool:
    """Whether `note_made` noted the library in `path`."""
    try:
        return _pins(path).stat().st_size > 0
    except OSError:
        return False


class Pin:
    """Held by a reader from before it looks at the library until it has all files open that belong to what it saw."""

    def __init__(self, path: Path) -> None:
        """Pin the library in `path`; where no writer ever was, there is nothing to pin."""
        self._descriptor: int | None = None
        with suppress(OSError):
            self._descriptor = os.open(_pins(path), os.O_RDONLY | os.O_CLOEXEC)
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let the writer remove what is not needed any more."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def unpinned(path: Path) -> Iterator[bool]:
    """Whether no reader has the library pinned; if so, none pins it before the end of the context."""
    descriptor = os.open(_pins(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)


def _pins(path: Path) -> Path:
    return path.with_name(path.name + ".pins")
