import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.numerals import with_digits
from index.tokens import PIECE, bigrams, lexicon, tokenize, tokenizer, words


def test_words_of_the_lexicon_stay_whole() -> None:
    cut = [word for word in lexicon() if tokenizer().lcut(word) != [word]]

    assert cut == []


def test_lexicon_has_each_word_once() -> None:
    assert len(set(lexicon())) == len(lexicon())


def test_numbers_are_one_term_however_they_are_written() -> None:
    written = ["一千五百户", "1500户", "1,500户", "１５００户", "1500 户"]

    assert {tokenize(text)[:2] for text in written} == {("1500", "户")}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("第二十三条", "第23条"),
        ("二〇二〇年三月", "2020年3月"),
        ("两千三百人", "2300人"),
        ("一万元以上十万元以下", "10000元以上100000元以下"),
        ("2.5亿元", "250000000元"),
        ("千分之五", "5‰"),
        ("一百二", "一百二"),
        ("万分之五", "万分之5"),
        ("三五百户", "三五百户"),
        ("十分必要的一次性补助", "十分必要的一次性补助"),
        ("十四五规划", "十四五规划"),
        ("一般", "一般"),
    ],
)
def test_numerals_become_digits_only_where_they_are_numbers(written: str, read: str) -> None:
    assert with_digits(written) == read


def test_long_words_are_counted_with_the_words_inside() -> None:
    found = words("社区居民委员会")

    assert {"社区", "居民", "委员会", "居民委员会", "社区居民委员会"} <= set(found)


def test_bigrams_do_not_cross_punctuation() -> None:
    assert bigrams("用房,面积") == ("用房", "面积")


def test_punctuation_and_space_give_no_tokens() -> None:
    assert tokenize("，。 、（）\n…") == ()


def test_a_character_beyond_the_basic_plane_is_a_character() -> None:
    assert bigrams("𠮷林") == ("𠮷林",)


@pytest.mark.parametrize("text", ["区" * 50_000, "关于社区用房" * 8_000, "一" * 50_000, "1," * 50_000, "甲1" * 30_000])
def test_long_text_without_punctuation_takes_no_longer_than_its_length(text: str) -> None:
    began = time.process_time()

    tokenize(text)

    assert time.process_time() - began < 5


def test_pieces_lose_no_character() -> None:
    text = "社区居民委员会办公用房" * (PIECE // 5)

    assert "".join(word for run in (text[at : at + PIECE] for at in range(0, len(text), PIECE)) for word in run) == text
    assert bigrams(text)[0] + "".join(pair[1] for pair in bigrams(text)[1:]) == text


def test_neither_prints_nor_uses_a_cache_file(tmp_path: Path) -> None:
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"not a dictionary")
    code = "from index.tokens import tokenize; print(tokenize('社区用房')[0])"

    run = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code],
        env={"TMPDIR": str(tmp_path), "PATH": "", "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert (run.stdout, run.stderr) == ("社区用房\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert planted.read_bytes() == b"not a dictionary"
