"""Bytes of text files in the encodings that are met."""

import pytest

from ingest.decode import decode

SIMPLIFIED = "各区人民政府,市直有关单位:\n一、社区用房建筑面积一般不少于600平方米。\n"
TRADITIONAL = "各區公所:\n一、社區活動中心應當設置於交通便利之處,面積不得少於一百平方公尺。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "big5"])
def test_traditional(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == (TRADITIONAL, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"\xef\xbb\xbf\xff\xfe", b"\x89PNG\r\n\x1a\n\x00\x00\xff"])
def test_what_is_no_text_is_not_made_into_one(data: bytes) -> None:
    assert decode(data) is None


def test_short_gb_text_is_not_taken_for_big5() -> None:
    assert decode("二、每百户四十平方米".encode("gb18030")) == ("二、每百户四十平方米", "gb18030")
