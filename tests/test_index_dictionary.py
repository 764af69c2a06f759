from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.dictionary import EDITIONS, LEXICON_FREQUENCY, Dictionary, Lines, tokenizer, word_class

#: more pairs of characters than are read one by one
MANY = "".join(chr(code) for code in range(0x4E00, 0x7000))


@pytest.fixture(scope="module")
def text() -> bytes:
    tokenizer()
    import jieba

    return Path(str(jieba.__file__)).with_name("dict.txt").read_bytes()


def test_read_as_a_whole_it_is_the_dictionary_of_jieba(text: bytes) -> None:
    import jieba

    theirs, total = jieba.Tokenizer().gen_pfdict(jieba.Tokenizer().get_dict_file())
    ours = Dictionary(Lines(text), ())

    ours.read_for(MANY)

    assert ours.frequencies == theirs
    assert ours.total == total


def test_read_in_part_it_is_that_part_of_it(text: bytes) -> None:
    lexicon = ["社区用房", "区务", "鱻鱻"]
    whole, part = Dictionary(Lines(text), lexicon), Dictionary(Lines(text), lexicon)
    whole.read_for(MANY)

    part.read_for("社区")
    part.read_for("区用房鱻")

    read = ("社", "区", "用", "房", "鱻", "社区", "区用", "用房", "房鱻")
    assert part.frequencies == {word: count for word, count in whole.frequencies.items() if word[:2] in read}
    assert part.frequencies["社区用房"] == LEXICON_FREQUENCY
    assert part.frequencies["鱻"] == 0
    assert part.total == whole.total


def test_all_words_are_found_by_how_they_begin(text: bytes) -> None:
    lines = Lines(text)
    words = lines.all_words()[0]

    pairs = {word[:2] for word in words if len(word) > 1}
    found = [word for pair in sorted(pairs) for word, _, _ in lines.beginning(pair)]

    assert sorted(found) == sorted(word for word in words if len(word) > 1)


def test_an_unknown_edition_is_put_in_order_and_added_up() -> None:
    lines = Lines("区长 3 n\n社区 5 n\n区 1 n".encode())

    assert list(lines.beginning("区")) == [("区长", 3, "n"), ("区", 1, "n")]
    assert lines.total == 9


def test_the_sum_of_a_known_edition_is_right(text: bytes) -> None:
    assert EDITIONS[len(text)][0] == sum(Lines(text).all_words()[1])


def test_a_frequent_word_of_the_lexicon_keeps_its_frequency() -> None:
    dictionary = Dictionary(Lines(f"社区 {LEXICON_FREQUENCY + 1} n\n".encode()), ["社区"])

    dictionary.read_for("社区")

    assert dictionary.frequencies == {"社": 0, "社区": LEXICON_FREQUENCY + 1}


def test_read_by_many_threads_it_cuts_as_by_one(text: bytes) -> None:
    words = sorted(word for word in Lines(text).all_words()[0] if len(word) == 4)
    texts = ["".join(words[at : at + 3]) for at in range(0, 1500, 3)]
    expected = [tokenizer().lcut(one) for one in texts]
    tokenizer.cache_clear()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda one: tokenizer().lcut(one), texts))

    assert found == expected


@pytest.mark.parametrize(("word", "expected"), [("移交", "v"), ("滞纳金", "n"), ("魑魅魍魉吗", "")])
def test_word_class(word: str, expected: str) -> None:
    assert word_class(word) == expected
