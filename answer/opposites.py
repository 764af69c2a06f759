"""What a text and a question say of opposite things: 非居民 and 居民, 未配备电梯 and 有电梯, A类 and B类."""

import re
from functools import cache, lru_cache

from answer.reading_words import words
from ingest.regex import regex

_NOT = (
    r"(?:未|没有?|无|不)(?:实行|实施|开展|建立|成立|聘请|选聘|引入|接入|配备|配置|设置|安装|办理|办好|办|取得|缴纳|参加|生育"
    r"|享受|带|设|配|装|有)?"
)
#: what is denied: 未配备电梯, 没电梯, 无房
_DENIED = regex(rf"{_NOT}(?P<what>[\u4e00-\u9fff]{{2}})")
#: verbs and adverbs that are denied themselves: 不得, 未经, 不足
_NO_THING = regex(r"[得能应可予宜足满少低高超过到经按依及再同符需必会是]|以[上下]")
#: the sign of one class among several: 一类, A类, 甲等, 三级
CLASS_SIGN = r"(?:[A-Z]|[甲乙丙丁戊特]|[一二三四五六七八九十]{1,2})[类级档等]"
#: classes of one kind that a letter tells apart
_CLASS = regex(
    r"(?<![A-Za-z\d])(?P<mark>[A-Ka-k])(?P<kind>[类级档型区])|(?P<level>国家|[省市县区])级(?P<noun>[\u4e00-\u9fff]{2})"
)


def is_contrary(text: str, question: str, others: str = "") -> bool:
    """Whether a text speaks of the opposite of what the question speaks of; `others` are words for its words.

    >>> is_contrary("未配备电梯的住宅", "120平米的电梯房"), is_contrary("配备电梯的住宅", "120平米的电梯房")
    (True, False)
    >>> is_contrary("居民用水", "一家企业用水"), is_contrary("A类人才", "B类人才"), is_contrary("A类人才", "人才")
    (True, True, False)
    """
    denied = _is_denied(text, f"{question} {others}") or _is_denied(question, text)
    return denied or _of_sides(text, question) or _classes(text, question)


def is_under_contrary(own: str, around: str, question: str) -> bool:
    """Whether words that are on no side themselves stand under those of the side that the question is not on.

    >>> is_under_contrary("超过的部分,每吨", "居民用水每吨2元;", "企业用水")
    True
    >>> is_under_contrary("非居民", "居民用水每吨2元;", "企业用水")
    False
    """
    sides = _sides()
    is_on_one = any(word in own for left, right in sides for word in (*left, *right))
    return not is_on_one and _of_sides(around, question)


def _is_denied(one: str, other: str) -> bool:
    """Whether `one` denies something that `other` speaks of without denying anything like it."""
    for match in _DENIED.finditer(one):
        what = match["what"]
        if not _NO_THING.match(what) and what in other and one.count(what) == 1:
            return all(m["what"] != what for m in _DENIED.finditer(other))
    return False


#: what a question says is not done: 不备案有什么后果, 没开工会怎样, but not 能不能, 交不交, 不服
_NOT_DONE = regex(r"(?P<before>[\u4e00-\u9fff])?(?:拒不|不按|不(?!是|服)|没有?|未)(?P<what>[\u4e00-\u9fff]{2})")
_UNDONE = r"(?:拒不|拒绝|不|未经?|没有|无)[^,;。]{{0,{gap}}}?{what}"
#: signs between a denial and what it denies: 未按规定备案
_GAP = 6


def denies_same(text: str, question: str) -> bool:
    """Whether a text speaks of leaving undone what the question says is not done.

    >>> denies_same("未按规定备案的,责令补办", "不备案有什么后果"), denies_same("备案应当提交资料", "不备案有什么后果")
    (True, False)
    """
    return any(re.search(pattern, text) for pattern in _undone(question))


@lru_cache(maxsize=16)
def _undone(question: str) -> tuple[str, ...]:
    """What a text looks like that denies the same as the question."""
    found = (m["what"] for m in _NOT_DONE.finditer(question) if m["before"] != m["what"][0])
    return tuple(_UNDONE.format(gap=_GAP, what=re.escape(what)) for what in found if not _NO_THING.match(what))


@cache
def _sides() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words of things of which a rule is for one or for the other."""
    lines = (line.partition("|") for line in words("opposites"))
    return tuple((tuple(left.split()), tuple(right.split())) for left, _, right in lines)


def _of_sides(text: str, question: str) -> bool:
    for left, right in _sides():
        in_text, in_question = _side(text, left, right), _side(question, left, right)
        if in_text and in_question and in_text != in_question:
            return True
    return False


def _side(text: str, left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """The side that a text is on, "" if it is on neither or on both."""
    is_left = False
    for word in left:  # 居民 stands in 非居民, which is taken out first
        is_left |= word in text
        text = text.replace(word, " ")
    is_right = any(word in text for word in right)
    return "" if is_left == is_right else "left" if is_left else "right"


def _classes(text: str, question: str) -> bool:
    """Whether both name classes of one kind, and none in common: A类 and B类, 省级公益林 and 市级公益林."""
    asked, said = _classes_of(question), _classes_of(text)
    kinds = {kind for _, kind in asked} & {kind for _, kind in said}
    return bool(kinds) and not asked & said


def _classes_of(text: str) -> set[tuple[str, str]]:
    """The classes that a text names, each with what it is a class of."""
    return {((m["mark"] or m["level"]).upper(), m["kind"] or m["noun"]) for m in _CLASS.finditer(text)}
