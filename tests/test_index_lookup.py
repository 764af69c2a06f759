"""Look-up by citation, on documents made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lookup import look_up
from ingest.records import Header
from shelf import Shelf, document

NOTICE = document(
    "notice",
    Header("甬江市人民政府关于解决社区办公用房的通知", "甬政发〔2003〕100号", place=""),
    "lvl_1=一 lvl_1__lvl_1=1 lvl_1__lvl_2=2 lvl_2=二 lvl_2__lvl_1=(一) lvl_2__lvl_1__lvl_1=1 lvl_2__lvl_1__lvl_2=2 "
    "lvl_2__lvl_2=(二) lvl_3=三 lvl_3__para_1 lvl_3__para_2",
)
RUNNING = document(
    "running",
    Header("中共江城市委关于加强社区建设的意见", "江发〔2012〕6号"),
    "lvl_1=一 lvl_1__lvl_1=(一) lvl_1__lvl_2=(二) lvl_2=二 lvl_2__lvl_3=(三) lvl_2__lvl_4=(四) "
    "lvl_3=三 lvl_3__lvl_5=(五)",
)
LAW = document(
    "law",
    Header("中华人民共和国房屋租赁税法", kind="法"),
    "chp_1=第一章 art_1=第一条 art_2=第二条 art_2__para_1 art_2__para_2 art_2__para_2__subpara_1=(一) "
    "art_2__para_2__subpara_2=(二) chp_2=第二章 art_3=第三条 art_3__subpara_1=(一) art_3__subpara_1__item_1=1 "
    "art_3-1=第三条之一 art_4=第四条 art_4__para_1 art_4__para_1__subpara_1=(一) "
    "art_4__para_2 art_4__para_2__subpara_1=(一)",
)
LOCAL_A = document("local_a", Header("浙江省失业保险条例", place="浙江省"), "art_1=第一条")
LOCAL_B = document("local_b", Header("重庆市失业保险条例", place="重庆市"), "art_1=第一条")
OTHER = document(
    "other",
    Header("关于印发海州市养老服务实施方案的通知", "海政办〔2003〕77号", issues="海州市养老服务实施方案"),
    "lvl_1=一",
)
ALL = (NOTICE, RUNNING, LAW, LOCAL_A, LOCAL_B, OTHER)
SHELF = Shelf(ALL)


@pytest.mark.parametrize(
    ("text", "key", "addresses", "how"),
    [
        ("甬政发〔2003〕100号 一、2", "notice", ("lvl_1__lvl_2",), "exact"),
        ("甬政发[2003]100号一、2", "notice", ("lvl_1__lvl_2",), "normalised"),
        ("甬政发[2003]100号第一条第2项", "notice", ("lvl_1__lvl_2",), "mapped"),
        ("甬政发2003-100 1.2", "notice", ("lvl_1__lvl_2",), "normalised"),
        ("甬政发〔2003〕100号第二条第一款第二项", "notice", ("lvl_2__lvl_1__lvl_2",), "mapped"),
        ("甬政发〔2003〕100号第二部分第（二）点", "notice", ("lvl_2__lvl_2",), "mapped"),
        ("甬政发〔2003〕100号第三条第二款", "notice", ("lvl_3__para_2",), "mapped"),
        ("甬政发〔2003〕100号", "notice", (), "exact"),
        ("100号文二(一)2", "notice", ("lvl_2__lvl_1__lvl_2",), "normalised"),
        ("（甬政发〔2003〕100号）第三条", "notice", ("lvl_3",), "mapped"),
        ("政发〔2003〕100号第三条", "notice", ("lvl_3",), "mapped"),
        ("甬江市人民政府甬政发〔2003〕100号第三条", "notice", ("lvl_3",), "mapped"),
        ("《甬江市人民政府关于解决社区办公用房的通知》第三条", "notice", ("lvl_3",), "mapped"),
        ("关于解决社区办公用房的通知第三条", "notice", ("lvl_3",), "mapped"),
        ("社区办公用房的通知 三", "notice", ("lvl_3",), "normalised"),
        ("江发〔2012〕6号（四）", "running", ("lvl_2__lvl_4",), "mapped"),
        ("江发〔2012〕6号（三）", "running", ("lvl_2__lvl_3",), "mapped"),
        ("江发〔2012〕6号 三", "running", ("lvl_3",), "exact"),
        ("江发〔2012〕6号第五条", "running", ("lvl_3__lvl_5",), "mapped"),
        ("江发〔2012〕6号第(二)项", "running", ("lvl_1__lvl_2",), "mapped"),
        ("房屋租赁税法第二条第二款第一项", "law", ("art_2__para_2__subpara_1",), "exact"),
        ("《中华人民共和国房屋租赁税法》第2条第2款", "law", ("art_2__para_2",), "exact"),
        ("房屋租赁税法第二条第（二）项", "law", ("art_2__para_2__subpara_2",), "mapped"),
        ("房屋租赁税法第三条第一款第一项", "law", ("art_3__subpara_1",), "mapped"),
        ("房屋租赁税法第三条第一项第1目", "law", ("art_3__subpara_1__item_1",), "exact"),
        ("房屋租赁税法第三条之一", "law", ("art_3-1",), "exact"),
        ("房屋租赁税法第一条第一款", "law", ("art_1",), "mapped"),
        ("房租税法第一条", "law", ("art_1",), "normalised"),
        ("浙江省失业保险条例第一条", "local_a", ("art_1",), "exact"),
        ("海州市养老服务实施方案 一", "other", ("lvl_1",), "exact"),
    ],
)
def test_found(text: str, key: str, addresses: tuple[str, ...], how: str) -> None:
    found = look_up(text, SHELF)
    assert (found.status, found.document_key, found.addresses) == ("found", key, addresses), found.message
    assert found.reading is not None
    assert found.reading.how == how


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甬政发〔2003〕100号第七条", "甬政发〔2003〕100号 没有第七条：它有一至三"),
        ("甬政发〔2003〕100号一、3", "甬政发〔2003〕100号 一 没有3：它有1至2"),
        ("江发〔2012〕6号（六）", "江发〔2012〕6号 没有（六）：它有（一）至（五）"),
        ("房屋租赁税法第五条", "《中华人民共和国房屋租赁税法》 没有第五条：它有第一条至第四条"),
        ("房屋租赁税法第一条第二款", "《中华人民共和国房屋租赁税法》 第一条 没有第二款：它下面没有分层编号"),
        ("甬政发〔2003〕101号第一条", "资料库未收录甬政发〔2003〕101号。名称相近的有 甬政发〔2003〕100号"),
        ("食品安全法第三条", "资料库未收录《食品安全法》"),
        ("今天天气", "读不出引用“今天天气”。请写发文字号或标题，再写条款，例如“某政发〔2020〕1号第一条第2项”"),
    ],
)
def test_not_found_says_what_there_is(text: str, message: str) -> None:
    found = look_up(text, SHELF)
    assert (found.status, found.addresses) == ("not_found", ())
    assert found.message == message
    assert "不存在" not in found.message


def test_two_documents_of_one_number_are_listed() -> None:
    twins = Shelf([NOTICE, document("twin", Header("海州市通知", "海政发〔2003〕100号"), "lvl_1=一")])
    found = look_up("100号文", twins)
    assert (found.status, found.candidates) == ("ambiguous", ("notice", "twin"))
    assert found.message == "“100号”可指资料库中的 甬政发〔2003〕100号、海政发〔2003〕100号。请写全发文字号或标题"


def test_an_annex_has_its_own_numbering() -> None:
    annexed = document(
        "annexed",
        Header("关于发布规则的通知", "江政〔2020〕2号"),
        "lvl_1=一 lvl_2=二 annex_1=附件1 annex_1__art_1=第一条 annex_1__art_9=第九条",
    )
    shelf = Shelf([annexed])
    assert look_up("江政〔2020〕2号附件1第一条", shelf).addresses == ("annex_1__art_1",)
    assert look_up("江政〔2020〕2号第一条", shelf).addresses == ("lvl_1",)
    assert look_up("江政〔2020〕2号第九条", shelf).addresses == ("annex_1__art_9",)
    assert look_up("江政〔2020〕2号附件3", shelf).status == "not_found"


def test_a_title_may_end_in_anything() -> None:
    shelf = Shelf([document("bare", Header("如何停好车"), "lvl_1=一 lvl_2=二")])
    assert look_up("如何停好车二", shelf).addresses == ("lvl_2",)
    assert look_up("如何停好车吗", shelf).status == "not_found"


def test_an_article_may_be_given_by_its_number_alone() -> None:
    assert look_up("房屋租赁税法 3", SHELF).addresses == ("art_3",)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("帮我找一下甬政发〔2003〕100号关于层高的要求", "found"),
        ("帮我找一下甬政发〔2003〕100号里讲层高的第二小节", "not_found"),
        ("养老服务促进的若干意见", "not_found"),
        ("关于社区", "not_found"),
        ("办法第三条", "ambiguous"),
    ],
)
def test_sentences_and_fragments(text: str, status: str) -> None:
    assert look_up(text, SHELF).status == status


@pytest.mark.parametrize("text", ["第一条", "本通知第二条", "前款", "一、2"])
def test_no_document_is_ambiguous(text: str) -> None:
    found = look_up(text, SHELF)
    assert (found.status, found.document_key) == ("ambiguous", None)


def test_what_fits_several_is_ambiguous_and_lists_them() -> None:
    assert look_up("失业保险条例第一条", SHELF).candidates == ("local_a", "local_b")
    assert look_up("租赁税法第一条", SHELF).status == "ambiguous"
    twice = look_up("房屋租赁税法第四条第（一）项", SHELF)
    assert twice.addresses == ("art_4__para_1__subpara_1", "art_4__para_2__subpara_1")
    assert twice.status == "ambiguous"


@pytest.mark.parametrize("text", ["江政[1997]44号", "养老服务促进条例第三条", "《养老服务促进条例》", "44号文"])
def test_a_document_that_is_only_cited_is_referenced(text: str) -> None:
    found = look_up(text, SHELF)
    assert (found.status, found.cited_by) == ("referenced", (("notice", "lvl_1"),))
    assert "甬政发〔2003〕100号" in found.message


def test_a_code_that_only_resembles_another_is_not_taken_for_it() -> None:
    found = look_up("甬政办发〔2003〕100号第一条", SHELF)
    assert (found.status, found.candidates) == ("ambiguous", ("notice",))
    assert found.message == "资料库未收录甬政办发〔2003〕100号。名称相近的有 甬政发〔2003〕100号。如果指的是它，请写全"


def test_a_list_gives_all_its_provisions() -> None:
    assert look_up("江发〔2012〕6号（二）至（四）", SHELF).addresses == ("lvl_1__lvl_2", "lvl_2__lvl_3", "lvl_2__lvl_4")
    assert look_up("房屋租赁税法第一条和第三条", SHELF).addresses == ("art_1", "art_3")
    assert look_up("房屋租赁税法第一条和第九条", SHELF).status == "not_found"


def test_both_numberings_of_a_document_may_be_meant() -> None:
    found = look_up("江发〔2012〕6号第三条", SHELF)
    assert (found.status, found.addresses) == ("ambiguous", ("lvl_3", "lvl_2__lvl_3"))


@given(st.text(alphabet="甬政发〔〕[]（）2003100号第一二三条款项、.《》的和至通知 本前\n", max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    found = look_up(text, SHELF)
    assert found.status in ("found", "ambiguous", "not_found", "referenced")
    assert found.message
    held = {one.address for one in SHELF.document(found.document_key).provisions} if found.document_key else set()
    assert set(found.addresses) <= held


def test_an_empty_library_holds_nothing() -> None:
    assert look_up("甬政发〔2003〕100号", Shelf(())).status == "not_found"
