"""What a question asks for by the name of its kind: papers, conditions, steps, refusals, a place, hours, remedies.

A heading, or the sentence that leads over to a list, says of which kind a rule is: 申请材料, 符合下列条件的, 不予批准.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from answer.passages import Passage
from answer.question_records import Part
from answer.reading_words import without_label
from ingest.regex import regex

#: parts of questions of which it is kept what they ask for
_PARTS = 16
_WHICH = r"(?:什么|哪些|哪几|啥|何种|怎样的?|哪种|哪类)"
#: to go somewhere for something: 到居住地派出所申请登记
_GOES = r"[到至][^,;。]{2,30}?(?:申请|申报|申领|报名|办理|登记|备案|领取)(?!之日|后|前)"


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule: how a question asks for it, and how headings and sentences name it."""

    asked: re.Pattern[str]
    #: in a heading or in the sentence that leads over to a list
    headed: re.Pattern[str]
    #: in the sentence itself
    said: re.Pattern[str]
    #: whether its answer is a list, all items of which are told
    is_list: bool
    #: in the one sentence that tells it best, where many say something of the kind
    best: re.Pattern[str] | None = None


# In the order in which they are tried.
_KINDS = (
    RuleKind(  # who is in charge
        regex(
            r"(?:谁|哪(?:个|些|家|级)(?:部门|单位|机构|政府)|什么部门)[^,;。]{0,6}(?:管|负责|主管|牵头|监管|受理)"
            r"|归(?:谁|哪[^,;。]{1,6})管"
        ),
        regex(r"职责|分工|(?<!民)主管|(?:办理|实施|管理|受理|牵头)(?:机构|部门|单位)"),
        regex(r"牵头|(?<!民)主管|负责[^,;。]{0,24}(?:工作|管理|监督)"),
        is_list=False,
        best=regex(
            r"(?:是|为|作为)[^,;。]{0,30}(?:主管|牵头|责任)(?:部门|机关|单位)|(?<!民)主管[^,;。]{1,24}工作"
            r"|负责[^,;。]{2,30}(?:组织|监督管理|统筹|主管|综合|协调)[^,;。]{0,8}工作"
        ),
    ),
    RuleKind(  # what is refused, forbidden or taken away
        regex(
            rf"{_WHICH}[^,;。]{{0,8}}(?:不能|不得|不给|不让|不可以|不予|不准|不许|不批|不符合|禁止|(?:会|要)?被?(?:取消|撤销|收回|清退|除名))"
            rf"|(?:不能|不得|不可以|不准|不许|禁止|严禁)[^,;。]{{0,6}}{_WHICH}"
        ),
        regex(r"不予|不得|不能|不符合|禁止|严禁|取消|撤销|收回|退出|清退"),
        regex(r"不予|不得|不能|禁止|取消|撤销|收回|退出|清退"),
        is_list=True,
    ),
    RuleKind(  # papers
        regex(
            rf"(?:{_WHICH}|有哪[些几]?)[^,;。]{{0,4}}(?:材料|资料|证件|证明|手续)|(?:材料|资料|证件)[^,;。]{{0,6}}(?:什么|哪些|啥)"
            r"|(?:带|交|提交|提供|准备)(?:些|点|上)?(?:什么|哪些|啥)(?!时候|费|税|钱)"
        ),
        regex(r"材料|资料|证件|提交|提供以下"),
        regex(r"材料|资料|复印件|申请[表书]|证件"),
        is_list=True,
    ),
    RuleKind(  # steps
        regex(
            r"流程|程序|步骤|环节|(?:怎么|如何|怎样|咋)(?:样)?(?:去|来|才能|向[^,;。]{1,8})?(?:提出)?(?:申请|申报|办理|办(?!$)|报名|登记|备案|认定)"
        ),
        regex(r"程序|流程|步骤|办法|方式"),
        regex(r"程序|流程|步骤|申请人?[^,;。]{0,12}(?:应当|可以)?[^,;。]{0,6}向|提出[^,;。]{0,6}申请|受理|登录"),
        is_list=True,
    ),
    RuleKind(  # conditions
        regex(
            rf"{_WHICH}(?:样的?)?[^,;。]{{0,5}}?(?:条件|资格|情形|情况下?|人|对象|单位|企业)[^,;。]{{0,6}}(?:可以|能|可|才|享受|参加|申请|$)"
            r"|(?:条件|资格)(?:是|有|包括)?(?:什么|哪些|啥|怎)"
        ),
        regex(r"条件|资格|对象|范围|下列情[形况]|(?:符合|具备|满足)(?:以下|下列)"),
        regex(r"条件|对象|下列情[形况]|(?:符合|具备|满足)[^,;。]{1,16}的"),
        is_list=True,
    ),
    RuleKind(  # where to go
        regex(
            r"(?:哪里|哪儿|何处|(?:什么|啥|哪个)(?:地方|窗口|地址|网站|平台))(?!来|出)|[去到在]哪(?!个|些|种|类|天|年)"
            r"|(?:找|向|跟)谁(?:去|来)?(?:提出?)?(?:申请|申报|申领|登记|备案|报名|反映)"
        ),
        regex(r"地[点址]|窗口|(?:申请|办理|受理)(?:方式|渠道)"),
        regex(
            r"窗口|地[点址]|大厅|网站|平台|登录|[路街道巷]\d+号|向[^,;。]{2,24}(?:提出|提交|申请|申报|申领|报名|登记|备案)"
            rf"|{_GOES}"
        ),
        is_list=False,
        best=regex(rf"向[^,;。]{{2,24}}(?:提出|提交)?(?:申请|申报|申领|报名|登记|备案)|{_GOES}"),
    ),
    RuleKind(  # hours
        regex(r"周末|双休|周[六日]|星期[六日天]|几点|(?:上班|营业|开放|工作|办公)时间"),
        regex(r"时间"),
        regex(r"[上下]午|\d:\d\d|周[一二三四五六日末]|星期|节假日|\d时"),
        is_list=False,
    ),
    RuleKind(  # how long the office may take
        regex(
            r"(?:几|多少)(?:个)?(?:工作日|天|日)[^,;。]{0,6}(?:办|批|下来|出来|拿到|审)"
            r"|^(?:大概|一般|总共|办)?(?:要|需要?|得)?(?:等|花|用)?(?:多久|多长时间)$"
            r"|(?:办|批|审|拿|下来)[^,;。]{0,8}(?:多久|多长时间|几天|多少天)|多(?:久|长时间)[^,;。]{0,6}(?:办|批|下来|拿到|审)"
        ),
        regex(r"时限|期限"),
        regex(r"时限|办结|工作日内?[^,;。]{0,24}(?:决定|审[查核批]|办结|答复|发放|完成)|[审批核办][^,;。]{0,12}不超过"),
        is_list=False,
    ),
    RuleKind(  # what can be done against a decision
        regex(
            r"不服|不满意|(?:异议|意见|疑问)[^,;。]{0,4}(?:怎|如何|咋|找|向|去|提|可以)|申诉|投诉|举报|维权|[告找]谁说理"
        ),
        regex(r"救济|申诉|投诉|监督|举报|异议"),
        regex(r"异议|复议|诉讼|申诉|复核|投诉|举报"),
        is_list=False,
    ),
)
#: what a heading or leading sentence of the kind asked for adds, and what the sentence itself adds
_HEADED, _SAID = 1.4, 0.4
#: and what it adds that the sentence is the one that tells it best
_BEST = 0.7
#: what only says from when a document holds or what it is made for, and a question for that
_FRAME = regex(
    r"(?:本[\u4e00-\u9fff]{2,4})?自[^,;。]{2,24}起(?:正式)?(?:施行|实施|执行|生效)|为了?[^。]{4,160}制定本[\u4e00-\u9fff]{2,4}。"
)
_OF_FRAME = regex(
    r"[施执]行|实施|[生有失]效|废止|作废|时候|几[年月日号]|哪[年天日]|何时|日期|旧|原来|以前|现在|还|目的|依据|根据|为什么|制定"
)
#: a heading of many rules
_CHAPTER = regex(r"第[^第]{1,5}[编章节]")


