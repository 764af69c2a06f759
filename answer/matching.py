"""What a question asks about: the terms of its words, and how far a text has them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from answer.cutting import function_words, is_fee, is_light, words_of
from index.synonyms import all_terms
from index.tokens import commonness, cut, word_class
from ingest.regex import regex

_PARTIAL = 0.6
#: and of that, what a part counts that does not begin as the term does: 登记 is not what 结婚登记 is about
_END_ONLY = 0.7
#: credit of a word that stands in the text with up to `_GAP` signs between its first two and its last two
_SPREAD, _GAP = 0.85, 9
#: a word of this credit says the same; an everyday word counts at least so much if a provision has such a word for it
_ALIKE = 0.9
_HELD = 0.55
#: what a part of speech counts, and how telling it can be at most: what a rule is about stands in its nouns, and
#: everyday verbs stand in no provision at all
_CLASSES = {
    "n": (1.0, 5.0),
    "vn": (0.8, 4.0),
    "v": (0.55, 3.0),
    "l": (0.9, 5.0),
    "i": (0.9, 5.0),
    "j": (0.9, 5.0),
    "b": (0.5, 3.0),
    "": (0.3, 3.0),
}
_OTHER_CLASS = (0.4, 3.0)
#: a verb rarer than this that some provision has, and what it counts
_RARE, _RARE_VERB = 4.5, (0.6, 5.0)
#: the class of a short word of the synonym groups that no dictionary has: 失业金, 残保金, 无证驾驶
_KNOWN, _SHORT = "vn", 6
#: a word that the question says twice weighs more, one that says little of the matter less, as one of a single sign
_TWICE, _LIGHT, _SINGLE = 1.5, 0.3, 0.35
#: how common a noun is in all texts that says nothing of the matter if no provision has it (孩子, 医院), and one that
#: does (契税), as logarithms of the share of all words; and what the first counts
_EVERYDAY, _SPECIAL, _LEAST = -8.0, -11.5, 0.3
#: a count, an age or a sum in words, which is a fact of the case and no word of a provision: 四个, 十七岁; 一等 is one
_COUNT = regex(r"[零一二两三四五六七八九十百千万亿半几多](?!.*[类等级档手]).*")
#: a class of things, of which rules say something else for each: 三类区域, 二级残疾
_CLASS = regex(r"[甲乙丙丁一二三四五六七八九十][类级档等]")
_HAN = regex(r"[\u3400-\u9fff]")
_NOT_WORDS = regex(r"[^\u3400-\u9fff\w]+")
_QUOTED = regex("“([^”]{2,30})”")
_ASKING = regex(r"多少|什么|怎|多[久长大高]|[几谁哪]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that a passage should contain."""

    text: str
    #: how telling it is: rare words weigh more
    weight: float
    #: other words for it, each with its credit (1 for the same meaning), the best first
    alternatives: tuple[tuple[str, float], ...] = ()
    #: what it counts where it is not found: less than its weight for words that only describe the case
    absent: float = 1.0


def quoted_words(text: str) -> list[str]:
    """The words that a folded text puts in quotation marks, in order.

    >>> quoted_words("“一站式”服务是指什么")
    ['一站式']
    """
    return _QUOTED.findall(text)


@lru_cache(maxsize=2048)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a folded text that say what it is about, each once, in order.

    Question words, function words and numbers are left out.
    """
    light, _ = function_words()
    found: dict[str, None] = {}
    for piece in _NOT_WORDS.split(text):
        for stretch, is_known in _known_first(piece):
            for word in (stretch,) if is_known else words_of(stretch):
                if _HAN.search(word) and word not in light:
                    found.setdefault(word)
    return tuple(found)


def _known_first(text: str) -> list[tuple[str, bool]]:
    """The stretches of a text: long words of the synonym groups, and what stands between them.

    失业金领几个月 is cut after 失业金, though 金领 is a word too; 开村民会 is not taken out of 开村民会议.
    """
    made: list[tuple[str, bool]] = []
    begin = at = 0
    whole: frozenset[int] | None = None
    while at < len(text):
        size = 0
        for end in _ends_of_known(text, at):
            whole = _whole_words(text) if whole is None else whole
            if not whole & {at, end}:
                size = end - at
                break
        if size:
            made.extend(((text[begin:at], False), (text[at : at + size], True)))
            begin = at + size
        at += size or 1
    return [*made, (text[begin:], False)]


def _ends_of_known(text: str, at: int) -> Iterator[int]:
    """Where long words of the synonym groups end that begin at a place, the longest first.

    In 几个月工资 no 月工资 begins.
    """
    if text[max(0, at - 1) : at + 1] == "个月":
        return
    known, sizes = _long_known()
    for size in sizes.get(text[at], ()):
        if text[at : at + size] in known:
            yield min(at + size, len(text))


def _whole_words(text: str) -> frozenset[int]:
    """The places within words of the dictionary of three signs or more, where no other word begins or ends."""
    inside: set[int] = set()
    at = 0
    for word in cut(text):
        if len(word) > 2 and word_class(word):
            inside.update(range(at + 1, at + len(word)))
        at += len(word)
    return frozenset(inside)


@cache
def _long_known() -> tuple[frozenset[str], Mapping[str, Sequence[int]]]:
    """The words of the synonym groups of three signs or more that ask nothing; of first characters, their lengths."""
    words = frozenset(word for word in all_terms() if len(word) > 2 and not _ASKING.search(word))
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[0], set()).add(len(word))
    return words, {first: sorted(ones, reverse=True) for first, ones in sizes.items()}


def terms(
    text: str, weigh: Callable[[str], float], others: Callable[[str], Sequence[tuple[str, float]]]
) -> tuple[Term, ...]:
    """The terms of a folded text: `weigh` gives a word's rarity, `others` the words that mean the same."""
    made, unknown, quoted = [], weigh(""), "".join(quoted_words(text))
    for word in content_words(text):
        if _counts(word) and word not in quoted:
            continue
        alike = tuple(others(word))
        weight = _telling(word, weigh(word), unknown) * (_LIGHT if is_light(word) else 1.0)
        if weigh(word) >= unknown:
            is_held = any(worth >= _ALIKE and weigh(other) < unknown for other, worth in alike)
            weight *= max(_special(word), _HELD if is_held else 0.0)
        made.append(Term(word, weight * (_TWICE if text.count(word) > 1 or is_fee(word) else 1.0), alike))
    return tuple(made)


