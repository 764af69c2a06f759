"""Pages of PDF files: what stands where, what belongs together, and what is no text."""

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

import hostile
from drawn_pdf import LONG, ROWS, body_of, drawn, put_lines, read_items
from ingest.errors import FileRefused
from ingest.pdf import read_pdf
from ingest.pdf_quality import is_garbled
from ingest.read import read_text
from layouts import Item, PdfPages


def test_lines_become_paragraphs() -> None:
    extracted = read_items(
        Item("paragraph", f"一、{LONG}"), Item("paragraph", f"二、{LONG}"), Item("paragraph", "三、短。")
    )
    assert body_of(extracted) == f"一、{LONG}\n二、{LONG}\n三、短。\n"


def test_a_paragraph_runs_over_to_the_next_page() -> None:
    body = body_of(read_items(*[Item("paragraph", f"{LONG}{LONG}")] * 6))
    assert body.replace("\f", "") == f"{LONG}{LONG}\n" * 6
    assert body.count("\f") == 1
    assert "\n\f" not in body
    assert "\f\n" not in body


def test_bold_that_is_printed_twice_is_read_once() -> None:
    body = body_of(read_items(Item("title", "关于社区用房的通知"), Item("paragraph", LONG), bold=True))
    assert body.startswith("关于社区用房的通知\n")


def test_a_title_of_several_lines_is_one() -> None:
    title = "某市人民政府关于进一步加强新建住宅区和旧住宅区社区用房规划建设管理工作的实施意见"
    body = body_of(read_items(Item("title", title), Item("number", "某政〔2020〕12号"), Item("paragraph", LONG)))
    assert body.split("\n")[:2] == [title, "某政〔2020〕12号"]


def test_a_red_head_stands_for_itself() -> None:
    items = [Item("red_head", "某市人民政府文件"), Item("number", "某政〔2020〕12号"), Item("title", "关于用房的通知")]
    reading = read_text("a", body_of(read_items(*items, Item("flush", "各区人民政府："), Item("paragraph", LONG))))
    header = reading.documents[0].header
    assert (header.title, header.document_number) == ("关于用房的通知", "某政〔2020〕12号")


def test_spaces_stand_between_words_of_latin_only() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "按照 GB 50180 标 准")
        canvas.drawString(80, 650, "附件1")
        canvas.drawString(300, 650, "关于标准")

    assert read_pdf("a", drawn(draw)).text == "按照GB 50180标准\n附件1  关于标准\n"


def test_columns_are_read_one_after_the_other() -> None:
    words = "按照每百户三十平方米的标准配建社区用房由区人民政府统一安排并向社会公布接受监督"

    def draw(canvas: Canvas) -> None:
        for column, mark in ((60, "左"), (320, "右")):
            lines = [f"{mark}{number}{words}"[:14] for number in range(9)]
            put_lines(canvas, column, 700, lines)

    text = read_pdf("a", drawn(draw)).text
    assert text.index("左8") < text.index("右0")


def test_two_signers_in_one_row_are_no_columns() -> None:
    items = [Item("paragraph", LONG)] * 6 + [Item("right", "中共某市委员会　　　　　　某市人民政府")]
    assert body_of(read_items(*items)).endswith("\n中共某市委员会  某市人民政府\n")


def test_watermarks_are_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "一、各区应当配建用房。")
        canvas.rotate(45)
        canvas.drawString(300, 300, "内部资料")

    extracted = read_pdf("a", drawn(draw))
    assert body_of(extracted) == "一、各区应当配建用房。\n"
    assert "内部资料" in extracted.text[extracted.body :]


def test_a_page_that_lies_on_its_side_is_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        put_lines(canvas, 80, 500, ["一、各区应当配建用房。", "二、由区人民政府负责。"])

    assert read_pdf("a", drawn(draw)).text == "一、各区应当配建用房。\n二、由区人民政府负责。\n"