def is_frame(passage: Passage, part: Part) -> bool:
    """Whether a sentence only says from when its document holds or what for, and the part asks for nothing of it."""
    is_asked = part.facets[0] != "allowed" or _OF_FRAME.search(part.text + part.context)
    return not is_asked and _FRAME.match(without_label(passage.text)) is not None


@lru_cache(maxsize=_PARTS)
def kind_asked(text: str) -> RuleKind | None:
    """The kind of rule that a question asks for by name, None if it names none.

    >>> kind_asked("申请要交哪些材料") is kind_asked("报名带什么证件"), kind_asked("什么时候交")
    (True, None)
    """
    return next((kind for kind in _KINDS if kind.asked.search(text)), None)


def of_kind(passage: Passage, part: Part) -> float:
    """What it adds that a passage is of the kind of rule that the part asks for."""
    kind = kind_asked(part.text)
    if kind is None:
        return 0.0
    best = kind.best is not None and kind.best.search(passage.text) is not None
    said = (_SAID if kind.said.search(passage.text) else 0.0) + (_BEST if best else 0.0)
    return said + (_HEADED if _is_headed(passage, kind) else 0.0)


def tells_point(passage: Passage, part: Part) -> bool:
    """Whether a sentence tells a point of the kind asked for: where to go, though papers are listed below."""
    kind = kind_asked(part.text)
    return kind is not None and not kind.is_list and kind.said.search(passage.text) is not None


def named_by_kind(passage: Passage, part: Part) -> str:
    """The words of the part that only name the kind of rule under whose heading the passage stands; "" if it does not.

    They need not stand in it: 几天能办下来 is answered under 办理时限.
    """
    kind = kind_asked(part.text)
    asked = kind.asked.search(part.text) if kind is not None and _is_headed(passage, kind) else None
    return asked[0] if asked else ""


def _is_headed(passage: Passage, kind: RuleKind) -> bool:
    headings = (passage.headings.rpartition("/")[2], passage.lead)
    return not _CHAPTER.match(passage.lead) and any(kind.headed.search(heading) for heading in headings)


def asks_list(part: Part) -> bool:
    """Whether the part asks for a kind of rule that stands in lists."""
    kind = kind_asked(part.text)
    return kind is not None and kind.is_list


def heads_list(part: Part, heading: str) -> bool:
    """Whether a heading, or a sentence that leads over to a list, is of the kind that the part asks for in a list."""
    kind = kind_asked(part.text)
    return kind is not None and kind.is_list and kind.headed.search(heading) is not None
