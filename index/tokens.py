"""Text as the index counts it: jieba's words with the words inside them, and bigrams of characters.

A word of two characters is a bigram as well, so it is counted once, as one of those.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from index.dictionary import commonness as commonness
from index.dictionary import lexicon as lexicon
from index.dictionary import tokenizer as tokenizer
from index.dictionary import word_class as word_class
from index.numerals import with_digits
from ingest.normalize import fold
from ingest.regex import regex

#: jieba is slower than linear on long stretches without punctuation (its issue 782), so it gets pieces.
PIECE = 500
#: words inside a longer word are counted up to this length (居民委员会 in 社区居民委员会)
LONGEST_INNER = 6
#: words from this length on are tokens of their own
LONG = 3

_RUN = regex(r"[a-z0-9.%‰]+|[\u3400-\u9fff\U00020000-\U0003ffff〇]+")
_SPACE = regex(r"\s")
#: the first of the Chinese characters that runs are made of; letters, digits and signs come before it
_FIRST_HAN = "〇"


def tokenize(text: str) -> tuple[str, ...]:
    """All tokens of a text, long words first and bigrams after them, in order and with repetitions.

    >>> tokenize("1,500户居委会")
    ('居委会', '1500', '户居', '居委', '委会')
    """
    runs = _runs(text)
    return (*_long_words(runs), *_bigrams(runs))


def is_long(token: str) -> bool:
    """Whether a token can only be a word: one of three characters or more that is no number and no Latin word.

    >>> is_long("居委会"), is_long("居委"), is_long("1500")
    (True, False, False)
    """
    return len(token) >= LONG and token[0] >= _FIRST_HAN


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
    return [run.group().strip(".") for run in _RUN.finditer(with_digits(_folded(text).lower()))]


class _Folding(dict[int, str]):
    """What each character is folded to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = fold(chr(code)).text
        return self[code]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    """The folded text; without white space each character is folded by itself, which is faster."""
    return fold(text).text if _SPACE.search(text) else text.translate(_FOLDING)


def _long_words(runs: list[str]) -> Iterator[str]:
    for run in runs:
        if len(run) >= LONG and run[0] >= _FIRST_HAN:
            for start in range(0, len(run), PIECE):
                yield from _cut_long(run[start : start + PIECE])


def _words(runs: list[str]) -> Iterator[str]:
    for run in runs:
        if run < _FIRST_HAN:
            yield from filter(None, [run])
            continue
        for start in range(0, len(run), PIECE):
            yield from _cut(run[start : start + PIECE])


@lru_cache(maxsize=256)
def cut(text: str) -> tuple[str, ...]:
    """The words that the tokenizer cuts a text into; kept for a while, since a question is cut for several ends.

    >>> cut("社区用房面积")
    ('社区用房', '面积')
    """
    return tuple(tokenizer().cut(text))


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    known = tokenizer().FREQ
    return tuple(piece for word in cut(run) for piece in _with_inner(word, known))


@lru_cache(maxsize=4096)
def _cut_long(run: str) -> tuple[str, ...]:
    known = tokenizer().FREQ
    found: list[str] = []
    for word in cut(run):
        if len(word) > LONG:
            found += [piece for piece in _with_inner(word, known) if len(piece) >= LONG]
        elif len(word) == LONG:
            found.append(word)
    return tuple(found)


def _with_inner(word: str, known: Mapping[str, int]) -> Iterator[str]:
    """The known words inside a long word, the short ones first, then the word: jieba's search mode for any length."""
    for size in range(2, min(len(word), LONGEST_INNER + 1)):
        for start in range(len(word) - size + 1):
            if known.get(word[start : start + size]):
                yield word[start : start + size]
    yield word


def _bigrams(runs: list[str]) -> Iterator[str]:
    for run in filter(None, runs):
        if run < _FIRST_HAN or len(run) == 1:
            yield run
        else:
            yield from map(str.__add__, run, run[1:])
