"""Which values of a passage a part asks for, and how well their labels, cases and bases fit its words."""

import re
from collections.abc import Sequence

from answer.asked_things import is_bare, of_others
from answer.derive import counted_noun
from answer.evaluate_facts import Fact, base_unit, overlap
from answer.matching import Term, credit, share_in
from answer.norms import Rate, Share, Value
from answer.opposites import CLASS_SIGN, is_contrary, is_under_contrary
from answer.outcomes import Ranked
from answer.passages import Passage
from answer.quantity_records import Kind
from answer.question_records import Part
from answer.reading_rests import is_rest
from answer.tables import Row
from ingest.regex import regex

#: units of a share of something
PARTS = frozenset({"%", "倍", "份额", ""})
#: units of what is measured; anything else is counted
MEASURED = frozenset({"元", "平方米", "米", "户", "人", "天", "月", "年", "小时", "次"}) | PARTS
#: a case of what is not so, and what a question for one has
_DENIAL, _NO = regex(r"不能|无法|未能|没有|拒不|拒绝|不具备"), regex(r"[不未没无拒欠缺漏逃逾]")
#: a case that comes after another one, or is worse; what a question for one says; and what it loses where none does
_WORSE = regex(r"拒不|逾期|仍[不未]|情节(?:较重|严重|特别|恶劣)|再次|屡")
_SAYS_WORSE = regex(r"拒|逾期|仍|还[不没是]|屡|又|再|严重|不听|不改|不理|多次|[两二三几]次")
_FINED = regex(r"处[^。;]{0,24}罚款")
_WORSE_CASE = 0.35
#: what leads over to conditions, and what a number in one of them loses that nobody asked for
_CONDITIONS, _OF_WHOM = regex(r"(?:条件|情形)(?:之一)?的?[^。;]{0,24}:$"), 0.5
#: a fine, and what a question for one speaks of
_FINE = regex(r"罚款$|罚金$|滞纳金$|违约金$")
_FINED_BEHIND = regex(r"(?:以[上下])?(?:的|处以?|予以)?罚[款金]")
_OFFENCE = regex(
    r"[罚违没未不无逾欠私骗偷乱拒超虚假冒挪堵挡晚拖漏迟]|擅自|滞纳|后果|责任|处分|处理|占用|毁|破坏|损|闯|醉|酒|吸|赌"
)
#: asks for a number of things, which no sum or time is
_COUNTED = regex(r"(?:几|多少)(?P<unit>[台辆套件张块栋层支艘架头只棵棚班间]|条(?![件款例规措要路线]))")
#: counters that are said of the same things; any other counter is one of something else
_ALIKE, _COUNTERS = frozenset("台辆套件架"), frozenset("台辆套件张块栋幢层支艘架头只棵棚班间条座株部")
#: kinds of quantities that are no amounts
_NO_AMOUNTS = frozenset({Kind.DATE, Kind.CLOCK, Kind.FREQUENCY})
#: what a case (情节严重的, 均为非住宅的) that the question names adds to a value's fit, and what one that it does not
#: name takes off
_EVENT, _NO_EVENT = 0.5, 0.15
#: what a case adds whose words the question has as they are, if they are more than one word
_SAID, _WORD = 1.0, 2
#: what the words of the other side take off
_CONTRARY = 1.0
#: and what the sign of another class of the same kind takes off, whose rule that of the asked one may stand on
_OTHER_CLASS = 0.3
#: a case counts as spoken of above this fit
_SPOKEN_OF = 0.2
#: what a base that the fact's words name in full adds
_BASE = 0.4
#: what a word of the question counts that stands in the base of a share: 失业保险金 in 失业保险金标准的3倍
_OF_BASE = 0.6
#: words of this credit mean the same as a word of the question
_SAME = 0.9
#: a class that a rule is for; a prize is none
_CLASS = regex(rf"{CLASS_SIGN}(?!奖)")
#: an item that is a kind and its number, and nothing else
_KIND = regex(r"[^,;。:]{4,40}[;。]?")
#: what a label that names the act adds to a frequency's fit, and what counts as naming it
_ACT, _SAYS = 1.0, 0.9
#: what asks who bears how much, and what a value adds to its fit that says so
_BEARING, _BORNE = regex(r"承担|负担|分担|分摊|出钱|出资|掏钱|[谁各]出"), 0.5
#: whose area is asked for, and what a label adds that names it
_AREA, _THING = regex(r"(?P<of>[\u4e00-\u9fff]{2,10}?)的?(?:建筑|使用|用地|服务)?面积"), 0.5
#: asks for what somebody pays or gets, and units that nothing is paid in: a temperature
_PAID = regex(r"(?:退还?|返还?|补偿?|罚|[交缴]纳?|收取?|赔偿?|奖励?|扣除?|报销|减免?|支付|付)(?:多少|几(?=[,?。]|$))")
_NEVER_PAID = MEASURED - PARTS - {"元"} | {"℃"}
#: a sum by its name, and one that a question asks for by a name of its own
_SUM = regex(r"(?:[费税]|补贴|津贴|补助金?|奖励|奖金)$")
_ASKED_SUM = regex(r"[\u4e00-\u9fff]{2,}(?:补贴|津贴|补助金?|奖励|奖金)|[\u4e00-\u9fff]+(?<![经收])[费税]")
#: what a label that names the counted thing in full adds to its fit
_NOUN = 0.3


