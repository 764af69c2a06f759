"""How a stretch of a question is cut into words: what asks is taken out, what belongs together is put together."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from index.synonyms import all_terms
from index.tokens import cut, word_class
from ingest.regex import regex

#: signs of a word that is cut apart, at most
_SHORT = 4
#: what with the word before it names one sum
_FEE = "费"


@cache
def _vocabulary() -> Mapping[str, Sequence[str]]:
    table = tomllib.loads(files("answer").joinpath("function_words.toml").read_text(encoding="utf-8"))
    return {name: table[name]["words"] for name in table}


@cache
def function_words() -> tuple[frozenset[str], str]:
    """The function words, and those of one character as one text."""
    words = _vocabulary()["function"]
    return frozenset(words), "".join(one for one in words if len(one) == 1)


@cache
def _light_words() -> frozenset[str]:
    return frozenset(_vocabulary()["light"])


def is_light(word: str) -> bool:
    """Whether a word says little of the matter wherever it stands: 办, 要求.

    >>> is_light("办"), is_light("登记")
    (True, False)
    """
    return word in _light_words()


@cache
def _function_pattern() -> re.Pattern[str]:
    # Single characters are left to the tokenizer: 会 is a function word, but not in 居委会.
    words = sorted((w for w in _vocabulary()["function"] if len(w) > 1), key=len, reverse=True)
    return regex("|".join(map(re.escape, words)))


def words_of(text: str) -> list[str]:
    """The words of a stretch without function words, not even as ends of words that no dictionary has: 要交, 能租."""
    words: list[str] = []
    for stretch in _function_pattern().sub(" ", text).split():
        words.extend(_joined([piece for word in cut(stretch) for piece in _apart(word)]))
    return _with_fees([word if word in all_terms() or word_class(word) else _trimmed(word) for word in words])


def _with_fees(words: Sequence[str]) -> list[str]:
    """The words, each fee as one: 火化, 费 is 火化费, of which a text on 火化 says nothing."""
    made: list[str] = []
    for word in words:
        if word == _FEE and made and len(made[-1]) > 1:
            made[-1] += word
        else:
            made.append(word)
    return made


def _trimmed(word: str) -> str:
    return word.strip(function_words()[1])


def _apart(word: str) -> list[str]:
    """A word that no dictionary has, apart where a sign of it is a word of the synonym groups: 绳罚 is 绳, 罚.

    加处罚款 is not, which has a word of the dictionary around that sign.
    """
    held = (word[at : at + 2] for at in range(len(word) - 1))
    if len(word) > _SHORT or any(one in all_terms() or word_class(one) for one in (word, *held)):
        return [word]
    return "".join(f" {sign} " if sign in all_terms() else sign for sign in word).split()


def _joined(words: Sequence[str]) -> list[str]:
    """The words, those put together that are one word of the synonym groups: 失业, 金 is 失业金."""
    known, made, at = all_terms(), [], 0
    while at < len(words):
        size = next((n for n in (4, 3, 2) if at + n <= len(words) and "".join(words[at : at + n]) in known), 1)
        made.append("".join(words[at : at + size]))
        at += size
    return made


def is_fee(word: str) -> bool:
    """Whether a word that nobody has listed stands for two: what is paid for, and that it is paid for."""
    return len(word) > 2 and word.endswith(_FEE) and word not in all_terms()
