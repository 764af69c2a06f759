"""A class that the question names and the rule does not: 专科医院, where it lists 三级医院, 二级医院 and 一级医院.

The number of another class is no answer for it; which classes the rule has is told, and which one is meant is asked.
"""

from collections.abc import Sequence

from answer.evaluate import Need
from answer.matching import content_words
from answer.opposites import CLASS_SIGN
from index.tokens import word_class
from ingest.regex import regex

_SIGN = regex(CLASS_SIGN)
#: classes that a text names by a range, or as all but one
_RANGE = regex(r"[级类档等](?:及?以[上下]|[至到-])|[至到-](?:[A-Z]|[一二三四五六七八九十]{1,2})[级类档等]|其他|其余")
#: signs of the name that all classes have in common, and at least of what tells one from another
_HEAD, _OWN = 2, 2
#: classes that a rule is for, at least
_LEAST = 2
#: classes that a question for one of them names, at most
_SHOWN = 6


def unruled(owns: Sequence[str], question: str) -> list[Need]:
    """What to ask where a question names a class of the kind that several values are for, but none of these.

    `owns` are the words that each value is for.

    >>> unruled(["在三级医院报销", "、二级医院"], "住专科医院报销多少")[0].name
    '属于哪一类（三级医院、二级医院；原文没有“专科医院”）'
    >>> unruled(["在三级医院报销", "、二级医院"], "住二级医院报销多少")
    []
    """
    if len(owns) < _LEAST or any(_RANGE.search(own) for own in owns):
        return []
    need = _by_sign(owns, question) or _by_head(owns, question)
    return [need] if need else []


def _by_sign(owns: Sequence[str], question: str) -> Need | None:
    """For classes that a sign tells apart: 四类区域 beside 一类区域 and 二类区域."""
    for asked in _SIGN.finditer(question):
        held = [_SIGN.findall(own) for own in owns]
        signs = {sign for own in held for sign in own if sign[-1] == asked[0][-1]}
        if all(any(sign in signs for sign in own) for own in held) and not signs & set(_SIGN.findall(question)):
            ordered = dict.fromkeys(sign for own in held for sign in own if sign in signs)
            return _need(list(ordered), asked[0])
    return None


def _by_head(owns: Sequence[str], question: str) -> Need | None:
    """For classes that share the end of their names: 专科医院 beside 三级医院 and 二级医院."""
    whole = _head_of(owns)
    head = whole[-_HEAD:]
    if not head or head not in question:
        return None
    signs = _signs(owns, whole)
    words = content_words(question)
    marks = [word for word in words if len(word) >= _OWN and f"{word}{head}" in question]
    marks += [word.removesuffix(head) for word in words if word.endswith(head) and len(word) >= _OWN + len(head)]
    if not marks or any(mark in own for mark in marks for own in owns) or any(sign in question for sign in signs):
        return None
    return _need([f"{sign}{whole}" for sign in signs], f"{marks[0]}{head}")


def _head_of(owns: Sequence[str]) -> str:
    """The noun that the names of all classes, or of all but one, end with; "" if there is none."""
    least = max(_LEAST, len(owns) - 1)
    for own in sorted(owns, key=len)[:2]:
        for at in range(len(own) - _HEAD, _OWN - 1, -1):
            head = own[at : at + _HEAD]
            signs = _signs(owns, head)
            if len(set(signs)) == 1 and len(signs) >= least:  # 定点医院 of 三级定点医院 and 二级定点医院
                head = f"{signs[0]}{head}"
                signs = _signs(owns, head)
            are_apart = len(signs) >= least and len(set(signs)) == len(signs)
            if are_apart and all(map(_is_name, signs)) and word_class(head[-_HEAD:]).startswith("n"):
                return head
    return ""


def _signs(owns: Sequence[str], head: str) -> list[str]:
    """What stands before the end that the names have in common."""
    ahead = [own[: own.find(head)] for own in owns if head in own]
    return [("非" if one[:-_OWN].endswith("非") else "") + one[-_OWN:] for one in ahead]


def _is_name(sign: str) -> bool:
    return len(sign.removeprefix("非")) == _OWN and all("\u4e00" <= char <= "\u9fff" or char.isupper() for char in sign)


def _need(names: Sequence[str], asked: str) -> Need:
    more = "等" if len(names) > _SHOWN else ""
    return Need(f"属于哪一类（{'、'.join(names[:_SHOWN])}{more}；原文没有“{asked}”）", "")
