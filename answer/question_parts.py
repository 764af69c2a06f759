"""The parts of a question: where one thing that is asked ends and the next begins, and what each leans on."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from answer.quantities import scan
from answer.question_facets import facets_in
from answer.question_records import Part, Period
from ingest.regex import regex

_HARD_PIECE = regex(r"[^?!;。\n]+")
_SOFT_END = ",、:"
_SOFT_PIECE = regex(f"[^{_SOFT_END}]*[{_SOFT_END}]|[^{_SOFT_END}]+")
_ASKING = regex(
    r"多少|(?<![好过了十数近])几(?!乎|次三番)|谁|哪|什么|啥|怎|如何|咋|吗|呢|么$|嘛|多(?:大|久|长|高|远|宽)"
    r"|何(?:时|日|人|种|处|谓|为)|是否|能否|可否|有无|(.)不\1|(?:能|可|准|行|允|许)不|有没有|还是"
)
#: what is asked by a few words without a question word: 12万方 社区用房折算面积
_UNSAID = ("amount", "rule")
_LEANING = "呢"
_PERIODS = (
    (regex(r"(?:每|一|全)个?(?:年|年度)(?!级|底|初|末|内|以)"), "年"),
    (regex(r"(?:每|一)个?半年|半年(?=.{0,6}(?:多少|几))"), "半年"),
    (regex(r"(?:每|一)个?季度?"), "季度"),
    (regex(r"(?:每|一)个?月(?!内|以)|月均|按月"), "月"),
)
#: words that ask what several things come to in all
WHOLE = "一共|总共|合计|总计|共计|加起来"
_COUNT = r"[两二三四五六七八九十\d]+"
_YEARS_TOGETHER = regex(rf"(?P<count>{_COUNT})年(?={WHOLE}|共|下来|累计)|(?:连着|连续|连)(?P<next>{_COUNT})年")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the question, with what it asks; no facets if it asks nothing."""

    start: int
    end: int
    words: str
    facets: tuple[str, ...]
    unit: str


def parts_of(text: str) -> tuple[Part, ...]:
    """The things asked, each with its facets; a stretch that asks nothing is context for those that do.

    `text` is the folded question with its citations and places blanked by as many signs.
    """
    stretches: list[_Stretch] = []
    for start, end in _stretches(text):
        words = text[start:end]
        stretches.append(_Stretch(start, end, words, *_asked(words, stretches)))
    if not any(stretch.facets for stretch in stretches):
        names, unit = facets_in(text)
        return (Part(_clean(text), names or _UNSAID, unit, "", _period(text), 0, len(text)),)
    parts: list[Part] = []
    for at, one in enumerate(stretches):
        if one.facets:
            others = (s.words for number, s in enumerate(stretches) if number < at or (number > at and not s.facets))
            period = _period(one.words) or (parts[-1].period if parts else None)
            context = _clean("".join(others))
            parts.append(Part(_clean(one.words), one.facets, one.unit, context, period, one.start, one.end))
    return tuple(parts)


def is_open(part: Part) -> bool:
    """Whether a part asks for no quantity by name: 有何扶持政策, 1500户 社区用房."""
    return part.facets[:2] == _UNSAID and not part.unit


def _asked(words: str, earlier: Sequence[_Stretch]) -> tuple[tuple[str, ...], str]:
    """Facets and unit of a stretch; one that only says 800人的村呢 asks what the one before it asks."""
    if not _asks(words):
        return (), ""
    names, unit = facets_in(words.strip("\x00 "))
    if words.endswith(_LEANING) and (not names or not _ASKING.search(words[:-1])) and earlier:
        return earlier[-1].facets, earlier[-1].unit
    return names or ("rule",), unit


def _asks(words: str) -> bool:
    return bool(_ASKING.search(words.rstrip(_SOFT_END)))


def _period(words: str) -> Period | None:
    """The stretch of time that an amount is asked for."""
    together = _YEARS_TOGETHER.search(words)
    if together:
        counts = scan(f"{together['count'] or together['next']}年")
        return Period(counts[0].values[0], "年") if counts and counts[0].values else None
    named = [(m.start(), unit) for pattern, unit in _PERIODS for m in [pattern.search(words)] if m]
    return Period(Fraction(1), max(named)[1]) if named else None


def _stretches(text: str) -> list[tuple[int, int]]:
    """The sentences of the question; one that asks several things is cut between them."""
    made: list[tuple[int, int]] = []
    for hard in _HARD_PIECE.finditer(text):
        if hard[0].strip("\x00"):
            pieces = [m.span() for m in _SOFT_PIECE.finditer(text, hard.start(), hard.end())]
            asking = sum(_asks(text[start:end]) for start, end in pieces)
            made.extend(_joined(text, pieces) if asking > 1 else [hard.span()])
    return made


def _joined(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring pieces joined until each asks something; what is left over goes with the last."""
    made: list[tuple[int, int]] = []
    begin = pieces[0][0]
    for _, end in pieces:
        if _asks(text[begin:end]):
            made.append((begin, begin + len(text[begin:end].rstrip(_SOFT_END))))
            begin = end
    if begin < pieces[-1][1]:
        made[-1] = (made[-1][0], pieces[-1][1])
    return made


def _clean(words: str) -> str:
    return words.replace("\x00", " ").strip(" ,、:的")
