"""OFD files: places of characters, parts named in many ways, rules of tables."""

import pytest

import layouts_markup as markup
from ingest.errors import FileRefused
from ingest.formats import extract
from ingest.ofd import read_ofd
from layouts import Item

_ROOT = "<ofd:OFD xmlns:ofd='o'><ofd:DocBody><ofd:DocRoot>{}</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
_TEXT = '<TextObject Boundary="{} {} 100 9" Size="5"{}><TextCode X="0" Y="5"{}>{}</TextCode></TextObject>'


def _ofd(
    content: str, *, root: str = "Doc_0/Document.xml", place: str = "Pages/P/Content.xml", common: str = ""
) -> bytes:
    document = f'<Document>{common}<Pages><Page BaseLoc="{place}"/></Pages></Document>'
    return markup.zipped(
        {
            "OFD.xml": _ROOT.format(root),
            "Doc_0/Document.xml": document,
            "Doc_0/Pages/P/Content.xml": f"<Page><Content><Layer>{content}</Layer></Content></Page>",
        }
    )


def _line(text: str, x: float = 20, y: float = 30, extra: str = "", deltas: str = "") -> str:
    return _TEXT.format(x, y, extra, deltas, text)


def test_lines_stand_in_their_order() -> None:
    data = _ofd(_line("二、其他。", y=60) + _line("一、配建用房。"))
    assert read_ofd("a.ofd", data).text == "一、配建用房。\n二、其他。\n"


@pytest.mark.parametrize(
    ("root", "place"),
    [
        ("/Doc_0/Document.xml", "/Doc_0/Pages/P/Content.xml"),
        ("doc_0\\document.xml", "Pages\\P\\Content.xml"),
        ("Doc_0/Document.xml", "./Pages/../Pages/P/Content.xml"),
    ],
)
def test_parts_are_found_however_they_are_named(root: str, place: str) -> None:
    assert extract("a.ofd", _ofd(_line("一、甲。"), root=root, place=place)).text == "一、甲。\n"


def test_advances_may_be_counted_together() -> None:
    close = _line("配建用房", deltas=' DeltaX="g 3 5"') + _line("面积", x=60, deltas=' DeltaX="5"')
    assert read_ofd("a", _ofd(close)).text == "配建用房  面积\n"


def test_turned_text_is_a_watermark_and_hidden_text_is_left_out() -> None:
    content = _line("一、甲。") + _line("测试", y=90, extra=' CTM="0.7 0.7 -0.7 0.7 0 0"')
    content += f"<PageBlock>{_line('二、乙。', y=60)}</PageBlock>" + _line("隐", y=90, extra=' Visible="false"')
    extracted = read_ofd("a", _ofd(content))
    assert extracted.text[: extracted.body] == "一、甲。\n二、乙。\n"
    assert "水印或印章: 测试" in extracted.text


def test_templates_are_read_with_the_page() -> None:
    common = '<CommonData><TemplatePage ID="7" BaseLoc="T/Content.xml"/></CommonData>'
    page = f'<Page><Template TemplateID="7"/><Content><Layer>{_line("一、甲。", y=60)}</Layer></Content></Page>'
    data = markup.zipped(
        {
            "OFD.xml": _ROOT.format("D/Document.xml"),
            "D/Document.xml": f'<Document>{common}<Pages><Page BaseLoc="P.xml"/></Pages></Document>',
            "D/P.xml": page,
            "D/T/Content.xml": f"<Page><Content><Layer>{_line('某市人民政府')}</Layer></Content></Page>",
        }
    )
    assert read_ofd("a", data).text == "某市人民政府\n一、甲。\n"


def test_ruled_tables_become_rows() -> None:
    rows = (("户数", "面积"), ("1000户", "400平方米"), ("2000户", "600平方米"))
    extracted = extract("a", markup.OfdPages().write([Item("table", rows=rows)]))
    assert extracted.text[: extracted.body] == "| 户数 | 面积 |\n| 1000户 | 400平方米 |\n| 2000户 | 600平方米 |\n"


def test_images_without_text_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.ocr.is_available", lambda: False)
    image = '<ImageObject Boundary="0 0 210 297" ResourceID="3"/>'
    with pytest.raises(FileRefused, match="第1页无文本层"):
        extract("a.ofd", _ofd(image))


def test_strange_numbers_do_no_harm() -> None:
    content = _line("一、甲。", deltas=' DeltaX="g 99999999999 nan inf x"') + '<PathObject Boundary="1 x 1e99"/>'
    assert read_ofd("a", _ofd(content)).text.startswith("一")
