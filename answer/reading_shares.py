"""What a value's number means: a constant, a rate for every so many, or a share of a base."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from answer.norms import Constant, Expression, Rate, Share, Split
from answer.quantity_records import Kind, Quantity
from answer.quantity_units import load_units
from answer.reading_roles import SHARES, Place
from answer.reading_words import one_of, strip_before, strip_behind, without_label
from ingest.regex import regex

_EXCESS = regex(r"超(?:过|出)(?:的)?部分|超(?:过|出)[\u4e00-\u9fff\d.]{1,16}的部分|(?:增加|多余|不足)部分")
_BOUND_AHEAD = regex(
    r"(?P<word>不得?(?:少于|低于|小于)|不应(?:少于|低于)|至少|应?达到|未超过|不得?(?:超过|高于|多于|大于)|不应(?:超过|高于)|最高(?:为|可|达)|最低(?:为|可|达))[\u4e00-\u9fff()“”]{0,40}$"
)
_GIVEN = regex(r"(?:付给|发给|减除|承担|适用|给予|支付|收取|加收|处以?|享受|征收|提取|扣除|补贴|奖励|补助|下拨|配套)$")
_BOUND_WORDS = ("不", "至少", "达", "超过", "低于", "高于", "未", "最", "约")
_BOUND_NEAR = regex(r"(至少|不少于|不低于|不得少于|最多|至多|不超过|不得超过)[\u4e00-\u9fff]{0,6}$")
_UP = ("少于", "低于", "小于", "至少", "达到", "最低为", "最低可", "最低达")
_TRIGGER = regex(
    r"占|按照|按|依照|少于|低于|超过(?!部分)|高于|多于|大于|超出(?!部分)|达到|达不到|(?<!到)达|(?<![行作认成因])为|(?<!所)以(?![上下内外及前后])|使(?!用)|并处|(?<!办)处(?!理|分|罚|以)|处以|加收|支付|给予|相当于|交纳|缴纳|提取|扣减|经(?!费|济|营|过|常)|减除|减征|退还|返还|从"
)
_VERB_BEHIND = regex(
    r"(?:一次性?减除|减征|减除|上浮|下浮|增加|提高|降低|加收|加处|收取|征收|提取|承担|扣除|扣减|缴存|缴纳|交纳|控制在|建立|设立|设置|核定|安排|分别|各|给予|上调|下调|总计|至少)$"
)
_NO_NOUN = regex(one_of("give_verbs", "bound_heads") + r"|每|[要应可须均各]|[^\u4e00-\u9fff]")
_BASE_TAIL = regex(one_of("base_nouns") + r"(?:的总?和)?$")
_BEHIND = regex(r"(?:以上|左右|以下|以内)?(?:的)?(?P<base>[\u4e00-\u9fff“”()]{1,20})")
_PREDICATE = regex(one_of("predicates") + "|或者|且|并|[一二三四五六七八九十]分之|(?<=[民主])的")
MONTHS_OF = regex(
    r"的?(?P<base>(?:(?!的)[\u4e00-\u9fff]){0,12}(?:工资|标准|保险金|收入|缴费基数|生活费|保障金))(?!报酬|待遇)"
)
_ENTITLED = regex(r"的?(?P<right>有[\u4e00-\u9fff]{2,4}权的)")
_AGED = regex(r"^的?(?:年满)?[\d一二三四五六七八九十]{1,3}周岁(?:以上|以下)的?")
_HAVING = regex(r"^(?:应当|应|须|并须)?(?:有(?!选举权|劳动|资格|关|表决)|经(?!费|济|营))")
_NO_BASE = regex(r"(?:安排|力争|确保|目标|期末|全市|全镇|全县|全区|比例|率|年|底|末|情况|要求|分别|金额为|达标)$")
_RATIO_PAYERS = regex(r"(?:由|,|^|从)(?P<who>[\u4e00-\u9fff、()]{2,50}?)(?:按照|按|依|以|实行|各|分别)[^,;。]{0,4}$")
_PAYER_MARK = regex(r"、(?![^()]{0,60}\))|和|与|及")
#: 在中央财政补贴基础上累加补贴20%
_ON_TOP = regex(r"在(?P<base>[^,;。在的]{2,20})的?基础上[^,;。\d]{0,4}?(?:累加|叠加|追加|再|另)[^,;。\d]{0,8}$")
_CLOSING = 40
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Base:
    """What the next values are for: every so many units, and every period."""

    quantity: Quantity | None = None
    period: str = ""


def base_words(sentence: str, base: Quantity, until: int) -> str:
    """The words of a base with the noun that stands between it and the amount: 每位被派遣劳动者1000元.

    >>> from answer.quantities import scan
    >>> sentence = "以每位被派遣劳动者1000元的标准"
    >>> base_words(sentence, scan(sentence)[0], sentence.index("1000"))
    '每位被派遣劳动者'
    """
    between = sentence[base.end : until]
    if base.per or len(between) > 10 or not base.text.endswith(("位", "名", "人", "户", "个", "家")):
        return base.text
    verb = _NO_NOUN.search(between)
    noun = between[: verb.start()] if verb else between
    return base.text + noun if len(noun) > 1 or not verb else base.text


def expression_of(sentence: str, place: Place, base: Base, before: str, *, excess: bool) -> Expression:
    """The expression of a value; `before` is what of its clause stands before it."""
    quantity = place.quantity
    constant = constant_of(quantity, before)
    excess = excess or bool(_EXCESS.search(before))
    if quantity.kind in SHARES or (quantity.kind is Kind.LIST and quantity.unit in ("%", "倍")):
        return Share(constant, share_base(quantity.text, before, place.after), excess)
    months = MONTHS_OF.match(place.after) if quantity.kind is Kind.PERIOD and quantity.unit == "月" else None
    if months and base.quantity is None:
        return Share(constant, months["base"], excess)
    pace = quantity.kind is Kind.FREQUENCY and base.quantity is not None and base.quantity.unit in PERIODS
    if base.quantity is not None and base.quantity.values and not pace:
        noun = base_words(sentence, base.quantity, quantity.start)[len(base.quantity.text) :]
        rate = _rate(constant, base.quantity, noun, excess)
        return replace(rate, of=months["base"]) if months else rate
    noun = _per_noun(quantity.per) or _average_of(before, quantity)
    unit = load_units().units.get(noun)
    if unit is not None and unit.factor != 1:
        return Rate(constant, unit.factor, None, unit.base, noun)
    return Rate(constant, Fraction(1), None, noun, noun) if noun else constant


_AVERAGES = regex(r"(?<![^小中大]学)(?P<noun>生|座|床)均[\u4e00-\u9fff]{0,12}$")


def _average_of(before: str, quantity: Quantity) -> str:
    """Whom an average is for, where it is one of a size: 生均建筑面积不低于9.9平方米 is so much for each 生."""
    match = _AVERAGES.search(before) if quantity.unit == "平方米" else None
    return match["noun"] if match else ""


def _per_noun(per: str) -> str:
    """The noun of 元/平方米·月 that is no period."""
    return next((part for part in per.split("·") if part and part not in PERIODS), "")


#: units that name a period
PERIODS = frozenset({"年", "月", "天", "周", "季度", "半年", "日", "小时", "届", "学期", "学年", "任期", "旬", "次"})


def _rate(amount: Constant, base: Quantity, noun: str, excess: bool) -> Rate:
    noun = noun or (base.per if base.per and base.per not in PERIODS else base.unit)
    high = base.high if base.relation == "range" else None
    unit = base.unit
    return Rate(amount, base.values[0], high if high != base.values[0] else None, unit, noun, excess=excess)


def grouping_of(quantity: Quantity) -> Rate:
    """One for every so many, which the text implies: 居民小组按200-300户的规模设立."""
    one = Constant(Fraction(1), Fraction(1), "=")
    return Rate(one, quantity.values[0], quantity.high, quantity.unit, quantity.unit, inferred=True)


def constant_of(quantity: Quantity, before: str) -> Constant:
    """The number with its bound, also where the bound word stands apart (不得少于成员的三分之二)."""
    relation = quantity.relation
    if relation == "=" and quantity.kind in SHARES:
        ahead = _BOUND_AHEAD.search(before)
        if ahead:
            relation = ">=" if ahead["word"].endswith(_UP) else "<="
    elif relation == "=":
        near = _BOUND_NEAR.search(before)
        relation = relation if near is None else "<=" if near[1] in ("最多", "至多", "不超过", "不得超过") else ">="
    if relation == "range":
        return Constant(quantity.low, quantity.high, relation)
    value = quantity.values[0] if quantity.values else (quantity.low if quantity.low is not None else quantity.high)
    return Constant(value, value, relation)


def base_of(before: str, after: str) -> str:
    """The words that a share is a share of, from before it or from behind it.

    >>> base_of("居民活动空间不少于社区服务站面积的", ""), base_of("", "的社区达到国家标准")
    ('社区服务站面积', '社区')
    """
    if before.endswith(("承担", "负担", "分担")):
        borne = re.search(r"(?P<what>[^,;。由]{2,30})由[^,;。]{0,40}$", before)
        return strip_before(without_label(borne["what"]), ("label_heads",)) if borne else ""
    if on_top := _ON_TOP.search(before):
        return on_top["base"]
    if before.endswith(("比例", "率")) and "占" not in before:
        return base_behind(after)
    text = re.sub(r"(?:的比例|比例|的)$", "", without_label(before))
    text = _VERB_BEHIND.sub("", text)
    text = text.rpartition("部分")[2]
    starts = [trigger.end() for trigger in _TRIGGER.finditer(text) if trigger.end() < len(text)]
    candidates = [_bare_base(text[start:]) for start in reversed(starts)]
    if not starts and _BASE_TAIL.search(text):
        candidates = [found for found in [_bare_base(text)] if len(found) <= _CLOSING]
    fitting = [found for found in candidates if len(found) >= _SHORTEST and not _NO_BASE.search(found)]
    named = next((found for found in fitting if _BASE_TAIL.search(found)), "")
    return named or base_behind(after) or next((found for found in fitting if len(found) <= _CLOSING // 2), "")


def _bare_base(text: str) -> str:
    """The last noun phrase of a text, without the words that lead to it."""
    found = re.split(r"[,;:、](?![^()]*\))", text)[-1]
    return _HAVING.sub("", strip_before(found, ("base_heads",))).rstrip("的").strip("()“”")


def share_base(said: str, before: str, after: str) -> str:
    """The base of a share written `said`; a noun right before 不少于50% is what is measured, no base."""
    if _GIVEN.search(before):
        return base_of(before, "")
    if said.startswith(_BOUND_WORDS) and not _TRIGGER.search(before):
        return base_behind(after)
    return base_of(before, after)


def base_behind(after: str) -> str:
    """The noun behind a share: 60%的社区达到…, 三分之二以上的业主同意, 五分之一以上有选举权的村民."""
    entitled = _ENTITLED.match(after)
    if entitled:
        noun = base_behind(after[entitled.end() :])
        return f"{entitled['right']}{noun}" if noun else ""
    after = _AGED.sub("", after)
    match = _BEHIND.match(after)
    if not match or re.match(r"(?:的)?(?:比例|标准|幅度|速度|罚款|滞纳金|计发|计算|计|支付|缴|交)", after):
        return ""
    stop = _PREDICATE.search(match["base"])
    words = match["base"][: stop.start()] if stop else match["base"]
    words = words.strip("“”")
    if stop and stop[0] in ("达到", "不", "为"):
        words = re.sub(r"(?:建筑|使用|服务)?面积$", "", words)
    is_act = not strip_before(words, ("give_verbs", "set_heads"))
    return words if 2 <= len(words) <= 14 and not is_act else ""


def split_of(place: Place, payers_before: str) -> Split | None:
    """Who bears which part of a ratio, or of a half each."""
    quantity = place.quantity
    if quantity.kind is Kind.RATIO:
        who = payers_of(payers_before)
        weights = quantity.values
        return Split(who if len(who) <= len(weights) else who[-len(weights) :], weights)
    if (
        quantity.kind is Kind.PERCENT
        and payers_before.endswith(("各承担", "各负担", "各出", "各按", "各"))
        and quantity.values
    ):
        who = payers_of(payers_before)
        count = max(len(who), int(100 / quantity.values[0]) if quantity.values[0] else 1)
        return Split(who, (quantity.values[0],) * min(count, 8))
    if quantity.kind is Kind.PERCENT and payers_before.endswith(("承担", "负担", "分担")) and quantity.values:
        who = payers_of(payers_before.rpartition(",")[2])
        return Split(who[-1:], quantity.values[:1]) if who else None
    return None


def payers_of(before: str) -> tuple[str, ...]:
    """Those who are named before 按照…比例 or 各承担.

    >>> payers_of("其费用由区(县、市)、街道(乡镇)和个人按照")
    ('区(县、市)', '街道(乡镇)', '个人')
    """
    text = re.sub(r"(?:承担|负担|出)$", "", before[-60:])
    match = _RATIO_PAYERS.search(text) or re.search(r"(?:由|^|,)(?P<who>[\u4e00-\u9fff、()]{2,50}?)(?:各|分别)?$", text)
    if not match:
        return ()
    who = strip_behind(match["who"].split("由")[-1], ("label_tails",))
    parts = (part if part.count("(") == part.count(")") else part.strip("()") for part in _PAYER_MARK.split(who))
    return tuple(part for part in parts if part)
