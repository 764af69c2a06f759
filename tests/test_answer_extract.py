"""`zhengce extract`: obligations of documents that nobody has seen before, as table, JSON, CSV, Excel and calendar."""

import csv
import json
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from dateutil.rrule import rrulestr

from answer.cli import main
from answer.extract import obligations
from answer.extract_calendar import calendar, first_day, folded, planned
from answer.extract_filter import FilterError, fits, wanted_of
from answer.extract_records import Obligation, When
from answer.layout import width_of
from answer.norms import Modality
from answer.render_extract import amount_text, obligations_text, row, time_text
from index.store import Library
from index.writer import Writer
from ingest.read import read_text

PARKS = """甲市人民政府关于公园建设管理的通知
甲政发〔2011〕8号
各区人民政府:
为加强公园建设,现就有关事项通知如下:
一、新建公园的建筑面积按下列标准确定:
(一)服务人口在5万人以上的,不少于800平方米;
(二)服务人口不足5万人的,按每万人150平方米配建。
二、公园管理单位应当在每年3月31日前向区园林局报送上年度总结,不得瞒报。
三、街道办事处每季度检查一次。收到投诉之日起15个工作日内予以答复。
四、养护经费由市财政承担60%,由区财政承担40%,于2012年6月底前拨付到位。
五、各区可以将公园委托专业单位管理,鼓励社会捐建。
六、每年11月31日前,各区应当公布名录。每半年至少组织两次演练。每月10日前报送进度。
七、=SUM(A1)应当写明。
甲市人民政府
2011年5月20日
"""


def library_of(*texts: str) -> Library:
    writer = Writer.in_memory()
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    return Library(writer.connection, "memory")


def found(text: str = PARKS) -> tuple[Obligation, ...]:
    library = library_of(text)
    return obligations(library, library.keys()[0])


def of(label: str) -> list[Obligation]:
    return [one for one in found() if one.label == label]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "a.txt").write_text(PARKS, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "a.txt"), "--home", str(tmp_path / "home")]) == 0
    return tmp_path / "home"


def test_tiers_have_their_condition_amount_and_the_basis_of_their_lead() -> None:
    first, second = (of("一、(一)")[0], of("一、(二)")[0])
    assert first.condition == "服务人口在5万人以上的"
    (area,) = first.amounts
    assert (area.low, area.relation, area.unit, area.basis) == (Fraction(800), ">=", "平方米", "建筑面积")
    assert [(a.low, a.per, a.basis) for a in second.amounts] == [(Fraction(150), "10000人", "建筑面积")]


def test_a_sentence_with_two_modalities_is_two_obligations_of_one_bearer() -> None:
    report, no_lies = of("二")
    assert (report.bearer, report.modality, no_lies.bearer, no_lies.modality) == (
        "公园管理单位",
        Modality.SHALL,
        "公园管理单位",
        Modality.SHALL_NOT,
    )


def test_times_are_told_apart() -> None:
    times = {t.text: t for one in found() for t in one.times}
    by, quarterly, within = times["于2012年6月底前"], times["每季度检查一次"], times["15个工作日内"]
    assert (by.when, by.on) == (When.BY, date(2012, 6, 30))
    assert (quarterly.when, quarterly.every, quarterly.times) == (When.EVERY, "季度", Fraction(1))
    assert (within.when, within.event) == (When.WITHIN, "收到投诉")
    assert not times["每年11月31日前"].is_possible
    assert times["每月10日前"].fixed_on == "10"


def test_each_payer_has_its_own_share_and_all_have_the_deadline() -> None:
    shares = {one.bearer: (one.amounts[0].low, len(one.times)) for one in of("四")}
    assert shares == {"市财政": (Fraction(60), 1), "区财政": (Fraction(40), 1)}


def test_what_only_opens_the_text_is_no_obligation() -> None:
    assert not any("通知如下" in one.quote for one in found())


