import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.layout import first_words, flowed, grouped, printable, width_of, wrapped

TEXTS = st.text(alphabet=st.sampled_from("社区用房面积，。（）()ab12 .%“”　é\n"), max_size=80)


@given(TEXTS, st.integers(10, 60))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width).split("\n")

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width + 4 for line in lines)


def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one() -> None:
    lines = wrapped("按照有关规定（含附件）办理，不得挪作他用（特殊情况除外）。", 14).split("\n")

    assert len(lines) > 3
    assert not [line for line in lines if line[0] in "，。）" or line[-1] == "（"]


def test_numbers_and_latin_words_stay_whole() -> None:
    assert wrapped("面积为1234567平方米", 10).split("\n") == ["面积为", "1234567平", "方米"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrapped("a" * 25, 10).split("\n") == ["a" * 10, "a" * 10, "a" * 5]


def test_lines_after_the_first_are_indented() -> None:
    assert wrapped("社区用房社区用房", 10, "  ") == "社区用房\n  社区用房"


def test_without_a_width_nothing_is_broken() -> None:
    assert wrapped("社区用房" * 100, None) == "社区用房" * 100


@pytest.mark.parametrize(
    ("text", "columns"), [("社区", 4), ("abc", 3), ("，", 2), ("e\u0301", 1), ("\u200b", 0), ("〔2003〕", 8)]
)
def test_width(text: str, columns: int) -> None:
    assert width_of(text) == columns


@given(st.text())
def test_nothing_that_moves_a_cursor_is_printed(text: str) -> None:
    shown = printable(text)

    assert not [char for char in shown if (ord(char) < 32 and char not in "\n\t") or 0x7F <= ord(char) < 0xA0]
    assert not set(shown) & set("\u202e\u2066\u200f")


def test_line_ends_that_only_filled_a_line_go() -> None:
    text = "一、面积不少于\n600平方米;\n二、层高不低于\r\n三米。\n第三条 另行\n规定。"

    assert flowed(text) == "一、面积不少于600平方米;\n二、层高不低于三米。\n第三条 另行规定。"


def test_first_words() -> None:
    assert first_words("短句", 10) == "短句"
    assert width_of(first_words("很长的一句话" * 10, 20)) <= 20


@pytest.mark.parametrize(
    ("number", "text"), [("1500", "1,500"), ("-1234.5", "-1,234.5"), ("0.5", "0.5"), ("-0.5", "-0.5")]
)
def test_thousands_are_set_apart(number: str, text: str) -> None:
    assert grouped(number) == text
