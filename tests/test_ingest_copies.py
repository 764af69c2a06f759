"""Copies of the same text are one document."""

from ingest.copies import merge_copies
from ingest.read import read_text
from ingest.records import Document

BODY = "".join(
    f"{number}、第{number}类社区用房由{name}部门负责管理,面积不少于{number}00平方米,每年检查一次并公布结果。\n"
    for number, name in ((1, "规划"), (2, "建设"), (3, "民政"), (4, "财政"), (5, "房管"), (6, "卫生"))
)
TITLE = "关于社区用房管理的通知\n"


def merged(*texts: str) -> tuple[Document, ...]:
    return merge_copies([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])


def test_same_text_is_one_document_with_the_fuller_header() -> None:
    (document,) = merged(TITLE + BODY, TITLE + "江政发[2020]5号\n" + BODY)
    assert (document.source, document.header.document_number) == ("1.txt", "江政发〔2020〕5号")
    assert [(name, is_cut) for name, _, is_cut in document.copies] == [("0.txt", False)]


def test_what_only_the_copy_says_is_taken_over() -> None:
    full = TITLE + "江政发[2020]5号\n各区人民政府:\n" + BODY
    (document,) = merged(full, "用房通知\n发布日期:2020-6-1\n" + BODY)
    assert document.source == "0.txt"
    assert str(document.header.published_on) == "2020-06-01"
    assert document.header.other_titles == ("用房通知",)


def test_beginning_of_a_text_is_a_copy_that_breaks_off() -> None:
    (document,) = merged(TITLE + BODY[: len(BODY) // 2], TITLE + BODY)
    assert document.source == "1.txt"
    assert [is_cut for _, _, is_cut in document.copies] == [True]
    assert any("不完整的副本" in problem.message for problem in document.problems)


def test_other_numbers_are_no_copy() -> None:
    assert len(merged(TITLE + BODY, TITLE + BODY.replace("300平方米", "350平方米"))) == 2


def test_contradicting_headers_are_no_copies() -> None:
    assert len(merged(TITLE + "江政发[2020]5号\n" + BODY, TITLE + "江政发[2021]9号\n" + BODY)) == 2


def test_short_texts_are_not_compared_and_keys_are_unique() -> None:
    first, second = merged(TITLE + "1、甲。\n", TITLE + "1、甲。\n")
    assert (first.key, second.key) == ("关于社区用房管理的通知", "关于社区用房管理的通知-2")


def test_a_key_with_a_number_is_no_other_document_s() -> None:
    title, short = TITLE.strip(), "1、甲。\n"
    documents = merged(TITLE + short, f"{title}-2\n" + short, TITLE + short, TITLE + short)
    assert [one.key for one in documents] == [title, f"{title}-2", f"{title}-3", f"{title}-4"]


def test_nothing_to_merge() -> None:
    assert merge_copies([]) == ()
