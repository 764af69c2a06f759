"""Which place a text is for: by its issuer, those it is addressed to, its title, or what it speaks of."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.places import Place, PlaceMention, find_places, full_name, is_within, lineage
from ingest.regex import regex
from ingest.words import CENTRAL

#: issuers of the whole country: what they write is for no place, whichever one it names
_NATIONAL = regex(
    r"(?:中华人民共和国|国家|国务院|中共中央|全国|最高).*|[^省市区县州盟旗镇乡委]{2,12}(?:部|署|总局)(?:办公厅|办公室)?"
)
#: those that a name begins with, so that no department of a company is one, nor an office in a city, nor 教育部门
_CENTRAL = regex(
    "(?:国家(?:市场)?[^省市区县级]{1,8}?(?:局|委|署|总公司)|(?:" + "|".join(map(re.escape, CENTRAL)) + "))"
    "(?![门队直第]|[^关印令公发通]{0,10}?(?:[省县区]|市(?!场)|[分支]行|营业))"
)
#: whom a text for the whole country is addressed to, 新疆生产建设兵团 often among them
_ALL_PROVINCES = regex(r"各省(?:[、,]?自治区|\((?:自治)?区)")
#: what follows the place that a report was sent from: 长春2月18日电
_SENT_FROM = regex(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯)")
#: how a text speaks of the province that it is for, and of a municipality: 记者从省财政厅获悉
_PROVINCE = regex(r"[我全本]省|(?<![各外跨邻他某该等])省(?:委|政府|[\u4e00-\u9fff]{2,8}厅)")
_CITY = regex(r"[我全本]市|(?<![各外跨邻他某该等])市(?:委|政府|[\u4e00-\u9fff]{2,8}局)")
#: another document, whose place is not that of the text that cites it
_CITED = regex(r"《[^《》]*》")
#: a province named once is meant if it stands among so many first characters; further down it is only mentioned
_EARLY = 120


def is_national(title: str, authorities: Sequence[str], addressees: str) -> bool:
    """Whether a text without a place holds in the whole country, by its title, its issuers or those addressed.

    >>> is_national("财政部税务总局关于契税的公告", (), ""), is_national("绿化办法", ("某集团工程部",), "各工地")
    (True, False)
    >>> is_national("教育部门的收费要求", (), ""), is_national("税费公告", ("国家税务总局某市税务局",), "")
    (False, False)
    """
    return bool(_ALL_PROVINCES.search(addressees)) or any(map(_CENTRAL.match, (title, *authorities)))


def read_place(authorities: Sequence[str], addressees: str, titles: Sequence[str], body: str) -> str:
    """The full name of the place; "" for the whole country, for several provinces, or if it is not known.

    The first of the titles is the text's own; one that begins with a place goes before those addressed.
    """
    issuers, addressed = _named("、".join(authorities)), _named(addressees)
    named = [_named(title) for title in titles]
    if not issuers and (_ALL_PROVINCES.search(addressees) or len({lineage(place)[-1] for _, place in addressed}) > 1):
        return ""
    opening = [one for one in named[0] if one[0].span.start == 0] if named else []
    for ones in (issuers, opening, addressed, *named):
        if ones:
            return full_name(_innermost(ones))
    return "" if any(_NATIONAL.fullmatch(name) for name in authorities) else _spoken_of(body)


def _innermost(ones: Sequence[tuple[PlaceMention, Place]]) -> Place:
    """The place that the first names tell together: 朝阳区 of 北京市朝阳区."""
    mention, place = ones[0]
    for other, inner in ones[1:]:
        if other.span.start != mention.span.end or not is_within(inner, place):
            break
        mention, place = other, inner
    return place


def _named(text: str) -> list[tuple[PlaceMention, Place]]:
    """The places that a text names, without those that a report was sent from."""
    found = [(mention, mention.place) for mention in find_places(text) if mention.place is not None]
    return [one for one in found if not _SENT_FROM.match(text, one[0].span.end)]


def _spoken_of(body: str) -> str:
    """The place that a text names most, else the province that it speaks of as its own; "" if none stands out.

    A text that names cities is for one of them; only one that names none may be for a province.
    """
    mentions = _named(body)
    early = {place for mention, place in mentions if mention.span.end <= _EARLY}
    counts = Counter(place for _, place in mentions)
    provinces = {p: n for p, n in counts.items() if p.level == "province" and (n > 1 or p in early)}
    # 上海市 is a city as well as a province.
    cities = {p: n for p, n in counts.items() if p.level == "city" or (p in provinces and p.name.endswith("市"))}
    ranked = Counter(cities or provinces).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return _own_province(_CITED.sub("", body))
    return ranked[0][0].name


def _own_province(body: str) -> str:
    """The only province that a text names, or names cities of, if it speaks of its own; else ""."""
    names = list({lineage(place)[-1].name for _, place in _named(body)})
    return names[0] if len(names) == 1 and (_CITY if names[0].endswith("市") else _PROVINCE).search(body) else ""
