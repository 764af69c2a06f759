"""ZIP packages (DOCX, OFD), opened with care: counted before they are listed, measured while they are inflated."""

import re
import struct
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from ingest.errors import FileRefused
from ingest.regex import regex

_MIB = 1 << 20
#: parts of a package, and bytes of one and of all that are read
MAX_ENTRIES = 10_000
MAX_PART = 64 * _MIB
MAX_TOTAL = 256 * _MIB
#: how many times larger than packed a part may be, once it is larger than `_RATIO_FROM`
MAX_RATIO = 200
_RATIO_FROM = _MIB
#: elements nested deeper than this are refused
_DEPTH = 500
# The record at the end of a ZIP file: it may have a comment of 65,535 bytes behind it, and tells the number of entries
# at an offset of 10. Source: APPNOTE.TXT, 4.3.16.
_END, _END_SIZE, _COUNT_AT = b"PK\x05\x06", 66_000, 10
# What reading a damaged package raises; NotImplementedError is how `zipfile` refuses a compression that it lacks.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError)
# The text of a Word document under another name than the usual one.
_NUMBERED = regex(r"word/document\d{1,2}\.xml")
# Parts by which a package is known, and what it is then.
_KINDS = (
    ("ofd.xml", "ofd"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "odt"),
)


class Package:
    """The parts of a ZIP file by name; names are compared without case and never used as paths."""

    def __init__(self, name: str, data: bytes) -> None:
        """Opens the package of the file `name`.

        Raises:
            FileRefused: it is broken, holds too many parts, or two of one name.
        """
        self._name = name
        self._total = 0
        at = data.rfind(_END, max(0, len(data) - _END_SIZE))
        count = data[at + _COUNT_AT : at + _COUNT_AT + 2] if at >= 0 else b""
        if len(count) == 2 and struct.unpack("<H", count)[0] > MAX_ENTRIES:
            raise FileRefused(name, f"压缩包内多于 {MAX_ENTRIES} 个部件", "文件内容异常,请重新另存后再导入")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise FileRefused(name, "压缩结构已损坏", "请重新下载或另存后再导入") from None
        if len(entries) > MAX_ENTRIES:
            raise FileRefused(name, f"压缩包内多于 {MAX_ENTRIES} 个部件", "文件内容异常,请重新另存后再导入")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            key = _key(entry.filename)
            if key in self._entries:
                raise FileRefused(name, f"压缩包内有两个同名部件 {key[-40:]}", "文件内容异常,请重新另存后再导入")
            self._entries[key] = entry

    @property
    def kind(self) -> str:
        """What it holds: "docx", "ofd", "xlsx", "pptx", "odt", or "zip" for any other."""
        if self.word_part():
            return "docx"
        return next((kind for part, kind in _KINDS if part in self._entries), "zip")

    def word_part(self) -> str:
        """The part that has the text of a Word document, "" if there is none; some programs number it."""
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        return next((part for part in self._entries if _NUMBERED.fullmatch(part)), "")

    def names(self) -> list[str]:
        """The names of all parts, in lower case, with `/`."""
        return list(self._entries)

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return _key(part) in self._entries

    def read(self, part: str) -> bytes:
        """The bytes of a part; b"" if there is none.

        Raises:
            FileRefused: it is broken, encrypted, or swells beyond the limits.
        """
        entry = self._entries.get(_key(part))
        if entry is None:
            return b""
        if entry.flag_bits & 1:
            raise FileRefused(self._name, "文件已加密,需要密码", "请去掉密码后再导入")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except (*_BROKEN, RuntimeError):
            raise FileRefused(self._name, f"部件 {part[-40:]} 已损坏", "请重新下载或另存后再导入") from None
        self._total += len(data)
        is_bomb = len(data) > _RATIO_FROM and len(data) > MAX_RATIO * max(1, entry.compress_size)
        if len(data) > MAX_PART or self._total > MAX_TOTAL or is_bomb:
            raise FileRefused(self._name, "解压后体积异常,已停止", "文件内容异常,请重新另存后再导入")
        return data


def _key(name: str) -> str:
    return re.sub(r"/{2,}", "/", name.replace("\\", "/")).lstrip("/").lower()


class Element:
    """An element of XML: its name without prefix, its attributes by name without prefix, its children."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""

    def get(self, attribute: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(attribute, default)

    def child(self, name: str) -> "Element | None":
        """The first child of this name."""
        return next((one for one in self.children if one.name == name), None)

    def all(self, name: str) -> "list[Element]":
        """The children of this name."""
        return [one for one in self.children if one.name == name]


def parse_xml(name: str, part: str, data: bytes) -> Element:
    """The root element of a part; no DTD, no entity of its own, nothing fetched.

    Raises:
        FileRefused: it is no XML, has a DOCTYPE, or is nested too deep.
    """
    parser = expat.ParserCreate()
    root = Element("", {})
    stack = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(_local(tag), {_local(key): value for key, value in attributes.items()})
        stack[-1].children.append(element)
        stack.append(element)
        if len(stack) > _DEPTH:
            raise FileRefused(name, f"部件 {part} 嵌套过深", "文件内容异常,请重新另存后再导入")

    def end(_: str) -> None:
        stack.pop()

    def words(text: str) -> None:
        stack[-1].text += text

    def doctype(*_: object) -> None:
        raise FileRefused(name, f"部件 {part} 含有 DOCTYPE 声明", "出于安全不予读取,请重新另存后再导入")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise FileRefused(
            name, f"部件 {part} 不是完整的 XML(第 {fault.lineno} 行)", "请重新下载或另存后再导入"
        ) from None
    return root.children[0]


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
