"""The grammar: a sentence of a provision becomes norms. Pure functions over folded text.

A quantity in a sentence plays one of three roles: it is a condition (设计规模在2000户以上的住宅区), a base
(每百户, 按500户左右设置1人), or a value. A norm is a run of values under the same conditions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from answer.norms import Condition, Constant, Expression, Interval, Modality, Norm, Rate, Share, Value
from answer.quantities import scan
from answer.quantity_records import End, Kind, Quantity
from ingest.sentences import clauses

_TIME_UNITS = frozenset({"年", "月", "天", "周", "季度", "半年", "日", "小时", "次", "届", "学期"})
_VERB_BEFORE = re.compile(
    r"(?:建立|建设|新建|设置|设立|配备|配置|选配|配套|提供|安排|给予|达到|提高到|增加到|控制在|投入|拨付|购置|保持|"
    r"留出|预留|具有|拥有|组成|推选|选举|有|至少|为|是|成|到)(?:一个|一处|一座)?$"
)
_LEAD_STANDARD = re.compile(r"(?:按照|按|依照|以|根据)[^,;]{0,6}$")
_STANDARD_AFTER = re.compile(r"^(?:的)?(?:规模|标准|比例|要求|幅度|水平|额度|数额|范围|限额|价格|面积)")
_CONDITION_END = re.compile(r"^[^,;。]{0,24}?(?:的|时|后|之后|以后|期间|的情况下|的情形)[,:]?$")
_CATEGORY_AFTER = re.compile(
    r"^(?:的)(?=为|是|按|设|不|可|应|由|处|给|享|每|从|发|[,:])|^的?(?!规模|标准|比例|部分|要求|幅度)[\u4e00-\u9fff“”]{1,12}?"
    r"(?=每|按|设|可|应|由|不|为|处|发|给|享|必须|须|要|至少|有|,|:|$)"
)
_BASE_LINK = re.compile(r"^(?:左右)?(?:的|规模|标准)*(?:设置|设立|设|选配|配备|配置|配|推选|推荐|推举|选举|选|安排|提供|建设|无偿提供|给予|补助|联系|分配|核定|产生)?$")
_MODALS: tuple[tuple[str, Modality], ...] = (
    (r"不得|严禁|禁止|不准|不能|不许|不应|不可|不予|严格禁止", Modality.SHALL_NOT),
    (r"可以不|可不|不需要|无需|不必|免征|免收|免缴|免予|减免", Modality.MAY_NOT_NEED),
    (r"应当|应该|必须|须|应|要|务必|确保|一律", Modality.SHALL),
    (r"可以|可|有权|准予", Modality.MAY),
    (r"鼓励|提倡|支持|倡导|优先", Modality.ENCOURAGE),
    (r"原则上|一般|力争|争取|尽量", Modality.SHOULD),
)
_BEARER = re.compile(
    r"(?:^|[,;。:])(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.])?(?P<who>[\u4e00-\u9fff、()“”]{2,40}?)"
    r"(?:应当|应|必须|须|要|不得|可以|可|负责|有权|严禁|不准)"
)
_BY = re.compile(r"由(?P<who>[\u4e00-\u9fff、()]{2,30}?)(?:负责|承担|支付|担任|核定|办理|提供|收回|组织|统一|会同|同|给予|予以|批准|审批|处|责令|列支|安排|按|共同|联合)")


class _Role(Enum):
    CONDITION = "condition"
    BASE = "base"
    VALUE = "value"


@dataclass(slots=True)
class _Draft:
    """A norm while it is being read."""

    start: int
    conditions: list[Condition] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    base: Quantity | None = None
    period: str = ""


def read_norms(sentence: str) -> tuple[Norm, ...]:
    """The norms of one folded sentence, in order; a sentence without quantities is one norm without values.

    >>> norm, = read_norms("3.设计规模不足1000户的住宅区,社区用房按每百户40平方米的标准进行设计。")
    >>> norm.conditions[0].variable, str(norm.conditions[0].interval.high)
    ('设计规模', '1000')
    >>> norm.values[0].expression.per_unit, str(norm.values[0].expression.per)
    ('户', '100')
    """
    quantities = [q for q in scan(sentence) if q.kind not in (Kind.CLOCK,)]
    bounds = clauses(sentence)
    roles = [_role(sentence, quantities, at, bounds) for at in range(len(quantities))]
    drafts = _assemble(sentence, quantities, roles, bounds)
    if not drafts:
        return (Norm(0, len(sentence), (), (), _modality(sentence), _bearer(sentence)),)
    ends = [draft.start for draft in drafts[1:]] + [len(sentence)]
    return tuple(
        Norm(d.start, end, tuple(d.conditions), tuple(d.values), _modality(sentence[d.start : end] or sentence), _bearer(sentence))
        for d, end in zip(drafts, ends, strict=True)
    )


def _clause_of(bounds: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    for start, end in bounds:
        if start <= at < end:
            return start, end
    return bounds[-1]


def _role(sentence: str, quantities: Sequence[Quantity], at: int, bounds: Sequence[tuple[int, int]]) -> _Role:
    quantity = quantities[at]
    if quantity.kind is Kind.EACH:
        return _Role.BASE
    if quantity.kind in (Kind.FREQUENCY, Kind.RATIO, Kind.LIST):
        return _Role.VALUE
    start, end = _clause_of(bounds, quantity.start)
    before, after = sentence[start : quantity.start], sentence[quantity.end : end]
    if _is_base(sentence, quantities, at, end):
        return _Role.BASE
    if _STANDARD_AFTER.match(after) and _LEAD_STANDARD.search(before):
        return _Role.VALUE
    if quantity.kind is Kind.DATE:
        return _Role.VALUE
    bounded = quantity.relation in (">=", ">", "<=", "<", "range")
    if _CONDITION_END.match(after.rstrip("。;")) and end < len(sentence.rstrip("。;")) + 1 and not _last(bounds, start) and (
        bounded or after.startswith("的")
    ):
        return _Role.CONDITION
    if bounded and not _VERB_BEFORE.search(before) and _leads_on(sentence, quantity, after, bounds, start):
        return _Role.CONDITION
    return _Role.VALUE


def _last(bounds: Sequence[tuple[int, int]], start: int) -> bool:
    return bool(bounds) and bounds[-1][0] == start


def _leads_on(sentence: str, quantity: Quantity, after: str, bounds: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether the words behind a bounded quantity name the case for which something follows."""
    match = _CATEGORY_AFTER.match(after)
    if not match or quantity.kind is Kind.PERCENT and not after.startswith("的,"):
        return False
    rest = after[match.end() :].strip(",:;。")
    return bool(rest) or not _last(bounds, start)


