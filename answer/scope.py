"""Which documents of the library a question may be answered from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from answer.local_names import bears, is_elsewhere
from answer.question import places_of
from answer.question_records import Question
from index.catalogue import Catalogue
from index.facets import NATION, area_of
from index.lookup import look_up
from index.search import search_index
from index.store import Library
from index.tokens import tokenizer
from ingest.normalize import fold
from ingest.places import Place, by_name, is_within, named
from ingest.regex import regex

_KIND_NEAR = regex(r"意见|通知|办法|条例|规定|细则|方案|纲要|决定|公告|法|稿|文件|文中|号文")
#: words of a title that do not say what it is about
_PLAIN = regex(
    r"\([^()]*\)|关于|进一步|有关|若干|问题|的|和|与|及|实施|意见|通知|办法|条例|规定|中共|人民政府|委员会|办公厅|办公室|市委"
    r"|中华人民共和国|暂行|试行"
)
#: the short name of a place at the beginning of a question: 朝阳的养老补贴
_CALLED = regex(r"^(?:请问|想问|咨询)?(?:我们?)?在?(?P<name>[\u4e00-\u9fff]{2,4}?)的")
_DRAFT_NAME = "征求意见稿"
_DRAFT = regex(r"征求意见稿|草案|讨论稿")
_COMPARED = regex(r"一样吗|不一样|不同|区别|差异|差别|一致吗|相比|比较|对比|说法")
#: a title is meant if at least so much of its telling words stands in the question, and it lies no further than this
#: behind the best one
_MEANT, _BEHIND = 0.5, 0.05
#: a title of fewer telling pairs of characters names nothing
_TELLING = 3
#: titles like one that is not held that are named, at most
_NEAR = 3


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
    #: whether it is a place within the one that is asked about, of which nothing is held
    is_part: bool = False
    #: the place whose own documents are asked first, so that this one is asked only if they say nothing
    after: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The scopes of a question, or why there is none."""

    scopes: tuple[Scope, ...]
    #: names that the library does not hold: places, document numbers
    unheld: tuple[str, ...] = ()
    #: titles of documents that are held and bear names like those
    near: tuple[str, ...] = ()


def coverage(question: Question, library: Library) -> Coverage:
    """The scopes of a question: by the documents it names, by places and years, else the whole library.

    A year before all documents of a scope is not held: what was made later is no rule of that year, though it may
    say whether one of that year is still in force.
    """
    made = _covered(question, library)
    if not question.years or any(part.facets[0] == "validity" for part in question.parts):
        return made
    if not made.scopes or not all(_is_after(max(question.years), one, library.catalogue.years) for one in made.scopes):
        return made
    return replace(made, scopes=(), unheld=(*made.unheld, *(f"{year}年" for year in question.years)))


def _is_after(year: int, scope: Scope, years: Mapping[str, int | None]) -> bool:
    """Whether all documents of a scope are known to be of later years."""
    return all((years[key] or 0) > year for key in scope.keys)


def _covered(question: Question, library: Library) -> Coverage:
    """The scopes of a question, whatever years it names."""
    held = library.catalogue
    cited, unheld, near = _named(question, library)
    asks_draft = bool(_DRAFT.search(question.folded))
    unheld = (*unheld, *_abroad(question, held), *_elsewhere(question, held), *_called_elsewhere(question, library))
    if _DRAFT_NAME in question.folded and not held.drafts and not speaks_of(library, _DRAFT_NAME):
        unheld = (*unheld, _DRAFT_NAME)
    if unheld and not cited:
        return Coverage((), unheld, near)
    places = _outermost((*places_of(question), *_borne(question, held)))
    if asks_draft and places and is_comparison(question):
        return _by_place(question, places, held, ())
    if cited:
        return Coverage((Scope("", cited, explicit=True),), unheld)
    by_title = _by_title(question, held)
    drafts = tuple(held.drafts) if asks_draft else ()
    keys = tuple(key for key in drafts if not by_title or key in by_title) or drafts or by_title
    if places:
        return _by_place(question, places, held, keys)
    if question.local_names and not keys:
        return _by_local_name(question.local_names, library)
    return Coverage((Scope("", keys or held.keys, explicit=bool(keys)),))


