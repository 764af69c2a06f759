"""Modality and bearer: what the words make of an act, and who is bound by it."""

import re
from functools import lru_cache

from answer.norms import Modality
from answer.reading_clauses import WINDOW, Clause, read_clauses
from answer.reading_words import one_of, strip_before, strip_behind, without_label
from ingest.regex import regex

_NUMBER_BOUND = r"(?:少于|低于|超过|高于|多于|小于|大于|迟于|晚于|早于|短于|长于)"
#: tried at each place of the text, in this order; the first place that fits decides
MODALS: tuple[tuple[str, Modality], ...] = (
    (rf"(?:不得|不应|不能)(?={_NUMBER_BOUND})", Modality.SHALL),
    (r"不得不|不可避免|不能够?按时", Modality.DECLARE),
    (r"(?:应当|应|必须|须)?(?:不得|严禁|禁止|不准|不许|不应当?|不可|不予|不能)", Modality.SHALL_NOT),
    (r"(?:可以?|可)不(?!少|低)|不需要?(?!的)|无需|无须|不必|免(?:征|收|缴|予|交|除)|减免", Modality.MAY_NOT_NEED),
    (r"(?:原则上|一般)(?=不(?!少于|低于|超过)|[^,;。]{0,6}不得)", Modality.SHALL_NOT),
    (r"原则上|一般(?=由|为|不|应|控制|以|按|要|在|每|从)|力争|争取(?!资)|尽量|尽可能", Modality.SHOULD),
    (
        r"应当|应该|必须|(?<!无)须(?!知)|务必|确保|一律|有义务|(?<![相响供适反对顺理])应(?![急用届收发得付聘邀]|纳税|税|休)",
        Modality.SHALL,
    ),
    (r"(?<![主重必需纲摘简概首])要(?![求点素件是么紧害职])", Modality.SHALL),
    (r"(?<![许认])可以?(?![能行持靠见观视支])|有权|准予|允许", Modality.MAY),
    (r"鼓励|提倡|倡导|优先|引导和支持", Modality.ENCOURAGE),
)
#: what the words of MODALS begin with: only where one of these stands are they tried
MODAL_SIGNS = "不应必须严禁可无免减原一力争尽务确有要准允鼓提倡优引"
_ANY_MODAL = regex(
    rf"(?=[{MODAL_SIGNS}])(?:{'|'.join(f'(?P<m{at}>{pattern})' for at, (pattern, _) in enumerate(MODALS))})"
)
_BY = regex(
    r"(?<![自经理缘事])由(?P<who>(?!于|此)[\u4e00-\u9fff、()“”]{2,36}?)"
    r"(?:按照?(?![^,;。]{0,2}$)|依照|依法|根据|每|专项|各自|相应|直接|共同|联合|统一|分别|牵头|会同|负责|承担|负担|分担|筹集|筹措|拨付|出资|奖励|补助|支付|担任|核定|办理|提供|收回|组织(?!部)|给予|予以|批准|审批|审核|处(?!理)|责令|列支|安排|下[拨拔]|配套|解决|召集|主持|推选|选举|公布|确定|制定|买岗|代[为收管]|申请|保管|管理|征收|审计|监督|享有|收取|自行|直接|另行|聘用|撤销|吊销|没收|追究|帮助|协调|各)"
)
_AUTHORITY = regex(
    one_of("bearers")
    + r"(?<!全[市县区省镇村旗])(?<!本部)(?<!住宅区)(?<!小区)(?<!外部)(?<!内部)(?<!全部)(?<!有关)(?<!物业主)(?<!一部)"
    + r"(?!分(?!别)|[门位署长城域际民群员里内会公理事法列述称需属均口次数托])(?!得)(?!在(?:街|地|乡|区|单|社|镇|县|市))"
)
_TIME_LEAD = regex(
    r"(?:(?:在|自|从|到|至|于|经)[^,;。]{1,30}?(?:前|后|内|起|时|止|底|末|间|中)|\d{2,4}年(?:底|末|初)?(?:以?前)?|“[^”]{1,6}”期?末?|每[年月周季半][年度末初底]?|年[初底末])"
)
_ADVERBS = regex(
    r"(?:原则上|一般|都|均|也|还|至少|主要|及时|共同|每年末?|每季度|每月|每半年|定期|分别|各自|统一|只|才|认真|切实|同时|则|并|逐步|依法|最低|最多|最高|一律|不|的|,|必要时|坚持|首先|确需|自觉|积极|严格|充分|全年)$"
)
_NOT_SUBJECT = regex(
    r"^(?:不|未|已|凭|自|除|距|按|按照|根据|依照|通过|对|对于|向|与|为了|为|把|将|做到|使|实现|加强|建立|完善|落实|坚持|确保|其中|以|凡|经|申请|符合)"
)
_NOUN_GOES_ON = regex(
    r"的|大会|不足|未满|不满|达|超过|满|人数|力量|素质|活动|群众|空间|场所|房|办公|注册|志愿者|公共|公益|文化|卫生|信息|环境|自治|文明|和谐|共建|范围|辖区|设施|质量|平均|报酬|工资|待遇|人口|入住|总数|教育|大学生|储备|产权|所有|工作|用房|面积|建设|经费|组织|服务|管理|干部|成员|人员|代表|负责人|负责同志|书记|主任|名称|选举|规模|内部|章程|会议|换届|换届选举|规划|居民|职工|资金|周边|财产|之间|之日|以外|以上"
)
_ACT_FIRST = regex(
    r"(?:(?:应当|应|要|可以|可|只|拟)?"
    + one_of("give_verbs", "acts")
    + r")|\d|[一二三四五六七八九十两]{1,3}[个名位户年]"
)
_NAMED_BY_ACT = regex(
    r"[\u4e00-\u9fff]{0,2}(?:建设|征收|规划|组织|补偿|评估|管理|受理|申请|缴费|推选|招聘|征税|收购|采购|审批|批准|发证|登记|监督|检查|经办|使用|承包|发包|施工|监理|设计)"
    r"[\u4e00-\u9fff、]{0,6}(?:单位|部门|机关|机构|企业|人(?!员))"
)
_CAUSED = regex(
    r"(?:组织|动员|要求|督促|安排)(?P<who>[\u4e00-\u9fff“”、]{2,20}?)(?=每人|每名|每年|每月|定期|参加|加入|与所在)"
)
_DUTIES = regex(r"(?P<who>[^,;。]{2,20}?)的?(?:工作|主要|基本)?(?:职责|职权|任务|责任|义务|分工|权利和义务)")
_NAME_GOES_ON = regex(
    r"(?:(?!应|可|须|要|对|将|按|依|会同|和|及|与|向|在|根据|负责|批准|组织|协调|责令|督促|指导|的)[\u4e00-\u9fff]){1,8}?(?:部门|机构)"
)
_VERB_TOO = regex(r"建设|组织(?!部)|管理|服务|选举|规划")
_ADVERB_HEADS = regex(
    r"^(?:并|且|而|都|均|也|还|应当|应|要(?!求)|每年|定期|及时|其中|其余|同时|此外|另外|原则上|一般|总体上|总的|,|:)+"
)
_LONGEST = 36


