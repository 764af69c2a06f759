"""The words of the grammar, read once from reading_words.toml, and the patterns that they make."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from ingest.regex import regex

#: the label of a provision that its sentence begins with: 一、 (一) 1. 第三条 (1)
LABEL = regex(
    r"(?:第[一二三四五六七八九十百零〇\d]{1,6}[条款项](?:之[一二三四五六七八九十])?|\([一二三四五六七八九十\dl]{1,3}\)"
    r"|[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d)|[①-⑳])[、.\s]*"
)
#: words at the head of a label, each with the signs behind it that make it another word: 其他, 使用, 在职
_LONGER = {"其": "他它余中", "使": "用", "从": "事业", "在": "职岗编校读册建"}


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list of reading_words.toml, the longest first."""
    return tuple(sorted(_lists()[name], key=lambda word: (-len(word), word)))


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads(files("answer").joinpath("reading_words.toml").read_text(encoding="utf-8"))


def one_of(*names: str) -> str:
    """A group that matches any word of these lists."""
    return "(?:" + "|".join(re.escape(word) for name in names for word in words(name)) + ")"


def without_label(text: str) -> str:
    """`text` without the label of a provision at its head.

    >>> without_label("(二)对个人"), without_label("本条例第四条规定")
    ('对个人', '本条例第四条规定')
    """
    match = LABEL.match(text)
    return text[match.end() :] if match else text


def strip_behind(text: str, names: tuple[str, ...]) -> str:
    """`text` without the words of these lists at its end, however many there are."""
    ends = _ends(names)
    while match := ends.search(text):
        text = text[: match.start()]
    return text


def strip_before(text: str, names: tuple[str, ...]) -> str:
    """`text` without the words of these lists at its head, however many there are."""
    heads = _heads(names)
    while (match := heads.match(text)) and match.end():
        text = text[match.end() :]
    return text


@cache
def _ends(names: tuple[str, ...]) -> re.Pattern[str]:
    return regex(one_of(*names) + "$")


@cache
def _heads(names: tuple[str, ...]) -> re.Pattern[str]:
    pattern = one_of(*names)
    for word, others in _LONGER.items():
        pattern = pattern.replace(f"|{word}|", f"|{word}(?![{others}])|")
    return regex(pattern)