def suits(value: Value, part: Part) -> bool:
    """Whether a value can be what the part asks for, by its kind and unit."""
    kind, lead = value.quantity.kind, part.facets[0]
    if lead == "frequency":
        return kind is Kind.FREQUENCY or value.unit == "次"
    if lead == "when":
        return kind in (Kind.PERIOD, Kind.DATE, Kind.CLOCK) and not isinstance(value.expression, Share)
    if lead == "share" and not part.unit:
        return value.split is not None or kind in (Kind.PERCENT, Kind.FRACTION, Kind.RATIO, Kind.LIST, Kind.MULTIPLE)
    if kind in _NO_AMOUNTS or value.split is not None:
        return False
    if isinstance(value.expression, Share):
        if value.unit not in PARTS:
            return False  # the average of 12 months is no share
        counted = base_unit(value.expression.base)
        return not part.unit or counted in ("", part.unit) or part.unit in ("%", "个")
    if not part.unit:
        things = _COUNTED.search(part.text)
        if value.unit in _NEVER_PAID and _PAID.search(part.text):
            return False
        return things is None or _may_count(value.unit, things["unit"])
    return value.unit not in MEASURED or value.unit == "个" if part.unit == "个" else value.unit == part.unit


def _may_count(unit: str, asked: str) -> bool:
    """Whether a value of this unit can be how many there are of what is asked for as 几台 or 几只."""
    is_alike = unit == asked or {unit, asked} <= _ALIKE
    return is_alike or (unit not in MEASURED and unit not in _COUNTERS)


def suited(rows: Sequence[Row], part: Part, wanted: Sequence[Term], *, priced: bool) -> list[tuple[Row, Value]]:
    """The values that can be what the part asks for; if `priced`, also areas, which a price makes money, and shares."""
    values = [(row, value) for row in rows for value in row.norm.values]
    others = of_others([value for _, value in values], part, wanted)
    values = [one for one in values if one[1] not in others and not _is_sum_of_other_name(*one, wanted)]
    return [(row, one) for row, one in values if suits(one, part) or (priced and one.unit in ("平方米", "%"))]


def ranked_values(
    rows: Sequence[Row], part: Part, wanted: Sequence[Term], facts: Sequence[Fact], *, priced: bool
) -> list[Ranked]:
    """The values, those that suit and whose labels fit best first."""
    listed = []
    names = {
        row.passage: v.label
        for row in reversed(rows)
        for v in reversed(row.norm.values)
        if v.label and v.part_of is None
    }
    said = part.text + part.context
    same = " ".join(word for term in wanted for word, worth in term.alternatives if worth >= _SAME)
    fitting = suited(rows, part, wanted, priced=priced)
    for row in rows:
        for value in row.norm.values:
            if not _is_replaced(row.passage, value):
                own = own_words(row, value)
                contrary, other = _is_contrary(row, own, said, same), _is_of_other_class(own, said)
                fit = (
                    _label_fit(value, wanted, _whole_label(value, names.get(row.passage, "")))
                    + _lead_fit(row, wanted)
                    + _fact_fit(value, facts)
                    + _act_fit(value, part, wanted)
                    + _event_fit(row, wanted, part)
                    + _base_fit(value, facts)
                    + _payers_fit(value, part)
                    + _THING * any(credit(term, value.label) >= _SAYS for term in area_of(part, wanted))
                    - _CONTRARY * (_is_unasked_fine(row, value, part) or contrary)
                    - _OTHER_CLASS * other
                    - _OF_WHOM * _says_for_whom(row.passage, value, said)
                )
                listed.append(Ranked(row, value, fit, (row, value) in fitting, contrary, other))
    return sorted(listed, key=lambda one: (-one.is_suited, -one.fit))


