"""The automatic numbers of Word paragraphs, as one sees them: 一、 (一) 第三条, from numbering.xml and the styles."""

import re
from dataclasses import dataclass, field

from ingest.numerals import format_ordinal
from ingest.packages import Element

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9}
_ROMAN |= {"v": 5, "iv": 4, "i": 1}
_LEVELS = 9
_MARKS = ("、", "．", ")", "）", "：", "。")
_COUNTED = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "taiwaneseCounting",
        "koreanCounting",
    ]
)
_FORMALS = ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal")
_FIRST = {"decimalEnclosedCircle": 0x2460, "decimalEnclosedCircleChinese": 0x2460, "decimalEnclosedParen": 0x2474}
_FIRST |= {"decimalEnclosedFullstop": 0x2488, "ideographEnclosedCircle": 0x3280}


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a list."""

    #: its first number
    start: int
    #: how its numbers are written, as Word names it
    form: str
    #: what stands in front of a paragraph, with %1 to %9 for the numbers of the levels
    text: str
    #: what follows: "tab", "space" or "nothing"
    suffix: str
    #: after a number of which level, or a higher one, it starts again; 0 never
    restart: int
    #: whether the numbers of all levels are written in digits
    is_legal: bool


@dataclass(slots=True)
class Numbering:
    """All lists of a document, and how far each has counted."""

    #: levels of each list, by the list's number
    lists: dict[str, list[NumberLevel]] = field(default_factory=dict)
    #: what lists count together
    counters: dict[str, list[int]] = field(default_factory=dict)
    #: to which counter a list belongs
    counter_of: dict[str, str] = field(default_factory=dict)
    #: levels that a list starts anew when it first comes up
    anew: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of this list and level; counts it."""
        levels = self.lists.get(number)
        if not levels or not 0 <= depth < len(levels):
            return ""
        counts = self.counters.setdefault(self.counter_of[number], [0] * _LEVELS)
        for at, start in self.anew.pop(number, {}).items():
            counts[at] = start - levels[at].start
            counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        counts[depth] += 1
        for at in range(depth + 1, _LEVELS):
            restart = levels[at].restart if at < len(levels) else at
            if restart and depth < restart:
                counts[at] = 0
        level = levels[depth]
        if level.form in ("bullet", "none") and "%" not in level.text:
            return ""
        label = re.sub(r"%([1-9])", lambda match: self._part(levels, counts, int(match[1]) - 1, level), level.text)
        return label if level.suffix == "nothing" or label.endswith(_MARKS) else f"{label} "

    def _part(self, levels: list[NumberLevel], counts: list[int], at: int, level: NumberLevel) -> str:
        if at >= len(levels):
            return ""
        value = levels[at].start + max(counts[at], 1) - 1
        return format_number(value, "decimal" if level.is_legal else levels[at].form)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of numbering.xml."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {one.get("abstractNumId"): one for one in root.all("abstractNum")}
    by_style = {link.get("val"): one for one in abstract.values() if (link := one.child("styleLink")) is not None}
    for number in root.all("num"):
        reference = number.child("abstractNumId")
        made = abstract.get(reference.get("val")) if reference is not None else None
        if made is None:
            continue
        linked = made.child("numStyleLink")
        made = by_style.get(linked.get("val"), made) if linked is not None else made
        levels = {int(one.get("ilvl", "0")): _level(one) for one in made.all("lvl") if one.get("ilvl", "0").isdecimal()}
        identity = number.get("numId")
        for override in number.all("lvlOverride"):
            at = int(override.get("ilvl", "0")) if override.get("ilvl", "0").isdecimal() else 0
            own, start = override.child("lvl"), override.child("startOverride")
            if own is not None:
                levels[at] = _level(own)
            if start is not None and start.get("val").isdecimal():
                numbering.anew.setdefault(identity, {})[at] = int(start.get("val"))
        empty = NumberLevel(1, "none", "", "nothing", 0, is_legal=False)
        numbering.lists[identity] = [levels.get(at, empty) for at in range(_LEVELS)]
        numbering.counter_of[identity] = made.get("abstractNumId")
    return numbering


def _level(element: Element) -> NumberLevel:
    def value(name: str, default: str) -> str:
        child = element.child(name)
        return child.get("val", default) if child is not None else default

    start, restart, depth = value("start", "1"), value("lvlRestart", ""), element.get("ilvl", "0")
    return NumberLevel(
        start=int(start) if start.isdecimal() else 1,
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        suffix=value("suff", "tab"),
        restart=int(restart) if restart.isdecimal() else int(depth) if depth.isdecimal() else 0,
        is_legal=element.child("isLgl") is not None,
    )


def format_number(value: int, form: str) -> str:
    """A number as Word writes it in `form`.

    >>> [format_number(value, "chineseCountingThousand") for value in (1, 10, 14, 20, 105, 230)]
    ['一', '十', '十四', '二十', '一百零五', '二百三十']
    >>> format_number(3, "decimalEnclosedCircle"), format_number(2, "ideographTraditional")
    ('③', '乙')
    """
    if form in _COUNTED or form in _FORMALS:
        return _counted(value, is_formal=form in _FORMALS)
    if form in _FIRST:
        return chr(_FIRST[form] + value - 1) if 1 <= value <= 20 else f"({value})"
    if form in ("ideographDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in ("ideographTraditional", "ideographZodiac"):
        series = _STEMS if form == "ideographTraditional" else _BRANCHES
        return series[(value - 1) % len(series)]
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (value - 1) % 26) * ((value - 1) // 26 % 9 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(value).upper() if form == "upperRoman" else _roman(value)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return {"bullet": "", "none": "", "decimalZero": f"{value:02d}"}.get(form, str(value))


def _counted(value: int, *, is_formal: bool) -> str:
    """A number in words, in digits where it has none."""
    if 0 < value < 10_000:
        return format_ordinal(value, is_formal=is_formal)
    return "零" if value == 0 else str(value)


def _roman(value: int) -> str:
    out = ""
    for letters, worth in _ROMAN.items():
        out += letters * (value // worth if value < 10_000 else 0)
        value %= worth
    return out or "0"
