"""Feet of documents: signatures, annexes, the end of a web page."""

import pytest

from ingest.back import is_signature, issued_title
from ingest.read import read_text

HEAD = "关于社区用房的通知\n各区人民政府:\n一、按每百户30平方米配建。\n"


def addresses(text: str) -> list[str]:
    return [one.address for document in read_text("a.txt", text).documents for one in document.provisions]


@pytest.mark.parametrize(
    ("title", "body", "issued"),
    [
        ("关于印发《社区用房办法》的通知", "", "社区用房办法"),
        ("关于印发社区用房办法(试行)的通知", "", "社区用房办法(试行)"),
        ("市政府批转民政局关于社区用房意见的通知", "", "民政局关于社区用房意见"),
        ("关于印发《实施〈物业条例〉办法》的通知", "", "实施〈物业条例〉办法"),
        ("", "《停车办法》已经市政府会议通过,现予公布", "停车办法"),
        ("关于社区用房的通知", "《停车办法》已经市政府会议通过,现予公布", ""),
    ],
)
def test_issued_title(title: str, body: str, issued: str) -> None:
    assert issued_title(title, body) == issued


@pytest.mark.parametrize("text", ["市长李某某", "江南市民政局2020年6月1日", "(2020年6月1日)", "中共江南市委"])
def test_signature(text: str) -> None:
    assert is_signature(text)


@pytest.mark.parametrize("text", ["由市民政局负责,市财政局配合市民政局", "一" * 70, "各区民政局:", "甲"])
def test_no_signature(text: str) -> None:
    assert not is_signature(text)


def test_annexes_behind_the_signature() -> None:
    text = (
        HEAD + "江南市民政局\n2020年6月1日\n附件1：用房标准表\n一、新建30平方米。\n附件2\n经费标准\n一、每年8万元。\n"
    )
    assert addresses(text) == [
        "title", "addressees", "lvl_1", "signature", "annex_1", "annex_1__lvl_1", "annex_2", "annex_2__lvl_1",
    ]  # fmt: skip


def test_list_of_annexes_is_no_numbered_text() -> None:
    text = HEAD + "附件:1.用房标准表\n2.经费标准表\n江南市民政局\n2020年6月1日\n"
    assert addresses(text) == ["title", "addressees", "lvl_1", "annexes", "signature"]


def test_annex_whose_text_follows_at_once() -> None:
    assert addresses(HEAD + "附件\n一、新建30平方米。\n")[-2:] == ["annex_1", "annex_1__lvl_1"]


def test_heading_in_the_text_is_not_the_end_of_the_page() -> None:
    text = HEAD + "相关内容\n二、不足的由区政府补建。\n"
    assert "lvl_2" in addresses(text)
    assert "lvl_2" not in addresses(HEAD + "相关内容\n社区招聘\n")
