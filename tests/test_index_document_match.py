"""Which document a title or a number means."""

import pytest

from index.document_match import match_number, match_title
from ingest.records import Header


@pytest.mark.parametrize(
    ("title", "keys", "near"),
    [
        ("解决社区居委会办公用房的通知", ("a",), ()),
        ("关于社区养老服务的通知", (), ()),
        ("关于社区办公经费的通知", (), ()),
        ("社区", (), ()),
        ("", (), ()),
        ("关于解决新建社区办公用房的通知", (), ("a",)),
    ],
)
def test_a_piece_of_a_title_must_convince(title: str, keys: tuple[str, ...], near: tuple[str, ...]) -> None:
    matches = match_title(title, [("a", Header("甬江市人民政府关于解决社区居委会办公用房的通知"))])
    assert (matches.keys, matches.near) == (keys, near)


def test_a_title_that_names_another_place_is_another_document() -> None:
    headers = [("a", Header("杭州市人民政府关于解决社区居委会办公用房的通知", place="杭州市"))]
    assert match_title("郑州市人民政府解决社区居委会办公用房的通知", headers).keys == ()
    assert match_title("杭州市政府解决社区居委会办公用房的通知", headers).keys == ("a",)


@pytest.mark.parametrize(
    ("title", "near"),
    [("劳动法", ("labour",)), ("合同法", ("labour",)), ("劳合法", ()), ("道路法", ())],
)
def test_a_law_is_not_taken_for_another(title: str, near: tuple[str, ...]) -> None:
    matches = match_title(title, [("labour", Header("中华人民共和国劳动合同法"))])
    assert (matches.keys, matches.near) == ((("labour",) if title == "劳合法" else ()), near)


def test_a_number_that_two_documents_bear_fits_both() -> None:
    headers = [("a", Header("甲", "江政〔2010〕5号")), ("b", Header("乙", "海政〔2010〕5号"))]
    assert match_number("5号", headers).keys == ("a", "b")
    assert match_number("海政〔2010〕5号", headers).keys == ("b",)
    assert match_number("河政〔2010〕5号", headers).keys == ()
    assert match_number("无号", headers).keys == ()
