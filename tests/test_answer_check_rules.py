"""Each rule of the linter on made-up notices: what it tells, alone and beside other documents."""

import pytest

from answer.check import check_document
from index.store import Library
from index.writer import Writer
from ingest.read import read_text
from made_notices import defects_of

#: body, code, words of the defect, and what its message must say
TOLD = [
    (
        "一、全年安排500万元，其中，市级200万元，区级350万元。",
        "sum",
        "500万元，其中，市级200万元，区级350万元",
        "为550万元，原文写500万元，相差50万元",
    ),
    (
        "一、全年安排500万元，其中，市级200万元，区级250万元。",
        "sum",
        "500万元，其中，市级200万元，区级250万元",
        "是否还有其他项未写",
    ),
    (
        "一、甲社区购房需资金60万元；乙社区改造需资金30万元；丙社区新建需资金45万元。以上三个社区共需140万元。",
        "sum",
        "140万元",
        "为135万元，原文写140万元，相差5万元",
    ),
    (
        "一、总投资共计800万元。资金来源：一是市财政补助300万元；二是区财政配套200万元；三是社会捐赠100万元。缺口资金150万元由街道自筹。",
        "sum",
        "150万元",
        "为750万元，原文写800万元，相差50万元",
    ),
    ("一、为3个街道、12个社区和区民政局统一配备一套办公设备。共计购置15套。", "sum", "15套", "3＋12＋1＝16"),
    ("一、费用由市、区、街道按50%、30%、10%的比例分担。", "share_sum", "50%、30%、10%", "为90%，不是100%"),
    (
        "一、共需资金90万元，其中市级安排60万元，其余30万元由区级安排，市区各承担50%。",
        "share_sum",
        "50%",
        "60万元和30万元",
    ),
    (
        "一、共需资金90万元，其中市级安排60万元，其余30万元由区级安排，市区各出资50%。",
        "share_sum",
        "50%",
        "60万元和30万元",
    ),
    (
        "一、参加资格考核的人数：甲30人、乙20人。2010年12月31日至2010年1月1日为试点期。",
        "date",
        "2010年12月31日至2010年1月1日",
        "止期早于起期",
    ),
    ("一、市财政按照40%的比例补助。", "unstated_rest", "40%", "另外60%由谁承担未写"),
    ("一、每个社区至少配备2至3名网格员。", "bound_range", "至少配备2至3名", "2还是3人"),
    ("一、面积不低于三百至五百平方米。", "bound_range", "不低于三百至五百平方米", "300还是500平方米"),
    (
        "一、500户以下的社区，每年3万元；500户以上的社区，每年5万元。",
        "tier_overlap",
        "500户以下的社区，每年3万元；500户以上",
        "恰为500户时",
    ),
    (
        "一、人口不足3000人的，配备3名；人口超过3000人的，配备5名。",
        "tier_gap",
        "不足3000人的，配备3名；人口超过3000人",
        "恰为3000人时",
    ),
    (
        "一、规模800-1200户的小区，按400平方米设计；规模1200户以上的小区，按600平方米设计。",
        "edge",
        "800-1200户的小区，按400平方米设计；规模1200户以上",
        "恰为1200户时",
    ),
    ("一、面积在100平方米以下的补2万元，200平方米以上的补5万元。", "tier_gap", "200平方米以上", "之间的情形未规定"),
    (
        "一、一级社区（面积500平方米以上）、二级社区（面积300平方米以上）分别奖励。",
        "tier_overlap",
        "一级社区（面积500平方米以上）、二级社区（面积300平方米以上）",
        "是否互斥未写",
    ),
    (
        "一、户数达到2000户且入住率达到60%的，设立社区；户数不足2000户的，并入邻近社区。",
        "tier_gap",
        "达到2000户且入住率达到60%的，设立社区；户数不足2000户",
        "不足60%",
    ),
    ("一、住宅区按每百户30平方米配建社区用房。", "rounding_unsaid", "每百户30平方米", "不足100户的零头"),
    ("一、按400户左右配备1名，由3—6名组成。", "rate_range", "400户左右配备1名，由3—6名", "1200—2400户"),
    ("一、建筑面积超过5万平方米的，超过部分按千分之三计算。", "excess_only", "超过5万平方米的，超过部分", "未超过部分"),
    ("一、各区于每年2月30日前上报。", "date", "2月30日", "不存在"),
    ("一、自2021年6月1日至2021年3月1日受理。", "date", "自2021年6月1日至2021年3月1日", "止期早于起期"),
    ("一、2016年至2020年的四年内完成改造。", "period", "2016年至2020年的四年", "首尾计5年，原文写4年"),
    ("一、设立“三室两站”（办公室、会议室、图书室、卫生站）。", "count_list", "“三室两站”", "合计5项，括号内列出4项"),
    ("一、具备“三室三站两厅一家一园”等功能。", "count_list", "“三室三站两厅一家一园”", "共10项，名目未列出"),
    ("一、悬挂党支部、居委会和服务站四块牌子。", "count_list", "悬挂党支部、居委会和服务站四块牌子", "所列为3项"),
    (
        "一、做到“五有”，即有人员、有场所、有经费、有制度。",
        "count_list",
        "“五有”，即有人员、有场所、有经费、有制度",
        "应为5项，列出4项",
    ),
    (
        "一、抓好以下四项工作：\n（一）组织建设。认真做好。\n（二）队伍建设。认真做好。\n（三）阵地建设。认真做好。",
        "count_list",
        "四项工作：",
        "其下列出3项",
    ),
    ("一、按照本通知第九条执行。", "dangling_reference", "本通知第九条", "没有找到"),
    ("一、加强领导。\n二、落实责任。\n四、严格考核。", "numbering", "四、严格考核。", "“二”之后是“四”"),
    ("一、加强领导。\n二、落实责任。\n二、严格考核。", "numbering", "二、严格考核。", "出现两次"),
    ("一、按照本通知所附《补贴标准表》执行。", "annex_missing", "附《补贴标准表》", "不在本文件的文本中"),
    ("一、名单详见附件2。", "annex_missing", "详见附件2", "不在本文件的文本中"),
    ("一、面积达到l200平方米。", "lookalike", "l200", "字母“l”"),
    ("一、二OO九年以前建成的。", "lookalike", "二OO九", "字母“OO”"),
    ("一、（l）组织建设。（2）队伍建设。", "lookalike", "（l）", "编号"),
    ("一、经费由市财政下拔。", "typo", "下拔", "“拨”"),
    ("一、镇党委书要负总责。", "typo", "党委书", "书记"),
    ("一、抓好任期考核、考核、离任考核。", "typo", "考核", "疑脱修饰语"),
    ("一、按《社区经费保障法》（某财字〔2011〕5号）执行。", "typo", "《社区经费保障法》（某财字〔2011〕5号）", "办法"),
    ("一、各单位要认真 12 落实。", "broken_word", "认真 12 落实", "页码"),
    ("一、总的要求。社区工 作人员要到位。", "broken_word", "区工 作人", "空格"),
    ("一、按照市财字\n〔2010〕32号执行。", "broken_word", "按照市财字\n〔2010〕32号", "换行"),
    ("一、按照市财„2006‟72号执行。", "document_number", "按照市财„2006‟72号", "〔〕"),
    ("一、学习“xxxx”的要求。", "masked", "xxxx", "1 处"),
    ("一、取得证书的，工资分别上浮5%、10%、15%。", "open_list_value", "5%、10%、15%", "3个数值"),
    ("一、无用房或用房陈旧、面积低于80平方米的，应当改建。", "and_or", "用房陈旧、面积低于8", "同时具备"),
    ("一、60%以上社区用房用于居民活动。", "share_base", "60%以上", "按面积计还是按个数计"),
    ("一、按5—10%的比例发展。", "range_percent", "5—10%", "百分号"),
    ("一、按服务人口数量定编，每按600户设置1人。", "mixed_basis", "600户", "人口"),
    ("一、建设用房300平方米配套设备齐全。", "punctuation", "300平方米配套设备", "脱标点"),
    ("一、不够设立一个社区的，并入邻近社区。", "threshold_unsaid", "不够设立一个社区", "规模"),
    (
        "一、社区用房面积达到300平方米以上。按照每百户20平方米配建社区用房。",
        "two_standards",
        "达到300平方米以上",
        "何者优先",
    ),
    (
        "一、社区服务用房按使用面积不少于100平方米配置。\n二、社区服务用房建筑面积不低于150平方米。",
        "mixed_basis",
        "不低于150平方米",
        "前文按使用面积",
    ),
]


