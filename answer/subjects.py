"""Whom a sentence is for: a rule for owners of cars decides nothing for somebody who is not said to have one.

A ban with an exception decides nothing for what the exception names: 禁止携带犬只进入商场,但导盲犬除外.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from answer.cutting import is_light
from answer.matching import content_words
from answer.question_records import Part
from answer.reading_words import without_label
from answer.select import Candidate
from index.synonyms import expand
from index.tokens import word_class
from ingest.regex import regex
from ingest.sentences import clauses

_MODAL = r"(?:不得|不能|不予|不准|严禁|禁止|可以|应当|必须|方可)"
#: somebody of whom more is said than who it is: 拥有…的家庭,不得
_OF_SOME = regex(rf"(?P<who>[^,;。:]{{3,60}}?的[^,;。:]{{0,8}}?),?(?={_MODAL})")
#: what stands before the word that forbids or allows
_SUBJECT = regex(rf"(?P<who>[^,;。:]{{2,40}}?)(?={_MODAL})")
_RULES = regex(_MODAL)
#: what an exception names
_EXCEPTED = regex(
    r"(?<![^,;。:(])(?:但是?)?(?P<who>[^,;。:]{2,60})(?<!开)除外|(?<!开)除(?P<but>[^,;。:]{2,40}?)(?:以|之)?外"
)
#: where what a question asks leave for begins
_LEAVE = regex(r"能|可以|可否|允许|准")
#: what leads over to conditions, and what a question for one says
_CONDITIONS = regex(r"(?:符合|具备|满足)[^。;]{0,12}条件(?:之一)?的?[^。;]{0,16}:$")
_ASKS_CONDITIONS = regex(r"申[请报领]|条件|资格|符合|享受|具备|门槛|要求|报名|参加|认定|才[能可]|以[上下]|限[额制]")
#: signs of the noun that a name ends with
_HEAD = 2
#: what a sentence for others loses where the question asks for leave
_OTHERS = 0.5


def own_subject_first(ranked: Sequence[Candidate], part: Part) -> list[Candidate]:
    """The candidates, those behind that are for somebody of whom a question for leave does not speak."""
    if part.facets[0] != "allowed" or not _LEAVE.search(part.text):
        return list(ranked)
    said = part.text + part.context
    judged = [c._replace(score=c.score - _OTHERS * is_for_others(c.passage.text, said)) for c in ranked]
    return sorted(judged, key=lambda c: -c.worth)


def is_for_others(sentence: str, question: str) -> bool:
    """Whether a sentence is for somebody of whom it says more, of which the question says nothing.

    >>> is_for_others("拥有机动车的家庭,不得申请保障房。", "离婚了能申请保障房吗")
    True
    >>> is_for_others("拥有机动车的家庭,不得申请保障房。", "有机动车能申请保障房吗")
    False
    """
    who, _ = _whom(sentence)
    return bool(who) and not _is_spoken_of(who, content_words(question))


def _is_met(sentence: str, question: str) -> bool:
    """Whether a question says of whom it asks what a sentence says of those whom it is for, if it says anything.

    What the sentence rules on says nothing of that: 摊位, where the owner of one may not apply for another one.
    """
    who, ruled = _whom(sentence)
    return not who or _is_spoken_of(who, [word for word in content_words(question) if word not in ruled])


@lru_cache(maxsize=4096)
def _whom(sentence: str) -> tuple[str, str]:
    """Somebody of whom a sentence says more than who it is, and what it rules on; "" if it is for anybody."""
    bare = without_label(sentence)
    match = _OF_SOME.match(bare)
    return (match["who"], bare[match.end() :]) if match else ("", "")


def is_excepted(text: str, question: str) -> bool:
    """Whether an exception of a text names what a question asks of, and nothing else of the text does.

    >>> is_excepted("禁止犬只进入商场,但导盲犬除外。", "导盲犬能进商场吗")
    True
    """
    for match in _EXCEPTED.finditer(text):
        who = match["who"] or match["but"]
        rest = text[: match.start()] + text[match.end() :]
        words = (word for word in content_words(question) if len(word) > 1)
        if any(word in who and word not in rest for word in words):
            return True
    return False


def only_qualifies(lead: str, names: Iterable[str], question: str) -> bool:
    """Whether numbers are what somebody has to meet for something, and a question asks for neither.

    `lead` is the sentence that leads over to them, `names` what they are called.

    >>> only_qualifies("申请应当符合下列条件:", ["家庭人均月收入"], "残疾人家庭租房一个月多少钱")
    True
    >>> only_qualifies("申请应当符合下列条件:", ["家庭人均月收入"], "收入多少算低")
    False
    """
    is_condition = _CONDITIONS.search(lead) is not None and not _ASKS_CONDITIONS.search(question)
    return is_condition and not any(name[-_HEAD:] in question for name in names)


def has_exception(text: str) -> bool:
    """Whether a text names what it does not hold for."""
    return _EXCEPTED.search(text) is not None


def rules_on_else(text: str, deciding: str, question: str) -> bool:
    """Whether the deciding clause of a text is about something else than what the question asks of.

    轮椅可以进电梯吗 is not decided by 电动自行车不得进入电梯, where another clause is about 轮椅.
    """
    sentence = _sentence_of(text, deciding)
    if not _LEAVE.search(question):
        return False
    if not _is_met(sentence, question):
        return True
    before, act = _parted(question)
    if any(_is_elsewhere(word, text, sentence) for word in _nouns(act)):
        return True
    subject = _SUBJECT.match(without_label(deciding))
    who = subject["who"] if subject is not None else ""
    is_own = bool(_named(who)) and not _is_spoken_of(who, content_words(question))
    ruled = [sentence[start:end] for start, end in clauses(sentence)]
    beside = "".join(one for one in ruled if one != deciding and _RULES.search(one))
    rest = text.replace(sentence, beside)
    return is_own and any(_is_elsewhere(word, rest, deciding) for word in _nouns(before))


def _parted(question: str) -> tuple[str, str]:
    """What a question says before it asks for leave, and what it asks leave for."""
    match = _LEAVE.search(question)
    return (question[: match.start()], question[match.end() :]) if match else (question, "")


def _sentence_of(text: str, deciding: str) -> str:
    return next((one for one in _sentences(text) if deciding in one), deciding)


def _sentences(text: str) -> list[str]:
    """The stretches of a text that end with a full stop or a semicolon."""
    made = [""]
    for start, end in clauses(text):
        made[-1] += text[start:end]
        if made[-1].endswith(("。", ";")):
            made.append("")
    return made


def _nouns(words: str) -> list[str]:
    return [w for w in content_words(words) if len(w) > 1 and word_class(w)[:1] == "n" and not is_light(w)]


def _named(words: str) -> list[str]:
    """The words that may name somebody or something; 经同意 names nobody."""
    return [word for word in content_words(words) if len(word) > 1 and word_class(word)[:1] in ("n", "")]


def _is_elsewhere(word: str, text: str, sentence: str) -> bool:
    return word in text and not _is_spoken_of(sentence, [word])


def _is_spoken_of(text: str, words: Iterable[str]) -> bool:
    return any(word in text or any(one.term in text for one in expand([word])) for word in words)
