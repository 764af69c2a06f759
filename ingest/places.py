"""Places of China in running text: provinces, cities, districts and counties.

The table beside this file (`places.tsv`) holds the divisions of GB/T 2260 and says of each short name where it counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.records import Span
from ingest.regex import regex

_RANK = {"province": 0, "city": 1, "county": 2}
# A county that became a city or a district keeps its old name in older documents (萧山市, 铜山县).
_SUFFIXES = ("区", "县", "市")
# What may stand before a short name that counts only at the edge of a word.
_EDGE = frozenset(
    "在到对问我们是由从据去按给跟与了和及至往为向请于省市州区县、,，。；;:：?？!！（）()[]〔〕《》“”\"'/ \t\r\n\u3000"
)
# For a name of two characters in full (和县, 文县) the words that join divisions are no edge: 市、区和县人民政府.
_STRICT_EDGE = _EDGE - frozenset("省市州区县和及至与")
# A township that bears a county's name, a road or a square named after a place is no mention of the place.
_TOWNSHIP_AFTER = regex("镇(?!街)|街道|乡(?!村|镇)")
# Nor is a city that no table has, with the name of a district: 云溪市 is not 云溪区.
_CITY_AFTER = regex("市(?![民场政容内区级委直辖外域价值面县属]|[^,;。]{1,8}[局委厅](?![域内]))")
_NO_PLACE_AFTER = regex(r"大道|路(?!桥)|街(?!道)|大街|广场|大厦|饭店|牌(?!照)")


@dataclass(frozen=True, slots=True)
class Place:
    """A division of China (行政区划)."""

    #: code of GB/T 2260
    code: str
    #: full name: "龙岩市", "新罗区"
    name: str
    #: name without its suffix: "龙岩", "新罗"
    short: str
    #: "province", "city" or "county"
    level: str
    #: code of the division above, "" for a province
    parent_code: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text."""

    #: the place, None where several bear the name and the text does not decide
    place: Place | None
    #: all places that bear the name
    candidates: tuple[Place, ...]
    #: where it stands in the text searched
    span: Span
    #: the words as they stand
    text: str


@dataclass(frozen=True, slots=True)
class _Table:
    places: dict[str, Place]
    uses: dict[str, str]
    #: by each name that can stand in a text: codes, highest level first; () for a word that only seems to be a place
    names: dict[str, tuple[str, ...]]
    #: by the first two characters: lengths of the names that begin so, longest first
    lengths: dict[str, tuple[int, ...]]


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """All places that `text` names, in order, each resolved by the places around it.

    A short name that is also a common word counts only beside its parent (北京朝阳) or with its suffix.

    >>> [mention.text for mention in find_places("郑州市人民政府关于新建住宅区社区用房的通知")]
    ['郑州市']
    >>> [mention.place.name for mention in find_places("龙岩新罗区政府、杭州余杭社区") if mention.place]
    ['龙岩市', '新罗区', '杭州市', '余杭区']
    >>> [mention.place for mention in find_places("鼓楼区的社区用房标准")]
    [None]
    >>> find_places("实现长治久安，新建和平幸福社区")
    ()
    """
    raw = tuple(_scan(text))
    known = [mention.place for mention in raw if mention.place is not None]
    return tuple(_resolve(mention, known) for mention in raw)


def lineage(place: Place) -> tuple[Place, ...]:
    """The place itself, then each division that it lies in, up to the province.

    >>> [each.name for each in lineage(by_name("新罗区"))]
    ['新罗区', '龙岩市', '福建省']
    """
    places = _table().places
    chain = [place]
    while chain[-1].parent_code:
        chain.append(places[chain[-1].parent_code])
    return tuple(chain)


def is_within(inner: Place, outer: Place) -> bool:
    """True if `inner` is `outer` or lies in it.

    >>> is_within(by_name("萧山区"), by_name("浙江省")), is_within(by_name("浙江省"), by_name("萧山区"))
    (True, False)
    """
    return outer in lineage(inner)


def full_name(place: Place) -> str:
    """The name as the header of a document gives it: a county with its city, a city or province alone.

    >>> full_name(by_name("新罗区")), full_name(by_name("杭州"))
    ('龙岩市新罗区', '杭州市')
    """
    chain = lineage(place)
    if place.level == "county" and len(chain) > 1 and (chain[1].level == "city" or chain[1].name.endswith("市")):
        return chain[1].name + place.name
    return place.name


