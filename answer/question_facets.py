"""What a stretch of a question asks for: the facets of facets.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.regex import regex

#: asks for a rate, not for a sum, even of money
_GROWN = regex(
    r"(上浮|下浮|上调|下调|提高|降低|增长)(了|幅度)?多少|百分之(几|多少)|几成|几个点|打?几折|(?:率|比例|比重)[^,;]{0,6}(?:多少|几)"
)
_MONEY = regex(r"[钱元万块]")
#: 几 that asks nothing: 好几个, 干过几年
_NOT_ASKED = regex(r"(?<=[好过了十数近])几(?!乎)")
#: asks which ones, not how many
_WHICH = regex(r"哪几[个项种类家条名位]")


@dataclass(frozen=True, slots=True)
class _Facet:
    name: str
    unit: str
    asked: re.Pattern[str]


@cache
def _facets() -> tuple[_Facet, ...]:
    rows = tomllib.loads(files("answer").joinpath("facets.toml").read_text(encoding="utf-8"))["facet"]
    return tuple(_Facet(row["name"], row.get("unit", ""), regex("|".join(row["patterns"]))) for row in rows)


def facets_in(words: str) -> tuple[tuple[str, ...], str]:
    """Names of the facets found in folded words, in the order of the table, and the unit of the first that has one.

    >>> facets_in("托位要配多少个")
    (('amount',), '个')
    >>> facets_in("由谁出钱")
    (('who',), '')
    """
    words = _WHICH.sub("哪些", _NOT_ASKED.sub("数", words)).replace("几多", "多少")
    found = [facet for facet in _facets() if facet.asked.search(words)]
    unit = "" if _GROWN.search(words) else next((facet.unit for facet in found if facet.unit), "")
    if unit == "元" and found[0].name == "share" and not _MONEY.search(words):
        unit = ""  # 补贴市里承担多少: who bears which part, not how much the subsidy is
    return tuple(dict.fromkeys(facet.name for facet in found)), unit
