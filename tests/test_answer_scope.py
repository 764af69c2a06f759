"""Which documents a question may be answered from, in a library of a few made-up ones."""

from datetime import date

import pytest

from answer.question import understand
from answer.scope import Coverage, coverage, is_comparison
from index.facets import year_of
from index.store import Library
from index.writer import Writer
from ingest.read import read_text
from ingest.records import Header
from made_up import DRAFT_OPINION, LAW_TEXT, ask, held, issued

_NOTICE = """{place}人民政府关于加强养老设施配建工作的通知
{number}
各区人民政府，市政府各部门:
一、新建住宅区应当按每百户{area}平方米的标准配建养老用房。
二、各区应当建立台账。
{place}人民政府
{year}年4月2日
"""
FIRST, SECOND, LAW = "青政发-2016-8", "青政发-2020-3", "中华人民共和国幼儿看护法"
DRAFT = "烟台市人民政府关于加强托育设施建设的意见(征求意见稿)"


@pytest.fixture(scope="module")
def library() -> Library:
    texts = [
        _NOTICE.format(place="青岛市", number="青政发〔2016〕8号", area=25, year=2016),
        _NOTICE.format(place="青岛市", number="青政发〔2020〕3号", area=30, year=2020),
        DRAFT_OPINION,
        LAW_TEXT,
    ]
    writer = Writer.in_memory()
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    return Library(writer.connection, "memory")


def covered(question: str, library: Library) -> Coverage:
    return coverage(understand(question), library)


def scopes(question: str, library: Library) -> list[tuple[str, tuple[str, ...]]]:
    return [(scope.label, scope.keys) for scope in covered(question, library).scopes]


def test_without_a_place_or_document_the_whole_library_is_asked(library: Library) -> None:
    (scope,) = covered("养老用房要多大", library).scopes
    assert (scope.label, set(scope.keys), scope.explicit) == ("", {FIRST, SECOND, DRAFT, LAW}, False)


@pytest.mark.parametrize("place", ["青岛", "青岛市黄岛区"])
def test_a_place_has_its_own_documents_and_those_of_the_whole_country(place: str, library: Library) -> None:
    (scope,) = covered(f"{place}的养老用房要多大", library).scopes
    assert set(scope.keys) == {FIRST, SECOND, LAW}
    assert scope.local == {FIRST, SECOND}
    assert not scope.explicit


def test_a_province_whose_cities_alone_have_documents_is_not_held_and_they_are_told_apart(library: Library) -> None:
    found = covered("山东的养老用房要多大", library)
    assert found.unheld == ("山东省",)
    assert [(scope.label, scope.keys) for scope in found.scopes] == [("青岛市", (FIRST, SECOND)), ("烟台市", (DRAFT,))]


def test_a_document_of_the_province_holds_in_its_cities_and_goes_before_theirs() -> None:
    writer = Writer.in_memory()
    texts = [
        _NOTICE.format(place="江苏省", number="苏政发〔2016〕8号", area=25, year=2016),
        _NOTICE.format(place="徐州市", number="徐政发〔2020〕3号", area=30, year=2020),
    ]
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    library = Library(writer.connection, "memory")
    own, part = covered("江苏的养老用房要多大", library).scopes
    assert (own.label, own.keys, own.after) == ("江苏省", ("苏政发-2016-8",), "")
    assert (part.label, part.keys, part.after) == ("徐州市", ("徐政发-2020-3",), "江苏省")
    assert scopes("徐州的养老用房要多大", library) == [("徐州市", ("苏政发-2016-8", "徐政发-2020-3"))]
    assert scopes("无锡的养老用房要多大", library) == [("无锡市", ("苏政发-2016-8",))]


def test_a_title_that_several_documents_bear_is_settled_by_the_place() -> None:
    writer = Writer.in_memory()
    for place, rules in (
        ("徐州市", "犬只应当登记,每年验证一次。"),
        ("无锡市", "饲养人外出必须牵领,并且携带清洁用具。"),
    ):
        body = f"第一条 {rules}\n第二条 {place}公安机关主管养犬。\n第三条 本办法自2016年1月1日起施行。\n"
        writer.add([read_text(f"{place}.txt", f"{place}人民政府\n养犬管理办法\n{body}{place}人民政府\n2015年4月2日\n")])
    library = Library(writer.connection, "memory")
    headers = dict(library.headers())
    for place in ("徐州市", "无锡市"):
        found = covered(f"{place}《养犬管理办法》里犬只能入园吗", library)
        assert [[headers[key].place for key in scope.keys] for scope in found.scopes] == [[place]]
    assert covered("《养犬管理办法》里犬只能入园吗", library).unheld == ()


def test_a_place_without_documents_of_its_own_is_not_held(library: Library) -> None:
    assert covered("潍坊的养老用房要多大", library) == Coverage((), ("潍坊市",))


def test_one_place_held_and_one_not(library: Library) -> None:
    found = covered("青岛和潍坊的养老用房各要多大", library)
    assert ([scope.label for scope in found.scopes], found.unheld) == (["青岛市"], ("潍坊市",))


