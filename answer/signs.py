"""What a passage looks like that answers a facet: who, when, whether allowed, what follows."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.fitting import Match
from answer.kinds_asked import of_kind, tells_point
from answer.opposites import denies_same
from answer.question_records import Part
from ingest.regex import regex

#: sentences, and parts of questions, whose signs are kept
_KEPT, _PARTS = 4096, 16
#: numbers of telephones and accounts, and addresses of pages and mail
CONTACT = regex(r"(?<!\d)(?:0\d{2,3}-?)?\d{7,}(?!\d)|(?<!\d)(?:1\d{4}|9\d{4,5}|1[12]\d)(?!\d)|https?:|www\.|\w@\w")
# What the words of a passage that answers a facet look like: pattern and bonus.
_SIGNS: dict[str, tuple[tuple[re.Pattern[str], float], ...]] = {
    "who": (
        (
            regex(
                r"由[^,;。]{2,24}?(负责|承担|支付|担任|核定|提供|收回|组织|统一|给予|审批|列支|安排|联合|解决|下[拨拔]|征收|办理|管理|缴纳|交纳|交给|移交|监督|赔偿|收缴|选举)|负责|由[^,;。]{2,12}将|归|无偿|第一责任人|列支"
            ),
            0.15,
        ),
    ),
    "allowed": (
        (
            regex(r"不得|可以|可|严禁|禁止|不准|必须|应当|不予|免[征费纳缴收交]|减免|有权|方可|否则|不收|不执行"),
            0.25,
        ),
    ),
    "consequence": (
        (
            regex(
                r"不予|责令|处[^理]|罚款|追究|收回|取消|不得通过|限期|否则|解除|终止|视为|吊销|没收|给予处分|纳入.{0,12}档案|不再"
            ),
            0.2,
        ),
    ),
    "includes": (
        (regex(r"包括|包含|是指|指的是|下列|以下|由[^,;。]{2,40}(组成|构成)|[^、]、[^、]+、[^、]|即|分别"), 0.12),
        (regex(r"(包括|下列|以下|如下)[^;。]{0,16}:$"), 0.35),
    ),
    "when": (
        (
            regex(
                r"\d|[一二三四五六七八九十](个)?(工作日|日|天|月|年|季度)|年底|期末|之日起|以前|之前|前|次月|手续前|时"
            ),
            0.12,
        ),
    ),
    "frequency": ((regex(r"每(年|月|季度?|半年|周|天|日|届|次)|定期|次"), 0.2),),
    "condition": (
        (regex(r"的,|方可|方能|才能|以上|达到|满|条件|前提|未经|前,?必须"), 0.1),
        (regex(r"方可|方能|才能|才可以|为前提"), 0.15),
    ),
    "share": ((regex(r"%|百分之|千分之|万分之|分之|比例|\d:\d"), 0.15),),
    "validity": ((regex(r"废止|有效期|施行|执行|失效|征求意见稿"), 0.3),),
    "contact": ((CONTACT, 0.3),),
    "rule": (),
    "documents": (),
    "differ": (),
    "amount": ((regex(r"\d|[一二三四五六七八九十百千万](平方米|元|人|户|名|个)"), 0.1),),
}


#: what it adds that the sentence itself has the words, and what is taken off a sentence that leads over to rules
_INSIDE, _LEADS_OVER = 0.35, 0.4
#: the words with which a document leads over to its rules; what stands before them is no rule
_PREAMBLE = regex(r"(如下|下列)[^。;]{0,12}:$|^为(了)?.{12,}(现就|特制定|制定本)")


#: a question for who pays, what its answer speaks of, and the bonus for it
_ASKS_PAYER = regex(r"出钱|掏钱|花钱|付钱|出资|买单|费用|经费|资金|[钱款]|谁[付掏缴交]|负担|承担")
_PAYS = regex(r"无偿|出资|财政|列支|自筹|补助|(?:费用?|经费|资金|所需|款项?)[^。;]{0,20}(?:由|从|承担|负担|支付|解决)")
_NAMES_PAYER = 0.25


#: a question for a fine, what states one, and what it adds or takes off
_ASKS_FINE, _FINES = (
    regex(r"罚(?!没)"),
    regex(r"罚款|处[^理分于在][^,;。]{0,12}[元倍%]|警告|没收|罚金|拘留|加收|滞纳金|违约金"),
)
_OF_FINE = 0.25


#: what leads over to papers, a question that asks for papers, and what such an item loses that is asked for something
#: else: that 户口簿 is to be shown says nothing of whether 户口 may be moved
_PAPERS = regex(r"(?:提交|提供|携带|出具|报送|递交|附)[^;。]{0,16}(?:材料|资料|证件|文件)[^;。]{0,6}:$")
_ASKS_PAPERS = regex(r"材料|资料|证|文件|手续|提[交供]|携?带|[表单书本簿照]|复印|原件|证明")
_OF_PAPERS = 0.5


#: the end of what a sentence defines, and what it adds that the question asks what that is: 专项附加扣除,包括…
_DEFINES = regex(r"(?P<what>[\u4e00-\u9fff]{4}),?(?:包括|是指|指的是|分为)")
_DEFINED = 0.4


#: what it adds that a passage is on leaving undone what the question says is not done
_SAME_DENIAL = 0.4
#: facets that a sentence answers which leads over to a list: 下列房产免纳房产税:
LISTS = frozenset({"includes", "condition"})


def sign_score(fit: Match, part: Part) -> float:
    """How well a passage fits what is asked: by its words, and by the signs of the facets."""
    text = fit.passage.text
    told = f"{fit.passage.lead}{text}" if fit.passage.lead.endswith(":") else text
    is_list = part.facets[0] in LISTS and "下列" in text
    leads_over = _is_preamble(text) and not is_list and not tells_point(fit.passage, part)
    # What is allowed is decided by one item of a list, not by the sentence that leads over to it.
    leads_over |= part.facets[0] == "allowed" and text.endswith(":")
    score = fit.coverage + _INSIDE * fit.inside - (_LEADS_OVER if leads_over else 0.0)
    score += of_kind(fit.passage, part)
    score += _SAME_DENIAL if denies_same(text, part.text) else 0.0
    if _PAPERS.search(fit.passage.lead) and not _ASKS_PAPERS.search(part.text):
        score -= _OF_PAPERS
    if part.facets[0] == "includes" and (defined := _DEFINES.search(text)) and defined["what"] in part.text:
        score += _DEFINED
    facets = part.facets[:2]
    for facet in facets:
        score += _bonus(facet, told)
    if "who" in facets and _ASKS_PAYER.search(part.text) and _PAYS.search(text):
        score += _NAMES_PAYER
    if _asks_fine(part.text):
        score += _OF_FINE if _FINES.search(text) else -_OF_FINE
    return score


@lru_cache(maxsize=_PARTS)
def _asks_fine(text: str) -> bool:
    return bool(_ASKS_FINE.search(text))


@lru_cache(maxsize=_KEPT)
def _is_preamble(text: str) -> bool:
    return bool(_PREAMBLE.search(text))


@lru_cache(maxsize=_KEPT)
def _bonus(facet: str, text: str) -> float:
    return sum(bonus for pattern, bonus in _SIGNS[facet] if pattern.search(text))


#: bonus of a passage that has the quoted words of the question, and of one that says what they mean
_HAS_QUOTED, _EXPLAINS = 0.4, 0.5
#: what follows quoted words that are explained, and a list that they sum up: 强化党务、规范居务、协调事务“五务合一”
_EXPLAINED = "”?[^,;。]{0,4}(?:[(:]|,?(?:即|是指|指的是|指|包括|就是))"
_SUMMED_UP = "、[^、,;。“”]{1,12}、[^、,;。“”]{1,12}(?:的|等)?“"


def of_quoted(text: str, quoted: Sequence[str]) -> float:
    """What it adds that a text has the quoted words of a question, and that it says what they mean."""
    bonus = 0.0
    for words in quoted:
        if words in text:
            bonus += _HAS_QUOTED
            said = re.escape(words)
            if re.search(said + _EXPLAINED, text) or re.search(_SUMMED_UP + said, text):
                bonus += _EXPLAINS
    return bonus
