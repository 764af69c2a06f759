"""Search with facets: what the words find, and how it spreads over places, years, kinds and issuers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from answer.citations import cite_provision, verify
from answer.web_answer import CitedView, found_view
from index.facets import year_of
from index.search import Hit, search
from index.store import Library
from ingest.normalize import fold
from ingest.records import Header

#: hits of which the facets are counted, and hits shown
COUNTED, SHOWN = 200, 20
#: terms of a hit that are marked
_TERMS = 8
#: synonyms that are named beside a score
_NAMED = 3
#: where a term that was found stands, in words
_FIELDS = {"text": "所查词语", "heading": "上级标题", "title": "文件标题", "document": "整个文件"}
_SYNONYMS = "synonyms"
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
    #: what the score of each hit is made of, in words
    scores: tuple[str, ...] = ()


def find(library: Library, words: str, chosen: Mapping[str, str], *, limit: int = SHOWN) -> Found:
    """The provisions that fit `words` best, of the documents that have the chosen facets."""
    headers = dict(library.headers())
    documents = {key for key, header in headers.items() if _has(header, chosen)}
    every = search(library, words, limit=COUNTED, documents=documents)
    hits = every[:limit]
    cited = [cite_provision(library, hit.document, hit.address) for hit in hits]
    verify(library, cited)
    views = tuple(found_view(one, _terms(hit, words)) for hit, one in zip(hits, cited, strict=True))
    return Found(hits, views, len(every), _facets(every, headers), tuple(map(explained, hits)))


def explained(hit: Hit) -> str:
    """What the score of a hit is the sum of, and the synonyms among it.

    >>> from index.search import Part
    >>> explained(Hit("a", "lvl_1", 3.5, (), (Part("用房", "text", 2.5), Part("", "document", 1.0))))
    '得分 3.50: 所查词语 2.50，整个文件 1.00'
    """
    synonyms = dict.fromkeys(part.origin.synonym for part in hit.parts if part.origin)
    names = {_SYNONYMS: f"近义词 ({'、'.join(islice(synonyms, _NAMED))})", **_FIELDS}
    sums = dict.fromkeys(("text", _SYNONYMS, "heading", "title", "document"), 0.0)
    for part in hit.parts:
        sums[_SYNONYMS if part.origin else part.field] += part.value
    return f"得分 {hit.score:.2f}: " + "，".join(f"{names[one]} {value:.2f}" for one, value in sums.items() if value)


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
    """The matched terms worth marking, longest first: what was typed, and whole words that mean the same."""
    typed = [fold(word).text for word in words.split()]
    meant = {
        part.term
        for part in hit.parts
        if any(part.term in word for word in typed)
        or (len(part.term) > 2 and part.origin and part.origin.kind == "same")
    }
    terms = sorted(meant, key=lambda one: (-len(one), one))
    return [term for term in terms if len(term) > 1 and not any(term != o and term in o for o in terms)][:_TERMS]
