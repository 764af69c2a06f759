"""Sketches of texts: a few numbers a document, by which possible copies are found without comparing all with all."""

from collections.abc import Iterable
from unicodedata import normalize

import numpy as np

from ingest.copies import SHORTEST
from ingest.records import FRAME, Document

#: characters that one code covers; codes of a sketch; characters of a beginning
_SHINGLE, _CODES, _BEGINNING = 6, 8, 120
#: so many of the smallest codes are sorted, unless they are the same ones again and again: sorting all takes long
_SORTED = 64
#: codes that two sketches of copies share: of whole texts, and of beginnings
SHARED_WHOLE, SHARED_BEGINNING = 4, 5
_FACTOR, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD)


def sketch(document: Document, text: str) -> tuple[int, ...]:
    """Codes of a document's whole text, which are even, and of its beginning, which are odd; () for a very short one.

    Copies share most codes of the whole; a copy that is cut short shares most of those of the beginning.
    Source: Broder 1997, "On the resemblance and containment of documents".
    """
    spans = [provision.own for provision in document.provisions if provision.level not in FRAME]
    body = "".join(normalize("NFKC", "".join(text[span.start : span.end] for span in spans)).split())
    if len(body) < SHORTEST:
        return ()
    whole, beginning = _smallest(body), _smallest(body[:_BEGINNING])
    return (*(2 * code for code in whole), *(2 * code + 1 for code in beginning))


def _smallest(body: str) -> Iterable[int]:
    """The smallest of the hashed codes of all runs of six characters."""
    signs = np.frombuffer(body.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    codes = np.zeros(len(signs) - _SHINGLE + 1, dtype=np.uint64)
    for place in range(_SHINGLE):
        codes = codes * _FACTOR + signs[place : len(signs) - _SHINGLE + 1 + place]
    codes ^= codes >> np.uint64(33)
    codes *= _MIX
    codes ^= codes >> np.uint64(29)
    codes >>= np.uint64(3)
    few = np.unique(np.partition(codes, _SORTED)[:_SORTED] if len(codes) > _SORTED else codes)
    return [int(code) for code in (few if len(few) >= _CODES else np.unique(codes))[:_CODES]]
