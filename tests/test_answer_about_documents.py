"""Questions about documents themselves: validity, copies, the day from which they are in force, who says it."""

from datetime import date

import pytest

from answer.about_documents import (
    asks_for_copies,
    asks_for_effect,
    copies,
    effect,
    is_of_documents,
    validity,
)
from answer.answers import Answer, AnswerStatus
from answer.compose import answer
from answer.question import understand
from answer.scope import coverage
from answer.select import Reader
from answer.which_documents import which
from index.store import Library
from index.writer import Writer
from ingest.read import read_text
from made_up import DRAFT_OPINION, LAW_TEXT, held, issued

TODAY = date(2024, 1, 15)
_NOTICE = """{place}人民政府关于加强养老设施配建工作的通知
{number}
各区人民政府，市政府各部门:
一、新建住宅区应当按每百户{area}平方米的标准配建养老用房。
二、养老用房应当无偿移交民政部门。
{place}人民政府
{year}年4月2日
"""
_WHOLE = "".join(
    f"{number}、各区应当做好第{number}类设施的登记，每年检查{number}次。\n" for number in "一二三四五六七八九"
)
_CUT = (
    f"威海市海岛管理办法\n{_WHOLE}威海市人民政府\n2013年4月2日\n",
    f"威海市海岛管理办法\n{_WHOLE[:-60]}",
)
FIRST, SECOND = "青政发-2016-8", "青政发-2020-3"


@pytest.fixture(scope="module")
def library() -> Library:
    first = _NOTICE.format(place="青岛市", number="青政发〔2016〕8号", area=25, year=2016)
    second = _NOTICE.format(place="青岛市", number="青政发〔2020〕3号", area=30, year=2020)
    other = _NOTICE.format(place="济南市", number="济政发〔2018〕1号", area=20, year=2018)
    earlier = _NOTICE.format(place="青岛市", number="青政发〔2018〕5号", area=28, year=2018)
    texts = [first, second, earlier, other, DRAFT_OPINION, LAW_TEXT, first, *_CUT]
    writer = Writer.in_memory()
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    return Library(writer.connection, "memory")


@pytest.fixture(scope="module")
def reader(library: Library) -> Reader:
    return Reader(library)


def asked(question: str, library: Library) -> Answer:
    return answer(question, library, today=TODAY)


@pytest.mark.parametrize(
    ("question", "is_so"),
    [("这个通知收录了几份", True), ("有两份副本吗", True), ("要交几份材料", False), ("有效吗", False)],
)
def test_copies_are_asked_for_in_words(question: str, is_so: bool) -> None:
    assert asks_for_copies(understand(question)) is is_so


@pytest.mark.parametrize(
    ("question", "is_so"),
    [("这个办法什么时候开始施行", True), ("从哪天起执行", True), ("什么时候移交", False), ("怎么施行", False)],
)
def test_the_day_of_effect_is_asked_for_in_words(question: str, is_so: bool) -> None:
    assert asks_for_effect(understand(question).parts[0]) is is_so


def test_a_notice_is_as_valid_as_its_text_says(reader: Reader) -> None:
    found = validity(reader, ["济政发-2018-1"], TODAY)
    assert found is not None
    assert "是否仍然有效，文中没有写明" in found.text
    assert "该文件2018年4月2日成文，距今6年" in found.text
    assert found.cautions == []


def test_a_draft_is_said_to_be_one(library: Library) -> None:
    found = asked("烟台托育设施的征求意见稿正式生效了吗", library)
    assert "是征求意见稿，不是正式生效的文件" in found.conclusion
    assert "draft" in [warning.kind for warning in found.warnings]


def test_a_later_rule_of_the_same_place_is_shown_beside(reader: Reader) -> None:
    found = validity(reader, [FIRST], TODAY)
    assert found is not None
    assert [kind for kind, _ in found.cautions] == ["superseded"]
    assert "每百户30平方米" in found.text
    assert {passage.document for passage in found.passages} == {FIRST, SECOND}


def test_an_earlier_rule_and_one_of_another_place_are_not(reader: Reader) -> None:
    found = validity(reader, [SECOND], TODAY)
    assert found is not None
    assert found.cautions == []
    assert {passage.document for passage in found.passages} == {SECOND}


def test_no_document_has_no_validity(reader: Reader) -> None:
    assert validity(reader, [], TODAY) is None


