"""Heads of documents: numbers, issuers, days and validity as texts of many kinds write them."""

from datetime import date

import pytest

from ingest.read import read_text
from ingest.records import Header, Status

BODY = "现公告如下：\n一、甲。\n"


def header(text: str) -> Header:
    return read_text("a.txt", text).documents[0].header


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("国家税务总局关于契税的公告\n国家税务总局公告2023年第12号\n" + BODY, "国家税务总局公告2023年第12号"),
        ("财政部 税务总局公告\n2023年第10号\n关于契税的公告\n" + BODY, "财政部税务总局公告2023年第10号"),
        ("江南市财政局\n关于公布地价的公告\n2025年第3号\n" + BODY, "江南市财政局公告2025年第3号"),
        ("关于契税的公告\n2025年第3号\n" + BODY, ""),
        ("社区用房建设标准\nDB33/T 1234—2024\n1 总则\n1.1 甲。\n1.2 乙。\n", "DB33/T 1234-2024"),
        ("标准化工作导则\nGB/T 1.1-2020\n1 范围\n", "GB/T 1.1-2020"),
        ("DB33/T 1234—2024\n代替DB33/T 1234—2015\n社区用房建设标准\n1 总则\n1.1 甲。\n1.2 乙。\n", "DB33/T 1234-2024"),
        ("关于用房的通知\n江政〔二○一一〕四十五号\n各区人民政府：\n一、甲。\n", "江政〔2011〕45号"),
        ("關於用房的通知\n江政發〔2024〕6號\n各區人民政府：\n一、甲。\n", "江政发〔2024〕6号"),
        ("江南市专题会议纪要\n〔2025〕18号\n关于用房的会议纪要\n" + BODY, "江南市专题会议纪要〔2025〕18号"),
    ],
)
def test_document_number(text: str, number: str) -> None:
    assert header(text).document_number == number


def test_issuer_beside_the_day_of_minutes() -> None:
    read = header("江南市会议纪要\n〔2025〕18号\n江南市人民政府办公室    2025年5月20日\n关于用房的会议纪要\n" + BODY)
    assert read.issuing_authority == ("江南市人民政府办公室",)
    assert read.dated_on == date(2025, 5, 20)
    assert read.title == "关于用房的会议纪要"


def test_assembly_broken_over_lines() -> None:
    read = header(
        "江南市养老条例\n（2021年10月29日江南市第十四届人民代表大会常\n务委员会第三次会议通过）\n第一条 甲。\n"
    )
    assert read.issuing_authority == ("江南市人民代表大会常务委员会",)


def test_announcement_without_a_subject() -> None:
    assert header("江南市人民政府公告\n为保障安全，现公告如下：\n一、甲。\n").title == "江南市人民政府公告"
    assert (
        header("江南市人民政府关于禁止燃放烟花爆竹的公告\n" + BODY).title == "江南市人民政府关于禁止燃放烟花爆竹的公告"
    )


def test_days_counted_from_issue_are_no_day() -> None:
    text = "关于停车的通告\n一、甲。\n二、本通告自发布之日起{}施行。\n江南市公安局\n2025年4月2日\n"
    assert header(text.format("")).effective_on == date(2025, 4, 2)
    assert header(text.format("30日后")).effective_on is None
    assert header(text.format("满三十日")).effective_on is None


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("【现行有效】", Status.IN_FORCE),
        ("（已废止）", Status.REPEALED),
        ("【失效】", Status.REPEALED),
        ("（征求意见稿）", Status.DRAFT),
        ("\n（草案）", Status.DRAFT),
        ("", Status.UNKNOWN),
    ],
)
def test_status_behind_the_title(mark: str, status: Status) -> None:
    read = header(f"江南市物业管理办法{mark}\n第一条 甲。\n第二条 乙。\n")
    assert read.status is status
    assert read.title.startswith("江南市物业管理办法")


def test_fields_in_square_brackets() -> None:
    read = header(
        "【发布单位】江南市人民政府\n【发布文号】江政〔2019〕8号\n【生效日期】2019-04-01\n江南市用房规定\n第一条 甲。\n"
    )
    assert (read.title, read.document_number) == ("江南市用房规定", "江政〔2019〕8号")
    assert (read.issuing_authority, read.effective_on) == (("江南市人民政府",), date(2019, 4, 1))


def test_amounts_behind_the_title_are_text() -> None:
    text = "关于社区用房的说明\n每百户30平方米\n单处不少于300平方米\n"
    title = read_text("a.txt", text).documents[0].provisions[0]
    assert text[title.own.start : title.own.end] == "关于社区用房的说明\n"


