"""Words that bound a number: 不少于, 超过, 以上, 以内, 左右; and how two numbers make a range."""

from dataclasses import dataclass

from ingest.regex import regex

_FILLER = (
    r"(?:有|为|在|到|达到|达|要|应|应当|于|人民币|的|是|:|设置|设立|设|配备|配有|配|安排|选派|选配|确定|保证|保持|控制在|建立|建设|"
    r"推出|招聘|聘用|聘请|拥有|具有|具备|完成|举办|组织|召开|开展|进行|集中|掌握|参加|培训|缴纳|缴费|发放|居住|工作|再)"
)
# In the order in which they are tried; the first group of words that fits wins.
_BEFORE: tuple[tuple[str, str], ...] = (
    (
        ">=",
        r"(?:不|不得|不能|不应|不应当|不可|不宜|未|无|没有|切勿)(?:少于|低于|小于|短于|下于|亚于|早于|不足|不到|不满)",
    ),
    (
        "<=",
        r"(?:不|不得|不能|不应|不应当|不可|不宜|未|没有|严禁|禁止|避免)(?:超过|超出|超|高于|大于|多于|长于|晚于|迟于|逾|突破|达到或超过)",
    ),
    ("<", r"(?:不|未|没有|不能|尚未|没|未能)(?:达到|达|满|足|到|及)|达不到|少于|低于|小于|短于"),
    ("<=", r"至多|最多|最高|最大|最长|上限为|最迟|不超"),
    (">=", r"至少|最少|最低|最小|最短|起码|下限为|大于(?:或|或者)?等于|大于或等于|高于或等于|达到或超过"),
    ("<=", r"小于(?:或|或者)?等于|低于或等于"),
    (">", r"超过|超出|多于|高于|大于|长于|逾|突破|超"),
    (">=", r"年满|已满|满|达到|达"),
    ("~", r"大约|大概|约为|约计|约|接近|将近|近|估计|大致"),
)
_BEFORE_PATTERNS = tuple((op, regex(rf"(?:{words})(?:{_FILLER}){{0,2}}$")) for op, words in _BEFORE)
# A word that ends like one of these is another word.
_NOT_BOUND = regex(
    rf"(?:[期届圆美充丰饱布爆客任]满|[节条公预违特契制签缔简邀失履毁续]约|[附最临新靠]近|[到表下送直传普]达(?!到))(?:{_FILLER}){{0,2}}$"
)
_SAID = r"\((?:含|不含|包括|不包括)(?:本数|本级|[\d一二三四五六七八九十百千万.]{1,10}(?![险金类项费])[^()]{0,6})?\)"
_INCLUSION = rf"(?:{_SAID})?"
_BEHIND = regex(
    rf"{_INCLUSION}(?P<word>以上(?!下)|以下(?![简统]|情形|条件|规定|材料|方面|内容|标准|事项|措施|职责|功能|任务|几|[一二三四五六七八九两]个)"
    rf"|以内|之内|以外|及以上|及以下|或以上|或以下|和以上|范围内|左右|上下(?!级)|前后|不等|为宜|之间|起(?=[,;。的]|$)|内(?![部容涵设资科外])){_INCLUSION}"
)
_OPS = {
    "以上": ">=",
    "及以上": ">=",
    "或以上": ">=",
    "和以上": ">=",
    "起": ">=",
    "以下": "<=",
    "及以下": "<=",
    "或以下": "<=",
}
_OPS |= {"以内": "<=", "之内": "<=", "范围内": "<=", "内": "<=", "以外": ">", "左右": "~", "上下": "~", "前后": "~"}
_INCLUDES = regex(_SAID)
_LENGTHS = ("米", "平方米")

#: what may stand between the ends of a range
CONNECTOR = regex(r"-{1,4}|~{1,2}|至|到|或者?(?=\d)")
#: what may stand between 以上 and the upper bound
_JOINT = regex(r"[,、]?(?:且|但|并且|至|到|直至|但是|且总?)?")
_WINDOW = 16
_SHORT_REACH, _LONG_REACH = 12, 40
_GAP = r"[^,;。:、\n\d()]"
_BASE_GAP = r"[^,;。:、\n\d()按依部以为由减增罚处]"
_AFAR = (
    (">=", regex(rf"(?:至少|最少|不得?少于|不低于|不得低于){_GAP}{{1,8}}$")),
    ("<=", regex(rf"(?:至多|最多|不得?超过|不得多于){_GAP}{{1,8}}$")),
)
_OF_BASE = tuple(
    (op, regex(rf"(?:{words}){_BASE_GAP}{{2,34}}$"))
    for op, words in _BEFORE
    if op != "~" and not words.startswith(("年满", "至"))
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound word at a number."""

    #: ">=", ">", "<=", "<", "~", or "" where the word only joins (之间, 不等)
    op: str
    #: where the word begins or ends, the outer edge as seen from the number
    edge: int
    #: True if the text says in brackets that the bound itself is out (不含)
    excluded: bool = False
    #: True if it says that the bound is in (含)
    included: bool = False


def bound_before(text: str, start: int, floor: int) -> Bound | None:
    """The bound word right before `start`, not reaching before `floor`.

    >>> bound_before("一般不少于600平方米", 5, 0)
    Bound(op='>=', edge=2, excluded=False, included=False)
    """
    window_start = max(floor, start - _WINDOW)
    window = text[window_start:start]
    for op, pattern in _BEFORE_PATTERNS:
        match = pattern.search(window)
        if match:
            if _NOT_BOUND.search(text[max(floor, window_start - 1) : start]):
                return None
            return Bound(op, window_start + match.start())
    return None


def bound_afar(text: str, start: int, floor: int, *, of_share: bool) -> Bound | None:
    """A bound word some words before a number: 至少对其培训一次, 不得少于成员总数的三分之二.

    Only 至少 and 至多 reach over a verb; before a share, other words reach over the base that ends in 的.

    >>> bound_afar("不得少于成员总数的三分之二", 9, 0, of_share=True)
    Bound(op='>=', edge=9, excluded=False, included=False)
    """
    for op, pattern in _AFAR:
        if pattern.search(text, max(floor, start - _SHORT_REACH), start):
            return Bound(op, start)
    if of_share and start:
        reach = _LONG_REACH if text[start - 1] in "的之" else _SHORT_REACH
        for op, pattern in _OF_BASE:
            if pattern.search(text, max(floor, start - reach), start):
                return Bound(op, start)
    return None


def bound_behind(text: str, end: int, base: str, kind: str) -> Bound | None:
    """The bound word right behind a unit; 内 counts for times and lengths only.

    >>> bound_behind("2000户以上(含2000户)的", 5, "户", "amount")
    Bound(op='>=', edge=15, excluded=False, included=True)
    """
    match = _BEHIND.match(text, end)
    if match is None:
        only = _INCLUDES.match(text, end)
        return Bound("", only.end(), excluded="(不" in only[0], included="(不" not in only[0]) if only else None
    word = match["word"]
    is_period = kind == "period"
    if (word == "前后" and is_period) or (word == "内" and not is_period and base not in _LENGTHS):
        return None
    said = match[0]
    out = "(不" in said
    return Bound(_OPS.get(word, ""), match.end(), excluded=out, included="(" in said and not out)


def joins(text: str, start: int, end: int) -> bool:
    """True if `text[start:end]` only joins a lower bound to an upper one."""
    return _JOINT.fullmatch(text, start, end) is not None
