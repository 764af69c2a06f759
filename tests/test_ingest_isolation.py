"""Readers that break down in every way that a native parser can: only their own file fails."""

import contextlib
import mmap
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.isolation import Limits, read_isolated
from ingest.records import Problem, Span

ROOT = Path(__file__).resolve().parents[1]
LIMITS = Limits(seconds=1.5, memory=400 << 20, output=1 << 20)


def _sleep(name: str, data: bytes) -> Extracted:
    time.sleep(60)
    raise AssertionError


def _spin(name: str, data: bytes) -> Extracted:
    while True:
        pass


def _eat(name: str, data: bytes) -> Extracted:
    held = [bytearray(1 << 24) for _ in range(1_000)]
    return Extracted(str(len(held)), "")


def _segfault(name: str, data: bytes) -> Extracted:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def _abort(name: str, data: bytes) -> Extracted:
    os.abort()


def _leave(name: str, data: bytes) -> Extracted:
    os._exit(0)


def _flood(name: str, data: bytes) -> Extracted:
    return Extracted("x" * (2 << 20), "")


def _recurse(name: str, data: bytes) -> Extracted:
    return _recurse(name, data)


def _raise(name: str, data: bytes) -> Extracted:
    raise SystemExit(3)


def _connect(name: str, data: bytes) -> Extracted:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
    raise AssertionError


def _print(name: str, data: bytes) -> Extracted:
    print("noise" * 1_000)
    return Extracted("正文", "X")


def _refuse(name: str, data: bytes) -> Extracted:
    raise FileRefused(name, "加密", "去掉密码")


def _read(name: str, data: bytes) -> Extracted:
    problem = Problem(Span(0, 1), "第1页模糊", "请核对")
    return Extracted(data.decode() + "\n页码", "X", 4, (problem,), ((Span(0, 2), 93),), (7,))


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (_sleep, "解析超过 1.5 秒"),
        (_spin, "解析超过 1.5 秒"),
        (_eat, "内存超过 400 MB"),
        (_segfault, "已损坏"),
        (_abort, "内存超过 400 MB"),
        (_leave, "已损坏"),
        (_flood, "内容过多"),
        (_recurse, "嵌套过深"),
        (_raise, "SystemExit"),
        (_connect, "OSError"),
        (_refuse, "加密"),
    ],
)
def test_a_reader_that_breaks_down_is_one_line(
    reader: Callable[[str, bytes], Extracted], reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        read_isolated(reader, "坏.pdf", b"", LIMITS)
    assert reason in str(refusal.value)
    assert str(refusal.value).startswith("坏.pdf: ")
    assert "\n" not in str(refusal.value)
    assert time.monotonic() - began < 5
    assert capfd.readouterr() == ("", "")
    assert read_isolated(_read, "好.pdf", b"", LIMITS).form == "X"


def test_what_this_process_holds_is_not_the_reader_s() -> None:
    with mmap.mmap(-1, 2 * LIMITS.memory):
        assert read_isolated(_read, "好.pdf", b"", LIMITS).form == "X"
        with pytest.raises(FileRefused, match="内存超过 400 MB"):
            read_isolated(_eat, "坏.pdf", b"", LIMITS)


def test_a_lower_limit_of_the_system_is_kept() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))\n"
        "from ingest.isolation import Limits, read_isolated; from ingest.extracted import Extracted\n"
        "read = read_isolated(lambda name, data: Extracted('正文', 'X'), 'a', b'', Limits(memory=1 << 40))\n"
        "print(read.form)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "X\n"


def test_what_is_read_comes_back_whole() -> None:
    assert read_isolated(_read, "a", "各区👍\ud7ff".encode(), LIMITS) == _read("a", "各区👍\ud7ff".encode())


def test_a_reader_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert read_isolated(_print, "a", b"", LIMITS).text == "正文"
    assert capfd.readouterr() == ("", "")


def test_no_child_is_left_behind() -> None:
    before = _children()
    for reader in (_read, _segfault, _sleep):
        with contextlib.suppress(FileRefused):
            read_isolated(reader, "a", b"", LIMITS)
    assert _children() == before


def _children() -> set[str]:
    """Numbers of the processes that this one has started, those among them that have ended and are not let go."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


@pytest.mark.parametrize("is_slow", [True, False])
def test_what_a_reader_has_started_ends_with_it(tmp_path: Path, is_slow: bool) -> None:
    note = tmp_path / "pid"

    def start(name: str, data: bytes) -> Extracted:
        started = subprocess.Popen(["sleep", "60"])
        note.write_text(str(started.pid))
        if is_slow:
            started.wait()
        raise FileRefused(name, "读不出", "请换一份")

    with pytest.raises(FileRefused, match="解析超过" if is_slow else "读不出"):
        read_isolated(start, "a", b"", LIMITS)
    stat = Path("/proc") / note.read_text() / "stat"
    for _ in range(50):
        if not stat.exists() or stat.read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the program runs on")
