"""Which documents of the library a question may be answered from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.question import places_of
from answer.question_records import Question
from index.lookup import look_up
from index.store import Library
from index.tokens import tokenizer
from ingest.normalize import fold
from ingest.places import Place, by_name, is_within
from ingest.records import Header, Status
from ingest.regex import regex

_KIND_NEAR = regex(r"意见|通知|办法|条例|规定|细则|方案|纲要|决定|公告|法|稿|文件|文中|号文")
#: words of a title that do not say what it is about
_PLAIN = regex(
    r"\([^()]*\)|关于|进一步|有关|若干|问题|的|和|与|及|实施|意见|通知|办法|条例|规定|中共|人民政府|委员会|办公厅|办公室|市委"
    r"|中华人民共和国|暂行|试行"
)
_DRAFT = regex(r"征求意见稿|草案|讨论稿")
_COMPARED = regex(r"一样吗|不一样|不同|区别|差异|差别|一致吗|相比|比较|对比|说法")
#: marks of a document without a place that holds in the whole country
_NATIONAL = regex(r"中华人民共和国|国务院|中共中央|全国")
#: a title is meant if at least so much of its telling words stands in the question, and it lies no further than this
#: behind the best one
_MEANT, _BEHIND = 0.5, 0.05
#: a title of fewer telling pairs of characters names nothing
_TELLING = 3

#: headers of the library's documents by their keys
Headers = Mapping[str, Header]


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
    headers = dict(library.headers())
    named, unheld = _named(question, library, headers)
    unheld = (*unheld, *_abroad(question, headers))
    if unheld and not named:
        return Coverage((), unheld)
    places = _outermost(places_of(question))
    asks_draft = bool(_DRAFT.search(question.folded))
    if asks_draft and places and is_comparison(question):
        return _by_place(question, places, headers, ())
    if named:
        return Coverage((Scope("", named, explicit=True),), unheld)
    by_title = _by_title(question, headers)
    drafts = tuple(key for key, header in headers.items() if header.status is Status.DRAFT) if asks_draft else ()
    keys = tuple(key for key in drafts if not by_title or key in by_title) or drafts or by_title
    if places:
        return _by_place(question, places, headers, keys)
    return Coverage((Scope("", keys or tuple(headers), explicit=bool(keys)),))


def is_comparison(question: Question) -> bool:
    """Whether the question asks whether documents say the same."""
    return bool(_COMPARED.search(question.folded))


def year_of(header: Header) -> int | None:
    """The year that people call a document by: of its number, else of its dates; None if it has neither."""
    numbered = re.search(r"〔(\d{4})〕", header.document_number)
    if numbered:
        return int(numbered[1])
    days = (header.dated_on, header.issued_on, header.promulgated_on, header.published_on, header.effective_on)
    return next((day.year for day in days if day is not None), None)


def _named(question: Question, library: Library, headers: Headers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the documents that the question cites, and the numbers that the library does not hold."""
    keys: dict[str, None] = {}
    unheld: list[str] = []
    for citation in question.citations:
        if citation.by not in ("number", "title") or not citation.document:
            continue
        found = look_up(citation.text, library)
        if found.document_key:
            keys.setdefault(found.document_key)
        elif found.status == "ambiguous":
            here = [key for key in found.candidates if any(_is_of(headers[key], p) for p in places_of(question))]
            keys.update(dict.fromkeys(here if len(here) == 1 else ()))
        elif citation.by == "number":
            unheld.append(citation.document)
    return tuple(keys), tuple(unheld)


def _abroad(question: Question, headers: Headers) -> tuple[str, ...]:
    """Countries and regions that the question names, unless a document of the library is about one of them."""
    names = tuple(name for name in _foreign() if name in question.folded)
    words = tokenizer().lcut(question.folded) if names else []
    names = tuple(name for name in names if any(word.startswith(name) for word in words))  # no 节假|日本|单位
    return () if any(name in header.title for name in names for header in headers.values()) else names


@cache
def _foreign() -> tuple[str, ...]:
    lines = files("answer").joinpath("foreign.txt").read_text(encoding="utf-8").splitlines()
    return tuple(name for line in lines for name in line.partition("#")[0].split())


def _outermost(places: Sequence[Place]) -> tuple[Place, ...]:
    """Places without those that contain another one that is named too (浙江温州 is 温州)."""
    return tuple(p for p in places if not any(o is not p and is_within(o, p) for o in places))


def _by_place(question: Question, places: Sequence[Place], headers: Headers, meant: Sequence[str]) -> Coverage:
    """One scope a place: the documents that are meant, or those of a year, or all; a place without any is not held.

    A province that only has documents of its cities is not held either; each of those places has a scope of its own.
    """
    scopes: list[Scope] = []
    unheld: list[str] = []
    for place in places:
        keys = tuple(key for key, header in headers.items() if _applies(header, place))
        named = tuple(key for key in keys if key in meant)
        is_held = any(headers[key].place for key in keys)
        below = () if is_held else _below(place, headers)
        if not is_held:
            unheld.append(place.name)
        if named:
            scopes.append(Scope(place.name, named, explicit=True))
        elif is_held:
            scopes.extend(_by_year(question.years, place.name, keys, headers))
        for name, own in below:
            scopes.extend(_by_year(question.years, name, tuple(k for k in own if k in meant) or own, headers))
    return Coverage(tuple(scopes), tuple(unheld))


def _below(place: Place, headers: Headers) -> list[tuple[str, tuple[str, ...]]]:
    """The places within a place that documents are made for, each with its documents."""
    found: dict[str, list[str]] = {}
    for key, header in headers.items():
        if header.place and _is_of(header, place) and not _applies(header, place):
            found.setdefault(header.place, []).append(key)
    return [(name, tuple(keys)) for name, keys in found.items()]


def _by_year(years: Sequence[int], place: str, keys: Sequence[str], headers: Headers) -> list[Scope]:
    """A scope for each of the years that a document of the place is of; without one, all documents of the place."""
    scopes = []
    for year in years:
        of_year = tuple(key for key in keys if year_of(headers[key]) == year)
        if of_year:
            scopes.append(Scope(f"{place}{year}年", of_year, explicit=True))
    local = frozenset(key for key in keys if headers[key].place)
    return scopes or [Scope(place, tuple(keys), explicit=False, local=local)]


def _applies(header: Header, place: Place) -> bool:
    """Whether a document holds in a place: its own, one above it, or the whole country."""
    if not header.place:
        return bool(_NATIONAL.search(header.title + "".join(header.issuing_authority)))
    own = by_name(header.place)
    return own is not None and is_within(place, own)


def _is_of(header: Header, place: Place) -> bool:
    """Whether a document holds in a place or in a part of it."""
    own = by_name(header.place) if header.place else None
    return _applies(header, place) or (own is not None and is_within(own, place))


def _by_title(question: Question, headers: Headers) -> tuple[str, ...]:
    """Documents whose title the question spells out in its own words, near a word for a document."""
    if not _KIND_NEAR.search(question.folded):
        return ()
    best = {
        key: max(
            _title_overlap(title, question.folded) for title in (header.title, header.issues, *header.other_titles)
        )
        for key, header in headers.items()
    }
    least = max(_MEANT, max(best.values(), default=0.0) - _BEHIND)
    return tuple(key for key, value in best.items() if value >= least)


def _title_overlap(title: str, text: str) -> float:
    """Share of the telling pairs of neighbouring characters of a title that stand in the text."""
    bare = _PLAIN.sub(" ", fold(title).text)
    pairs = [word[at : at + 2] for word in bare.split() for at in range(len(word) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if len(pairs) >= _TELLING else 0.0
