"""`zhengce compare`: the same parameter of several places and years, never set off across different measures."""

import json
from pathlib import Path

import pytest

from answer.cli import main
from answer.compare import NO_RULE, NOT_HELD, NOT_OF_YEAR, Comparison, compare
from answer.compare_asked import Matter
from answer.layout import width_of
from answer.render_compare import comparison_json, comparison_text
from index.store import Library
from index.writer import Writer
from ingest.read import read_text

_ISSUED = """{place}人民政府关于幼儿园配建的通知
{short}政发〔{year}〕{number}号
各区人民政府:
一、{rule}
二、各区应当做好登记。
{place}人民政府
{year}年3月1日
"""
SUZHOU = ("苏州市", "苏", 2010, 5, "新建住宅区应当按每1000户300平方米建筑面积的标准配建幼儿园。")
NINGBO = ("宁波市", "甬", 2012, 7, "新建住宅区应当按每1000户250平方米建筑面积的标准配建幼儿园。")
WUXI = ("无锡市", "锡", 2011, 9, "新建住宅区应当按每1000户280平方米使用面积的标准配建幼儿园。")
LATER = ("苏州市", "苏", 2018, 6, "新建住宅区应当按每1000户400平方米建筑面积的标准配建幼儿园。")
SILENT = ("扬州市", "扬", 2011, 3, "幼儿园教师应当持证上岗。")


@pytest.fixture(scope="module")
def library() -> Library:
    writer = Writer.in_memory()
    made = (SUZHOU, NINGBO, WUXI, LATER, SILENT)
    names = ("place", "short", "year", "number", "rule")
    texts = [_ISSUED.format(**dict(zip(names, one, strict=True))) for one in made]
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    return Library(writer.connection, "memory")


def laid(library: Library, *places: str, years: tuple[int, ...] = (), given: str = "") -> Comparison:
    return compare(library, Matter("幼儿园面积", places, years, given))


def test_each_place_has_its_standard_basis_and_document(library: Library) -> None:
    found = laid(library, "宁波", "无锡")
    assert [(rule.place, rule.year, rule.bases) for rule in found.rules] == [
        ("宁波", 2012, ("建筑面积",)),
        ("无锡", 2011, ("使用面积",)),
    ]
    assert [(one.amount.text, one.amount.per) for one in found.rules[0].standards] == [("250平方米", "1000户")]
    assert found.rules[1].citations[0].quote.startswith("一、新建住宅区应当按每1000户280平方米")


def test_different_measures_are_named_and_not_set_off(library: Library) -> None:
    found = laid(library, "宁波", "无锡", given="2000户")
    assert [int(rule.results[0].low or 0) for rule in found.rules] == [500, 560]
    assert found.notes == ("面积口径不同 (宁波2012: 建筑面积，无锡2011: 使用面积)，数值不能直接比较或相减",)


def test_the_same_measure_has_a_difference(library: Library) -> None:
    found = laid(library, "宁波", "苏州", years=(2010, 2012), given="2000户")
    assert [(rule.place, rule.year) for rule in found.rules] == [("宁波", 2012), ("苏州", 2010)]
    assert found.notes == ("相差 600 - 500 = 100 平方米",)
    assert [(one.place, one.reason) for one in found.absent] == [
        ("宁波2010年", NOT_OF_YEAR),
        ("苏州2012年", NOT_OF_YEAR),
    ]


def test_documents_of_one_place_stand_side_by_side_the_earlier_first(library: Library) -> None:
    found = laid(library, "苏州市")
    assert [rule.year for rule in found.rules] == [2010, 2018]
    assert "苏州市有几份文件对此作了规定，表述不同，请核对效力" in found.notes


def test_a_place_without_a_rule_says_so(library: Library) -> None:
    found = laid(library, "扬州", "昆明", "火星")
    assert found.rules == ()
    assert [(one.place, one.reason) for one in found.absent] == [
        ("扬州", NO_RULE),
        ("昆明", NOT_HELD),
        ("火星", NOT_HELD),
    ]


def test_no_line_is_wider_than_the_terminal(library: Library) -> None:
    found = laid(library, "宁波", "无锡", given="2000户")
    for width in (40, 79, 100, 160):
        assert max(map(width_of, comparison_text(found, width).splitlines())) <= width
    wide = comparison_text(found, 100).splitlines()
    assert wide[2].split() == ["宁波", "无锡"]
    assert "宁波\n  文件: 《宁波市人民政府关于幼儿园配建的通知》甬政发〔2012〕7号 一" in comparison_text(found, None)


def test_json_has_decimal_strings(library: Library) -> None:
    written = json.loads(json.dumps(comparison_json(laid(library, "宁波", "昆明", given="1500户"))))
    (rule,) = written["rules"]
    assert rule["results"][0]["low"] == "375"
    assert rule["standards"][0]["per"] == "1000户"
    assert written["absent"] == [{"place": "昆明", "reason": NOT_HELD}]


def test_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = str(tmp_path)
    assert main(["compare", "社区用房面积", "--places", "郑州，龙岩", "--with", "1500户", "--home", home]) == 0
    assert "注意" not in capsys.readouterr().err
    assert main(["compare", "社区用房面积", "--places", "昆明", "--json", "--home", home]) == 1
    assert json.loads(capsys.readouterr().out)["rules"] == []
    assert main(["compare", "社区用房面积", "--places", " ", "--home", home]) == 2
    assert "--places 应写地名" in capsys.readouterr().err
    assert main(["compare", "社区用房面积", "--places", "郑州", "--years", "去年", "--home", home]) == 2
    assert "年份应写四位数字，用逗号隔开，例如 2002,2012，不是“去年”" in capsys.readouterr().err
