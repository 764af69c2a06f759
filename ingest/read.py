"""Files as readings: the documents of one file, and the text around them."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.copies import merge_copies
from ingest.decode import decode
from ingest.document import read_document
from ingest.errors import FileRefused
from ingest.pieces import split_pieces
from ingest.records import Document, Reading, Source, Span

# How a file's bytes become text: by what they begin with, tried in order. Each gives text and the name of an encoding.
_Decoder = Callable[[str, bytes], tuple[str, str]]
_BINARY = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "DOCX、XLSX 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "DOC、XLS 或 WPS"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
)


def read_file(path: Path) -> Reading:
    """The documents of the file at `path`, plain text or Markdown in any usual Chinese encoding.

    Raises:
        FileRefused: if there is no such file, or it has no text that can be read.
    """
    name = path.name
    if path.is_dir():
        raise FileRefused(name, "是文件夹,不是文件", "请给出其中的文件")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileRefused(name, "没有这个文件", "请检查路径") from None
    except OSError as error:
        raise FileRefused(name, f"无法打开({error.strerror})", "请检查文件权限") from None
    if not data.strip():
        raise FileRefused(name, "文件是空的", "请换一个有正文的文件")
    text, encoding = _reader_for(data)(name, data)
    reading = read_text(name, text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)
    if not reading.documents:
        raise FileRefused(name, "没有可读的正文", "请换一个有正文的文件")
    return reading


def read_text(name: str, text: str, *, sha256: str = "", encoding: str = "utf-8") -> Reading:
    r"""The documents of `text`, which comes from a source called `name`; never refuses a text.

    Documents and furniture of the reading tile the text; a copy of a text that stands in it twice is furniture.

    >>> reading = read_text("a.txt", "郑州市政府关于用房的通知\n郑政文[2003]100号\n一、按每百户40平方米设计。\n")
    >>> [(one.header.document_number, one.header.place, one.provisions[-1].label) for one in reading.documents]
    [('郑政文〔2003〕100号', '郑州市', '一')]
    """
    documents: list[Document] = []
    furniture: list[tuple[Span, str]] = []
    for piece in split_pieces(text):
        if piece.heading is not None:
            furniture.append((piece.heading, "汇编标题"))
        document, outside = read_document(text, piece, name)
        furniture += outside
        if document is not None:
            documents.append(document)
    source = Source(name, sha256, encoding, text)
    kept = merge_copies([Reading(source, tuple(documents))])
    spans = {document.span for document in kept}
    furniture += [(document.span, "同一文件的另一份") for document in documents if document.span not in spans]
    return Reading(source, kept, tuple(sorted(furniture)))


def _reader_for(data: bytes) -> _Decoder:
    """The reader for a file, by its content and not by its name."""
    for start, kind in _BINARY:
        if data.startswith(start):
            return _refuser(kind)
    return _read_plain


def _refuser(kind: str) -> _Decoder:
    def refuse(name: str, data: bytes) -> tuple[str, str]:
        raise FileRefused(
            name, f"是 {kind} 格式({len(data)} 字节),目前不能读取", "请另存为 UTF-8 的 .txt 或 .md 后再导入"
        )

    return refuse


def _read_plain(name: str, data: bytes) -> tuple[str, str]:
    found = decode(data)
    if found is None:
        raise FileRefused(name, "不是文本文件,或编码无法识别", "请另存为 UTF-8 的 .txt 或 .md 后再导入")
    return found
