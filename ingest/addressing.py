"""From the path of a citation to the provision of a document: 第一条第2项 is 一、2 where the document writes it so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.citation_path import decimal_of, is_wrapped
from ingest.document_number import SIMPLIFIED
from ingest.numerals import format_ordinal
from ingest.records import FRAME, Document, Level, Provision

_NUMBERED = frozenset((Level.LEVEL, Level.SUBPARAGRAPH, Level.ITEM))
# What a step of each kind can be; where a document has no articles, its numbered levels stand for all of them.
_LEVELS = {
    "编": frozenset((Level.PART,)),
    "部分": frozenset((Level.PART, Level.LEVEL)),
    "章": frozenset((Level.CHAPTER,)),
    "节": frozenset((Level.SECTION,)),
    "条": frozenset((Level.ARTICLE,)),
    "款": frozenset((Level.PARAGRAPH,)),
    "段": frozenset((Level.PARAGRAPH,)),
    "目": frozenset((Level.ITEM, Level.LEVEL)),
}
_BY_NAME = frozenset(("编", "章", "节", "段", "附件"))
# Nodes that a citation passes through without naming them.
_UNNAMED = frozenset((Level.PARAGRAPH, Level.HEADING, Level.PART, Level.CHAPTER, Level.SECTION, Level.TABLE))
_THROUGHOUT = frozenset((Level.ARTICLE, Level.CHAPTER, Level.SECTION))
_APART = FRAME | {Level.ANNEX, Level.NOTICE}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a path leads in a document."""

    #: addresses of the provisions that fit: one, several where the path does not decide, none where there is none
    addresses: tuple[str, ...]
    #: whether the path names the levels as the document has them
    is_exact: bool
    #: address of the last provision that was reached before a step failed, "" for the document itself
    reached: str = ""
    #: index in the path of the step that failed, None if none did
    failed_at: int | None = None
    #: the provisions among which the failed step was looked for
    instead: tuple[Provision, ...] = ()


def resolve_path(document: Document, path: Sequence[tuple[str, int]], text: str = "") -> Resolved:
    """The provisions of `document` that `path` names; for many paths in one document, make its `Outline` once.

    `text`, the citation's words, tells (十四) from 十四、.
    """
    return Outline(document).resolve(path, text)


@dataclass(frozen=True, slots=True)
class _Step:
    kind: str
    number: int
    insert: int
    is_wrapped: bool
    #: whether it is a bare label that the path begins with
    leads: bool


