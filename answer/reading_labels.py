"""Labels: the words that say of what a value is a quantity, before it, behind it, or around a bracket."""

import re
from collections.abc import Sequence

from answer.quantity_records import Kind, Quantity
from answer.reading_clauses import WINDOW
from answer.reading_modality import is_bearer
from answer.reading_roles import SHARES, Place
from answer.reading_shares import MONTHS_OF, share_base
from answer.reading_words import one_of, strip_before, strip_behind, without_label, words
from ingest.regex import regex

_MODAL = regex(
    r"应当|应该|(?<![相响供适反对])应(?![急用届收发得付]|纳税|税|休)|必须|(?<!无)须|不得|严禁|(?<![许认])可以?(?!能|行|持)|原则上|"
    r"(?<![主重必需纲摘简])要(?![求点素件])"
)
_BEHIND_NOUN = regex(r"(?:以上|以下|以内|左右)?的?(?P<noun>[\u4e00-\u9fff“”][\u4e00-\u9fff“”、()]{0,23})")
_NO_NOUN = regex(
    r"(?:以上|以下|左右)?的?(?:组成|构成|为宜|或|和|以|及|与|且|居住|担任|不|由|用于|作为|从|按|达到|提议|同意|参加|负责|方可|应|必须|可以|进行|设计|计算|执行|办理|核定|折算)"
)
_BEHIND_STOP = regex(
    one_of("predicates") + r"|且|并|或者|过半数|半数|[一二三四五六七八九十]分之|作为|工作$|,|的(?=标准|比例|规模)"
)
_STANDARD_OBJECT = regex(
    r"(?:使用面积|建筑面积)?的?(?:标准|比例|规模|幅度)?(?P<verb>[\u4e00-\u9fff]{0,6}?)(?P<noun>(?:社区|物业|居委会|公共|公益|村|服务|应急|专项|工作)[\u4e00-\u9fff、()]{1,20}|[\u4e00-\u9fff]{2,14}(?:用房|经费|资金|补贴|保证金|费|金))$"
)
_SHARED = regex(r"由[^由]{2,50}$|(?:各|分别)(?:承担|负担)?$")
_STANDARD = regex(r"的?(?:使用面积|建筑面积)?的?(?:标准|比例|规模|幅度)")
_MEASURE = regex(r"(?:建筑面积|使用面积|服务面积|实用面积|用地面积|面积)(?:为|达到|达)?$")
_COUNTED_NOT = frozenset({"元", "平方米", "米", "%", "倍", "户", "亩", ""})
_ATTRIBUTE = regex(one_of("measure_nouns") + "$")
_NO_AREA = frozenset({"人", "个", "元", "台", "辆", "套", "处", "座", "名"})
_FOR = regex(
    r"(?:对|给|为|向)(?P<who>[\u4e00-\u9fff、()“”]{2,20}?)(?:可以|应当|可|应)?(?:并)?(?:处以|处|给予|奖励|补助|发放|补贴)$"
)
_COMMAS = regex(r"[,;:](?![^()]{0,200}\))")
_ALIKE = 3
_LONG = 24
_SHORT = 10
_SHORTEST = 2
_WHOLE = 4
_SETS_UP = regex(r"(?:统一|足额|及时)?(?:配套建设|设置|配建|建设|提供|安排|拨付|落实|划拨|缴纳|交纳|配备|设立)")
_BY_WHAT = regex(r"按照|依照|根据|按(?![时期月年质规])")
_FROM = regex(r"^[^,;]{0,60}?[从自][^,;]{1,24}起(?!算|始|草)")
_GIVER = regex(r"(?P<what>[^,;]{2,40}?)(?<![理自经缘事])由(?!于)")
_BRACKETS = regex(r"\([^()]{0,60}\)")


def label_of(text: str) -> str:
    """The noun phrase before a quantity, without labels, connectives and verbs.

    >>> label_of("其中,社区居委会办公用房为"), label_of("社区党委的工作经费提高到"), label_of("必要时增设")
    ('社区居委会办公用房', '社区党委的工作经费', '')
    """
    text = _FROM.sub("", strip_before(without_label(text), ("label_heads",)))
    text = _subject_cut(strip_before(text, ("label_heads",)))
    text = _BY_WHAT.split(text)[0]
    giver = _GIVER.match(text)
    text = giver["what"] if giver else text
    text = strip_behind(text, ("label_tails", "label_verbs")).strip("、,;:()“” ")
    if text.count("(") != text.count(")"):
        text = text.split("(")[-1] if text.rfind("(") > text.rfind(")") else text
    text = text.strip("、,;:“” ").removeprefix("的")
    return "" if text in words("no_labels") or len(text) < 2 else text


