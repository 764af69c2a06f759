"""Bytes of text files in the encodings that are met."""

import pytest

from ingest.decode import decode, decode_damaged, gaps

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


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("damage", [b"\xff", b"\x00", b"\x80\xff"])
def test_a_damaged_byte_is_told_and_the_rest_is_read(encoding: str, damage: bytes) -> None:
    data = (SIMPLIFIED * 40).encode(encoding)
    cut = len(SIMPLIFIED[:13].encode(encoding))
    assert decode(data[:cut] + damage + data[cut:]) is None
    found = decode_damaged(data[:cut] + damage + data[cut:])
    assert found is not None
    assert (found[0].replace("\ufffd", ""), found[1]) == (SIMPLIFIED * 40, encoding)
    assert [problem.span.start for problem in gaps(found[0])] == [13]


def test_the_end_of_an_old_file_and_of_one_that_was_cut_are_no_hindrance() -> None:
    assert decode_damaged(SIMPLIFIED.encode("gb18030") + b"\0\0\x1a") == (SIMPLIFIED, "gb18030")
    cut = decode_damaged((SIMPLIFIED * 20).encode()[:-2])
    assert cut is not None
    assert cut[0].endswith("平方米\ufffd")


@pytest.mark.parametrize("data", [bytes(range(256)) * 9, SIMPLIFIED.encode() * 9 + TRADITIONAL.encode("big5") * 9])
def test_what_is_damaged_throughout_is_not_read(data: bytes) -> None:
    assert decode_damaged(data) is None
