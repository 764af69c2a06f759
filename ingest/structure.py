"""The tree of a 公文: levels 一、 (一) 1. (1) ① as really written, and the unnumbered paragraphs between them."""

from collections.abc import Sequence

from ingest.clock import tick
from ingest.headings import heading_of, is_heading_line, name_of, note_mark
from ingest.labels import DECIMALS, Label, inline_labels, label_of
from ingest.lines import Block
from ingest.numerals import ORDINAL_CHARS
from ingest.records import Level, Span
from ingest.regex import regex
from ingest.table_nodes import Tables
from ingest.tree import Node, Tree, nested

_ORDER = ("part", "chapter", "section", "article", "一", "(一)", "1", *DECIMALS, "a)", "1)", "(1)", "①", "第一", "一是")
_NAMES = {"part": "part", "chapter": "chp", "section": "sec", "article": "art"}
_LEVELS = {"part": Level.PART, "chapter": Level.CHAPTER, "section": Level.SECTION, "article": Level.ARTICLE}
_RUNNING = ("一是", "第一")
# A paragraph that closes the whole text and belongs to no numbered level.
_SELF = "本(?:通知|意见|办法|规定|方案|细则|条例|决定|公告|通告|批复|章程|规则|制度|标准|措施|法)"
_CLOSING = regex(
    r"联系(?:人|电话|方式):|(?:咨询|举报|监督|服务)(?:电话|热线):|特此(?:通知|通告|公告|报告|函|批复)|此(?:复|函)。|(?:参会|参加|出席|列席)人员:"
    r"|(?:以上|上述)(?:意见|规定|通知|各项).{0,12}(?:请|望)"
    rf"|{_SELF}.{{0,6}}自.{{2,30}}起|{_SELF}.{{0,4}}由.{{2,30}}(?:负责)?解释"
    r"|《[^《》]{2,40}》根据本决定作相应"
)
_QUESTION = regex(r"(?:问|提问)\d{0,2}:(?=.)")


