"""One piece of a text as a document: its head, its tree, its foot, and what is left over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.articles import ArticleReader
from ingest.back import Section, is_signature, issued_title, named_title, split_foot, split_sections
from ingest.dates import find_dates
from ingest.front import Front, head_lines, is_metadata, plain_field, read_front, split_metadata
from ingest.furniture import furniture_rule
from ingest.header import Words, read_header
from ingest.labels import label_of, read_label
from ingest.lines import Block, split_blocks
from ingest.normalize import fold, is_spread
from ingest.pieces import Piece
from ingest.problems import find_problems
from ingest.records import Document, Header, Level, Problem, Span
from ingest.regex import regex
from ingest.structure import LevelReader
from ingest.titles import bare_title
from ingest.tree import Node, Tree, finish, nested

_ANNEX_NAME = regex(r"附(?:件|表|录|图)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|(?<=录)[A-Z])?")
# What stands in no key, since a key is a part of an address in the web.
_NO_KEY = regex(r"[/\\?#%&\s]+")
_FRONT_LEVELS = {"title": Level.TITLE, "meta": Level.TITLE, "addressees": Level.ADDRESSEES}


@dataclass(slots=True)
class _Reader:
    """The state of reading one piece."""

    text: str
    blocks: tuple[Block, ...]
    front: Front
    sections: list[Section]
    tree: Tree
    words: Words


def read_document(text: str, piece: Piece, source: str) -> tuple[Document | None, tuple[tuple[Span, str], ...]]:
    """The document that a piece of `text` holds, and the furniture around it; the two tile the piece.

    None if the piece has no words of a document at all.
    """
    blocks = split_foot(text, split_metadata(text, split_blocks(text, piece.span)))
    front = read_front(blocks)
    first = next((at for at, role in enumerate(front.roles) if role not in ("furniture", "page")), len(front.roles))
    if first >= len(blocks):
        return None, _without_document(piece, blocks)
    words = _head_words(text, blocks, front, piece)
    words.issues = issued_title(words.title, "".join(block.text for block in blocks[front.body : front.body + 6]))
    if not front.is_official and not words.issues and (named := named_title(blocks, front.body)):
        words.issues = named
        words.other_titles, words.title = [words.title, *words.other_titles], named
    words.title = words.title or words.issues
    sections = split_sections(blocks, front.body, words.issues)
    end = next((section.start for section in sections if section.role == "furniture"), len(blocks))
    if end <= first:
        return None, _without_document(piece, blocks)
    reader = _Reader(text, blocks, front, sections, Tree(), words)
    _add_front(reader, first)
    _add_sections(reader)
    stop = blocks[end].span.start if end < len(blocks) else piece.span.end
    document = _document(reader, source, Span(blocks[first].span.start, stop), piece)
    outside = _as_furniture(blocks[:first])
    outside += _as_furniture(blocks[end:], "网页推荐")
    return document, _stretch(outside, document.span, piece.span)


def _head_words(text: str, blocks: tuple[Block, ...], front: Front, piece: Piece) -> Words:
    words = Words(title=front.title, other_titles=list(front.other_titles))
    for block, role in zip(blocks, front.roles, strict=False):
        if role in ("meta", "title"):
            words.meta += head_lines(_spaced(text, block)) if role == "meta" else [block.text]
        elif role in ("furniture", "page"):
            words.page.append(_spaced(text, block))
        elif role == "addressees":
            words.addressees = block.text
    titled = [block for block, role in zip(blocks, front.roles, strict=False) if role == "title"]
    words.spaced_title = " ".join(_spaced(text, block) for block in titled)
    words.meta = [
        plain_field(line)
        for line in words.meta
        if line and (is_metadata(fold(line).text) or find_dates(line) or "号" in line)
    ]
    words.other_titles += [bare_title(piece.title)] if piece.title else []
    words.numbered_titles = [line for line in (*front.raw_titles, piece.title) if line]
    return words


def _spaced(text: str, block: Block) -> str:
    """The block's folded words with one space wherever the source has white space between them."""
    if is_spread(text[block.span.start : block.span.end]):
        return block.text
    out, last = "", -1
    for char, offset in zip(block.text, block.folded.offsets, strict=True):
        out += " " if 0 <= last < offset - 1 and text[last + 1 : offset].isspace() and out[-1] != " " else ""
        out += char
        last = offset
    return out


