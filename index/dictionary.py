"""The dictionary that text is cut by: jieba's own and our lexicon, read as far as a text needs it.

Reading all of jieba's dictionary costs 0.2 s, reading the words that begin with a question's characters a tenth of
that. How much was read makes no difference to how a text is cut.
"""

import re
import sys
import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

#: the least frequency of a word of lexicon.txt: enough to keep it in one piece
LEXICON_FREQUENCY = 600
#: a text with more characters than these has all of the dictionary read
_FEW = 400
#: sums of the frequencies of known editions, by characters of the file; of others they are added up
TOTALS = {3_039_559: 60_101_967}


@cache
def tokenizer() -> "Tokenizer":
    """Our own jieba tokenizer: its packaged dictionary and our lexicon, no cache file, nothing printed."""
    jieba = _import_jieba()
    words = Dictionary(_dictionary_text(), lexicon())

    class OnDemand(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """Reads what it needs of the dictionary before it looks up a sentence."""

        def get_DAG(self, sentence: str) -> object:  # noqa: N802
            words.read_for(sentence)
            return super().get_DAG(sentence)

    result: Tokenizer = OnDemand()
    result.FREQ, result.total, result.initialized = words.frequencies, words.total, True
    return result


class Dictionary:
    """Frequencies of words, and 0 for beginnings of words, for all words that begin with characters seen so far."""

    def __init__(self, text: str, lexicon: Iterable[str]) -> None:
        #: what jieba calls FREQ; it grows
        self.frequencies: dict[str, int] = {}
        #: sum of the frequencies of all words of jieba's dictionary
        self.total = TOTALS.get(len(text)) or sum(map(int, text.split()[1::3]))
        self._text = text
        self._lexicon = tuple(lexicon)
        self._known: set[str] = set()
        self._is_whole = False
        self._reading = threading.Lock()

    def read_for(self, text: str) -> None:
        """Read the words that begin with a character of `text`."""
        if self._is_whole or self._known.issuperset(text):
            return
        with self._reading:
            new = set(text) - self._known
            if len(new) + len(self._known) > _FEW:
                self._add(*all_words(self._text))
                self._is_whole = True
            else:
                self._add(*words_beginning(self._text, new))
            for word in self._lexicon:
                if self._is_whole or word[0] in new:
                    self._raise(word)
            self._known |= new

    def _add(self, words: list[str], frequencies: Iterable[int]) -> None:
        self.frequencies.update(zip(words, frequencies, strict=True))
        add_beginnings(self.frequencies, words)

    def _raise(self, word: str) -> None:
        self.frequencies[word] = max(LEXICON_FREQUENCY, self.frequencies.get(word, 0))
        add_beginnings(self.frequencies, [word])


def words_beginning(text: str, characters: Iterable[str]) -> tuple[list[str], list[int]]:
    r"""The words of a dictionary's text that begin with one of `characters`, and their frequencies.

    >>> words_beginning("社区 5 n\n区长 3 n\n社保 2 n\n", "社")
    (['社区', '社保'], [5, 2])
    """
    found = re.findall(rf"^([{re.escape(''.join(sorted(characters)))}]\S*) ([0-9]+)", text, re.MULTILINE)
    return [word for word, _ in found], [int(frequency) for _, frequency in found]


def all_words(text: str) -> tuple[list[str], list[int]]:
    """All words of a dictionary's text, and their frequencies."""
    fields = text.split()
    return fields[::3], list(map(int, fields[1::3]))


def add_beginnings(frequencies: dict[str, int], words: Iterable[str]) -> None:
    """Enter the beginnings of the words, with 0; a known beginning has its own beginnings already.

    >>> known = {"社区用房": 3, "社": 1}
    >>> add_beginnings(known, ["社区用房"]); sorted(known.items())
    [('社', 1), ('社区', 0), ('社区用', 0), ('社区用房', 3)]
    """
    for word in words:
        beginning = word[:-1]
        while beginning and beginning not in frequencies:
            frequencies[beginning] = 0
            beginning = beginning[:-1]


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


@cache
def _dictionary_text() -> str:
    return Path(str(_import_jieba().__file__)).with_name("dict.txt").read_text(encoding="utf-8")


@cache
def lexicon() -> tuple[str, ...]:
    """The words of lexicon.txt: one a line, `#` begins a comment."""
    lines = files("index").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines for word in line.partition("#")[0].split())


@cache
def _lexicon_set() -> frozenset[str]:
    return frozenset(lexicon())


@lru_cache(maxsize=4096)
def word_class(word: str) -> str:
    """The part of speech that jieba's dictionary gives a word: "n", "v", "a" ...; "" if it has none.

    Words of our lexicon are nouns.

    >>> word_class("停车位"), word_class("移交"), word_class("社区用房")
    ('n', 'v', 'n')
    """
    if word in _lexicon_set():
        return "n"
    text = _dictionary_text()
    at = text.find(f"\n{word} ")
    return text[at + 1 : text.index("\n", at + 1)].split(" ")[-1] if at >= 0 else ""
