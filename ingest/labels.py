"""The labels of provisions: 第三条, 一、 (一) 1. (1) ① 一是 第一, at the start of a paragraph or inside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.clock import tick
from ingest.normalize import Folded
from ingest.numerals import parse_ordinal
from ingest.regex import regex

_N = "[零〇一二三四五六七八九十百千]"
_ONE = "一二三四五六七八九十"
# What behind a label says that it is a citation: 第三条第二款规定, (一)、(二)项.
_CITED = (
    r"(?!\s?(?:第[零〇一二三四五六七八九十百千\d]|规定|所[列述称规]|的[规情]|、|和第|及第|或者?第|至第|与第|中的|之规"
    r"|[》”)]|款(?!项)|项(?!目)))"
)
_CITED_ITEM = (
    r"(?![、和或至及与-]?[(第]|[、和或至及与]?[一二三四五六七八九十\d]{1,3}[)]|款(?!项)|项(?!目)|目(?![标的录前])"
    r"|条(?![件例块])|类(?![型别]))"
)
# Whole numbers that a paragraph may begin with behind its label: 1.500户以下, 3.10万元.
_COUNTED = (
    r"\d{1,5}(?:[户戶](?![型外籍口主均数])|[人名](?![员口才事文行民大数均力类称单]))|\d{2,5}[个岁平元万家套层%周]"
    r"|\d{1,2}(?:年[内底来以]|个[月工]|[天日月][内底前])"
)
#: kinds of decimal numbering, by their depth: 1.1 · 1.1.1
DECIMALS = tuple(".".join("1" * depth) for depth in (2, 3, 4, 5))


def _decimal(depth: int) -> str:
    return rf"\d{{1,2}}(?:[.]\d{{1,2}}){{{depth}}}[.](?P<n>\d{{1,2}})"


# Digits that count something are no label: 2.7米, 1.5倍.
_COUNTS = r"(?![\d.%‰:]|[米元万亿倍平公度小时天年月日个亩顷吨人户名套件次分千百克厘毫升台岁层折级比])"
# kind: how it stands at the start of a paragraph; the kinds are tried in this order. <n> is the number, <sub> its 之一.
_STARTS: tuple[tuple[str, str], ...] = (
    ("part", rf"第(?P<n>{_N}{{1,5}}|\d{{1,3}})(?:编|編|篇|部分){_CITED}"),
    ("chapter", rf"第(?P<n>{_N}{{1,5}}|\d{{1,3}})章{_CITED}"),
    ("section", rf"第(?P<n>{_N}{{1,5}}|\d{{1,3}})[节節]{_CITED}"),
    ("article", rf"第(?P<n>{_N}{{1,7}}|\d{{1,4}})[条條](?:之(?P<sub>[{_ONE}]{{1,3}}))?{_CITED}"),
    ("一", rf"(?P<n>[{_ONE}]{{1,4}})(?:、|[.](?![{_ONE}\d]))(?![{_ONE}]{{1,3}}[级类等])"),
    ("(一)", rf"[(](?P<n>[{_ONE}〇百]{{1,4}})[)]、?{_CITED_ITEM}"),
    ("(一)", r"(?P<n>[㈠-㈩])"),
    (
        "1",
        rf"(?P<n>\d{{1,3}}|[lI])(?:、|[.](?!\d)|[.](?=(?:19|20)\d\d年)|[.](?={_COUNTED}))(?!\d{{1,3}}[、.]\d)",
    ),
    ("1", r"(?P<n>[⒈-⒛])"),
    *((kind, rf"{_decimal(depth)}{_COUNTS}") for depth, kind in enumerate(DECIMALS)),
    ("(1)", rf"[(](?P<n>\d{{1,2}}|[lI])[)]、?{_CITED_ITEM}"),
    ("(1)", r"(?P<n>[⑴-⒇])"),
    ("1)", r"(?P<n>\d{1,2})[)](?!\d)"),
    ("a)", r"(?P<n>[a-z])[)]"),
    ("①", r"(?P<n>[①-⑳])"),
    ("一是", rf"(?P<n>[{_ONE}]{{1,2}})[是要]"),
    ("第一", rf"第(?P<n>[{_ONE}]{{1,2}})[,、:](?!第[{_ONE}])"),
)
_START_PATTERNS = tuple((kind, regex(pattern)) for kind, pattern in _STARTS)
# Any character that a label begins with.
_FIRST = regex(r"[第一二三四五六七八九十(\da-zI㈠-㈩⒈-⒛⑴-⒇①-⑳]")
# What is a label wherever white space stands behind it in the source: 第二条 规定…, 3.1 时间.
_SPACED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", regex(rf"第(?P<n>{_N}{{1,7}}|\d{{1,4}})[条條](?:之(?P<sub>[{_ONE}]{{1,3}}))?")),
    *((kind, regex(rf"{_decimal(depth)}(?![\d.])")) for depth, kind in enumerate(DECIMALS)),
)
_NUMBER_ALONE = regex(r"(?P<n>\d{1,2})(?=[\u4e00-\u9fff])")
_OWN_LINE = frozenset(("part", "chapter", "section", "article", "a)", *DECIMALS))
# Kinds that may begin inside a paragraph, and what must stand before them there.
_INLINE = tuple(pair for pair in _START_PATTERNS if pair[0] not in _OWN_LINE)
_BEFORE = {"一": "。;:", "1": "。;:)”》", "1)": "。;:,、", "一是": "。;:,、-)”", "第一": "。;:,"}
_BEFORE_ANY = "。;:,、)”》!?"
_ENCLOSED = (("①", 1), ("⑴", 1), ("⒈", 1), ("㈠", 1))
_QUOTED = regex(r"《[^《》]{0,120}》|“[^“”]{0,120}”")
_LETTERS = frozenset("lI")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands in folded text."""

    #: "part", "chapter", "section", "article", or how the level begins: "一" "(一)" "1" "(1)" "1)" "a)" "①" "一是"
    #: "第一", or one of `DECIMALS`
    kind: str
    #: its number; 0 if it cannot be read
    value: int
    #: the 一 of 第三条之一, else 0
    sub: int
    #: first character in the folded text
    start: int
    #: one past the last
    end: int
    #: the label's own words, without the mark behind them: "一", "(三)", "1", "第三条"
    number: str
    #: whether a letter stands for the digit 1
    is_misread: bool


