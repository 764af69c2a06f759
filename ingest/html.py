"""The article of a web page as lines of text, without navigation; nothing is run and nothing fetched."""

import re
import tomllib
from collections.abc import Iterator
from email import message_from_bytes
from importlib.resources import files
from itertools import pairwise

from ingest.decode import decode, decode_damaged, gaps
from ingest.errors import FileRefused
from ingest.extracted import RAISED, Extracted, table_lines
from ingest.html_tree import Node, parse_html
from ingest.records import Problem, Span
from ingest.regex import regex

_TABLE = tomllib.loads(files("ingest").joinpath("html.toml").read_text(encoding="utf-8"))
_CONTAINERS = frozenset(_TABLE["containers"].lower().split())
_FIELDS: dict[str, str] = _TABLE["fields"]
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_FOOTER = regex(r"扫一扫在手机打开当前页|【?打印(?:本页)?】?|【?关闭(?:窗口|本页)?】?|返回顶部|分享到[:：]?.{0,20}")
_TITLE = regex(r"(?:通知|意见|办法|条例|规定|决定|细则|方案|规划|公告|通告|通报|函|法|纪要)[^\u4e00-\u9fff]{0,9}$")
#: an article of fewer characters may not be all of it
_ENOUGH = 60
#: lines of a page in which metadata is looked for, and characters of a value
_SEARCHED, _LONGEST_VALUE = 400, 60
#: characters from which on a value is told from words of the text
_TELLING = 5
# What is a part of an article and not its container, and how much of the text a container must hold.
_INNER = ("p", "span", "tr", "tbody", "#table", "ul", "ol", "li", "h1", "h2", "h3", "a", "font", "b", "strong")
_MOST = 0.85
#: what share of the page's text a container must hold that is known to hold the article
_KNOWN = 0.4
#: columns, and rows, that a cell may span
_COLUMNS, _ROWS = 64, 1000
#: lines at the beginning of an article in which its title and metadata may stand
_HEAD, _TITLED = 8, 6


def read_html(name: str, data: bytes) -> Extracted:
    """The article of a web page, its fields of metadata before it.

    Raises:
        FileRefused: its encoding is not known, or it has no text.
    """
    text, encoding = _decoded(name, data)
    root = parse_html(text)
    article = _article(root)
    listed, inside = _parted([line for line in lines_of(article) if not _FOOTER.fullmatch(line)])
    fields = _fields(root)
    title = _title(root, inside)
    head = [title] if title else []
    head += [f"{key}:{value}" for key, value in fields.items() if not _is_said(value, inside[:_HEAD])]
    body = "".join(f"{line}\n" for line in [*head, *inside])
    if not "".join(inside).strip():
        raise FileRefused(name, "网页里没有正文", "正文可能由脚本生成,请在浏览器中复制正文存为 .txt")
    outside = [*listed, *lines_of(root, skip=article)] if article is not root else listed
    rest = "".join(f"{line}\n" for line in outside)
    problems: tuple[Problem, ...] = ()
    if sum(map(len, inside)) < _ENOUGH:
        problems = (Problem(Span(0, 0), "网页正文很短,可能没有取全", "请对照网页核对"),)
    whole = body + rest
    return Extracted(whole, f"HTML ({encoding})", len(body), problems + gaps(whole))


