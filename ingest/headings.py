"""The heading of a provision: a line of its own, or a first sentence that names what follows."""

from ingest.normalize import Folded
from ingest.regex import regex

# The colon of a time or of a ratio (工作日上午9:00, 按4:6分担), before which no name stands.
_CLOCK = r"(?<=\d):\d{1,2}(?!\d)"
# Words that make a first sentence a rule and no heading.
_RULING = regex(
    rf"{_CLOCK}|应当|应(?!急|用)|必须|须|不得|不准|不予|不能|严禁|禁止|可以|可(?!持续|靠)|由|是指|是(?!否)|已|负责|(?<!\d)\d+(?:平方米|元|户|人|日|天|%)"
)
_ENDS = "。;:,!?、"
_UNFINISHED = ("其中", "如下", "包括", "分别为", "下列")
_LEAD_LENGTH = 32
_LINE_LENGTH = 60
_NAME = regex(rf"(?P<name>[^。;:,!?、()]{{2,18}})(?!{_CLOCK}):(?=.)")
_NOTE = regex(r"(?P<mark>注(?:[①-⑳]|\d{1,2}|[*※]{1,3})?):(?=.)")
_BRACKETED = regex(r"(?:\[(?P<square>[^\]]{1,30})\]|\((?P<round>[^()。;,]{2,24})\))(?=.{4})")


def heading_of(text: str) -> tuple[str, bool]:
    """The heading that folded words begin with, and whether it is all there is.

    >>> heading_of("指导思想。全面贯彻落实科学发展观,加强社区建设。")
    ('指导思想', False)
    >>> heading_of("完善社区党建工作体系,进一步增强党组织的领导核心作用")
    ('完善社区党建工作体系,进一步增强党组织的领导核心作用', True)
    >>> heading_of("社区用房由建设单位提供。验收合格后移交。")
    ('', False)
    """
    text = text.replace("*", "")
    if text and len(text) <= _LINE_LENGTH and text[-1] not in _ENDS and "。" not in text:
        is_rule = text.endswith(_UNFINISHED) or ("," in text and _RULING.search(text))
        return ("", False) if is_rule else (text, True)
    lead, mark, rest = text.partition("。")
    if mark and rest.strip("”’》)") and len(lead) <= _LEAD_LENGTH and not _RULING.search(lead) and ";" not in lead:
        name, colon, _ = lead.partition(":")
        return (name if colon else lead), False
    return "", False


def name_of(text: str) -> str:
    """The name before the colon that an unnumbered paragraph begins with, "" if there is none.

    >>> name_of("人民调解委员会:负责组织辖区内民间纠纷的集中排查工作。"), name_of("工作日上午9:00至12:00受理申请。")
    ('人民调解委员会', '')
    """
    match = _NAME.match(text)
    return match["name"] if match else ""


def note_mark(text: str) -> str:
    """The mark of a note that a folded paragraph is, "" if it is none: no 款 and no level, wherever it stands.

    >>> note_mark("注①:指建筑面积。"), note_mark("注:含公摊。"), note_mark("注意:")
    ('注①', '注', '')
    """
    match = _NOTE.match(text)
    return match["mark"] if match else ""


def bracketed_heading(folded: Folded, start: int) -> str:
    """The heading in brackets behind the label of an article, "" if there is none.

    >>> from ingest.normalize import fold
    >>> bracketed_heading(fold("第五条【适用范围】本办法适用于全市。"), 3)
    '适用范围'
    """
    match = _BRACKETED.match(folded.text, start)
    return (match["square"] or match["round"]) if match is not None else ""


def is_heading_line(text: str) -> bool:
    """Whether a folded line without a label reads as a heading: short, and no sentence.

    >>> is_heading_line("个人所得税税率表二(经营所得适用)"), is_heading_line("请认真贯彻执行。")
    (True, False)
    """
    return len(text) <= 40 and text[-1] not in _ENDS and not any(mark in text for mark in "。;,")
