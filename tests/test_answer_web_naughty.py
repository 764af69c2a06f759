"""Naughty strings as question, title, file name and text: no page gets an element that it does not have else."""

import json
from collections import Counter
from collections.abc import Iterator

import html5lib
import pytest

from naughty import NAUGHTY
from web_client import Reply, Server, filled

#: of characters that no page may hold: control and direction characters
FORBIDDEN = [*map(chr, (*range(9), 11, *range(14, 32), 127, *range(0x80, 0xA0), *range(0x202A, 0x202F)))]
ASKED = [one for one in NAUGHTY if one.strip()]


def _elements(reply: Reply) -> Counter[str]:
    text = reply.text
    assert not [char for char in FORBIDDEN if char in text]
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    assert not [one for one in tree.iter() for name in one.attrib if name.startswith("on")]
    return Counter(one.tag for one in tree.iter() if isinstance(one.tag, str))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A library whose titles, file names and provisions are the naughty strings."""
    texts = {}
    for at, one in enumerate(ASKED):
        line = " ".join(one.split())
        texts[f"{at}{line[:60].replace('/', '_')}.txt"] = (
            f"关于{line}的通知\n甲政发〔2020〕{at + 1}号\n一、{line}\n二、按每户{at}元{line}。\n"
        )
    running = Server(filled(tmp_path_factory.mktemp("home"), texts))
    yield running
    running.stop()


ALLOWED = {"script": 2, "iframe": 0, "object": 0, "embed": 0, "svg": 0, "style": 0, "base": 0, "frame": 0}


def _assert_plain(reply: Reply) -> None:
    assert reply.status < 500
    if reply.headers.get("content-type", "").startswith("text/html"):
        found = _elements(reply)
        assert {name: found[name] for name in ALLOWED} == ALLOWED
        assert found["img"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/ask", "/search", "/cite", "/api/ask", "/refine"])
def test_as_question(server: Server, path: str) -> None:
    for one in ASKED:
        reply = server.send("GET", f"{path}?{_query(path, one)}")
        _assert_plain(reply)
        if "json" in reply.headers.get("content-type", ""):
            json.loads(reply.body)


def _query(path: str, text: str) -> str:
    from urllib.parse import urlencode

    return urlencode({"ref" if path == "/cite" else "q": text}, errors="replace")


@pytest.mark.slow
def test_as_title_file_name_and_text(server: Server) -> None:
    for path in ("/", "/documents", "/obligations", "/check", "/search?q=通知", "/compare"):
        _assert_plain(server.get(path))
    documents = json.loads(server.get("/api/documents").body)["documents"]
    assert len(documents) > 300
    for one in documents:
        _assert_plain(server.get(one["url"]))
    for kind in ("csv", "ics", "xlsx"):
        assert server.get(f"/obligations.{kind}").status == 400
        assert server.get(f"/obligations.{kind}", document=documents[0]["key"]).status == 200
    assert "最多看" in server.get("/obligations").text
    assert "最多看" in server.get("/check").text


def test_a_script_in_the_question_is_words(server: Server) -> None:
    reply = server.get("/ask", q="<script>alert(1)</script>{{7*7}}\u202e\x1b养老")
    _assert_plain(reply)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in reply.text
