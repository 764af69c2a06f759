"""The sentences of a document, each with what stands around it: the ground that answers are looked for on."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from answer.breaches import BREACH, completed, referred, shortened
from index.fields import folded_without
from index.store import Library
from ingest.normalize import Folded, fold
from ingest.records import Document, Level, Provision, Span
from ingest.regex import regex
from ingest.sentences import sentences
from ingest.table_rows import read_row
from ingest.tree import children_of

_Made = TypeVar("_Made")
#: a provision of at most so many characters is quoted whole
_WHOLE = 260
_STOPS = ("。", "!", "?", ":")
#: a paragraph that goes on about the one before it: 前款规定事项中,一般事项至少每季度公布一次
_REFERS_BACK = regex(r"(?:第[一二三四五六七八九十百]{1,6}条)?前[一二两三]?款")
#: how many characters before a sentence say what it is about
_NEARBY = 160
_OUTSIDE = frozenset({Level.ADDRESSEES, Level.SIGNATURE})


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a provision."""

    #: key of its document
    document: str
    #: address of its provision
    address: str
    #: number of the sentence in its provision, from 0
    number: int
    #: the sentence, folded
    text: str
    #: offsets in the source of each character of `text`
    offsets: tuple[int, ...] = field(compare=False)
    #: what the same provision says right before it, folded
    before: str = field(compare=False)
    #: headings of its provision and of those above, the topmost first
    headings: str = field(compare=False)
    #: last sentence of the provision above, folded: 按照下列标准…:
    lead: str = field(compare=False)
    #: what the provision above says before that, folded
    above: str = field(compare=False)
    #: where it comes in its document
    position: int = field(compare=False)

    def span(self) -> Span:
        """The sentence's stretch of the source."""
        return Span(self.offsets[0], self.offsets[-1] + 1)


