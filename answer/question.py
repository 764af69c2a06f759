"""A question becomes what it asks: places, documents, years, known quantities, and its parts with their facets."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from answer.local_names import local_names
from answer.quantities import scan
from answer.question_inputs import inputs_of
from answer.question_parts import WHOLE, parts_of
from answer.question_records import Input, Question
from answer.typed import needed
from ingest.citation import find_citations, parse_citation
from ingest.normalize import fold
from ingest.places import Place, find_places
from ingest.records import Citation, Span
from ingest.regex import regex

_DOCUMENT_YEAR = regex(
    r"(?P<year>(?:19|20)\d\d)年(?:的|那[份个]|版|出台的?|下发的?|印发的?|发布的?|颁布的?|制定的?)?"
    r"(?=[^,。?]{0,6}(?:标准|通知|文件|意见|规定|办法|条例|政策|\d+号|号文|两个文件))"
)
_YEARS_LISTED = regex(r"((?:19|20)\d\d)年(?=[和与、及](?:19|20)\d\d年)")
#: the year right behind the place that a question begins with, unless something happened in it: 武汉2002年社区用房标准
_LEADING_YEAR = regex(
    r"^[^,;。?\d]{0,8}(?<![到至自从截于在以])((?:19|20)\d\d)年(?:的|时)?"
    r"(?![\d底末初前后起内度间到至以有是共建竣开交入毕参退出买购成签缴改翻动拆]|施工|拿地|[^,;。?]{0,6}(?:建成|交付|入住|动工))"
)
#: a document number in everyday words: 郑政文2003年100号文
_SPOKEN_NUMBER = regex(r"(?:(?![按依据照根在对的\x00])[\u4e00-\u9fff]){0,6}?(?:19|20)\d\d年第?\d{1,4}号文?")
_TOTAL = regex(rf"{WHOLE}|共(要|需|有|多少|几)|总(额|数|面积)?(是|要|为)?多少|连着")


def understand(question: str) -> Question:
    """The question as understood.

    Raises:
        QuestionRefused: it is empty, or longer than 2,000 characters.
    """
    asked = needed(question)
    simplified = simplify(asked)
    folded = fold(simplified).text
    citations = _citations(folded)
    masked = _mask(folded, [c.span for c in citations if c.by in ("number", "title") and c.document])
    places = find_places(masked)
    bare = _mask(masked, [_without_level(masked, place.span) for place in places])
    inputs, mentions = inputs_of(bare, scan(masked.replace("\x00", "\x01")))
    return Question(
        text=asked,
        folded=folded,
        places=places,
        local_names=local_names(bare),
        years=_years(masked),
        citations=citations,
        inputs=inputs,
        mentions=mentions,
        parts=parts_of(bare),
        rewrites=_rewrites(asked, simplified, inputs),
        total=bool(_TOTAL.search(folded)),
    )


def places_of(question: Question) -> tuple[Place, ...]:
    """The places that the question names, resolved ones only, without repetitions."""
    seen: dict[str, Place] = {}
    for mention in question.places:
        if mention.place is not None:
            seen.setdefault(mention.place.code, mention.place)
    return tuple(seen.values())


def simplify(text: str) -> str:
    """The text in simplified characters.

    >>> simplify("鄭州1500戶的住宅區")
    '郑州1500户的住宅区'
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return _converter()(text)
    return text


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # here, since few questions need its tables

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _citations(folded: str) -> tuple[Citation, ...]:
    """The citations of a question, those in everyday words too."""
    found = list(find_citations(folded))
    for m in _SPOKEN_NUMBER.finditer(folded):
        if not any(c.span.start < m.end() and m.start() < c.span.end for c in found):
            read = parse_citation(m[0])
            if read is not None:
                found.append(replace(read, span=Span(m.start(), m.end()), text=m[0]))
    return tuple(sorted(found, key=lambda c: c.span.start))


def _without_level(text: str, span: Span) -> Span:
    """The span of a place without its last sign where that says a level: 桂林|市级公益林."""
    is_level = text[span.end :].startswith("级") and span.end - span.start > 2
    return Span(span.start, span.end - 1) if is_level and text[span.end - 1] in "省市县区" else span


def _mask(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans blanked by as many signs, so that offsets stay."""
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = "\x00" * (span.end - span.start)
    return "".join(chars)


def _years(text: str) -> tuple[int, ...]:
    found = {int(m["year"]) for m in _DOCUMENT_YEAR.finditer(text)}
    found |= {int(m[1]) for m in _LEADING_YEAR.finditer(text)}
    return tuple(sorted(found | {int(m[1]) for m in _YEARS_LISTED.finditer(text)}))


def _rewrites(question: str, simplified: str, inputs: Sequence[Input]) -> tuple[tuple[str, str], ...]:
    made = [(question, simplified)] if simplified != question else []
    for quantity in (given.quantity for given in inputs):
        if quantity.unit not in ("", "%") and quantity.unit not in quantity.text:
            made.append((quantity.text, f"{quantity.written}→{quantity.unit}"))
    return tuple(made)
