"""What is known of a case, and which of it a rule's words mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from index.synonyms import expand
from ingest.regex import regex

#: months of a period by which amounts are given
MONTHS = {"月": 1, "季度": 3, "半年": 6, "年": 12}
#: what a unit counts, as people name the missing input
INPUT_NAMES = {
    "户": "户数",
    "人": "人数",
    "平方米": "面积",
    "元": "金额",
    "年": "年限",
    "个": "数量",
    "%": "比例",
    "月": "月数",
    "天": "天数",
}
#: units that people call by another name
_SAID_AS = {"℃": "度", "千瓦时": "度"}
CUBIC_METRE = "立方米"
#: units in which nothing is shared out
RELATIVE = frozenset({"%", "天", "月", "年", "次", "倍", "岁", "时"})
#: the unit of a time of day, in hours from midnight
CLOCK = "时"
DAY = 24
#: units that say nothing of what they count: 24票 of 40人
_COUNTERS = frozenset({"", "个", "票"})
#: units that a question may leave out or say as 个
_COUNTED = frozenset({"人", "户", "个"})
#: the last word of a base says in which unit it is counted; in the order in which they are tried
_BASE_UNITS = (
    (regex(r"(?:面积|用房|空间|面积的?总?和)$"), "平方米"),
    (
        regex(
            r"(?:^生|学生|幼儿|老人|老年人|患者|人口|居民|成员|职工|村民|党员|业主|代表|人数|人员|(?:职工|成员|人员|村民|业主|党员|代表|居民|人口)总数"
            r"|选民|者)$"
        ),
        "人",
    ),
    (regex(r"(?:户数|住户|家庭|户)$"), "户"),
    (
        regex(
            r"(?:经费|工资|补贴|补助|津贴|费|额|价|款|金|费用|收入|价格|造价|资金|报酬|总额|数额|标准|所得|损失|成本|原值|余值)$"
        ),
        "元",
    ),
)
_EXCESS = regex(r"超出部分|超过部分|超出的部分|超过的部分|超出额|超额")
#: the share lies above the base: 超过核定载质量百分之三十, but not 不超过60%
_ABOVE = regex(r"超[过出][^\d百千万一二三四五六七八九十%]{2,}")
#: how far inside an open bound a value is taken to lie
_INSIDE = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the case: a value, and the words that name it."""

    value: Fraction
    #: base unit, "" if the question leaves it out
    unit: str
    #: the words before it in the question: "总建筑面积"
    before: str
    #: the words after it: "小区"
    after: str
    #: the quantity's own words
    text: str
    #: where it stands in the folded question
    start: int = 0
    #: "=" for a number, "<" for 不到7个, ">" for 超过10万平方米
    relation: str = "="
    #: period that the sum is for: "月" of 每月租金3000元; "" if none is named
    period: str = ""

    @property
    def tested(self) -> Fraction:
        """The value that conditions are tested with: one just inside of 不到7个 or 超过10万."""
        return self.value + {"<": -_INSIDE, ">": _INSIDE}.get(self.relation, Fraction(0))

    @property
    def name(self) -> str:
        """How the answer names it."""
        return INPUT_NAMES.get(self.unit, self.before or self.after or self.unit)

    @property
    def around(self) -> str:
        """The words around it."""
        return self.before + self.after


def bind(words: str, unit: str, facts: Sequence[Fact]) -> Fact | None:
    """The fact of this unit whose words fit best; None if there is none.

    A percentage that no fact gives is the share that two counts make; 超过部分 is what one of two facts has above the
    other; months are years, and persons, households and things may be said without their unit.
    """
    if unit == "%" and all(fact.unit != "%" for fact in facts):
        return _ratio(words, [fact for fact in facts if fact.unit not in RELATIVE])
    said = [fact for fact in facts if fact.unit in (unit, _SAID_AS.get(unit)) and not _is_of_other(fact, words)]
    same = [fact if fact.unit == unit else replace(fact, unit=unit) for fact in said]
    if _EXCESS.search(words) and len(same) == 2:
        return _difference(*same)
    volumes = in_cubic_metres(facts) if unit == CUBIC_METRE else []
    fitting = same or _in_months(unit, facts) or volumes or _without_unit(words, unit, facts)
    return max(fitting, key=lambda fact: overlap(words, fact.around), default=None)


def _in_months(unit: str, facts: Sequence[Fact]) -> list[Fact]:
    """Facts in years as months, and in months as years, if the other one is wanted."""
    factors = {"月": ("年", Fraction(12)), "年": ("月", Fraction(1, 12))}
    other, factor = factors.get(unit, ("", Fraction(1)))
    return [replace(fact, value=fact.value * factor, unit=unit) for fact in facts if other and fact.unit == other]


