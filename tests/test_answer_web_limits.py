"""What the web form refuses: strange hosts, other sites, large requests, wrong tokens, and slow clients."""

import base64
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from answer.web_refusals import Head, refusal_of
from answer.web_settings import LARGEST_FORM, Settings
from index.library import library_path
from web_client import NINGBO, Server, filled

HERE = Settings()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    one = Server(filled(tmp_path_factory.mktemp("home"), {"a.txt": NINGBO}), "--no-log")
    yield one
    one.stop()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "[::2]"])
def test_a_strange_host_is_refused(server: Server, host: str) -> None:
    reply = server.get("/", headers={"Host": host})
    assert reply.status == 400
    assert "不认识的主机名" in reply.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.1:1", "[::1]", "[::1]:80"])
def test_names_of_this_machine_are_known(server: Server, host: str) -> None:
    assert server.get("/", headers={"Host": host}).status == 200


def test_two_hosts_are_none() -> None:
    head = Head("GET", "/", 1, (("host", "localhost"), ("host", "localhost")))
    refusal = refusal_of(head, HERE)
    assert refusal is not None
    assert refusal.status == 400


# Sec-Fetch-Site, Origin ("" for none), and whether the change is made.
ORIGINS = [
    ("same-origin", "", True),
    ("same-origin", "http://evil.example", True),
    ("none", "", True),
    ("same-site", "", False),
    ("cross-site", "", False),
    ("cross-site", "http://HOST", False),
    ("nonsense", "", False),
    ("", "", True),
    ("", "http://HOST", True),
    ("", "http://evil.example", False),
    ("", "null", False),
    ("", "http://HOST.evil.example", False),
]


@pytest.mark.parametrize(("site", "origin", "is_made"), ORIGINS)
def test_what_another_site_sends_is_not_done(server: Server, site: str, origin: str, is_made: bool) -> None:
    headers = {"Sec-Fetch-Site": site, "Origin": origin.replace("HOST", f"127.0.0.1:{server.port}")}
    given = {name: value for name, value in headers.items() if value}
    reply = server.post("/feedback", {"id": "a", "verdict": "accurate"}, given)
    assert reply.status == (303 if is_made else 403)
    assert server.get("/documents", headers=given).status == 200


def test_long_questions_are_refused_with_a_word(server: Server) -> None:
    page = server.get("/ask", q="问" * 2001)
    assert page.status == 400
    assert "2000" in page.text
    assert server.get("/api/ask", q="问" * 2001).status == 422
    assert server.get("/search", q="问" * 2001).status == 400
    assert server.get("/cite", ref="问" * 2001).status == 400


@pytest.mark.parametrize("char", ["问", "𠮷"])
def test_the_longest_question_fits_into_an_address(server: Server, char: str) -> None:
    assert server.get("/ask", q=char * 2000).status == 200


def test_large_requests_are_refused(server: Server) -> None:
    assert server.get("/ask?q=" + "a" * 30_000).status == 414
    assert server.get("/", headers={f"X-{number}": "1" for number in range(120)}).status == 431
    assert server.get("/", headers={"X-Long": "a" * 33_000}).status == 431
    assert server.post("/feedback", {"id": "a", "remark": "字" * LARGEST_FORM}).status == 413
    assert server.send("POST", "/api/feedback", b"[" * 100, {"Content-Type": "text/plain"}).status == 415
    assert _raw(server, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 300_000) in (b"HTTP/1.1 400", b"")


def test_a_body_without_a_length_is_counted(server: Server) -> None:
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    head = b"POST /feedback HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    assert _raw(server, head + kind + chunk * 4 + b"0\r\n\r\n") == b"HTTP/1.1 413"


def test_broken_input_is_no_fault_of_ours(server: Server) -> None:
    json = {"Content-Type": "application/json"}
    deep = b'{"id":' + b"[" * 20_000 + b"]" * 20_000 + b"}"
    for body in (deep, b"\xff\xfe", b'{"id": "\\ud800", "verdict": "accurate"}', b"null", b""):
        assert server.send("POST", "/api/feedback", body, json).status in (200, 400, 422)
    for target in ("/ask?q=%ff%fe%00", "/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static/..%2fweb.py", "/%00"):
        assert server.send("GET", target).status in (200, 400, 404)
    assert server.send("DELETE", "/documents").status == 405
    assert server.send("GET", "/static/../../pyproject.toml").status == 404


