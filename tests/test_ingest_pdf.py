"""Pages of PDF files: what stands where, what belongs together, and what is no text."""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

import hostile
from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.pdf import read_pdf
from ingest.pdf_quality import is_garbled
from ingest.read import read_text
from ingest.records import Level
from layouts import Item, PdfPages

_LONG = "各区县（市）人民政府应当按照每百户不低于三十平方米的标准配建社区用房，并在土地出让条件中予以明确。"


def _read(*items: Item, head: str = "", bold: bool = False) -> Extracted:
    return read_pdf("a.pdf", PdfPages(head=head, bold=bold).write(items))


def _body(extracted: Extracted) -> str:
    return extracted.text[: extracted.body]


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    """A page on which `draw` draws, in the font of Chinese texts."""
    out = io.BytesIO()
    PdfPages()  # makes the font known
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont("STSong-Light", 16)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lines(canvas: Canvas, x: float, top: float, lines: list[str], size: float = 16) -> None:
    canvas.setFont("STSong-Light", size)
    for number, line in enumerate(lines):
        canvas.drawString(x, top - number * 1.5 * size, line)


def test_lines_become_paragraphs() -> None:
    extracted = _read(
        Item("paragraph", f"一、{_LONG}"), Item("paragraph", f"二、{_LONG}"), Item("paragraph", "三、短。")
    )
    assert _body(extracted) == f"一、{_LONG}\n二、{_LONG}\n三、短。\n"


def test_a_paragraph_runs_over_to_the_next_page() -> None:
    body = _body(_read(*[Item("paragraph", f"{_LONG}{_LONG}")] * 6))
    assert body.replace("\f", "") == f"{_LONG}{_LONG}\n" * 6
    assert body.count("\f") == 1
    assert "\n\f" not in body
    assert "\f\n" not in body


def test_bold_that_is_printed_twice_is_read_once() -> None:
    body = _body(_read(Item("title", "关于社区用房的通知"), Item("paragraph", _LONG), bold=True))
    assert body.startswith("关于社区用房的通知\n")


def test_a_title_of_several_lines_is_one() -> None:
    title = "某市人民政府关于进一步加强新建住宅区和旧住宅区社区用房规划建设管理工作的实施意见"
    body = _body(_read(Item("title", title), Item("number", "某政〔2020〕12号"), Item("paragraph", _LONG)))
    assert body.split("\n")[:2] == [title, "某政〔2020〕12号"]


def test_a_red_head_stands_for_itself() -> None:
    items = [Item("red_head", "某市人民政府文件"), Item("number", "某政〔2020〕12号"), Item("title", "关于用房的通知")]
    reading = read_text("a", _body(_read(*items, Item("flush", "各区人民政府："), Item("paragraph", _LONG))))
    header = reading.documents[0].header
    assert (header.title, header.document_number) == ("关于用房的通知", "某政〔2020〕12号")


def test_spaces_stand_between_words_of_latin_only() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "按照 GB 50180 标 准")
        canvas.drawString(80, 650, "附件1")
        canvas.drawString(300, 650, "关于标准")

    assert read_pdf("a", _drawn(draw)).text == "按照GB 50180标准\n附件1  关于标准\n"


def test_columns_are_read_one_after_the_other() -> None:
    words = "按照每百户三十平方米的标准配建社区用房由区人民政府统一安排并向社会公布接受监督"

    def draw(canvas: Canvas) -> None:
        for column, mark in ((60, "左"), (320, "右")):
            lines = [f"{mark}{number}{words}"[:14] for number in range(9)]
            _lines(canvas, column, 700, lines)

    text = read_pdf("a", _drawn(draw)).text
    assert text.index("左8") < text.index("右0")


def test_two_signers_in_one_row_are_no_columns() -> None:
    items = [Item("paragraph", _LONG)] * 6 + [Item("right", "中共某市委员会　　　　　　某市人民政府")]
    assert _body(_read(*items)).endswith("\n中共某市委员会  某市人民政府\n")


def test_watermarks_are_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "一、各区应当配建用房。")
        canvas.rotate(45)
        canvas.drawString(300, 300, "内部资料")

    extracted = read_pdf("a", _drawn(draw))
    assert _body(extracted) == "一、各区应当配建用房。\n"
    assert "内部资料" in extracted.text[extracted.body :]


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        _lines(canvas, 80, 500, ["一、各区应当配建用房。", "二、由区人民政府负责。"])

    assert read_pdf("a", _drawn(draw)).text == "一、各区应当配建用房。\n二、由区人民政府负责。\n"


