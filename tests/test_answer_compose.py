"""Whole answers: several places, documents and parts, what they come to together, and when there is none."""

from dataclasses import replace
from pathlib import Path

import pytest

from answer.cli import main
from answer.render_provisions import citation_text
from answer.review import Review, Verdict, text_digest
from answer.review_store import add_review, own_words
from index.library import open_library
from index.lookup import look_up
from index.store import Library
from index.writer import Writer
from ingest.read import read_text
from ingest.records import Span
from made_up import TODAY, amounts, ask, held, issued, kinds

PARKING = "一、新建住宅区应当按每户{}个的标准配建停车位。"
OLD = issued("厦门市", 2012, "停车位配建", PARKING.format("0.8"))
NEW = issued("厦门市", 2019, "停车位配建", PARKING.format("1.5"))
OTHER = issued("福州市", 2017, "停车位配建", PARKING.format("1"))
DRAFT = issued("泉州市", 2020, "充电房建设", "一、住宅区应当按每百户15平方米的标准配建充电房。").replace(
    "的通知", "的通知(征求意见稿)", 1
)
ROOMS = issued(
    "海口市",
    2018,
    "社区建设",
    "一、社区阅览室使用面积不少于90平方米，社区调解室使用面积不少于60平方米。",
    "二、每个社区配备管理员3名，安全员2名。",
    "三、社区工作人员每月报酬4200元。",
    "四、申请应当在20日内答复。情况复杂的，可以延长10日。",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(OLD, NEW, OTHER, DRAFT, ROOMS)


def test_the_later_document_answers_and_the_earlier_stands_beside_it(library: Library) -> None:
    made = ask("厦门600户的小区要配多少个停车位？", library)
    assert amounts(made) == [("=", "900", "个")]
    assert [one.document for one in made.citations] == ["厦政发〔2019〕19号", "厦政发〔2012〕12号"]
    assert kinds(made) == ["conflict"]
    assert "厦政发〔2012〕12号(2012年的文件)" in made.warnings[0].text
    assert "480个" in made.warnings[0].text
    assert made.warnings[0].citations == (1,)


def test_amounts_of_a_document_without_a_kind_are_set_beside_too() -> None:
    plain = "厦门市停车位配建细项\n\n厦门市建设局\n2021年5月6日\n\n一、住宅小区每户配建2个停车位。\n"
    made = ask("厦门600户的小区要配多少个停车位？", held(NEW, plain))
    assert "conflict" in kinds(made)
    said = made.conclusion + made.warnings[0].text
    assert "900" in said
    assert "1200" in said


def test_a_year_names_the_document_that_answers(library: Library) -> None:
    made = ask("按厦门2012年的通知，600户的小区要配多少个停车位？", library)
    assert amounts(made) == [("=", "480", "个")]
    assert kinds(made) == []


def test_a_matter_ruled_differently_in_several_places_asks_for_the_place(library: Library) -> None:
    made = ask("600户的小区要配多少个停车位？", library)
    assert (made.status, made.reason) == ("needs_input", "missing_input")
    assert [one.name for one in made.missing] == ["城市"]
    assert "厦门市" in made.missing[0].prompt
    assert "福州市" in made.missing[0].prompt
    assert "900个" in made.conclusion
    assert "600个" in made.conclusion


def test_two_places_are_told_apart_and_set_off(library: Library) -> None:
    made = ask("厦门和福州600户的小区停车位相差多少个？", library)
    assert made.conclusion.startswith("相差300个")
    assert [one.label.partition(" ")[0] for one in made.amounts] == ["厦门市", "福州市", "相差"]
    assert made.amounts[-1].working[0].text == "900 - 600 = 300"


def test_several_cases_of_one_rule_have_an_amount_each(library: Library) -> None:
    made = ask("福州1000户和300户的小区各要配多少个停车位？", library)
    assert amounts(made) == [("=", "1000", "个"), ("=", "300", "个")]


def test_a_draft_is_said_to_be_one(library: Library) -> None:
    made = ask("泉州700户的住宅区充电房多少平方米？", library)
    assert amounts(made) == [("=", "105", "平方米")]
    assert kinds(made) == ["draft"]
    assert "不能作为依据" in made.warnings[0].text


def test_what_was_read_from_a_scan_is_said_to_be_with_its_confidence() -> None:
    reading = read_text("扫描.pdf", OTHER)
    (document,) = reading.documents
    at = OTHER.index("一、")
    recognised = ((Span(0, at), 99), (Span(at, at + 9), 93), (Span(at + 9, at + 20), 71), (Span(at + 20, at + 40), 98))
    writer = Writer.in_memory()
    writer.add([replace(reading, documents=(replace(document, recognised=recognised),))])
    scanned = Library(writer.connection, "memory")

    made = ask("福州600户的小区要配多少个停车位？", scanned)

    assert amounts(made) == [("=", "600", "个")]
    assert made.citations[0].confidence == 71
    assert [(one.kind, one.text) for one in made.warnings][-1] == (
        "unclear",
        "一: 文字由 OCR 识别(置信度 71%)，数字和日期请对照原件",
    )
    shown = citation_text(scanned, look_up("福政发〔2017〕17号 一", scanned), None)
    assert "来源: 扫描.pdf 第 4 行，由 OCR 识别(置信度 71%)" in shown


def test_a_sum_of_all_is_told_first(library: Library) -> None:
    made = ask("海口社区阅览室和社区调解室一共要多少平方米？", library)
    assert made.conclusion.startswith("合计不少于150平方米")
    assert amounts(made)[-1] == (">=", "150", "平方米")


def test_a_part_that_asks_for_the_sum_alone_counts_nothing_twice(library: Library) -> None:
    made = ask("海口一个社区要配几名管理员和安全员，一共多少人？", library)
    assert amounts(made) == [("=", "3", "人"), ("=", "2", "人"), ("=", "5", "人")]


def test_a_period_and_its_extension_are_the_longest(library: Library) -> None:
    made = ask("海口的申请最长多少天答复？", library)
    assert ("<=", "30", "天") in amounts(made)
    assert any(step.text == "20＋10＝30天" for one in made.amounts for step in one.working)


def test_a_part_that_finds_nothing_is_owned_up_to(library: Library) -> None:
    made = ask("海口社区阅览室要多少平方米？要配几名护士？", library)
    assert made.status == "answered"
    assert "不少于90平方米" in made.conclusion
    assert "没有找到“要配几名护士”" in made.conclusion


def test_a_place_that_is_not_held_gets_nobody_elses_rule(library: Library) -> None:
    made = ask("三亚600户的小区要配多少个停车位？", library)
    assert (made.status, made.reason) == ("not_found", "outside_coverage")
    assert (made.amounts, made.citations) == ((), ())
    assert "三亚市" in made.conclusion
    assert "厦门市、福州市、泉州市、海口市" in made.conclusion


def test_a_number_that_is_not_held_is_not_answered_from_another(library: Library) -> None:
    made = ask("按津政发〔2011〕7号，600户的小区要配多少个停车位？", library)
    assert (made.status, made.reason) == ("not_found", "outside_coverage")


def test_documents_that_differ_are_compared(library: Library) -> None:
    made = ask("厦门2012年和2019年的停车位标准有什么不同？", library)
    assert "0.8个" in made.conclusion
    assert "1.5个" in made.conclusion
    assert "conflict" in kinds(made)


@pytest.mark.parametrize(
    "question",
    [
        "厦门600户的小区要配多少个停车位？",
        "600户的小区要配多少个停车位？",
        "三亚停车位",
        "海口社区工作人员一年报酬多少？",
        "泉州充电房",
    ],
)
def test_the_same_question_has_the_same_answer(library: Library, question: str) -> None:
    again = held(OLD, NEW, OTHER, DRAFT, ROOMS)
    first = ask(question, library)
    assert ask(question, library) == first
    assert ask(question, again) == first
    assert ask(f"{question}吗", library).id != first.id


@pytest.mark.parametrize("verdict", [Verdict.REVIEWED, Verdict.DISPUTED])
def test_what_people_said_of_a_provision_is_told_with_its_amounts(tmp_path: Path, verdict: Verdict) -> None:
    (tmp_path / "a.txt").write_text(OTHER, encoding="utf-8")
    assert main(["ingest", str(tmp_path / "a.txt"), "--home", str(tmp_path)]) == 0
    question = "福州600户的小区要配多少个停车位？"
    before = ask(question, open_library(tmp_path))
    cited = before.citations[before.amounts[0].citation]
    words = own_words(open_library(tmp_path), cited.key, cited.address)
    add_review(tmp_path, Review(cited.key, cited.address, text_digest(words), "李四", TODAY, verdict))
    after = ask(question, open_library(tmp_path))
    assert [one.review for one in (*before.amounts, *after.amounts)] == ["extracted", verdict.value]
    assert after.id != before.id
    assert after.conclusion == before.conclusion


def test_a_question_without_a_place_is_told_whose_rule_answers() -> None:
    library = held(
        issued("宁波市", 2019, "养老用房", "第一条 新建小区养老用房不少于120平方米。"),
        issued("绍兴市", 2018, "停车管理", "第一条 路侧停车每小时3元。"),
    )
    told = "这里依据的是绍兴市的文件"
    assert any(told in one.text for one in ask("路侧停车每小时多少元？", library).warnings)
    assert all(told not in one.text for one in ask("绍兴市路侧停车每小时多少元？", library).warnings)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("烟台阅览室是不是按每500户70平方米配置？", "是的"),
        ("烟台阅览室是不是按每1000户70平方米配置？", "不是，烟台市所引条文没有这个标准(“每1000户70平方米”)"),
        ("烟台阅览室是不是按每1000户90平方米配置？", "不是"),
        ("烟台健身房是不是按每1000户90平方米配置？", "是的"),
    ],
)
def test_a_rule_is_confirmed_if_one_sentence_on_its_matter_has_all_its_numbers(question: str, begins: str) -> None:
    rules = "一、阅览室按每500户70平方米配置。", "二、健身房按每1000户90平方米配置。"
    assert ask(question, held(issued("烟台市", 2019, "配套建设", *rules))).conclusion.startswith(begins)


def test_a_city_answers_for_its_province_only_what_fits_well() -> None:
    library = held(issued("嘉兴市", 2018, "社区工作者配备", "第一条 社区工作者中党员不少于二分之一，代表由居民推选。"))
    near = ask("浙江省村民代表中妇女不少于多少？", library)
    same = ask("浙江省社区工作者中党员不少于多少？", library)
    assert near.status.value == "not_found"
    assert same.status.value == "answered"
    assert any("没有收录浙江省" in one.text for one in same.warnings)
