"""Readers of foreign formats in a child process, with limits: what goes wrong there stays there.

The child is forked from this process, so that nothing has to be loaded again; its answer comes back through a pipe,
as JSON, and only so much of it as the limit allows.
"""

import contextlib
import ctypes
import faulthandler
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.records import Problem, Span

_MIB = 1 << 20
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_RELAX = "请拆分文件,或用 --seconds 放宽限制"
Reader = Callable[[str, bytes], Extracted]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    #: wall clock and processor time
    seconds: float = 30.0
    #: memory that the reader may take beside what this process had mapped when it forked, in bytes
    memory: int = 1 << 30
    #: size of a file, in bytes
    size: int = 100 * _MIB
    #: length of what is read from it, in bytes
    output: int = 64 * _MIB


DEFAULT_LIMITS = Limits()


def read_isolated(reader: Reader, name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """What `reader` makes of `data`, run in a child process within `limits`.

    Raises:
        FileRefused: the reader refuses the file, breaks down, or takes more than the limits allow.
    """
    source, sink = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(source)
        _run(reader, name, data, sink=sink, limits=limits, parent=parent)
    os.close(sink)
    with os.fdopen(source, "rb", buffering=0):
        answer = None
        try:
            answer = _receive(source, limits)
        finally:
            status = _ended(child, is_done=answer is not None)
    if answer is None:
        raise FileRefused(name, f"解析超过 {limits.seconds:g} 秒或内容过多,已停止", _RELAX)
    return _unpacked(name, answer, status, limits)


def _ended(child: int, *, is_done: bool) -> int:
    """The exit status of the child, which is killed unless it `is_done`; what it has started ends with it.

    The child is looked at before it is let go: as long as it is there, no other process can have its number.
    """
    if not is_done:
        os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _run(reader: Reader, name: str, data: bytes, *, sink: int, limits: Limits, parent: int) -> None:
    """The child: reads, sends the answer, and ends without running anything else."""
    try:
        os.setsid()
        die_with(parent)
        gc.disable()
        faulthandler.disable()
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        sys.stdout = sys.stderr = os.fdopen(null, "w")
        _limit(limits)
        socket.socket.connect = _refuse_connection  # type: ignore[method-assign]
        answer = _answer(reader, name, data)
        with os.fdopen(sink, "wb") as out:
            out.write(json.dumps(answer).encode())
    finally:
        os._exit(0)


def die_with(parent: int) -> None:
    """Make this process end when the one that started it, `parent`, does, however that ends; on Linux.

    That one may have ended while this one was being started: then no signal comes, and it ends here.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _refuse_connection(*_: object) -> None:
    raise OSError("no network while a file is read")


def _limit(limits: Limits) -> None:
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * _MIB, 256 * _MIB))
    memory = _mapped() + limits.memory
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        memory = min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _mapped() -> int:
    """Address space of this process in bytes; 0 where the system does not tell.

    A fork inherits all of it: dictionaries, indexes, the stacks of threads that it does not have. None of that is
    the file's doing, and RLIMIT_AS counts it.
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return 0


def _answer(reader: Reader, name: str, data: bytes) -> dict[str, object]:
    try:
        read = reader(name, data)
    except FileRefused as refusal:
        return {"refused": [refusal.reason, refusal.hint]}
    except MemoryError:
        return {"memory": True}
    except RecursionError:
        return {"broken": "嵌套过深"}
    except BaseException as fault:  # a foreign parser raises what it likes: any of it means a broken file
        return {"broken": type(fault).__name__, "memory": "MemoryError" in repr(fault)}
    return {
        "text": read.text,
        "form": read.form,
        "body": read.body,
        "problems": [[one.span.start, one.span.end, one.message, one.hint] for one in read.problems],
        "recognised": [[span.start, span.end, percent] for span, percent in read.recognised],
        "unread": list(read.unread),
    }


def _receive(source: int, limits: Limits) -> bytes | None:
    """All that the child sends; None if it takes too long or sends too much."""
    deadline = time.monotonic() + limits.seconds
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([source], [], [], left)[0]:
            return None
        part = os.read(source, _MIB)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > limits.output:
            return None


def _unpacked(name: str, answer: bytes, status: int, limits: Limits) -> Extracted:
    try:
        found = json.loads(answer)
    except ValueError:
        found = {"memory": os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGABRT, signal.SIGKILL)}
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
            raise FileRefused(name, f"解析超过 {limits.seconds:g} 秒,已停止", _RELAX) from None
    if "text" in found:
        problems = tuple(Problem(Span(start, end), *words) for start, end, *words in found["problems"])
        recognised = tuple((Span(start, end), percent) for start, end, percent in found["recognised"])
        return Extracted(found["text"], found["form"], found["body"], problems, recognised, tuple(found["unread"]))
    if "refused" in found:
        raise FileRefused(name, *found["refused"])
    if found.get("memory"):
        raise FileRefused(
            name, f"解析时内存超过 {limits.memory // _MIB} MB,已停止", "文件可能损坏或含有异常内容,请换一份"
        )
    raise FileRefused(name, f"文件已损坏,无法解析({found.get('broken', '解析程序中断')})", "请重新下载或另存后再导入")


def relaxed(limits: Limits, *, seconds: float, memory: int) -> Limits:
    """The limits, with at least so many seconds and bytes of memory."""
    return replace(limits, seconds=max(limits.seconds, seconds), memory=max(limits.memory, memory))
