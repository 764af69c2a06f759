"""Copies of the same text: found by their words, merged into one document that keeps the spans of all."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from ingest.normalize import fold
from ingest.records import FRAME, Document, Header, Problem, Reading, Span
from ingest.regex import regex

#: bodies of fewer characters are never copies
SHORTEST = 40
#: characters of a shingle; one shingle in so many is looked up, and no more than so many texts that have it
_SHINGLE, _SAMPLE, _HOLDERS = 6, 8, 50
#: shares of the shorter one's shingles that two copies have in common: of the sample, and of all
_PROMISING, _ALIKE = 0.7, 0.95
#: a copy that is shorter than this share of the other is one that breaks off
_CUT = 0.9
#: characters at the end of such a copy that are looked for in the other, and how far from its length they may stand
_LAST, _DRIFT = 20, 40
_NUMBER = regex(r"\d+(?:\.\d+)?")
# Fields of the header that a copy fills where the one that is kept has them not, and those that copies agree in.
_TAKEN_OVER = (
    "document_number", "issuing_authority", "addressees", "copied_to", "signatory", "dated_on", "issued_on",
    "promulgated_on", "published_on", "effective_on", "repealed_on", "place", "kind", "issues",
)  # fmt: skip
_CONFLICTS = ("document_number", "dated_on", "promulgated_on")


@dataclass(frozen=True, slots=True)
class _Text:
    """A document with its body, folded."""

    document: Document
    source: str
    body: str
    shingles: frozenset[int]


def merge_copies(readings: Sequence[Reading]) -> tuple[Document, ...]:
    """The distinct documents of all readings, in order; each holds the spans of its copies.

    Two documents are copies if their bodies have the same words and numbers, or one is the beginning of the other, and
    their headers do not contradict each other. The more complete one is kept, and of two complete ones that with the
    fuller header; what only the other's header has is taken over.
    """
    texts = [_text(document, reading.source.text) for reading in readings for document in reading.documents]
    group_of = list(range(len(texts)))
    for first, second in _candidates(texts):
        if group_of[second] == second and _is_copy(texts[group_of[first]], texts[second]):
            group_of[second] = group_of[first]
    groups: dict[int, list[_Text]] = defaultdict(list)
    for at, text in enumerate(texts):
        groups[group_of[at]].append(text)
    documents = [_merged(group) for group in groups.values()]
    keys = unique_keys(document.key for document in documents)
    return tuple(replace(document, key=key) for document, key in zip(documents, keys, strict=True))


def _text(document: Document, source: str) -> _Text:
    spans = [one.own for one in document.provisions if one.level not in FRAME]
    body = "".join(fold(source[span.start : span.end], span.start).text for span in spans)
    codes = (zlib.crc32(body[at : at + _SHINGLE].encode()) for at in range(max(1, len(body) - _SHINGLE + 1)))
    return _Text(document, source, body, frozenset(codes))


def _candidates(texts: list[_Text]) -> list[tuple[int, int]]:
    """Pairs that share many shingles, by a sample of them."""
    by_code: dict[int, list[int]] = defaultdict(list)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    sizes = []
    for at, text in enumerate(texts):
        sample = [code for code in text.shingles if code % _SAMPLE == 0] or sorted(text.shingles)[:_SAMPLE]
        sizes.append(len(sample))
        for code in sample:
            for earlier in by_code[code]:
                shared[earlier, at] += 1
            if len(by_code[code]) < _HOLDERS:
                by_code[code].append(at)
    return sorted(pair for pair, count in shared.items() if count >= _PROMISING * min(sizes[pair[0]], sizes[pair[1]]))


def _is_copy(first: _Text, second: _Text) -> bool:
    small, large = sorted((first, second), key=lambda text: len(text.body))
    if len(small.body) < SHORTEST or _contradict(first.document.header, second.document.header):
        return False
    share = len(small.shingles & large.shingles) / len(small.shingles)
    head = large.body[: len(small.body)]
    if len(small.body) >= _CUT * len(large.body):
        head = large.body
    elif not _is_beginning(small.body, large.body):
        return False
    return share >= _ALIKE and _numbers(small.body) == _numbers(head)[: len(_numbers(small.body))]


def _is_beginning(small: str, large: str) -> bool:
    """Whether the last words of the short text stand in the long one about where the short one ends."""
    at = large.find(small[-_LAST:])
    return at >= 0 and abs(at + _LAST - len(small)) <= max(_DRIFT, len(small) // 20)


def _numbers(body: str) -> list[str]:
    return _NUMBER.findall(body)


def _contradict(first: Header, second: Header) -> bool:
    pairs = [(getattr(first, name), getattr(second, name)) for name in _CONFLICTS]
    return any(one and other and one != other for one, other in pairs)


def _merged(group: list[_Text]) -> Document:
    if len(group) == 1:
        return group[0].document
    longest = max(len(text.body) for text in group)
    kept = max(
        group, key=lambda text: (len(text.body) >= _CUT * longest, _filled(text.document.header), len(text.body))
    )
    document = kept.document
    for other in group:
        if other is not kept:
            document = _joined(document, kept, other)
    return document


def _filled(header: Header) -> int:
    return sum(1 for one in fields(header) if one.name in _TAKEN_OVER and getattr(header, one.name))


def _joined(document: Document, kept: _Text, other: _Text) -> Document:
    """`document` with what its copy `other` adds."""
    is_cut = len(other.body) < _CUT * len(kept.body)
    mine, theirs = document.header, other.document.header
    taken = {name: getattr(theirs, name) for name in _TAKEN_OVER if not getattr(mine, name)}
    titles = (*mine.other_titles, theirs.title, *theirs.other_titles)
    unlike = tuple(dict.fromkeys(title for title in titles if title and title != mine.title))
    return replace(
        document,
        header=replace(mine, other_titles=unlike, **taken),
        copies=(*document.copies, (other.document.source, other.document.span, is_cut), *other.document.copies),
        problems=(*document.problems, *((_break(document, kept, other),) if is_cut else ())),
    )


def _break(document: Document, kept: _Text, other: _Text) -> Problem:
    """The problem that tells where the other copy breaks off."""
    words = other.body[-12:]
    span = document.span
    folded = fold(kept.source[span.start : span.end], span.start)
    at = folded.text.find(words)
    where = folded.span(at, at + len(words)) if at >= 0 else Span(span.end, span.end)
    message = f"另有一份不完整的副本({other.document.source}),在“{words}”处中断"
    return Problem(where, message, "以完整的一份为准")


def unique_keys(keys: Iterable[str]) -> list[str]:
    """The keys in their order, those that came before told apart by a number.

    >>> unique_keys(["标题", "办法", "标题", "标题-2"])
    ['标题', '办法', '标题-2', '标题-2-2']
    """
    taken: set[str] = set()
    counts: dict[str, int] = {}
    out = []
    for base in keys:
        key = base
        while key in taken:
            counts[base] = counts.get(base, 1) + 1
            key = f"{base}-{counts[base]}"
        taken.add(key)
        out.append(key)
    return out
