from pathlib import Path

import pytest

from index.dictionary import LEXICON_FREQUENCY, TOTALS, Dictionary, all_words, tokenizer, word_class


@pytest.fixture(scope="module")
def text() -> str:
    tokenizer()
    import jieba

    return Path(str(jieba.__file__)).with_name("dict.txt").read_text(encoding="utf-8")


def test_read_as_a_whole_it_is_the_dictionary_of_jieba(text: str) -> None:
    import jieba

    theirs, total = jieba.Tokenizer().gen_pfdict(jieba.Tokenizer().get_dict_file())
    ours = Dictionary(text, ())

    ours.read_for("".join(chr(code) for code in range(0x4E00, 0x5000)))

    assert ours.frequencies == theirs
    assert ours.total == total


def test_read_in_part_it_is_that_part_of_it(text: str) -> None:
    whole, part = Dictionary(text, ["社区用房", "区务"]), Dictionary(text, ["社区用房", "区务"])
    whole.read_for("".join(chr(code) for code in range(0x4E00, 0x5000)))

    part.read_for("社区")
    part.read_for("区用房")

    assert part.frequencies == {word: count for word, count in whole.frequencies.items() if word[0] in "社区用房"}
    assert part.frequencies["社区用房"] == LEXICON_FREQUENCY
    assert part.total == whole.total


def test_the_sum_of_an_unknown_edition_is_added_up() -> None:
    assert Dictionary("社区 5 n\n区长 3 n\n", ()).total == 8


def test_the_sum_of_a_known_edition_is_right(text: str) -> None:
    assert TOTALS[len(text)] == sum(all_words(text)[1])


def test_a_frequent_word_of_the_lexicon_keeps_its_frequency() -> None:
    dictionary = Dictionary(f"社区 {LEXICON_FREQUENCY + 1} n\n", ["社区"])

    dictionary.read_for("社")

    assert dictionary.frequencies == {"社": 0, "社区": LEXICON_FREQUENCY + 1}


@pytest.mark.parametrize(("word", "expected"), [("移交", "v"), ("滞纳金", "n"), ("魑魅魍魉吗", "")])
def test_word_class(word: str, expected: str) -> None:
    assert word_class(word) == expected
