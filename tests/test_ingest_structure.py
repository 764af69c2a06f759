"""Trees of provisions: golden cases, and what every tree keeps."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalize import fold
from ingest.read import read_text
from ingest.records import Document, Reading

CASES = Path(__file__).parent / "cases"
FENCES = re.compile(r"```text\n(.*?)```", re.DOTALL)
WORDS = """
一、 二、 三、 (一) （二） 1. 2、 (1) (2) ① 一是 二是 第一条 第二条 第三条之一 第一篇: 第二篇:经费的通知
目录 附件1 附件:1.表 。 ； : , 》 《 “ ” ( ) 关于用房的通知 关于印发《社区办法》的通知 社区办法
郑政文[2003]100号 二○○三年五月七日 2003-5-7 郑州市人民政府 各区人民政府: 文 号: 相似回答 如题所述
上一条: （征求意见稿） 抄送： 国务院令 第12号 ㈠ ⒈ 特此通知。 # ** |甲|乙| <!-- 社区用房按每百户40平方米
"""
SPACED = ["\n", "\n\n", "\r\n", "  ", "\u3000\u3000", "\f", "\u2028", "\ufeff", "- 1 -\n", "第一章 总则\n"]
PIECES = [*WORDS.split(), *SPACED, "<!-- INFO END -->\n", "发布日期:2003-5-7 "]


def outline(reading: Reading) -> list[str]:
    """One line a provision: address | label | heading | own words, folded."""
    text = reading.source.text
    return [
        " | ".join((one.address, one.label, one.heading, fold(text[one.own.start : one.own.end]).text))
        for document in reading.documents
        for one in document.provisions
    ]


@pytest.mark.parametrize("path", sorted(CASES.glob("structure_*.md")), ids=lambda path: path.stem)
def test_golden_case(path: Path) -> None:
    given_text, expected = FENCES.findall(path.read_text(encoding="utf-8"))
    assert outline(read_text("case.txt", given_text)) == expected.splitlines()


def assert_whole(reading: Reading) -> None:
    spans = sorted([span for span, _ in reading.furniture] + [document.span for document in reading.documents])
    assert "".join(reading.source.text[span.start : span.end] for span in spans) == reading.source.text
    for document in reading.documents:
        assert_tree(document, reading.source.text)


def assert_tree(document: Document, text: str) -> None:
    spans = sorted([one.own for one in document.provisions] + [span for span, _ in document.furniture])
    joined = "".join(text[span.start : span.end] for span in spans)
    assert joined == text[document.span.start : document.span.end]
    by_address = {one.address: one for one in document.provisions}
    assert len(by_address) == len(document.provisions)
    for one in document.provisions:
        if one.parent is not None:
            above = by_address[one.parent].span
            assert above.start <= one.span.start
            assert one.span.end <= above.end


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_official_looking_text_is_kept_whole(text: str) -> None:
    assert_whole(read_text("any.txt", text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read_and_is_kept_whole(text: str) -> None:
    assert_whole(read_text("any.txt", text))
