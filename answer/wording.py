"""What a finding comes to, in one sentence of Chinese: the conclusion first, then the words that it stands on."""

from collections.abc import Sequence
from fractions import Fraction

from answer.decimals import clock, plain
from answer.evaluate import Result, Truth, between
from answer.evaluate_facts import CLOCK
from answer.findings import Finding
from answer.matching import content_words
from answer.norms import Modality
from answer.question_parts import is_open
from answer.reading import read_norms
from answer.subjects import has_exception, is_excepted, rules_on_else
from index.synonyms import expand
from ingest.regex import regex
from ingest.sentences import clauses

#: relations as people say them; the others need no word
RELATION_WORDS = {">=": "不少于", ">": "超过", "<=": "不超过", "<": "不足", "~": "约"}
_DUTY = {
    Modality.SHALL_NOT: "不可以",
    Modality.MAY: "可以",
    Modality.MAY_NOT_NEED: "不是必须",
    Modality.SHALL: "有明确要求",
    Modality.ENCOURAGE: "文件鼓励，不是强制",
    Modality.SHOULD: "原则上如此，有例外余地",
}
_DIFFERENCE = regex(r"差多少|相差|差额|(?<![至最])(少|多|高|低)多少|差几")
#: what a text says that is neither leave nor duty, and answers as plainly: 不属于, 不需要办理, 免收
_PLAIN = regex(
    r"不属于|不适用|不?视为|不?视同|不需要?(?=[\u4e00-\u9fff])|无需|无须|不用|不必|不纳入|不列入|不计入|不包括"
    r"|不再?(?:另行)?收取?(?:任何)?(?:费|押金|保证金)|不再?(?:签订|缴纳|办理|享受|承担|受理|提供)|免(?:收|缴|交|征)(?![^,;。]{0,8}(?:申请|条件))"
)
_NOT_SAID = (Modality.DECLARE, Modality.MAY_NOT_NEED)
#: what a question asks leave for: 能不能出租, 可以改作商铺吗
_ACT = regex(r"(?:能|可以|可|准|允许|许)(?:否|不(?:能|可以|可|准|允许|许))?(?P<act>[^,;。?]+)$")
#: what asks for leave, where 停一小时收费吗 asks whether something falls due
_LEAVE = regex(r"能|可以|可否|允许|许|准|行|合规|合法|违|够|达标|符合|合格|超|是不是|是否")
#: what a question asks whether there is: 有补贴吗, 有没有年龄限制
_HAVING = regex(r"有(?:没有)?(?P<act>[^,;。?有]{2,8}?)(?:吗|么|没有)?$")
#: what a question asks whether it may be left: 能不交吗, 不配行不行
_LEAVES = regex(
    r"(?:能|可以|可|准|允许)不(?!能|可|准|允许|许|得)[^,;。?]|(?:^|[,;])[^,;。?]{0,8}不[^,;。?]{1,12}?(?:可以|行|能行)(?:吗|不)"
)
#: what follows from a breach: that 一年内不再受理 is no answer to whether the breach is allowed
_SANCTION = regex(r"责令|罚款|追究|撤销|取消|没收|追回|处分")
#: what ends what is said of a case
_ENDS = regex(r"[;。]")
#: characters of a quoted sentence in a conclusion
_LONGEST = 400
#: a provision of so many characters is quoted whole, since its sentences explain each other
_SHORT = 220
#: passages quoted in a conclusion
_MOST = 30
#: other values of the provision that are told beside the ones asked for
_RESTS = 4
#: the larger unit in which people say a number, from how many it is said, and of which step
_LARGE = {"元": (10_000, "万元", 100), "米": (1_000, "公里", 100), "公斤": (1_000, "吨", 100)}
#: leave and its opposite
_OPPOSED = {Modality.MAY: Modality.SHALL_NOT, Modality.SHALL_NOT: Modality.MAY}
#: asks whether something costs money, and what speaks of that
_ASKS_MONEY = regex(r"[要收花交掏][不]?[要收花交掏]?钱|收不收费|收费[吗么]|免费[吗么]")
_OF_MONEY = regex(r"[费钱价金款]|收取|缴纳|无偿")
#: a clause that says 不得, 可以 or 应当 decides before one that only shares more words
_SAYS = 1.8