def in_cubic_metres(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that people give in 方 or 吨 of water, in cubic metres: 150方水, 200吨水."""
    cubes = [replace(f, unit=CUBIC_METRE) for f in facts if f.text.endswith("方") or f.after.startswith("方")]
    tonnes = [f for f in facts if f.unit == "公斤" and f.text.endswith("吨")]
    return cubes or [replace(fact, value=fact.value / 1000, unit=CUBIC_METRE) for fact in tonnes]


def _without_unit(words: str, unit: str, facts: Sequence[Fact]) -> list[Fact]:
    """The facts that count what the words name, in 个 or in no unit at all."""
    if unit not in _COUNTED:
        return []
    return [fact for fact in facts if fact.unit in ("个", "") and overlap(words, fact.around)]


def _difference(one: Fact, other: Fact) -> Fact:
    """By how much the one of two facts lies above the other: 预算5万元,决算5.8万元."""
    less, more = sorted((one, other), key=lambda fact: fact.value)
    return replace(more, value=more.value - less.value, text=f"{more.text}-{less.text}")


def _ratio(words: str, counts: Sequence[Fact]) -> Fact | None:
    """The share in per cent that two counts of one kind make; None if there are not two, or one of them is nothing.

    It is the smaller of the larger (40人投票,赞成24票), or what lies above the smaller (超出预算10%).
    """
    pairs = [two for unit in {fact.unit for fact in counts} if len(two := [f for f in counts if f.unit == unit]) == 2]
    counts = pairs[0] if len(pairs) == 1 else counts  # 200名职工,2名残疾人,年平均工资6万元
    kinds = {fact.unit for fact in counts} - _COUNTERS
    if len(counts) != 2 or len(kinds) > 1 or min(fact.value for fact in counts) <= 0:
        return None
    less, more = sorted(counts, key=lambda fact: fact.value)
    share = (more.value - less.value) / less.value if _ABOVE.search(words) else less.value / more.value
    return Fact(share * 100, "%", less.before, less.after, f"{less.text}/{more.text}", less.start)


def overlap(one: str, other: str) -> int:
    """How many pairs of neighbouring characters two texts share.

    >>> overlap("总建筑面积", "建筑面积"), overlap("党员", "村民")
    (3, 0)
    """
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    return sum(other[at : at + 2] in pairs for at in range(len(other) - 1))


def base_unit(base: str) -> str:
    """The unit in which a base is counted, "" if its words do not say.

    >>> base_unit("总建筑面积"), base_unit("职工上一年度月平均工资")
    ('平方米', '元')
    """
    bare = base.rstrip("的")
    return next((unit for pattern, unit in _BASE_UNITS if pattern.search(bare)), "")


def based_on(base: str, facts: Sequence[Fact]) -> Fact | None:
    """The fact that a share is of: one whose words share words with the base, or one of the base's unit."""
    amounts = [fact for fact in facts if fact.unit not in RELATIVE and not _is_other_measure(fact, base)]
    worded = [fact for fact in amounts if overlap(base, fact.around)]
    unit = base_unit(base)
    if unit:
        worded = [fact for fact in worded if fact.unit in (unit, "个", "")]
        worded = worded or [fact for fact in amounts if fact.unit == unit and not _is_other_group(fact, base)]
    return max(worded, key=lambda fact: overlap(base, fact.around), default=None)


_GROUP_NOUN = "选民|村民|居民|业主|代表|党员|职工|员工|学生|会员|委员|住户"
_GROUP, _GROUPS = regex(rf"^[\u4e00-\u9fff]{{0,6}}?(?P<noun>{_GROUP_NOUN})"), regex(_GROUP_NOUN)
#: how an area is measured
_MEASURE = regex(r"(?:建筑|使用|服务|用地|占地|套内|绿地)(?=面积)")
#: whom the persons of a place are, by the noun of the place: 450人的村 counts villagers
_PEOPLE_OF = (
    (regex(r"^的?(?:自然|行政)?村(?!民)"), ("村民", "人口", "居民", "成员")),
    (regex(r"^的?(?:住宅)?(?:社区|小区)(?!工)"), ("居民", "人口", "业主", "住户")),
    (regex(r"^的?(?:用人)?(?:单位|企业|公司|机关|工厂)"), ("职工", "员工", "人员", "在职")),
)


def _is_of_other(fact: Fact, words: str) -> bool:
    """Whether words name what a fact is no number of: 党员 where it counts 800人的村, 建筑面积 where it is 用地面积."""
    groups = _GROUPS.findall(words)
    is_said = any(noun in fact.around for noun in groups)
    return _is_other_measure(fact, words) or (bool(groups) and not is_said and _is_other_group(fact, words))


def _is_other_measure(fact: Fact, words: str) -> bool:
    """Whether a fact is an area on another basis than the one that the words name."""
    own, named = _MEASURE.findall(fact.before), _MEASURE.findall(words)
    return bool(own and named) and own[-1] not in named


def _is_other_group(fact: Fact, base: str) -> bool:
    """Whether a fact counts persons of a group that the base does not name: 选民 are no 村民代表会议组成人员."""
    if fact.unit != "人":
        return False
    group = _GROUP.match(fact.after)
    names: tuple[str, ...] = next((people for place, people in _PEOPLE_OF if place.match(fact.after)), ())
    if group is not None:
        names = (group["noun"], *(one.term for one in expand([group["noun"]])))
    return bool(names) and not any(name in base for name in names)


def implied_base(label: str, base: str, facts: Sequence[Fact], unit: str) -> Fact | None:
    """The one fact that a share can only be of, though the words of its base do not say so.

    That is the only fact of the unit asked for, where the base may be counted in it (税率为12% of the one sum of money
    in the question), or the only count of a thing that the label names (85%以上的村).
    """
    same = [fact for fact in facts if fact.unit == unit and not _is_other_measure(fact, base)] if unit else []
    if len(same) == 1 and base_unit(base) in ("", unit):
        return same[0]
    things = [fact for fact in facts if fact.unit in ("个", "") and fact.after[:1] and fact.after[:1] in label]
    return things[0] if len(things) == 1 else None