def modality_of(text: str) -> Modality:
    """The modality of a text: of the first word that carries one, bounds of numbers not counted as prohibitions.

    >>> modality_of("未经同意的,不得施工"), modality_of("面积不得少于50平方米"), modality_of("主要领导牵头")
    (<Modality.SHALL_NOT: 'shall_not'>, <Modality.SHALL: 'shall'>, <Modality.DECLARE: 'declare'>)
    """
    match = _ANY_MODAL.search(text)
    if not match or match.lastgroup is None:
        return Modality.DECLARE
    return MODALS[int(match.lastgroup[1:])][1]


def bearer_in(sentence: str) -> str:
    """Who is bound, as the sentence says it; "" if it names nobody.

    >>> bearer_in("对危房,建设单位应当在30日内修复。"), bearer_in("费用由所在区财政支付。")
    ('建设单位', '所在区财政')
    >>> bearer_in("街道办事处每年组织一次培训。"), bearer_in("面积不低于50平方米。")
    ('街道办事处', '')
    """
    return _bearer_in(sentence[: WINDOW * 4])


@lru_cache(maxsize=1024)
def _bearer_in(sentence: str) -> str:
    found = read_clauses(sentence)
    duties = [clause for clause in found if not clause.is_case]
    for clause in duties:
        if who := _before_modal(clause):
            return who
    for clause in found:
        if who := _by(clause.text[:WINDOW]):
            return who
    if any(_ANY_MODAL.match(clause.text) for clause in duties):
        duties = [clause for clause in found if clause.is_case] + duties
    named = next((who for clause in duties if (who := _leading(clause.text))), "")
    caused = None if named else _CAUSED.search(sentence)
    return _tidy(caused["who"]) if caused and is_bearer(caused["who"]) else named


def _by(text: str) -> str:
    """The one behind 由 who acts: 由物业管理行政主管部门责令改正."""
    match = _BY.search(text) if "由" in text else None
    if not match:
        return ""
    return _leading(text[match.start("who") :]) or _tidy(match["who"])