def _is_sum_of_other_name(row: Row, value: Value, wanted: Sequence[Term]) -> bool:
    """Whether a value is a sum by its own name, and the question asks for one of another name: 热费, not 工作经费."""
    asked = [term for term in wanted if _ASKED_SUM.fullmatch(term.text)] if _SUM.search(value.label) else []
    said = f"{row.passage.headings}/{own_words(row, value)}/{value.label}" if asked else ""
    return bool(asked) and not any(credit(term, said) for term in asked)


def area_of(part: Part, wanted: Sequence[Term]) -> list[Term]:
    """The term for the thing whose area the part asks for: 物业用房 in 公寓物业用房面积是多少."""
    asked = _AREA.search(part.text)
    return [term for term in wanted if asked is not None and asked["of"].endswith(term.text)]


def _is_unasked_fine(row: Row, value: Value, part: Part) -> bool:
    """Whether a value is a fine or the most of one, and the question speaks of nothing that one is for."""
    ahead = [v for v in row.norm.values if v is value or (value.clamp and v.quantity.start < value.quantity.start)]
    is_fine = any(_FINE.search(v.label) or _FINED_BEHIND.match(row.passage.text, v.quantity.end) for v in ahead)
    return is_fine and not _OFFENCE.search(part.text + part.context)


def _says_for_whom(passage: Passage, value: Value, said: str) -> bool:
    """Whether a value is one of the conditions that somebody has to meet, and the question does not name it."""
    return bool(_CONDITIONS.search(passage.lead)) and not overlap(value.label, said)


def own_words(row: Row, value: Value) -> str:
    """The words that a value is for: its lead or heading, its case, what stands between it and the value before it."""
    text, start = row.passage.text, value.quantity.start
    before = [other.quantity.end for other in row.norm.values if other.quantity.end <= start]
    lead = row.passage.lead if row.passage.lead.endswith(":") else row.passage.headings.rpartition("/")[2]
    lead = "" if "应当" in lead else lead  # 物业服务企业应当履行下列职责: says who is bound, not for whom
    of_rest = value.label if is_rest(value) else ""
    return f"{lead}{row.norm.event},{text[max([row.norm.start, *before]) : start]}{of_rest}"


def _is_contrary(row: Row, own: str, said: str, same: str) -> bool:
    """Whether the words that a value is for, or those that it stands under, are of the other side."""
    around = f"{row.passage.before}{row.passage.text[: row.norm.start]}"
    return is_contrary(own, said, same) or is_under_contrary(own, around, said)


def _is_of_other_class(own: str, said: str) -> bool:
    """Whether a value is for other classes than the question names: B类人才 where it speaks of A类人才."""
    named, asked = _CLASS.findall(own), _CLASS.findall(said)
    kinds = {sign[-1] for sign in asked}
    return any(sign[-1] in kinds for sign in named) and not set(named) & set(asked)


def _is_replaced(passage: Passage, value: Value) -> bool:
    """Whether the value is the old one of 由3000元提高到2万元."""
    before, after = passage.text[: value.quantity.start], passage.text[value.quantity.end :]
    return before.endswith(("由", "从")) and bool(
        re.match(r"[^,;。]{0,4}(提高|调整|增加|降低|提升|上调|下调|扩大)(到|至|为)", after)
    )


def _label_fit(value: Value, wanted: Sequence[Term], label: str) -> float:
    """Share of the question's weight that the value's label holds, or that of its sentence where it has none."""
    expression = value.expression
    base = expression.base if isinstance(expression, Share) else expression.noun if isinstance(expression, Rate) else ""
    text = f"{label}/{value.category}/{value.event}"
    total = sum(term.weight for term in wanted) or 1.0
    return sum(max(credit(t, text), _OF_BASE * credit(t, base)) * t.weight for t in wanted) / total


