"""The dictionary that text is cut by: jieba's own and our lexicon, read as far as a text needs it.

Reading all of jieba's dictionary costs 0.2 s, reading the words that begin as something in a question does a
hundredth of that. How much was read makes no difference to how a text is cut.
"""

import sys
import threading
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from math import log
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

#: the least frequency of a word of lexicon.txt: enough to keep it in one piece
LEXICON_FREQUENCY = 600
#: texts with more characters and pairs of characters than these have all of the dictionary read
_FEW = 8000
#: of known editions, by bytes of the file: the sum of the frequencies, and from where on the lines stand in the order
#: of their first characters
EDITIONS = {5_071_852: (60_101_967, 725)}


@cache
def tokenizer() -> "Tokenizer":
    """Our own jieba tokenizer: its packaged dictionary and our lexicon, no cache file, nothing printed."""
    jieba = _import_jieba()
    words = Dictionary(_lines(), lexicon())

    class OnDemand(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """Reads what it needs of the dictionary before it looks up a sentence."""

        def get_DAG(self, sentence: str) -> object:  # noqa: N802
            words.read_for(sentence)
            return super().get_DAG(sentence)

    result: Tokenizer = OnDemand()
    result.FREQ, result.total, result.initialized = words.frequencies, words.total, True
    return result


class Lines:
    """The lines of a dictionary, each a word, its frequency and its class, found by how they begin."""

    def __init__(self, text: bytes) -> None:
        total, ordered_from = EDITIONS.get(len(text), (None, 0))
        if total is None:
            lines = sorted(text.decode().splitlines(), key=lambda line: line[:1])
            text = "".join(f"{line}\n" for line in lines).encode()
        #: sum of the frequencies of all words
        self.total = sum(map(int, text.split()[1::3])) if total is None else total
        self._text = text
        self._ordered_from = ordered_from
        self._head = f"\n{text[:ordered_from].decode()}"
        self._blocks: dict[str, str] = {}

    def beginning(self, words: str) -> Iterator[tuple[str, int, str]]:
        r"""Word, frequency and class of each line that begins with `words`, which is not empty.

        >>> list(Lines("社区 5 n\n区长 3 n\n社保 2 j\n".encode()).beginning("社"))
        [('社区', 5, 'n'), ('社保', 2, 'j')]
        """
        for block in (self._head, self._block(words[0])):
            at = block.find(f"\n{words}")
            while at >= 0:
                end = block.index("\n", at + 1)
                word, frequency, name = block[at + 1 : end].split(" ")
                yield word, int(frequency), name
                at = block.find(f"\n{words}", end)

    def all_words(self) -> tuple[list[str], list[int]]:
        """All words, and their frequencies."""
        fields = self._text.decode().split()
        return fields[::3], list(map(int, fields[1::3]))

    def _block(self, character: str) -> str:
        """The lines of the ordered part that begin with a character, each between line ends."""
        if character not in self._blocks:
            start, end = self._place(character), self._place(chr(ord(character) + 1))
            self._blocks[character] = f"\n{self._text[start:end].decode()}"
        return self._blocks[character]

    def _place(self, character: str) -> int:
        """Where the first line of the ordered part stands that does not come before a character."""
        wanted = character.encode("utf-8", "surrogatepass")
        low, high = self._ordered_from, len(self._text)
        while low < high:
            start = self._text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if self._text[start : start + len(wanted)] < wanted:
                low = self._text.index(b"\n", start) + 1
            else:
                high = start
        return low


class Dictionary:
    """Frequencies of words, and 0 for beginnings of words, for all words that begin as something seen so far."""

    def __init__(self, lines: Lines, lexicon: Iterable[str]) -> None:
        #: what jieba calls FREQ; it grows, and no value in it changes
        self.frequencies: dict[str, int] = {}
        #: sum of the frequencies of all words of jieba's dictionary
        self.total = lines.total
        self._lines = lines
        self._lexicon: dict[str, list[str]] = {}
        for word in lexicon:
            self._lexicon.setdefault(word[:2], []).append(word)
        self._firsts = frozenset(beginning[0] for beginning in self._lexicon)
        self._known: set[str] = set()
        self._is_whole = False
        self._reading = threading.Lock()

    def read_for(self, text: str) -> None:
        """Read the words that begin with a character of `text`, or with two that stand in it side by side."""
        if self._is_whole:
            return
        beginnings = {*text, *map(str.__add__, text, text[1:])}
        if self._known.issuperset(beginnings):
            return
        with self._reading:
            new = beginnings - self._known
            # Other threads look words up meanwhile: they are added when complete, and known when added.
            if len(new) + len(self._known) > _FEW:
                self.frequencies.update(self._all())
                self._is_whole = True
            else:
                self.frequencies.update(self._beginning(new))
                self._known |= new

    def _all(self) -> dict[str, int]:
        words, frequencies = self._lines.all_words()
        found = dict.fromkeys((word[0] for ones in (words, *self._lexicon.values()) for word in ones), 0)
        found.update(zip(words, frequencies, strict=True))
        for ones in self._lexicon.values():
            _raise(found, ones)
        add_beginnings(found, list(found))
        return found

    def _beginning(self, beginnings: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for one in beginnings:
            if len(one) == 1:
                found.update(self._alone(one))
            else:
                found.update((word, frequency) for word, frequency, _ in self._lines.beginning(one))
            _raise(found, self._lexicon.get(one, ()))
        add_beginnings(found, list(found))
        return found

    def _alone(self, character: str) -> dict[str, int]:
        """The frequency of a character as a word, 0 if it only begins words; nothing if it begins none."""
        for _, frequency, _ in self._lines.beginning(f"{character} "):
            return {character: frequency}
        is_beginning = any(self._lines.beginning(character)) or character in self._firsts
        return {character: 0} if is_beginning else {}


def _raise(frequencies: dict[str, int], words: Iterable[str]) -> None:
    for word in words:
        frequencies[word] = max(LEXICON_FREQUENCY, frequencies.get(word, 0))


def add_beginnings(frequencies: dict[str, int], words: Iterable[str]) -> None:
    """Enter the beginnings of the words, from two characters on, with 0.

    A known beginning has its own beginnings already.

    >>> known = {"社区用房": 3, "社": 1}
    >>> add_beginnings(known, ["社区用房"]); sorted(known.items())
    [('社', 1), ('社区', 0), ('社区用', 0), ('社区用房', 3)]
    """
    for word in words:
        beginning = word[:-1]
        while len(beginning) > 1 and beginning not in frequencies:
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
            sys.modules.pop("pkg_resources", None)


@cache
def _lines() -> Lines:
    return Lines(Path(str(_import_jieba().__file__)).with_name("dict.txt").read_bytes())


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
    return next((name for _, _, name in _lines().beginning(f"{word} ")), "")


@lru_cache(maxsize=4096)
def commonness(word: str) -> float:
    """The logarithm of the share that a word has of all words of texts of any kind; of one in ten million at least.

    >>> commonness("孩子") > commonness("契税") > commonness("没有的词")
    True
    """
    frequency = next((frequency for _, frequency, _ in _lines().beginning(f"{word} ")), 0)
    return log(max(frequency / _lines().total, 1e-7))
