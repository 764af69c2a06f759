"""Which documents of the library a question may be answered from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.question import places_of
from answer.question_records import Question
from index.lookup import look_up
from index.store import Library
from ingest.normalize import fold
from ingest.places import Place, by_name, is_within
from ingest.records import Header, Status

_KIND_NEAR = re.compile(r"意见|通知|办法|条例|规定|细则|方案|纲要|决定|公告|法|稿|文件|文中|号文")
_PLAIN = re.compile(r"关于|进一步|有关|若干|问题|的|和|与|及|实施|意见|通知|办法|条例|规定|中共|人民政府|委员会|办公厅|办公室|市委|中华人民共和国|暂行|试行")


@dataclass(frozen=True, slots=True)
class Scope:
    """Documents that one answer may stand on."""

    #: how the answer names it: "郑州市", "武汉市2012年", the document's number; "" for the whole library
    label: str
    keys: tuple[str, ...]
    #: whether the question names these documents themselves
    explicit: bool
    #: those of them that are made for the place, where others hold in the whole country
    local: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The scopes of a question, or why there is none."""

    scopes: tuple[Scope, ...]
    #: names that the library does not hold: places, document numbers
    unheld: tuple[str, ...] = ()


def coverage(question: Question, library: Library) -> Coverage:
    """The scopes of a question: by the documents it names, by places and years, else the whole library."""
    headers = tuple(library.headers())
    named, unheld = _named(question, library)
    abroad = tuple(name for name in _foreign() if name in question.folded)
    if abroad and not any(name in header.title for name in abroad for _, header in headers):
        unheld = (*unheld, *abroad)
    if unheld and not named:
        return Coverage((), unheld)
    places = _outermost(places_of(question))
    by_title = () if named else _by_title(question, headers)
    draft = re.search(r"征求意见稿|草案|讨论稿", question.folded)
    if draft and places and is_comparison(question):
        return _by_place(question, places, headers, ())
    if named:
        return Coverage((Scope("", named, explicit=True),))
    drafts = tuple(key for key, header in headers if header.status is Status.DRAFT) if draft else ()
    if drafts and not places:
        return Coverage((Scope("", tuple(k for k in drafts if not by_title or k in by_title) or drafts, explicit=True),))
    if by_title and not places:
        return Coverage((Scope("", by_title, explicit=True),))
    if not places:
        return Coverage((Scope("", tuple(key for key, _ in headers), explicit=False),))
    return _by_place(question, places, headers, by_title)


@cache
def _foreign() -> tuple[str, ...]:
    lines = files("answer").joinpath("foreign.txt").read_text(encoding="utf-8").splitlines()
    return tuple(name for line in lines for name in line.partition("#")[0].split())


def _by_place(question: Question, places: Sequence[Place], headers: Sequence[tuple[str, Header]], by_title: tuple[str, ...]) -> Coverage:
    scopes: list[Scope] = []
    unheld: list[str] = []
    for place in places:
        keys = tuple(key for key, header in headers if _applies(header, place))
        local = tuple(key for key in keys if dict(headers)[key].place)
        if not local:
            unheld.append(place.name)
        if by_title and set(by_title) & set(keys):
            scopes.append(Scope(place.name, tuple(k for k in keys if k in by_title), explicit=True))
        elif local:
            scopes.extend(_by_year(question, place, keys, headers))
    if unheld and not scopes:
        return Coverage((), tuple(unheld))
    return Coverage(tuple(scopes), tuple(unheld))


def _by_year(question: Question, place: Place, keys: tuple[str, ...], headers: Sequence[tuple[str, Header]]) -> list[Scope]:
    table = dict(headers)
    scopes = []
    for year in question.years:
        of_year = tuple(key for key in keys if year_of(table[key]) == year)
        if of_year:
            scopes.append(Scope(f"{place.name}{year}年", of_year, explicit=True))
    return scopes or [Scope(place.name, keys, explicit=False, local=frozenset(key for key in keys if table[key].place))]


def year_of(header: Header) -> int | None:
    """The year that people call a document by: of its number, else of its dates."""
    numbered = re.search(r"〔(\d{4})〕", header.document_number)
    if numbered:
        return int(numbered[1])
    for day in (header.dated_on, header.issued_on, header.promulgated_on, header.published_on, header.effective_on):
        if day is not None:
            return day.year
    return None


def _applies(header: Header, place: Place) -> bool:
    """Whether a document holds in a place: its own, one above it, or the whole country."""
    if not header.place:
        return bool(re.search(r"中华人民共和国|国务院|中共中央|全国", header.title + "".join(header.issuing_authority)))
    own = by_name(header.place)
    return own is not None and (is_within(place, own) or is_within(own, place))


def _outermost(places: Sequence[Place]) -> tuple[Place, ...]:
    """Places without those that contain another one that is named too (浙江温州 is 温州)."""
    return tuple(p for p in places if not any(o is not p and is_within(o, p) for o in places))


def _named(question: Question, library: Library) -> tuple[tuple[str, ...], tuple[str, ...]]:
    keys: dict[str, None] = {}
    unheld: list[str] = []
    for citation in question.citations:
        if citation.by not in ("number", "title") or not citation.document:
            continue
        found = look_up(citation.text, library)
        if found.document_key:
            keys.setdefault(found.document_key)
        elif found.status == "ambiguous":
            here = [key for key in found.candidates if _is_of(library, key, places_of(question))]
            keys.update(dict.fromkeys(here[:1] if len(here) == 1 else ()))
        elif citation.by == "number":
            unheld.append(citation.document)
    return tuple(keys), tuple(unheld)


def _is_of(library: Library, key: str, places: Sequence[Place]) -> bool:
    header = dict(library.headers())[key]
    return any(_applies(header, place) for place in places)


_COMPARED = re.compile(r"一样吗|不一样|不同|区别|差异|差别|一致吗|相比|比较|对比|说法")


def is_comparison(question: Question) -> bool:
    """Whether the question asks whether documents say the same."""
    return bool(_COMPARED.search(question.folded))


def _by_title(question: Question, headers: Sequence[tuple[str, Header]]) -> tuple[str, ...]:
    """Documents whose title the question spells out in its own words, near a word for a document."""
    if not _KIND_NEAR.search(question.folded):
        return ()
    best: dict[str, float] = {}
    for key, header in headers:
        best[key] = max(_title_overlap(title, question.folded) for title in (header.title, header.issues, *header.other_titles))
    top = max(best.values(), default=0.0)
    return tuple(key for key, value in best.items() if value >= 0.5 and value >= top - 0.05)


def _title_overlap(title: str, text: str) -> float:
    """Share of the telling pairs of characters of a title that stand in the question in runs of four or more."""
    bare = _PLAIN.sub(" ", fold(title).text)
    pairs = [word[at : at + 2] for word in bare.split() for at in range(len(word) - 1)]
    if len(pairs) < 3:
        return 0.0
    return sum(pair in text for pair in pairs) / len(pairs)
