"""A question becomes what it asks: places, documents, years, known quantities, and its parts with their facets."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from answer.quantities import scan
from answer.quantity_numerals import read_number
from answer.quantity_records import Kind, Quantity
from ingest.citation import find_citations, parse_citation
from ingest.errors import QuestionRefused
from ingest.normalize import fold
from ingest.places import Place, PlaceMention, find_places
from ingest.records import Citation, Span

#: characters that a question may have
LONGEST = 2000

_PART_END = "?!;。\n"
_SOFT_END = ",、:"
_DOCUMENT_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?:的|那[份个]|版|出台的?|下发的?|印发的?|发布的?|颁布的?|制定的?)?"
    r"(?=[^,。?]{0,6}(?:标准|通知|文件|意见|规定|办法|条例|政策|\d+号|号文|两个文件))"
)
_YEARS_LISTED = re.compile(r"((?:19|20)\d\d)年(?=[和与、及](?:19|20)\d\d年)")
_ASKING = re.compile(
    r"多少|(?<![好过了十数近])几(?!乎|次三番)|谁|哪|什么|啥|怎|如何|咋|吗|呢|么$|嘛|多(?:大|久|长|高|远|宽)|何(?:时|日|人|种|处|谓|为)|"
    r"是否|能否|可否|有无|(.)不\1|(?:能|可|准|行|允|许)不|有没有|还是"
)
#: asks for a rate, not for a sum
_GROWN = re.compile(r"(上浮|下浮|上调|下调|提高|降低|增长)(了|幅度)?多少")
#: 几 that asks nothing: 好几个, 干过几年
_NOT_ASKED = re.compile(r"(?<=[好过了十数近])几(?!乎)")
#: what is asked by a few words without a question word: 12万方 社区用房折算面积
_UNSAID = ("amount", "rule")
_LEANING = re.compile(r"呢$")
_NOUN_AFTER = re.compile(r"[\u4e00-\u9fff]{1,8}")
_BARE_COUNT = re.compile(r"(?<![\d.第])(\d+(?:\.\d+)?)(万|亿)?(?=[\u4e00-\u9fff]|$|[,。?;])")
_SCALES = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity that the question gives."""

    quantity: Quantity
    #: the words that stand right before it: "总建筑面积", "月工资"
    before: str
    #: the words that stand right after it: "的小区", "党员"
    after: str
    #: where it stands in the folded question
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time for which an amount is asked: 一年合计, 三年一共, 平均到每个月."""

    count: Fraction
    #: 年, 半年, 季度, 月
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the question asks."""

    #: the part's own words, folded, with places and documents taken out
    text: str
    #: facets in the order of facets.toml; the first leads
    facets: tuple[str, ...]
    #: base unit of the value asked for, "" for any
    unit: str
    #: words of the other parts that this one leans on
    context: str
    #: stretch of time that an amount is asked for, None if none is named
    period: Period | None = None
    #: where the part stands in the folded question
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """The question as understood; nothing of the library is in it."""

    text: str
    #: folded and simplified
    folded: str
    places: tuple[PlaceMention, ...]
    years: tuple[int, ...]
    citations: tuple[Citation, ...]
    inputs: tuple[Input, ...]
    #: quantities that name a rule, not a case (每500户70平方米)
    mentions: tuple[Quantity, ...]
    parts: tuple[Part, ...]
    rewrites: tuple[tuple[str, str], ...]
    #: whether the question asks for a sum over its parts or inputs
    total: bool


@dataclass(frozen=True, slots=True)
class _Facet:
    name: str
    unit: str
    patterns: tuple[re.Pattern[str], ...]