def test_every_quote_is_the_source_and_holds_every_amount() -> None:
    library = library_of(PARKS)
    for one in obligations(library, library.keys()[0]):
        assert "".join(PARKS[span.start : span.end] for span in one.spans) == one.quote
        assert all(amount.text in one.quote for amount in one.amounts)


def test_told_facts_are_no_obligations() -> None:
    text = "乙县通报\n乙发〔2020〕1号\n一、去年5月4日,县领导视察了公园。\n二、各镇应当整改。\n"
    assert [one.action for one in found(text)] == ["各镇应当整改"]


def test_filters_take_the_words_that_people_use() -> None:
    wanted = wanted_of(bearer="办事处", modality="标准", kind="定期")
    assert [one.label for one in found() if fits(one, wanted)] == ["三"]
    assert {one.modality for one in found() if fits(one, wanted_of(modality="shall_not"))} == {Modality.SHALL_NOT}
    with pytest.raises(FilterError, match="没有“远近”这种类别。可用: 数额、"):
        wanted_of(kind="远近")
    with pytest.raises(FilterError, match="没有“也许”这种性质。可用: 应当、"):
        wanted_of(modality="也许")


def rule_of(event: icalendar.Component) -> str:
    rule: Any = event["RRULE"]
    return str(rule.to_ical(), "utf-8")


def test_the_calendar_is_read_by_another_program_and_is_the_same_each_time() -> None:
    library = library_of(PARKS)
    key, header = library.headers()[0]
    events, left = planned(obligations(library, key), first_day(header))
    written = calendar(events)
    assert written == calendar(reversed(events))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    read = list(icalendar.Calendar.from_ical(written).walk("VEVENT"))
    dates = {str(one["SUMMARY"])[:12]: one.decoded("DTSTART") for one in read}
    assert dates["公园管理单位: 公园管理"] == date(2012, 3, 31)
    assert sorted(rule_of(one) for one in read if "RRULE" in one) == [
        "FREQ=MONTHLY;BYMONTHDAY=10",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1",
        "FREQ=YEARLY",
    ]
    assert len({str(one["UID"]) for one in read}) == len(read)
    assert [(one.text, one.reason) for one in left] == [("每年11月31日前", "没有这一天")]


@pytest.mark.parametrize(
    ("words", "start", "days"),
    [
        ("每季度检查一次", "2020-02-10", ["2020-03-31", "2020-06-30", "2020-09-30"]),
        ("每半年检查一次", "2020-07-01", ["2020-12-31", "2021-06-30", "2021-12-31"]),
        ("每月检查一次", "2020-01-31", ["2020-01-31", "2020-02-29", "2020-03-31"]),
        ("每月31日前报告一次情况", "2021-01-05", ["2021-01-31", "2021-02-28", "2021-03-31"]),
        ("每年2月29日前报告情况", "2019-05-01", ["2020-02-29", "2021-02-28", "2022-02-28"]),
        ("每三年一次检查", "2020-05-01", ["2020-12-31", "2023-12-31", "2026-12-31"]),
        ("每周检查一次", "2020-05-06", ["2020-05-10", "2020-05-17", "2020-05-24"]),
        ("每两个月检查一次", "2020-03-01", ["2020-04-30", "2020-06-30", "2020-08-31"]),
    ],
)
def test_recurring_days(words: str, start: str, days: list[str]) -> None:
    text = f"丙县通知\n丙发〔2020〕1号\n一、县林业局应当{words}。\n"
    events, _ = planned(found(text), date.fromisoformat(start))
    (event,) = events
    read = icalendar.Calendar.from_ical(calendar(events)).walk("VEVENT")[0]
    begin = datetime.combine(event.on, time())
    rule = rrulestr(rule_of(read), dtstart=begin)
    assert [one.date().isoformat() for one in rule[:3]] == days