def amount_words(result: Result) -> str:
    """A result as people say it: 社区居委会办公用房150平方米."""
    if result.low is None and result.high is None:
        return ""
    written = clock if result.unit == CLOCK else plain if result.unit else _part
    low, high = (written(end) for end in (result.low, result.high))
    number = low or high if low == high or not low or not high else f"{low}至{high}"
    unit = result.unit if result.unit != CLOCK else ""
    if unit in _LARGE:
        number, unit = _in_large(result)
    unit = "个月" if unit == "月" else unit
    basis = f"({result.basis})" if result.basis and result.basis not in result.label else ""
    parts = (result.each, result.per_period)
    period = "".join(f"每{part}" for part in dict.fromkeys(parts) if part and part not in result.label)
    return f"{result.label}{period}{RELATION_WORDS.get(result.relation, '')}{number}{unit}{basis}"


def _part(number: Fraction | None) -> str:
    """A number without a unit: a fraction as one, 2/3, where its decimals never end."""
    ends = number is None or all(number.denominator % prime for prime in (3, 7, 11, 13))
    return plain(number) if ends or number is None else f"{number.numerator}/{number.denominator}"


def _in_large(result: Result) -> tuple[str, str]:
    """Number and unit as people say them: 3万元, 120公里, 14吨."""
    numbers = [n for n in (result.low, result.high) if n is not None]
    size, name, step = _LARGE[result.unit]
    if all(n >= size and n % step == 0 for n in numbers):
        shown, unit = [plain(n / size) for n in dict.fromkeys(numbers)], name
    else:
        shown, unit = [plain(n) for n in dict.fromkeys(numbers)], result.unit
    return "至".join(shown), unit


def conclusion_of(finding: Finding, provision: str = "") -> str:
    """The finding in a sentence; `provision` is the whole provision, quoted for the sentence if it is short."""
    is_whole = 0 < len(provision) <= _SHORT and not finding.leads and (not finding.asked or is_open(finding.part))
    quoted = provision if is_whole else _quoted(finding)
    amounts = [words for words in (amount_words(result) for result, _ in finding.results[: finding.asked]) if words]
    rest = [words for words in (amount_words(result) for result, _ in finding.results[finding.asked :]) if words]
    if finding.needs:
        names = "、".join(need.name for need in finding.needs)
        known = f"已能算出{'、'.join(amounts)}；" if amounts else ""
        return f"{known}要先知道{names}才能算出结果。规定是: {quoted}"
    prefix = _allowed(finding, provision) if finding.part.facets[0] == "allowed" else ""
    if amounts and not prefix:
        more = f"(同条还有: {'、'.join(rest[:_RESTS])})" if rest else ""
        return f"{'、'.join(dict.fromkeys(amounts))}{more}。原文: {quoted}"
    return f"{prefix}{quoted}"


