"""The provisions looked at for a part: those that a search proposes, and what belongs together with them."""

from collections.abc import Callable, Iterator
from itertools import islice

from answer.kinds_asked import kind_asked
from answer.passages import DocumentText
from answer.question_records import Part
from answer.scope import Scope
from index.search import search_places
from index.store import Library
from ingest.records import Level

#: provisions that a search proposes for one part
_MOST = 40
#: of so many of the best provisions, the items beside and below them are looked at too, as tiers belong together; so
#: many at most
_WIDENED, _BESIDE = 15, 60
#: of the documents of the best provisions, so many whose headings are looked at for the kind of rule that is asked for
_DOCUMENTS, _LEVELS = 3, frozenset({Level.ARTICLE, Level.LEVEL, Level.HEADING})
#: what stands under such a heading is as good as found, by so much of the score of the best provision of its document
_UNDER_HEADING = 0.9


def proposed(
    library: Library, text_of: Callable[[str], DocumentText], scope: Scope, part: Part
) -> dict[tuple[str, str], float]:
    """The provisions that a search proposes, with those that make one list with the best of them.

    Each with its score in the search over that of the best; 0 for those that only stand beside one.
    """
    query = f"{part.text} {part.context}"
    hits = search_places(library, query, limit=_MOST, documents=scope.keys)
    best = max((score for _, _, score in hits), default=0.0) or 1.0  # 0 for a word that nearly every provision has
    places = {(document, address): round(score / best, 3) for document, address, score in hits}
    _widen(places, text_of)
    _add_headed(places, text_of, part)
    return places


def _widen(places: dict[tuple[str, str], float], text_of: Callable[[str], DocumentText]) -> None:
    """Add what stands below and beside the best provisions."""
    for document, address in list(places)[:_WIDENED]:
        text = text_of(document)
        parent = text.provisions[address].parent
        beside = text.children.get(parent, ()) if parent is not None else ()
        below = text.children.get(address, ())
        group = [(document, one.address) for one in (*below, *(beside if len(beside) <= _MOST else ()))]
        if len(places) + len(group) <= _MOST + _BESIDE:
            for place in group:
                places.setdefault(place, 0.0)


def _add_headed(places: dict[tuple[str, str], float], text_of: Callable[[str], DocumentText], part: Part) -> None:
    """Add what stands under headings of the kind of rule that the part asks for, in the documents of the best."""
    scores: dict[str, float] = {}
    for (document, _), score in islice(places.items(), _WIDENED):
        scores[document] = max(score, scores.get(document, 0.0))
    for document in sorted(scores, key=lambda one: (-scores[one], one))[:_DOCUMENTS]:
        found = round(_UNDER_HEADING * scores[document], 3)
        for address in islice(_headed(text_of(document), part), _BESIDE):
            places[document, address] = max(found, places.get((document, address), 0.0))


def _headed(text: DocumentText, part: Part) -> Iterator[str]:
    """The provisions right below a heading of the kind of rule that the part asks for: 申请材料, 办理时限."""
    kind = kind_asked(part.text)
    if kind is None:
        return
    for one in text.document.provisions:
        if one.heading and one.level in _LEVELS and kind.headed.search(one.heading):
            yield one.address
            yield from (child.address for child in text.children.get(one.address, ()))
