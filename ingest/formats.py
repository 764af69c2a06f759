"""Which reader reads a file: the registry of formats, by kind."""

from ingest.decode import decode
from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.isolation import Limits, Reader
from ingest.sniff import sniff

# What cannot be read, and what to do instead.
_REFUSED = {
    "image": ("是图片", "请转成 PDF 后导入(需安装 zhengce[ocr]),或录入文字"),
    "archive": ("是压缩包", "请解压后导入其中的文件"),
    "database": ("是数据库文件", "请导出为文字后再导入"),
    "program": ("是程序", "请给出文件正文"),
    "postscript": ("是 PostScript 文件", "请转成 PDF 后再导入"),
}


def reader_for(name: str, data: bytes, limits: Limits) -> tuple[Reader, bool, Limits]:
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
    if kind == "text":
        return read_plain, False, limits
    return read_plain, False, limits


def read_plain(name: str, data: bytes) -> Extracted:
    """The text of a plain file, or of Markdown, in any usual Chinese encoding."""
    found = decode(data)
    if found is None:
        raise FileRefused(name, "不是文本文件,或编码无法识别", "请另存为 UTF-8 的 .txt 或 .md 后再导入")
    return Extracted(*found)
