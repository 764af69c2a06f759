"""Web pages: the article, its lines and tables, the fields of a page of government; nothing is run or fetched."""

import base64
import quopri

import pytest

from ingest.errors import FileRefused
from ingest.extracted import Extracted
from ingest.formats import extract
from ingest.html import read_html
from ingest.html_tree import parse_html
from ingest.read import read_text
from ingest.records import Status
from ingest.sniff import sniff

_NAV = "".join(f"<li><a href='/{at}'>栏目{at}</a></li>" for at in range(20))
_TEXT = "<p>一、各区人民政府应当配建社区用房，由区财政承担。</p><p>二、其他事项，另行规定。</p>" * 3


def _read(body: str, head: str = "", encoding: str = "utf-8") -> Extracted:
    return read_html("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))


def _body(extracted: Extracted) -> str:
    return extracted.text[: extracted.body]


def test_navigation_is_set_aside_and_kept() -> None:
    extracted = _read(f"<ul>{_NAV}</ul><div class='c'>{_TEXT}</div><div>版权所有 某市人民政府</div>")
    assert _body(extracted).count("\n") == 6
    assert "栏目" not in _body(extracted)
    assert "栏目3" in extracted.text
    assert "版权所有" in extracted.text[extracted.body :]


def test_a_short_text_in_a_known_container_is_found() -> None:
    extracted = _read(f"<ul>{_NAV}</ul><div>今天，天气晴。</div><div id='zoom'><p>各区应当，照此办理。</p></div>")
    assert _body(extracted) == "各区应当，照此办理。\n"
    assert extracted.problems[0].message == "网页正文很短,可能没有取全"


def test_breaks_blocks_and_inline_elements() -> None:
    text = _body(_read("<div>各<b>区</b>人民<br>政府，应当<span>&nbsp;配建</span>。<h3>标题</h3>正文&#12290;</div>"))
    assert text == "各区人民\n政府，应当 配建。\n标题\n正文。\n"


def test_unclosed_and_crossed_elements_are_read() -> None:
    assert parse_html("<p>甲<p>乙<ul><li>丙<li>丁</ul><b><i>戊</b></i></div>己").texts() == list("甲乙丙丁戊己")
    assert _body(_read("<table><tr><td>甲，乙。<td>丙<tr><td>丁<td>戊</table>")) == "| 甲，乙。 | 丙 |\n| 丁 | 戊 |\n"


def test_scripts_styles_and_comments_are_no_text() -> None:
    text = _body(
        _read(f"<script>var a='</p>脚本';</script><style>p</style><!-- 注释 --><noscript>无</noscript>{_TEXT}")
    )
    assert not any(word in text for word in ("脚本", "注释", "无", "var"))


def test_tables_of_data_become_rows_and_others_text() -> None:
    rows = ("<th rowspan=2>类别<th colspan=2>标准", "<td>面积<td>人数", "<td>一类<td>400<td>5")
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    wanted = "| 类别 | 标准面积 | 标准人数 |\n| 一类 | 400 | 5 |\n"
    assert wanted in _body(_read(f"<div>{_TEXT}{table}</div>"))
    layout = f"<table><tr><td>左栏</td><td>{_TEXT * 4}</td></tr><tr><td>甲</td><td>乙</td></tr></table>"
    assert "|" not in _body(_read(layout))


_FIELDS = (
    "<table><tr><td>索引号：</td><td>A-1</td><td>发文机关：</td><td>某市人民政府</td></tr>"
    "<tr><td>标　　题：</td><td>关于用房的通知</td><td>成文日期：</td><td>2020年3月1日</td></tr>"
    "<tr><td>发文字号：</td><td>某政〔2020〕5号</td><td>发布日期：</td><td>2020年3月9日</td></tr></table>"
)


def test_fields_of_a_page_of_government_go_into_the_header() -> None:
    extracted = _read(f"{_FIELDS}<div id='UCAP-CONTENT'><p>某市人民政府关于用房的通知</p><p>各区：</p>{_TEXT}</div>")
    header = read_text("a", _body(extracted)).documents[0].header
    assert header.document_number == "某政〔2020〕5号"
    assert header.issuing_authority == ("某市人民政府",)
    assert (str(header.dated_on), str(header.published_on)) == ("2020-03-01", "2020-03-09")


def test_the_title_of_the_page_stands_in_for_one() -> None:
    extracted = _read(f"<div>{_TEXT}</div>", "<title>关于用房的通知_某市人民政府门户网站</title>")
    assert _body(extracted).startswith("关于用房的通知\n一、")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", ""), ("big5", "big5"), ("utf-16", "")],
)
def test_the_encoding_is_found(encoding: str, declared: str) -> None:
    words = "各區人民政府應當設置社區用房,由區政府辦理。" if encoding == "big5" else "各区人民政府应当设置社区用房。"
    head = f'<meta charset="{declared}">' if declared else ""
    assert words in _body(_read(f"<p>{words}</p>", head, encoding))


