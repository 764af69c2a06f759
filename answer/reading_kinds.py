"""The kinds of a norm: what sort of rule a sentence states, in the codes of the norm inventory.

FIX a fixed amount, TIER a value for a case or category, RATE so much for every so many, MARG a rate on the excess,
MIN MAX RNG APX bounds, SHARE a part of a base, SPLIT who bears which part, PART a part of a sum, FREQ how often,
DABS a day, DREL a time after or before an event, DUR a length of time, LIST an enumeration, COND a case,
GATE what must come first, OBL PERM PROH PREF duty, permission, prohibition, preference, AUTH who is in charge,
DEF a definition, LIAB a consequence, REF another rule or standard, VALID validity, FACT a plain statement.
"""

import re
from collections.abc import Iterable

from answer.norms import Constant, Modality, Norm, Rate, Share, Value, counts_excess
from answer.quantity_records import Kind
from answer.reading_shares import PERIODS
from ingest.regex import regex

_FLOORS = ("至少", "不少于", "不低于", "不得少于", "不得低于", "最少", "最低")
_BOUND_KINDS = {">=": "MIN", ">": "MIN", "<=": "MAX", "<": "MAX", "range": "RNG", "~": "APX"}
_MODALITIES = {
    Modality.SHALL_NOT: "PROH",
    Modality.MAY: "PERM",
    Modality.MAY_NOT_NEED: "PERM",
    Modality.ENCOURAGE: "PREF",
    Modality.SHALL: "OBL",
}
# Kinds that words show, whatever the quantities are.
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "GATE",
        regex(
            r"方可|方能|才能|才可|否则不得|(?:前|之前|以前),?[^,;。]{0,16}(?:必须|应当?|须)|经[^,;。]{2,30}(?:同意|批准|审核|盖章|许可)后?|先[^,;。]{1,30},?(?:再|后|方)|必要条件"
        ),
    ),
    (
        "LIST",
        regex(r"(?:[^、,;。:()]{1,20}、){2}[^、,;。:()]{1,20}|包括|包含|下列|以下(?:条件|材料|情形|内容|职责)"),
    ),
    (
        "AUTH",
        regex(
            r"第一责任人|直接责任人|由[^,;。]{2,40}(?:负责|主管|牵头|管理|组织|审批)|归[^,;。]{2,20}所有|产权|所有权|主管|牵头|会同"
        ),
    ),
    ("DEF", regex(r"是指|指的是|以下简称|以下统称|简称|统称|本[条办][例法]所称|即“|“[^”]{2,20}”\(")),
    (
        "LIAB",
        regex(
            r"罚款|责令|追究|不予(?:审批|批准|发放|办理)|吊销|没收|处分|收回|拘留|问责|否决|通报批评|取消[^,;。]{0,16}(?:资格|称号)|赔偿责任"
        ),
    ),
    (
        "REF",
        regex(
            r"参照|依照|按照?(?:上述|有关|国家|本|前款)|根据[^,;。]{0,12}规定|本(?:通知|意见|条例|办法|法)第|前款|《[^》]{2,40}》|上述标准|平均工资|可支配收入|价格标准"
        ),
    ),
    ("VALID", regex(r"起(?:施行|执行|实施)|废止|有效期|征求意见稿|发布日期|试行")),
    (
        "SPLIT",
        regex(
            r"由[^,;。]{2,40}(?:承担|负担|支付|列支|分担|下[拨拔]|出资|解决|配套)|无偿提供|各承担|各负担|各筹集|共同分担"
        ),
    ),
    ("FREQ", regex(r"定期|每年|每月|每季度?|每半年|每周|年[初末底]|一年一次|每届")),
    ("PREF", regex(r"鼓励|提倡|倡导|优先|优惠")),
    ("PERM", regex(r"可以|(?<![许认])可(?![能行以])|有权")),
    ("PROH", regex(r"(?:不得|不应)(?!少于|低于|超过|高于|多于)|严禁|禁止|不准|不能")),
    ("SHARE", regex(r"全覆盖|覆盖率|所有|全部|各占|平均工资|收入水平")),
    (
        "RATE",
        regex(
            r"(?:按|以)[^,;。]{0,30}(?:价格|单价)[^,;。]{0,20}(?:测算|计算|折算)|一(?:村|社区|户|县|乡|镇|人)(?:\([^()]{1,8}\))?一"
        ),
    ),
    ("MIN", regex(r"(?:不低于|不少于|达到)[^\d,;。]{4,40}(?:工资|水平|收入|标准)")),
    (
        "TIER",
        regex(r"对[^,;。]{2,24}实行[^,;。]{1,30}[,;]对[^,;。]{2,24}实行|[,;]其[他它余][^,;。\d]{1,20}(?:由|为|不|每)"),
    ),
    ("MIN", regex(r"(?:至少|不少于|不低于)[^,;。]{0,8}[\d一二两三四五六七八九十]")),
    ("RATE", regex(r"每个[^,;。]{1,12}?(?:都要|都应|均应|应当|要|建立|设立|配备)")),
    ("FREQ", regex(r"任[^,;。]{0,6}期内[^,;。]{0,6}次")),
    ("TIER", regex(r"分别[^,;。\d]{0,6}\d[^,;。、]{0,6}、")),
    ("DREL", regex(r"近?[\d一二两三四五-]{1,4}年(?:时间|内)")),
    ("PART", regex(r"(?:共需|共计|合计|总计|其余|缺口|其中)[^,;。\d]{0,24}\d|剩余")),
    ("SPLIT", regex(r"(?:解决|筹资|筹集|自筹|出资|配套)[^,;。\d]{0,6}\d|从[^,;。]{2,30}中?列支|据实报销")),
)