def test_addressees_without_a_title() -> None:
    assert header("各街道办事处、各社区：\n请遵照执行。\n一、甲。\n").addressees == "各街道办事处、各社区"


def test_title_of_an_annex_alone() -> None:
    assert header("附件2\n江南市行动计划\n（2023－2025年）\n一、甲。\n").title == "江南市行动计划"


def test_page_that_names_no_document_keeps_its_title() -> None:
    read = header("热议新规\n近日有关部门表示将出台政策。\n社区用房办法\n第一条 甲。\n第二条 乙。\n")
    assert (read.title, read.issues) == ("热议新规", "")


@pytest.mark.parametrize(
    ("issuer", "body", "place"),
    [
        ("", "上海市设置绿色通道，上海市的企业可以申请，不含杭州市。", "上海市"),
        ("", "四川省的企业可以申请，四川省财政厅负责。", "四川省"),
        ("", "四川省和云南省的企业可以申请。", ""),
        ("", "四川省的企业向成都市申请。", "成都市"),
        ("财政部\n", "四川省的企业可以申请。", ""),
        ("", "新华社成都2月8日电 四川省的企业可以申请，四川省财政厅负责。", "四川省"),
        ("", "企业可以申请。" * 20 + "全省的企业都算，由四川省财政厅负责。", "四川省"),
        ("", "企业可以申请。" * 20 + "四川省的企业也算。", ""),
        ("", "企业可以申请。" * 20 + "全省的企业按照《四川省企业条例》办理。", ""),
        ("", "绵阳市和德阳市的企业向省财政厅申请。", "四川省"),
        ("", "绵阳市和昆明市的企业向省财政厅申请。", ""),
        ("", "企业向各省财政厅申请。" * 20 + "四川省的企业也算。", ""),
    ],
)
def test_the_place_that_a_text_without_one_in_its_head_names_most(issuer: str, body: str, place: str) -> None:
    text = f"关于扶持企业的公告\n一、{body}\n二、本公告自发布之日起施行。\n{issuer}2025年4月2日\n"
    assert header(text).place == place


@pytest.mark.parametrize(
    ("title", "addressees", "place"),
    [
        ("关于扶持企业的通知", "各省、自治区、直辖市财政厅（局），新疆生产建设兵团财政局", ""),
        ("关于扶持企业的通知", "各省（区、市）人民政府，新疆生产建设兵团", ""),
        ("关于扶持企业的通知", "内蒙古、辽宁、山东财政厅", ""),
        ("关于扶持企业的通知", "成都市财政局、绵阳市财政局", "成都市"),
        ("吉林省人民政府办公厅印发扶持企业措施的通知", "各市（州）人民政府，长白山管委会", "吉林省"),
        ("关于扶持企业的通知", "吉林省各市人民政府", "吉林省"),
    ],
)
def test_a_text_for_several_provinces_is_for_no_place(title: str, addressees: str, place: str) -> None:
    assert header(f"{title}\n{addressees}：\n一、甲。\n二、乙。\n").place == place


@pytest.mark.parametrize(
    "line",
    [
        "GB 50180-2018 居住区规划设计标准",
        "居住区规划设计标准 GB50180—2018",
        "居住区规划设计标准（GB 50180-2018）",
        "《居住区规划设计标准》GB 50180-2018",
    ],
)
def test_number_and_title_of_a_standard_on_one_line(line: str) -> None:
    (document,) = read_text("a.txt", f"{line}\n1 总则\n1.1 甲。\n1.2 乙。\n").documents
    assert (document.header.title, document.header.document_number) == ("居住区规划设计标准", "GB 50180-2018")
    assert document.key == "GB-50180-2018"


_JOINT = """| 江南市民政局 | 文件 |
| 江南市财政局 | 文件 |
| 江民发〔2021〕37号 | 签发人：王某 |
关于印发《江南市养老用房配建办法
（试行）》的通知
各县民政局：
现将《江南市养老用房配建办法（试行）》印发给你们。
江南市民政局办公室　2021年6月20日印发
"""


def test_a_red_head_set_in_a_table_is_the_head() -> None:
    read = header(_JOINT)
    assert read.title == "关于印发《江南市养老用房配建办法(试行)》的通知"
    assert (read.document_number, read.signatory, read.addressees) == ("江民发〔2021〕37号", "王某", "各县民政局")
    assert read.issuing_authority == ("江南市民政局", "江南市财政局")
    assert read.issued_on == date(2021, 6, 20)
