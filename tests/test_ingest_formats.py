"""Kinds of files by their content, and texts in every usual encoding."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

import layouts_markup as markup
from ingest.decode import decode
from ingest.errors import FileRefused
from ingest.formats import extract
from ingest.read import read_file
from ingest.sniff import sniff

_CORPUS = Path(__file__).parent.parent / "corpus"
_CHINESE = st.text(
    st.sampled_from(
        "各区县人民政府应当按照每百户三十平方米的标准配建社区用房，由财政承担。一二三四（）《》〔〕0123456789"
    ),
    min_size=20,
)


@cache
def _lines() -> tuple[str, ...]:
    """The lines of the bundled texts that say something."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(_CORPUS.glob("*.txt"))]
    return tuple(line for text in texts for line in text.splitlines() if len(line) >= 20)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\n\n%PDF-1.4", "pdf"),
        (b"junk before %PDF-1.4", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"  {\\rtf1", "rtf"),
        ("<!doctype html><p>各区".encode(), "html"),
        ("﻿<HTML><BODY>".encode(), "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        ("用<p>标记".encode(), "text"),
        ("# 标题\n<div>".encode(), "text"),
        (b"", "text"),
        (b"GIF89a", "image"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_names_do_not_matter(tmp_path: Path) -> None:
    docx = markup.docx(markup.paragraph("一、各区应当配建用房。"))
    page = markup.html_of([])[:-20] + "<p>一、各区应当，配建用房。</p>".encode()
    for name, data, form in (
        ("a.pdf", docx, "DOCX"),
        ("b.docx", page, "HTML (utf-8)"),
        ("c.ofd", "一、甲。".encode(), "utf-8"),
    ):
        (tmp_path / name).write_bytes(data)
        assert read_file(tmp_path / name).source.encoding == form


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_line_comes_back_from_every_encoding(encoding: str) -> None:
    for line in _lines():
        found = decode(line.encode(encoding))
        assert found is not None
        assert found[0] == line


def test_every_line_comes_back_from_big5() -> None:
    convert = OpenCC("s2t").convert
    count = 0
    for line in _lines():
        data = convert(line).encode("big5", "ignore")
        found = decode(data)
        assert found == (data.decode("big5"), "big5")
        count += 1
    assert count > 200


@given(_CHINESE, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_made_up_texts_come_back(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None
    assert found[0] == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_whole_or_refused(data: bytes) -> None:
    try:
        extracted = extract("a", data)
    except FileRefused:
        return
    assert "\ufffd" not in extracted.text or extracted.problems


def test_a_form_feed_counts_pages_of_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("关于用房的通知\n一、各区应当\f配建用房。\n\f二、由财政承担。\n", encoding="utf-8")
    document = read_file(file).documents[0]
    assert [one.label for one in document.provisions if one.label] == ["一", "二"]