def test_footnotes_follow_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, 112, 700, [f"一、{_LONG}"[:24]])
        _lines(canvas, 80, 676, [f"一、{_LONG}"[24:]])
        _lines(canvas, 80, 120, ["① 指建筑面积，", "不含公摊面积。"], 10)

    assert read_pdf("a", _drawn(draw)).text == f"一、{_LONG}\n注①:指建筑面积，不含公摊面积。\n"


_ROWS = (("户数", "社区用房建筑面积"), ("1000户以下", "不少于400平方米"), ("1000户至2000户", "不少于600平方米"))


def test_a_ruled_table_becomes_rows() -> None:
    body = _body(_read(Item("paragraph", "标准如下："), Item("table", rows=_ROWS), Item("paragraph", "二、其他。")))
    assert body == (
        "标准如下：\n| 户数 | 社区用房建筑面积 |\n| 1000户以下 | 不少于400平方米 |\n"
        "| 1000户至2000户 | 不少于600平方米 |\n二、其他。\n"
    )
    reading = read_text("a", body)
    rows = [one for one in reading.documents[0].provisions if one.level is Level.TABLE]
    assert len(rows) == 3


def test_a_table_over_two_pages_is_one() -> None:
    rows = [("户数", "面积"), *((f"{number}户", f"{number}平方米") for number in range(100, 145))]
    body = _body(_read(Item("paragraph", "标准如下："), Item("table", rows=tuple(rows))))
    assert [line.strip("\f") for line in body.splitlines()[1:] if line.strip("\f")] == [
        f"| {one} | {two} |" for one, two in rows
    ]
    assert body.count("\f") == 1


def test_a_repeated_head_of_a_table_is_dropped() -> None:
    head = ("户数", "面积")
    first = [head, *((f"{number}户", f"{number}平方米") for number in range(22))]
    second = [head, *((f"{number}户", f"{number}平方米") for number in range(22, 30))]
    body = _body(_read(Item("table", rows=tuple(first)), Item("page_break"), Item("table", rows=tuple(second))))
    assert body.count("| 户数 | 面积 |") == 1
    assert body.count("平方米") == 30


def test_a_row_that_is_cut_by_the_end_of_a_page_is_made_whole() -> None:
    first = (("项目", "标准"), ("社区用房", "每百户三十平方"))
    second = (("", "米，且不少于二百平方米"), ("养老用房", "每百户二十平方米"))
    body = _body(_read(Item("table", rows=first), Item("page_break"), Item("table", rows=second)))
    assert "| 社区用房 | 每百户三十平方米，且不少于二百平方米 |" in body


def test_a_cell_that_spans_rows_is_said_in_each() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(80, 600, 100, 60)
        canvas.rect(180, 630, 100, 30)
        canvas.rect(180, 600, 100, 30)
        for x, y, word in ((90, 625, "城区"), (190, 640, "一类"), (190, 610, "二类")):
            canvas.drawString(x, y, word)

    assert read_pdf("a", _drawn(draw)).text == "| 城区 | 一类 |\n| 城区 | 二类 |\n"


def test_a_table_without_rules_becomes_rows() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, 112, 720, ["附件：社区用房标准"])
        for at, (one, two, three) in enumerate((*((*row, "备注") for row in _ROWS), ("2000户以上", "另定", "—"))):
            for x, words in ((80, one), (240, two), (460, three)):
                canvas.drawString(x, 680 - 24 * at, words)
        _lines(canvas, 112, 560, ["二、其他。"])

    lines = read_pdf("a", _drawn(draw)).text.splitlines()
    assert lines[1:3] == ["| 户数 | 社区用房建筑面积 | 备注 |", "| 1000户以下 | 不少于400平方米 | 备注 |"]
    assert lines[-1] == "二、其他。"


def _image_page() -> Callable[[Canvas], None]:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    return lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)


def test_a_scan_is_left_unread_and_named() -> None:
    extracted = read_pdf("a", _drawn(_image_page()))
    assert extracted.unread == (1,)
    assert extracted.problems[0].message == "第1页无文本层,可能是扫描件,未读入"


def test_text_over_a_scan_is_said_to_be_doubtful() -> None:
    def draw(canvas: Canvas) -> None:
        _image_page()(canvas)
        _lines(canvas, 80, 700, ["一、各区人民政府应当配建社区用房。"])

    problems = read_pdf("a", _drawn(draw)).problems
    assert [one.message for one in problems] == ["第1页是扫描图像,文字取自其隐藏的识别层,可能有错字"]


