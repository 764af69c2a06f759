"""PDF files of a page or two that tests draw, and what is read of them."""

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from ingest.extracted import Extracted
from ingest.pdf import read_pdf
from layouts import Item, PdfPages

#: a paragraph of more than a line
LONG = "各区县（市）人民政府应当按照每百户不低于三十平方米的标准配建社区用房，并在土地出让条件中予以明确。"
ROWS = (("户数", "社区用房建筑面积"), ("1000户以下", "不少于400平方米"), ("1000户至2000户", "不少于600平方米"))


def read_items(*items: Item, head: str = "", bold: bool = False) -> Extracted:
    return read_pdf("a.pdf", PdfPages(head=head, bold=bold).write(items))


def body_of(extracted: Extracted) -> str:
    return extracted.text[: extracted.body]


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    """A page on which `draw` draws, in the font of Chinese texts."""
    out = io.BytesIO()
    PdfPages()  # makes the font known
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("STSong-Light", 16)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def put_lines(canvas: Canvas, x: float, top: float, lines: list[str], size: float = 16) -> None:
    canvas.setFont("STSong-Light", size)
    for number, line in enumerate(lines):
        canvas.drawString(x, top - number * 1.5 * size, line)
