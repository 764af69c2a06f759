"""Search with facets: what the words find, and how it spreads over places, years, kinds and issuers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from answer.citations import cite_provision, verify
from answer.scope import year_of
from answer.web_answer import CitedView, cited_view
from index.search import Hit, search
from index.store import Library
from ingest.normalize import fold
from ingest.records import Header

#: hits of which the facets are counted, and hits shown
COUNTED, SHOWN = 200, 20
#: terms of a hit that are marked
_TERMS = 8
NAMES = {"place": "适用地", "year": "年份", "kind": "文种", "issuer": "发文机关"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    hits: tuple[Hit, ...]
    #: the hits as shown, in the same order
    views: tuple[CitedView, ...]
    #: how many fit, up to `COUNTED`
    total: int
    #: of each facet, its values with how many hits they have
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


def find(library: Library, words: str, chosen: Mapping[str, str], *, limit: int = SHOWN) -> Found:
    """The provisions that fit `words` best, of the documents that have the chosen facets."""
    headers = dict(library.headers())
    documents = {key for key, header in headers.items() if _has(header, chosen)}
    every = search(library, words, limit=COUNTED, documents=documents)
    hits = every[:limit]
    cited = [cite_provision(library, hit.document, hit.address) for hit in hits]
    verify(library, cited)
    views = tuple(cited_view(one, terms=_terms(hit, words)) for hit, one in zip(hits, cited, strict=True))
    return Found(hits, views, len(every), _facets(every, headers))


def facets_of(header: Header) -> dict[str, tuple[str, ...]]:
    """The values of a document for each facet."""
    year = year_of(header)
    return {
        "place": (header.place,) if header.place else (),
        "year": (str(year),) if year else (),
        "kind": (header.kind,) if header.kind else (),
        "issuer": header.issuing_authority,
    }


def _has(header: Header, chosen: Mapping[str, str]) -> bool:
    own = facets_of(header)
    return all(not value or value in own[name] for name, value in chosen.items())


def _facets(hits: tuple[Hit, ...], headers: Mapping[str, Header]) -> dict[str, tuple[tuple[str, int], ...]]:
    counted: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    for hit in hits:
        for name, values in facets_of(headers[hit.document]).items():
            counted[name].update(values)
    return {
        name: tuple(sorted(counter.items(), key=lambda one: (-one[1], one[0]))) for name, counter in counted.items()
    }


def _terms(hit: Hit, words: str) -> list[str]:
    """The matched terms worth marking, longest first: what was typed, and whole words that stand for it."""
    typed = fold(words).text
    terms = sorted((term for term, _ in hit.matched if len(term) > 2 or term in typed), key=len, reverse=True)
    return [term for term in terms if len(term) > 1 and not any(term != o and term in o for o in terms)][:_TERMS]