def _add_front(reader: _Reader, first: int) -> None:
    """Title, metadata and addressees as provisions, furniture between them as furniture."""
    tree, last = reader.tree, ""
    for at in range(first, reader.front.body):
        block, role = reader.blocks[at], reader.front.roles[at]
        level = _FRONT_LEVELS.get(role)
        if level is None:
            rule = furniture_rule(block.text)
            tree.furniture.append((block.span.start, rule.reason if rule else "网页标题"))
        elif last != level:
            tree.add(Node(block.span.start, level, level.value, None))
        last = level or "furniture"


def _add_sections(reader: _Reader) -> None:
    annex: Node | None = None
    annexes = 0
    for section in reader.sections:
        blocks = reader.blocks[section.start : section.end]
        start = blocks[0].span.start
        if section.role == "notice":
            _add_notice(reader.tree, blocks)
            reader.words.notice = "".join(block.text for block in blocks)
        elif section.role == "issued_title":
            reader.tree.add(Node(start, Level.TITLE, "title", None, heading=reader.words.issues))
        elif section.role == "annex":
            annexes += 1
            annex = _add_annex(reader.tree, blocks, annexes)
        elif section.role in ("signature", "colophon"):
            above = annex if section.role == "signature" else None
            reader.tree.add(Node(start, Level.SIGNATURE, nested(above, section.role), above))
            if above is None:
                reader.words.signature += [_spaced(reader.text, block) for block in blocks]
        elif section.role == "annex_list":
            reader.tree.add(Node(start, Level.PARAGRAPH, nested(annex, "annexes"), annex, heading="附件"))
        elif section.role == "body":
            _add_body(reader, blocks, annex)


def _add_notice(tree: Tree, blocks: Sequence[Block]) -> None:
    for number, block in enumerate(blocks, 1):
        label = f"通知正文第{number}段"
        tree.add(Node(block.span.start, Level.NOTICE, f"notice_{number}", None, str(number), number, label))


def _add_annex(tree: Tree, blocks: Sequence[Block], number: int) -> Node:
    named = _ANNEX_NAME.match(blocks[0].text)
    word = named[0] if named is not None else "附件"
    heading = "".join(block.text for block in blocks[1:]) or blocks[0].text[len(word) :].lstrip(":")
    label = word if word[-1] not in "附件表录图" or number == 1 else f"{word}{number}"
    return tree.add(
        Node(blocks[0].span.start, Level.ANNEX, f"annex_{number}", None, str(number), number, label, label, heading)
    )


def _add_body(reader: _Reader, blocks: Sequence[Block], annex: Node | None) -> None:
    """The numbered text of the document, of the one that it issues, or of an annex."""
    scope = annex.address if annex is not None else ""
    prefix = annex.label if annex is not None else ""
    if annex is None:
        reader.words.body += "".join(block.text for block in blocks)
    blocks = _without_inner_head(reader, blocks) if annex is None else blocks
    blocks = _without_marks(reader.tree, blocks)
    blocks = _without_order(reader, blocks) if annex is None and _is_law(blocks) else blocks
    made = ArticleReader if _is_law(blocks) else LevelReader
    made(reader.tree, scope=scope, prefix=prefix, top=annex).read(blocks)


