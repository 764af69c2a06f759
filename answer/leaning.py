"""What a part of a question that says little of its own leans on: the provisions that answered the part before."""

from collections.abc import Sequence

from answer.passages import Passage
from answer.select import Reader
from ingest.regex import regex

_BREACHED = regex("违\\s*反")
_BREACH = regex(r"违反(?:了)?本[\u4e00-\u9fff]{1,4}?(?P<articles>(?:第[^条,;。]{1,8}条[^,;。条]{0,12}?[、和或及]?)+)")


def leant_on(reader: Reader, passages: Sequence[Passage]) -> frozenset[tuple[str, str]]:
    """The provisions (document, address) of the passages, those below them, and what follows if they are broken."""
    places: set[tuple[str, str]] = set()
    for passage in passages:
        text = reader.text(passage.document)
        children = text.children.get(passage.address, ())
        places |= {(passage.document, passage.address), *((passage.document, child.address) for child in children)}
        label = text.provisions[passage.address].label.partition("条")[0] + "条"
        for address, ones in text.by_address.items() if text.speaks_of(_BREACHED) else ():
            if any(label in match["articles"] for one in ones for match in _BREACH.finditer(one.text)):
                places.add((passage.document, address))
    return frozenset(places)