def bearer_of(sentence: str, lead: str, heading: str) -> str:
    """Who is bound by a sentence: named in it, else in its lead sentence, else in its heading.

    >>> bearer_of("(二)公示结果;", "居民委员会应当履行下列职责:", "居民委员会")
    '居民委员会'
    """
    if who := bearer_in(sentence) or (bearer_in(lead) if lead else ""):
        return who
    head = strip_before(without_label(heading), ("label_heads",))
    duties = _DUTIES.fullmatch(head[:_LONGEST].rstrip("。:"))
    named = duties["who"] if duties else head
    return named if len(named) <= _LONGEST // 2 and _names_authority(named) and not _begins_with_act(named) else ""


def _before_modal(clause: Clause) -> str:
    """The subject before the first modal of a clause."""
    text = clause.text[:WINDOW]
    match = _ANY_MODAL.search(text)
    if not match or not match.start():
        return ""
    subject = _bare_subject(text[: match.start()])
    if not subject or len(subject) > _LONGEST:
        return _leading(text)
    if _names_authority(subject) and ("的" in subject or not _begins_with_act(subject)):
        return subject
    return _leading(text[: match.start()])


def _bare_subject(text: str) -> str:
    if by := _by(text):
        return by
    lead = _TIME_LEAD.match(text)
    text = text[lead.end() :] if lead else text
    text = re.sub(r"^[^,;:]{0,40}[,:](?![^()]*\))", "", text)
    previous = ""
    while previous != text:
        previous, text = text, _ADVERBS.sub("", text)
    if at := re.search(
        r"(?:在|自|对|向|按照|根据|于|从|与|会同|以|为|将|把|到|负责|依照|经|通过|应)(?=[\u4e00-\u9fff])", text[2:]
    ):
        text = text[: at.start() + 2]
    return _tidy(text)


def _tidy(text: str) -> str:
    text = strip_before(without_label(text), ("label_heads",))
    previous = ""
    while previous != text:
        previous, text = text, _ADVERBS.sub("", text)
    return text.strip("、,:;“” ") if text.count("(") == text.count(")") else text.strip("、,:;()“” ")


def is_bearer(noun: str) -> bool:
    """Whether a noun names people or bodies that can be bound.

    >>> is_bearer("社区工作者"), is_bearer("配套用房")
    (True, False)
    """
    return noun.endswith(("者", "员", "人")) or _names_authority(noun)


def _names_authority(subject: str) -> bool:
    """Whether a subject ends in one who can be bound, and is no act itself."""
    bare = re.sub(r"\([^()]{0,20}\)$", "", subject)
    if _NOT_SUBJECT.match(subject):
        return False
    return any(match.end() in (len(bare), len(subject)) for match in _AUTHORITY.finditer(subject))


def _begins_with_act(text: str) -> bool:
    """Whether a verb, and not a name that begins like one (组织部), stands first."""
    act, who = _ACT_FIRST.match(text), _AUTHORITY.match(text)
    return act is not None and (who is None or who.end() <= act.end()) and not _NAMED_BY_ACT.match(text)


def _leading(text: str) -> str:
    """The one who is named at the head of a clause, before its verb: 街道办事处每年组织…."""
    lead = _TIME_LEAD.match(text)
    text = without_label(text[lead.end() :] if lead else text).lstrip(",、:;“”")[:_LONGEST]
    text = _ADVERB_HEADS.sub("", text)
    if not text or _NOT_SUBJECT.match(text) or _begins_with_act(text):
        return ""
    best = 0
    for match in _AUTHORITY.finditer(text):
        if match.start() < best:
            continue
        between = text[best : match.start()]
        if "(" in between and ")" not in between:
            continue
        if best and not re.match(r"(?:、|和|及|与|或者?|会同|\()", between):
            break
        if len(between) > 14 or re.search(
            r"[,;:。\d的]|按照|是指|标准|纳入|列入|采取|择优|了|对|向(?!阳)|在(?!职)|拒|已经|具备|不|未|[一二三四五六七八九十]{1,3}[户人名年个]",
            between,
        ):
            break
        best = match.end()
        while best < len(text) and (longer := _AUTHORITY.match(text, best)):
            best = longer.end()
        if text.startswith("(", best) and 0 < (end := text.find(")", best)) <= best + 8:
            best = end + 1
            if longer := _AUTHORITY.match(text, best + text.startswith(("委", "级"), best)):
                best = longer.end()
    if best and text.startswith(("机关", "政府", "党委"), best - 2) and (longer := _NAME_GOES_ON.match(text, best)):
        best = longer.end()
    if not best or (_NOUN_GOES_ON.match(text, best) and not (text[0] in "每各" and _VERB_TOO.match(text, best))):
        return ""
    who = _tidy(strip_behind(text[:best], ("label_tails",)))
    return who if len(who) > 1 else ""