def _telling(word: str, rarity: float, unknown: float) -> float:
    """What a word counts for its class and its rarity; `unknown` is that of a word that no provision has.

    A verb that few provisions have says what they rule on (逃逸, 挪用), one that none has is everyday speech (掏钱).
    """
    name = word_class(word)
    if not name and 1 < len(word) <= _SHORT and word in all_terms() and not _ASKING.search(word):
        name = _KNOWN
    if not name and is_fee(word):
        name = "n"
    if _CLASS.fullmatch(word):
        name = "n"
    if name == "v" and _RARE < rarity < unknown:
        return min(rarity, _RARE_VERB[1]) * _RARE_VERB[0]
    weight, most = _CLASSES.get(name) or _CLASSES.get(name[:1], _OTHER_CLASS)
    return min(rarity, most) * weight * (_SINGLE if len(word) == 1 else 1.0)


def _counts(word: str) -> bool:
    """Whether a word only says how many or how much: 四个, 八百块, but not 首次 or a word of the synonym groups."""
    return word_class(word) == "m" and bool(_COUNT.fullmatch(word)) and word not in all_terms()


def _special(word: str) -> float:
    """From 0.3 for a word that all texts are full of to 1 for one that few have, and for a single sign."""
    if len(word) == 1:
        return 1.0
    share = (_EVERYDAY - commonness(word)) / (_EVERYDAY - _SPECIAL)
    return min(1.0, max(_LEAST, _LEAST + (1 - _LEAST) * share))


def credit(term: Term, text: str) -> float:
    """From 0 to 1: whether the term, a word for it, or a part of it stands in the text."""
    word = term.text
    if word in text:
        return 1.0
    best = 0.0
    for other, worth in term.alternatives:
        if other in text:
            best = worth
            break
    if best >= _SPREAD or len(word) < 3:
        return best
    if len(word) >= 4 and _spread(word, text):
        return _SPREAD
    for other, worth in term.alternatives:
        if worth > _SPREAD and len(other) >= 4 and other[:2] in text and _spread(other, text):
            return _SPREAD
    return max(best, _PARTIAL * _longest_common(word, text) / len(word))


def share_in(text: str, wanted: Sequence[Term]) -> float:
    """The share of the weight of the terms that a text has, 0 to 1."""
    total = sum(term.weight for term in wanted) or 1.0
    return sum(credit(term, text) * term.weight for term in wanted) / total


def _spread(word: str, text: str) -> bool:
    """Whether the characters of the word stand in the text in order, with few others between them.

    社区用房 stands in 社区居委会办公用房, 社区公益用房 does not.
    """
    head, tail = word[:2], word[-2:]
    at = text.find(head)
    while at >= 0:
        end = text.find(tail, at + 2, at + len(word) + _GAP)
        if end >= 0 and in_order(word[2:-2], text[at + 2 : end]):
            return True
        at = text.find(head, at + 1)
    return False


def in_order(word: str, text: str) -> bool:
    """Whether the signs of a word stand in a text in this order, whatever is between them.

    >>> in_order("非遗传承", "非物质文化遗产传承人"), in_order("传承非遗", "非物质文化遗产传承人")
    (True, False)
    """
    at = 0
    for char in word:
        at = text.find(char, at) + 1
        if not at:
            return False
    return True


def _longest_common(word: str, text: str) -> float:
    """Signs of the longest part of the word that stands in the text; an end without its beginning counts less."""
    begins = [at for at in range(len(word) - 1) if word[at : at + 2] in text]
    if not begins:
        return 0
    for length in range(len(word) - 1, 2, -1):
        if word[:length] in text:
            return length
        for at in begins:
            if 0 < at <= len(word) - length and word[at : at + length] in text:
                return _END_ONLY * length
    return 2 if begins[0] == 0 else _END_ONLY * 2
