"""The obligations of documents: every sentence read into norms, each laid out with who, what, how much and by when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from answer.citations import name_of
from answer.extract_groups import by_bearer, runs_of
from answer.extract_records import Obligation, Stated, When
from answer.extract_values import stated_of, times_of
from answer.norms import Modality, Norm
from answer.passages import DocumentText, Passage
from answer.reading import bearer_of, read_norms
from answer.reading_kinds import kinds
from answer.reading_words import LABEL
from answer.review import Review, review_of, state_of
from index.fields import stretches
from index.store import Library
from ingest.errors import QuoteMismatch
from ingest.records import FRAME, Provision
from ingest.regex import regex

#: kinds of rules that bind somebody without a word like 应当
_BINDING = frozenset({"AUTH", "SPLIT", "LIAB", "GATE", "FREQ"})
_MARKS = ",;:。、!?"
#: what a day or stretch of time ends in that is set, not told of
_BOUNDS = ("底", "末", "初", "前", "期间", "内")
_MEASURE = regex(r"的(建筑面积|使用面积|服务面积|用地面积)")
#: what tells of something that has happened
_TOLD = regex(r"了(?!解)|已经?(?!满)|曾|(?<![0-9一二三四五六七八九十])日前")
#: what only leads over to the text: 现就有关事项通知如下
_PREAMBLE = regex(r"现[就将把]|(?:通知|意见|规定|办法|公告|批复|方案|决定)如下|提出以下|印发给你们")


def obligations(library: Library, key: str, reviews: Sequence[Review] = ()) -> tuple[Obligation, ...]:
    """The obligations of a document in reading order; every quote is read again from the stored source.

    Raises:
        DocumentUnknown: the library does not hold the document.
        QuoteMismatch: a quote is not the stored source's own text.
    """
    text = DocumentText(library, key)
    reader = _Reader(text, library.text(text.document.source))
    found = tuple(one for passage in text.passages for one in reader.read(passage))
    _verify(library, text, found)
    return tuple(_reviewed(text, group, reviews) for group in found) if reviews else found


def passage_obligations(library: Library, text: DocumentText, passage: Passage) -> tuple[Obligation, ...]:
    """The obligations of one sentence of a document."""
    return tuple(_Reader(text, library.text(text.document.source)).read(passage))


def read_sentence(sentence: str, lead: str = "") -> Iterator[tuple[Norm, str]]:
    """The norms of a folded sentence that bind or measure somebody or something, each with its own bearer.

    A sentence without quantities that says 应当 and 不得 has a norm for each.

    >>> for norm, bearer in read_sentence("建设单位应当办理移交手续,不得擅自改变用途。"):
    ...     print(bearer, norm.modality.value)
    建设单位 shall
    建设单位 shall_not
    """
    before = ""
    for norm in read_norms(sentence, lead):
        for part in (one for run in runs_of(sentence, norm) for one in by_bearer(sentence, run)):
            before = part.bearer or before
            yield part, before


@dataclass(frozen=True, slots=True)
class _Reader:
    """A document and the text of its source."""

    text: DocumentText
    source: str

    def read(self, passage: Passage) -> Iterator[Obligation]:
        """The obligations of a sentence."""
        provision = self.text.provisions[passage.address]
        if provision.level not in FRAME and passage.text.strip(_MARKS):
            above = passage.lead if passage.lead.endswith(":") else ""
            for norm, bearer in read_sentence(passage.text, above):
                found = tuple(sorted(kinds(passage.text[norm.start : norm.end], [norm])))
                who = bearer or bearer_of(passage.text, above, passage.headings.rpartition("/")[2])
                if _binds(norm, who, found, passage.text):
                    yield self._obligation(passage, provision, norm, who, found)

    def _obligation(
        self, passage: Passage, provision: Provision, norm: Norm, bearer: str, found: tuple[str, ...]
    ) -> Obligation:
        header = self.text.document.header
        spans = stretches(passage.span(), self.text.document.furniture)
        return Obligation(
            key=self.text.key,
            document=name_of(header),
            title=header.title,
            place=header.place,
            label=provision.label,
            address=provision.address,
            bearer=bearer,
            modality=norm.modality,
            action=_action(passage.text, norm),
            objects=tuple(dict.fromkeys(value.label for value in norm.values if value.label)),
            amounts=tuple(_measured(amount, passage.lead) for amount in stated_of(norm.values)),
            condition=_condition(norm),
            times=times_of(norm.values, passage.text),
            kinds=found,
            quote="".join(self.source[span.start : span.end] for span in spans),
            spans=tuple(spans),
        )


def _measured(amount: Stated, lead: str) -> Stated:
    """The amount with how its area is measured, if the sentence that it stands under says so: …的建筑面积如下:."""
    if amount.unit != "平方米" or amount.basis:
        return amount
    found = set(_MEASURE.findall(lead))
    return replace(amount, basis=found.pop()) if len(found) == 1 else amount


def _binds(norm: Norm, bearer: str, found: Sequence[str], sentence: str) -> bool:
    """Whether a norm is more than a statement of fact or the opening of a text."""
    own = sentence[norm.start : norm.end]
    amounts, times = stated_of(norm.values), times_of(norm.values, sentence)
    if _PREAMBLE.search(own) and not amounts:
        return False
    if norm.modality is not Modality.DECLARE or norm.conditions or amounts:
        return True
    if _TOLD.search(own):
        return False
    if times:
        return any(one.when is not When.ON or one.text.endswith(_BOUNDS) for one in times)
    return bool(norm.event) or "VALID" in found or (bool(bearer) and not _BINDING.isdisjoint(found))


def _action(sentence: str, norm: Norm) -> str:
    own = sentence[norm.start : norm.end]
    label = LABEL.match(own) if norm.start == 0 else None
    return own[label.end() if label else 0 :].strip(_MARKS + " ")


def _condition(norm: Norm) -> str:
    words = [condition.text for condition in norm.conditions]
    joined = ("或" if norm.is_any else "且").join(dict.fromkeys(words))
    return "；".join(filter(None, (norm.event, joined)))


def _verify(library: Library, text: DocumentText, found: Iterable[Obligation]) -> None:
    span = text.document.span
    stored = library.quote(text.key, span)
    for one in found:
        again = "".join(stored[part.start - span.start : part.end - span.start] for part in one.spans)
        if again != one.quote:
            raise QuoteMismatch(one.document, one.spans[0].start, one.spans[-1].end)


def _reviewed(text: DocumentText, one: Obligation, reviews: Sequence[Review]) -> Obligation:
    here = [review for review in reviews if (review.document, review.address) == (one.key, one.address)]
    if not here:
        return one
    words = text.folded(text.provisions[one.address]).text
    return replace(one, review=state_of(review_of(here, one.key, one.address, words)))
