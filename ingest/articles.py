"""The tree of a text in the form of a law: 编 章 节, 条, and in them 款, 项, 目."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ingest.headings import bracketed_heading, heading_of, is_heading_line, note_mark
from ingest.labels import DECIMALS, Label, inline_labels, label_of
from ingest.lines import Block
from ingest.numerals import format_ordinal
from ingest.records import Level, Span
from ingest.table_nodes import Tables
from ingest.tree import Node, Tree, nested

_DIVISIONS = {
    "part": (0, Level.PART, "part"),
    "chapter": (1, Level.CHAPTER, "chp"),
    "section": (2, Level.SECTION, "sec"),
}
_DEPTHS = ((Level.SUBPARAGRAPH, "subpara"), (Level.ITEM, "item"), (Level.LEVEL, "lvl"))
_ITEM_ORDER = ("一", "(一)", "1", *DECIMALS, "a)", "1)", "(1)", "①", "第一", "一是")

#: divisions that have no number
_UNNUMBERED = ("附则", "附則", "序言", "结语")
#: characters of a heading that stands on the line of 第X条
_LONGEST_HEADING = 16
#: numbers up to this one are written in Chinese digits
_COUNTED = 9999


@dataclass(slots=True)
class _Paragraph:
    """A 款: where its words begin, and the items below it as (start, label, heading)."""

    start: int
    items: list[tuple[int, Label, str]] = field(default_factory=list)
    #: marks of the notes in it, by their places
    notes: dict[int, str] = field(default_factory=dict)
    #: rows of the tables in it
    rows: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Article:
    start: int
    label: Label
    heading: str
    paragraphs: list[_Paragraph] = field(default_factory=list)


class ArticleReader:
    """Reads the blocks of one law, or of an annex in its form, into a tree."""

    def __init__(self, tree: Tree, *, scope: str = "", prefix: str = "", top: Node | None = None) -> None:
        """Reads into `tree`; `scope` begins every address, `prefix` every label, `top` is the parent of all."""
        self._tree = tree
        self._scope = scope
        self._prefix = prefix
        self._top = top
        self._divisions: list[Node] = []
        self._article: _Article | None = None
        self._last = 0
        self._loose = 0
        self._headings = 0
        self._tables = Tables(tree, scope=scope, prefix=prefix)
        self._at = 0
        self._final = -1
        self._under: Node | None = None
        self._contents: set[str] | None = None

    def read(self, blocks: Sequence[Block]) -> None:
        """Adds all blocks, in order."""
        self._final = max((at for at, block in enumerate(blocks) if _is_article(block)), default=-1)
        labels = [label_of(block.folded) for block in blocks]
        for at, block in enumerate(blocks):
            self._at = at
            label = labels[at]
            if not block.is_row:
                self._tables.end()
            after = labels[at + 1] if at + 1 < len(blocks) else None
            if self._is_contents(block, label):
                self._tree.furniture.append((block.span.start, "目录"))
            elif block.is_row and self._article is not None and self._article.paragraphs and at < self._final:
                self._article.paragraphs[-1].rows.append(block)
            elif block.is_row:
                self._flush()
                self._tables.add(block, self._top)
            elif label is not None and label.kind in _DIVISIONS and self._is_division(block, label):
                self._division(block, label)
            elif label is not None and label.kind == "article" and self._is_next(block, label):
                goes_on = after is None or after.kind in _ITEM_ORDER
                self._open_article(block, label, after, is_headed=at + 1 < len(blocks) and goes_on)
            else:
                self._inside(block, label, after)
        self._flush()

    def _is_contents(self, block: Block, label: Label | None) -> bool:
        """Whether the block is a line of the table of contents: 目录, then chapters until one of them comes again."""
        if self._contents is None:
            if block.text != "目录" or self._article is not None or self._divisions:
                return False
            self._contents = set()
            return True
        key = block.text.rstrip(".…·0123456789")
        if key in _UNNUMBERED and not self._divisions:
            return True
        if label is None or label.kind not in _DIVISIONS or key in self._contents or self._divisions:
            return False
        self._contents.add(key)
        return True

    def _is_division(self, block: Block, label: Label) -> bool:
        return block.is_heading or (len(block.text) <= label.end + 40 and block.text[-1] not in "。;:,")

    def _is_next(self, block: Block, label: Label) -> bool:
        """Whether the label opens the next article, or only names one at the start of a line."""
        if label.value == 1 or label.value > self._last or (label.sub and label.value == self._last):
            return True
        offsets = block.folded.offsets
        return (
            label.value == self._last and label.end < len(offsets) and offsets[label.end] - offsets[label.end - 1] > 1
        )

    def _division(self, block: Block, label: Label) -> None:
        self._flush()
        rank, level, name = _DIVISIONS[label.kind]
        while self._divisions and _rank(self._divisions[-1]) >= rank:
            self._divisions.pop()
        parent = self._divisions[-1] if self._divisions else None
        above = parent.label if parent is not None else self._prefix
        node = Node(
            block.span.start,
            level,
            nested(parent, f"{name}_{label.value}", scope=self._scope),
            parent if parent is not None else self._top,
            number=label.number,
            ordinal=label.value,
            label=above + label.number,
            heading=block.text[label.end :].strip("* "),
            kind=label.kind,
        )
        self._divisions.append(self._tree.add(node))

    def _open_article(self, block: Block, label: Label, after: Label | None, *, is_headed: bool) -> None:
        self._flush()
        if self._last and label.value > self._last + 1:
            message = f"编号不连续: 第{_ordinal(self._last)}条之后是{label.number}"
            self._tree.note(Span(block.span.start, block.span.end), message, "请核对原文是否缺条")
        self._last = label.value
        heading = bracketed_heading(block.folded, label.end) or ""
        words = block.text[label.end :]
        is_headed = is_headed and not heading and _is_heading(words)
        article = _Article(block.span.start, label, words if is_headed else heading)
        if words and not is_headed:
            article.paragraphs.append(_Paragraph(block.folded.offsets[label.end]))
        self._article = article
        self._add_inline(block, label, after)

    def _inside(self, block: Block, label: Label | None, after: Label | None) -> None:
        article = self._article
        if article is None:
            self._loose_paragraph(block)
            return
        mark = note_mark(block.text)
        if mark and article.paragraphs:
            article.paragraphs[-1].notes[block.span.start] = mark
        elif label is not None and label.kind in _ITEM_ORDER and label.value and self._is_own(label):
            heading = heading_of(block.text[label.end :])[0]
            if not article.paragraphs:
                article.paragraphs.append(_Paragraph(block.span.start))
            article.paragraphs[-1].items.append((block.span.start, label, heading))
            self._add_inline(block, label, after)
        elif block.is_heading or block.text in _UNNUMBERED or (self._at > self._final and is_heading_line(block.text)):
            self._flush()
            self._heading(block)
        else:
            article.paragraphs.append(_Paragraph(block.span.start))
            self._add_inline(block, None, after)

    def _is_own(self, label: Label) -> bool:
        """Whether a decimal label carries the article's number, as 2.1 in 第二条; others do not need to."""
        article = self._article
        return label.kind not in DECIMALS or (
            article is not None and label.number.startswith(f"{article.label.value}.")
        )

    def _add_inline(self, block: Block, label: Label | None, after: Label | None) -> None:
        if self._article is None or not self._article.paragraphs:
            return
        items = self._article.paragraphs[-1].items
        last = {item.kind: item.value for _, item, _ in items}
        for item in inline_labels(block.text, label, after, last):
            items.append((block.folded.offsets[item.start], item, heading_of(block.text[item.end :])[0]))

    def _loose_paragraph(self, block: Block) -> None:
        last = self._tree.nodes[-1] if self._tree.nodes else None
        if last is not None and last.kind in _DIVISIONS and not last.heading and is_heading_line(block.text):
            last.heading = block.text
            return
        if is_heading_line(block.text) and self._at > self._final:
            self._heading(block)
            return
        self._loose += 1
        address = nested(None, f"para_{self._loose}", scope=self._scope)
        parent = self._divisions[-1] if self._divisions else self._under or self._top
        label = f"{self._prefix}第{self._loose}段"
        self._tree.add(
            Node(block.span.start, Level.PARAGRAPH, address, parent, str(self._loose), self._loose, label, kind="para")
        )

    def _heading(self, block: Block) -> None:
        self._headings += 1
        self._divisions.clear()
        address = nested(None, f"heading_{self._headings}", scope=self._scope)
        self._under = self._tree.add(Node(block.span.start, Level.HEADING, address, self._top, heading=block.text))

    def _flush(self) -> None:
        """Adds the article that is open, with its 款, 项 and 目."""
        article, self._article = self._article, None
        if article is None:
            return
        label = article.label
        name = f"art_{label.value}" + (f"-{label.sub}" if label.sub else "")
        parent = self._divisions[-1] if self._divisions else self._top
        number = label.number
        node = self._tree.add(
            Node(
                article.start,
                Level.ARTICLE,
                nested(None, name, scope=self._scope),
                parent,
                number,
                label.value,
                self._prefix + number,
                heading=article.heading,
                kind="article",
            )
        )
        single = len(article.paragraphs) < 2
        for count, paragraph in enumerate(article.paragraphs, 1):
            above = node if single else self._paragraph(node, paragraph, count)
            self._items(above, paragraph)

    def _paragraph(self, article: Node, paragraph: _Paragraph, count: int) -> Node:
        label = f"{article.label}第{_ordinal(count)}款"
        address = f"{article.address}__para_{count}"
        return self._tree.add(Node(paragraph.start, Level.PARAGRAPH, address, article, str(count), count, label))

    def _items(self, above: Node, paragraph: _Paragraph) -> None:
        stack: list[tuple[int, Node]] = []
        others = self._others(above, paragraph)
        for start, label, heading in paragraph.items:
            while others and others[0][0] < start:
                others.pop(0)[1]()
            rank = _ITEM_ORDER.index(label.kind)
            while stack and stack[-1][0] >= rank:
                stack.pop()
            parent = stack[-1][1] if stack else above
            level, name = _DEPTHS[min(len(stack), 2)]
            unit = ("项", "目", "")[min(len(stack), 2)]
            words = f"第{label.number}{unit}" if unit and label.kind not in DECIMALS else label.number
            node = Node(
                start, level, f"{parent.address}__{name}_{label.value}", parent, label.number, label.value,
                parent.label + words, heading=heading, kind=label.kind,
            )  # fmt: skip
            stack.append((rank, self._tree.add(node)))
            self._tables.end()
        for _, add in others:
            add()
        self._tables.end()

    def _others(self, above: Node, paragraph: _Paragraph) -> list[tuple[int, Callable[[], None]]]:
        """What adds the notes and the rows of tables of a paragraph, by their places."""
        notes = [(start, partial(self._note, above, start, mark)) for start, mark in paragraph.notes.items()]
        rows = [(block.span.start, partial(self._tables.add, block, above)) for block in paragraph.rows]
        return sorted([*notes, *rows], key=lambda one: one[0])

    def _note(self, above: Node, start: int, mark: str) -> None:
        self._tables.end()
        address = nested(above, "note", scope="")
        self._tree.add(Node(start, Level.PARAGRAPH, address, above, label=above.label + mark, heading=mark))


def _is_article(block: Block) -> bool:
    label = label_of(block.folded)
    return label is not None and label.kind == "article"


def _is_heading(words: str) -> bool:
    """Whether the words behind the label are a heading of the article, and its first paragraph comes below."""
    return 0 < len(words) <= _LONGEST_HEADING and is_heading_line(words) and heading_of(words)[1]


def _rank(node: Node) -> int:
    return _DIVISIONS[node.kind][0]


def _ordinal(value: int) -> str:
    """The ordinal in Chinese digits, or in digits where no law counts so far."""
    return format_ordinal(value) if 1 <= value <= _COUNTED else str(value)