class Outline:
    """A document's tree as citations walk it; what was looked for once is remembered."""

    def __init__(self, document: Document) -> None:
        #: the document itself
        self.document = document
        #: its provisions by address, and the places of these in reading order
        self.by_address = {provision.address: provision for provision in document.provisions}
        self.places = {provision.address: place for place, provision in enumerate(document.provisions)}
        #: what stands below each address, "" for the top
        self.children: dict[str, list[Provision]] = {}
        for provision in document.provisions:
            self.children.setdefault(provision.parent or "", []).append(provision)
        self._lawlike = _lawlike(document)
        self._layers: dict[tuple[str, str], _Layer] = {}

    @cached_property
    def articles(self) -> list[Provision]:
        """All 条, through all chapters and annexes, in reading order."""
        return [one for one in self.document.provisions if one.level is Level.ARTICLE]

    def resolve(self, path: Sequence[tuple[str, int]], text: str = "", *, start: str = "") -> Resolved:
        """The provisions that `path` names; `text`, the citation's words, tells (十四) from 十四、.

        A path whose kinds are not those of the document is mapped by position: 第一条第2项 is 一、2. Numbering that
        runs on across parts is found without its part, a 项 without its 款 where only one has it. With `start`, an
        address, the path begins below that provision.
        """
        text = text.translate(SIMPLIFIED)
        is_alone = len(path) == 1 or (len(path) > 1 and path[1][1] != path[0][1])
        here: list[Provision | None] = [self.by_address.get(start)]
        is_exact = True
        written = decimal_of(path, text)
        jump, end = self._decimal(written, path, here[0]) if written else ([], 0)
        here = list(jump) or here
        for at, (kind, number) in enumerate(path):
            if kind == "之" or at < end:
                continue
            insert = path[at + 1][1] if at + 1 < len(path) and path[at + 1][0] == "之" else 0
            leads = at == 0 and kind == "" and is_alone
            step = _Step(kind, number, insert, is_wrapped=is_wrapped(text, number), leads=leads)
            steps = [self._step(node, step) for node in here]
            found = [node for nodes, _ in steps for node in nodes]
            if not found:
                around = tuple(node for node in steps[0][1] if node is not None)
                reached = here[0].address if here[0] is not None else ""
                return Resolved((), is_exact, reached, at, around)
            is_exact = is_exact and all(self._is_plain(parent, node, kind) for parent in here for node in found)
            here = list(dict.fromkeys(found))
        return Resolved(tuple(node.address for node in here if node is not None), is_exact)

    def _decimal(
        self, written: str, path: Sequence[tuple[str, int]], start: Provision | None
    ) -> tuple[list[Provision], int]:
        """The provisions numbered `written` as a whole, 3.1.2, and the index in the path behind it."""
        parts = tuple(("", int(part)) for part in written.split("."))
        size = len(parts)
        end = next((at + size for at in range(len(path) - size + 1) if tuple(path[at : at + size]) == parts), 0)
        below = f"{start.address}__" if start is not None else ""
        found = [
            one
            for layer in self.children.values()
            for one in layer
            if one.number == written and one.address.startswith(below)
        ]
        return (found, end) if found and end else ([], 0)

    def _has_articles(self, node: Provision | None) -> bool:
        return (_scope(node) if node else "") in self._lawlike

    def _step(self, node: Provision | None, step: _Step) -> tuple[list[Provision], list[Provision]]:
        """The provisions below `node` that a step names, and the ones it was chosen from."""
        if step.kind == "款" and self._is_undivided(node):
            return ([node] if step.number == 1 and node is not None else []), []
        if node is None and not self._has_articles(node) and step.kind not in _BY_NAME:
            return self._top_step(step)
        layer = self._layer(node, step.kind)
        return [one for one in layer.by_ordinal.get(step.number, ()) if _has_number(one, step)], layer.provisions

    def _layer(self, node: Provision | None, kind: str) -> "_Layer":
        """What a step of a kind below `node` chooses from."""
        name = (node.address if node is not None else "", kind)
        if name not in self._layers:
            self._layers[name] = _Layer.of(self._among(node, kind))
        return self._layers[name]

    def _is_plain(self, parent: Provision | None, node: Provision, kind: str) -> bool:
        """Whether the kind is the node's own and no level was passed over."""
        own = {"项": Level.SUBPARAGRAPH, "": Level.LEVEL, "目": Level.ITEM}.get(kind)
        is_own = node.level is own if own is not None else node.level in _LEVELS.get(kind, frozenset((Level.LEVEL,)))
        passed = node.parent == (parent.address if parent else None) or node.level is Level.ARTICLE
        return is_own and passed and kind not in ("部分", "点")

    def _is_undivided(self, node: Provision | None) -> bool:
        """Whether the node has neither counted paragraphs nor (outside of laws) numbered levels below it."""
        below = self.children.get(node.address, []) if node is not None else []
        if any(one.level is Level.PARAGRAPH for one in below):
            return False
        return node is not None and (self._has_articles(node) or not any(one.level in _NUMBERED for one in below))

    def _among(self, node: Provision | None, kind: str) -> list[Provision]:
        if kind == "附件":
            return self._direct(node, Level.ANNEX)
        if kind == "段":
            layer = self.children.get(node.address if node else "", [])
            return self._direct(node, Level.PARAGRAPH) or list(self._throughout(layer, _LEVELS["段"]))
        levels = _LEVELS.get(kind, _NUMBERED)
        if not self._has_articles(node) and kind not in _BY_NAME:
            levels = _NUMBERED
        if node is None and kind == "":
            levels = _NUMBERED | {Level.ARTICLE}
        among = self._nearest(node, levels)
        if not among and kind == "款":
            among = self._nearest(node, frozenset((Level.PARAGRAPH,)))
        return among

    def _direct(self, node: Provision | None, level: Level) -> list[Provision]:
        return [one for one in self.children.get(node.address if node else "", []) if one.level is level]

    def _nearest(self, node: Provision | None, levels: frozenset[Level]) -> list[Provision]:
        """The provisions of some levels that stand highest below `node`; annexes only if nothing else does."""
        layer = self.children.get(node.address if node else "", [])
        apart = [one for one in layer if one.level in _APART]
        layer = [one for one in layer if one.level not in _APART]
        found = list(self._throughout(layer, levels)) if levels & _THROUGHOUT else self._in_layer(layer, levels)
        return found or [one for each in apart for one in self._nearest(each, levels)]

    def _throughout(self, layer: list[Provision], levels: frozenset[Level]) -> Iterator[Provision]:
        """Articles count through the whole law: one chapter may have sections and the next one none."""
        for one in layer:
            if one.level in levels:
                yield one
            elif one.level in _UNNAMED:
                yield from self._throughout(self.children.get(one.address, []), levels)

    def _in_layer(self, layer: list[Provision], levels: frozenset[Level]) -> list[Provision]:
        while layer:
            found = [one for one in layer if one.level in levels]
            passable = [one for one in layer if one.level in _UNNAMED or not found]
            inner = [one for each in passable for one in self.children.get(each.address, [])]
            if found:
                return found + [one for one in inner if levels <= _NUMBERED and one.level in levels]
            layer = inner
        return []

    @cached_property
    def _tops(self) -> list[Provision]:
        """The numbered parts of a 公文."""
        return self._nearest(None, _NUMBERED)

    @cached_property
    def _running(self) -> list[Provision]:
        """What stands below the parts, if its numbering runs on across them."""
        return _running([self._nearest(top, _NUMBERED) for top in self._tops])

    def _top_step(self, step: _Step) -> tuple[list[Provision], list[Provision]]:
        """A step at the top of a 公文: its parts, or numbering that runs on across them."""
        tops, running = self._tops, self._running
        at_top = [one for one in tops if _has_number(one, step)]
        in_run = [one for one in running if _has_number(one, step)]
        if step.kind == "条" and at_top and in_run:
            return at_top + in_run, tops
        if step.kind == "条" and not at_top and not in_run:
            articles = [one for one in self._nearest(None, _LEVELS["条"]) if _has_number(one, step)]
            return articles, (running if step.number > len(tops) and running else tops)
        if step.is_wrapped and step.leads and not running and not any(one.number.startswith("(") for one in tops):
            below = [one for top in tops for one in self._nearest(top, _NUMBERED) if one.number.startswith("(")]
            wrapped = [one for one in below if _has_number(one, step)]
            if wrapped:
                return wrapped, below
        prefers_run = step.kind in ("项", "点", "目") or step.is_wrapped
        if running and prefers_run and not (step.is_wrapped and any(one.number.startswith("(") for one in tops)):
            return in_run, running
        return (at_top or in_run), (running if running and step.number > len(tops) else tops)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Provisions that a step chooses from, in reading order."""

    provisions: list[Provision]
    by_ordinal: dict[int | None, list[Provision]]

    @classmethod
    def of(cls, provisions: list[Provision]) -> "_Layer":
        by_ordinal: dict[int | None, list[Provision]] = {}
        for one in provisions:
            by_ordinal.setdefault(one.ordinal, []).append(one)
        return cls(provisions, by_ordinal)


def _lawlike(document: Document) -> frozenset[str]:
    """The scope of every part of the document that is written in articles, "" for its main text."""
    scopes = {_scope(one) for one in document.provisions if one.level is Level.ARTICLE}
    if scopes and not any(_scope(one) == "" and one.level in _NUMBERED for one in document.provisions):
        scopes.add("")
    return frozenset(scopes)


def _scope(provision: Provision) -> str:
    """The annex that a provision stands in, "" for the main text."""
    first = provision.address.split("__", 1)[0]
    return first if first.startswith("annex") else ""


def _running(layers: list[list[Provision]]) -> list[Provision]:
    """The second level, if its numbers run on through at least two parts."""
    flat = [one for layer in layers for one in layer]
    numbers = [one.ordinal or 0 for one in flat]
    runs = all(first < second for first, second in pairwise(numbers))
    return flat if runs and sum(bool(layer) for layer in layers) > 1 else []


def _has_number(provision: Provision, step: _Step) -> bool:
    if provision.ordinal != step.number:
        return False
    ending = f"之{format_ordinal(step.insert)}" if step.insert else ""
    return provision.number.endswith(ending) if ending else "之" not in provision.number