def read_label(text: str, start: int = 0) -> Label | None:
    """The label that stands at `start` of folded `text`, None if there is none.

    >>> [read_label(text).number for text in ("一、总则", "(二)基本原则", "3.其他", "第三条之一 本条", "①甲")]
    ['一', '(二)', '3', '第三条之一', '①']
    >>> [read_label(text) for text in ("2.7米以上", "第三条第二款规定", "(2010年2月28日)", "1000-2000户")]
    [None, None, None, None]
    """
    if _FIRST.match(text, start) is None:
        return None
    for kind, pattern in _START_PATTERNS:
        match = pattern.match(text, start)
        if match is not None:
            return _label(kind, match)
    return None


def label_of(folded: Folded, *, alone: bool = False) -> Label | None:
    """The label at the start of folded text, also one that only white space in the source tells from a citation.

    With `alone`, a bare number before white space counts as well, as in standards (1 总则, 1.1 …).

    >>> from ingest.normalize import fold
    >>> [label_of(fold(text)) is not None for text in ("第二条 规定明确的,从其规定。", "第二条规定的用房")]
    [True, False]
    >>> label_of(fold("3 建设规模")) is None, label_of(fold("3 建设规模"), alone=True).number
    (True, '3')
    """
    label = read_label(folded.text)
    if label is not None or _FIRST.match(folded.text) is None:
        return label
    for kind, pattern in (*_SPACED, *((("1", _NUMBER_ALONE),) if alone else ())):
        match = pattern.match(folded.text)
        if match is not None and _is_apart(folded, match.end()):
            return _label(kind, match)
    return None


def _is_apart(folded: Folded, at: int) -> bool:
    return 0 < at < len(folded.offsets) and folded.offsets[at] - folded.offsets[at - 1] > 1


