"""The codes by which possible copies are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.regroup import near
from index.sketches import _smallest
from index.writer import Writer
from ingest.read import read_text
from stored_library import HALLS


def by_definition(body: str) -> list[int]:
    """The smallest eight of the codes of all runs of six characters, one run after the other."""
    codes = set()
    for start in range(len(body) - 5):
        code = 0
        for sign in body[start : start + 6]:
            code = (code * 0x9E3779B97F4A7C15 + ord(sign)) % 2**64
        code ^= code >> 33
        code = code * 0xFF51AFD7ED558CCD % 2**64
        codes.add((code ^ code >> 29) >> 3)
    return sorted(codes)[:8]


@given(st.text(alphabet="社区用房每百户", min_size=6, max_size=300))
def test_a_sketch_has_the_smallest_codes(body: str) -> None:
    assert _smallest(body) == by_definition(body)


@given(st.text(min_size=6, max_size=9), st.integers(1, 60))
def test_a_text_that_says_the_same_again_and_again_has_few_codes(piece: str, times: int) -> None:
    assert _smallest(piece * times) == by_definition(piece * times)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("own.txt", ["again.txt", "none.txt"]),
        ("other.txt", ["none.txt"]),
        ("none.txt", ["again.txt", "other.txt", "own.txt"]),
    ],
)
def test_documents_of_different_numbers_are_no_copies(name: str, expected: list[str]) -> None:
    number = "某政发〔2015〕12号"
    texts = {"own.txt": HALLS, "again.txt": f"转载自网络\n\n{HALLS}"}
    texts |= {"other.txt": HALLS.replace(number, "某政发〔2016〕12号"), "none.txt": HALLS.replace(number, "")}

    with Writer.in_memory() as writer:
        writer.add([read_text(one, text) for one, text in texts.items()])
        found = near(writer.connection, (name, 0))

    assert [source for source, _ in found] == expected
