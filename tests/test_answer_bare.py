"""Questions of a few words to one document, and what stands on their whole matter though it has no number."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds

STALLS = issued(
    "保山市",
    2022,
    "便民摊点管理",
    "第一条 市民政局负责摊点经营者的救助管理工作。",
    "第二条 市城市管理局是便民摊点管理工作的主管部门。",
    "第三条 经营者应当到摊点所在地的便民服务中心申请登记，并提交下列材料：",
    "（一）身份证明；",
    "（二）健康证明。",
    "第四条 便民服务中心应当自受理之日起五个工作日内作出决定。",
    "第五条 申请人应当符合下列条件：",
    "（一）年满十八周岁；",
    "（二）身体健康。",
    "第六条 经营者应当缴纳相当于两个月摊位费的押金。",
    "第七条 经营者家庭人均月收入低于3200元的，优先安排摊点。",
    "第八条 违反本办法第三条规定，未经登记经营的，责令改正；拒不改正的，处二百元罚款。",
    "第九条 违反本办法规定，超出划定区域摆放的，处五十元以上三百元以下罚款。",
    kind="办法",
)
OTHER = issued("保山市", 2021, "河道采砂管理", "第一条 市水务局是河道采砂的主管部门。", kind="办法")


@pytest.fixture(scope="module")
def library() -> Library:
    return held(STALLS)


@pytest.mark.parametrize("frame", ["{}", "便民摊点管理办法里{}", "保山市便民摊点管理的办法，{}"])
@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("谁管？", "第二条"),
        ("去哪办？", "第三条"),
        ("要多久？", "第四条"),
        ("要什么材料？", "第三条第(一)项"),
        ("什么条件？", "第五条第(一)项"),
    ],
)
def test_few_words_ask_the_one_document_for_a_kind_of_rule(
    library: Library, frame: str, words: str, label: str
) -> None:
    assert ask(frame.format(words), library).citations[0].label == label


def test_few_words_that_several_documents_could_answer_are_not_told_from_one_of_them() -> None:
    assert ask("去哪办？", held(STALLS, OTHER)).status == "not_found"


@pytest.mark.parametrize("question", ["违反罚多少？", "怎么处罚？", "违反规定怎么罚？"])
def test_which_breach_is_asked_back_where_there_are_several_fines(library: Library, question: str) -> None:
    made = ask(question, library)
    assert (made.status, [one.name for one in made.missing]) == ("needs_input", ["违法行为"])
    assert [one.label for one in made.citations] == ["第八条", "第九条"]


def test_one_fine_alone_is_told() -> None:
    made = ask("违反罚多少？", held(issued("保山市", 2020, "门牌管理", "第二条 损毁门牌的，处八十元罚款。")))
    assert (made.status, made.citations[0].label) == ("answered", "第二条")


def test_that_other_provisions_are_of_the_kind_too_is_said() -> None:
    rules = ("第一条 业主应当向街道办事处提出加装申请。", "第二条 租户应当向居委会提出备案申请。")
    assert kinds(ask("去哪办？", held(issued("保山市", 2020, "电梯加装", *rules)))) == ["unclear"]


def test_a_sum_of_another_thing_is_not_told_for_one_that_is_no_sum(library: Library) -> None:
    made = ask("保山便民摊点经营者押金交多少？", library)
    assert (amounts(made), made.citations[0].label) == ([], "第六条")