def _is_base(sentence: str, quantities: Sequence[Quantity], at: int, clause_end: int) -> bool:
    """按500户左右设置1人: an amount that stands for 'for every', followed in its clause by what there is for it."""
    quantity = quantities[at]
    if quantity.kind is not Kind.AMOUNT or at + 1 >= len(quantities):
        return False
    follower = quantities[at + 1]
    between = sentence[quantity.end : follower.start]
    lead = re.search(r"(?:按照|按|以)$|(?:平均按|按照每|按每)$", sentence[max(0, quantity.start - 4) : quantity.start])
    return bool(
        lead
        and follower.end <= clause_end
        and follower.kind is Kind.AMOUNT
        and follower.unit != quantity.unit
        and _BASE_LINK.match(between)
    )


def _assemble(
    sentence: str, quantities: Sequence[Quantity], roles: Sequence[_Role], bounds: Sequence[tuple[int, int]]
) -> list[_Draft]:
    drafts: list[_Draft] = []
    draft = _Draft(0)
    previous_end = 0
    for quantity, role in zip(quantities, roles, strict=True):
        clause = _clause_of(bounds, quantity.start)
        if role is _Role.CONDITION:
            if draft.values:
                drafts.append(draft)
                draft = _Draft(max(clause[0], previous_end))
            draft.conditions.append(_condition(sentence, quantity, max(clause[0], previous_end)))
        elif role is _Role.BASE:
            _set_base(draft, quantity)
        else:
            draft.values.append(_value(sentence, quantity, draft, max(clause[0], previous_end), clause))
            if not _continues(sentence, quantity.end, clause[1]):
                draft.base, draft.period = None, ""
        previous_end = quantity.end
    if draft.values or draft.conditions:
        drafts.append(draft)
    return drafts


