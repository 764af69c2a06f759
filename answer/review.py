"""Reviews: what a person has said of a provision as read; a review lapses when the provision's words change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from ingest.normalize import fold


class Verdict(StrEnum):
    """What the reviewer found."""

    REVIEWED = "reviewed"  #: what is read from the provision is right
    DISPUTED = "disputed"  #: it is not, or not certainly


#: state of a provision that nobody has reviewed, or that has changed since
EXTRACTED = "extracted"


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict of one person on one provision."""

    #: key of the document
    document: str
    #: address of the provision in it
    address: str
    #: digest of the provision's own words when it was reviewed, see `text_digest`
    text_sha256: str
    #: who reviewed it
    by: str
    #: the day of the review
    reviewed_on: date
    verdict: Verdict
    #: what is wrong, or what it should say; "" if there is nothing to add
    note: str = ""


def text_digest(text: str) -> str:
    r"""A digest of a provision's words that line breaks, spaces and the width of signs do not change.

    >>> text_digest("面积不少于200\n平方米。") == text_digest("面积不少于２００平方米。")
    True
    """
    return sha256(fold(text).text.encode("utf-8", "surrogatepass")).hexdigest()


def review_of(reviews: Iterable[Review], document: str, address: str, text: str) -> Review | None:
    """The last review of a provision that has these words now; None if there is none, or all of them have lapsed."""
    digest = text_digest(text)
    found = None
    for one in reviews:
        if (one.document, one.address, one.text_sha256) == (document, address, digest):
            found = one
    return found


def state_of(review: Review | None) -> str:
    """`extracted`, `reviewed` or `disputed`."""
    return EXTRACTED if review is None else review.verdict.value
