"""What a part of a question that says little of its own leans on: the provisions that answered the part before."""

from collections.abc import Sequence

from answer.breaches import BREACH, BREACHED
from answer.passages import Passage
from answer.select import Reader


def leant_on(reader: Reader, passages: Sequence[Passage]) -> frozenset[tuple[str, str]]:
    """The provisions (document, address) of the passages, those below them, and what follows if they are broken."""
    places: set[tuple[str, str]] = set()
    for passage in passages:
        text = reader.text(passage.document)
        children = text.children.get(passage.address, ())
        places |= {(passage.document, passage.address), *((passage.document, child.address) for child in children)}
        label = text.provisions[passage.address].label.partition("条")[0] + "条"
        for address, ones in text.by_address.items() if text.speaks_of(BREACHED) else ():
            if any(label in match["articles"] for one in ones for match in BREACH.finditer(one.text)):
                places.add((passage.document, address))
    return frozenset(places)