def test_footnotes_follow_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        put_lines(canvas, 112, 700, [f"一、{LONG}"[:24]])
        put_lines(canvas, 80, 676, [f"一、{LONG}"[24:]])
        put_lines(canvas, 80, 120, ["① 指建筑面积，", "不含公摊面积。"], 10)

    assert read_pdf("a", drawn(draw)).text == f"一、{LONG}\n注①:指建筑面积，不含公摊面积。\n"


def _image_page() -> Callable[[Canvas], None]:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(picture, "PNG")
    return lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)


def test_a_scan_is_left_unread_and_named() -> None:
    extracted = read_pdf("a", drawn(_image_page()))
    assert extracted.unread == (1,)
    assert extracted.problems[0].message == "第1页无文本层,可能是扫描件,未读入"


def test_text_over_a_scan_is_said_to_be_doubtful() -> None:
    def draw(canvas: Canvas) -> None:
        _image_page()(canvas)
        put_lines(canvas, 80, 700, ["一、各区人民政府应当配建社区用房。"])

    problems = read_pdf("a", drawn(draw)).problems
    assert [one.message for one in problems] == ["第1页是扫描图像,文字取自其隐藏的识别层,可能有错字"]


def test_garbage_is_not_taken_for_text() -> None:
    def draw(canvas: Canvas) -> None:
        put_lines(canvas, 80, 700, ["犁狓獚璺瓛甒畼疕癄皪盨睤瞻砵硻磖礋祫禫秺穅窊竤笰筥箎"] * 4)

    extracted = read_pdf("a", drawn(draw))
    assert (extracted.unread, body_of(extracted)) == ((1,), "")
    assert is_garbled("犁狓獚璺瓛甒畼疕癄皪盨睤瞻砵硻磖礋祫禫秺穅窊竤笰筥箎" * 4)
    assert not is_garbled("………………………………………………………………" * 9)


def test_a_file_that_pdfplumber_refuses_is_read_by_pdfium(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise TypeError("page without a box")

    data = PdfPages().write([Item("paragraph", f"一、{LONG}"), Item("table", rows=ROWS), Item("paragraph", "二、短。")])
    monkeypatch.setattr("ingest.pdf.read_glyphs", broken)
    lines = body_of(read_pdf("a", data)).splitlines()
    assert [lines[0], lines[-1]] == [f"一、{LONG}", "二、短。"]
    assert lines[1:-1] == [f"| {one} | {two} |" for one, two in ROWS]


def test_a_blank_file_and_a_locked_one_are_refused() -> None:
    with pytest.raises(FileRefused, match="各页都是空白"):
        read_pdf("a", drawn(lambda canvas: None))
    with pytest.raises(FileRefused, match="需要密码"):
        read_pdf("a", hostile.locked_pdf())


def test_text_in_columns_of_signs_is_laid_level() -> None:
    def draw(canvas: Canvas) -> None:
        for column, words in enumerate(("关于公园开放时间的通知", "一、市属公园每日开放十六小时。", "二、照此办理。")):
            for row, char in enumerate(words):
                canvas.drawString(500 - 30 * column, 700 - 18 * row, char)

    assert read_pdf("a", drawn(draw)).text.splitlines() == [
        "关于公园开放时间的通知",
        "一、市属公园每日开放十六小时。",
        "二、照此办理。",
    ]


def test_what_stands_beside_the_page_is_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        put_lines(canvas, 80, 700, ["一、各区应当配建用房。"])
        canvas.drawString(80, 2000, "页外文字")

    extracted = read_pdf("a", drawn(draw))
    assert body_of(extracted) == "一、各区应当配建用房。\n"
    assert "页外文字" in extracted.text


def test_an_annex_begins_a_paragraph_on_a_new_page_behind_a_full_line() -> None:
    full = "二、本通知自公布之日起三十日后施行，有效期为五年。"
    body = body_of(
        read_items(Item("paragraph", full), Item("page_break"), Item("flush", "附件"), Item("title", "用房标准表"))
    )
    assert body.splitlines() == [full, "", "附件", "用房标准表"]


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

    assert read_pdf("a", drawn(draw)).text == "满30¹²户的，不少于20m²\n"
