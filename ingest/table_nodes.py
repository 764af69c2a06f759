"""Tables in the tree of a document: the head is the table's own text, each row below it a provision."""

from ingest.lines import Block
from ingest.records import Level
from ingest.tree import Node, Tree, nested

#: what a line that only rules a Markdown table consists of
_RULE = frozenset("|-: ")


class Tables:
    """Adds the rows of tables to a tree; rows that follow each other make one table."""

    def __init__(self, tree: Tree, *, scope: str, prefix: str) -> None:
        """Adds to `tree`; `scope` begins every address, `prefix` every label."""
        self._tree = tree
        self._scope = scope
        self._prefix = prefix
        self._count = 0
        self._open: Node | None = None

    def end(self) -> None:
        """Let the next row begin another table."""
        self._open = None

    def add(self, block: Block, parent: Node | None) -> None:
        """Add a row; the first one of a table is its head, and stands below `parent`."""
        table = self._open
        if table is None:
            self._count += 1
            address = nested(None, f"table_{self._count}", scope=self._scope)
            label = f"{self._prefix}表{self._count}"
            self._open = self._tree.add(Node(block.span.start, Level.TABLE, address, parent, label=label))
        elif not set(block.text) <= _RULE:
            row = table.children + 1
            address, label = f"{table.address}__row_{row}", f"{table.label}第{row}行"
            self._tree.add(Node(block.span.start, Level.TABLE, address, table, str(row), row, label))