def _allowed(finding: Finding, provision: str) -> str:
    if finding.truth is Truth.NO:
        return "不适用：所给情况不符合这一条的条件。原文: "
    if finding.truth in (Truth.YES, Truth.EDGE):
        return f"{'不可以' if _forbids(finding) else '适用'}：所给情况符合这一条的条件。原文: "
    if finding.limit is not None:
        return f"{_measured(finding)}。原文: "
    shown = provision if 0 < len(provision) <= _SHORT else finding.passages[0].text
    text = "".join(p.text for p in finding.leads) + shown
    if not _speaks_of_act(text, finding.part.text):
        return ""  # what a provision never names, it does not decide
    if is_excepted(text, finding.part.text):
        return "原文把这一情形列为例外。原文: "
    deciding = _deciding_clause(text, finding.part.text)
    if rules_on_else(text, deciding, finding.part.text):
        return ""
    modality = next((n.modality for n in read_norms(deciding) if n.modality is not Modality.DECLARE), Modality.DECLARE)
    said = _said_of(text, deciding)
    plain = _PLAIN.search(said) if modality in _NOT_SAID and not _SANCTION.search(said) else None
    if plain:
        return f"{plain[0]}。原文: "
    word = _DUTY.get(modality, "")
    if _ASKS_MONEY.search(finding.part.text) and not _OF_MONEY.search(deciding):
        return ""  # that graves may not be traded says nothing of what one costs
    if _is_opposed(text, deciding, finding.part.text):
        return ""
    if modality is Modality.MAY and (_LEAVES.search(finding.part.text) or _SANCTION.search(deciding)):
        return ""  # that something may be done does not say that it may be left
    if word and any(norm.conditions for norm in read_norms(finding.passages[0].text)):
        word += "，以符合所写条件为限"
    if word and has_exception(text[text.index(deciding) :]):
        word += "，原文写明的例外除外"
    return f"{word}。原文: " if word else ""


def _forbids(finding: Finding) -> bool:
    """Whether a sentence forbids what the question asks leave for: 12周岁以下儿童不得骑行, 10岁能骑吗."""
    asked, text = finding.part.text, finding.passages[0].text
    act, said = _ACT.search(asked), {norm.modality for norm in read_norms(text)}
    is_named = act is not None and (act["act"][0] in text or _speaks_of_act(text, asked))
    return is_named and said == {Modality.SHALL_NOT} and not _LEAVES.search(asked)


def _measured(finding: Finding) -> str:
    """Whether a case keeps within the limits of its provision; leave is told only where leave is asked for."""
    keeps = finding.limit is Truth.YES
    if not _LEAVE.search(finding.part.text):
        return "在规定的限度之内" if keeps else "不在规定的限度之内"
    if keeps:
        return "可以，没有超出规定的限度"
    is_least = bool(finding.results) and all(result.relation in (">=", ">") for result, _ in finding.results)
    return "不可以，没有达到规定的限度" if is_least else "不可以，超出了规定的限度"


def _speaks_of_act(text: str, question: str) -> bool:
    """Whether a text has a word, or one that means the same, of what the question asks leave for: 购车有补贴吗."""
    act = _ACT.search(question) or _HAVING.search(question)
    words = [word for word in content_words(act["act"]) if len(word) > 1] if act else []
    said = (word in text or any(one.term in text for one in expand([word])) or word[:2] in text for word in words)
    return not words or any(said)


def _deciding_clause(text: str, question: str) -> str:
    """The clause that obliges or allows the act asked about, else the one that shares most words with the question.

    能出租吗 is decided by 不得出租, though the clause before it names the house.
    """
    act = _ACT.search(question)
    acts, words = content_words(act["act"] if act else ""), content_words(question)
    ranked = []
    for start, end in clauses(text):
        clause = text[start:end]
        says = any(norm.modality is not Modality.DECLARE for norm in read_norms(clause))
        shared = _shared(words, clause) * (_SAYS if says else 1)
        ranked.append((_shared(acts, clause) if says else 0, shared, -start, clause))
    return max(ranked)[-1] if ranked else text


def _is_opposed(text: str, deciding: str, question: str) -> bool:
    """Whether another clause forbids what the deciding one allows, or the reverse, and shares more with the question.

    能葬外村人吗 is not decided by 户口迁出的可以申请安葬, beside 不得对村民以外的人员提供墓位.
    """
    words, act = content_words(question), _ACT.search(question)
    if _shared(content_words(act["act"] if act else ""), deciding) > 1:
        return False
    alike = {word: (word, *(one.term for one in expand([word]))) for word in words}
    shared = {
        clause: sum(len(word) for word in words if any(one in clause for one in alike[word]))
        for clause in (text[start:end] for start, end in clauses(text))
    }
    own = {norm.modality for norm in read_norms(deciding)} & set(_OPPOSED)
    against = {_OPPOSED[modality] for modality in own}
    others = (clause for clause in shared if shared[clause] > shared.get(deciding, 0))
    return bool(against) and any(against & {norm.modality for norm in read_norms(clause)} for clause in others)