def test_lines_of_a_calendar_are_cut_between_characters() -> None:
    pieces = folded("SUMMARY:" + "社区😀用房" * 30).split(b"\r\n")
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == "SUMMARY:" + "社区😀用房" * 30
    assert max(map(len, pieces)) <= 75


def test_in_a_wide_terminal_columns_stand_below_each_other() -> None:
    library = library_of(PARKS)
    key, header = library.headers()[0]
    lines = obligations_text(header, obligations(library, key), 120).splitlines()
    assert all(width_of(line) <= 120 for line in lines)
    column = width_of(lines[1][: lines[1].index("性质")])
    beginnings = [line for line in lines[3:] if line.startswith(("一", "二", "三", "四", "五", "六"))]
    assert beginnings
    for line in beginnings:
        assert _from_column(line, column).startswith(("应当", "不得", "可以", "鼓励", "标准"))


def _from_column(line: str, column: int) -> str:
    used = 0
    for at, char in enumerate(line):
        if used == column:
            return line[at:]
        used += width_of(char)
    return ""


def test_in_a_narrow_terminal_one_stands_below_the_other() -> None:
    library = library_of(PARKS)
    key, header = library.headers()[0]
    shown = obligations_text(header, obligations(library, key), 40)
    assert all(width_of(line) <= 40 for line in shown.splitlines())
    assert "    数量: 不少于800平方米(建筑面积)" in shown


def test_words_of_amounts_and_times() -> None:
    (second,), (by, *_) = of("一、(二)"), [t for one in of("四") for t in one.times]
    assert amount_text(second.amounts[0]) == "配建 每10000人150平方米(建筑面积)"
    assert time_text(by) == "于2012年6月底前(2012-06-30)"
    assert row(of("六")[0])[11] == "每年11月31日前(没有这一天)"


def test_files(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {kind: tmp_path / f"out.{kind}" for kind in ("csv", "xlsx", "ics")}
    arguments = [part for kind, path in names.items() for part in (f"--{kind}", str(path))]
    capsys.readouterr()
    assert main(["extract", "--home", str(home), *arguments]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "未写入日历: 甲政发〔2011〕8号 六“每年11月31日前”没有这一天" in told.err
    assert names["csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(names["csv"].read_text(encoding="utf-8-sig").splitlines()))
    live = next(one for one in rows if one["条款"] == "七")
    assert live["内容"] == "'=SUM(A1)应当写明"
    sheet = openpyxl.load_workbook(names["xlsx"]).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} == {"s"}


def test_json_has_one_document_a_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["extract", "甲政发〔2011〕8号", "--home", str(home), "--json", "--modality", "可以"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert [one["modality"] for document in written["documents"] for one in document["obligations"]] == ["may"]


def test_nothing_found_is_status_1_and_bad_words_2(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--home", str(home), "--bearer", "海关"]) == 1
    assert main(["extract", "--home", str(home), "--bearer", "海关", "--json"]) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-2] + "]}") == {"schema": 1, "documents": []}
    assert main(["extract", "--home", str(home), "--kind", "远近"]) == 2
    assert main(["extract", "--home", str(home), "--from", "明天"]) == 2
    assert "--from 应写成 2026-01-31 这样的日期" in capsys.readouterr().err
    assert main(["extract", "--home", str(home), "--csv", str(home / "nowhere" / "a.csv")]) == 2
    assert f"无法写入 {home / 'nowhere' / 'a.csv'}: No such file or directory。请检查" in capsys.readouterr().err


def test_a_document_without_a_day_needs_one_for_its_recurring_duties() -> None:
    text = "关于检查的意见\n一、县林业局应当每季度检查一次。每届任期内至少述职一次。二、今年底前,各镇应当完成整改。\n"
    _, left = planned(found(text), None)
    assert {one.reason for one in left} == {"文件没有日期，不知从何时起算，请用 --from 写明", "没有写明年份"}
    _, left = planned(found(text), date(2020, 1, 1))
    assert {one.reason for one in left} == {"周期不能写入日历", "没有写明年份"}
