"""How long a document holds: what later documents of its place repeal, and the term that it sets itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from answer.evaluate_facts import MONTHS
from answer.passages import DocumentText, Passage
from answer.quantities import scan
from answer.quantity_records import Kind
from answer.select import Reader
from index.facets import year_of
from ingest.dates import find_dates
from ingest.regex import regex

_REPEALS = regex(r"废止|失效|停止执行|不再执行|终止执行")
_TITLE = regex(r"《([^《》]{2,60})》")
_TERM_SIGNS = regex(r"有\s*效\s*期|试\s*行")
_TERM = regex(r"有效期限?(?:为|自[^,;。]{0,16}起)?(?P<until>至|到)?|试行(?:期(?:限)?(?:为)?)?(?=[\d一二两三四五])")
#: what says that a sentence speaks of the document's own term, not of that of a licence
_OF_ITSELF = regex(
    r"施行|执行|实施|印发|发布|公布|^(?:[一二三四五六七八九十]{1,3}、|第[^条,;。]{1,6}条)?"
    r"本(?:通[知告]|公告|办法|规定|意见|[细规]则|条例|方案|标准|措施)"
)
#: characters behind the word within which its period stands
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a document, and the sentence that sets it."""

    until: date
    passage: Passage


def repealing(reader: Reader, key: str) -> Passage | None:
    """The sentence of a later document of the same place that repeals a document; None if the library holds none."""
    own = reader.library.header(key)
    names = {own.document_number, own.title} - {""}
    held = reader.library.catalogue
    for other in held.areas[own.place] if own.place else ():
        is_later = (held.years[other] or 0) >= (year_of(own) or 0)
        if other == key or not is_later or other in held.drafts:
            continue
        for _, address, citation in reader.library.references(other):
            ones = reader.text(other).by_address.get(address, ()) if citation.document in names else ()
            said = next((one for one in ones if _REPEALS.search(one.text)), None)
            if said is not None:
                return said
    return None


def repeals_in(text: DocumentText) -> Iterator[tuple[Passage, str]]:
    """The documents that a document repeals, each by its title, with the sentence that says so."""
    for passages in text.speaking_of(_REPEALS):
        for passage in passages:
            if _REPEALS.search(passage.text):
                yield from ((passage, title) for title in _TITLE.findall(passage.text))


def term_of(text: DocumentText) -> Term | None:
    """The term that a document sets itself: 自2016年9月1日起施行,有效期五年; None if it sets none."""
    for passage in text.passages if text.speaks_of(_TERM_SIGNS) else ():
        match = _TERM.search(passage.text)
        if match is None or not _OF_ITSELF.search(passage.text):
            continue
        behind = passage.text[match.end() : match.end() + _NEAR]
        days = [mention.date for mention in find_dates(behind) if mention.date]
        until = days[0] if days else _after(text.document.header.effective_on, behind)
        if until is not None:
            return Term(until, passage)
    return None


def _after(start: date | None, words: str) -> date | None:
    """The last day of the period that the words begin with, from a first day on."""
    period = next((q for q in scan(words) if q.kind is Kind.PERIOD and q.unit in MONTHS and q.values), None)
    if start is None or period is None or period.values[0].denominator != 1:
        return None
    months = start.month - 1 + int(period.values[0]) * MONTHS[period.unit]
    first = date(start.year + months // 12, months % 12 + 1, min(start.day, 28))
    return first + timedelta(days=max(0, start.day - 28) - 1)