class LevelReader:
    """Reads the blocks of one body, annex or issued document into a tree."""

    def __init__(self, tree: Tree, *, scope: str = "", prefix: str = "", top: Node | None = None) -> None:
        """Reads into `tree`; `scope` begins every address, `prefix` every label, `top` is the parent of all."""
        self._tree = tree
        self._scope = scope
        self._prefix = prefix
        self._top = top
        self._stack: list[Node] = []
        self._order = list(_ORDER)
        self._seen: set[str] = set()
        self._loose = 0
        self._inline_depth = 0
        self._headings = 0
        self._tables = Tables(tree, scope=scope, prefix=prefix)
        self._heading: Node | None = None
        self._asked = ""

    def read(self, blocks: Sequence[Block]) -> None:
        """Adds all blocks, in order."""
        labels = [label_of(block.folded) for block in blocks]
        if _has_decimals(labels):
            labels = [label_of(block.folded, alone=True) for block in blocks]
        for at, block in enumerate(blocks):
            tick()
            if block.is_row:
                self._tables.add(block, self._stack[-1] if self._stack else self._top)
                continue
            self._tables.end()
            label = labels[at]
            if label is not None and not self._is_plausible(label, blocks, at):
                label = None
            after = labels[at + 1] if at + 1 < len(blocks) else None
            open_values = {node.kind: node.ordinal or 0 for node in self._stack}
            items = inline_labels(block.text, label, after, open_values)
            node = self._paragraph(block) if label is None else self._level(block, label, items)
            self._inline(block, label, after, node=node, items=items)

    def _is_plausible(self, label: Label, blocks: Sequence[Block], at: int) -> bool:
        """A 一是 or 第一, counts where the series goes on; other labels count as they stand."""
        if label.value == 0:
            return False
        if label.kind in DECIMALS:
            return self._is_decimal(label, blocks[at + 1 :])
        if label.kind not in _RUNNING and not _is_tight(blocks[at].text, label):
            return True
        if label.value > 1:
            return any(node.kind == label.kind and node.ordinal == label.value - 1 for node in self._stack)
        if label.kind not in _RUNNING:
            return any(block.text.startswith(("2.", "2、")) for block in blocks[at + 1 : at + 40])
        near = [blocks[at].text[label.end :]] + [block.text for block in blocks[at + 1 : at + 7]]
        second = "二" + label.number[1:] if label.kind == "一是" else "第二"
        return any(second in text if number == 0 else text.startswith(second) for number, text in enumerate(near))

    def _is_decimal(self, label: Label, rest: Sequence[Block]) -> bool:
        """Whether 3.1 stands below 3, behind another 3.x, or is the first of several: else it is an amount."""
        above, _, last = label.number.rpartition(".")
        if any(node.number in (above, above.removesuffix(".0"), f"{above}.{label.value - 1}") for node in self._stack):
            return True
        return last == "1" and any(block.text.startswith(f"{above}.2") for block in rest)

    def _level(self, block: Block, label: Label, items: Sequence[Label]) -> Node:
        del self._stack[len(self._stack) - self._inline_depth :]
        self._inline_depth = 0
        words = block.text[label.end : items[0].start if items else None]
        heading, is_whole = heading_of(
            words + block.text[items[0].start :] if words.endswith("。") and items else words
        )
        node = self._open(block.span.start, label, heading)
        node.paragraphs = 0 if is_whole or label.end >= len(block.text) else 1
        return node

    def _open(self, start: int, label: Label, heading: str) -> Node:
        """A new node for `label`, below the deepest open level that stands above it."""
        self._learn_order(label)
        rank = self._order.index(label.kind)
        before: Node | None = None
        while self._stack and self._stack[-1].kind and self._order.index(self._stack[-1].kind) >= rank:
            before = self._stack.pop()
        parent = self._stack[-1] if self._stack else self._restart(label)
        parent = self._headed(label, parent, before)
        above = _linked(parent.prefix if parent is not None and not _repeats(label, parent) else self._prefix, label)
        name = f"{_NAMES.get(label.kind, 'lvl')}_{label.value}" + (f"-{label.sub}" if label.sub else "")
        node = Node(
            start,
            _LEVELS.get(label.kind, Level.LEVEL),
            nested(parent, name, scope=self._scope),
            parent if parent is not None else self._top,
            number=label.number,
            ordinal=label.value,
            label=above + label.number,
            prefix=above + label.number + ("、" if label.kind in ("一", "1") else ""),
            heading=heading,
            kind=label.kind,
            before=before if before is not None and before.kind == label.kind else None,
        )
        self._seen.add(label.kind)
        self._stack.append(self._tree.add(node))
        if label.is_misread:
            self._tree.note(Span(start, start + 2), "编号中的数字 1 写成了字母", "请核对原文编号")
        return node

    def _headed(self, label: Label, parent: Node | None, before: Node | None) -> Node | None:
        """The heading line inside `parent` that the numbering begins under and goes on under, else `parent`."""
        if before is not None and before.kind == label.kind and before.parent is not None:
            return before.parent if before.parent.level is Level.HEADING else parent
        is_first = label.value == 1 and parent is not None and self._tree.nodes[-1] is self._heading
        return self._heading if is_first and self._heading is not None and self._heading.parent is parent else parent

    def _learn_order(self, label: Label) -> None:
        """Lets a kind that first appears as 1 inside a lower one stand below it, as (一) below 1."""
        above = self._stack[-1].kind if self._stack else ""
        if not above or label.kind in self._seen or label.value != 1:
            return
        if self._order.index(label.kind) < self._order.index(above):
            self._order.remove(label.kind)
            self._order.insert(self._order.index(above) + 1, label.kind)

    def _restart(self, label: Label) -> Node | None:
        """The heading that numbering starts again under, None if it does not start again."""
        if self._heading is None or self._heading.parent is not self._top:
            return None
        is_first = label.value == 1 and (label.kind in self._seen or _QUESTION.match(self._asked) is not None)
        return self._heading if is_first or self._heading.children else None

    def _paragraph(self, block: Block) -> Node:
        """A paragraph without a label, under the level that it carries on."""
        text = block.text
        mark = note_mark(text)
        if mark:
            return self._note(block.span.start, mark)
        depth, self._inline_depth = self._inline_depth, 0
        del self._stack[len(self._stack) - depth :]
        if _CLOSING.match(text):
            self._stack.clear()
        elif self._stack and (self._closes_list(self._stack[-1]) or _ends_series(self._stack[-1])):
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        if block.is_heading or _QUESTION.match(text) or (is_heading_line(text) and len(text) <= 30):
            return self._heading_line(block, parent)
        return self._add_paragraph(block.span.start, parent, name_of(text))

    def _add_paragraph(self, start: int, parent: Node | None, heading: str) -> Node:
        if parent is None:
            self._loose += 1
            number, above = self._loose, self._prefix
        else:
            parent.paragraphs += 1
            number, above = parent.paragraphs, parent.label
        return self._tree.add(
            Node(
                start,
                Level.PARAGRAPH,
                nested(parent, f"para_{number}", scope=self._scope),
                parent if parent is not None else self._top,
                number=str(number),
                ordinal=number,
                label=f"{above}第{number}段",
                prefix=f"{above}第{number}段",
                heading=heading,
            )
        )

    def _note(self, start: int, mark: str) -> Node:
        """A note, which is no paragraph that is counted."""
        parent = self._stack[-1] if self._stack else None
        label = (parent.label if parent is not None else self._prefix) + mark
        address = nested(parent, "note", scope=self._scope)
        above = parent if parent is not None else self._top
        return self._tree.add(Node(start, Level.PARAGRAPH, address, above, label=label, heading=mark))

    def _heading_line(self, block: Block, parent: Node | None) -> Node:
        self._asked = block.text
        question = _QUESTION.match(block.text)
        if block.is_heading or question:
            parent = None
            self._stack.clear()
        while self._stack and self._heading is not None and self._heading.children and parent is not None:
            if parent is self._heading.parent or self._heading.parent is None:
                break
            self._stack.pop()
            parent = self._stack[-1] if self._stack else None
        self._headings += 1
        address = nested(None, f"heading_{self._headings}", scope=self._scope)
        above = parent if parent is not None else self._top
        self._heading = Node(block.span.start, Level.HEADING, address, above)
        self._heading.prefix = parent.prefix if parent is not None else self._prefix
        self._heading.heading = block.text[question.end() if question else 0 :]
        return self._tree.add(self._heading)

    def _closes_list(self, node: Node) -> bool:
        """Whether `node` is the last of a list whose items end in semicolons: what follows belongs above."""
        return node.ending == "。" and node.before is not None and node.before.ending == ";"

    def _inline(
        self, block: Block, label: Label | None, after: Label | None, *, node: Node, items: Sequence[Label]
    ) -> None:
        """Opens the items that stand inside the paragraph `node`."""
        node.ending = block.text[-1]
        if not items:
            return
        base = len(self._stack)
        if label is None and items[0].value == 1 and (self._stack or items[0].kind != "一"):
            self._stack.append(node)
        last = node
        for item, end in zip(items, [*(item.start for item in items[1:]), len(block.text)], strict=True):
            last.ending = block.text[item.start - 1]
            base = min(base, len(self._stack))
            last = self._open(block.folded.offsets[item.start], item, heading_of(block.text[item.end : end])[0])
        last.ending = block.text[-1]
        self._tail(block, items[-1], last)
        goes_on = after is not None and after.kind == items[-1].kind
        self._inline_depth = 0 if goes_on else max(0, len(self._stack) - base)

    def _tail(self, block: Block, item: Label, node: Node) -> None:
        """Cuts off what follows the last item of a list of clauses, as in (1)甲;(2)乙。以上由财政解决。."""
        stop = block.text.find("。", item.end)
        if node.before is None or node.before.ending not in ";," or not 0 <= stop < len(block.text) - 1:
            return
        parent = node.parent
        address = nested(parent, "tail", scope=self._scope if parent is None else "")
        label = parent.label if parent is not None else self._prefix
        self._tree.add(Node(block.folded.offsets[stop + 1], Level.PARAGRAPH, address, parent, label=label))


