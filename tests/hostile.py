"""Hostile files, made when a test runs: bombs, cycles, broken tables, locked and wrong files."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from layouts_markup import docx, paragraph, zipped


def pdf(objects: list[bytes], *, trailer: bytes = b"/Root 1 0 R", xref: bytes | None = None) -> bytes:
    """A PDF file of these objects, numbered from 1, with a sound cross-reference table unless `xref` is given."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    if xref is None:
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += xref + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object, packed."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), extra, packed)


_FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def one_page(content: bytes, resources: bytes = b"", *more: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page with this content stream object."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<<%s%s>>/Contents 4 0 R>>" % (box, _FONT, resources)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, *more])


def packed_twice(size: int) -> bytes:
    """A stream that is packed twice: `size` bytes in a few."""
    inner = zlib.compress(zlib.compress(b" " * size, 9), 9)
    return b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(inner), inner)


def forms(depth: int) -> bytes:
    """A page that shows a form twice, which shows the next twice, and so on."""
    last = stream(b"BT /F 9 Tf 9 9 Td (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % _FONT)
    more = []
    for at in range(depth):
        inner = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (6 + at)
        more.append(stream(b"/X Do /X Do", inner))
    return one_page(stream(b"/X Do"), b"/XObject<</X 5 0 R>>", *more, last)


def deep_pages(depth: int) -> bytes:
    """A tree of pages that is one long branch."""
    nodes = [b"<</Type/Catalog/Pages 2 0 R>>"]
    nodes += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 3) for at in range(depth)]
    return pdf([*nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def pages(count: int) -> bytes:
    """A file of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(count))
    nodes = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
    return pdf([*nodes, *([b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * count)])


def huge_image() -> bytes:
    """A page that is an image of 30,000 by 30,000 points, all of one colour."""
    row = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 8"
    data = zlib.compress(b"\x00" * 30_000, 9)
    image = b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(data), row, data)
    return one_page(stream(b"595 0 0 842 0 0 cm /I Do"), b"/XObject<</I 5 0 R>>", image)


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", "owner", strength=128), invariant=1)
    canvas.drawString(72, 720, "text")
    canvas.save()
    return out.getvalue()


_TEXT = b"BT /F 12 Tf 72 720 Td (x) Tj ET "
_PAGE = one_page(stream(_TEXT))
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_SELF = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"


#: PDF files that hang, swell, lie or are broken; some are large before they are packed, so each is made when asked for
PDF_MAKERS: dict[str, Callable[[], bytes]] = {
    "flate_ops": lambda: one_page(stream(b"q Q " * 30_000_000)),
    "text_ops": lambda: one_page(stream(_TEXT * 600_000)),
    "line_ops": lambda: one_page(stream(b"1 1 m 9 9 l S " * 1_700_000)),
    "flate_spaces": lambda: one_page(stream(b" " * 1_000_000_000)),
    "packed_twice": lambda: one_page(packed_twice(1_000_000_000)),
    "forms_2_64": lambda: forms(64),
    "form_of_itself": lambda: one_page(stream(b"/X Do"), b"/XObject<</X 5 0 R>>", stream(b"/X Do", _SELF)),
    "deep_pages": lambda: deep_pages(3_000),
    "many_pages": lambda: pages(20_000),
    "page_cycle": lambda: pdf([_CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]),
    "prev_loop": lambda: pdf([_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"], trailer=b"/Root 1 0 R/Prev 9"),
    "no_xref": lambda: pdf([_CATALOG], xref=b""),
    "wild_xref": lambda: pdf([_CATALOG], xref=b"xref\n0 99999999999\n9999999999 00000 n \n"),
    "deep_array": lambda: pdf([b"[" * 200_000 + b"]" * 200_000]),
    "no_media_box": lambda: pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]),
    "huge_box": lambda: one_page(stream(_TEXT), box=b"0 0 1e30 1e30"),
    "huge_image": lambda: huge_image(),
    "only_header": lambda: b"%PDF-1.7\n",
    "cut_short": lambda: _PAGE[: len(_PAGE) // 2],
    "zeroes": lambda: b"%PDF-1.4\n" + b"\0" * 100_000,
    "no_pages": lambda: pdf([_CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]),
    "locked": lambda: locked_pdf(),
    "html": lambda: b"<html><body></body></html>",
}


def _bomb(part: str, size: int) -> bytes:
    text = f"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>{' ' * size}</w:t></w:r></w:p></w:body></w:document>"
    return zipped({part: text})


def _two_of_a_name() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<a/>")
        package.writestr("WORD/document.xml", "<b/>")
    return out.getvalue()


def _wrong_size(data: bytes) -> bytes:
    """The package with sizes in its list that are not true."""
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<L", 10) + data[at + 28 :]


_ENTITIES = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
_LAUGHS = (
    f'<!DOCTYPE d [<!ENTITY e0 "ha">{_ENTITIES}]><w:document xmlns:w="w"><w:body><w:p>&e11;</w:p></w:body></w:document>'
)
_OUTSIDE = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="w"><w:body>&x;</w:body></w:document>'
)


@cache
def hostile_packages() -> dict[str, bytes]:
    """Packages of Word and OFD that swell, lie or are broken."""
    good = docx(paragraph("一、各区应当配建社区用房。"))
    deep = "<w:p>" * 5_000 + "</w:p>" * 5_000
    return {
        "bomb": _bomb("word/document.xml", 300_000_000),
        "bomb_ratio": _bomb("word/document.xml", 20_000_000),
        "bomb_styles": zipped({"word/document.xml": "<a><body/></a>", "word/styles.xml": " " * 100_000_000}),
        "laughs": zipped({"word/document.xml": _LAUGHS}),
        "outside": zipped({"word/document.xml": _OUTSIDE}),
        "deep": docx(deep),
        "many_parts": zipped({f"word/{at}.xml": "" for at in range(12_000)} | {"word/document.xml": "<a/>"}),
        "two_of_a_name": _two_of_a_name(),
        "wrong_size": _wrong_size(good),
        "cut_short": good[: len(good) // 2],
        "no_text": docx(paragraph("")),
        "not_xml": zipped({"word/document.xml": "plain"}),
        "nested_zip": zipped({"inner.zip": zipped({"a.txt": "一"})}),
        "ofd_without_document": zipped({"OFD.xml": "<OFD><DocBody><DocRoot>no.xml</DocRoot></DocBody></OFD>"}),
        "ofd_outside": zipped({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}),
        "ofd_of_itself": zipped({"OFD.xml": "<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>"}),
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "only_start": b"PK\x03\x04",
    }


def hostile_texts() -> dict[str, bytes]:
    """Files that are no text, or have none."""
    return {
        "empty": b"",
        "only_bom": b"\xef\xbb\xbf",
        "only_bom_16": b"\xff\xfe",
        "spaces": b" \n\t\r\n" * 100,
        "zeroes": b"\0" * 10_000,
        "every_byte": bytes(range(256)) * 40,
        "mixed": "各区人民政府".encode() * 50 + "各區人民政府".encode("big5") * 50,
        "program": b"\x7fELF" + b"\0" * 100,
        "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "archive": b"\x1f\x8b\x08" + b"\0" * 100,
        "script_page": b"<html><script>var a = 1;</script></html>",
    }
