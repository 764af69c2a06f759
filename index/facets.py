"""What a search is limited to before it ranks: place, year, kind, issuer, status of documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingest.records import Header, Status


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
    #: the year of the document's number, else that of its first date
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
    """The year that a document is known by: that of its number, else of its earliest date; None if it has neither.

    >>> year_of(Header("办法", document_number="甲政发〔2015〕12号"))
    2015
    >>> year_of(Header("办法", dated_on=date(2016, 1, 2)))
    2016
    """
    number = header.document_number.partition("〔")[2].partition("〕")[0]
    if number.isdecimal():
        return int(number)
    dates = (header.dated_on, header.issued_on, header.promulgated_on, header.published_on, header.effective_on)
    known = [one for one in dates if isinstance(one, date)]
    return min(known).year if known else None
