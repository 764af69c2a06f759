"""Text as the index counts it: jieba's words in search mode, and bigrams of characters."""

import re
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from index.numerals import with_digits
from ingest.normalize import fold

if TYPE_CHECKING:
    from jieba import Tokenizer

#: jieba is slower than linear on long stretches without punctuation (its issue 782), so it gets pieces.
PIECE = 500
#: words inside a longer word are counted up to this length (居民委员会 in 社区居民委员会)
LONGEST_INNER = 6
#: the frequency given to each word of lexicon.txt: enough to keep it in one piece
LEXICON_FREQUENCY = 600

_RUN = re.compile(r"[a-z0-9.%‰]+|[\u3400-\u9fff\U00020000-\U0003ffff〇]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]")
_LOADING = threading.Lock()


def tokenize(text: str) -> tuple[str, ...]:
    """All tokens of a text, words first and bigrams after them, in order and with repetitions.

    >>> tokenize("1,500户以上")
    ('1500', '户', '以上', '1500', '户以', '以上')
    """
    runs = _runs(text)
    return (*_words(runs), *_bigrams(runs))


def words(text: str) -> tuple[str, ...]:
    """The words of a text, with the shorter words inside long ones (居民 in 居民委员会).

    >>> words("居委会办公用房")
    ('居委', '委会', '居委会', '办公', '公用', '用房', '办公用房')
    """
    return tuple(_words(_runs(text)))


def bigrams(text: str) -> tuple[str, ...]:
    """Each pair of neighbouring Chinese characters; numbers and Latin words stay whole.

    >>> bigrams("社区用房600平方米")
    ('社区', '区用', '用房', '600', '平方', '方米')
    """
    return tuple(_bigrams(_runs(text)))


def _runs(text: str) -> list[str]:
    """Stretches of Chinese characters, and of Latin letters and digits, of the folded text."""
    return [run.group().strip(".") for run in _RUN.finditer(with_digits(fold(text).text.lower()))]


def _words(runs: list[str]) -> Iterator[str]:
    for run in runs:
        if not run or not _HAN.match(run):
            yield from filter(None, [run])
            continue
        for start in range(0, len(run), PIECE):
            yield from _cut(run[start : start + PIECE])


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    known = tokenizer().FREQ
    return tuple(piece for word in tokenizer().cut(run) for piece in _with_inner(word, known))


def _with_inner(word: str, known: Mapping[str, int]) -> Iterator[str]:
    """The known words inside a long word, the short ones first, then the word: jieba's search mode for any length."""
    for size in range(2, min(len(word), LONGEST_INNER + 1)):
        for start in range(len(word) - size + 1):
            if known.get(word[start : start + size]):
                yield word[start : start + size]
    yield word


def _bigrams(runs: list[str]) -> Iterator[str]:
    for run in filter(None, runs):
        if not _HAN.match(run) or len(run) == 1:
            yield run
        else:
            yield from map(str.__add__, run, run[1:])


@cache
def tokenizer() -> "Tokenizer":
    """Our own jieba tokenizer: its packaged dictionary and our lexicon, no cache file, nothing printed."""
    with _LOADING:
        result: Tokenizer = _import_jieba().Tokenizer()
        frequencies, total = prefix_dictionary(_dictionary_path())
        for word in lexicon():
            total += add_word(frequencies, word)
        result.FREQ, result.total, result.initialized = frequencies, total, True
    return result


def _import_jieba() -> ModuleType:
    """The module jieba, kept from pulling in pkg_resources (50 ms, and a warning on new setuptools)."""
    absent = "pkg_resources" not in sys.modules
    if absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        return import_module("jieba")
    finally:
        if absent:
            del sys.modules["pkg_resources"]


def _dictionary_path() -> Path:
    return Path(str(_import_jieba().__file__)).with_name("dict.txt")


def prefix_dictionary(path: Path) -> tuple[dict[str, int], int]:
    """Frequencies of the words of a jieba dictionary and, with 0, of their beginnings; and the total.

    The same result as jieba's `gen_pfdict`, in about half the time.
    """
    fields = path.read_text(encoding="utf-8").split()
    known = fields[::3]
    counts = list(map(int, fields[1::3]))
    frequencies = dict(zip(known, counts, strict=True))
    for word in known:
        _add_beginnings(frequencies, word)
    return frequencies, sum(counts)


def _add_beginnings(frequencies: dict[str, int], word: str) -> None:
    beginning = word[:-1]
    while beginning and beginning not in frequencies:  # a known beginning has its own beginnings already
        frequencies[beginning] = 0
        beginning = beginning[:-1]


def add_word(frequencies: dict[str, int], word: str) -> int:
    """Make `word` one word; gives back what it adds to the total."""
    added = max(0, LEXICON_FREQUENCY - frequencies.get(word, 0))
    frequencies[word] = frequencies.get(word, 0) + added
    _add_beginnings(frequencies, word)
    return added


@cache
def lexicon() -> tuple[str, ...]:
    """The words of lexicon.txt: one a line, `#` begins a comment."""
    lines = files("index").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines for word in line.partition("#")[0].split())


@lru_cache(maxsize=4096)
def word_class(word: str) -> str:
    """The part of speech that jieba's dictionary gives a word: "n", "v", "a" ...; "" if it has none.

    Words of our lexicon are nouns.

    >>> word_class("停车位"), word_class("移交"), word_class("社区用房")
    ('n', 'v', 'n')
    """
    if word in _lexicon_set():
        return "n"
    data = _dictionary_bytes()
    at = data.find(b"\n" + word.encode() + b" ")
    return data[at + 1 : data.index(b"\n", at + 1)].split(b" ")[-1].decode().strip() if at >= 0 else ""


@cache
def _dictionary_bytes() -> bytes:
    return b"\n" + _dictionary_path().read_bytes()


@cache
def _lexicon_set() -> frozenset[str]:
    return frozenset(lexicon())
