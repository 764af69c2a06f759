"""Places in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.places import by_name, find_places, full_name, is_within, lineage, named


def found(text: str) -> list[str]:
    return [full_name(mention.place) if mention.place else f"?{mention.text}" for mention in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中共武汉市委办公厅", ["武汉市"]),
        ("福建龙岩新罗1500户", ["福建省", "龙岩市", "龙岩市新罗区"]),
        ("请问萧山和余杭的标准", ["杭州市萧山区", "杭州市余杭区"]),
        ("重庆渝中区", ["重庆市", "重庆市渝中区"]),
        ("吉林省吉林市船营区", ["吉林省", "吉林市", "吉林市船营区"]),
        ("仙桃市民政局", ["仙桃市"]),
        ("海南的失业保险", ["海南省"]),
        ("郑州二七区", ["郑州市", "郑州市二七区"]),
        ("公安县公安局", ["荆州市公安县"]),
        ("上海金山区山阳镇、内江市市中区东兴街道", ["上海市", "上海市金山区", "内江市", "内江市市中区"]),
        ("绍兴市越城区", ["绍兴市", "绍兴市越城区"]),
    ],
)
def test_names_in_full_and_short_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "市、区和县人民政府",
        "老城区改造和新城区建设，中心城区、郊区",
        "新建区级社区用房",
        "公开平等、公平和效率",
        "社会长治久安",
        "医保定点医院",
        "南京路和北京路沿线",
        "公安机关会同民政部门",
        "资源整合、互助合作",
        "每天水费",
        "由物业主管部门会同市场监管部门",
        "原则上城市每月核查一次，大城市每季度一次",
        "",
        "市",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert found(text) == []


def test_an_ambiguous_name_keeps_its_candidates() -> None:
    (mention,) = find_places("朝阳区社区工作者")
    assert mention.place is None
    assert {lineage(place)[-1].name for place in mention.candidates} == {"北京市", "吉林省"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("长春市的朝阳区", ["长春市", "长春市朝阳区"]),
        ("朝阳区（北京）", ["北京市朝阳区", "北京市"]),
        ("北京市朝阳区、长春市朝阳区", ["北京市", "北京市朝阳区", "长春市", "长春市朝阳区"]),
        ("长春的社区，例如朝阳区", ["长春市", "长春市朝阳区"]),
        ("和平区与河西区，同属天津市，和平区在先", ["天津市和平区", "天津市", "天津市和平区"]),
    ],
)
def test_a_parent_nearby_decides(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_suffix_of_old_is_understood() -> None:
    assert found("萧山市人民政府、铜山县民政局") == ["杭州市萧山区", "徐州市铜山区"]


@pytest.mark.parametrize(
    ("text", "expected"), [("云溪市的公租房", []), ("云溪市民中心", ["岳阳市云溪区"]), ("云溪县", ["岳阳市云溪区"])]
)
def test_a_district_that_never_was_a_city_is_none(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_part_of_a_town_that_a_district_is_named_after_is_no_place() -> None:
    assert named("城区") == ()
    assert [place.name for place in named("东城")] == ["东城区"]


def test_spans_are_those_of_the_text() -> None:
    text = "关于印发《杭州市余杭区办法》的通知"
    assert [text[m.span.start : m.span.end] for m in find_places(text)] == ["杭州市", "余杭区"]


def test_lineage_and_containment() -> None:
    district, city, province = by_name("新罗区"), by_name("龙岩"), by_name("福建省")
    assert district is not None
    assert city is not None
    assert province is not None
    assert lineage(district) == (district, city, province)
    assert is_within(district, city)
    assert not is_within(city, district)
    assert is_within(city, city)


def test_names_nobody_or_several_bear_give_none() -> None:
    assert by_name("鼓楼区") is None
    assert by_name("无此地") is None
    assert by_name("") is None
    assert by_name("朝阳") == by_name("朝阳市")


@given(st.text(alphabet="京郑州武汉市区县杭余萧山朝阳和平新城的中、，吉林省 ", max_size=40))
def test_any_text_is_searched(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert text[mention.span.start : mention.span.end] == mention.text
        assert mention.span.start >= end
        assert mention.place is None or mention.place in mention.candidates
        end = mention.span.end
