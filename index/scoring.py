"""The one formula that every engine ranks by: BM25 as Lucene and tantivy compute it, over lists with a fixed padding.

Tantivy has its constants built in and counts lengths in steps of one byte. Provisions of policies are short, so length
must count little: `PADDING` signs that say nothing stand in every list, which has the effect of a small `b`.

Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond".
"""

import math

#: saturation of a term's count, and weight of length, as tantivy has them
K1, B = 1.2, 0.75
#: empty signs in every list
PADDING = 200


def idf(holders: int, size: int) -> float:
    """How telling a term is that `holders` of `size` lists have; never negative.

    >>> idf(1, 100) > idf(50, 100) > 0
    True
    """
    return math.log(1 + (size - holders + 0.5) / (holders + 0.5))


def counted(length: int) -> int:
    """A list's length as it is counted: with the padding, cut down to the next step of a one-byte field norm.

    >>> counted(0), counted(15), counted(16), counted(1000)
    (200, 200, 216, 1176)
    """
    whole = length + PADDING
    if whole < 40:
        return whole
    shift = (whole - 24).bit_length() - 4
    return ((whole - 24) >> shift << shift) + 24


def norm(length: int, average: float) -> float:
    """What a list of `length` tokens adds to a term's count below the line.

    `average` is the mean of the lengths with their padding, as they are.
    """
    return K1 * (1 - B + B * counted(length) / average)


def part(count: int, of_length: float) -> float:
    """What `count` occurrences in a list with this `norm` add, before the term's weight and idf."""
    return count * (K1 + 1) / (count + of_length)
