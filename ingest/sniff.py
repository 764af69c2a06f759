"""What a file is, by its content and not by its name."""

import re

#: how far into a file its beginning is looked for
_HEAD = 2048
_STARTS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"BZh", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"%!PS", "postscript"),
)
_HTML = re.compile(
    rb"<(?:!doctype\s{1,9}html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|div[\s>]|table[\s>]|p[\s>]|style[\s>]|script[\s>])",
    re.IGNORECASE,
)
# What the first bytes alone do not tell from a text.
_BITMAP, _WEBP = re.compile(rb"(?s)BM.{4}\x00{4}"), re.compile(rb"(?s)RIFF.{4}WEBP")
# A page saved as one file (.mht): headers of mail, one of which says what it holds.
_SAVED = re.compile(
    rb"(?:[A-Za-z-]{2,40}:[^\r\n]{0,900}(?:\r?\n[ \t][^\r\n]{0,900}){0,20}\r?\n){1,20}?Content-Type:\s{0,9}"
    rb"(?:multipart/related|text/html)",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s{0,99}<\?xml\s")


def sniff(data: bytes) -> str:
    """The kind of a file: "pdf", "zip" (DOCX and OFD among them), "ole", "html", ..., and "text" for the rest.

    >>> sniff(b"%PDF-1.7"), sniff("<!DOCTYPE html><p>各区".encode()), sniff("各区人民政府".encode("gb18030"))
    ('pdf', 'html', 'text')
    """
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    for magic, kind in _STARTS:
        if start.startswith(magic):
            return kind
    if _BITMAP.match(start) or _WEBP.match(start):
        return "image"
    if _SAVED.match(start):
        return "mime"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    plain = head.replace(b"\x00", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    html = _HTML.search(plain)
    if html is not None and (plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")):
        return "html"
    return "xml" if _XML.match(plain) else "text"