def _subject_cut(text: str) -> str:
    """What stands behind the last modal, unless that is only a verb; then what stands before it."""
    modals = list(_MODAL.finditer(text))
    if not modals:
        return text
    last = modals[-1]
    behind = strip_before(text[last.end() :], ("label_heads",))
    said = strip_behind(behind, ("label_tails", "label_verbs"))
    return behind if len(said) >= 2 else text[: last.start()]


def label_behind(after: str, unit: str) -> str:
    """The noun that is counted or given: 1至2名专职党务工作者, 5万元的奖励, 500元以下罚款.

    >>> label_behind("专职党务工作者编制", "人"), label_behind("的奖励", "元"), label_behind("的标准执行", "元")
    ('专职党务工作者编制', '奖励', '')
    """
    if _STANDARD.match(after) or _NO_NOUN.match(after):
        return ""
    match = _BEHIND_NOUN.match(after)
    if not match:
        return ""
    stop = _BEHIND_STOP.search(match["noun"], 1)
    noun = match["noun"][: stop.start()] if stop else match["noun"]
    noun = strip_behind(noun, ("label_tails",)).strip("、“”()")
    return "" if noun in words("no_labels") or noun.startswith(("的", "以")) or len(noun) < 2 else noun


def label(place: Place, before: str, previous: str, following: str) -> str:
    """The label of a value; `before` is its own part of its clause, the others are the clauses around that one."""
    quantity = place.quantity
    if quantity.kind is Kind.FREQUENCY:
        return frequency_label(quantity, place.after) or label_of(before)
    if quantity.kind is Kind.DATE or quantity.within or quantity.after_event or quantity.before_event:
        return act_behind(place.after) or act_behind(following) or label_of(before)
    if place.after.startswith("后"):
        return label_of(before)
    if place.after.startswith(("组成", "构成")) and "由" in before:
        before = before[: before.rfind("由")]
    own = (label_of(_MEASURE.sub("", before)) if quantity.measure else "") or label_of(before)
    own = "" if own.endswith("面积") and quantity.unit in _NO_AREA else own  # 每10万平方米供热面积不少于2人
    if _STANDARD.match(place.after) and (
        is_bearer(own) or len(own) > _LONG or _MODAL.search(before) or quantity.kind is Kind.RATIO
    ):
        return standard_object(place.after) or object_of(following) or own
    if quantity.kind in SHARES or quantity.kind is Kind.RATIO:
        own = label_of(_SHARED.sub("", _before_base(place, before)))
        if not own and _opens(before):
            return first_label(place) or previous
    elif not own and _opens(before) and place.after:
        return first_label(place) or previous
    months = MONTHS_OF.match(place.after) if quantity.kind is Kind.PERIOD else None
    behind = label_behind(place.after[months.end() :].removeprefix("的") if months else place.after, quantity.unit)
    if behind and (quantity.unit not in _COUNTED_NOT or not _is_noun(own, before, place.after)):
        return behind
    return own or standard_object(place.after) or behind or previous


def _opens(before: str) -> bool:
    """Whether nothing that names a thing stands before an amount."""
    bare = strip_before(without_label(before), ("label_heads",)).strip("余,、:即(")
    return not bare or bare in words("no_labels")


def _before_base(place: Place, before: str) -> str:
    """What stands before the base of a share: 用人单位安排残疾人就业的比例 | 不得低于本单位在职职工总数的."""
    base = share_base(place.quantity.text, before, "")
    return before[: before.rfind(base)] if base else before


def _is_noun(own: str, before: str, after: str) -> bool:
    """Whether the words before money name what it is for, so that those behind it do not."""
    return bool(own) and (bool(_ATTRIBUTE.search(own)) or (before.endswith(own) and not after.startswith("的")))


def first_label(place: Place) -> str:
    """The label of an amount that opens its clause: 20元由市财政专项下拨, 60%的社区达到国家标准."""
    after = re.sub(r"^(?:以上|以下|以内|左右)?的?", "", place.after)
    if after.startswith("、"):
        return ""
    if _STANDARD.match(place.after):
        return standard_object(place.after)
    if after.startswith(("由", "从", "用于", "在")):
        return after[:40]
    if place.quantity.kind in SHARES:
        given = strip_before(after, ("give_verbs", "set_heads"))
        return (
            "" if _NO_NOUN.match(after) or len(given) < _SHORTEST else (given if len(given) <= _SHORT else after)[:40]
        )
    return label_behind(place.after, place.quantity.unit)