def understand(question: str) -> Question:
    """Read a question.

    Raises:
        QuestionRefused: it is empty, or longer than 2,000 characters.
    """
    if not question.strip():
        raise QuestionRefused("问题是空的", '请写出要问的事，例如: zhengce ask "1500户的小区社区用房要多少平方米"')
    if len(question) > LONGEST:
        raise QuestionRefused(f"问题有 {len(question)} 个字，超过 {LONGEST} 个字", "请只写要问的事")
    simplified = simplify(question)
    folded = fold(simplified).text
    citations = _citations(folded)
    masked = _mask(folded, [(c.span.start, c.span.end) for c in citations if c.by in ("number", "title") and c.document])
    places = find_places(masked)
    years = _years(masked)
    quantities = _quantities(masked)
    inputs, mentions = _inputs(masked, quantities)
    bare = _mask(masked, [(p.span.start, p.span.end) for p in places])
    return Question(
        text=question,
        folded=folded,
        places=places,
        years=years,
        citations=citations,
        inputs=inputs,
        mentions=mentions,
        parts=_parts(bare),
        rewrites=_rewrites(question, simplified, inputs),
        total=bool(re.search(r"合计|一共|总共|加起来|总计|共计|共(要|需|有|多少|几)|总(额|数|面积)?(是|要|为)?多少|连着", folded)),
    )


_SPOKEN_NUMBER = re.compile(r"(?:(?![按依据照根在对的\x00])[\u4e00-\u9fff]){0,6}?(?:19|20)\d\d年第?\d{1,4}号文?")


def _citations(folded: str) -> tuple[Citation, ...]:
    """The citations of a question, those in everyday words too: 郑政文2003年100号文."""
    found = list(find_citations(folded))
    for m in _SPOKEN_NUMBER.finditer(folded):
        if not any(c.span.start < m.end() and m.start() < c.span.end for c in found):
            read = parse_citation(m[0])
            if read is not None:
                found.append(replace(read, span=Span(m.start(), m.end()), text=m[0]))
    return tuple(sorted(found, key=lambda c: c.span.start))


