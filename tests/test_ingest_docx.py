"""Word files as one sees them: numbers, changes, tables, notes; and old Word files."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import layouts_markup as markup
from ingest.docx import read_docx
from ingest.docx_numbering import format_number
from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.formats import extract, read_package
from layouts_markup import docx, in_list, paragraph

_LEVELS = [level[1:] for level in markup.LEVELS]


def _read(body: str, **parts: str) -> str:
    return _extracted(body, **parts).text


def _extracted(body: str, **parts: str) -> Extracted:
    return read_docx("a.docx", docx(body, **parts))


def _listed(*depths: int, number: int = 1) -> str:
    return "".join(paragraph(f"甲{at}", in_list(depth, number)) for at, depth in enumerate(depths))


def test_automatic_numbers_are_seen() -> None:
    text = _read(_listed(0, 1, 1, 2, 3, 0, 1), numbering=markup.numbering(_LEVELS))
    assert text == "一、甲0\n（一）甲1\n（二）甲2\n1、甲3\n（1）甲4\n二、甲5\n（一）甲6\n"


def test_articles_run_through_chapters() -> None:
    levels = [("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条")]
    kept = markup.numbering(levels).replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>')
    assert _read(_listed(0, 1, 1, 0, 1), numbering=kept) == "第一章甲0\n第一条甲1\n第二条甲2\n第二章甲3\n第三条甲4\n"


def test_numbers_of_several_levels_and_other_forms() -> None:
    levels = [("chineseCounting", "第%1章"), ("decimal", "%1.%2")]
    legal = markup.numbering(levels).replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>')
    assert _read(_listed(0, 1, 1), numbering=legal) == "第一章甲0\n1.1 甲1\n1.2 甲2\n".replace(" ", "")
    assert _read(_listed(0), numbering=markup.numbering([("bullet", "●")])) == "甲0\n"
    forms = ("decimal", "decimalZero", "upperRoman", "lowerLetter", "ideographDigital", "decimalEnclosedParen")
    assert [format_number(12, form) for form in forms] == ["12", "12", "XII", "l", "一二", "⑿"]
    forms = (
        "chineseLegalSimplified",
        "ideographZodiac",
        "decimalFullWidth",
        "upperLetter",
        "none",
        "taiwaneseCounting",
    )
    assert [format_number(3, form) for form in forms] == ["叁", "寅", "３", "C", "", "三"]
    assert [format_number(value, "chineseCounting") for value in (0, 101, 110, 10_000)] == [
        "零",
        "一百零一",
        "一百一十",
        "10000",
    ]


def test_a_list_may_start_elsewhere() -> None:
    override = '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    numbering = f"{markup.numbering(_LEVELS)}{override}</w:lvlOverride></w:num>"
    assert _read(_listed(0, 0) + _listed(0, number=2), numbering=numbering) == "一、甲0\n二、甲1\n五、甲0\n"


def test_numbers_come_from_styles_and_what_they_are_based_on() -> None:
    styles = (
        f'<w:style w:styleId="base"><w:pPr>{in_list(0)}</w:pPr></w:style>'
        '<w:style w:styleId="s"><w:basedOn w:val="base"/></w:style>'
        '<w:style w:styleId="n"><w:basedOn w:val="base"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", '<w:pStyle w:val="s"/>') + paragraph("乙", '<w:pStyle w:val="n"/>')
    assert _read(body, styles=styles, numbering=markup.numbering(_LEVELS)) == "一、甲\n乙\n"


def test_changes_are_accepted_and_said() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    deleted = "<w:del><w:r><w:delText>300</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run.format('600')}</w:ins>"
    moved = f"<w:moveFrom>{run.format('甲')}</w:moveFrom>"
    extracted = _extracted(f"<w:p>{run.format('不少于')}{deleted}{inserted}{moved}{run.format('平方米。')}</w:p>")
    assert extracted.text == "不少于600平方米。\n"
    assert extracted.problems[0].message == "含修订痕迹(插入 1 处,删除 2 处),按接受修订后的文字读入"


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    body = paragraph("各区应当", "<w:rPr><w:del/></w:rPr>") + paragraph("配建用房。")
    assert _read(body) == "各区应当配建用房。\n"


def test_hidden_text_codes_and_breaks() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"
        '<w:r><w:br w:type="page"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>藏</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>"
    )
    styles = '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert _read(body, styles=styles) == "甲\n乙 丙链\n"


def test_content_controls_and_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent>"
        "<w:t>正文</w:t></w:r></w:p>"
    )
    assert _read(body) == "控件\n正文\n框内\n"


def test_tables_become_rows_and_merged_cells_are_said_again() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"

    wide, begins = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    rows = (
        f"<w:tr>{cell('标准', wide)}</w:tr>"
        f"<w:tr>{cell('城区', begins)}{cell('一类')}</w:tr><w:tr>{cell('', '<w:vMerge/>')}{cell('二类')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('去')}</w:tr>"
    )
    assert _read(f"<w:tbl>{rows}</w:tbl>") == "| 标准 | 标准 |\n| 城区 | 一类 |\n| 城区 | 二类 |\n"


def test_a_table_that_lays_out_the_page_is_text() -> None:
    assert _read(markup.table([["一、各区应当配建用房。"], ["二、其他。"]])) == "一、各区应当配建用房。\n二、其他。\n"


def test_footnotes_follow_their_paragraph() -> None:
    note = f'<w:footnote w:id="2">{paragraph("指建筑面积。")}</w:footnote>'
    body = '<w:p><w:r><w:t>面积</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>不变。</w:t></w:r></w:p>'
    assert _read(body + paragraph("乙"), footnotes=note) == "面积不变。\n注2:指建筑面积。\n乙\n"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "ppt/presentation.xml", "content.xml", "a.txt"])
def test_other_packages_are_refused_with_what_they_are(part: str) -> None:
    with pytest.raises(FileRefused, match=r"表格|演示|OpenDocument|压缩包"):
        extract("a.docx", markup.zipped({part: "<a/>"}))


def test_old_word_files_need_a_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FileRefused, match=r"旧版 Word .*没有可用的转换程序.*另存为 .docx"):
        extract("a.doc", data)
    for stream, reason in (("Workbook", "Excel"), ("PowerPoint Document", "演示"), ("Other", "不是 Word")):
        with pytest.raises(FileRefused, match=reason):
            extract("a.doc", data[:608] + stream.encode("utf-16-le"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rtf_is_read_through_libreoffice(tmp_path: Path) -> None:
    words = "".join(f"\\u{ord(char)}?" for char in "一、各区应当配建用房。")
    extracted = extract("a.doc", f"{{\\rtf1\\ansi {words}\\par}}".encode())
    assert (extracted.text, extracted.form) == ("一、各区应当配建用房。\n", "RTF (LibreOffice)")


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("antiword")), reason="a program is not installed")
def test_old_word_files_are_read_by_either_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "<tr><td>类别<td>面积<tr><td>一类<td>80平方米"
    page = f"<meta charset=utf-8><p>一、各区应当配建用房。<table border=1>{rows}</table><p>二、照办。"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    how = ["--infilter=HTML (StarWriter)", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    command = ["soffice", profile, "--headless", *how, str(tmp_path / "a.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=90)
    data = (tmp_path / "a.doc").read_bytes()
    by_office = extract("a.doc", data)
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda program: which(program) if program == "antiword" else None)
    by_antiword = extract("a.doc", data)
    assert (by_office.form, by_office.problems) == ("DOC (LibreOffice)", ())
    assert by_antiword.form == "DOC (antiword)"
    assert "自动编号会丢失" in by_antiword.problems[0].message
    for extracted in (by_office, by_antiword):
        lines = ["".join(line.split()) for line in extracted.text.splitlines() if line.strip()]
        assert lines == ["一、各区应当配建用房。", "|类别|面积|", "|一类|80平方米|", "二、照办。"]


def test_raised_digits_do_not_run_into_a_number() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r>'
    body = f"<w:p><w:r><w:t>每10</w:t></w:r>{raised}<w:r><w:t>人一处。</w:t></w:r></w:p>"
    assert _read(body) == "每10⁴人一处。\n"


def test_rows_of_a_table_inside_a_cell_stay_apart() -> None:
    inner = markup.table((("基本", "8万元"), ("奖补", "2万元")))
    outer = markup.table((("村规模", "经费"), ("500人以下", "INNER")))
    text = _read(outer.replace(paragraph("INNER"), f"{inner}<w:p/>"))
    assert text == "| 村规模 | 经费 |\n| 500人以下 | 基本 8万元;奖补 2万元 |\n"


def test_a_text_in_a_part_of_another_name_is_found() -> None:
    data = docx(paragraph("一、各区应当配建用房。"))
    with zipfile.ZipFile(io.BytesIO(data)) as named:
        parts = {one.replace("document", "document2"): named.read(one) for one in named.namelist()}
    assert read_package("a", markup.zipped(parts)).text == "一、各区应当配建用房。\n"