def _whole_label(value: Value, first: str) -> str:
    """The label of a value, with the first one of its sentence where it names no thing itself: 宽度 of 车位长度."""
    if is_bare(value.label):
        return value.label + ("" if _has_base(value) else first)
    return value.label


def _has_base(value: Value) -> bool:
    """Whether a value is a share whose base says what it is of: 20% of the 车公里价 beside a 起步价."""
    return isinstance(value.expression, Share) and bool(value.expression.base)


def _act_fit(value: Value, part: Part, wanted: Sequence[Term]) -> float:
    """What it adds that a frequency is one of the act asked about: 公开 in 村务多久公开一次, 每季度公布一次."""
    if part.facets[0] != "frequency" or not value.label:
        return 0.0
    acts = [term for term in wanted if term.text in part.text and term.text not in ("一次", "一回", "一遍")]
    return _ACT if acts and credit(acts[-1], value.label) >= _SAYS else 0.0


def _lead_fit(row: Row, wanted: Sequence[Term]) -> float:
    """What the lead of a short item adds, which names what its number is: 年税额如下: (一)大城市1.5元至30元."""
    passage = row.passage
    is_kind = passage.lead.endswith(":") and bool(_KIND.fullmatch(passage.text))
    return share_in(passage.lead, wanted) if is_kind else 0.0


def unmet_cases(rows: Sequence[Row], wanted: Sequence[Term], part: Part) -> list[tuple[str, str]]:
    """A caution for each case that a rule is for and the question does not speak of: 应独立设置社区居委会的."""
    said = []
    for row in rows:
        event = row.norm.event
        if event and row.norm.values and _event_fit(row, wanted, part) <= _SPOKEN_OF:
            said.append(("condition", f"适用条件: {event.strip(',')}"))
    return list(dict.fromkeys(said))


def _event_fit(row: Row, wanted: Sequence[Term], part: Part) -> float:
    """How well the case that the norm is for fits the question; a case that it does not mention counts against it."""
    event = row.norm.event
    if not event:
        return 0.0
    if any(f"非{term.text[:2]}" in event for term in wanted):
        return -_EVENT  # 均为非住宅的, and the question speaks of 住宅小区
    if _DENIAL.search(event) and not _NO.search(part.text + part.context):
        return -_EVENT  # 不能提供场地的, and the question has nothing that is not so
    if _WORSE.search(event) and _is_fined_before(row) and not _SAYS_WORSE.search(part.text + part.context):
        return -_WORSE_CASE
    bare = event.strip(",的")
    if len(bare) > _WORD and bare in part.text + part.context:
        return _SAID
    shared = share_in(event, wanted)
    return _EVENT * shared if shared else -_NO_EVENT


def _is_fined_before(row: Row) -> bool:
    """Whether the words before a norm in its provision have a fine already, which the norm makes a higher one."""
    return bool(_FINED.search(row.passage.before + row.passage.text[: row.norm.start]))


def _base_fit(value: Value, facts: Sequence[Fact]) -> float:
    """How much of the words of a fact stands in the base of a share: 最低工资 in 最低工资标准的百分之九十."""
    expression = value.expression
    if not isinstance(expression, Share) or not expression.base:
        return 0.0
    words = [re.sub(r"^.{0,3}[市区县]", "", fact.before) for fact in facts if len(fact.before) > 1]
    return max((_BASE * overlap(expression.base, word) / max(1, len(word) - 1) for word in words), default=0.0)


def _payers_fit(value: Value, part: Part) -> float:
    """What it adds that a value says who bears which part, where the question asks that: 怎么出钱, 各承担多少."""
    is_said = value.split is not None and bool(value.split.payers)
    return _BORNE * (is_said and bool(_BEARING.search(part.text)))


def _fact_fit(value: Value, facts: Sequence[Fact]) -> float:
    """What it adds that a value's label has the head of a noun that a fact counts: 5个社区党总支, 党(总)支部的经费."""
    label = re.sub(r"[()“”]", "", value.label)
    return max((_NOUN for fact in facts if fact.unit in ("个", "") and counted_noun(fact) in label), default=0.0)