def read_saved(name: str, data: bytes) -> Extracted:
    """The article of a web page that was saved with all its parts as one file (.mht).

    Raises:
        FileRefused: it holds no page, or one that cannot be read.
    """
    pages = (part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    content = page.get_payload(decode=True) if page is not None else None
    if not isinstance(content, bytes) or not content.strip():
        raise FileRefused(name, "其中没有网页正文", "请在浏览器中另存为 .html 后再导入")
    return read_html(name, content)


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """The page's text: by its byte order mark, as UTF-8, as what it declares, else as what reads as Chinese."""
    found = decode(data)
    declared = _CHARSET.search(data[:4096])
    if found is not None and (declared is None or found[1] != "big5" or b"big5" in declared[1].lower()):
        return found
    codec = declared[1].decode("ascii").lower() if declared is not None else "utf-8"
    codec = "gb18030" if codec in ("gb2312", "gbk", "gb_2312-80") else codec
    try:
        return data.decode(codec), codec
    except (UnicodeDecodeError, LookupError):
        found = found or decode_damaged(data)
        if found is not None:
            return found
        raise FileRefused(name, "网页编码无法识别", "请在浏览器中另存为 UTF-8 后再导入") from None


def _article(root: Node) -> Node:
    """The smallest part of the page that holds nearly all of its running text, or a container known to hold it."""
    known = [node for node in root.walk() if _CONTAINERS.intersection(node.mark.lower().split())]
    best = max(known, key=lambda node: node.prose, default=None)
    if best is not None and best.prose >= _KNOWN * root.prose:
        return best
    node = root
    while True:
        parts = [child for child in node.children if isinstance(child, Node) and child.name not in _INNER]
        larger = next((child for child in parts if child.prose >= _MOST * node.prose and child.prose > 0), None)
        if larger is None:
            return node
        node = larger


def _is_said(value: str, lines: list[str]) -> bool:
    """Whether a value of metadata stands in the lines; 有效 may stand anywhere."""
    return len(value) >= _TELLING and any(value in line for line in lines)


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The rows of a table of metadata that an article begins with, and the rest of its lines."""
    size = next((at for at, line in enumerate(lines) if not _is_listing(line)), len(lines))
    is_table = size > 1 or (size == 1 and lines[0].count(" | ") > 2)
    return (lines[:size], lines[size:]) if is_table else ([], lines)


def _is_listing(line: str) -> bool:
    """Whether a line is a row of names of metadata, each with its value behind it."""
    cells = _cells(line)
    return len(cells) > 1 and all(_bare(key) in _FIELDS for key in cells[::2])


def lines_of(node: Node, skip: Node | None = None) -> list[str]:
    """The lines of a part of the page: one for each block and each line break, rows of tables as `| a | b |`."""
    lines: list[str] = []
    current: list[str] = []
    as_typed, raised = int(node.name == "pre"), 0

    def flush() -> None:
        words = " ".join("".join(current).split())
        current.clear()
        if words:
            lines.append(words)

    for part, is_end in node.events(skip):
        if isinstance(part, str):
            for number, words in enumerate(part.splitlines() if as_typed else (part,)):
                if number:
                    flush()
                current.append(words.translate(RAISED) if raised else words)
        elif part.name == "br" or part.is_block:
            flush()
        elif part.name == "td" and not is_end:
            current.append(" ")
        if isinstance(part, Node) and part.name == "#table" and not is_end:
            lines.extend(_table(part))
        if isinstance(part, Node):
            step = -1 if is_end else 1
            as_typed += step * (part.name == "pre")
            raised += step * (part.name == "sup")
    flush()
    return lines


def _table(node: Node) -> list[str]:
    rows = list(_rows(node))
    width = max(map(len, rows), default=0)
    return table_lines([row + [""] * (width - len(row)) for row in rows])


def _rows(node: Node) -> Iterator[list[str]]:
    """The rows of a table of data; a cell that spans rows or columns is said in each of them."""
    above: dict[int, tuple[int, str]] = {}
    for row in node.rows():
        out: list[str] = []
        for cell in row:
            _fill(out, above)
            text = "".join(lines_of(cell))
            for _ in range(min(cell.number("colspan"), _COLUMNS)):
                if cell.number("rowspan") > 1:
                    above[len(out)] = (min(cell.number("rowspan"), _ROWS) - 1, text)
                out.append(text)
        _fill(out, above)
        if any(out):
            yield out


def _fill(out: list[str], above: dict[int, tuple[int, str]]) -> None:
    """Says again what spans down from the rows above."""
    while len(out) in above:
        left, text = above.pop(len(out))
        if left > 1:
            above[len(out)] = (left - 1, text)
        out.append(text)


def _fields(root: Node) -> dict[str, str]:
    """The fields of metadata of a page of government, under the names that the head of a document is read by."""
    found: dict[str, str] = {}
    lines = lines_of(root)[:_SEARCHED]
    for at, line in enumerate(lines):
        cells = _cells(line)
        pairs = [*pairwise([*cells, *lines[at + 1 : at + 2]] if len(cells) == 1 else cells)]
        for key, value in [*pairs, *map(_split_field, cells)]:
            name = _FIELDS.get(_bare(key), "")
            if name and value and _bare(value) not in _FIELDS:
                found.setdefault(name, value)
    return found


def _cells(line: str) -> list[str]:
    """The cells of a row; the line itself where it is none."""
    return [cell.strip() for cell in line.strip("| ").split(" | ")] if line.startswith("| ") else [line]


def _split_field(text: str) -> tuple[str, str]:
    """Name and value of a field that has both in one: 发文机关：某市人民政府."""
    key, _, value = text.replace(":", "：").partition("：")
    return key, value.strip() if len(value) <= _LONGEST_VALUE else ""


def _bare(text: str) -> str:
    return re.sub(r"[\s:：【】]", "", text) if len(text) < 20 else text


def _title(root: Node, inside: list[str]) -> str:
    """The title of the page, where the article begins without one."""
    heads = [" ".join("".join(lines_of(node)).split()) for node in root.walk() if node.name in ("h1", "h2")]
    heads += ["".join(node.texts()).strip() for node in root.walk() if node.name == "title"]
    plain = re.sub(r"\s", "", "".join(inside[:_TITLED]))
    for head in heads:
        title = re.split(r"[_|]|\s-\s|--", head)[0].strip()
        if len(title) >= 6 and re.sub(r"\s", "", title) in plain:
            return ""
        if len(title) >= 6 and _TITLE.search(title):
            return title
    return ""
