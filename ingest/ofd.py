"""Text of OFD files (GB/T 33190): pages of text objects, read by the same rules as the pages of a PDF."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import dirname, join, normpath

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.packages import Element, Package, parse_xml
from ingest.pdf_pages import have_text, page_lines, page_problems, unread_pages, without_text
from ingest.pdf_records import Glyph, PageGlyphs, PageLines, Rule
from ingest.pdf_text import write_text

#: millimetres to points
_POINTS = 72 / 25.4
MAX_PAGES = 3_000
_MAX_GLYPHS = 200_000
#: how much a character may lean and still count as upright, as a share of its width
_LEAN = 0.05
#: size of text that names none, in millimetres: that of 三号 is 5.6, of 五号 3.7
_SIZE = 3.7
#: how much of a character stands above its base line, and how much below
_ABOVE, _BELOW = 0.88, 0.12
#: a drawing thinner than this, in points, is one rule; the ends of a level or plumb one differ less, in millimetres
_THIN, _SLACK = 2.5, 0.5
#: words of a drawing that are read
_MAX_WORDS = 4_000


@dataclass(slots=True)
class _Content:
    """What was found on a page so far, in points."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    leaning: list[str] = field(default_factory=list)
    image: float = 0.0
    #: the resource that the largest image shows
    picture: str = ""


def read_ofd(name: str, data: bytes) -> Extracted:
    """The text of an OFD file; pages without usable text are named in `unread`, and may be all of them.

    Raises:
        FileRefused: it is broken or encrypted, or blank.
    """
    pages, _ = read_pages(name, data)
    unread = unread_pages(pages)
    if not unread and not have_text(pages):
        raise without_text(name, pages)
    extracted = write_text(pages, "OFD")
    return replace(extracted, problems=page_problems(extracted.text, pages), unread=unread)


def read_pages(name: str, data: bytes) -> tuple[list[PageLines], list[bytes]]:
    """The pages, and the images of those of which nothing can be read; b"" for one without an image.

    Raises:
        FileRefused: it is broken or encrypted, or has no pages.
    """
    package = Package(name, data)
    pages: list[PageLines] = []
    images: list[bytes] = []
    for number, (content, picture) in enumerate(_pages(name, package), 1):
        pages.append(page_lines(number, content))
        images += [package.read(picture)] if unread_pages(pages[-1:]) else []
    if not pages:
        raise FileRefused(name, "没有可读的页", "请重新下载后再导入")
    return pages, images


def _pages(name: str, package: Package) -> Iterator[tuple[PageGlyphs, str]]:
    """What stands on each page of each document in the package, and the part that is its largest image."""
    root = parse_xml(name, "OFD.xml", package.read("OFD.xml"))
    count = 0
    for body in root.all("DocBody"):
        path = _path("", _text(body, "DocRoot"))
        if not package.has(path):
            raise FileRefused(name, "缺少文档正文部件", "请重新下载后再导入")
        document = parse_xml(name, path, package.read(path))
        common = document.child("CommonData")
        templates = {one.get("ID"): one.get("BaseLoc") for one in common.all("TemplatePage")} if common else {}
        box = _box(_text(common.child("PageArea"), "PhysicalBox")) if common else (0, 0, 0, 0)
        pictures = _pictures(name, package, path, common) if common else {}
        listed = document.child("Pages")
        for page in listed.all("Page") if listed else ():
            count += 1
            if count > MAX_PAGES:
                raise FileRefused(name, f"多于 {MAX_PAGES} 页", "请拆分后再导入")
            content, picture = _page(name, package, path, page.get("BaseLoc"), templates, box)
            yield content, pictures.get(picture, "")


def _page(
    name: str, package: Package, base: str, place: str, templates: dict[str, str], box: tuple[float, ...]
) -> tuple[PageGlyphs, str]:
    path = _path(base, place)
    root = parse_xml(name, path, package.read(path)) if package.has(path) else Element("Page", {})
    area = root.child("Area")
    own = _box(_text(area, "PhysicalBox")) if area is not None else ()
    width, height = (own if any(own) else box)[2:4] if any(own) or any(box) else (210.0, 297.0)
    content = _Content()
    for used in root.all("Template"):
        template = _path(base, templates.get(used.get("TemplateID"), ""))
        if package.has(template):
            _collect(content, parse_xml(name, template, package.read(template)), width * height)
    _collect(content, root, width * height)
    if len(content.glyphs) > _MAX_GLYPHS:
        raise FileRefused(name, "一页内文字过多", "文件内容异常,请换一份")
    glyphs = PageGlyphs(
        width * _POINTS,
        height * _POINTS,
        tuple(content.glyphs),
        tuple(content.rules),
        "".join(content.leaning),
        content.image,
    )
    return glyphs, content.picture


