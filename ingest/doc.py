"""Text of old Word files (.doc, .rtf), turned into .docx by LibreOffice, or read by antiword where that is missing."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.docx import read_docx
from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.records import Problem, Span

#: seconds that a conversion may take, less than the limit of the child process that it runs in
_SECONDS = 90
# Streams by which an OLE file is known, as their names stand in it.
_STREAMS = (
    ("EncryptedPackage", "文件已加密,需要密码", "请去掉密码后再导入"),
    ("Workbook", "是 Excel 表格", "请把表格复制到 .docx 文件中再导入"),
    ("PowerPoint Document", "是演示文稿", "请另存为 PDF 后再导入"),
)
_LOSSY = ("由 antiword 读出: 自动编号会丢失,修订前后的文字会混在一起", "请安装 LibreOffice 后重新导入,以免丢失自动编号")
# A profile without macros, without anything fetched for a document.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_doc(name: str, data: bytes) -> Extracted:
    """The text of an OLE or RTF file.

    Raises:
        FileRefused: it is no Word file, is locked, or there is no program here that reads it.
    """
    is_rtf = data.lstrip()[:5] == b"{\\rtf"
    if not is_rtf:
        _check(name, data)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is not None:
        return _by_office(name, data, office, ".rtf" if is_rtf else ".doc")
    antiword = shutil.which("antiword")
    if antiword is not None and not is_rtf:
        return _by_antiword(name, data, antiword)
    kind = "RTF" if is_rtf else "旧版 Word (.doc)"
    raise FileRefused(name, f"是 {kind} 文件,本机没有可用的转换程序", "请另存为 .docx,或安装 LibreOffice 后再导入")


def _check(name: str, data: bytes) -> None:
    for stream, reason, hint in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise FileRefused(name, reason, hint)
    if "WordDocument".encode("utf-16-le") not in data:
        raise FileRefused(name, "不是 Word 文件,或已损坏", "请另存为 .docx 后再导入")


def _by_office(name: str, data: bytes, office: str, suffix: str) -> Extracted:
    with tempfile.TemporaryDirectory(prefix="zhengce-") as folder:
        source, profile = Path(folder, f"in{suffix}"), Path(folder, "profile")
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        _run(name, [*command, "--convert-to", "docx", "--outdir", folder, str(source)], folder)
        made = Path(folder, "in.docx")
        if not made.is_file():
            raise FileRefused(name, "LibreOffice 无法转换,文件可能已损坏", "请另存为 .docx 后再导入")
        extracted = read_docx(name, made.read_bytes())
    return Extracted(extracted.text, f"{suffix[1:].upper()} (LibreOffice)", problems=extracted.problems)


def _by_antiword(name: str, data: bytes, antiword: str) -> Extracted:
    with tempfile.TemporaryDirectory(prefix="zhengce-") as folder:
        source = Path(folder, "in.doc")
        source.write_bytes(data)
        text = _run(name, [antiword, "-m", "UTF-8.txt", "-w", "0", str(source)], folder).decode("utf-8", "strict")
    if not text.strip():
        raise FileRefused(name, "antiword 没有读出文字", "请另存为 .docx 后再导入")
    return Extracted(text, "DOC (antiword)", problems=(Problem(Span(0, 0), *_LOSSY),))


def _run(name: str, command: list[str], folder: str) -> bytes:
    """What the command writes; it gets no environment but a home folder of its own, and no proxy to the network."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise FileRefused(name, "转换超时,已停止", "请另存为 .docx 后再导入") from None
    return done.stdout