@pytest.mark.parametrize(("body", "code", "words", "says"), TOLD, ids=[f"{row[1]}-{at}" for at, row in enumerate(TOLD)])
def test_defect_is_told(body: str, code: str, words: str, says: str) -> None:
    found = [one for one in defects_of(body) if one.code == code]
    assert words in [one.words for one in found]
    assert any(says in one.message for one in found), [one.message for one in found]


def _library(*texts: str) -> Library:
    writer = Writer.in_memory()
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    return Library(writer.connection, "内存")


def _told(library: Library, number: str) -> list[tuple[str, str, str]]:
    (document,) = (one for one in library.documents() if one.header.document_number == number)
    found = check_document(document, library.text(document.source), library)
    return [(one.code, one.words, one.message) for one in found if one.code != "rounding_unsaid"]


def _notice(number: int, body: str) -> str:
    head = f"杭州市人民政府关于社区用房的通知（{number}）\n杭政发〔2019〕{number}号\n各区：\n"
    return f"{head}{body}\n杭州市人民政府\n2019年3月5日\n"


def test_rules_of_the_same_place_are_compared() -> None:
    library = _library(
        _notice(1, "一、按每100户20平方米配建社区用房，产权归街道办事处所有。"),
        _notice(2, "一、按每500户75平方米使用面积配建社区用房，产权归业主委员会所有。"),
        _notice(3, "一、按每100户90平方米配建公共绿地。"),
    )
    told = _told(library, "杭政发〔2019〕1号")
    assert [(code, words) for code, words, _ in told] == [
        ("mixed_basis", "每100户20平方米"),
        ("other_rule", "每100户20平方米"),
        ("other_rule", "产权归街道办事处所有"),
    ]
    assert "每500户75平方米" in told[1][2]
    assert "业主委员会" in told[2][2]
    assert _told(library, "杭政发〔2019〕3号") == []


