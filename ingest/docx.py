"""Text of Word files (.docx) as one sees it: automatic numbers, tables, footnotes, changes accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.docx_numbering import Numbering, read_numbering
from ingest.docx_styles import Styles, is_hidden, number_of, read_styles
from ingest.errors import FileRefused
from ingest.extracted import RAISED, Extracted, table_lines
from ingest.packages import Element, Package, parse_xml
from ingest.records import Problem, Span

# Elements whose words are not the document's: deleted text, field codes, alternatives, properties, pronunciation.
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "pPr", "rPr", "sectPr", "rt", "tblPr")
)
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
#: a table with a cell of so many characters in one or two rows is there for the layout only
_LONG_CELL = 400


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    styles: Styles
    #: text of each footnote and endnote
    notes: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    #: footnotes and text boxes of the paragraph that is being read
    pending: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    #: words of a paragraph whose end was deleted: they go on in the next one
    held: str = ""
    insertions: int = 0
    deletions: int = 0


def read_docx(name: str, data: bytes) -> Extracted:
    """The text of a .docx file.

    Raises:
        FileRefused: it is broken, encrypted or swells beyond the limits.
    """
    package = Package(name, data)

    def part(path: str) -> Element | None:
        return parse_xml(name, path, package.read(path)) if package.has(path) else None

    root = part(package.word_part())
    body = root.child("body") if root is not None else None
    if body is None:
        raise FileRefused(name, "没有 Word 正文", "请重新另存为 .docx 后再导入")
    reader = _Reader(read_numbering(part("word/numbering.xml")), read_styles(part("word/styles.xml")))
    for path in ("word/footnotes.xml", "word/endnotes.xml"):
        reader.notes |= _notes(reader, part(path), path[5:8])
    _blocks(reader, body)
    text = "".join(f"{line}\n" for line in reader.lines)
    if not text.strip():
        raise FileRefused(name, "没有文字(可能只有图片)", "请转成 PDF 后用 zhengce[ocr] 导入,或录入文字")
    return Extracted(text, "DOCX", problems=_problems(reader))


def _notes(reader: _Reader, root: Element | None, kind: str) -> dict[str, str]:
    out = {}
    for note in root.children if root is not None else ():
        if note.get("type", "normal") in ("normal", ""):
            words = "".join(_words(reader, one) for one in note.children)
            out[f"{kind}{note.get('id')}"] = " ".join(words.split())
    reader.insertions = reader.deletions = 0
    return out


def _problems(reader: _Reader) -> tuple[Problem, ...]:
    if not reader.insertions and not reader.deletions:
        return ()
    message = f"含修订痕迹(插入 {reader.insertions} 处,删除 {reader.deletions} 处),按接受修订后的文字读入"
    return (Problem(Span(0, 0), message, "请确认修订已经定稿"),)


def _blocks(reader: _Reader, parent: Element) -> None:
    """Writes paragraphs and tables, also those in content controls."""
    for element in parent.children:
        if element.name == "p":
            _paragraph(reader, element)
        elif element.name == "tbl":
            _table(reader, element)
        elif element.name not in _SKIPPED:
            _blocks(reader, element)


def _paragraph(reader: _Reader, element: Element) -> None:
    properties = element.child("pPr")
    words = reader.held + _words(reader, element).strip("\n")
    words = words if reader.held or not words.strip() else _label(reader, properties) + words
    reader.held = words if _is_end_deleted(properties) else ""
    if not reader.held:
        reader.lines += [line.strip() for line in words.split("\n") if line.strip()]
    reader.lines += reader.pending
    boxes, reader.pending, reader.boxes = reader.boxes, [], []
    for box in boxes:
        _blocks(reader, box)


def _is_end_deleted(properties: Element | None) -> bool:
    """Whether a tracked change takes away the end of the paragraph."""
    mark = properties.child("rPr") if properties is not None else None
    return mark is not None and mark.child("del") is not None


def _label(reader: _Reader, properties: Element | None) -> str:
    """The automatic number of a paragraph."""
    style = properties.child("pStyle") if properties is not None else None
    number, depth = number_of(properties)
    of_style = reader.styles.number_of(style.get("val") if style is not None else "")
    number = of_style[0] if number is None else number
    depth = of_style[1] if depth is None else depth
    return reader.numbering.label(number, depth or 0) if number not in (None, "0") and number is not None else ""


def _words(reader: _Reader, element: Element) -> str:
    """The visible words of a paragraph or of a part of one."""
    out = []
    for child in element.children:
        if child.name in ("t", "delText"):
            out.append(child.text if child.name == "t" else "")
        elif child.name in _MARKS:
            out.append("" if child.get("type") in ("page", "column") else _MARKS[child.name])
        elif child.name in ("footnoteReference", "endnoteReference"):
            out.append(_note(reader, child))
        elif child.name == "txbxContent":
            reader.boxes.append(child)
        elif child.name in _SKIPPED:
            reader.deletions += child.name in ("del", "moveFrom") and bool(child.children)
        elif child.name == "r" and _is_hidden_run(reader, child):
            continue
        else:
            reader.insertions += child.name in ("ins", "moveTo") and bool(child.children)
            words = _words(reader, child)
            out.append(words.translate(RAISED) if child.name == "r" and _is_raised(child) else words)
    return "".join(out)


def _is_raised(run: Element) -> bool:
    """Whether the words of a run stand above the line."""
    properties = run.child("rPr")
    raised = properties.child("vertAlign") if properties is not None else None
    return raised is not None and raised.get("val") == "superscript"


def _is_hidden_run(reader: _Reader, run: Element) -> bool:
    properties = run.child("rPr")
    style = properties.child("rStyle") if properties is not None else None
    return is_hidden(properties) or (style is not None and style.get("val") in reader.styles.hidden)


def _note(reader: _Reader, reference: Element) -> str:
    """The mark of a note in the text; its words follow the paragraph."""
    words = reader.notes.get(f"{reference.name[:3]}{reference.get('id')}", "")
    if words:
        reader.pending.append(f"注{reference.get('id')}:{words}")
    return ""


def _table(reader: _Reader, element: Element) -> None:
    rows = list(_rows(reader, element))
    width = max((len(row) for row in rows), default=0)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if width < 2 or (longest > _LONG_CELL and len(rows) <= 2):
        for cell in (cell for row in rows for cell in row):
            reader.lines += [line for line in cell.split("\n") if line.strip()]
    else:
        reader.lines += table_lines([row + [""] * (width - len(row)) for row in rows if any(row)])
    reader.lines += reader.pending
    reader.pending = []


def _rows(reader: _Reader, table: Element) -> Iterator[list[str]]:
    """The rows; a cell that spans rows or columns is said in each of them."""
    above: list[str] = []
    for row in _inside(table, "tr"):
        changes = row.child("trPr")
        if changes is not None and changes.child("del") is not None:
            reader.deletions += 1
            continue
        out: list[str] = []
        for cell in _inside(row, "tc"):
            properties = cell.child("tcPr")
            span = properties.child("gridSpan") if properties is not None else None
            merged = properties.child("vMerge") if properties is not None else None
            text = _cell(reader, cell)
            if merged is not None and merged.get("val", "continue") != "restart" and len(out) < len(above):
                text = above[len(out)]
            width = int(span.get("val")) if span is not None and span.get("val").isdecimal() else 1
            out += [text] * min(width, 64)
        above = out
        yield out


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those in content controls."""
    for child in parent.children:
        if child.name == name:
            yield child
        elif child.name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(child, name)


def _inner_row(line: str) -> str:
    """A line of a cell that holds a table: the words of its cells."""
    return line.strip("| ").replace(" | ", " ") if line.startswith("| ") else line


def _cell(reader: _Reader, cell: Element) -> str:
    outer, reader.lines = reader.lines, []
    pending, reader.pending = reader.pending, []
    _blocks(reader, cell)
    is_table = any(line.startswith("| ") for line in reader.lines)
    text = ";".join(map(_inner_row, reader.lines)) if is_table else "\n".join(reader.lines)
    reader.lines, reader.pending = outer, pending
    return text
