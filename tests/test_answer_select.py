"""Which passages are looked at for a part, and what puts one before another."""

from fractions import Fraction

import pytest

from answer.passages import DocumentText
from answer.quantities import scan
from answer.question import understand
from answer.scope import Scope
from answer.select import (
    NUMERAL,
    Candidate,
    Reader,
    candidates,
    is_title,
    numbers_of,
    own_share,
    same_numbers,
    terms_of,
)
from index.library import bundled_library
from made_up import held, issued

WATER = issued(
    "乌海市",
    2017,
    "节水管理",
    "一、为了促进节约用水，保障城市供水安全，结合本市实际，现就节水工作通知如下:",
    "二、洗车场应当建设循环用水设施，循环用水率不低于80%。",
    "三、节水器具补贴按每户200元发放。",
    "四、洗车场由水务部门负责监督。",
    "五、违反第二条规定的，责令限期改正。",
    "六、“节水器具”是指节水型水龙头和便器。",
    "七、洗车场按照管水、节水、护水“三水一体”的要求建设，2018年底实现“三水一体”全覆盖，“三水一体”由水务部门验收。",
    "八、“三水一体”洗车场由市水务局挂牌。",
)
HEAT = issued("乌海市", 2019, "供热管理", "一、供热单位应当在10月1日以前完成检修。", "二、供热温度不低于20度。")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(held(WATER, HEAT))


@pytest.fixture(scope="module")
def scope(reader: Reader) -> Scope:
    return Scope("", tuple(key for key, _ in reader.library.headers()), explicit=False)


def best(reader: Reader, scope: Scope, question: str) -> Candidate:
    return candidates(reader, scope, understand(question).parts[0])[0]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("洗车场循环用水率要达到多少？", "二"),
        ("节水器具补贴多少元？", "三"),
        ("洗车场由谁监督？", "四"),
        ("供热单位什么时候完成检修？", "一"),
        ("“节水器具”是什么意思？", "六"),
        ("“三水一体”是哪三水？", "七"),
        ("按每户200元发放的是什么？", "三"),
    ],
)
def test_the_passage_that_speaks_of_the_matter_comes_first(
    reader: Reader, scope: Scope, question: str, label: str
) -> None:
    first = best(reader, scope, question).passage
    assert reader.text(first.document).provisions[first.address].label == label


def test_what_leads_over_to_the_rules_comes_after_them(reader: Reader, scope: Scope) -> None:
    found = candidates(reader, scope, understand("乌海节约用水的节水器具补贴怎么发放？").parts[0])
    order = [reader.text(c.passage.document).provisions[c.passage.address].label for c in found]
    assert order.index("三") < order.index("一")


def test_candidates_come_from_the_scope_alone_best_first(reader: Reader) -> None:
    key = next(key for key, header in reader.library.headers() if "供热" in header.title)
    found = candidates(reader, Scope("", (key,), explicit=True), understand("洗车场用水率多少").parts[0])
    assert {one.passage.document for one in found} <= {key}
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)


def test_a_candidate_tells_the_share_of_its_provision_in_the_search(reader: Reader, scope: Scope) -> None:
    found = {one.passage.address: one.found for one in candidates(reader, scope, understand("供热温度多少？").parts[0])}
    assert max(found.values()) == 1.0
    assert 0.0 <= min(found.values()) < 1.0


def test_documents_of_the_place_go_before_others_that_fit_as_well(reader: Reader, scope: Scope) -> None:
    part = understand("供热温度多少？").parts[0]
    local = Scope("", scope.keys, explicit=False, local=frozenset(scope.keys))
    plain, lifted = candidates(reader, scope, part)[0], candidates(reader, local, part)[0]
    assert lifted.passage == plain.passage
    assert lifted.score > plain.score


def test_the_provision_before_is_leant_on_by_a_part_that_says_little(reader: Reader, scope: Scope) -> None:
    first = best(reader, scope, "洗车场由谁监督？").passage
    part = understand("怎么办？").parts[0]
    leant = candidates(reader, scope, part, leant=[(first.document, first.address)])
    assert leant[0].passage == first


def test_words_of_other_parts_count_less_than_its_own(reader: Reader) -> None:
    part = understand("洗车场有循环设施。补贴多少元？").parts[0]
    terms, said = terms_of(reader, part)
    own = [term for term in terms if term.text in part.text]
    assert own
    assert said == pytest.approx(sum(term.weight for term in own))
    assert any(term.text not in part.text for term in terms)


def test_the_share_of_its_own_words(reader: Reader, scope: Scope) -> None:
    part = understand("洗车场由谁监督？").parts[0]
    terms, said = terms_of(reader, part)
    first = best(reader, scope, "洗车场由谁监督？").passage
    other = best(reader, scope, "供热单位什么时候完成检修？").passage
    assert own_share(terms, said, first) > 0.9
    assert own_share(terms, said, other) < 0.3


def test_numbers_are_values_with_units_and_one_is_none() -> None:
    assert numbers_of("每500户配70平方米,一名") == {((Fraction(500),), "户"), ((Fraction(70),), "平方米")}


@pytest.mark.parametrize(("text", "share"), [("70平方米", 0.5), ("500户70平方米", 1.0), ("70元", 0.0)])
def test_the_share_of_the_numbers_that_a_text_has(text: str, share: float) -> None:
    assert same_numbers(numbers_of("每500户70平方米"), text) == share


def test_without_the_sign_of_a_number_a_text_has_no_number_but_one() -> None:
    library = bundled_library()
    texts = [passage.text for key, _ in library.headers() for passage in DocumentText(library, key).passages]
    bare = [text for text in (*texts, "每年", "按季缴纳", "年底前每人每户") if not NUMERAL.search(text)]
    assert len(bare) > 100
    assert {quantity.values for text in bare for quantity in scan(text) if quantity.values} == {(Fraction(1),)}


def test_no_numbers_are_shared_by_no_numbers() -> None:
    assert same_numbers(frozenset(), "70平方米") == 0.0


def test_a_title_is_no_rule(reader: Reader, scope: Scope) -> None:
    passages = reader.text(scope.keys[0]).passages
    assert is_title(reader, passages[0])
    assert not is_title(reader, passages[-1])


def test_a_document_is_read_once(reader: Reader, scope: Scope) -> None:
    assert reader.text(scope.keys[0]) is reader.text(scope.keys[0])
    span = reader.text(scope.keys[0]).document.span
    assert reader.defects(scope.keys[0], (span,)) is reader.defects(scope.keys[0], (span,))


def test_a_word_that_has_no_other_is_said_with_other_words_for_its_parts() -> None:
    library = held(issued("衢州市", 2020, "救助", "第一条 最低生活保障标准每人每月700元。"))
    terms = {term.text: dict(term.alternatives) for term in Reader(library).wanted("低保标准是多少")}
    assert terms["低保标准"]["最低生活保障标准"] > 0.9


def test_a_word_that_every_provision_has_proposes_them_all_the_same(
    reader: Reader, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A search gives 0 for it only in a library of more than ten thousand documents.
    found = [(key, passage.address, 0.0) for key in scope.keys for passage in reader.text(key).passages]
    monkeypatch.setattr("answer.proposing.search_places", lambda *_, **__: found)
    assert "水务部门" in best(reader, scope, "洗车场由谁监督？").passage.text