def _continues(sentence: str, end: int, clause_end: int) -> bool:
    """Whether the base still holds for the next value: 每人每月500元、每年… in one clause."""
    return sentence[end : end + 1] == "、" and end < clause_end


def _set_base(draft: _Draft, quantity: Quantity) -> None:
    if quantity.unit in _TIME_UNITS:
        draft.period = quantity.unit
    else:
        draft.base = quantity


def _condition(sentence: str, quantity: Quantity, start: int) -> Condition:
    return Condition(
        variable=_variable(sentence[start : quantity.start]),
        interval=_interval(quantity),
        unit=quantity.unit,
        text=sentence[start : quantity.end].lstrip(",、:"),
        start=start,
        end=quantity.end,
    )


def _interval(quantity: Quantity) -> Interval:
    if quantity.relation in ("=", "~") and quantity.values:
        return Interval(quantity.values[0], quantity.values[0], End.CLOSED, End.CLOSED)
    return Interval(quantity.low, quantity.high, quantity.low_end, quantity.high_end)


_LABEL_HEAD = re.compile(
    r"^(?:\([一二三四五六七八九十\dl]+\)|[一二三四五六七八九十]+[、.]|\d+[、.])?[、,;:()\s]*"
    r"(?:其中|其|凡|对|对于|及|和|与|或者|或|而|但|且|并|至|到|在|如|若|即|则|也|另)?[,、:]?"
)
_LABEL_TAIL = re.compile(
    r"(?:原则上|一般|按照|按|依照|以|为|是|达到|提高到|增加到|控制在|不得|不|应当|应|必须|须|要|可|由|设置|设立|设|配备|配置|配|"
    r"安排|给予|处以|处|并处|核定|有|至少|最低|最高|最多|最少|每年|每月|分别|各|约|共|需|所需|计|从|至|到|自|在|的标准|标准|提高|占|每|得|的)+$"
)


def _variable(text: str) -> str:
    text = _LABEL_HEAD.sub("", text)
    return re.sub(r"(?:的|在|为|是|达到|达|未|不|满|已|到|累计)+$", "", text.split("的")[-1] if text.count("的") else text)


def label_of(text: str) -> str:
    """The noun phrase before a quantity, without labels, connectives and verbs.

    >>> label_of("其中,社区居委会办公用房为")
    '社区居委会办公用房'
    """
    text = _LABEL_HEAD.sub("", text)
    text = _LABEL_HEAD.sub("", text)
    return _LABEL_TAIL.sub("", text).strip("、,;:()“” ")


def _value(sentence: str, quantity: Quantity, draft: _Draft, start: int, clause: tuple[int, int]) -> Value:
    before, after = sentence[start : quantity.start], sentence[quantity.end : clause[1]]
    label = label_of(before) or _subject(sentence, clause[0])
    parent = _enclosing(sentence, quantity, draft)
    return Value(
        label=label,
        expression=_expression(sentence, quantity, draft, before, after),
        unit=quantity.unit,
        measure=quantity.measure,
        per_period=quantity.per if quantity.per in _TIME_UNITS else draft.period,
        quantity=quantity,
        part_of=parent,
        category="",
    )


