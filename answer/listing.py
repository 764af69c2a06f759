"""Lists that answer: their items come whole and in order, under the sentence or the heading that leads over to them."""

from collections.abc import Iterator

from answer.findings import Finding
from answer.kinds_asked import asks_list, heads_list
from answer.passages import DocumentText, Passage
from answer.select import Reader
from answer.signs import LISTS
from answer.telling import joined
from ingest.records import Level

#: levels below whose headings lists stand, and what a heading does not end with
_HEADED, _STOPS = frozenset({Level.LEVEL, Level.HEADING, Level.ANNEX}), ("。", ";", ":", "!", "?")
#: characters of an item that is told with all its sentences
_WHOLE_ITEM = 160


def with_context(reader: Reader, finding: Finding) -> Finding:
    """The finding with the lead sentence of its first item, and for a list that is asked for, with all its items."""
    first = finding.passages[0]
    text = reader.text(first.document)
    provision = text.provisions[first.address]
    above = _list_above(reader, finding)
    if above is not None:
        items = list(_items(text, above))
        held = {passage.address for passage in items}
        # The list is told in its own order, wherever in it the deciding sentence stands.
        finding.passages = [*items, *(p for p in finding.passages if p.address not in held)]
        if first.address not in held:
            finding.passages = [first, *(p for p in finding.passages if p is not first)]
    if provision.parent is not None and (above == provision.parent or first.lead.endswith(":")):
        finding.leads.extend(text.by_address.get(provision.parent, ())[-1:])
    return finding


def _list_above(reader: Reader, finding: Finding) -> str | None:
    """The address of what leads over to the list that answers, None if no list is asked for or the answer is none."""
    first, part = finding.passages[0], finding.part
    text = reader.text(first.document)
    if LISTS & set(part.facets[:2]) or asks_list(part):
        if first.lead.endswith(":"):
            return text.provisions[first.address].parent
        if first.text.endswith(":") and first.address in text.children:
            return first.address
    for one in (text.provisions[first.address], *text.ancestors(text.provisions[first.address])[-1:]):
        said = text.said_in(one.address) if one.address in text.by_address else ""
        if one.level in _HEADED and said and not said.endswith(_STOPS) and heads_list(part, said):
            return one.address
    return None


def _items(text: DocumentText, above: str) -> Iterator[Passage]:
    """The items below an address, each with all its sentences unless it is long."""
    for child in text.children.get(above, ()):
        first, *others = text.by_address.get(child.address, ()) or (None,)
        if first is not None:
            yield joined(first, others, _WHOLE_ITEM)
