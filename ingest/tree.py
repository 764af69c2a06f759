"""The tree of a document while it is read, and the records that it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.records import Level, Problem, Provision, Span


@dataclass(slots=True)
class Node:
    """A provision of which only the beginning is known yet."""

    #: first character, an offset into the source
    start: int
    #: level, address, number, ordinal, label and heading are those of the provision that it becomes
    level: Level
    address: str
    #: what it stands in, None at the top
    parent: "Node | None"
    number: str = ""
    ordinal: int | None = None
    label: str = ""
    #: what stands before the number in the label of a child: "一、(三)"
    prefix: str = ""
    heading: str = ""
    #: kind of label, "" if it has none
    kind: str = ""
    #: how many natural paragraphs it has so far, its own first words among them
    paragraphs: int = 0
    #: how many nodes stand in it so far
    children: int = 0
    #: the last character of its own words
    ending: str = ""
    #: the sibling of the same kind before it
    before: "Node | None" = None


@dataclass(slots=True)
class Tree:
    """All nodes in reading order, the furniture between them, and what was odd."""

    #: in reading order
    nodes: list[Node] = field(default_factory=list)
    #: where a stretch begins that is no text of the document, and why
    furniture: list[tuple[int, str]] = field(default_factory=list)
    #: what was odd
    problems: list[Problem] = field(default_factory=list)
    #: how often each address was given, and to which kind of label first
    _taken: dict[str, int] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)

    def add(self, node: Node) -> Node:
        """The node, with its address made unique, as the last one read."""
        count = self._taken.get(node.address, 0) + 1
        self._kinds.setdefault(node.address, node.kind)
        self._taken[node.address] = count
        if count > 1:
            is_numbered = bool(node.number) and node.level not in (Level.TITLE, Level.SIGNATURE)
            if is_numbered and self._kinds[node.address] == node.kind:
                self.note(Span(node.start, node.start), f"编号“{node.label or node.number}”重复出现", "请核对原文编号")
            node.address = f"{node.address}-{count}"
        if node.parent is not None:
            node.parent.children += 1
        self.nodes.append(node)
        return node

    def note(self, span: Span, message: str, hint: str) -> None:
        """Keeps a problem."""
        self.problems.append(Problem(span, message, hint))


def nested(parent: Node | None, name: str, *, scope: str = "") -> str:
    """The address of a child `name` of `parent`; at the top, of the part `scope` of the document."""
    above = parent.address if parent is not None else scope
    return f"{above}__{name}" if above else name


def children_of(provisions: Iterable[Provision]) -> dict[str | None, tuple[Provision, ...]]:
    """The provisions below each address, in reading order; those at the top below None.

    >>> tree = Tree()
    >>> article = tree.add(Node(0, Level.ARTICLE, "art_1", None, label="第一条"))
    >>> item = tree.add(Node(9, Level.SUBPARAGRAPH, "art_1__subpara_1", article, label="第一条第(一)项"))
    >>> below = children_of(finish(tree, 20)[0])
    >>> [[one.label for one in below[address]] for address in (None, "art_1")]
    [['第一条'], ['第一条第(一)项']]
    """
    below: dict[str | None, list[Provision]] = {}
    for provision in provisions:
        below.setdefault(provision.parent, []).append(provision)
    return {address: tuple(ones) for address, ones in below.items()}


def finish(tree: Tree, end: int) -> tuple[tuple[Provision, ...], tuple[tuple[Span, str], ...]]:
    """The provisions and the furniture; together they tile the text from the first of them to `end`."""
    order = sorted(
        [(node.start, at) for at, node in enumerate(tree.nodes)] + [(start, -1) for start, _ in tree.furniture]
    )
    following = {event: order[at + 1][0] if at + 1 < len(order) else end for at, event in enumerate(order)}
    own_ends = [following[node.start, at] for at, node in enumerate(tree.nodes)]
    ends: dict[int, int] = {}
    for node, own_end in zip(reversed(tree.nodes), reversed(own_ends), strict=True):
        whole = max(own_end, ends.get(id(node), own_end))
        ends[id(node)] = whole
        if node.parent is not None:
            ends[id(node.parent)] = max(whole, ends.get(id(node.parent), 0))
    provisions = tuple(
        Provision(
            address=node.address,
            parent=node.parent.address if node.parent is not None else None,
            level=node.level,
            number=node.number,
            ordinal=node.ordinal,
            label=node.label,
            heading=node.heading,
            own=Span(node.start, own_end),
            span=Span(node.start, ends[id(node)]),
        )
        for node, own_end in zip(tree.nodes, own_ends, strict=True)
    )
    furniture = tuple((Span(start, following[start, -1]), reason) for start, reason in tree.furniture)
    return provisions, furniture