def _subject(sentence: str, clause_start: int) -> str:
    """What the clause before speaks of, for a value that stands in a clause without a noun of its own."""
    head = sentence[:clause_start].rstrip(",:;")
    return label_of(re.split(r"[,;:]", head)[-1]) if head else ""


def _enclosing(sentence: str, quantity: Quantity, draft: _Draft) -> int | None:
    """Index of the value that this one is a part of: behind 其中, or in brackets behind it."""
    if not draft.values:
        return None
    last = draft.values[-1].quantity
    between = sentence[last.end : quantity.start]
    if "(" in between and ")" not in between:
        return len(draft.values) - 1
    if "其中" in between and "。" not in between:
        return len(draft.values) - 1
    return draft.values[-1].part_of if draft.values[-1].part_of is not None and ";" not in between else None


def _expression(sentence: str, quantity: Quantity, draft: _Draft, before: str, after: str) -> Expression:
    constant = _constant(sentence, quantity, before)
    if quantity.kind in (Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE):
        excess = bool(re.search(r"超过部分|超出部分|超过的部分|超出的部分|超过.{0,10}的部分", before))
        return Share(constant, _base(before, after, quantity), excess)
    base = draft.base
    if base is not None and base.values:
        noun = base.text.lstrip("每按照平均以")
        high = base.high if base.relation == "range" else None
        return Rate(constant, base.values[0], high if high != base.values[0] else None, base.unit, noun)
    return constant


_BOUND_AHEAD = re.compile(r"(不得少于|不少于|不低于|不得低于|至少|不得超过|不超过|最高不超过|不高于|不得高于|超过|低于)[^,;。]{0,24}$")
_BOUND_RELATION = {"少于": ">=", "低于": ">=", "至少": ">=", "超过": "<=", "高于": "<="}


def _constant(sentence: str, quantity: Quantity, before: str) -> Constant:
    relation = quantity.relation
    if relation == "=" and quantity.kind in (Kind.PERCENT, Kind.FRACTION, Kind.MULTIPLE):
        ahead = _BOUND_AHEAD.search(before)
        if ahead and ahead[1] not in ("超过", "低于"):
            relation = _BOUND_RELATION[ahead[1][-2:]]
    if relation == "range":
        return Constant(quantity.low, quantity.high, relation)
    value = quantity.values[0] if quantity.values else (quantity.low if quantity.low is not None else quantity.high)
    return Constant(value, value, relation)


_BASE_BEFORE = re.compile(
    r"(?:按照|按|依照|占|达到|达|不得少于|不少于|不低于|不得低于|不得超过|不超过|为|以|使|约|,|、|^)(?P<base>[\u4e00-\u9fff“”()]{2,30}?)(?:的)?$"
)
_BASE_AFTER = re.compile(r"^(?:以上|左右|以下)?的?(?P<base>[\u4e00-\u9fff“”]{2,14}?)(?=达到|居住|用于|要|应|达|完成|实现|建成|开展|[,;。、]|$)")


def _base(before: str, after: str, quantity: Quantity) -> str:
    text = re.sub(r"(?:的比例|比例)$", "", before)
    text = _LABEL_HEAD.sub("", text)
    match = _BASE_BEFORE.search(text)
    if match and not re.search(r"(?:安排|力争|确保|目标|期末|全市|全镇|全县|全区|比例|下浮|上浮|年|底|末)$", match["base"]):
        return match["base"]
    behind = _BASE_AFTER.match(after)
    return behind["base"] if behind else (match["base"] if match else "")


def _modality(text: str) -> Modality:
    for pattern, modality in _MODALS:
        if re.search(pattern, text):
            return modality
    return Modality.DECLARE


def _bearer(sentence: str) -> str:
    match = _BEARER.search(sentence) or _BY.search(sentence)
    return match["who"].lstrip("由").strip("、") if match else ""


def with_label(value: Value, label: str) -> Value:
    """The value with the label that its context gives."""
    return replace(value, label=label)
