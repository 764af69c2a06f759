"""Images of pages: files of one (PNG, JPEG, …) or of several (TIFF), made into a PDF that can be recognised."""

import io
from collections.abc import Iterable, Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.pdf_pages import page_problems
from ingest.pdf_records import PageLines

#: more pixels in an image, or more images in a file, are refused
MAX_PIXELS, MAX_IMAGES = 100_000_000, 100
#: pixels of the shorter side from which on a page is made smaller: A4 at 300 dpi
_WIDTH = 2_480
#: inches that a page is wide, whatever its image says
_INCHES = 8.27
_QUALITY = 95
_HINT = "请重新扫描,或转成 PDF 后再导入"
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


def read_image(name: str, data: bytes) -> Extracted:
    """The pages of a file of images, none of which can be read without recognition.

    Raises:
        FileRefused: it is broken or too large.
    """
    pages = image_pages(name, data)
    text = "\f" * (len(pages) - 1)
    return Extracted(text, "图片", problems=page_problems(text, pages), unread=tuple(page.number for page in pages))


def image_pages(name: str, data: bytes) -> list[PageLines]:
    """The pages of a file of images, without text.

    Raises:
        FileRefused: it is broken or too large.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            count = getattr(image, "n_frames", 1)
    except (*_BROKEN, Image.DecompressionBombError):
        raise FileRefused(name, "图片已损坏,或格式不受支持", _HINT) from None
    if count > MAX_IMAGES:
        raise FileRefused(name, f"有 {count} 幅图,超过 {MAX_IMAGES} 幅的限制", "请拆分后再导入")
    return [PageLines(number, 595, 842, [], fault="scan") for number in range(1, count + 1)]


def pdf_of(name: str, files: Iterable[bytes]) -> bytes:
    """A PDF whose pages are the images in `files`; one that cannot be read is a blank page.

    Raises:
        FileRefused: an image is too large.
    """
    pages = [page for data in files for page in _sheets(name, data)]
    out = io.BytesIO()
    for at, page in enumerate(pages):
        out.seek(0)
        page.save(out, "PDF", resolution=page.width / _INCHES, quality=_QUALITY, append=at > 0)
    return out.getvalue()


def _sheets(name: str, data: bytes) -> Iterator[Image.Image]:
    """The images of a file, upright, in colour on white, no larger than need be."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MAX_PIXELS:
                    most = MAX_PIXELS // 1_000_000
                    raise FileRefused(name, f"图片超过 {most} 百万像素的限制", "请以 200 dpi 重新扫描")
                yield _plain(frame)
    except _BROKEN:
        yield Image.new("RGB", (_WIDTH // 10, _WIDTH // 7), "white")


def _plain(frame: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(frame).convert("RGBA")
    sheet = Image.new("RGB", upright.size, "white")
    sheet.paste(upright, mask=upright.getchannel("A"))
    factor = _WIDTH / min(sheet.size)
    return sheet.resize((round(sheet.width * factor), round(sheet.height * factor))) if factor < 1 else sheet