def test_two_places_have_a_scope_each(library: Library) -> None:
    assert [label for label, _ in scopes("青岛和烟台的设施有什么不同", library)] == ["青岛市", "烟台市"]


def test_the_province_before_a_city_is_no_second_place(library: Library) -> None:
    assert [label for label, _ in scopes("山东青岛的养老用房要多大", library)] == ["青岛市"]


def test_a_country_abroad_is_not_held(library: Library) -> None:
    assert covered("日本的养老用房要多大", library) == Coverage((), ("日本",))
    assert covered("日本人的养老用房要多大", library).unheld == ("日本",)
    assert covered("节假日本单位的养老用房、依法国有的养老用房要多大", library).unheld == ()


def test_a_year_of_a_place_is_its_documents_of_that_year(library: Library) -> None:
    found = covered("青岛2016年的标准是多少", library)
    assert [(s.label, s.keys, s.explicit) for s in found.scopes] == [("青岛市2016年", (FIRST,), True)]


def test_two_years_of_a_place_are_two_scopes(library: Library) -> None:
    found = scopes("青岛2020年和2016年的标准有什么不同", library)
    assert found == [("青岛市2016年", (FIRST,)), ("青岛市2020年", (SECOND,))]


def test_a_year_that_no_document_is_of_leaves_the_place(library: Library) -> None:
    assert [label for label, _ in scopes("青岛2018年的标准是多少", library)] == ["青岛市"]


def test_a_year_before_all_documents_of_the_place_is_not_held(library: Library) -> None:
    found = covered("青岛2009年的标准是多少", library)
    assert (found.scopes, found.unheld) == ((), ("2009年",))
    assert covered("青岛2009年的标准还有效吗", library).scopes


def test_a_document_named_by_its_number_is_all_that_is_asked(library: Library) -> None:
    (scope,) = covered("青岛的青政发〔2020〕3号怎么规定", library).scopes
    assert (scope.keys, scope.explicit) == ((SECOND,), True)


def test_a_number_that_is_not_held_is_told(library: Library) -> None:
    assert covered("青政发〔2020〕9号怎么规定", library) == Coverage((), ("青政发〔2020〕9号",))
    both = covered("青政发〔2020〕3号和青政发〔2020〕9号一样吗", library)
    assert ([scope.keys for scope in both.scopes], both.unheld) == ([(SECOND,)], ("青政发〔2020〕9号",))


def test_a_document_is_named_by_its_title_in_everyday_words(library: Library) -> None:
    assert scopes("幼儿看护法里每班多少人", library) == [("", (LAW,))]
    assert scopes("加强托育设施建设的意见怎么说", library) == [("", (DRAFT,))]


def test_titles_count_only_beside_a_word_for_a_document(library: Library) -> None:
    ((label, keys),) = scopes("托育设施建设得怎么样", library)
    assert (label, len(keys)) == ("", 4)


def test_a_title_within_a_place_narrows_it(library: Library) -> None:
    (scope,) = covered("青岛加强养老设施配建工作的通知怎么规定", library).scopes
    assert (scope.label, scope.keys, scope.explicit) == ("青岛市", (FIRST, SECOND), True)


def test_a_law_of_the_whole_country_is_asked_for_at_a_place_without_rules(library: Library) -> None:
    found = covered("潍坊按幼儿看护法每班多少人", library)
    assert [scope.keys for scope in found.scopes] == [(LAW,)]


def test_drafts_are_asked_for_by_that_word(library: Library) -> None:
    assert scopes("征求意见稿里的托育设施怎么设", library) == [("", (DRAFT,))]


def test_a_draft_is_compared_place_by_place(library: Library) -> None:
    found = scopes("烟台的征求意见稿和青岛的通知有什么不同", library)
    assert [label for label, _ in found] == ["烟台市", "青岛市"]


@pytest.mark.parametrize(("question", "is_one"), [("两地标准一样吗", True), ("有何差异", True), ("要建多大", False)])
def test_a_comparison_has_its_words(question: str, is_one: bool) -> None:
    assert is_comparison(understand(question)) is is_one


def test_the_year_of_a_document_is_that_of_its_number_before_its_dates() -> None:
    day = date(2017, 1, 5)
    assert year_of(Header("办法", document_number="甘政发〔2016〕90号", dated_on=day)) == 2016
    assert year_of(Header("办法", dated_on=day, effective_on=date(2018, 1, 1))) == 2017
    assert year_of(Header("办法", effective_on=date(2018, 1, 1))) == 2018
    assert year_of(Header("办法")) is None