def is_comparison(question: Question) -> bool:
    """Whether the question asks whether documents say the same."""
    return bool(_COMPARED.search(question.folded))


def _named(question: Question, library: Library) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Keys of the documents that the question cites, names that no document held has or cites, titles like those."""
    keys: dict[str, None] = {}
    unheld: list[str] = []
    near: dict[str, None] = {}
    for citation in question.citations:
        if citation.by not in ("number", "title") or not citation.document:
            continue
        found = look_up(citation.text, library)
        if found.document_key:
            keys.setdefault(found.document_key)
        elif found.status == "ambiguous":
            areas = {key: area_of(library.header(key)) for key in found.candidates}
            here = [key for key, area in areas.items() if any(_is_of(area, p) for p in places_of(question))]
            keys.update(dict.fromkeys(here if len(here) == 1 else ()))
        elif citation.by == "number":
            unheld.append(citation.document)
        elif found.status == "not_found" and (citation.path or citation.text.startswith("《")):
            unheld.append(f"《{citation.document}》")
            near.update(dict.fromkeys(library.header(key).title for key in found.candidates[:_NEAR]))
    return tuple(keys), tuple(unheld), tuple(near)


def _abroad(question: Question, held: Catalogue) -> tuple[str, ...]:
    """Countries and regions that the question names, unless a document of the library is about one of them."""
    names = tuple(name for name in _foreign() if name in question.folded)
    words = tokenizer().lcut(question.folded) if names else []
    names = tuple(name for name in names if any(word.startswith(name) for word in words))  # no 节假|日本|单位
    return () if any(name in ones[0] for name in names for ones in held.titles.values()) else names


def _elsewhere(question: Question, held: Catalogue) -> tuple[str, ...]:
    """Names that several places bear, where nothing is held of any of them, nor of the whole country."""
    names: dict[str, None] = {}
    for mention in question.places if question.places and NATION not in held.areas else ():
        is_held = any(_is_of(area, place) for area in held.places for place in mention.candidates)
        if mention.place is None and not is_held and not _is_named(mention.text, held):
            names.setdefault(mention.text)
    return tuple(names)


def _called_elsewhere(question: Question, library: Library) -> tuple[str, ...]:
    """The short name of a place, a common word too, with which a question begins, if nothing held speaks of it."""
    called = None if question.places else _CALLED.match(question.folded)
    name = called["name"] if called else ""
    return (name,) if named(name) and not _borne(question, library.catalogue) and not speaks_of(library, name) else ()


def _borne(question: Question, held: Catalogue) -> tuple[Place, ...]:
    """Of the places that bear a name of the question, where it does not say which is meant, those that are held."""
    mentioned = [place for mention in question.places if mention.place is None for place in mention.candidates]
    called = None if question.places else _CALLED.match(question.folded)
    mentioned.extend(named(called["name"]) if called else ())
    borne = [place for place in mentioned if any(_is_of(area, place) for area in held.places)]
    return tuple(one for one in borne if not any(one is not other and is_within(one, other) for other in borne))


def _is_named(name: str, held: Catalogue) -> bool:
    """Whether a document of which it is not known where it holds has a name in its title or in that of its issuer."""
    unknown = set(held.areas.get("", ()))
    return any(name in "\n".join((one.title, *one.issuing_authority)) for key, one in held.headers if key in unknown)


@cache
def _foreign() -> tuple[str, ...]:
    lines = files("answer").joinpath("foreign.txt").read_text(encoding="utf-8").splitlines()
    return tuple(name for line in lines for name in line.partition("#")[0].split())


def _by_local_name(names: Sequence[str], library: Library) -> Coverage:
    """The documents of places that are told by their names alone; of one that nothing speaks of, none is held.

    What only mentions a name, or may lie around it, is looked at as if no place were named.
    """
    headers = library.catalogue.headers
    own = tuple(key for key, header in headers if any(bears(header, name) for name in names))
    nation = library.catalogue.areas.get(NATION, ())
    if own:
        local = frozenset(own)
        keys = tuple(key for key, _ in headers if key in local or key in nation)
        return Coverage((Scope("、".join(names), keys, explicit=False, local=local),))
    unspoken = [name for name in names if not speaks_of(library, name)]
    keys = tuple(
        key for key, header in headers if key in nation or not any(is_elsewhere(name, header) for name in unspoken)
    )
    if unspoken and not set(keys).difference(nation):
        return Coverage((), tuple(unspoken))
    return Coverage((Scope("", keys, explicit=False),), tuple(unspoken))


def speaks_of(library: Library, words: str) -> bool:
    """Whether each pair of neighbouring characters of some words stands in a provision."""
    index = search_index(library)
    return all(index.rarity(words[at : at + 2]) < index.rarity("") for at in range(len(words) - 1))


def _outermost(places: Sequence[Place]) -> tuple[Place, ...]:
    """Places without those that contain another one that is named too (浙江温州 is 温州)."""
    return tuple(p for p in places if not any(o is not p and is_within(o, p) for o in places))


def _by_place(question: Question, places: Sequence[Place], held: Catalogue, meant: Sequence[str]) -> Coverage:
    """One scope a place: the documents that are meant, or those of a year, or all; a place without any is not held.

    A province that only has documents of its cities is not held either; each of those places has a scope of its own,
    also where the province is held, behind its own.
    """
    scopes: list[Scope] = []
    unheld: list[str] = []
    for place in places:
        areas = [area for area in held.areas if _applies(area, place)]
        keys = held.of(areas)
        spelt = tuple(key for key in keys if key in meant)
        is_held = any(area != NATION for area in areas)
        below = _below(place, held)
        if not is_held:
            unheld.append(place.name)
        if spelt:
            scopes.append(Scope(place.name, spelt, explicit=True))
        elif is_held:
            scopes.extend(_by_year(question.years, place.name, keys, held))
        for name, own in below:
            within = _by_year(question.years, name, tuple(k for k in own if k in meant) or own, held)
            scopes.extend(replace(scope, is_part=True, after=place.name if is_held else "") for scope in within)
    return Coverage(tuple(scopes), tuple(unheld))


def _below(place: Place, held: Catalogue) -> list[tuple[str, tuple[str, ...]]]:
    """The places within a place that documents are made for, each with its documents."""
    return [
        (name, tuple(held.areas[name])) for name in held.places if _is_of(name, place) and not _applies(name, place)
    ]


def _by_year(years: Sequence[int], place: str, keys: Sequence[str], held: Catalogue) -> list[Scope]:
    """A scope for each of the years that a document of the place is of; without one, all documents of the place."""
    scopes = []
    for year in years:
        of_year = tuple(key for key in keys if held.years[key] == year)
        if of_year:
            scopes.append(Scope(f"{place}{year}年", of_year, explicit=True))
    local = frozenset(keys).difference(held.areas.get(NATION, ()))
    return scopes or [Scope(place, tuple(keys), explicit=False, local=local)]


def _applies(area: str, place: Place) -> bool:
    """Whether a document of an area holds in a place: its own, one above it, or the whole country."""
    own = by_name(area) if area else None
    return area == NATION or (own is not None and is_within(place, own))


def _is_of(area: str, place: Place) -> bool:
    """Whether a document of an area holds in a place or in a part of it."""
    own = by_name(area) if area else None
    return _applies(area, place) or (own is not None and is_within(own, place))


def _by_title(question: Question, held: Catalogue) -> tuple[str, ...]:
    """Documents whose title the question spells out in its own words, near a word for a document."""
    if not _KIND_NEAR.search(question.folded):
        return ()
    best = {key: max(_title_overlap(one, question.folded) for one in ones) for key, ones in held.titles.items()}
    least = max(_MEANT, max(best.values(), default=0.0) - _BEHIND)
    return tuple(key for key, value in best.items() if value >= least)


def _title_overlap(title: str, text: str) -> float:
    """Share of the telling pairs of neighbouring characters of a title that stand in the text."""
    bare = _PLAIN.sub(" ", fold(title).text)
    pairs = [word[at : at + 2] for word in bare.split() for at in range(len(word) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if len(pairs) >= _TELLING else 0.0
