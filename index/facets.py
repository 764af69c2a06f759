"""What a search is limited to before it ranks: place, year, kind, issuer, status of documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.header_place import is_national
from ingest.records import Header, Status
from ingest.regex import regex

#: the area of a document without a place that holds in the whole country
NATION = "全国"
_NATIONAL = regex(r"中华人民共和国|国务院|中共中央|全国")
_YEAR = regex(r"〔(\d{4})〕")


class HeadersLike(Protocol):
    """A library, as far as facets need it."""

    def headers(self) -> Sequence[tuple[str, Header]]:
        """Key and header of every document."""
        ...


@dataclass(frozen=True, slots=True)
class Facets:
    """What documents must have; what is left empty may be anything."""

    #: a part of the place's name: 杭州, 拱墅区
    place: str = ""
    #: the year of the document, see `year_of`
    years: tuple[int, ...] = ()
    #: 通知, 办法 ...
    kinds: tuple[str, ...] = ()
    #: a part of the name of one of its authorities
    issuer: str = ""
    #: one of these statuses
    statuses: tuple[Status, ...] = ()


def matching(library: HeadersLike, facets: Facets) -> frozenset[str] | None:
    """The keys of the documents that have all facets; None if nothing is asked for, which means all."""
    if facets == Facets():
        return None
    return frozenset(key for key, header in library.headers() if fits(header, facets))


def fits(header: Header, facets: Facets) -> bool:
    """Whether a document has what is asked for.

    >>> header = Header("甲市人民政府关于绿化的通知", issuing_authority=("甲市人民政府",), place="甲市", kind="通知")
    >>> fits(header, Facets(place="甲市", kinds=("通知", "意见"))), fits(header, Facets(years=(2020,)))
    (True, False)
    """
    return (
        facets.place in header.place
        and (not facets.years or year_of(header) in facets.years)
        and (not facets.kinds or header.kind in facets.kinds)
        and (not facets.issuer or any(facets.issuer in one for one in header.issuing_authority))
        and (not facets.statuses or header.status in facets.statuses)
    )


def year_of(header: Header) -> int | None:
    """The year that people call a document by: of its number, else of its dates; None if it has neither.

    >>> year_of(Header("办法", document_number="甲政发〔2015〕12号"))
    2015
    """
    numbered = _YEAR.search(header.document_number)
    if numbered:
        return int(numbered[1])
    days = (header.dated_on, header.issued_on, header.promulgated_on, header.published_on, header.effective_on)
    return next((day.year for day in days if day is not None), None)


def area_of(header: Header) -> str:
    """Where a document holds: its place, else `NATION` for what says that it is of the whole country, else "".

    >>> area_of(Header("乙市公园办法", place="乙市")), area_of(Header("中华人民共和国契税法")), area_of(Header("办法"))
    ('乙市', '全国', '')
    """
    if header.place:
        return header.place
    names = header.title + "".join(header.issuing_authority)
    is_of_all = _NATIONAL.search(names) or is_national(header.title, header.issuing_authority, header.addressees)
    return NATION if is_of_all else ""
