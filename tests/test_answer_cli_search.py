"""`cite` and `search`."""

import json

import pytest

from command_line import Run


def test_cite_shows_the_provision_in_its_context(filled: Run) -> None:
    status, out, _ = filled("cite", "甲政发[2011]8号 一(一)")

    assert status == 0
    for words in ("甲市人民政府关于加强公园管理的通知", "文号: 甲政发〔2011〕8号", "效力: 不明", "一、公园建设标准"):
        assert words in out
    assert "(一)每万人配建公园一处，面积不少于2000平方米。" in out
    assert "下一条 一、(二): (二)公园应当设置公共厕所。" in out


def test_cite_of_a_whole_document_shows_its_outline(filled: Run) -> None:
    status, out, _ = filled("cite", "甲政发〔2011〕8号")
    found = json.loads(filled("cite", "甲政发〔2011〕8号", "--json")[1])

    assert status == 0
    for words in ("甲市人民政府关于加强公园管理的通知", "一: 一、公园建设标准", "二: 二、公园门票", "zhengce show"):
        assert words in out
    assert "甲政发〔2011〕8号" in found["citations"][0]["quote"]


def test_cite_json_is_the_contract(filled: Run) -> None:
    status, out, _ = filled("cite", "游泳场所管理办法第二条", "--json")
    found = json.loads(out)

    assert (status, found["schema"], found["status"]) == (0, 1, "found")
    assert found["citations"][0]["quote"] == "第二条 救生员每处不少于两名。"
    assert set(found["citations"][0]) >= {"document", "title", "path", "label", "address", "validity", "source", "url"}


@pytest.mark.parametrize("citation", ["游泳场所管理办法第九十九条", "丙政发〔1999〕1号第一条", "第一条", "随便说说"])
def test_a_citation_that_leads_nowhere_says_why(filled: Run, citation: str) -> None:
    status, out, err = filled("cite", citation)

    assert (status, err) == (1, "")
    assert out.strip()


def test_search_shows_score_and_terms(filled: Run) -> None:
    status, out, _ = filled("search", "公园", "门票", "--limit", "1")

    assert status == 0
    assert out.startswith("1. 《甲市人民政府关于加强公园管理的通知》甲政发〔2011〕8号 二\n")
    assert "得分" in out
    assert "门票" in out.splitlines()[2]


def test_search_json_and_place(filled: Run) -> None:
    found = json.loads(filled("search", "管理", "--json")[1])
    elsewhere = filled("search", "管理", "--place", "丙市", "--json")

    assert found["hits"][0]["matched"][0]["weight"] > 0
    assert (elsewhere[0], json.loads(elsewhere[1])["status"]) == (1, "not_found")


def test_search_without_hits(filled: Run) -> None:
    assert filled("search", "魑魅魍魉")[:2] == (1, "没有条文含有这些词语\n")
