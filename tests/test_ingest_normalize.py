"""Folding: one character for one, wherever it stands and whatever stands beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalize import fold


@given(st.text(st.sampled_from("社区，：；（）。、１Ａａ—〔〕【】○Ο∶㎡‱\u200b\ufeffa1"), max_size=30))
def test_a_sign_is_folded_alike_alone_and_among_others(text: str) -> None:
    folded = fold(text, 7)
    assert folded.text == "".join(fold(sign).text for sign in text)
    assert [text[at - 7] for at in folded.offsets] == [sign for sign in text for _ in fold(sign).text]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("面积，高度：宽度；（一）", "面积,高度:宽度;(一)"),
        ("（２００３）１００号", "(2003)100号"),
        ("〔2003〕—【1】", "[2003]-[1]"),
        ("每户60㎡", "每户60平方米"),
        ("社\u200b区", "社区"),
    ],
)
def test_signs_that_are_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded
