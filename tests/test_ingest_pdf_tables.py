"""Tables of PDF pages: with rules and without, over pages, on their side."""

from reportlab.pdfgen.canvas import Canvas

from drawn_pdf import ROWS, body_of, drawn, put_lines, read_items
from ingest.pdf import read_pdf
from ingest.read import read_text
from ingest.records import Level
from layouts import Item


def test_a_ruled_table_becomes_rows() -> None:
    body = body_of(
        read_items(Item("paragraph", "标准如下："), Item("table", rows=ROWS), Item("paragraph", "二、其他。"))
    )
    assert body == (
        "标准如下：\n| 户数 | 社区用房建筑面积 |\n| 1000户以下 | 不少于400平方米 |\n"
        "| 1000户至2000户 | 不少于600平方米 |\n二、其他。\n"
    )
    reading = read_text("a", body)
    rows = [one for one in reading.documents[0].provisions if one.level is Level.TABLE]
    assert len(rows) == 3


def test_a_table_over_two_pages_is_one() -> None:
    rows = [("户数", "面积"), *((f"{number}户", f"{number}平方米") for number in range(100, 145))]
    body = body_of(read_items(Item("paragraph", "标准如下："), Item("table", rows=tuple(rows))))
    assert [line.strip("\f") for line in body.splitlines()[1:] if line.strip("\f")] == [
        f"| {one} | {two} |" for one, two in rows
    ]
    assert body.count("\f") == 1


def test_a_repeated_head_of_a_table_is_dropped() -> None:
    head = ("户数", "面积")
    first = [head, *((f"{number}户", f"{number}平方米") for number in range(22))]
    second = [head, *((f"{number}户", f"{number}平方米") for number in range(22, 30))]
    body = body_of(read_items(Item("table", rows=tuple(first)), Item("page_break"), Item("table", rows=tuple(second))))
    assert body.count("| 户数 | 面积 |") == 1
    assert body.count("平方米") == 30


def test_a_row_that_is_cut_by_the_end_of_a_page_is_made_whole() -> None:
    first = (("项目", "标准"), ("社区用房", "每百户三十平方"))
    second = (("", "米，且不少于二百平方米"), ("养老用房", "每百户二十平方米"))
    body = body_of(read_items(Item("table", rows=first), Item("page_break"), Item("table", rows=second)))
    assert "| 社区用房 | 每百户三十平方米，且不少于二百平方米 |" in body


def test_a_cell_that_spans_rows_is_said_in_each() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(80, 600, 100, 60)
        canvas.rect(180, 630, 100, 30)
        canvas.rect(180, 600, 100, 30)
        for x, y, word in ((90, 625, "城区"), (190, 640, "一类"), (190, 610, "二类")):
            canvas.drawString(x, y, word)

    assert read_pdf("a", drawn(draw)).text == "| 城区 | 一类 |\n| 城区 | 二类 |\n"


def test_a_table_without_rules_becomes_rows() -> None:
    def draw(canvas: Canvas) -> None:
        put_lines(canvas, 112, 720, ["附件：社区用房标准"])
        for at, (one, two, three) in enumerate((*((*row, "备注") for row in ROWS), ("2000户以上", "另定", "—"))):
            for x, words in ((80, one), (240, two), (460, three)):
                canvas.drawString(x, 680 - 24 * at, words)
        put_lines(canvas, 112, 560, ["二、其他。"])

    lines = read_pdf("a", drawn(draw)).text.splitlines()
    assert lines[1:3] == ["| 户数 | 社区用房建筑面积 | 备注 |", "| 1000户以下 | 不少于400平方米 | 备注 |"]
    assert lines[-1] == "二、其他。"


def test_a_page_that_lies_on_its_side_keeps_its_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.grid([100, 300, 500], [300, 340, 380])
        for y, cells in ((355, ("户数", "面积")), (315, ("500户以下", "200平方米"))):
            for x, words in zip((110, 310), cells, strict=True):
                canvas.drawString(x, y, words)

    assert read_pdf("a", drawn(draw)).text == "| 户数 | 面积 |\n| 500户以下 | 200平方米 |\n"


def test_a_head_of_two_rows_is_dropped_where_it_comes_again() -> None:
    head = (("户数", "面积", "面积"), ("户数", "下限", "上限"))
    pages = [(*head, *((f"{n}户", f"{n}", f"{n + 9}") for n in some)) for some in (range(20), range(20, 25))]
    body = body_of(read_items(Item("table", rows=pages[0]), Item("page_break"), Item("table", rows=pages[1])))
    assert body.count("户数") == 1
    assert body.count("户 |") == 25