class DocumentText:
    """A document of the library, read into passages when first asked for."""

    def __init__(self, library: Library, key: str) -> None:
        self.key = key
        self.document: Document = library.document(key)
        self._source = library.text(self.document.source)
        self.provisions = {p.address: p for p in self.document.provisions}
        self._leads: dict[str, tuple[str, str]] = {}
        self._spoken: dict[re.Pattern[str], bool] = {}
        self._made: dict[object, object] = {}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence, in reading order."""
        return tuple(passage for ones in self.by_address.values() for passage in ones)

    @property
    def words(self) -> str:
        """The document as it was read, white space and all."""
        return self._source[self.document.span.start : self.document.span.end]

    def speaks_of(self, words: re.Pattern[str]) -> bool:
        """Whether the document as it was read, white space and all, has the words somewhere."""
        if words not in self._spoken:
            span = self.document.span
            self._spoken[words] = words.search(self._source, span.start, span.end) is not None
        return self._spoken[words]

    def speaking_of(self, words: re.Pattern[str]) -> Iterator[tuple[Passage, ...]]:
        """The passages of each provision that has the words; only those that may have them are read."""
        for provision in self.document.provisions:
            own = "".join(self._source[provision.own.start : provision.own.end].split())
            # A row of a table is read with its heads.
            if provision.level is Level.TABLE or words.search(own):
                passages = self.by_address.get(provision.address, ())
                if any(words.search(one.text) for one in passages):
                    yield passages

    def once(self, make: Callable[["DocumentText"], _Made]) -> _Made:
        """What a function makes of the document, which it is asked for once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_Made", self._made[make])

    def folded(self, provision: Provision) -> Folded:
        """The provision's own words, folded, without furniture; a row of a table as the sentence that it stands for."""
        head = self.provisions.get(provision.parent or "")
        if provision.level is Level.TABLE and head is not None and head.level is Level.TABLE:
            return read_row(self._source, head.own, provision.own)
        return folded_without(provision.own, self.document.furniture, self._source)

    def said_in(self, address: str) -> str:
        """What all passages of a provision say."""
        return "".join(one.text for one in self.by_address[address])

    def read(self, provision: Provision) -> tuple[Passage, ...]:
        """The sentences of one provision."""
        own = self.folded(provision)
        stretches = sentences(own.text)
        headings, (above, lead) = self._headings(provision), self._lead(provision)
        above += self._paragraph_before(provision) if _REFERS_BACK.match(own.text) else ""
        breached = self._breached(own.text, stretches) if "违反" in own.text else [""] * len(stretches)
        return tuple(
            Passage(
                document=self.key,
                address=provision.address,
                number=number,
                text=own.text[start:end],
                offsets=own.offsets[start:end],
                before=own.text[max(0, start - _NEARBY) : start],
                headings=headings,
                lead=lead,
                above=above + breached[number],
                position=provision.own.start + number,
            )
            for number, (start, end) in enumerate(stretches)
        )

    def _breached(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[str]:
        """For each sentence, what the articles say that it, or one before it in the provision, says are breached."""
        found, last, before = [], "", ""
        for start, end in stretches:
            sentence = completed(text[start:end], before)
            if BREACH.search(sentence):
                ones = referred(sentence, lambda address: self.children.get(address, ()), self._articles.get)
                last, before = shortened(self.folded(one).text for one in ones), sentence
            found.append(last)
        return found

    @cached_property
    def _articles(self) -> dict[str, Provision]:
        return {one.label: one for one in self.document.provisions if one.level is Level.ARTICLE}

    def _paragraph_before(self, provision: Provision) -> str:
        """The beginning of the paragraph that 前款 means, folded; "" if there is none."""
        beside = [one.address for one in self.children.get(provision.parent, ())]
        at = beside.index(provision.address) if provision.address in beside else 0
        if at == 0:
            return self.folded(self.provisions[provision.parent]).text[:_NEARBY] if provision.parent else ""
        return self.folded(self.provisions[beside[at - 1]]).text[:_NEARBY]

    def ancestors(self, provision: Provision) -> tuple[Provision, ...]:
        """The provisions above this one, the topmost first."""
        found: list[Provision] = []
        parent = provision.parent
        while parent is not None and parent in self.provisions:
            found.insert(0, self.provisions[parent])
            parent = self.provisions[parent].parent
        return tuple(found)

    def _headings(self, provision: Provision) -> str:
        return "/".join(fold(p.heading).text for p in (*self.ancestors(provision), provision) if p.heading)

    def _lead(self, provision: Provision) -> tuple[str, str]:
        """The last sentence of the provision above, and what stands before it; of a row, those above its table."""
        above = self.provisions.get(provision.parent or "")
        if above is not None and provision.level is above.level is Level.TABLE:
            above = self.provisions.get(above.parent or "")
        if above is None:
            return "", ""
        if above.address not in self._leads:
            self._leads[above.address] = self._lead_in(above)
        return self._leads[above.address]

    def _lead_in(self, above: Provision) -> tuple[str, str]:
        text = self.folded(above).text
        stretches = sentences(text)
        if not stretches:
            return "", ""
        start, end = stretches[-1]
        return text[max(0, start - _NEARBY) : start], text[start:end]

    def quoted(self, passage: Passage) -> tuple[Span, ...]:
        """What is quoted for a passage: its provision, or of a long one its sentences up to a stop."""
        ones = self.by_address[passage.address]
        if sum(len(one.text) for one in ones) <= _WHOLE:
            return (self.provisions[passage.address].own,)
        first = passage.number
        last = sum(one.offsets[0] < passage.span().end for one in ones) - 1
        while first > 0 and not ones[first - 1].text.endswith(_STOPS):
            first -= 1
        while last + 1 < len(ones) and not ones[last].text.endswith(_STOPS):
            last += 1
        return (Span(ones[first].span().start, ones[last].span().end),)

    @cached_property
    def children(self) -> dict[str | None, tuple[Provision, ...]]:
        """The provisions below each address, in reading order."""
        return children_of(self.document.provisions)

    @cached_property
    def by_address(self) -> Mapping[str, tuple[Passage, ...]]:
        """The passages of each provision that has any, each read when first asked for."""
        return _ByAddress(self)


class _ByAddress(Mapping[str, tuple[Passage, ...]]):
    """Passages by address, in reading order."""

    def __init__(self, text: DocumentText) -> None:
        self._text = text
        self._read: dict[str, tuple[Passage, ...]] = {}
        self._addresses = [p.address for p in text.document.provisions if p.level not in _OUTSIDE]
        self._known = frozenset(self._addresses)

    def __getitem__(self, address: str) -> tuple[Passage, ...]:
        if address not in self._read:
            found = self._text.read(self._text.provisions[address]) if address in self._known else ()
            self._read[address] = found
        if not self._read[address]:
            raise KeyError(address)
        return self._read[address]

    def __iter__(self) -> Iterator[str]:
        return (address for address in self._addresses if address in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