def _linked(above: str, label: Label) -> str:
    """What stands before the number in a label: 1 in 附件2 is 附件2、1 and not 附件21."""
    both = above[-1:] + label.number[:1]
    runs_on = both.isdecimal() or (len(both) == 2 and set(both) <= set(ORDINAL_CHARS))
    return f"{above}、" if runs_on and len(both) == 2 else above


def _ends_series(node: Node) -> bool:
    """Whether `node` is the last of 一是…二是…, none of which has a second paragraph: what follows belongs above."""
    return node.kind in _RUNNING and node.before is not None and node.before.paragraphs <= 1 and node.paragraphs <= 1


def _has_decimals(labels: Sequence[Label | None]) -> bool:
    """Whether the text is numbered 1, 1.1, 1.1.1: then a bare 1 before white space is a label as well."""
    found = {label.number for label in labels if label is not None and label.kind in DECIMALS}
    return "1.1" in found and len(found) > 1


def _repeats(label: Label, parent: Node) -> bool:
    """Whether the label has its parent's number in it, as 3.1 below 3."""
    return label.kind in DECIMALS and label.number.startswith(f"{parent.number}.")


def _is_tight(text: str, label: Label) -> bool:
    """Whether digits follow the point behind the number, as in 3.10户: a label only where it is the next one."""
    return label.kind == "1" and text[label.end - 1] == "." and text[label.end : label.end + 1].isdigit()
