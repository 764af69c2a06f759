"""How long documents hold: repealed by a later one of the place, or over with the term that they set themselves."""

from datetime import date

import pytest

from answer.repeals import repealing, term_of
from answer.select import Reader
from index.store import Library
from ingest.records import Status
from made_up import amounts, ask, held, issued, kinds

OLD = issued("合肥市", 2010, "停车位配建管理", "一、新建住宅每户配建停车位不少于0.5个。", kind="办法")
NEW = issued(
    "合肥市",
    2018,
    "停车位配建",
    "一、新建住宅每户配建停车位不少于1个。",
    "二、本规定自2018年7月1日起施行，有效期5年。《合肥市人民政府关于停车位配建管理的办法》(合政发〔2010〕10号)同时废止。",
    kind="规定",
)
OTHER = issued(
    "南昌市", 2021, "养犬管理", "一、养犬登记证的有效期为一年。", "二、本办法自2021年3月1日起施行，试行两年。"
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(OLD, NEW, OTHER)


def test_a_later_document_repeals_an_earlier_one_by_name(library: Library) -> None:
    reader = Reader(library)
    by = repealing(reader, "合政发-2010-10")
    assert by is not None
    assert (by.document, "同时废止" in by.text) == ("合政发-2018-18", True)
    assert [repealing(reader, key) for key in reader.library.catalogue.keys if key != "合政发-2010-10"] == [None, None]


def test_a_term_is_the_document_s_own(library: Library) -> None:
    reader = Reader(library)
    terms = {key: term_of(reader.text(key)) for key in reader.library.catalogue.keys}
    days = {key: term.until for key, term in terms.items() if term is not None}
    assert days == {"合政发-2018-18": date(2023, 6, 30), "南政发-2021-21": date(2023, 2, 28)}


def test_a_question_for_a_repealed_document_says_so(library: Library) -> None:
    made = ask("合政发〔2010〕10号还有效吗？", library)
    assert made.conclusion.startswith("合政发〔2010〕10号已被合政发〔2018〕18号明文废止")
    assert made.citations[0].status is Status.REPEALED


def test_the_rule_in_force_answers_and_the_repealed_one_is_told_as_such(library: Library) -> None:
    made = ask("合肥新建住宅200户要配多少个停车位？", library)
    assert amounts(made) == [(">=", "200", "个")]
    assert "not_in_force" in kinds(made), "its term is over on the day of asking"
    (beside,) = [one.text for one in made.warnings if one.kind == "conflict"]
    assert "已被明文废止" in beside
    assert "未见明文废止" not in "".join(one.text for one in made.warnings)


def test_a_rule_of_a_repealed_document_is_flagged(library: Library) -> None:
    made = ask("按合政发〔2010〕10号，新建住宅200户要配多少个停车位？", library)
    assert amounts(made) == [(">=", "100", "个")]
    assert [one.text for one in made.warnings if one.kind == "not_in_force"] == [
        "合政发〔2010〕10号已经废止: 合政发〔2018〕18号写明废止"
    ]


@pytest.mark.parametrize("question", ["合肥停车位配建规定有效期到什么时候？", "合政发〔2018〕18号什么时候失效？"])
def test_the_end_of_a_term_is_told(library: Library, question: str) -> None:
    assert "有效期到2023年6月30日止" in ask(question, library).conclusion


def test_a_term_that_is_over_makes_no_document_valid(library: Library) -> None:
    assert "有效期到2023年6月30日止，已经届满" in ask("合政发〔2018〕18号还有效吗？", library).conclusion


TRIAL = issued(
    "合肥市",
    2021,
    "旧货市场管理",
    "第一条 旧货市场实行实名登记。",
    "第二条 本细则自2021年8月1日起试行，试行期两年。",
    kind="实施细则",
)
HOLDER = issued(
    "芜湖市",
    2023,
    "禁止和限制饲养家禽",
    "一、建成区内不得饲养家禽。",
    "二、本通告自2023年11月1日起施行，有效期五年。2018年发布的《芜湖市人民政府关于城区禁止饲养家禽的通告》同时废止。",
    kind="通告",
)


REPEALER = """蚌埠市人民政府关于废止《蚌埠市户外广告管理办法》的决定
蚌政发〔2020〕3号
经市政府常务会议研究，决定废止《蚌埠市户外广告管理办法》（蚌政发〔2008〕11号）。本决定自公布之日起生效。
蚌埠市人民政府
2020年2月3日
"""


@pytest.mark.parametrize("question", ["蚌埠市户外广告管理办法还有效吗？", "蚌埠户外广告管理办法废止了吗？"])
def test_a_decision_that_repeals_is_not_what_it_repeals(question: str) -> None:
    assert "已被蚌政发〔2020〕3号明文废止" in ask(question, held(REPEALER)).conclusion


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("合肥旧货市场细则什么时候到期？", "有效期到2023年7月31日止，已经届满，自2021年8月1日起执行"),
        ("合肥旧货市场细则什么时候开始执行？", "自2021年8月1日起执行，有效期到2023年7月31日止"),
        ("芜湖饲养家禽通告的有效期到哪天？", "有效期到2028年10月31日止，尚未届满"),
        ("芜湖饲养家禽通告替代了哪个文件？", "写明废止的有《芜湖市人民政府关于城区禁止饲养家禽的通告》"),
        ("合肥旧货市场细则取代了什么文件？", "没有写明废止或取代别的文件"),
        ("芜湖2018年那个家禽通告还有效吗？", "《芜湖市人民政府关于城区禁止饲养家禽的通告》已被"),
        ("芜湖老的家禽通告还作数吗？", "《芜湖市人民政府关于城区禁止饲养家禽的通告》已被"),
        ("芜湖饲养家禽通告现在还有效吗？", "有效期到2028年10月31日止，尚未届满"),
    ],
)
def test_the_force_of_a_document_is_told_in_one_sentence(question: str, said: str) -> None:
    assert said in ask(question, held(TRIAL, HOLDER)).conclusion


def test_a_trial_that_is_over_is_warned_of() -> None:
    made = ask("合肥旧货市场实行实名登记吗？", held(TRIAL))
    assert "not_in_force" in kinds(made)


def test_what_is_cited_says_the_term_that_its_document_sets_itself() -> None:
    made = ask("芜湖建成区内能不能饲养家禽？", held(HOLDER))
    assert made.citations[0].status is Status.UNKNOWN
    assert made.citations[0].status_note == "文中写明有效期到2028-10-31止"