@pytest.mark.parametrize(
    ("text", "unheld"),
    [
        (_NOTICE.format(place="青岛市", number="青政发〔2016〕8号", area=25, year=2016), ("西湖区",)),
        (_NOTICE.format(place="杭州市", number="杭政〔2016〕8号", area=25, year=2016), ()),
        ("西湖区养老用房办法\n\n第一条 养老用房每百户25平方米。\n", ()),
        (LAW_TEXT, ()),
    ],
)
def test_a_name_of_several_places_is_not_held_if_none_of_them_is(text: str, unheld: tuple[str, ...]) -> None:
    writer = Writer.in_memory()
    writer.add([read_text("1.txt", text)])

    assert covered("西湖区的养老用房要多大", Library(writer.connection, "memory")).unheld == unheld


ALLOWANCE = "第一条 年满80周岁的老年人，每人每月发放高龄津贴{}元。"
NORTH = issued("北原县", 2021, "高龄津贴发放", ALLOWANCE.format(100))
DOGS = issued("武汉市", 2020, "养犬管理", "第一条 每户限养一只犬。")


@pytest.mark.parametrize(
    ("question", "unheld"),
    [
        ("南原县的高龄津贴每月多少？", ("南原县",)),
        ("云岭市每户能养几只犬？", ("云岭市",)),
        ("我在我们云岭市能养几只犬？", ("云岭市",)),
        ("北原县的高龄津贴每月多少？", ()),
        ("柳河镇的高龄津贴每月多少？", ("柳河镇",)),
        ("贫困县和老城区的高龄津贴每月多少？", ()),
    ],
)
def test_a_county_that_no_table_has_is_told_from_others_by_its_name(question: str, unheld: tuple[str, ...]) -> None:
    assert covered(question, held(NORTH, DOGS)).unheld == unheld


@pytest.mark.parametrize(
    "question",
    [
        "境外上市奖励多少？",
        "我市城镇职工的高龄津贴每月多少？",
        "悬挂国旗有什么要求？",
        "毕业返乡创业补贴多少？",
        "是不是城镇户口都有高龄津贴？",
        "周末夜市能摆摊吗？",
        "大型超市几点关门？",
    ],
)
def test_a_word_that_ends_like_a_county_is_no_place(question: str) -> None:
    found = covered(question, held(NORTH, DOGS))
    assert (found.unheld, [scope.label for scope in found.scopes]) == ((), [""])


def test_what_a_county_that_no_table_has_is_asked_is_answered_by_its_documents_alone() -> None:
    library = held(NORTH, issued("南原县", 2021, "高龄津贴发放", ALLOWANCE.format(50)), DOGS)
    assert "每月50元" in ask("南原县的高龄津贴每月多少？", library).conclusion
    assert "每月100元" in ask("北原县的高龄津贴每月多少？", library).conclusion


def test_a_town_may_lie_around_what_is_held_but_another_town_is_another_place() -> None:
    fees = "第一条 集市摊位费每月20元。"
    assert covered("柳河镇的摊位费多少？", held(issued("北原县", 2021, "集市管理", fees))).scopes
    towns = issued("青山镇", 2021, "集市管理", fees)
    assert not covered("柳河镇的摊位费多少？", held(towns)).scopes
    (scope,) = covered("柳河镇的摊位费多少？", held(towns, NORTH)).scopes
    assert scope.keys == ("北政发-2021-21",)


def test_a_short_name_that_is_a_word_too_is_a_place_at_the_beginning() -> None:
    beijing = issued("北京市朝阳区", 2021, "高龄津贴发放", ALLOWANCE.format(100))
    liaoning = issued("朝阳市", 2021, "高龄津贴发放", ALLOWANCE.format(50))
    asked = "朝阳的高龄津贴每月多少？"
    assert covered(asked, held(NORTH, DOGS)) == Coverage((), ("朝阳",))
    assert [scope.label for scope in covered(asked, held(beijing, DOGS)).scopes] == ["朝阳区"]
    assert [scope.label for scope in covered(asked, held(beijing, liaoning)).scopes] == ["朝阳区", "朝阳市"]
    assert [scope.label for scope in covered("朝阳区的高龄津贴", held(beijing, DOGS)).scopes] == ["朝阳区"]


def test_a_word_that_the_documents_speak_of_is_no_place() -> None:
    lake = issued("武汉市", 2020, "游船管理", "第一条 西湖的游船应当每年检验一次。")
    assert covered("西湖的游船多久检验一次？", held(lake)).unheld == ()


def test_what_a_district_issues_holds_in_no_other_district() -> None:
    library = held(issued("北京市朝阳区", 2021, "高龄津贴发放", ALLOWANCE.format(100)))
    assert covered("北京海淀区的高龄津贴每月多少？", library) == Coverage((), ("海淀区",))


def test_a_district_is_asked_where_its_city_says_nothing_and_only_there() -> None:
    city = issued("泰州市", 2021, "高龄津贴发放", ALLOWANCE.format(100))
    district = issued(
        "泰州市海陵区", 2021, "服务热线开通", "第一条 爱心服务热线为0523-88200001。", ALLOWANCE.format(50)
    )
    library = held(city, district)
    assert "88200001" in ask("泰州市爱心服务热线是多少？", library).conclusion
    assert "50元" not in ask("泰州市高龄津贴每月多少？", library).conclusion
