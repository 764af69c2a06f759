"""Scanned pages read by RapidOCR, which comes with the extra `zhengce[ocr]`: its models lie in its wheel.

Pages are rendered at 200 dpi by PDFium. A seal over a date changes the date that is read, so the text is taken from the
red channel of the image, in which red fades; the red head of the first page is taken from the image as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec
from typing import cast

import pypdfium2

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.images import image_pages, pdf_of
from ingest.ofd import read_pages as ofd_pages
from ingest.pdf import read_pages
from ingest.pdf_lines import order_lines
from ingest.pdf_pages import have_text, numbered, page_list, page_problems, page_start, unread_pages
from ingest.pdf_records import Line, PageLines
from ingest.pdf_text import write_text
from ingest.records import Problem, Span
from ingest.regex import regex
from ingest.sniff import sniff

_DPI = 200
#: a page is rendered smaller rather than with more pixels than this
_MAX_PIXELS = 24_000_000
#: how much of a page must be red for its red head to be read from the coloured image, and where that may stand
_RED, _HEAD = 0.0003, 0.45
#: what is read with less confidence, in percent, is a problem; less than `_LEAST` is no text
_DOUBTFUL, _LEAST = 85, 40
_LISTED = 50
#: boxes are so much higher than the characters in them
_BOX = 0.93
# Between digits, what is read as 一 is a dash: 5—9人.
_DASH = regex(r"(?<=\d)一(?=\d)")


# The engine: given an image, it finds `boxes`, `txts` and `scores`.
_Engine = Callable[[object], object]


def is_available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_scanned(name: str, data: bytes) -> Extracted:
    """The text of a PDF, an OFD or a file of images, pages without usable text recognised from their images.

    Raises:
        FileRefused: it is broken, or nothing is recognised.
    """
    kind = sniff(data)
    if kind == "pdf":
        pages, scans, form = read_pages(name, data), data, "PDF"
        places = {number: number - 1 for number in unread_pages(pages)}
    else:
        pages, images = ofd_pages(name, data) if kind == "zip" else (image_pages(name, data), [data])
        scans, form = pdf_of(name, images), "OFD" if kind == "zip" else "图片"
        places = {number: at for at, number in enumerate(unread_pages(pages))}
    engine = _loaded(name)
    with closing(pypdfium2.PdfDocument(scans)) as document:
        for number, at in places.items():
            pages[number - 1] = _recognised_page(engine, document[at], number)
    return _recognised(name, pages, tuple(places), f"{form} (OCR)")


def _recognised(name: str, pages: list[PageLines], wanted: Sequence[int], form: str) -> Extracted:
    unsure = {number: len(pages[number - 1].aside) for number in wanted if pages[number - 1].aside}
    if not have_text(pages):
        raise FileRefused(name, "扫描件中没有识别出文字", "请换一份更清晰的扫描件")
    extracted = write_text(pages, form)
    mute = [page for page in pages if page.number in wanted and not page.lines]
    problems = (*page_problems(extracted.text, pages), *_doubts(extracted, wanted), *_gaps(extracted.text, unsure))
    problems += tuple(_silence(extracted.text, page.number) for page in mute)
    return replace(extracted, problems=problems)


def _loaded(name: str) -> _Engine:
    try:
        return _engine()
    except ImportError as fault:
        hint = "请重新安装 zhengce[ocr];服务器上可改装 opencv-python-headless"
        raise FileRefused(name, f"OCR 组件无法载入({fault.name or fault})", hint) from None


def _engine() -> _Engine:
    from rapidocr import RapidOCR

    # Without the classifier of upside-down lines, which turns good lines over; nothing is dropped unseen.
    settings = {"Global.use_cls": False, "Global.text_score": 0.0, "Global.log_level": "error"}
    return cast("_Engine", RapidOCR(params=settings))


def _recognised_page(engine: _Engine, page: pypdfium2.PdfPage, number: int) -> PageLines:
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    image = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3]
    page.close()
    red, rest = image[:, :, 0], image[:, :, 1:].max(axis=2)
    is_red = (red > 140) & (rest < red - 60.0)
    plain = red[:, :, None].repeat(3, axis=2) if is_red.any() else image
    lines = _lines(engine, plain, scale)
    if is_red.mean() > _RED:
        head = image[: int(_HEAD * image.shape[0])]
        lines += [line for line in _lines(engine, head, scale) if not any(_overlap(line, one) for one in lines)]
    sure = [line for line in lines if line.confidence >= _LEAST]
    unsure = [("无法辨认", line.text) for line in lines if line.confidence < _LEAST]
    return numbered(PageLines(number, width, height, order_lines(_even(sure)), unsure))


def _lines(engine: _Engine, image: object, scale: float) -> list[Line]:
    """What the engine finds in an image, in points of the page."""
    found = engine(image)
    boxes, texts, scores = (getattr(found, part, None) for part in ("boxes", "txts", "scores"))
    lines = []
    for box, text, score in zip(boxes if boxes is not None else (), texts or (), scores or (), strict=True):
        xs, ys = sorted(float(point[0]) / scale for point in box), sorted(float(point[1]) / scale for point in box)
        x0, x1, top, bottom = xs[0], xs[-1], (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
        confidence = min(99, int(100 * float(score)))
        if str(text).strip():
            words = _DASH.sub("—", str(text).strip())
            lines.append(Line(x0, x1, top, bottom, _BOX * (bottom - top), words, confidence=confidence))
    return lines


def _overlap(one: Line, other: Line) -> bool:
    middle = (one.top + one.bottom) / 2
    return other.top < middle < other.bottom and one.x0 < other.x1 and other.x0 < one.x1


def _even(lines: Sequence[Line]) -> list[Line]:
    """The lines, with one size for all that nearly have the usual size: boxes are never quite alike."""
    sizes = sorted(line.size for line in lines for _ in line.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return [replace(line, size=usual) if abs(line.size - usual) < 0.25 * usual else line for line in lines]


def _doubts(extracted: Extracted, pages: Sequence[int]) -> Iterable[Problem]:
    """What a reader must know of recognised text: where it stands, how sure it is, and which lines are doubtful."""
    percents = [percent for _, percent in extracted.recognised]
    mean = sum(percents) // len(percents) if percents else 0
    at = page_start(extracted.text, pages[0])
    message = f"{page_list(pages)}由 OCR 识别,平均置信度 {mean}%"
    yield Problem(Span(at, at), message, "数字、日期请对照原件核对")
    doubtful = [(span, percent) for span, percent in extracted.recognised if percent < _DOUBTFUL]
    for span, percent in doubtful[:_LISTED]:
        words = extracted.text[span.start : span.end]
        yield Problem(span, f"OCR 置信度低({percent}%): “{words[:30]}”", "请对照原件核对")


def _gaps(text: str, unsure: dict[int, int]) -> Iterable[Problem]:
    """The pages on which lines stand that could not be read at all."""
    for number, count in unsure.items():
        at = page_start(text, number)
        yield Problem(Span(at, at), f"第{number}页有 {count} 处无法辨认,未读入", "请对照原件核对,可能是印章或模糊文字")


def _silence(text: str, number: int) -> Problem:
    at = page_start(text, number)
    return Problem(Span(at, at), f"第{number}页没有识别出文字", "请核对原件,此页可能是空白或图表")