def standard_object(after: str) -> str:
    """What is given by a standard: 的标准配套建设社区工作服务用房 -> 社区工作服务用房."""
    if not _STANDARD.match(after):
        return ""
    match = _STANDARD_OBJECT.match(after[:WINDOW])
    if not match:
        return ""
    bare = strip_before(match["noun"], ("give_verbs", "set_heads"))
    return bare if len(bare) >= _WHOLE else match["noun"]


def object_of(clause: str) -> str:
    """What a clause that begins with its verb sets up: 设置社区居委会用房 -> 社区居委会用房."""
    verb = _SETS_UP.match(clause)
    return clause[verb.end() :] if verb and 2 <= len(clause) - verb.end() <= 16 else ""


def frequency_label(quantity: Quantity, after: str) -> str:
    """What is done so often: 每年对书记集中培训一次 -> 对书记集中培训."""
    inner = re.sub(
        r"^(?:至少|不少于)?每一?[两二三四五六\d]?个?(?:年|半年|月|季度|季|周|天|日|届|学期)", "", quantity.text
    )
    inner = re.sub(
        r"(?:各|均|不?至?少于?|不低于)*[\d一两二三四五六七八九十]{1,3}(?:至[\d一两二三四五六])?[次遍回](?:以上)?$",
        "",
        inner,
    )
    said = strip_behind(strip_before(inner, ("act_heads",)), ("label_tails",)) if inner != quantity.text else ""
    return (said + act_behind(after))[:40]


def act_behind(after: str) -> str:
    """The act behind a time: 30日内作出决定 -> 作出决定.

    >>> act_behind("应当完成备案")
    '完成备案'
    """
    text = strip_before(re.sub(r"^(?:以前|之前|前|内|起|以内|之内)", "", after).lstrip(",、:"), ("act_heads",))
    text = _COMMAS.split(text)[0]
    modal = _MODAL.search(text)
    if modal and is_bearer(text[: modal.start()]):
        text = strip_before(text[modal.end() :], ("act_heads",))
    return text[:40].strip("“”()")


def category_of(place: Place, before: str, found: str) -> str:
    """For whom a value is: 对个人处…, or its own label where that is no measure (中心城区社区不超过5人)."""
    match = _FOR.search(before)
    if match:
        return strip_behind(match["who"], ("label_tails",))
    if place.quantity.kind is Kind.DATE or place.quantity.within or place.quantity.before_event is not None:
        return ""
    if place.quantity.kind is Kind.FREQUENCY:
        whom = label_of(before)
        return whom if len(whom) <= _SHORT else ""
    alone = not place.after.strip("。;,)") or place.after[0] in "、,;和("
    bare = strip_behind(before, ("bound_heads",))
    return found if alone and found and bare.endswith(found) and not _ATTRIBUTE.search(found) else ""


def coordinated(before: str, count: int) -> tuple[str, ...]:
    """The `count` things that stand in a row before 分别: 达标社区(…)、精品社区(…)、示范社区(…)建成数量要分别.

    >>> coordinated("主任和副主任生活补贴分别达到", 2), coordinated("工资待遇分别上浮", 3)
    (('主任', '副主任'), ())
    """
    text = _BRACKETS.sub("", re.split(r"分别|各", before[-WINDOW * 2 :])[0])
    text = strip_before(without_label(_COMMAS.split(text)[-1]), ("label_heads",))
    parts = re.split(r"[、和与及]", text)
    if len(parts) != count or not all(parts):
        return ()
    first = strip_before(parts[0].rpartition("的")[2], ("label_heads",))
    return (first, *parts[1:-1], _like(first, parts[-1])) if first else ()


def _like(first: str, last: str) -> str:
    """`last` cut behind the ending that it shares with `first`; whole if it shares none."""
    for size in (3, 2, 1):
        ending = first[-size:]
        at = last.find(ending)
        if len(first) >= size and at >= 0:
            return last[: at + size]
    return strip_behind(last, ("label_tails", "label_verbs"))


def labels_ahead(names: Sequence[str], count: int) -> list[str]:
    """The names, or as many empty ones as there are values."""
    return list(names) if len(names) == count else [""] * count


def parallel_heads(one: str, other: str) -> tuple[str, str]:
    """What differs in two labels that end alike, "" and "" if they do not.

    >>> parallel_heads("社区党委的工作经费", "党支部的工作经费")
    ('社区党委', '党支部')
    """
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    heads = one[: len(one) - size].rstrip("的"), other[: len(other) - size].rstrip("的")
    told = size >= _ALIKE and all(heads) and not any("达到" in head for head in heads)
    if not told:
        return "", ""
    return heads if min(map(len, heads)) >= _SHORTEST else (one, other)