def by_name(name: str) -> Place | None:
    """The place of that name, short name or full name with its parents; None if unknown or borne by several.

    >>> by_name("龙岩市新罗区").code, by_name("重庆").level, by_name("鼓楼区"), by_name("福州市鼓楼区").code
    ('350802', 'province', None, '350102')
    """
    table = _table()
    codes = table.names.get(name, ())
    if codes:
        top = _highest([table.places[code] for code in codes])
        return top[0] if len(top) == 1 else None
    mentions = find_places(name)
    covered = sum(len(mention.text) for mention in mentions)
    return mentions[-1].place if mentions and covered == len(name) else None


def named(name: str) -> tuple[Place, ...]:
    """All places that bear a name, in full or short, even one that is a common word too, but not 城区 or 城北.

    >>> [place.name for place in named("朝阳")], named("社区")
    (['朝阳区', '朝阳市', '朝阳县', '朝阳区'], ())
    """
    table = _table()
    return tuple(table.places[code] for code in table.names.get(name, ()) if table.uses[code] != "parent")


def _scan(text: str) -> Iterator[PlaceMention]:
    table = _table()
    at, before = 0, None
    while at < len(text) - 1:
        length, mention = _match(table, text, at, before)
        if mention is not None:
            yield mention
            before = mention
        at += length or 1


def _match(table: _Table, text: str, at: int, before: PlaceMention | None) -> tuple[int, PlaceMention | None]:
    """The longest name at `at` that counts there, with its length; a word that is no place is stepped over."""
    for length in table.lengths.get(text[at : at + 2], ()):
        name = text[at : at + length]
        codes = table.names.get(name)
        if codes is None or len(name) < length:
            continue
        if not codes:
            return length, None
        parents = before.candidates if before is not None and _is_beside(text, before.span.end, at) else ()
        found = [table.places[code] for code in codes if _counts(table, code, text, at, length, parents)]
        below = [place for place in found if _is_in_any(place, parents)]
        found = below or _highest(found)
        if found:
            span = Span(at, at + length)
            return length, PlaceMention(found[0] if len(found) == 1 else None, tuple(found), span, name)
    return 0, None


def _counts(table: _Table, code: str, text: str, at: int, length: int, parents: tuple[Place, ...]) -> bool:
    place, name = table.places[code], text[at : at + length]
    if _is_in_any(place, parents):
        return len(name) > 1 and not (len(name) < len(place.name) and _NO_PLACE_AFTER.match(text, at + length))
    use = table.uses[code]
    if name != place.short:  # in full, or with the suffix of old
        return use != "parent" and (len(name) > 2 or at == 0 or text[at - 1] in _STRICT_EDGE)
    is_edge = at == 0 or text[at - 1] in _EDGE
    if _NO_PLACE_AFTER.match(text, at + length) or (
        place.level == "county" and _TOWNSHIP_AFTER.match(text, at + length)
    ):
        return False
    if place.name.endswith("区") and _CITY_AFTER.match(text, at + length):
        return False
    return use == "any" or (use == "edge" and is_edge)


def _is_beside(text: str, end: int, at: int) -> bool:
    return 0 <= at - end <= 2 and text[end:at].strip() in ("", "的", "市", "省", "(", "（", "·")


def _is_in_any(place: Place, outers: tuple[Place, ...]) -> bool:
    return any(outer != place and is_within(place, outer) for outer in outers)


def _highest(places: list[Place]) -> list[Place]:
    top = min((_RANK[place.level] for place in places), default=0)
    return [place for place in places if _RANK[place.level] == top]


def _resolve(mention: PlaceMention, known: list[Place]) -> PlaceMention:
    if mention.place is not None:
        return mention
    inside = [place for place in mention.candidates if _is_in_any(place, tuple(known))]
    same = [place for place in mention.candidates if place in known]
    for hits in (same, inside):
        if len(hits) == 1:
            return PlaceMention(hits[0], mention.candidates, mention.span, mention.text)
    return mention


@cache
def _table() -> _Table:
    places: dict[str, Place] = {}
    uses: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    former: dict[str, list[str]] = {}
    cities: set[str] = set()
    for line in files("ingest").joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, level, parent, short, use = line.split("\t")
        if level == "word":
            names[name] = ()
            continue
        if level == "former":
            cities.add(name)
            continue
        places[code] = Place(code, name, short, level, parent)
        uses[code] = use
        names[name] = (*names.get(name, ()), code)
        if len(short) > 1 and short != name:
            names[short] = (*names.get(short, ()), code)
            if level == "county" and use == "edge" and name[-1] in _SUFFIXES:
                former.setdefault(short, []).append(code)
    for short, codes in former.items():
        for suffix in _SUFFIXES:
            is_new = suffix == "市" and places[codes[0]].name.endswith("区") and short + suffix not in cities
            if len(codes) == 1 and short[-1] + suffix != "城市" and not is_new:
                names.setdefault(short + suffix, (codes[0],))
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return _Table(places, uses, names, {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()})
