"""A web page as a tree of blocks and words, read by the tolerant parser of the standard library."""

import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files

_TABLE = tomllib.loads(files("ingest").joinpath("html.toml").read_text(encoding="utf-8"))
_BLOCKS = frozenset(_TABLE["blocks"].split())
_VOID = frozenset(_TABLE["void"].split())
_SILENT = frozenset(_TABLE["silent"].split())
# An element that ends those of the same make that are still open: a paragraph ends a paragraph.
_CLOSES = {"p": ("p",), "li": ("li",), "tr": ("tr", "td", "th"), "td": ("td", "th"), "th": ("td", "th")}
_CLOSES |= {"dd": ("dd", "dt"), "dt": ("dd", "dt"), "option": ("option",)}
_STOPS = frozenset(("table", "ul", "ol", "dl", "select", "#root"))
#: elements nested deeper than this are laid flat
_DEPTH = 200
#: a table whose cells are longer than this lays out the page
_LONG_CELL = 300
_SENTENCE = "。，；、：,;"


class Node:
    """An element with its children; texts stand among them."""

    __slots__ = ("attributes", "children", "name", "own", "prose")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node | str] = []
        #: characters of text in it and below
        self.own = 0
        #: how much running text it holds: texts with marks of sentences count full, others a little, links nothing
        self.prose = 0.0

    @property
    def is_block(self) -> bool:
        """Whether it begins a line of its own."""
        return self.name in _BLOCKS

    @property
    def mark(self) -> str:
        """Its id and classes."""
        return f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}"

    def number(self, attribute: str) -> int:
        """The number in an attribute, 1 where there is none."""
        value = self.attributes.get(attribute, "1")
        return max(1, int(value)) if value.isascii() and value.isdecimal() and len(value) < 6 else 1

    def walk(self) -> "Iterator[Node]":
        """The element and all below it, parents first."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def events(self, skip: "Node | None" = None) -> "Iterator[tuple[Node | str, bool]]":
        """Texts, and the begins and ends of elements, in order; tables of data are one event, `skip` is left out."""
        stack: list[tuple[Node | str, bool]] = [(child, False) for child in reversed(self.children)]
        while stack:
            part, is_end = stack.pop()
            yield part, is_end
            if isinstance(part, str) or is_end or part is skip or part.name == "#table":
                continue
            stack.append((part, True))
            stack += [(child, False) for child in reversed(part.children)]

    def rows(self) -> "Iterator[list[Node]]":
        """The cells of each row of a table, without those of tables inside it."""
        for row in self._inside("tr"):
            yield [cell for cell in row.children if isinstance(cell, Node) and cell.name in ("td", "th")]

    def _inside(self, name: str) -> "Iterator[Node]":
        for child in self.children:
            if isinstance(child, Node) and child.name == name:
                yield child
            elif isinstance(child, Node) and child.name in ("tbody", "thead", "tfoot"):
                yield from child._inside(name)

    def texts(self) -> list[str]:
        """All texts below it."""
        return [part for part, _ in self.events() if isinstance(part, str)]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {})
        self.stack = [self.root]
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or tag in _SILENT:
            self.silent += tag in _SILENT
            return
        self._close_open(tag)
        node = Node(tag, {key: value or "" for key, value in attrs[:40]})
        self.stack[-1].children.append(node)
        if tag not in _VOID and len(self.stack) < _DEPTH:
            self.stack.append(node)

    def _close_open(self, tag: str) -> None:
        closes = _CLOSES.get(tag, ())
        for at in range(len(self.stack) - 1, 0, -1):
            name = self.stack[at].name
            if name in closes:
                del self.stack[at:]
                if tag != "tr":
                    return
            elif name in _STOPS or (tag == "p" and name in ("td", "th", "div", "li")):
                return

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        if self.silent or tag in _VOID:
            return
        for at in range(len(self.stack) - 1, 0, -1):
            if self.stack[at].name == tag:
                del self.stack[at:]
                return
            if self.stack[at].name == "table" and tag != "table":
                return

    def handle_data(self, data: str) -> None:
        if not self.silent and data:
            self.stack[-1].children.append(data)


def parse_html(text: str) -> Node:
    """The tree of a page; its elements know how much running text they hold.

    >>> root = parse_html("<p>各区<br>人民政府<p>各县<script>x</script>")
    >>> root.texts()
    ['各区', '人民政府', '各县']
    """
    builder = _Builder()
    builder.feed(text)
    builder.close()
    _measure(builder.root)
    return builder.root


def _measure(root: Node) -> None:
    """Counts text from the leaves up, and names tables of data."""
    for node in reversed(list(root.walk())):
        for child in node.children:
            if isinstance(child, str):
                size = len("".join(child.split()))
                node.own += size
                node.prose += size if any(mark in child for mark in _SENTENCE) else 0.25 * size
            elif child.name != "title":
                node.own += child.own
                node.prose += child.prose
        if node.name == "a":
            node.prose = 0.0
        if node.name == "table" and _is_data(node):
            node.name = "#table"


def _is_data(table: Node) -> bool:
    """Whether a table holds data: rows of more than one cell, none of them long, no table inside."""
    rows = list(table.rows())
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or max((len(row) for row in rows), default=0) < 2:
        return False
    if any(cell.own > _LONG_CELL for cell in cells):
        return False
    return not any(node is not table and node.name in ("table", "#table") for node in table.walk())
