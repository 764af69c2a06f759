"""What is asked for by the name of its kind is answered under the heading of that kind, lists whole and in order."""

import pytest

from answer.answers import Answer, AnswerStatus
from answer.kinds_asked import is_frame
from answer.passages import Passage
from answer.question import understand
from index.store import Library
from made_up import ask, held, issued

GUIDE = """户外招牌设置许可办事指南
发布单位：银川市城市管理局  发布日期：2024-05-06
一、事项名称
户外招牌设置许可
二、受理机构
银川市城市管理局审批窗口负责受理和管理工作。
三、办理条件
1.招牌设置符合城市容貌标准；
2.不遮挡消防通道和交通标志；
3.招牌有安全检测报告。
四、不予许可的情形
设在危险房屋上的；设在文物保护范围内的；影响相邻居民采光的。
五、申请材料
（一）招牌设置申请表；
（二）营业执照复印件；
（三）招牌效果图，标明位置和尺寸；效果图应当彩色打印；
（四）房屋权属证明。
六、办理流程
1.申请：申请人到窗口或者网上提交招牌申请；
2.受理：材料齐全的当场受理；
3.决定：准予许可的，发给招牌设置许可证。
七、办理时限
法定时限20个工作日，承诺时限3个工作日。
八、办理地点和时间
银川市金凤区团结路8号政务服务中心二楼15号窗口。
工作日上午9时至12时。周六上午可以预约。
九、管理要求
招牌破损的，设置人应当在5日内修复。逾期不修复的，撤销许可，两年内不再受理其招牌申请。
十、救济途径
申请人不服的，可以在60日内申请行政复议。
"""
RULES = issued(
    "银川市",
    2022,
    "邻里食堂扶持",
    "第一条 邻里食堂由市民政局主管。",
    "第二条 符合下列条件的组织可以申请开办邻里食堂：",
    "（一）有固定的食堂场所；",
    "（二）取得食品经营许可；",
    "（三）有两名以上持证厨师。",
    "第三条 申请开办邻里食堂的，应当向街道办事处提交下列材料：",
    "（一）申请表；",
    "（二）场所证明；",
    "（三）厨师健康证明。",
    "第四条 邻里食堂有下列情形之一的，取消扶持资格：",
    "（一）连续停业三个月的；",
    "（二）发生食品安全事故的。",
    "第五条 开办邻里食堂按照以下程序办理：",
    "（一）组织向街道办事处申请；",
    "（二）街道办事处在10个工作日内实地查看；",
    "（三）市民政局公布名单。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(GUIDE, RULES)


@pytest.mark.parametrize(
    ("question", "label", "words"),
    [
        ("银川办招牌许可要交哪些材料？", "五、(一)", "申请表"),
        ("银川设招牌许可几天能办下来？", "七第1段", "承诺时限3个工作日"),
        ("银川招牌许可去哪里办？", "八第1段", "团结路8号"),
        ("银川招牌许可周末能去办吗？", "八第2段", "周六上午可以预约"),
        ("银川什么情况不给批招牌？", "四", "危险房屋"),
        ("银川招牌许可没批，不服找谁？", "十第1段", "行政复议"),
        ("银川办招牌许可要符合什么条件？", "三、1", "城市容貌标准"),
    ],
)
def test_what_stands_under_the_heading_of_the_kind_answers(
    library: Library, question: str, label: str, words: str
) -> None:
    made = ask(question, library)
    assert made.citations[0].label == label, made.conclusion
    assert words in made.conclusion


def _is_whole(made: Answer, *items: str) -> bool:
    places = [made.conclusion.find(item) for item in items]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("银川办招牌许可要交哪些材料？", ("申请表", "营业执照", "效果图应当彩色打印", "房屋权属证明")),
        ("银川招牌许可办理流程是怎样的？", ("当场受理", "发给招牌设置许可证")),
        ("银川开办邻里食堂要什么条件？", ("固定的食堂场所", "食品经营许可", "持证厨师")),
        ("银川开邻里食堂要提交什么材料？", ("申请表", "场所证明", "健康证明")),
        ("银川邻里食堂哪些情况会被取消资格？", ("停业三个月", "食品安全事故")),
        ("银川邻里食堂的开办流程是什么？", ("向街道办事处申请", "实地查看", "公布名单")),
    ],
)
def test_a_list_that_is_asked_for_comes_whole_and_in_order(
    library: Library, question: str, items: tuple[str, ...]
) -> None:
    made = ask(question, library)
    assert _is_whole(made, *items), made.conclusion


