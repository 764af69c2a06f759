"""Text as the index counts it: jieba's words in search mode, and bigrams of characters."""

import re
import sys
import threading
from collections.abc import Iterator
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
#: the frequency given to each word of lexicon.txt: enough to keep it in one piece
LEXICON_FREQUENCY = 60

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
    """The words of a text, with the shorter words inside long ones (jieba's search mode).

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
    return tuple(tokenizer().cut_for_search(run))


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
        jieba = _import_jieba()
        result: Tokenizer = jieba.Tokenizer()
        frequencies, total = prefix_dictionary(Path(str(jieba.__file__)).with_name("dict.txt"))
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
