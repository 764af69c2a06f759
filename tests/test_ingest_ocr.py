"""Scans: with an engine that says what the test wants, and, where the extra is installed, with the real one."""

import difflib
import io
import os
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

import layouts
import layouts_markup as markup
from ingest import ocr
from ingest.errors import FileRefused
from ingest.extracted import Extracted, confidence_in
from ingest.formats import extract
from ingest.isolation import Limits, Reader, read_isolated
from ingest.normalize import fold
from ingest.read import read_file, read_text
from ingest.records import Level, Span

_FONT = Path("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf")  # Debian: fonts-arphic-gbsn00lp
_CORPUS = Path(__file__).parent.parent / "corpus"


def _scan(pdf: bytes, *, seal: bool = False) -> bytes:
    """The pages as images of 200 dpi; with `seal`, a red ring lies over the foot of the last one."""
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(pdf)
    images = [document[number].render(scale=200 / 72).to_pil().convert("RGB") for number in range(len(document))]
    if seal:
        draw = ImageDraw.Draw(images[-1])
        draw.ellipse((850, 700, 1250, 1100), outline=(220, 30, 30), width=14)
        draw.line((900, 900, 1200, 905), fill=(220, 30, 30), width=9)
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=200.0)
    return out.getvalue()


@dataclass
class _Found:
    boxes: list[list[tuple[float, float]]]
    txts: list[str]
    scores: list[float]


def _said(*lines: tuple[str, float]) -> ocr._Engine:
    """An engine that finds these words with these scores, one below the other."""

    def engine(_: object) -> _Found:
        boxes = [_box(at, len(words)) for at, (words, _) in enumerate(lines)]
        return _Found(boxes, [words for words, _ in lines], [score for _, score in lines])

    return engine


def _box(at: int, length: int) -> list[tuple[float, float]]:
    x, y, width, height = 300.0, 300.0 + 80 * at, 44.0 * length, 46.0
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


@pytest.fixture
def scanned() -> bytes:
    return _scan(layouts.PdfPages().write([layouts.Item("paragraph", "甲")]))


