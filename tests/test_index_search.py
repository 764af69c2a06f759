import gc
import tracemalloc
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from index.engines import ENGINE_VARIABLE
from index.facets import Facets
from index.fields import own_text, token_table
from index.names import DocumentNameError, find_document
from index.query import LONG_SHARE, read_query, weighted_terms
from index.rank_memory import RankBM25
from index.search import SearchIndex, search, search_index, search_places
from index.store import Library
from index.token_table import ranked
from index.writer import Writer
from ingest.read import read_file
from ingest.records import Document, Header, Level, Provision, Span

PARKS = """甲市公园管理办法

第一章 总则

第一条 为了规范公园管理，制定本办法。

第二章 收费

第二条 公园门票每张五元。

第三条 有下列情形之一的，处以罚款：

(一)攀折花木的；

(二)乱扔垃圾的。

第四条 房地产开发企业应当配套建设公园。
"""

POOLS = """乙市游泳场所管理办法

第一条 游泳场所门票每张十元。

第二条 救生员应当持证上岗，每处不少于两名。
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for name, text in (("parks.txt", PARKS), ("pools.txt", POOLS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    writer = Writer.in_memory()
    writer.add([read_file(tmp_path / name) for name in ("parks.txt", "pools.txt")])
    return Library(writer.connection, "内存")


def label(library: Library, document: str, address: str) -> str:
    return next(one.label for one in library.document(document).provisions if one.address == address)


@pytest.mark.parametrize(
    ("question", "title", "expected"),
    [
        ("游泳馆要配几名救生员?", "乙市游泳场所管理办法", "第二条"),
        ("公园门票多少钱", "甲市公园管理办法", "第二条"),
        ("开发商要不要建公园", "甲市公园管理办法", "第四条"),
        ("乱扔垃圾会罚多少", "甲市公园管理办法", "第三条第(二)项"),
    ],
)
def test_the_provision_asked_for_comes_first(library: Library, question: str, title: str, expected: str) -> None:
    hit = search(library, question)[0]

    assert library.document(hit.document).header.title == title
    assert label(library, hit.document, hit.address).replace("（", "(").replace("）", ")") == expected


def test_matched_terms_stand_in_order_of_what_they_add(library: Library) -> None:
    hit = search(library, "公园门票")[0]
    weights = [weight for _, weight in hit.matched]

    assert {"公园", "门票"} <= {term for term, _ in hit.matched}
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) <= hit.score + 1e-5


def test_search_is_the_same_every_time(library: Library) -> None:
    assert search(library, "门票每张几元") == search(library, "门票每张几元")


def test_the_places_are_those_of_the_hits(library: Library) -> None:
    parks = find_document(library, "甲市公园管理办法")
    for documents in (None, [parks]):
        hits = search(library, "门票每张几元", limit=3, documents=documents)
        places = search_places(library, "门票每张几元", limit=3, documents=documents)
        assert places == tuple((hit.document, hit.address, hit.score) for hit in hits) != ()


@pytest.mark.parametrize("query", ["门票每张几元", "公园", "处以罚款", "救生员几名"])
@pytest.mark.parametrize("error", [0.0, 1e-3, 0.2])
def test_scores_that_may_be_wrong_give_the_order_of_those_computed_again(
    library: Library, query: str, error: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_again = [(hit.document, hit.address) for hit in search(library, query, limit=20)]
    index = SearchIndex(library)
    really = index._provisions.best

    def wrong(*asked: Any, **more: Any) -> list[tuple[int, float]]:
        found = [(number, score + error * (-1) ** number) for number, score in really(*asked, **more)]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    monkeypatch.setattr(index._provisions, "best", wrong)
    monkeypatch.setattr(index._provisions, "error", max(error, RankBM25.error))

    assert [place[:2] for place in index.places(weighted_terms(query), limit=20)] == all_again != []


def test_only_scores_that_stand_near_another_are_computed_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = SearchIndex(library)
    monkeypatch.setattr(index._provisions, "error", 1e-3)
    query = weighted_terms("门票每张几元")
    found = index.places(query, limit=20)
    computed = index._counted.cache_info().misses

    assert len(index.find(query, limit=20)) == len(found)
    assert computed < index._counted.cache_info().misses == len(found)


def test_documents_limit_what_is_searched(library: Library) -> None:
    pools = find_document(library, "游泳场所管理办法")

    assert {hit.document for hit in search(library, "门票", documents=[pools])} == {pools}
    assert search(library, "门票", documents=[]) == ()


def test_facets_limit_what_is_ranked(library: Library) -> None:
    assert search(library, "门票", facets=Facets(kinds=("办法",))) == search(library, "门票") != ()
    assert search(library, "门票", facets=Facets(kinds=("办法",)), documents=[]) == ()
    assert search(library, "门票", facets=Facets(kinds=("通知",))) == ()


def test_limit_and_words_in_a_list(library: Library) -> None:
    assert len(search(library, ["公园", "门票"], limit=2)) == 2


@pytest.mark.parametrize("query", ["", "，。", "请问", "魑魅魍魉"])
def test_what_no_provision_has_finds_nothing(library: Library, query: str) -> None:
    assert search(library, query) == ()


def test_title_and_signature_are_no_hits(library: Library) -> None:
    levels = {
        one.level
        for hit in search(library, "甲市公园管理办法", limit=50)
        for one in library.document(hit.document).provisions
        if one.address == hit.address
    }

    assert levels
    assert Level.TITLE not in levels


def test_weights_of_own_words_stay_when_a_synonym_brings_them_again() -> None:
    weights = weighted_terms("开发商和建设单位")

    assert (weights["建设"], weights["单位"], weights["建设单位"]) == (1, 1, LONG_SHARE)
    assert 0 < weights["房地产开发企业"] < 1 if "房地产开发企业" in weights else weights["企业"] < 1


def test_a_synonym_is_shown_with_the_word_that_it_stands_for() -> None:
    found = read_query("开发商").origins

    assert found["建设"].word == "开发商"
    assert (found["建设"].synonym, found["建设"].kind) == ("建设单位", "same")
    assert "开发" not in found


def test_a_hit_tells_in_which_field_each_term_was_found(library: Library) -> None:
    hit = search(library, "公园的门票多少钱")[0]
    fields = {(part.term, part.field) for part in hit.parts}

    assert {("公园", "title"), ("公园", "text"), ("门票", "text"), ("", "document")} <= fields
    assert sum(part.value for part in hit.parts) == pytest.approx(hit.score, abs=1e-3)
    assert [part.value for part in hit.parts] == sorted((part.value for part in hit.parts), reverse=True)


def test_every_engine_gives_the_same_hits(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")
    path = tmp_path / "home" / "library.sqlite"
    with Writer.open(path) as writer:
        writer.add([read_file(tmp_path / name) for name in ("parks.txt", "pools.txt")])
    on_disk = Library.open(path)

    for question in ("公园门票多少钱", "救生员", "罚款", "开发商要不要建公园", "魑魅"):
        assert search(on_disk, question) == search(library, question)


def test_a_provision_is_searched_with_title_and_lead_of_its_parents() -> None:
    text = "罚款办法\n有下列情形的,处以罚款:\n乱停车\n第3页\n辆的"
    lead = Provision("lvl_1", None, Level.LEVEL, "一", 1, "一", "", Span(5, 18), Span(5, len(text)))
    item = Provision(
        "lvl_1__lvl_1", "lvl_1", Level.LEVEL, "1", 1, "一、1", "", Span(18, len(text)), Span(18, len(text))
    )
    furniture = ((Span(text.index("第3页"), text.index("第3页") + 3), "页码"),)
    document = Document("键", "来源", Span(0, len(text)), Header("罚款办法"), (lead, item), furniture)

    tokens = ranked(token_table(document, text))[0][1].split()

    assert {"办法", "情形", "处以", "停车", "车辆"} <= set(tokens)
    assert "3" not in tokens
    assert own_text(item, document, text).split() == ["乱停车", "辆的"]


@pytest.mark.parametrize("name", ["甲市公园管理办法", "《甲市公园管理办法》", "公园管理", "甲市公园"])
def test_a_document_goes_by_its_title_or_a_part(library: Library, name: str) -> None:
    assert library.document(find_document(library, name)).header.title == "甲市公园管理办法"


def test_a_name_of_several_documents_lists_them(library: Library) -> None:
    with pytest.raises(DocumentNameError, match="可指 2 个文件") as caught:
        find_document(library, "管理办法")

    assert len(caught.value.candidates) == 2


@pytest.mark.parametrize("name", ["", "《》", "丙市动物园管理办法"])
def test_a_name_of_none_says_where_to_look(library: Library, name: str) -> None:
    with pytest.raises(DocumentNameError, match="资料库没有文件"):
        find_document(library, name)


def test_a_library_that_is_let_go_takes_its_index_along(tmp_path: Path) -> None:
    (tmp_path / "parks.txt").write_text(PARKS, encoding="utf-8")
    writer = Writer.in_memory()
    writer.add([read_file(tmp_path / "parks.txt")])
    library = Library(writer.connection, "内存")
    index = ref(search_index(library))
    gc.disable()
    try:
        del library
        assert index() is None
    finally:
        gc.enable()


def test_further_searches_need_no_more_memory(library: Library) -> None:
    questions = [
        f"{word}第{number}号的门票{number}元" for number in range(50) for word in ("公园", "游泳场所", "救生员")
    ]
    for question in questions * 2:
        search(library, question)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(10):
        for question in questions[:40]:
            search(library, f"{question}{number}")
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()

    assert grown < 2_000_000