def kinds(sentence: str, norms: Iterable[Norm]) -> frozenset[str]:
    """The kinds of the norms of a sentence.

    >>> from answer.reading import read_norms
    >>> sentence = "每个社区建立不少于300平方米的服务站。"
    >>> sorted(kinds(sentence, read_norms(sentence)))
    ['MIN', 'RATE']
    """
    found = {code for code, pattern in _CUES if pattern.search(sentence)}
    for norm in norms:
        found |= _of_norm(norm)
    return frozenset(found or {"FACT"})


def _of_norm(norm: Norm) -> set[str]:
    found: set[str] = {code for value in norm.values for code in _of_value(value)}
    if norm.conditions or norm.event:
        found.add("COND")
    if norm.values and (norm.conditions or any(value.category for value in norm.values)):
        found.add("TIER")
    if norm.modality in _MODALITIES and (not norm.values or norm.modality is not Modality.SHALL):
        found.add(_MODALITIES[norm.modality])
    return found


def _of_value(value: Value) -> set[str]:
    found: set[str] = set()
    kind, expression = value.quantity.kind, value.expression
    constant = (
        expression
        if isinstance(expression, Constant)
        else expression.amount
        if isinstance(expression, Rate)
        else expression.part
    )
    if isinstance(expression, Rate):
        found |= {"RATE", "RNG"} if expression.inferred else {"RATE"}
        if expression.per == 1 and constant.relation == "=":
            found.add("FIX")
    if isinstance(expression, Share):
        found.add("SHARE")
    if counts_excess(expression):
        found.add("MARG")
    if value.split:
        found.add("SPLIT")
    if value.part_of is not None:
        found.add("PART")
    if value.per_period or kind is Kind.FREQUENCY:
        found.add("FREQ")
    return found | _of_number(value, constant)


def _of_number(value: Value, constant: Constant) -> set[str]:
    quantity = value.quantity
    if quantity.kind is Kind.DATE:
        return {"DABS"}
    if quantity.kind is Kind.PERIOD:
        when = quantity.within or value.event or quantity.before_event is not None
        bound = _BOUND_KINDS.get(constant.relation, "")
        return {"DREL"} if when else {"DUR", bound} - {""}
    if quantity.kind is Kind.RATIO:
        return set()
    bound = _BOUND_KINDS.get(constant.relation, "")
    if value.clamp:
        return {bound or ("MIN" if value.clamp == "floor" else "MAX")}
    if bound:
        return {bound, "MIN"} if bound == "RNG" and quantity.text.startswith(_FLOORS) else {bound}
    is_plain = isinstance(value.expression, Constant) and quantity.kind is not Kind.FREQUENCY
    return {"FIX"} if is_plain and value.unit not in PERIODS else set()