def test_lines_are_read_with_their_confidence(scanned: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = (("一、每百户5一9人。", 0.99), ("二、由区财政承担。", 0.7), ("※※", 0.2))
    monkeypatch.setattr(ocr, "_engine", lambda: _said(*lines))
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    file = tmp_path / "a.pdf"
    file.write_bytes(scanned)
    reading = read_file(file)
    assert reading.source.encoding == "PDF (OCR)"
    body = reading.documents[0]
    provisions = [one for one in body.provisions if one.level is Level.LEVEL]
    text = reading.source.text
    assert [text[one.own.start : one.own.end].strip() for one in provisions] == [
        "一、每百户5—9人。",
        "二、由区财政承担。",
    ]
    assert [confidence_in(body.recognised, one.own) for one in provisions] == [99, 70]
    assert confidence_in(body.recognised, Span(len(text), len(text))) is None
    assert [problem.message for problem in reading.problems] == [
        "第1页由 OCR 识别,平均置信度 84%",
        "OCR 置信度低(70%): “二、由区财政承担。”",
        "第1页有 1 处无法辨认,未读入",
    ]
    assert "无法辨认: ※※" in text


def test_a_scan_in_which_nothing_is_found_is_refused(scanned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_engine", lambda: lambda _: None)
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    with pytest.raises(FileRefused, match="没有识别出文字"):
        extract("a.pdf", scanned)


def test_an_engine_that_cannot_be_loaded_is_said(scanned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("libGL.so.1", name="cv2")

    monkeypatch.setattr(ocr, "_engine", missing)
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    with pytest.raises(FileRefused, match=r"OCR 组件无法载入\(cv2\)"):
        extract("a.pdf", scanned)


def test_without_the_extra_a_scan_is_refused_with_what_to_do(scanned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(FileRefused, match=r"第1页无文本层,可能是扫描件.*zhengce\[ocr\]"):
        extract("a.pdf", scanned)


def test_pages_with_text_beside_a_scan_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    document = pypdfium2.PdfDocument(layouts.PdfPages().write([layouts.Item("paragraph", "一、各区应当配建用房。")]))
    document.import_pages(pypdfium2.PdfDocument(_scan(layouts.PdfPages().write([layouts.Item("paragraph", "二")]))))
    out = io.BytesIO()
    document.save(out)
    extracted = extract("a.pdf", out.getvalue())
    assert extracted.text[: extracted.body] == "一、各区应当配建用房。\n\f"
    assert [(one.message, one.span.start) for one in extracted.problems] == [("第2页无文本层,可能是扫描件,未读入", 13)]


def test_a_scan_has_more_time(scanned: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Limits] = []
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: _said(("一、甲。", 0.99)))

    def noted(reader: Reader, name: str, data: bytes, limits: Limits) -> Extracted:
        given.append(limits)
        return read_isolated(reader, name, data, limits)

    monkeypatch.setattr("ingest.formats.read_isolated", noted)
    extract("a.pdf", scanned, Limits(seconds=9))
    assert [limits.seconds for limits in given] == [9, 39]


_real = pytest.mark.skipif(
    not (ocr.is_available() and _FONT.exists()), reason="the extra, or the font, is not installed"
)


@_real
@pytest.mark.slow
def test_scans_of_the_bundled_documents_are_read_right() -> None:
    wrong = total = labels = wanted = 0
    readings = [read_file(file) for file in sorted(_CORPUS.glob("*.txt"))]
    several = [(one, document) for one in readings for document in one.documents]
    for reading, document in several if os.environ.get("ZHENGCE_LOOPS") == "full" else several[:2]:
        pdf = layouts.PdfPages(str(_FONT)).write(layouts.items_of(reading, document))
        plain, seen = extract("a.pdf", pdf), extract("a.pdf", _scan(pdf), Limits(seconds=900))
        right, read = (fold(one.text[: one.body]).text for one in (plain, seen))
        codes = difflib.SequenceMatcher(None, right, read, autojunk=False).get_opcodes()
        wrong += sum(max(b - a, d - c) for kind, a, b, c, d in codes if kind != "equal")
        total += len(right)
        again = read_text("a", seen.text[: seen.body])
        found = {one.label for one in again.documents[0].provisions}
        labels += sum(one.label in found for one in document.provisions)
        wanted += len(document.provisions)
    assert wrong < 0.01 * total
    assert labels >= 0.95 * wanted


@_real
@pytest.mark.slow
def test_a_seal_does_not_change_the_date() -> None:
    items = [layouts.Item("red_head", "某市人民政府文件"), layouts.Item("paragraph", "一、各区应当配建社区用房。")]
    items += [layouts.Item("paragraph", "")] * 12 + [layouts.Item("right", "二○一一年十二月二十五日")]
    seen = extract("a.pdf", _scan(layouts.PdfPages(str(_FONT)).write(items), seal=True), Limits(seconds=200))
    lines = [line for line in seen.text[: seen.body].splitlines() if line]
    assert lines[0] == "某市人民政府文件"
    assert fold(lines[-1]).text == "二〇一一年十二月二十五日"


def _picture(kind: str, frames: int = 1) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    more = {"save_all": True, "append_images": [Image.new("RGB", (1654, 2339), "white")] * (frames - 1)}
    Image.new("RGB", (1654, 2339), "white").save(out, kind, **(more if frames > 1 else {}))
    return out.getvalue()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any image says one line."""
    monkeypatch.setattr(ocr, "_engine", lambda: _said(("一、每百户5平方米。", 0.97)))
    monkeypatch.setattr(ocr, "is_available", lambda: True)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_an_image_is_read_like_a_scanned_page(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(_picture(kind))
    reading = read_file(tmp_path / "a")
    (document,) = reading.documents
    assert reading.source.encoding == "图片 (OCR)"
    assert [one.label for one in document.provisions] == ["一"]
    assert confidence_in(document.recognised, document.span) == 97


@pytest.mark.usefixtures("heard")
def test_each_image_of_a_file_is_a_page_and_one_that_says_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert extract("a.tif", _picture("TIFF", 3)).text.count("\f") == 2
    said = iter((_said(("一、甲。", 0.97)), lambda _: None))
    monkeypatch.setattr(ocr, "_engine", lambda: lambda image: next(said)(image))
    problems = extract("a.tif", _picture("TIFF", 2)).problems
    assert [problem.message for problem in problems][1:] == ["第2页没有识别出文字"]


def test_without_the_extra_an_image_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(FileRefused, match=r"可能是扫描件.*zhengce\[ocr\]"):
        extract("a.jpg", _picture("JPEG"))


@pytest.mark.usefixtures("heard")
def test_broken_and_huge_images_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileRefused, match="图片已损坏"):
        extract("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    monkeypatch.setattr("ingest.images.MAX_PIXELS", 1_000_000)
    with pytest.raises(FileRefused, match="超过 1 百万像素"):
        extract("a.jpg", _picture("JPEG"))
    monkeypatch.setattr("ingest.images.MAX_IMAGES", 2)
    with pytest.raises(FileRefused, match="有 3 幅图"):
        extract("a.tif", _picture("TIFF", 3))


@pytest.mark.usefixtures("heard")
def test_an_ofd_of_page_images_is_read_like_a_scan() -> None:
    shown = '<ImageObject Boundary="0 0 210 297" ResourceID="3"/>'
    listed = '<MultiMedia ID="3"><MediaFile>扫描.jpg</MediaFile></MultiMedia>'
    data = markup.zipped(
        {
            "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
            "D/Document.xml": "<Document><CommonData><DocumentRes>Res.xml</DocumentRes></CommonData>"
            '<Pages><Page BaseLoc="P.xml"/></Pages></Document>',
            "D/Res.xml": f'<Res BaseLoc="Res"><MultiMedias>{listed}</MultiMedias></Res>',
            "D/P.xml": f"<Page><Content><Layer>{shown}</Layer></Content></Page>",
            "D/Res/扫描.jpg": _picture("JPEG"),
        }
    )
    extracted = extract("a.ofd", data)
    assert (extracted.text[: extracted.body], extracted.form) == ("一、每百户5平方米。\n", "OFD (OCR)")
