"""Whose measure or number a part asks for: how wide, not how high; of the gravestone, not of the path beside it.

A sentence that names several measures of one unit, or counts several things, answers only for what its labels say.
"""

from collections.abc import Sequence
from functools import lru_cache

from answer.cutting import is_light
from answer.matching import Term, credit
from answer.norms import Value
from answer.question_records import Part
from index.tokens import word_class
from ingest.regex import regex

#: lengths by what they measure: how a question asks for one, and how a label names it
_LENGTHS = {
    "高": (regex(r"多高|高度|[层净限总身肩]高"), regex(r"高度|[层净限总楼墙碑身肩]高|高$")),
    "宽": (regex(r"[多最]宽|宽度|净宽|宽(?:多少|几)"), regex(r"宽")),
    "长": (regex(r"长度|[全总净周边]长"), regex(r"长度|[全总净周边]长|(?<![市区县镇乡村校院局])长$")),
    "深": (regex(r"[多最]深|深度|[进埋净]深|深(?:多少|几)"), regex(r"深度|[进埋净]深|深$")),
    "厚": (regex(r"[多最]厚|厚度|厚(?:多少|几)"), regex(r"厚")),
    "距": (regex(r"[多最]远|距离|[间行株相]距|间隔|半径"), regex(r"距|间隔|半径|范围")),
}
#: units of what is measured or counted of things
_OF_THINGS = frozenset("米人个台辆张间套部座只本册")
#: heights that are not one another
_HEIGHTS = {"层高": "净高", "净高": "层高"}
#: units of what 多高 never asks for
_NOT_HIGH = frozenset({"户", "人", "个", "套", "台", "处", "公斤", "平方米", "天", "月", "年", "小时", "次"})
#: what a label has beside the name of its thing
_MEASURE = regex(r"(?:最大|最小|的|净|总|高|宽|长|深|厚|度|间|距|离|层){1,8}$")
#: the thing in front of a measure, and the one behind a count
_THING_OF = regex(
    r"(?P<of>[\u4e00-\u9fff]{2,10}?)(?:之间)?的?(?:最?(?:多?[高宽深厚]|净[高宽])(?!于)度?|长度|[间行株]距|半径)"
)
_COUNTED = regex(r"(?:多少|几)个?[名位个台辆张间套部座只本册](?P<of>[\u4e00-\u9fff]{2,8})")
#: classes of words that name things; many names are in no dictionary
_NAMING = ("n", "i", "l", "j", "")
#: what is counted without being named
_ANYBODY = regex(r"人员?|成员|职工|员工|代表|单位|部门|工作人员|从业人员|编制|岗位|名额|指标")
#: what asks for several things at once
_SEVERAL = regex(r"[和与跟及、]|一共|总共|合计|分别|各")
#: signs of the name of a thing, at least
_NAME = 2
#: a label has a word of this credit, and speaks of it with that
_HAS, _HELD = 0.9, 0.5


def of_others(values: Sequence[Value], part: Part, wanted: Sequence[Term]) -> list[Value]:
    """The values of a sentence that are not what the part asks for, by the measure or thing that their labels name."""
    others = [value for value in values if _is_other_measure(value, part.text)]
    things = [] if _SEVERAL.search(part.text) else things_of(part, wanted)
    left = [value for value in values if value not in others and value.unit in _OF_THINGS]
    if not things or not (others or left):
        return others
    named = [value for value in left if _names(value, things)]
    for value in left:
        is_beside = any(_names(one, things) for one in (*named, *others) if one.unit == value.unit)
        if is_beside and not _names(value, things) and not is_bare(value.label):
            others.append(value)
    return others


@lru_cache(maxsize=256)
def _lengths_asked(text: str) -> tuple[str, ...]:
    return tuple(name for name, (asked, _) in _LENGTHS.items() if asked.search(text))


def _is_other_measure(value: Value, text: str) -> bool:
    """Whether a value is a length other than the ones asked for; 多高 asks for no weight and no number either."""
    asked = _lengths_asked(text)
    if not asked:
        return False
    if value.unit != "米":
        return "多高" in text and value.unit in _NOT_HIGH
    if any(name in text and other in value.label and other not in text for name, other in _HEIGHTS.items()):
        return True
    named = [name for name, (_, label) in _LENGTHS.items() if label.search(value.label)]
    return bool(named) and not set(named) & set(asked)


def things_of(part: Part, wanted: Sequence[Term]) -> list[Term]:
    """The term for the thing that is measured or counted: 墓碑 in 墓碑最宽多少, 保安 in 要配几名保安."""
    measured, counted = _THING_OF.search(part.text), _COUNTED.search(part.text)
    named = [term for term in wanted if word_class(term.text)[:1] in _NAMING and not is_light(term.text)]
    found = [term for term in named if measured is not None and measured["of"].endswith(term.text)]
    found += [term for term in named if counted is not None and counted["of"].startswith(term.text)]
    return [term for term in found if not _ANYBODY.fullmatch(term.text)]


def is_silent(around: str, part: Part, wanted: Sequence[Term]) -> bool:
    """Whether a text does not speak of the thing whose measure or number the part asks for.

    A word that no dictionary has may be cut wrongly: that it does not stand there says nothing.
    """
    things = [term for term in things_of(part, wanted) if word_class(term.text)]
    return any(credit(term, around) < _HELD for term in things)


def _names(value: Value, things: Sequence[Term]) -> bool:
    return any(credit(term, value.label) >= _HAS for term in things)


def is_bare(label: str) -> bool:
    """Whether a label only says what is measured, not of what.

    >>> is_bare("净宽"), is_bare("走廊净宽")
    (True, False)
    """
    return len(_MEASURE.sub("", label)) < _NAME
