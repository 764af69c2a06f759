"""Documents made by hand from the addresses of their provisions, and a library of them in memory."""

import re
from collections.abc import Iterable, Sequence

from ingest.citation import find_citations
from ingest.records import Citation, Document, Header, Level, Provision, Span

_MADE = {"lvl": Level.LEVEL, "art": Level.ARTICLE, "para": Level.PARAGRAPH, "subpara": Level.SUBPARAGRAPH}
_MADE |= {"chp": Level.CHAPTER, "item": Level.ITEM, "annex": Level.ANNEX}


def document(key: str, header: Header, addresses: str) -> Document:
    """A document whose provisions are named by their addresses; `=(十四)` behind one gives its number."""
    made: list[Provision] = []
    for word in addresses.split():
        address, _, number = word.partition("=")
        last = address.rsplit("__", 1)[-1]
        level, ordinal = last.rsplit("_", 1)
        parent = address.rsplit("__", 1)[0] if "__" in address else None
        value = int(re.sub(r"-.*", "", ordinal))
        made.append(
            Provision(
                address,
                parent,
                _MADE[level],
                number or str(value),
                value,
                number or address,
                "",
                Span(0, 0),
                Span(0, 0),
            )
        )
    return Document(key, "made.txt", Span(0, 0), header, tuple(made))


TEXT = "根据《养老服务促进条例》和江政〔1997〕44号文件"


class Shelf:
    """A library of documents in memory."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {document.key: document for document in documents}

    def headers(self) -> Sequence[tuple[str, Header]]:
        return [(key, document.header) for key, document in self._documents.items()]

    def document(self, key: str) -> Document:
        return self._documents[key]

    def text(self, source_name: str) -> str:
        return TEXT

    def references(self) -> Iterable[tuple[str, str, Citation]]:
        if "notice" in self._documents:
            yield from (("notice", "lvl_1", found) for found in find_citations(TEXT))