def test_a_law_is_in_force_from_the_day_that_it_names(library: Library) -> None:
    found = asked("幼儿看护法从什么时候起施行", library)
    assert found.status is AnswerStatus.ANSWERED
    assert "自2015年3月1日起执行" in found.conclusion
    assert "第三条" in found.citations[-1].quote


def test_a_document_without_a_day_of_effect_says_nothing_of_it(reader: Reader, library: Library) -> None:
    (scope,) = coverage(understand("济政发〔2018〕1号"), library).scopes
    assert effect(reader, scope, TODAY, []) is None


def test_both_ends_of_the_force_are_told_once(library: Library) -> None:
    found = asked("幼儿看护法何时施行，有效期到何时？", library)
    assert found.conclusion.count("自2015年3月1日起执行") == found.conclusion.count("没有写明有效期") == 1
    timed = held(issued("绍兴市", 2018, "居住登记", "一、本通知自2018年4月1日起施行，有效期5年。"))
    told = asked("居住登记的通知什么时候开始执行，到什么时候失效？", timed).conclusion
    assert told.count("自2018年4月1日起执行") == told.count("有效期到2023年3月31日止") == 1


def test_two_copies_are_one_document(reader: Reader) -> None:
    found = copies(reader, [FIRST])
    assert found is not None
    assert "有2份，内容重复，已合并为一份" in found.text
    assert [kind for kind, _ in found.cautions] == ["duplicate"]
    assert copies(reader, [SECOND]) is None


def test_a_copy_that_is_cut_short_is_told(reader: Reader) -> None:
    (key,) = [key for key in reader.library.catalogue.keys if "海岛" in key]
    found = copies(reader, [key])
    assert found is not None
    assert "其中一份不完整，中途截断" in found.text
    assert [kind for kind, _ in found.cautions] == ["defect", "duplicate"]


def test_a_document_without_a_rate_or_a_place_has_none_beside_it(reader: Reader) -> None:
    for key in ("中华人民共和国幼儿看护法", *(key for key in reader.library.catalogue.keys if "海岛" in key)):
        found = validity(reader, [key], TODAY)
        assert found is not None
        assert found.cautions == []


def test_the_quantity_that_was_asked_about_is_given_with_its_place(reader: Reader, library: Library) -> None:
    asked_for = understand("每百户30平方米是哪个文件规定的")
    (scope,) = coverage(asked_for, library).scopes
    found = which(reader, asked_for.parts[0], scope, asked_for)
    assert found is not None
    assert {passage.document for passage in found.passages} == {SECOND}


def test_the_document_that_says_it_is_named_with_its_place(library: Library) -> None:
    found = asked("每班不得超过20人是哪个文件规定的", library)
    assert "中华人民共和国幼儿看护法" in found.conclusion
    assert "每班不得超过20人" in found.conclusion


def test_all_documents_that_say_it_are_named_where_several_are_asked_for(reader: Reader, library: Library) -> None:
    asked_for = understand("哪些文件规定了养老用房的配建标准")
    (scope,) = coverage(asked_for, library).scopes
    found = which(reader, asked_for.parts[0], scope, asked_for)
    assert found is not None
    assert {"青岛市", "济南市"} <= {word for word in ("青岛市", "济南市", "烟台市") if f"({word})" in found.text}


def test_what_no_document_speaks_of_is_in_none(reader: Reader, library: Library) -> None:
    asked_for = understand("哪些文件规定了渔船燃油补贴")
    (scope,) = coverage(asked_for, library).scopes
    assert which(reader, asked_for.parts[0], scope, asked_for) is None


@pytest.mark.parametrize(
    ("question", "is_so"),
    [
        ("这个通知什么时候开始施行", True),
        ("居住登记的通知有几份", True),
        ("居住证什么时候失效", False),
        ("租赁合同什么时候生效", False),
        ("申请材料有几份", False),
        ("户口簿副本要交吗", False),
    ],
)
def test_questions_of_other_things_are_none_of_documents(question: str, is_so: bool) -> None:
    held_one = held(issued("绍兴市", 2018, "居住登记", "一、居住证有效期一年,逾期未签注的,居住证失效。"))
    keys = [key for key, _ in held_one.headers()]
    assert is_of_documents(Reader(held_one), understand(question).parts[0], keys) is is_so


def test_a_named_document_answers_for_its_certificates_too() -> None:
    held_one = held(issued("绍兴市", 2018, "居住登记", "一、居住证有效期一年,逾期未签注的,居住证失效。"))
    assert "有效期一年" in asked("绍政发〔2018〕18号规定的居住证过期一年还有效吗？", held_one).conclusion