def test_garbage_is_not_taken_for_text() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, 80, 700, ["犁狓獚璺瓛甒畼疕癄皪盨睤瞻砵硻磖礋祫禫秺穅窊竤笰筥箎"] * 4)

    extracted = read_pdf("a", _drawn(draw))
    assert (extracted.unread, _body(extracted)) == ((1,), "")
    assert is_garbled("犁狓獚璺瓛甒畼疕癄皪盨睤瞻砵硻磖礋祫禫秺穅窊竤笰筥箎" * 4)
    assert not is_garbled("………………………………………………………………" * 9)


def test_a_file_that_pdfplumber_refuses_is_read_by_pdfium(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise TypeError("page without a box")

    data = PdfPages().write(
        [Item("paragraph", f"一、{_LONG}"), Item("table", rows=_ROWS), Item("paragraph", "二、短。")]
    )
    monkeypatch.setattr("ingest.pdf.read_glyphs", broken)
    lines = _body(read_pdf("a", data)).splitlines()
    assert [lines[0], lines[-1]] == [f"一、{_LONG}", "二、短。"]
    assert lines[1:-1] == [f"| {one} | {two} |" for one, two in _ROWS]


def test_a_blank_file_and_a_locked_one_are_refused() -> None:
    with pytest.raises(FileRefused, match="各页都是空白"):
        read_pdf("a", _drawn(lambda canvas: None))
    with pytest.raises(FileRefused, match="需要密码"):
        read_pdf("a", hostile.locked_pdf())


def test_a_page_that_lies_on_its_side_keeps_its_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.grid([100, 300, 500], [300, 340, 380])
        for y, cells in ((355, ("户数", "面积")), (315, ("500户以下", "200平方米"))):
            for x, words in zip((110, 310), cells, strict=True):
                canvas.drawString(x, y, words)

    assert read_pdf("a", _drawn(draw)).text == "| 户数 | 面积 |\n| 500户以下 | 200平方米 |\n"


def test_text_in_columns_of_signs_is_laid_level() -> None:
    def draw(canvas: Canvas) -> None:
        for column, words in enumerate(("关于公园开放时间的通知", "一、市属公园每日开放十六小时。", "二、照此办理。")):
            for row, char in enumerate(words):
                canvas.drawString(500 - 30 * column, 700 - 18 * row, char)

    assert read_pdf("a", _drawn(draw)).text.splitlines() == [
        "关于公园开放时间的通知",
        "一、市属公园每日开放十六小时。",
        "二、照此办理。",
    ]


def test_what_stands_beside_the_page_is_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        _lines(canvas, 80, 700, ["一、各区应当配建用房。"])
        canvas.drawString(80, 2000, "页外文字")

    extracted = read_pdf("a", _drawn(draw))
    assert _body(extracted) == "一、各区应当配建用房。\n"
    assert "页外文字" in extracted.text


def test_an_annex_begins_a_paragraph_on_a_new_page_behind_a_full_line() -> None:
    full = "二、本通知自公布之日起三十日后施行，有效期为五年。"
    body = _body(_read(Item("paragraph", full), Item("page_break"), Item("flush", "附件"), Item("title", "用房标准表")))
    assert body.splitlines() == [full, "", "附件", "用房标准表"]


def test_a_head_of_two_rows_is_dropped_where_it_comes_again() -> None:
    head = (("户数", "面积", "面积"), ("户数", "下限", "上限"))
    pages = [(*head, *((f"{n}户", f"{n}", f"{n + 9}") for n in some)) for some in (range(20), range(20, 25))]
    body = _body(_read(Item("table", rows=pages[0]), Item("page_break"), Item("table", rows=pages[1])))
    assert body.count("户数") == 1
    assert body.count("户 |") == 25


def test_raised_digits_do_not_run_into_a_number() -> None:
    def draw(canvas: Canvas) -> None:
        for x, y, size, words in (
            (80, 700, 16, "满30"),
            (112, 707, 8, "12"),
            (124, 700, 16, "户的，不少于20m"),
            (245, 707, 8, "2"),
        ):
            canvas.setFont("STSong-Light", size)
            canvas.drawString(x, y, words)

    assert read_pdf("a", _drawn(draw)).text == "满30¹²户的，不少于20m²\n"