def _said_of(text: str, clause: str) -> str:
    """A clause, or where it only names a case, what is said of that: 临时停放不超过2小时的,不需要办理许可.

    不属于上述情形的, names a case, and denies nothing.
    """
    if not clause.rstrip(",").endswith("的"):
        return clause.rpartition("的,")[2]
    return _ENDS.split(text[text.index(clause) + len(clause) :], maxsplit=1)[0]


def _shared(words: Sequence[str], clause: str) -> int:
    return sum(len(word) for word in words if word in clause)


def _quoted(finding: Finding) -> str:
    lead = [_brief(passage.text) for passage in finding.leads]
    return " ".join(dict.fromkeys([*lead, *(_brief(passage.text) for passage in finding.passages[:_MOST])]))


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def sums(findings: Sequence[Finding]) -> list[Result]:
    """The sum of the asked results of all findings, for each unit, basis and period in which there are several."""
    groups: dict[tuple[str, str, str], list[Result]] = {}
    for result in (result for finding in findings for result in _together(finding)):
        # 承担 is a part of a sum that is counted already
        is_summed = result.unit not in ("%", "", "次") and not result.label.endswith("承担")
        if is_summed and result.low is not None and result.high is not None:
            groups.setdefault((result.unit, result.basis, result.per_period), []).append(result)
    return [_sum(results) for results in groups.values() if len(results) > 1]


def _together(finding: Finding) -> list[Result]:
    """The asked results of a finding that may hold at once: of several under one name, each is for another case."""
    asked = [result for result, _ in finding.results[: finding.asked]]
    names = [(result.label, result.unit) for result in asked]
    return [result for result, name in zip(asked, names, strict=True) if not name[0] or names.count(name) == 1]


def _sum(results: Sequence[Result]) -> Result:
    low = sum((result.low for result in results if result.low is not None), Fraction(0))
    high = sum((result.high for result in results if result.high is not None), Fraction(0))
    step = f"{' + '.join(between(r.low, r.high) for r in results)} = {between(low, high)}"
    facts = tuple(fact for result in results for fact in result.facts)
    relation = "range" if low != high else _relation(results)
    first = results[0]
    return Result("合计", low, high, relation, first.unit, first.basis, first.per_period, (step,), facts)


def _relation(results: Sequence[Result]) -> str:
    """How a sum lies to what it is the sum of: 不少于7 and 14 are 不少于21, bounds of two kinds are about it."""
    bounds = {result.relation for result in results} - {"="}
    return "~" if len(bounds) > 1 else next(iter(bounds), "=")


def differences(findings: Sequence[Finding]) -> list[Result]:
    """The difference of the first asked results of two findings, or of two asked results of one, in the same unit."""
    by_scope = {(f.scope.label, f.key): f for f in reversed(findings) if f.asked}
    firsts = [f.results[0][0] for f in reversed(by_scope.values())]
    if len(by_scope) < 2:  # two cases of one document, else two values of one case
        firsts = [f.results[0][0] for f in findings if f.asked]
    if len(firsts) < 2 and findings:
        firsts = [result for result, _ in findings[0].results[: findings[0].asked]]
    ends = [(result.low, result) for result in firsts[:2] if result.low is not None]
    if len(ends) < 2 or ends[0][1].unit != ends[1][1].unit:
        return []
    (less, lower), (more, upper) = sorted(ends, key=lambda end: end[0])
    basis = "" if upper.basis == lower.basis else "口径不同"
    step = f"{plain(more)} - {plain(less)} = {plain(more - less)}"
    return [Result("相差", more - less, more - less, "=", upper.unit, basis, "", (step,), ())]


def asks_difference(text: str) -> bool:
    """Whether a question asks by how much two values differ."""
    return bool(_DIFFERENCE.search(text))
