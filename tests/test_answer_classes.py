"""What belongs to a class that one provision defines and another one rules on."""

import pytest

from answer.classes import classes_of, is_ruled_on
from answer.select import Reader
from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

BERTHS = issued(
    "舟山市",
    2021,
    "渔港停泊和船员补贴",
    "第一条 渔港按照位置分为三类。一类港区是指沈家门、普陀湾；二类港区是指岱山湾、嵊泗湾；三类港区是指其他渔港。",
    "第二条 停泊费标准：一类港区每平方米每月12元，二类港区每平方米每月9元，三类港区每平方米每月5元。"
    "每船每月不足300元的，按照300元收取。",
    "第三条 全国技术能手、远洋船长为A类船员；具有本科学历或高级船员证书的人员为B类船员。",
    "第四条 A类船员给予20万元安家补贴；B类船员给予8万元安家补贴。",
    "第五条 特种作业范围包括潜水、焊接，每次收取检查费50元；其他作业每次收取检查费20元。",
    "第六条 本科生实习每月补贴900元。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(BERTHS)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("远洋船长能拿多少安家补贴", "200000"),
        ("有高级船员证书的人安家补贴多少", "80000"),
        ("本科学历的安家补贴多少钱", "80000"),
        ("普陀湾一船40平方米，每月停泊费多少钱", "480"),
        ("嵊泗湾60平方米，每月停泊费多少钱", "540"),
        ("嵊泗湾20平方米，每月停泊费多少钱", "300"),
        ("B类船员安家补贴多少", "80000"),
        ("本科生实习每月补贴多少钱", "900"),
    ],
)
def test_the_rule_for_a_class_is_that_for_what_belongs_to_it(library: Library, asked: str, sum_: str) -> None:
    made = ask(f"舟山{asked}？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_the_definition_is_cited_and_the_step_is_told(library: Library) -> None:
    made = ask("舟山远洋船长能拿多少安家补贴？", library)
    assert [one.label for one in made.citations] == ["第四条", "第三条"]
    assert "inferred" in kinds(made)
    assert any("“远洋船长”按原文归入“A类船员”" in one.text for one in made.warnings)


@pytest.mark.parametrize("berth", ["国家级船长", "拖轮船长"])
def test_what_a_document_calls_so_is_named_without_the_words_for_that(berth: str) -> None:
    library = held(
        issued(
            "舟山市",
            2022,
            "船员引进",
            "第一条 本实施细则所称领军船员，是指国家级船长、远洋轮机长；所称骨干船员，是指拖轮船长、港口领航员。",
            "第二条 领军船员给予住房补贴30万元。",
            "第三条 骨干船员给予住房补贴10万元。",
        )
    )
    sum_ = {"国家级船长": "300000", "拖轮船长": "100000"}[berth]
    assert amounts(ask(f"舟山{berth}住房补贴多少钱？", library))[0] == ("=", sum_, "元")


def test_a_class_counts_if_another_provision_rules_on_it_with_a_number() -> None:
    library = held(
        issued("舟山市", 2020, "渔船管理", "第一条 本办法所称渔船，是指木船、铁船。", "第二条 渔船应当登记。")
    )
    (key,) = library.catalogue.keys
    text = Reader(library).text(key)
    assert [(one.name, is_ruled_on(one, text)) for one in classes_of(text)] == [("渔船", False)]