def test_deep_nesting_and_a_page_of_scripts() -> None:
    deep = parse_html("<div>" * 50_000 + "甲" + "</div>" * 50_000)
    assert deep.texts() == ["甲"]
    with pytest.raises(FileRefused, match="网页里没有正文"):
        _read("<div id=app></div><script>render()</script>")


_LISTED = (
    "<li><b>索 引 号：</b>0001</li><li><b>发文字号：</b><span>云市监〔2023〕12号</span></li><li>有 效 性：有效</li>"
)


def test_metadata_that_has_name_and_value_in_one_line_is_read() -> None:
    page = f"<ul>{_LISTED}</ul><div id='zoom'><p>关于市场管理的通知</p>{_TEXT}<p>三、本通知有效期五年。</p></div>"
    header = read_text("a", _body(_read(page))).documents[0].header
    assert header.document_number == "云市监〔2023〕12号"
    assert header.status is Status.IN_FORCE


def test_a_table_of_metadata_in_the_article_is_read_and_set_aside() -> None:
    rows = "<tr><td>索引号<td>1137/2023<td>文号<td>云政办〔2023〕8号<tr><td>有效性<td>有效<td>成文日期<td>2023-05-30"
    extracted = _read(f"<div id='zoom'><table>{rows}</table><p>关于停车收费的通知</p>{_TEXT}</div>")
    (document,) = read_text("a", _body(extracted)).documents
    assert "|" not in _body(extracted)
    assert "| 索引号 | 1137/2023 |" in extracted.text[extracted.body :]
    assert (document.header.title, document.header.document_number) == ("关于停车收费的通知", "云政办〔2023〕8号")
    assert document.header.dated_on is not None


def test_lines_of_preformatted_text_stay_lines() -> None:
    assert _body(_read("<pre>\n关于市场的通知\n  一、各区应当，办理。\n\n二、照办。</pre>")).splitlines() == [
        "关于市场的通知", "一、各区应当，办理。", "二、照办。"
    ]  # fmt: skip


def test_a_page_that_is_nothing_but_its_article_is_said_once() -> None:
    extracted = read_html("a", _TEXT.encode())
    assert extracted.text.count("应当配建") == 3


def test_raised_digits_do_not_run_into_a_number() -> None:
    text = _body(_read("<p>每10<sup>4</sup>人，满30<sup>1</sup>户的，20m<sup>2</sup>。</p>"))
    assert text == "每10⁴人，满30¹户的，20m²。\n"


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_a_page_saved_as_one_file_is_read(coding: str) -> None:
    page = f"<html><body><p>关于市场的通知</p>{_TEXT}</body></html>".encode()
    coded = {"base64": base64.encodebytes(page), "quoted-printable": quopri.encodestring(page), "8bit": page}
    head = 'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
    part = f"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    data = head.encode() + part + coded[coding] + b"\r\n--x--\r\n"
    assert sniff(data) == "mime"
    extracted = extract("a.mht", data)
    assert _body(extracted).splitlines()[:2] == ["关于市场的通知", "一、各区人民政府应当配建社区用房，由区财政承担。"]


def test_a_saved_file_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    with pytest.raises(FileRefused, match="没有网页正文"):
        extract("a.mht", data)