def test_a_heading_of_the_kind_answers_nothing_on_another_matter(library: Library) -> None:
    assert ask("银川办离婚登记要交哪些材料？", library).status is AnswerStatus.NOT_FOUND
    assert ask("银川办护照周末能去吗？", library).status is AnswerStatus.NOT_FOUND


def test_a_long_list_is_not_cut_off() -> None:
    items = [
        f"（{number}）{name}应当公开；" for number, name in zip("一二三四五六七八九", "甲乙丙丁戊己庚辛壬", strict=True)
    ]
    more = [f"（十{number}）{name}也要公开；" for number, name in zip("一二三四", "子丑寅卯", strict=True)]
    text = issued(
        "银川市", 2021, "村务公开", "第一条 村务公开包括下列事项：", *items, "（十）癸应当公开；", *more, kind="办法"
    )
    made = ask("银川村务公开包括哪些事项？", held(text))
    assert _is_whole(made, "甲应当", "癸应当", "卯也要")


HOMES = """家庭防滑改造办事指南
发布单位：银川市民政局  发布日期：2024-05-06
一、服务对象
具有本市户籍的下列老年人：
1.特困老年人；
2.八十周岁以上的高龄老年人。
已经享受防滑改造的，不重复享受。
二、改造须知
改造期间应当做到防滑垫干燥。
三、禁止行为
1.拆除防滑设施；
2.变卖防滑设施。
四、监督渠道
对防滑改造结果有异议的，可以向区民政局申请复核。
五、办理程序
1.申请。老年人向所在社区提出防滑改造申请。
2.审核。街道在5个工作日内审核。
"""


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("银川哪些老人可以申请防滑改造？", ("下列老年人", "特困老年人", "高龄老年人", "不重复享受")),
        ("银川防滑改造不能做哪些事？", ("拆除", "变卖")),
        ("银川防滑改造去哪里申请？", ("向所在社区",)),
    ],
)
def test_a_list_below_a_heading_comes_with_the_sentence_that_leads_over_to_it(
    question: str, items: tuple[str, ...]
) -> None:
    made = ask(question, held(HOMES))
    assert _is_whole(made, *items), made.conclusion


OFFICES = issued(
    "保山市",
    2022,
    "沿街招牌管理",
    "第一条 市财政局负责沿街招牌经费的监督工作，市住建局负责沿街招牌工程的管理。",
    "第二条 市城市管理局是沿街招牌管理工作的主管部门。",
    "第三条 沿街招牌设置人应当自装修之日起五日内，到街道便民服务中心申请登记，并提交下列材料：",
    "（一）效果图。",
    "第四条 沿街招牌登记的有效期为三年，应当在届满前办理延续。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("保山沿街招牌归谁管？", "第二条"),
        ("保山去哪里办沿街招牌登记？", "第三条"),
    ],
)
def test_one_sentence_tells_best_who_is_in_charge_and_where_to_go(question: str, label: str) -> None:
    assert ask(question, held(OFFICES)).citations[0].label == label


@pytest.mark.parametrize(
    ("text", "asked", "is_one"),
    [
        ("第一条 为规范水上租赁船只管理,制定本规定。", "能租船吗", True),
        ("本规定自2021年6月1日起施行,原办法同时废止。", "能租船吗", True),
        ("本规定自2021年6月1日起施行,原办法同时废止。", "现在可以施行了吗", False),
        ("船只自登记之日起五年内不得转让。", "能租船吗", False),
    ],
)
def test_what_only_frames_a_document_gives_no_leave(text: str, asked: str, is_one: bool) -> None:
    passage = Passage("key", "art_1", 0, text, tuple(range(len(text))), "", "", "", "", 0)
    assert is_frame(passage, understand(asked).parts[0]) is is_one
