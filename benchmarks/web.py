"""Load on the web form, measured with wrk beside a minimal page of FastAPI, jinja2 and rank_bm25 in the same run.

    python benchmarks/web.py [--seconds 10] [--slow]

Both servers run as one process on loopback, one after the other, on the bundled documents. Two sets of questions:
twenty that come again and again (colleagues ask alike), each asked once before the measurement, and questions that are
all different, so that nothing was computed before. Prints one table; needs `wrk` (apt-get install wrk).
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).parent
SCRIPT = """
local questions = {%s}
local number = %d
request = function()
  number = number + 1
  local one = questions[number %% #questions + 1]
  return wrk.format("GET", "/ask?q=" .. one .. (%s and "%%20" .. number or ""))
end
"""


def main() -> None:
    """Measure both servers and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--slow", action="store_true", help="also 800 slow connections, for 30 seconds")
    parser.add_argument("--long", action="store_true", help="also 200 connections for 60 seconds")
    options = parser.parse_args()
    questions = _questions()
    print(f"| server | questions | connections | requests/s | p50 | p99 | errors | CPU ms/request |\n|{'---|' * 8}")
    with tempfile.TemporaryDirectory() as home:
        for name, command in _servers(home):
            for kind, distinct in (("come again", False), ("all different", True)):
                _measured(name, command, kind, questions, distinct=distinct, connections=32, seconds=options.seconds)
        ours = _servers(home)[-1]
        if options.long:
            _measured(*ours, "come again", questions, distinct=False, connections=200, seconds=60)
        if options.slow:
            _slow(*ours, questions)


def _servers(home: str) -> list[tuple[str, list[str]]]:
    peer = [sys.executable, str(HERE / "web_peer.py")]
    ours = [sys.executable, "-m", "answer.cli", "serve", "--home", home, "--port"]
    return [("peer, def", [*peer, "def"]), ("peer, async", [*peer, "async"]), ("zhengce", ours)]


def _questions() -> list[str]:
    """Questions made from the places and headings of the documents."""
    from index.library import bundled_library

    library = bundled_library()
    made = [
        f"{header.place}{one.heading}"
        for key, header in library.headers()
        for one in library.document(key).provisions
        if 4 <= len(one.heading) <= 16
    ]
    return made[:: max(1, len(made) // 20)][:20]


def _measured(
    name: str, command: list[str], kind: str, questions: list[str], *, distinct: bool, connections: int, seconds: int
) -> None:
    port = _free_port()
    server = _started(command, port, questions)
    try:
        before = _cpu(server.pid)
        out = _wrk(port, questions, distinct=distinct, connections=connections, seconds=seconds)
        total = int(re.search(r"(\d+) requests in", out)[1])  # type: ignore[index]
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])  # type: ignore[index]
        errors = sum(map(int, re.findall(r"(?:connect|read|write|timeout|responses:) (\d+)", out)))
        p50, p99 = (re.search(rf"^\s+{at}%\s+(\S+)", out, re.MULTILINE)[1] for at in (50, 99))  # type: ignore[index]
        spent = (_cpu(server.pid) - before) * 1000 / max(1, total)
        print(f"| {name} | {kind} | {connections} | {rate:.0f} | {p50} | {p99} | {errors} | {spent:.2f} |", flush=True)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wrk(port: int, questions: list[str], *, distinct: bool, connections: int, seconds: int) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        listed = ",".join(f'"{quote(one)}"' for one in questions)
        script.write(SCRIPT % (listed, 0, "true" if distinct else "false"))
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "20s",
            "--latency",
            "-s",
            script.name,
        ]
        return subprocess.run(
            [*command, f"http://127.0.0.1:{port}/"], capture_output=True, text=True, check=True
        ).stdout


def _started(command: list[str], port: int, questions: list[str]) -> subprocess.Popen[bytes]:
    """A server that is up, and was asked each question once."""
    server = subprocess.Popen([*command, str(port)], stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            for question in questions:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ask?q={quote(question)}").read()
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    raise SystemExit("the server did not start")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _cpu(process: int) -> float:
    """Seconds of processor time of a process."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _slow(name: str, command: list[str], questions: list[str]) -> None:
    port = _free_port()
    server = _started(command, port, questions)
    try:
        asyncio.run(_with_slow_clients(port, questions[0]))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


async def _with_slow_clients(port: int, question: str) -> None:
    """800 clients that trickle a header; one that asks as usual, every tenth of a second."""
    lives = [asyncio.create_task(_trickle(port)) for _ in range(800)]
    waits: list[float] = []
    end = time.monotonic() + 30
    while time.monotonic() < end:
        began = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /ask?q={quote(question)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answered = await reader.read()
        assert answered.startswith(b"HTTP/1.1 200"), answered[:80]
        writer.close()
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)
    ages = await asyncio.gather(*lives)
    p99 = statistics.quantiles(waits, n=100)[98] * 1000
    print(
        f"\n800 slow connections: closed after {min(ages):.1f} to {max(ages):.1f} s; a normal client's p99 {p99:.0f} ms"
    )


async def _trickle(port: int) -> float:
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    try:
        while time.monotonic() - began < 60:
            writer.write(b"X-A: b\r\n")
            await writer.drain()
            if await asyncio.wait_for(reader.read(1), 1) == b"":
                break
    except TimeoutError:
        return await _go_on(reader, writer, began)
    except OSError:
        pass
    return time.monotonic() - began


async def _go_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, began: float) -> float:
    while time.monotonic() - began < 60:
        try:
            writer.write(b"X-A: b\r\n")
            await writer.drain()
            if await asyncio.wait_for(reader.read(1), 1) == b"":
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - began


if __name__ == "__main__":
    main()
