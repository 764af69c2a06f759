"""Questions on matters that the bundled corpus does not rule, though it speaks of something near to them."""

import pytest

from answer.answers import Reason
from index.library import bundled_library
from index.store import Library
from made_up import ask, held, issued


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return bundled_library()


@pytest.mark.parametrize(
    "question",
    [
        "合同写明工资6000元，试用期工资最低能给多少？",
        "新设立的单位多少天内要办公积金缴存登记？",
        "单位在职职工800人，至少要安排多少名残疾人就业？",
        "信访工作办法从哪天起施行？",
    ],
)
def test_a_matter_nearby_is_no_answer(library: Library, question: str) -> None:
    made = ask(question, library)
    assert (made.status.value, made.citations) == ("not_found", ())


@pytest.mark.parametrize(
    "question",
    [
        "《养犬登记管理办法》免税范围有哪些？",
        "农村社区的“七通八达”是什么意思？",
        "哪几份文件提到“权责清单、阳光运行”？",
        "每300户45平方米的社区用房标准是哪里的规定？",
    ],
)
def test_titles_quoted_words_and_figures_that_nothing_has_are_not_found(library: Library, question: str) -> None:
    made = ask(question, library)
    assert (made.status.value, made.citations) == ("not_found", ())


def test_a_title_that_nothing_held_has_or_cites_is_named_in_the_refusal(library: Library) -> None:
    made = ask("《养犬登记管理办法》免税范围有哪些？", library)
    assert made.reason is Reason.OUTSIDE_COVERAGE
    assert "没有收录《养犬登记管理办法》" in made.conclusion


def test_a_refusal_names_the_title_of_another_kind_that_is_held() -> None:
    ponds = held(issued("湘潭市", 2019, "鱼塘承包管理", "第一条 鱼塘每三年发包一次。", kind="办法"))
    made = ask("《湘潭市鱼塘承包管理条例》几年发包一次？", ponds)
    assert made.reason is Reason.OUTSIDE_COVERAGE
    assert "名称相近的有《湘潭市人民政府关于鱼塘承包管理的办法》" in made.conclusion


def test_an_answer_from_another_year_than_the_one_asked_about_says_so() -> None:
    ponds = held(issued("湘潭市", 2019, "鱼塘承包管理", "第一条 鱼塘承包押金为5000元。"))
    assert "资料库没有2021年的有关文件" in "".join(w.text for w in ask("2021年鱼塘承包押金多少元？", ponds).warnings)
    assert "没有收录2015年" in ask("2015年鱼塘承包押金多少元？", ponds).conclusion
    assert "2021年" not in "".join(w.text for w in ask("2021年鱼塘承包的通知还有效吗？", ponds).warnings)


def test_a_draft_is_not_answered_from_other_documents() -> None:
    pools = held(issued("湘潭市", 2019, "泳池管理", "第一条 泳池每日换水不少于二次。"))
    assert "没有收录征求意见稿" in ask("按征求意见稿，泳池每日换水几次？", pools).conclusion
    assert ask("泳池每日换水几次？", pools).citations


def test_a_telephone_number_is_not_told_by_a_sentence_without_one() -> None:
    rules = "六、申请补助的村应当于每年9月30日前向县水利局提交申请书、工程预算和村民会议决议。"
    pipes = issued("北溪县", 2023, "农村饮水工程补助", "四、供水单位应当每季度检测水质一次。", rules)
    fair = issued("石桥镇", 2020, "集市管理", "一、集市逢农历三、六、九日开市。", "二、摊位每月收取摊位费120元。")
    assert not ask("北溪县水利局电话是多少？", held(pipes, fair)).citations


HENS = issued(
    "湘潭市",
    2021,
    "家禽饲养管理",
    "第一条 饲养鸡鸭的，应当向村民委员会提出申请，并提交下列材料：",
    "（一）饲养人身份证、户口簿；",
    "（二）检疫证明。",
    "第二条 鸡鸭登记后方可饲养。",
    "第三条 有下列情形之一的，不得饲养鸡鸭，并应当在镇人民政府规定的时间内自行处理：",
    "（一）饲养场所在楼道内的。",
    kind="办法",
)


@pytest.mark.parametrize(
    "question",
    [
        "湘潭鹅要不要登记？",  # a thing of one sign that nothing speaks of
        "湘潭家禽检疫费多少钱？",  # papers on a thing tell no fee for it
        "湘潭养鸡可以落户口吗？",  # that a paper is to be shown allows nothing
    ],
)
def test_what_shares_a_sign_or_a_paper_with_the_question_is_no_answer(question: str) -> None:
    assert ask(question, held(HENS)).status.value == "not_found"


def test_an_item_and_not_the_sentence_before_it_says_what_is_not_allowed() -> None:
    made = ask("湘潭楼道里能养鸡鸭吗？", held(HENS))
    assert made.citations[0].label == "第三条第(一)项"


def test_who_registers_a_thing_tells_no_fee_for_it() -> None:
    boats = issued("湘潭市", 2021, "渔船管理", "第一条 农业农村部门负责渔船的登记和检验。")
    assert ask("湘潭渔船登记要多少钱？", held(boats)).status.value == "not_found"
    assert ask("湘潭渔船登记由谁负责？", held(boats)).status.value == "answered"


def test_what_something_comprises_is_told_where_it_is_defined() -> None:
    rules = (
        "第一条 农机购置补助申请表、农机购置补助资金和农机购置补助名单应当公示，农机购置补助按年发放。",
        "第二条 农机购置补助，包括拖拉机、收割机补助，具体范围由市农业农村局确定。",
    )
    made = ask("湘潭农机购置补助有哪些？", held(issued("湘潭市", 2021, "农机管理", *rules)))
    assert made.citations[0].label == "第二条"