def _pictures(name: str, package: Package, base: str, common: Element) -> dict[str, str]:
    """The parts of the package that are its resources, by their numbers."""
    found: dict[str, str] = {}
    for listed in (*common.all("PublicRes"), *common.all("DocumentRes")):
        path = _path(base, listed.text.strip())
        root = parse_xml(name, path, package.read(path)) if package.has(path) else Element("Res", {})
        folder = f"{_path(path, root.get('BaseLoc', '.'))}/"
        for media in (one for group in root.all("MultiMedias") for one in group.all("MultiMedia")):
            found[media.get("ID")] = _path(folder, _text(media, "MediaFile"))
    return found


def _collect(content: _Content, parent: Element, area: float) -> None:
    """Adds the objects below `parent`, also those in blocks."""
    for element in parent.children:
        if element.get("Visible") == "false":
            continue
        if element.name == "TextObject":
            _text_object(content, element)
        elif element.name == "PathObject":
            _path_object(content, element)
        elif element.name == "ImageObject":
            _, _, width, height = _box(element.get("Boundary"))
            share = width * height / max(1.0, area)
            if share > content.image:
                content.image, content.picture = share, element.get("ResourceID")
        else:
            _collect(content, element, area)


def _text_object(content: _Content, element: Element) -> None:
    left, top, *_ = _box(element.get("Boundary"))
    matrix = _numbers(element.get("CTM")) if element.get("CTM") else []
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size = _number(element.get("Size"), _SIZE)
    scaled = size * math.sqrt(abs(a * d - b * c)) * _POINTS
    is_leaning = abs(b) > _LEAN * abs(a)
    for code in element.all("TextCode"):
        text = code.text.strip("\r\n")
        if is_leaning:
            content.leaning.append(text)
            continue
        x, y = _number(code.get("X"), 0.0), _number(code.get("Y"), size)
        steps_x, steps_y = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        for at, char in enumerate(text):
            advance = _advance(char, size)
            step = steps_x[at] if at < len(steps_x) else (0.0 if steps_y else advance)
            if not char.isspace():
                place_x = (left + a * x + c * y + e) * _POINTS
                base = (top + b * x + d * y + f) * _POINTS
                width = min(advance, step or advance) * (abs(a) or 1.0) * _POINTS
                content.glyphs.append(
                    Glyph(place_x, place_x + width, base - _ABOVE * scaled, base + _BELOW * scaled, scaled, char)
                )
            x += step
            y += steps_y[at] if at < len(steps_y) else 0.0


def _advance(char: str, size: float) -> float:
    return size * (0.5 if char.isascii() else 1.0)


def _path_object(content: _Content, element: Element) -> None:
    """The level and plumb lines of a drawing: what rules a table."""
    left, top, width, height = _box(element.get("Boundary"))
    if min(width, height) * _POINTS < _THIN:
        x, y = left * _POINTS, top * _POINTS
        content.rules.append(Rule(x, y, x + width * _POINTS, y + height * _POINTS))
        return
    at: tuple[float, float] | None = None
    words = _text(element, "AbbreviatedData").split()[:_MAX_WORDS]
    for number, word in enumerate(words):
        if word not in ("M", "L", "S") or number + 2 >= len(words):
            continue
        point = (left + _number(words[number + 1], 0.0), top + _number(words[number + 2], 0.0))
        if word == "L" and at is not None and (abs(point[0] - at[0]) < _SLACK or abs(point[1] - at[1]) < _SLACK):
            (x0, x1), (y0, y1) = sorted((at[0], point[0])), sorted((at[1], point[1]))
            content.rules.append(Rule(x0 * _POINTS, y0 * _POINTS, x1 * _POINTS, y1 * _POINTS))
        at = point


def _steps(text: str, count: int) -> list[float]:
    """The advances of `count` characters from DeltaX or DeltaY; `g 3 2.5` stands for three times 2.5."""
    out: list[float] = []
    words = iter(text.split())
    for word in words:
        if len(out) >= count:
            break
        if word == "g":
            times, step = _number(next(words, "0"), 0.0), _number(next(words, "0"), 0.0)
            out += [step] * min(max(0, int(times)), count)
        else:
            out.append(_number(word, 0.0))
    return out


def _number(text: str, default: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < 1e6 else default


def _numbers(text: str) -> list[float]:
    return [_number(word, 0.0) for word in text.split()[:8]]


def _box(text: str) -> tuple[float, float, float, float]:
    numbers = [*_numbers(text), 0.0, 0.0, 0.0, 0.0]
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _text(parent: Element | None, child: str) -> str:
    found = parent.child(child) if parent is not None else None
    return found.text.strip() if found is not None else ""


def _path(base: str, place: str) -> str:
    """The name of a part that is named in the part `base`."""
    place = place.replace("\\", "/")
    return normpath(place if place.startswith("/") else join(dirname(base), place)).lstrip("/")