def test_citation_of_a_held_document_is_followed() -> None:
    library = _library(
        _notice(1, "一、按照杭政发〔2019〕2号第二条执行。"),
        _notice(2, "一、加强领导。\n二、落实责任。"),
    )
    assert _told(library, "杭政发〔2019〕1号") == []
    library = _library(
        _notice(1, "一、按照杭政发〔2019〕2号第七条执行。"),
        _notice(2, "一、加强领导。\n二、落实责任。"),
    )
    ((code, words, message),) = _told(library, "杭政发〔2019〕1号")
    assert code == "dangling_reference"
    assert "第七条" in words
    assert "资料库所存的该文件中没有" in message


def test_draft_undated_and_cut_short() -> None:
    head = "关于加强社区工作的意见\n（征求意见稿）\n"
    body = (
        "一、力争三年内全部达标。\n二、要把社区建设摆上重要议事日程，形成各部门齐抓共管的良好工作格局，并切实做好各项"
    )
    assert {one.code for one in defects_of(body, head=head, end="")} == {"draft", "undated_period", "truncated"}


def test_years_of_an_undated_document() -> None:
    found = defects_of("一、今年底前全部建成。", head="关于加强社区工作的意见\n各村：\n", end="\n")
    assert [(one.code, one.words) for one in found] == [("undated_period", "今年")]


def test_title_of_another_text() -> None:
    body = "一、加强社区党组织建设，选优配强社区干部，落实工作经费。\n" * 3
    found = [
        one for one in defects_of(body, head="如何办理护照\n\n如题所述\n\n", end="") if one.code == "title_mismatch"
    ]
    assert found


def test_heading_of_a_table_without_the_table() -> None:
    body = "一、按照标准执行。\n社区工作者补贴标准表（市区适用）\n注：本表自公布之日起适用。"
    assert "annex_missing" in {one.code for one in defects_of(body)}