def test_errors_of_the_interface_are_json(server: Server) -> None:
    reply = server.get("/api/documents/没有这个文件")
    assert reply.status == 404
    assert reply.headers["content-type"] == "application/json"
    assert '"code": "document_unknown"' in reply.text


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text("correct-horse-battery\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_token_is_asked_for_on_every_page(tmp_path: Path, token_file: Path) -> None:
    server = Server(filled(tmp_path / "home", {"a.txt": NINGBO}), "--token-file", str(token_file))
    try:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic !"}):
            reply = server.get("/static/style.css", headers=headers)
            assert reply.status == 401
            assert reply.headers["www-authenticate"].startswith("Basic")
        basic = base64.b64encode(b"anyone:correct-horse-battery").decode()
        assert server.get("/", headers={"Authorization": f"Basic {basic}"}).status == 200
        assert server.get("/", headers={"Authorization": "Bearer correct-horse-battery"}).status == 200
    finally:
        server.stop()


def test_other_machines_are_let_in_only_with_a_token(tmp_path: Path, token_file: Path) -> None:
    assert "口令文件" in _refused(tmp_path, "--host", "0.0.0.0")
    assert "--token-file" in _refused(tmp_path, "--allow-upload")
    token_file.chmod(0o644)
    assert "chmod 600" in _refused(tmp_path, "--token-file", str(token_file))
    token_file.chmod(0o600)
    token_file.write_text("short", encoding="utf-8")
    assert "至少 16 个" in _refused(tmp_path, "--token-file", str(token_file))
    assert "无法读取" in _refused(tmp_path, "--token-file", str(tmp_path / "none"))


def test_a_port_in_use_is_said(server: Server, tmp_path: Path) -> None:
    assert "换一个端口" in _refused(tmp_path, "--port", str(server.port))


def test_a_damaged_library_is_said_before_anything_listens(tmp_path: Path) -> None:
    library_path(tmp_path).write_bytes(b"no library" * 1000)
    told = _refused(tmp_path, status=3)
    assert told.count("\n") == 1
    assert "重新导入" in told
    assert "已启动" not in told


def test_a_library_that_breaks_is_told_to_the_reader_and_to_whoever_runs_the_server(tmp_path: Path) -> None:
    server = Server(filled(tmp_path, {"a.txt": NINGBO}), "--no-log")
    try:
        library_path(tmp_path).write_bytes(b"no library" * 1000)
        for _ in range(100):
            reply = server.get("/documents/%1b%5b2J")
            if reply.status == 503:
                break
            time.sleep(0.1)
        assert reply.status == 503
        assert "重新导入" in reply.text
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"\x16\x03\x01 no request\r\n\r\n")
            assert b" 400 " in client.recv(1000)
    finally:
        said = server.stop()
    assert "WARNING" not in said
    line = next(one for one in said.splitlines() if "重新导入" in one)
    assert line.startswith("/documents/�[2J: 资料库 ")


def test_hosts_may_be_written_with_brackets_and_port(tmp_path: Path) -> None:
    home = filled(tmp_path / "home", {"a.txt": NINGBO})
    server = Server(home, "--allow-host", "Intranet.example:8000", "--host", "[::1]", host="::1")
    try:
        assert server.name == "[::1]"
        assert server.get("/robots.txt", headers={"Host": "intranet.example"}).status == 200
    finally:
        server.stop()


def _refused(home: Path, *options: str, status: int = 2) -> str:
    command = [sys.executable, "-m", "answer.cli", "serve", "--home", str(home), "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == status
    return done.stderr


def test_an_upload_is_not_there_unless_allowed(server: Server) -> None:
    assert server.get("/upload").status == 404
    assert server.post("/upload/keep", {"id": "a"}).status == 404


@pytest.mark.slow
def test_slow_clients_are_let_go(server: Server) -> None:
    began = time.monotonic()
    silent, trickling, stalled = (socket.create_connection(("127.0.0.1", server.port)) for _ in range(3))
    stalled.sendall(
        b"POST /feedback HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nid=a"
    )
    trickling.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
    closed: dict[str, float] = {}
    while len(closed) < 3 and time.monotonic() - began < 20:
        time.sleep(0.5)
        if "trickling" not in closed:
            try:
                trickling.sendall(b"X: y\r\n")
            except OSError:
                closed["trickling"] = time.monotonic() - began
        for name, one in (("silent", silent), ("stalled", stalled)):
            one.settimeout(0.01)
            try:
                if name not in closed and one.recv(100) == b"":
                    closed[name] = time.monotonic() - began
            except TimeoutError:
                pass
            except OSError:
                closed[name] = time.monotonic() - began
    for one in (silent, trickling, stalled):
        one.close()
    assert set(closed) == {"silent", "trickling", "stalled"}
    assert max(closed.values()) < 15
    assert server.get("/").status == 200


def _raw(server: Server, request: bytes) -> bytes:
    """The beginning of what comes back for some bytes, nothing if the connection is only closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as one:
        try:
            one.sendall(request)
            return one.recv(100)[:12]
        except OSError:
            return b""
