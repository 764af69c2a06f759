"""Files as readings: the documents of one file, and the text around them."""

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.clock import TimeIsUp, limited
from ingest.copies import merge_copies
from ingest.document import read_document
from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.formats import extract
from ingest.isolation import DEFAULT_LIMITS, Limits
from ingest.pieces import split_pieces
from ingest.records import Document, Problem, Reading, Source, Span

#: longer texts are refused: reading the structure takes some seconds for each million of characters
MAX_CHARACTERS = 5_000_000
#: files of more provisions are refused: storing them takes minutes
MAX_PROVISIONS = 150_000


def read_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The documents of the file at `path`: PDF, Word, OFD, a web page, Markdown or plain text, told by its content.

    Raises:
        FileRefused: if there is no such file, it has no text that can be read, or reading it breaks the limits.
    """
    name = path.name
    data = _bytes(path, limits)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        raise FileRefused(name, "文件是空的", "请换一个有正文的文件")
    extracted = extract(name, data, limits)
    if len(extracted.text) > MAX_CHARACTERS:
        length, most = len(extracted.text) // 10_000, MAX_CHARACTERS // 10_000
        raise FileRefused(name, f"正文有 {length} 万字,超过 {most} 万字的限制", "请拆分后再导入")
    try:
        with limited(limits.seconds):
            reading = read_text(
                name,
                extracted.text,
                sha256=hashlib.sha256(data).hexdigest(),
                encoding=extracted.form,
                body=extracted.body,
                problems=extracted.problems,
            )
    except TimeIsUp:
        reason = f"正文 {limits.seconds:g} 秒内没有整理完,已停止"
        raise FileRefused(name, reason, "请拆分文件,或用 --seconds 放宽限制") from None
    count = sum(len(document.provisions) for document in reading.documents)
    if count > MAX_PROVISIONS:
        raise FileRefused(name, f"正文有 {count} 条,超过 {MAX_PROVISIONS} 条的限制", "请拆分后再导入")
    if extracted.recognised:
        reading = replace(reading, documents=tuple(_marked(one, extracted) for one in reading.documents))
    if not reading.documents:
        raise FileRefused(name, "没有可读的正文", "请换一个有正文的文件")
    return reading


def _marked(document: Document, extracted: Extracted) -> Document:
    """The document, with what was recognised in images of its pages."""
    start, end = document.span.start, document.span.end
    return replace(document, recognised=tuple(one for one in extracted.recognised if start <= one[0].start < end))


def _bytes(path: Path, limits: Limits) -> bytes:
    name = path.name
    try:
        if path.is_dir():
            raise FileRefused(name, "是文件夹,不是文件", "请给出其中的文件")
        if not path.is_file() and path.exists():
            raise FileRefused(name, "不是普通文件", "请给出文件")
        size = path.stat().st_size
        if size > limits.size:
            raise FileRefused(name, f"文件有 {size >> 20} MB,超过 {limits.size >> 20} MB 的限制", "请拆分后再导入")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefused(name, "没有这个文件", "请检查路径") from None
    except OSError as error:
        raise FileRefused(name, f"无法打开({error.strerror})", "请检查文件权限") from None


def read_text(
    name: str,
    text: str,
    *,
    sha256: str = "",
    encoding: str = "utf-8",
    body: int | None = None,
    problems: tuple[Problem, ...] = (),
) -> Reading:
    r"""The documents of `text`, which comes from a source called `name`; never refuses a text.

    What stands behind `body`, if that is given, is the furniture of pages and belongs to no document.

    Documents and furniture of the reading tile the text; a copy of a text that stands in it twice is furniture.

    >>> reading = read_text("a.txt", "郑州市政府关于用房的通知\n郑政文[2003]100号\n一、按每百户40平方米设计。\n")
    >>> [(one.header.document_number, one.header.place, one.provisions[-1].label) for one in reading.documents]
    [('郑政文〔2003〕100号', '郑州市', '一')]
    """
    documents: list[Document] = []
    furniture: list[tuple[Span, str]] = []
    end = len(text) if body is None else body
    for piece in split_pieces(text[:end]):
        if piece.heading is not None:
            furniture.append((piece.heading, "汇编标题"))
        document, outside = read_document(text[:end], piece, name)
        furniture += outside
        if document is not None:
            documents.append(document)
    source = Source(name, sha256, encoding, text)
    kept = merge_copies([Reading(source, tuple(documents))])
    spans = {document.span for document in kept}
    furniture += [(document.span, "同一文件的另一份") for document in documents if document.span not in spans]
    furniture += [(Span(end, len(text)), "页码、页眉和水印")] if end < len(text) else []
    return Reading(source, kept, tuple(sorted(furniture)), problems)
