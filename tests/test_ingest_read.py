"""Files and texts as readings."""

from pathlib import Path

import pytest

from ingest.errors import FileRefused
from ingest.read import read_file, read_text
from ingest.records import Header, Reading, Status

NOTICE = (
    "江南市人民政府关于社区用房的通知\n江政发〔2020〕5号\n各区人民政府：\n"
    "一、按每百户30平方米配建。\n江南市人民政府\n2020年6月1日\n"
)


def header(text: str) -> Header:
    (document,) = read_text("a.txt", text).documents
    return document.header


def test_file_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(NOTICE.encode("gb18030"))
    reading = read_file(path)
    assert (reading.source.name, reading.source.encoding) == ("通知.txt", "gb18030")
    assert len(reading.source.sha256) == 64
    assert reading.documents[0].key == "江政发-2020-5"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b"  \n\n", "文件是空的"),
        ("　　\n".encode(), "没有可读的正文"),
        (b"\x00\x01\x02\x03" * 40, "不是文本文件,或编码无法识别"),
    ],
)
def test_file_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(FileRefused, match=reason) as caught:
        read_file(path)
    assert "\n" not in str(caught.value)


def test_file_that_is_not_there_and_folder(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="没有这个文件"):
        read_file(tmp_path / "no.txt")
    with pytest.raises(FileRefused, match="是文件夹"):
        read_file(tmp_path)


def test_header_of_a_notice() -> None:
    found = header(NOTICE)
    assert found.title == "江南市人民政府关于社区用房的通知"
    assert found.document_number == "江政发〔2020〕5号"
    assert found.issuing_authority == ("江南市人民政府",)
    assert found.addressees == "各区人民政府"
    assert (str(found.dated_on), found.kind, found.status) == ("2020-06-01", "通知", Status.UNKNOWN)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("时效性:现行有效", Status.IN_FORCE),
        ("时效性:失效", Status.REPEALED),
        ("有效性:已被修改", Status.UNKNOWN),
        ("(征求意见稿)", Status.DRAFT),
        ("(已废止)", Status.REPEALED),
    ],
)
def test_status(line: str, status: Status) -> None:
    found = header(NOTICE.replace("江政发", line + "\n江政发", 1))
    assert found.status is status
    assert found.status_note


def test_other_document_that_ends_is_not_this_one() -> None:
    text = NOTICE.replace("配建。", "配建。原《社区用房规定》同时废止。")
    assert header(text).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("二、本通知自2020年7月1日起施行。", "2020-07-01"),
        ("二、本通知自印发之日起执行。", "2020-06-01"),
        ("二、本通知自2020年7月1日起施行,有效期五年。", "2020-07-01"),
        ("二、《社区用房规定》自2001年1月1日起施行。", "None"),
    ],
)
def test_effective_day(clause: str, day: str) -> None:
    assert str(header(NOTICE.replace("配建。\n", f"配建。\n{clause}\n")).effective_on) == day


def test_law_adopted_long_ago_is_not_effective_on_its_amendment() -> None:
    text = "社区法\n1990年1月2日 全国人民代表大会通过\n2018年3月4日 修正\n"
    text += "第一条 为了社区。\n第二条 本法自公布之日起施行。\n"
    found = header(text)
    assert (str(found.dated_on), found.effective_on) == ("2018-03-04", None)


def test_line_under_a_title_with_two_days() -> None:
    text = "低保条例\n(1999年9月28日国务院令第271号发布 自1999年10月1日起施行)\n第一条 甲。\n第二条 乙。\n"
    found = header(text)
    assert (str(found.promulgated_on), str(found.effective_on), found.dated_on) == ("1999-09-28", "1999-10-01", None)
    assert (found.document_number, found.issuing_authority) == ("国务院令第271号", ("国务院",))


def test_dates_of_fields_and_foot() -> None:
    text = NOTICE.replace("江政发", "公布日期:2020-6-3 实施日期:2020-7-1 失效日期:2025-6-30\n江政发", 1)
    text += "抄送：市委办公室。\n江南市人民政府办公室 2020年6月2日印发\n"
    found = header(text)
    days = (found.dated_on, found.issued_on, found.promulgated_on, found.effective_on, found.repealed_on)
    assert [str(day) for day in days] == ["2020-06-01", "2020-06-02", "2020-06-03", "2020-07-01", "2025-06-30"]
    assert found.copied_to == "市委办公室"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("江政发[2020]5号", "江政发〔2020〕5号"),
        ("江政发（2020）05号", "江政发〔2020〕5号"),
        ("江政发【2020】第5号", "江政发〔2020〕5号"),
        ("江政发„2020‟5号", "江政发〔2020〕5号"),
        ("江南市人民政府文件江政发〔2020〕5号", "江政发〔2020〕5号"),
        ("发文字号:江政发〔2020〕5号 主题分类:民政", "江政发〔2020〕5号"),
    ],
)
def test_document_number_in_any_bracket(line: str, number: str) -> None:
    assert header(NOTICE.replace("江政发〔2020〕5号", line)).document_number == number


def test_web_page_around_a_notice() -> None:
    page = "您现在的位置:首页>政务公开\n社区用房通知全文的通知\n来源:政府网 发布时间:2020-06-09 浏览次数:12\n" + NOTICE
    page += "相关文章\n社区工作者招聘公告\n"
    reading = read_text("a.txt", page)
    (document,) = reading.documents
    assert str(document.header.published_on) == "2020-06-09"
    assert document.header.title == "江南市人民政府关于社区用房的通知"
    assert {reason for _, reason in reading.furniture} == {"网页导航", "网页标题", "网页发布信息", "网页推荐"}


def test_place_comes_from_a_known_issuer() -> None:
    assert header(NOTICE.replace("江南市", "杭州市")).place == "杭州市"
    assert header(NOTICE).place == ""


def test_text_without_any_document() -> None:
    assert read_text("a.txt", "") == Reading(read_text("a.txt", "").source, ())
    assert read_text("a.txt", "上一条:无\n").documents == ()


def test_text_without_title_says_so() -> None:
    (document,) = read_text("a.txt", "一、按每百户30平方米配建社区用房。\n").documents
    assert [problem.message for problem in document.problems] == ["没有找到标题"]
    assert document.key == "a-0"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("一、甲乙。\n三、丙丁。\n", "编号不连续: “一”之后是“三”"),
        ("一、甲乙。\n一、丙丁。\n", "编号“一”重复出现"),
        ("一、不少于l000平方米。\n", "数字中混有字母: “l000”"),
        ("一、11月31日前办理。\n", "“11月31日”不存在"),
        ("一、社区用房由建设单位按照每百户四十平方米的标准配套建设并无偿交付给\n", "处中断"),
    ],
)
def test_problems(text: str, message: str) -> None:
    (document,) = read_text("a.txt", "关于社区用房的通知\n" + text).documents
    assert any(message in problem.message for problem in document.problems)
