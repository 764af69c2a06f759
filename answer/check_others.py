"""Rules of other documents of the same place: other rates, other bases, another owner."""

from collections.abc import Iterator
from functools import lru_cache

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.quantity_records import Kind, Quantity
from index.store import Library
from ingest.records import Span
from ingest.regex import regex

_OWNER = regex(
    r"(?:产权|所有权)(?:归|属于|属)(?P<who>[\u4e00-\u9fff()、]{2,16}?)(?:所有|享有)|所有权人为(?P<whose>[\u4e00-\u9fff()、]{2,16}?)(?=[,;。])"
)
_THING = regex(r"[\u4e00-\u9fff]{2,12}(?:用房|设施|场所|绿地|道路)")
_NEWER = "通常适用较新的文件，请核实"


def rates(ground: Ground) -> Iterator[Defect]:
    """An area for so many households here, and another one, or on another basis, in another document of the place."""
    own = list(_rates(ground))
    for name, other in _others(ground) if own else ():
        for sentence, base, amount in own:
            for there, base_there, amount_there in _rates(other):
                is_same = _kinds(sentence) & _kinds(there) and base.unit == base_there.unit
                if is_same and amount.unit == amount_there.unit:
                    yield from _compared(ground, sentence, (base, amount), there=(base_there, amount_there, name))


def owners(ground: Ground) -> Iterator[Defect]:
    """An owner that another document of the same place gives differently for the same kind of thing."""
    own = list(_owners(ground))
    for name, other in _others(ground) if own else ():
        for _, thing_there, who_there in _owners(other):
            for where, thing, who in own:
                if thing[-2:] == thing_there[-2:] and who not in who_there and who_there not in who:
                    message = f"本文件写产权归“{who}”，同地“{name}”写归“{who_there}”，未见明文废止"
                    yield ground.defect("other_rule", Severity.AMBIGUOUS, where, message, _NEWER)


def _kinds(sentence: Sentence) -> frozenset[str]:
    """The kinds of things that a sentence speaks of: 用房, 绿地."""
    return frozenset(thing[-2:] for thing in _THING.findall(sentence.text))


def _others(ground: Ground) -> Iterator[tuple[str, Ground]]:
    """The other documents that are for the same place, with what they are called."""
    library, place = ground.library, ground.document.header.place
    if library is None or not place:
        return
    for key, header in library.headers():
        if key != ground.document.key and header.place == place:
            yield header.document_number or header.title, _ground_of(library, key)


@lru_cache(maxsize=512)
def _ground_of(library: Library, key: str) -> Ground:
    document = library.document(key)
    return Ground(document, library.text(document.source))


def _owners(ground: Ground) -> Iterator[tuple[Span, str, str]]:
    """Where an owner is named, of what, and who it is."""
    before: dict[str, str] = {}
    for sentence in ground.sentences:
        address = sentence.provision.address
        for match in _OWNER.finditer(sentence.text):
            things = _THING.findall(before.get(address, "") + sentence.text[: match.start()])
            if things:
                yield sentence.span(*match.span()), things[-1], match["who"] or match["whose"]
        before[address] = before.get(address, "") + sentence.text


def _compared(
    ground: Ground, sentence: Sentence, here: tuple[Quantity, Quantity], *, there: tuple[Quantity, Quantity, str]
) -> Iterator[Defect]:
    base, amount = here
    base_there, amount_there, name = there
    where = sentence.span(base.start, amount.end)
    if amount.measure != amount_there.measure:
        measures = [amount.measure or "未写口径", amount_there.measure or "未写口径"]
        message = f"本文件按{measures[0]}，同地《{name}》按{measures[1]}，不能直接比较"
        yield ground.defect(
            "mixed_basis", Severity.AMBIGUOUS, where, message.replace("按未写", "未写"), "比较前先统一口径"
        )
    if amount.values[0] / base.values[0] != amount_there.values[0] / base_there.values[0]:
        message = f"同地“{name}”为{base_there.text}{amount_there.text}，两处标准不同，未见明文废止"
        yield ground.defect("other_rule", Severity.AMBIGUOUS, where, message, _NEWER)


def _rates(ground: Ground) -> Iterator[tuple[Sentence, Quantity, Quantity]]:
    """Areas for every so many households or people."""
    for sentence in ground.sentences:
        for base, amount in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            is_near = amount.start - base.end <= 8
            if (
                base.kind is Kind.EACH
                and amount.unit == "平方米"
                and len(amount.values) == 1
                and is_near
                and base.values
                and base.values[0] > 1
            ):
                yield sentence, base, amount
