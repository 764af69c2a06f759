"""Which reader reads a file: the registry of formats, by kind."""

from ingest.decode import decode, decode_damaged, gaps
from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.isolation import DEFAULT_LIMITS, Limits, Reader, read_isolated, relaxed
from ingest.packages import Package
from ingest.sniff import sniff

# What cannot be read, and what to do instead.
_REFUSED = {
    "archive": ("是压缩包", "请解压后导入其中的文件"),
    "database": ("是数据库文件", "请导出为文字后再导入"),
    "program": ("是程序", "请给出文件正文"),
    "postscript": ("是 PostScript 文件", "请转成 PDF 后再导入"),
}
# What recognition takes: seconds a page, and memory; 0.8 GB were seen, its threads map more than they use.
_SCAN_SECONDS, _SCAN_MEMORY = 30, 2 << 30
#: seconds and bytes that a conversion by another program may take; `doc` ends it a little earlier
_OFFICE_SECONDS, _OFFICE_MEMORY = 120, 4 << 30
_PACKAGES = {
    "xlsx": ("是 Excel 表格", "请把表格复制到 .docx 文件中再导入"),
    "pptx": ("是演示文稿", "请另存为 PDF 后再导入"),
    "odt": ("是 OpenDocument 文件", "请另存为 .docx 后再导入"),
    "zip": ("是压缩包", "请解压后导入其中的文件"),
}


def extract(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    """The text of a file of any kind that can be read; foreign formats are read in a child process.

    Raises:
        FileRefused: it cannot be read, or reading it breaks the limits.
    """
    reader, is_foreign, wanted = _reader_for(name, data, limits)
    extracted = read_isolated(reader, name, data, wanted) if is_foreign else reader(name, data)
    if not extracted.unread:
        return extracted
    from ingest import ocr

    if ocr.is_available():
        seconds = limits.seconds + _SCAN_SECONDS * len(extracted.unread)
        return read_isolated(ocr.read_scanned, name, data, relaxed(limits, seconds=seconds, memory=_SCAN_MEMORY))
    if not extracted.text[: extracted.body].strip():
        raise FileRefused(name, extracted.problems[0].message, extracted.problems[0].hint)
    return extracted


def _reader_for(name: str, data: bytes, limits: Limits) -> tuple[Reader, bool, Limits]:
    """The reader for a file, whether it needs a child process, and the limits that it reads within.

    Raises:
        FileRefused: nothing can be read from files of this kind.
    """
    kind = sniff(data)
    if kind in _REFUSED:
        raise FileRefused(name, *_REFUSED[kind])
    if kind == "pdf":
        from ingest.pdf import read_pdf

        return read_pdf, True, limits
    if kind == "zip":
        from ingest import docx, ofd  # noqa: F401  so that the child need not load them

        return read_package, True, limits
    if kind == "image":
        from ingest.images import read_image

        return read_image, True, limits
    if kind in ("html", "mime"):
        from ingest.html import read_html, read_saved

        return read_html if kind == "html" else read_saved, True, limits
    if kind in ("ole", "rtf"):
        from ingest.doc import read_doc

        return read_doc, True, relaxed(limits, seconds=_OFFICE_SECONDS, memory=_OFFICE_MEMORY)
    return read_plain, False, limits


def read_package(name: str, data: bytes) -> Extracted:
    """The text of a ZIP package: DOCX or OFD.

    Raises:
        FileRefused: it is no document, or broken.
    """
    from ingest.docx import read_docx
    from ingest.ofd import read_ofd

    kind = Package(name, data).kind
    if kind in _PACKAGES:
        raise FileRefused(name, *_PACKAGES[kind])
    return read_ofd(name, data) if kind == "ofd" else read_docx(name, data)


def read_plain(name: str, data: bytes) -> Extracted:
    """The text of a plain file, or of Markdown, in any usual Chinese encoding."""
    found = decode(data) or decode_damaged(data)
    if found is None:
        raise FileRefused(name, "不是文本文件,或编码无法识别", "请另存为 UTF-8 的 .txt 或 .md 后再导入")
    return Extracted(*found, problems=gaps(found[0]))