def _without_marks(tree: Tree, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without page numbers, rules and other marks, which become furniture."""
    kept = []
    for block in blocks:
        rule = furniture_rule(block.text)
        if rule is not None and rule.where == "anywhere":
            tree.furniture.append((block.span.start, rule.reason))
        else:
            kept.append(block)
    return kept


def _without_order(reader: _Reader, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks from the first 条 or 章 on, where a signed order stands ahead of it under the same title."""
    first = next(at for at, block in enumerate(blocks) if read_label(block.text) is not None)
    foot = first
    while foot > 0 and is_signature(blocks[foot - 1].text):
        foot -= 1
    if foot == first or not any(find_dates(block.text) for block in blocks[foot:first]):
        return blocks
    _add_notice(reader.tree, blocks[:foot])
    reader.words.notice = "".join(block.text for block in blocks[:foot])
    reader.tree.add(Node(blocks[foot].span.start, Level.SIGNATURE, "signature", None))
    reader.words.signature += [_spaced(reader.text, block) for block in blocks[foot:first]]
    return blocks[first:]


def _without_inner_head(reader: _Reader, blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks behind the lines of metadata under the title of an issued document."""
    if not reader.tree.nodes or reader.tree.nodes[-1].level is not Level.TITLE:
        return blocks
    size = 0
    while size < len(blocks) - 1 and is_metadata(blocks[size].text) and read_label(blocks[size].text) is None:
        size += 1
    return blocks[size:]


def _is_law(blocks: Sequence[Block]) -> bool:
    """Whether the text is divided into 条: a first article, and a second one or nothing else that is numbered."""
    labels = [label for block in blocks if (label := label_of(block.folded)) is not None]
    values = {label.value for label in labels if label.kind == "article"}
    return 1 in values and (2 in values or labels[0].kind in ("article", "chapter", "part"))


def _document(reader: _Reader, source: str, span: Span, piece: Piece) -> Document:
    header = read_header(reader.words)
    provisions, furniture = finish(reader.tree, span.end)
    problems = [*reader.tree.problems, *find_problems(reader.text, span, provisions)]
    if reader.front.is_forum or not header.title:
        problems += _title_problems(reader, header, span)
    return Document(
        key=make_key(header, source, piece),
        source=source,
        span=span,
        header=header,
        provisions=provisions,
        furniture=furniture,
        problems=tuple(sorted(problems, key=lambda problem: problem.span)),
    )


def _title_problems(reader: _Reader, header: Header, span: Span) -> list[Problem]:
    if not header.title:
        return [Problem(Span(span.start, span.start), "没有找到标题", "请在原文首行补上文件标题后重新导入")]
    words = {header.title[at : at + 3] for at in range(len(header.title) - 2)}
    body = "".join(block.text for block in reader.blocks[reader.front.body :])
    fits = 3 * sum(1 for word in words if word in body) >= len(words)
    message = "正文没有自己的标题,标题取自网页" + ("" if fits else ",与正文内容不符")
    return [Problem(Span(span.start, reader.blocks[0].span.end), message, "请核对原文,补上真正的标题、发文机关和日期")]


def make_key(header: Header, source: str, piece: Piece) -> str:
    """A short stable name of a document, for addresses in the web: 郑政文-2003-100, or its title."""
    number = _NO_KEY.sub("-", re.sub(r"〔(\d+)〕(\d+)号$", r"-\1-\2", header.document_number))
    title = _NO_KEY.sub("", header.title)
    fallback = f"{source.rsplit('.', 1)[0]}-{piece.span.start}"
    return number or title or fallback


def _as_furniture(blocks: Sequence[Block], unknown: str = "网页标题") -> tuple[tuple[Span, str], ...]:
    """The blocks, each with the reason why it is no text of a document."""
    rules = [furniture_rule(block.text) for block in blocks]
    return tuple((block.span, rule.reason if rule else unknown) for block, rule in zip(blocks, rules, strict=True))


def _without_document(piece: Piece, blocks: Sequence[Block]) -> tuple[tuple[Span, str], ...]:
    """The furniture of a piece that is nothing else."""
    entries = list(_as_furniture(blocks)) or [(piece.span, "空白")]
    return tuple(_tiled(entries, piece.span.start, piece.span.end)) if piece.span.start < piece.span.end else ()


def _stretch(outside: tuple[tuple[Span, str], ...], inner: Span, whole: Span) -> tuple[tuple[Span, str], ...]:
    """The furniture stretched so that it and `inner` tile `whole`."""
    before = [entry for entry in outside if entry[0].start < inner.start]
    behind = [entry for entry in outside if entry[0].start >= inner.end]
    if not before and whole.start < inner.start:
        before = [(Span(whole.start, inner.start), "空白")]
    return (*_tiled(before, whole.start, inner.start), *_tiled(behind, inner.end, whole.end))


def _tiled(entries: list[tuple[Span, str]], start: int, end: int) -> list[tuple[Span, str]]:
    edges = [start, *(span.start for span, _ in entries[1:]), end]
    return [(Span(edges[at], edges[at + 1]), reason) for at, (_, reason) in enumerate(entries)]
