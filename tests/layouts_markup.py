"""The paragraphs of `layouts` as DOCX (numbers typed or automatic), HTML of a government page, and OFD."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ingest.labels import read_label
from ingest.normalize import fold
from layouts import Item, Pages

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# The levels of a list that Word numbers: kind of label, form of number, text.
LEVELS = (
    ("一", "chineseCountingThousand", "%1、"),
    ("(一)", "chineseCountingThousand", "（%2）"),
    ("1", "decimal", "%3、"),
    ("(1)", "decimal", "（%4）"),
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "") -> bytes:
    """A .docx file with this body."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    for name, content in (("numbering", numbering), ("styles", styles), ("footnotes", footnotes)):
        if content:
            parts[f"word/{name}.xml"] = f"<w:{name} {_W}>{content}</w:{name}>"
    return zipped(parts)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def numbering(levels: Sequence[tuple[str, str]], number: int = 1) -> str:
    """A list with these forms and texts."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'


def in_list(depth: int, number: int = 1) -> str:
    """Properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def docx_of(items: Iterable[Item], *, automatic: bool = False) -> bytes:
    """The paragraphs as a .docx file; with `automatic`, Word writes the numbers wherever it would count the same."""
    counts = [0] * len(LEVELS)
    out = []
    for item in items:
        if item.role == "table":
            out.append(table(item.rows))
            continue
        folded = fold(item.text)
        label = read_label(folded.text) if automatic else None
        depth = next((at for at, level in enumerate(LEVELS) if label and level[0] == label.kind), -1)
        if label is None or depth < 0 or label.value != counts[depth] + 1 or not _is_alike(item.text, depth):
            out.append(paragraph(item.text))
            continue
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (len(LEVELS) - depth - 1)
        out.append(
            paragraph(item.text[folded.offsets[label.end] :] if label.end < len(folded.text) else "", in_list(depth))
        )
    return docx("".join(out), numbering=numbering([level[1:] for level in LEVELS]))


def _is_alike(text: str, depth: int) -> bool:
    """Whether the text's label is written as the list writes it, full width or half."""
    return depth in (1, 3) or "、" in text[:5]


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of Word."""
    cells = ["".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


_PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_某市人民政府门户网站</title>
<style>p {{ color: red }}</style><script>var a = "<p>脚本不是正文，不应读入。</p>";</script></head><body>
<div class="nav"><ul>{links}</ul></div>
<div class="crumb">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<div class="main"><div class="left"><ul>{links}</ul></div><div class="box"><div class="text">{body}</div></div></div>
<div class="footer"><p>主办：某市人民政府办公室　<a href="/map">网站地图</a></p><p>某ICP备05012345号</p></div>
</body></html>"""
_LINKS = (
    "首页",
    "政务公开",
    "办事服务",
    "互动交流",
    "政策文件",
    "公示公告",
    "领导之窗",
    "走进某市",
    "数据开放",
    "专题专栏",
)


def html_of(items: Iterable[Item], *, title: str = "", charset: str = "utf-8", breaks: bool = False) -> bytes:
    """The paragraphs in a page of a portal; with `breaks`, in one block with line breaks."""
    out = []
    for item in items:
        if item.role == "table":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in item.rows)
            out.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            text = escape(item.text)
            out.append(f"&emsp;&emsp;{text}<br>\n" if breaks else f"<p style='text-indent:2em'>{text}</p>\n")
    links = "".join(f'<li><a href="/{number}">{word}</a></li>' for number, word in enumerate(_LINKS))
    page = _PAGE.format(charset=charset, title=escape(title), links=links, body="".join(out))
    return page.encode({"gb2312": "gb18030"}.get(charset, charset))


class OfdPages(Pages):
    """Pages of an OFD file, written line by line."""

    def __init__(self, *, head: str = "") -> None:
        self._objects: list[str] = []
        self._done: list[str] = []
        super().__init__(head=head)

    def finish(self) -> bytes:
        """The file."""
        self.show_page()
        names = [f"Pages/Page_{number}/Content.xml" for number in range(len(self._done))]
        listed = "".join(f'<ofd:Page ID="{number + 10}" BaseLoc="{name}"/>' for number, name in enumerate(names))
        space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
        area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        parts: dict[str, str | bytes] = {"OFD.xml": f"<ofd:OFD {space}>{root}</ofd:OFD>"}
        inner = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        parts["Doc_0/Document.xml"] = f"<ofd:Document {space}>{inner}</ofd:Document>"
        for name, content in zip(names, self._done, strict=True):
            parts[f"Doc_0/{name}"] = (
                f"<ofd:Page {space}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
            )
        return zipped(parts)

    def show_page(self) -> None:
        self._done.append("".join(self._objects))
        self._objects.clear()

    def rule(self, x: float, y: float, width: float, height: float) -> None:
        mm = 25.4 / 72
        box = f"{x * mm:.2f} {y * mm:.2f} {width * mm:.2f} {height * mm:.2f}"
        w, h = width * mm, height * mm
        path = f"M 0 0 L {w:.2f} 0 L {w:.2f} {h:.2f} L 0 {h:.2f} L 0 0"
        self._objects.append(
            f'<ofd:PathObject Boundary="{box}"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
        )

    def draw(self, x: float, y: float, size: float, text: str, *, is_red: bool = False) -> None:
        mm = 25.4 / 72
        widths = self.sizes(text, size)
        deltas = " ".join(f"{width * mm:.3f}" for width in widths[:-1])
        box = f"{x * mm:.3f} {(y - size) * mm:.3f} {sum(widths) * mm:.3f} {size * 1.2 * mm:.3f}"
        self._objects.append(
            f'<ofd:TextObject Boundary="{box}" Size="{size * mm:.3f}"><ofd:TextCode X="0" Y="{size * mm:.3f}"'
            f' DeltaX="{deltas}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