def simplify(text: str) -> str:
    """The text in simplified characters.

    >>> simplify("鄭州1500戶的住宅區")
    '郑州1500户的住宅区'
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return _converter().convert(text)
    return text


@cache
def _converter() -> "OpenCC":  # type: ignore[name-defined]  # noqa: F821
    from opencc import OpenCC

    return OpenCC("t2s")


def _mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the spans blanked by as many signs, so that offsets stay."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def _years(text: str) -> tuple[int, ...]:
    found = [int(m["year"]) for m in _DOCUMENT_YEAR.finditer(text)]
    found += [int(m[1]) for m in _YEARS_LISTED.finditer(text)]
    return tuple(sorted(set(found)))


def _quantities(text: str) -> tuple[Quantity, ...]:
    return scan(text.replace("\x00", "\x01"))


#: one of something, which says no more than that there is one: 一个小区, 一名职工, 一次
_ARTICLE = re.compile(r"一[个名位套家处次份座块栋间项种]")
#: these name the period that an amount is asked for, unless a noun stands before them (累计缴费一年)
_ASKED_PERIODS = frozenset({"一年", "一个月", "一个季度", "半年", "全年"})
_TIME_UNITS = frozenset({"年", "月", "季度", "半年", "天", "日", "周"})


def _inputs(text: str, quantities: Sequence[Quantity]) -> tuple[tuple[Input, ...], tuple[Quantity, ...]]:
    inputs: list[Input] = []
    mentions: list[Quantity] = []
    ruled = False  # whether a base such as 每500户 stands before: what follows it is a rule, not a case
    for quantity in quantities:
        if quantity.kind is Kind.FREQUENCY or _ARTICLE.fullmatch(quantity.text) or (quantity.text in _ASKED_PERIODS and not _before(text, quantity.start)):
            continue
        if quantity.kind is Kind.EACH:
            ruled = ruled or quantity.unit not in _TIME_UNITS
            if quantity.unit not in _TIME_UNITS:
                mentions.append(quantity)
            continue
        if ruled:
            mentions.append(quantity)
            ruled = False
            continue
        if not quantity.values and quantity.low is None and quantity.high is None:
            continue
        inputs.append(Input(quantity, _before(text, quantity.start), _after(text, quantity.end), quantity.start, quantity.end))
    named = _named_numbers(text, [q for q in quantities if q.kind is not Kind.EACH])
    inputs.extend(named)
    inputs.extend(_bare_counts(text, [*quantities, *(one.quantity for one in named)]))
    return tuple(sorted(inputs, key=lambda one: one.start)), tuple(mentions)


_NAMED_UNITS = (
    (re.compile(r"户数"), "户"),
    (re.compile(r"人数|人口"), "人"),
    (re.compile(r"面积"), "平方米"),
    (re.compile(r"年限|工龄"), "年"),
    (re.compile(r"均价|单价|房价|价格|工资|租金|学费|费用|金额|收入|造价|成交价|总价|经费|罚款|保费|补贴|标准"), "元"),
)
_NAMED_NUMBER = re.compile(
    r"(?P<name>户数|人数|人口|[建筑总使用占地]*面积|年限|工龄|均价|单价|房价|价格|工资|租金|学费|费用|金额|收入|造价|成交价|总价|保费|补贴)"
    r"(?:一共|总共|合计|共|是|为|要|有|约|大概|大约|达到|达|每|平方米|平米|平|方)*(?P<number>[\d.]+万?\d*|[一二三四五六七八九十两百千万]{2,8})(?=[,。?;的、]|$|左右)"
)


def _named_numbers(text: str, taken: Sequence[Quantity]) -> list[Input]:
    """Numbers whose unit only the word before them says: 户数一千五, 均价每平五千, 学费一共1万5."""
    found = []
    for m in _NAMED_NUMBER.finditer(text):
        number = read_number(m["number"])
        if number is None or any(q.start < m.end("number") and m.start("number") < q.end for q in taken):
            continue
        value = number.low
        unit = next(unit for pattern, unit in _NAMED_UNITS if pattern.search(m["name"]))
        start, end = m.span("number")
        quantity = Quantity(start, end, m["number"], Kind.AMOUNT, (value,), "=", unit, m["number"], low=value, high=value)
        found.append(Input(quantity, _before(text, start), _after(text, end), start, end))
    return found


def _bare_counts(text: str, quantities: Sequence[Quantity]) -> list[Input]:
    """Numbers that count a noun without a counter: 8000居民."""
    taken = [range(q.start, q.end) for q in quantities]
    found = []
    for m in _BARE_COUNT.finditer(text):
        if not any(m.start() in stretch for stretch in taken) and not re.match(r"[年月日号条款项第%]", text[m.end() : m.end() + 1]):
            value = Fraction(m[1]) * _SCALES.get(m[2], 1)
            unit = "元" if m[2] and value >= 1000 else ""  # 造价5000万: what is left out is 元
            quantity = Quantity(m.start(), m.end(), m[0], Kind.AMOUNT, (value,), "=", unit, m[0], low=value, high=value)
            found.append(Input(quantity, _before(text, m.start()), _after(text, m.end()), m.start(), m.end()))
    return found


def _before(text: str, start: int) -> str:
    head = re.split(r"[\x00,、;:。?!()]", text[max(0, start - 14) : start])[-1]
    return re.sub(r"^.*(?:的|了|有|是|在|年|月)(?=.{2,})", "", head)


def _after(text: str, end: int) -> str:
    tail = re.split(r"[\x00,、;:。?!()\d]", text[end : end + 12])[0]
    return tail.removeprefix("的")


def _rewrites(question: str, simplified: str, inputs: Sequence[Input]) -> tuple[tuple[str, str], ...]:
    made: list[tuple[str, str]] = []
    if simplified != question:
        made.append((question, simplified))
    for item in inputs:
        unit = item.quantity.unit
        written = item.quantity.text
        if unit and unit not in written and unit not in ("%",):
            made.append((written, f"{item.quantity.written}→{unit}"))
    return tuple(made)


def _parts(text: str) -> tuple[Part, ...]:
    """The things asked, each with its facets; a stretch that asks nothing is context for those that do."""
    stretches = _stretches(text)
    asked: list[tuple[str, tuple[str, ...], str]] = []
    for stretch in stretches:
        asked.append((stretch, *_asked(stretch, asked)))
    if not any(row[1] for row in asked):
        names, unit = _facets(text)
        return (Part(_clean(text), names or _UNSAID, unit, "", _period(text), 0, len(text)),)
    parts: list[Part] = []
    begin = 0
    for at, (stretch, facets, unit) in enumerate(asked):
        begin = max(text.find(stretch, begin), 0)
        if facets:
            context = "".join(other for number, (other, names, _) in enumerate(asked) if number < at or (number != at and not names))
            end = begin + len(stretch)
            period = _period(stretch) or (parts[-1].period if parts else None)
            parts.append(Part(_clean(stretch), facets, unit, _clean(context), period, begin, end))
    return tuple(parts)


def _asked(stretch: str, earlier: Sequence[tuple[str, tuple[str, ...], str]]) -> tuple[tuple[str, ...], str]:
    """Facets and unit of a stretch; one that only says 800人的村呢 asks what the one before it asks."""
    if not _asks(stretch):
        return (), ""
    names, unit = _facets(stretch)
    if _LEANING.search(stretch) and (not names or not _ASKING.search(stretch[:-1])) and earlier:
        return earlier[-1][1], earlier[-1][2]
    return names or ("rule",), unit


def _asks(stretch: str) -> bool:
    return bool(_ASKING.search(stretch.rstrip(_SOFT_END)))


_PERIODS = (
    (re.compile(r"(?:每|一|全)个?(?:年|年度)(?!级|底|初|末|内|以)"), "年"),
    (re.compile(r"(?:每|一)个?半年|半年(?=.{0,6}(?:多少|几))"), "半年"),
    (re.compile(r"(?:每|一)个?季度?"), "季度"),
    (re.compile(r"(?:每|一)个?月(?!内|以)|月均|按月"), "月"),
)
_YEARS_TOGETHER = re.compile(r"(?P<count>[两二三四五六七八九十\d]+)年(?=一共|合计|总共|共|下来|加起来|总计|累计)|(?:连着|连续|连)(?P<next>[两二三四五六七八九十\d]+)年")


def _period(stretch: str) -> Period | None:
    together = _YEARS_TOGETHER.search(stretch)
    if together:
        counts = scan(f"{together['count'] or together['next']}年")
        return Period(counts[0].values[0], "年") if counts and counts[0].values else None
    named = [(m.start(), unit) for pattern, unit in _PERIODS for m in [pattern.search(stretch)] if m]
    return Period(Fraction(1), max(named)[1]) if named else None


def _stretches(text: str) -> list[str]:
    hard = [piece for piece in re.split(f"[{_PART_END}]", text) if piece.strip("\x00")]
    soft: list[str] = []
    for piece in hard:
        pieces = re.split(f"(?<=[{_SOFT_END}])", piece)
        if sum(map(_asks, pieces)) < 2:
            soft.append(piece)
        else:
            soft.extend(_joined(pieces))
    return soft


def _joined(pieces: Sequence[str]) -> list[str]:
    """Neighbouring pieces joined until each asks something."""
    out: list[str] = []
    held = ""
    for piece in pieces:
        held += piece
        if _asks(held):
            out.append(held.rstrip(_SOFT_END))
            held = ""
    if held and out:
        out[-1] += held
    elif held:
        out.append(held)
    return out


def _clean(text: str) -> str:
    return text.replace("\x00", " ").strip(" ,、:的")


def _facets(stretch: str) -> tuple[tuple[str, ...], str]:
    """Names of the facets found in a stretch, and the unit of the first that has one."""
    names: list[str] = []
    unit = ""
    stretch = _NOT_ASKED.sub("数", stretch)
    grown = bool(_GROWN.search(stretch))
    for facet in facets():
        if any(pattern.search(stretch) for pattern in facet.patterns):
            if facet.name not in names:
                names.append(facet.name)
            unit = unit or ("" if grown else facet.unit)
    return tuple(names), unit


@cache
def facets() -> tuple[_Facet, ...]:
    """The facets of facets.toml, in its order."""
    rows = tomllib.loads(files("answer").joinpath("facets.toml").read_text(encoding="utf-8"))["facet"]
    return tuple(_Facet(r["name"], r.get("unit", ""), tuple(map(re.compile, r["patterns"]))) for r in rows)


def places_of(question: Question) -> tuple[Place, ...]:
    """The places that the question names, resolved ones only, without repetitions."""
    seen: dict[str, Place] = {}
    for mention in question.places:
        if mention.place is not None:
            seen.setdefault(mention.place.code, mention.place)
    return tuple(seen.values())
