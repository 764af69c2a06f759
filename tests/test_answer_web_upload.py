"""Documents sent in: shown before they are kept, refused without harm, and known by a safe name."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from answer.web_schema_library import ReadOut
from answer.web_staging import Staging, safe_name
from answer.web_words import WebError
from index.library import library_path
from web_client import NINGBO, SHAOXING, Reply, Server, filled

TOKEN = {"Authorization": "Bearer correct-horse-battery"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("upload")
    token = folder / "token"
    token.touch(mode=0o600)
    token.write_text("correct-horse-battery", encoding="utf-8")
    home = filled(folder / "home", {"a.txt": NINGBO})
    one = Server(home, "--allow-upload", "--token-file", str(token))
    yield one
    one.stop()


def _sent(server: Server, name: str, data: bytes, path: str = "/upload", **headers: str) -> Reply:
    head = f'--X\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    kind = {"Content-Type": "multipart/form-data; boundary=X", **TOKEN, **headers}
    return server.send("POST", path, head + data + b"\r\n--X--\r\n", kind)


def _id(page: str) -> str:
    found = re.search(r'name="id" value="([^"]+)"', page)
    return found[1] if found else ""


def test_a_document_is_shown_then_kept(server: Server) -> None:
    assert 'enctype="multipart/form-data"' in server.get("/upload", headers=TOKEN).text
    shown = _sent(server, "绍兴.txt", SHAOXING.encode())
    assert "还没有保存" in shown.text
    assert "绍兴市人民政府关于养老服务用房的实施意见" in shown.text
    assert "绍政发" not in server.get("/documents", headers=TOKEN).text
    form = {"id": _id(shown.text)}
    kept = server.post("/upload/keep", form, TOKEN)
    assert "已保存" in kept.text
    assert "绍政发〔2022〕3号" in server.get("/documents", headers=TOKEN).text
    assert server.post("/upload/keep", form, TOKEN).status == 404


def test_a_document_that_is_not_wanted_is_forgotten(server: Server) -> None:
    shown = _sent(server, "b.txt", SHAOXING.replace("绍兴", "嘉兴").encode())
    form = {"id": _id(shown.text)}
    assert server.post("/upload/drop", form, TOKEN).status == 303
    assert server.post("/upload/keep", form, TOKEN).status == 404
    assert "嘉兴" not in server.get("/documents", headers=TOKEN).text


def test_a_file_is_kept_once_however_often_that_is_asked(server: Server) -> None:
    form = {"id": _id(_sent(server, "d.txt", SHAOXING.replace("绍兴", "台州").encode()).text)}
    with ThreadPoolExecutor(2) as pool:
        statuses = [one.status for one in pool.map(lambda _: server.post("/upload/keep", form, TOKEN), range(2))]
    assert sorted(statuses) == [200, 404]


def test_a_library_that_cannot_be_written_is_said_and_the_file_waits_on(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.touch(mode=0o600)
    token.write_text("correct-horse-battery", encoding="utf-8")
    server = Server(filled(tmp_path / "home", {"a.txt": NINGBO}), "--allow-upload", "--token-file", str(token))
    try:
        form = {"id": _id(_sent(server, "b.txt", SHAOXING.encode()).text)}
        sound = library_path(server.home).read_bytes()
        library_path(server.home).write_bytes(b"no library" * 1000)
        failed = server.post("/upload/keep", form, TOKEN)
        assert failed.status == 503
        assert "文件没有保存。资料库 " in failed.text
        assert "重新导入" in failed.text
        library_path(server.home).write_bytes(sound)
        assert "已保存" in server.post("/upload/keep", form, TOKEN).text
    finally:
        server.stop()


def test_more_files_than_may_wait_are_all_read(server: Server) -> None:
    with ThreadPoolExecutor(10) as pool:
        shown = list(pool.map(lambda at: _sent(server, f"{at}.txt", SHAOXING.encode()), range(10)))
    assert [one.text.count("还没有保存") for one in shown] == [1] * 10


def test_a_file_that_holds_no_document_is_not_kept(server: Server) -> None:
    shown = _sent(server, "blank.txt", b"\n\n \n")
    assert _id(shown.text) == ""
    assert "没有保存" in shown.text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 broken", b"\x00\xff" * 500, b"PK\x03\x04 broken"])
def test_a_file_that_cannot_be_read_is_refused_with_a_word(server: Server, data: bytes) -> None:
    shown = _sent(server, "bad.pdf", data)
    assert shown.status == 200
    assert _id(shown.text) == ""
    assert "bad.pdf" in shown.text
    told = json.loads(_sent(server, "bad.pdf", data, "/api/upload").body)
    assert told["files"][0]["outcome"] == "refused"


def test_the_interface_reads_and_keeps_nothing(server: Server) -> None:
    told = json.loads(_sent(server, "c.txt", SHAOXING.replace("绍兴", "金华").encode(), "/api/upload").body)
    assert ReadOut.model_validate(told).model_dump(by_alias=True) == told
    assert told["files"][0]["documents"][0]["provisions"] > 3
    assert "金华" not in server.get("/documents", headers=TOKEN).text


def test_uploads_need_the_token_and_our_own_page(server: Server) -> None:
    assert _sent(server, "a.txt", b"a", Authorization="").status == 401
    assert _sent(server, "a.txt", b"a", **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert _sent(server, "a.txt", b"a" * 21_000_000).status == 413


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.docx", "a.docx"),
        ("/abs/通知.txt", "通知.txt"),
        ("...", "上传的文件"),
        ("", "上传的文件"),
        ("a\x00b\x1b.txt", "a�b�.txt"),
        ("长" * 300 + ".txt", "长" * 38 + ".txt"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_files_that_wait_are_bounded(tmp_path: Path) -> None:
    staging = Staging()
    made = []
    for _ in range(10):
        (tmp_path / "a.txt").write_bytes(b"a")
        made.append(staging.put(tmp_path / "a.txt"))
    assert len(list(staging.folder.iterdir())) == 8
    with pytest.raises(WebError), staging.taken(made[1]):
        pass
    with pytest.raises(KeyboardInterrupt), staging.taken(made[9]):
        raise KeyboardInterrupt
    with staging.taken(made[9]) as file:
        assert file.read_bytes() == b"a"
        with pytest.raises(WebError), staging.taken(made[9]):
            pass
    assert len(list(staging.folder.iterdir())) == 7
    staging.close()
    assert not staging.folder.exists()