def inline_labels(
    text: str, first: Label | None, after: Label | None, open_values: Mapping[str, int]
) -> tuple[Label, ...]:
    """The labels that begin inside the paragraph `text`, in order.

    `first` is the paragraph's own label, `after` the label of the next paragraph. A sequence counts if it starts at 1
    and runs up, or carries on one that is open: `open_values` has the last number of each kind.

    >>> [label.number for label in inline_labels("标准为:(1)千分之五;(2)千分之二。", None, None, {})]
    ['(1)', '(2)']
    >>> inline_labels("按第(1)项和附件(2)办理", None, None, {})
    ()
    """
    hidden = [match.span() for match in _QUOTED.finditer(text)]
    found: list[Label] = []
    for kind, group in _candidates(text, first, hidden).items():
        found += _chain(text, group, (first, after), open_values.get(kind, 0))
    return tuple(sorted(found, key=lambda label: label.start))


def _candidates(text: str, first: Label | None, hidden: list[tuple[int, int]]) -> dict[str, list[Label]]:
    begin = first.end if first else 0
    groups: dict[str, list[Label]] = {}
    for kind, pattern in _INLINE:
        for match in pattern.finditer(text, max(begin, 1)):
            inside = any(start < match.start() < end for start, end in hidden)
            label = _label(kind, match)
            if not inside and not _is_cited(text, label):
                groups.setdefault(kind, []).append(label)
    return {kind: sorted(group, key=lambda label: label.start) for kind, group in groups.items()}


def _is_cited(text: str, label: Label) -> bool:
    """Whether what stands before the label says that it begins nothing; a first one may follow a heading directly."""
    before = text[label.start - 1]
    if before in "第附件表图至和与及或":
        return True
    after_heading = label.value == 1 and label.kind in ("1", "一") and "\u4e00" <= before <= "\u9fff"
    return label.kind in _BEFORE and before not in _BEFORE[label.kind] and not after_heading


def _chain(text: str, group: list[Label], around: tuple[Label | None, Label | None], last: int) -> list[Label]:
    """Those labels of one kind that run up, from 1 or from the label before the paragraph's own words."""
    first, after = around
    kind = group[0].kind
    own = first is not None and first.kind == kind
    expected = (first.value if own and first else 0) + 1
    chains: list[list[Label]] = []
    current: list[Label] = []
    for label in group:
        tight = kind == "①" or text[label.start - 1] in _BEFORE_ANY
        if label.value == expected and (tight or label.value == 1):
            current.append(label)
        elif label.value == 1:
            chains.append(current)
            current = [label]
        elif label.value == last + 1 and last and tight and text[label.start - 1] in "。;" and not current:
            current = [label]
        else:
            continue
        expected = label.value + 1
    chains.append(current)
    goes_on = after is not None and after.kind == kind and bool(current) and after.value == current[-1].value + 1
    kept = [chain for chain in chains if len(chain) > 1 or (chain and chain[0].value > 1)]
    if goes_on and len(current) == 1 and current[0].value == 1:
        kept.append(current)
    return [label for chain in kept for label in chain]


def _label(kind: str, match: re.Match[str]) -> Label:
    tick()
    raw = match["n"]
    is_misread = raw in _LETTERS and kind != "a)"
    value = 1 if is_misread else _enclosed(raw) or parse_ordinal(raw) or 0
    value = ord(raw) - ord("a") + 1 if kind == "a)" else value
    sub = parse_ordinal(match.groupdict().get("sub") or "") or 0
    number = match[0].rstrip("、.,:")
    if is_misread:
        number = number.replace(raw, "1")
    elif kind in ("(一)", "(1)", "1") and _enclosed(raw):
        number = {"1": f"{value}", "(1)": f"({value})"}.get(kind, f"({_ONE[value - 1]})")
    return Label(kind, value, sub, match.start(), match.end(), number, is_misread)


def _enclosed(char: str) -> int:
    """The value of a number in a circle, in brackets or with a full stop, in one character."""
    if len(char) == 1:
        for origin, value in _ENCLOSED:
            if 0 <= ord(char) - ord(origin) < 20:
                return ord(char) - ord(origin) + value
    return 0
