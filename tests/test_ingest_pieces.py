"""Pieces of compilations, and documents that follow one another without headings."""

from ingest.boundaries import find_boundaries
from ingest.pieces import split_pieces
from ingest.read import read_text
from ingest.records import Span

FIRST = "关于甲的通知\n甲发[2011]1号\n一、按每百户30平方米配建。\n"
SECOND = "关于乙的通知\n乙发[2012]2号\n一、按每年8万元安排经费。\n"


def cuts(text: str) -> tuple[int, ...]:
    return find_boundaries(text, Span(0, len(text)))


def test_compilation_with_words_before_its_first_heading() -> None:
    text = "社区文件选编\n第一篇:甲的通知\n" + FIRST + "第二篇:乙的通知\n" + SECOND
    first, second = split_pieces(text)
    assert first.heading == Span(0, text.index("关于甲"))
    assert text[second.span.start : second.span.end] == SECOND


def test_document_before_the_first_heading_is_a_piece() -> None:
    pieces = split_pieces(FIRST + "第一篇:乙的通知\n" + SECOND + "第二篇:丙的通知\n一、丙。\n")
    assert [piece.title for piece in pieces] == ["", "乙的通知", "丙的通知"]


def test_headings_that_do_not_run_up_are_none() -> None:
    assert len(split_pieces("第一篇:甲的通知\n一、甲。\n第三篇:丙的通知\n一、丙。\n")) == 1
    assert len(split_pieces("第一篇 总则\n第一条 甲。\n第二篇 分则\n第二条 乙。\n")) == 1


def test_documents_one_behind_the_other() -> None:
    assert cuts(FIRST + SECOND) == (len(FIRST),)
    keys = [document.key for document in read_text("a.txt", FIRST + SECOND).documents]
    assert keys == ["甲发-2011-1", "乙发-2012-2"]


def test_title_over_two_lines() -> None:
    assert cuts(FIRST + "江南市人民政府关于乙\n工作的通知\n乙发[2012]2号\n一、乙。\n") == (len(FIRST),)


def test_titles_that_begin_nothing() -> None:
    assert cuts("市政府转发省厅《关于乙的通知》的通知\n各区:\n现予转发。\n" + SECOND) == ()
    assert cuts(FIRST + "附件\n" + SECOND) == ()
    assert cuts(FIRST + "关于乙的通知\n各区要照办。\n") == ()
    assert cuts(FIRST + "关于乙的通知") == ()
    assert cuts(FIRST + "关于乙的通知,\n乙发[2012]2号\n") == ()


NOTICE = "关于甲的通知\n各区人民政府:\n一、甲。\n江南市民政局\n2024年3月1日\n"


def test_documents_behind_a_signature() -> None:
    assert cuts(NOTICE + "关于乙的通知\n各区人民政府:\n一、乙。\n") == (len(NOTICE),)
    assert cuts(NOTICE + "江南市乙办法\n(2024年5月6日市政府会议通过)\n第一条 乙。\n") == (len(NOTICE),)
    assert cuts(NOTICE + "江南市乙条例\n第一章 总则\n第一条 乙。\n") == (len(NOTICE),)


def test_titles_behind_a_signature_that_begin_nothing() -> None:
    assert cuts(NOTICE.replace("一、甲", "印发《乙管理办法》") + "江南市乙管理办法\n第一条 乙。\n") == ()
    assert cuts(NOTICE + "关于乙的通知\n请参照执行。\n") == ()
    assert cuts(NOTICE + "附件\n江南市乙条例\n第一章 总则\n") == ()
    assert cuts("关于甲的通知\n一、甲\n关于乙的通知\n各区人民政府:\n") == ()


def test_second_law_of_one_notice() -> None:
    first = "关于印发《甲管理办法》和《乙管理办法》的通知\n各区人民政府:\n现印发给你们。\n江南市民政局\n2024年3月1日\n"
    first += "甲管理办法\n第一条 甲。\n第二条 本办法自2024年5月1日起施行。\n"
    assert cuts(first + "乙管理办法\n第一条 乙。\n") == (len(first),)
    assert read_text("a.txt", first).documents[0].header.issues == "甲管理办法"


def test_title_that_is_not_the_one_announced() -> None:
    notice = "关于印发《社区用房管理办法》的通知\n各区:\n现印发。\n江南市民政局\n2020年4月1日\n"
    text = notice + "附件\n{}\n第一条 甲。\n第二条 乙。\n"
    longer = read_text("a.txt", text.format("江南市社区用房管理办法")).documents[0]
    assert [one.heading for one in longer.provisions if one.address == "title-2"] == ["社区用房管理办法"]
    other = read_text("a.txt", text.format("关于社区用房管理办法")).documents[0]
    assert not any(one.address == "title-2" for one in other.provisions)
