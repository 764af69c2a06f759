"""What a number counts: areas on different bases, one variable under two names, values without their classes."""

import re
from collections.abc import Iterator

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from answer.quantity_records import Kind
from ingest.regex import regex

_CLASSES_BEFORE = regex(r"[、和及与][^,;。]{1,20}分别|[高中初一二三甲乙丙]级|(?:市级|县级|省级|区级)")
_BOTH_WAYS = regex(
    r"(?:的)?(?P<noun>[\u4e00-\u9fff]{0,8}?(?:用房|房屋|住房|住宅|土地|场地|设施|道路))(?=用于|作为|应当?用于)"
)
_JUNCTION = regex(
    r"或[^,;。、或]{2,12}?[\u4e00-\u9fff](?P<sign>、)[\u4e00-\u9fff]{2,8}(?:小于|低于|不足|少于|大于|高于|超过|达到|不到)\d"
)
_RUN_ON = regex(r"(?P<noun>[\u4e00-\u9fff]{2,8})(?:\([^()]{1,40}\))?(?:齐全|完善|完备|良好|配套|畅通)(?=[,;。])")
_VAGUE = regex(r"(?P<words>(?:不够|达不到|尚不足以|不足以)(?:设置|设立|组建|成立|单独)[^,;。]{2,14}?)的(?=,)")
_THING = regex(r"[\u4e00-\u9fff]{2,12}(?:用房|场所|绿地|设施)")
_PLANNED = regex(r"(?P<words>(?:根据|按照|依据)[\u4e00-\u9fff]{0,6}规划(?:应当?|需|需要)[^,;。]{2,16})的(?=,)")
_AREA_OF = regex(r"[\u4e00-\u9fff]{2,12}?(?:用房|住房|房屋|场所)")
_MEASURES = frozenset(("建筑面积", "使用面积", "套内建筑面积"))
#: last characters of a name by which two things are taken for the same
_NAME = 6
_POPULATION = regex(r"(?:服务|常住|户籍|实有|居民)?人口(?:数量|规模|数)?")


def run_on_words(ground: Ground) -> Iterator[Defect]:
    """A noun with a predicate of its own right behind an area: 450平方米配套设施齐全 wants a comma."""
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            match = _RUN_ON.match(sentence.text, quantity.end)
            if (
                match
                and quantity.kind is Kind.AMOUNT
                and quantity.relation == "="
                and quantity.unit in ("平方米", "米", "元")
            ):
                where = sentence.span(quantity.start, match.end("noun"))
                message = f"“{quantity.text}”与“{match['noun']}”之间似脱标点，后者不是前者所说的面积或数额"
                yield ground.defect("punctuation", Severity.FORM, where, message, "请核对原件标点")


def and_or(ground: Ground) -> Iterator[Defect]:
    """A、 between two conditions that may mean and, or."""
    for sentence in ground.sentences:
        for match in _JUNCTION.finditer(sentence.text):
            where = sentence.span(match.start() + 1, match.end())
            message = "两个条件以顿号相连，是同时具备还是具备其一未写"
            yield ground.defect("and_or", Severity.AMBIGUOUS, where, message, "请询问制定机关")


def thresholds(ground: Ground) -> Iterator[Defect]:
    """A case that turns on a size which the provision does not give: 不够设置一个社区居委会的."""
    for sentence in ground.sentences:
        for pattern, message in (
            (_VAGUE, "“{}”以何规模为界，本处未写"),
            (_PLANNED, "“{}”取决于规划，本处没有可以直接判断的界限"),
        ):
            for match in pattern.finditer(sentence.text):
                words, where = match["words"], sentence.span(*match.span("words"))
                yield ground.defect(
                    "threshold_unsaid", Severity.AMBIGUOUS, where, message.format(words), "适用前先确认是否符合设置条件"
                )


def variables(ground: Ground) -> Iterator[Defect]:
    """One variable under two names in one sentence, or a count of people that is told in households."""
    for sentence in ground.statements:
        yield from _two_names(ground, sentence)
        for quantity in sentence.quantities:
            said = _POPULATION.search(sentence.text[max(0, quantity.start - 20) : quantity.start])
            is_base = quantity.unit == "户" and re.search(r"按照?每?$", sentence.before(quantity))
            if said and (is_base or (quantity.kind is Kind.EACH and quantity.unit == "户")):
                where = sentence.span(quantity.start, quantity.end)
                message = f"前面说“{said[0]}”，后面以“户”计，两者如何换算未写"
                yield ground.defect("mixed_basis", Severity.AMBIGUOUS, where, message, "按户数计算并注明")


def measures(ground: Ground) -> Iterator[Defect]:
    """Areas of one thing told by the floor area here and by the usable area there; each later place once."""
    seen: dict[str, str] = {}
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            things = _AREA_OF.findall(sentence.before(quantity, 60) + quantity.text)
            if quantity.unit != "平方米" or quantity.measure not in _MEASURES or not things:
                continue
            thing = things[-1][-_NAME:]
            before = seen.setdefault(thing, quantity.measure)
            if before != quantity.measure:
                where = sentence.span(quantity.start, quantity.end)
                message = f"“{thing}”此处按{quantity.measure}，前文按{before}，不能直接比较"
                yield ground.defect("mixed_basis", Severity.AMBIGUOUS, where, message, "比较前先统一口径")


def _two_names(ground: Ground, sentence: Sentence) -> Iterator[Defect]:
    named = [
        (match["name"], match.start())
        for match in re.finditer(r"(?:^|[,;:且])(?P<name>[\u4e00-\u9fff]{0,6}户数)(?=达|不|未|在|超)", sentence.text)
    ]
    names = sorted({name for name, _ in named}, key=len)
    if len(names) > 1 and all(name.endswith("户数") for name in names) and "户数" in names:
        at = next(start for name, start in named if name == "户数") + 1
        others = "、".join(f"“{name}”" for name in names if name != "户数")
        message = f"同句有{others}和“户数”，后者是否指同一数未写"
        yield ground.defect(
            "variable_name", Severity.AMBIGUOUS, sentence.span(at, at + 2), message, "请分别按两种口径核算"
        )


def open_lists(ground: Ground) -> Iterator[Defect]:
    """Several values told off with 分别, and no classes that they belong to."""
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            lead = re.search(r"分别[\u4e00-\u9fff]{0,4}$", sentence.text[max(0, quantity.start - 7) : quantity.start])
            if quantity.kind is not Kind.LIST or not lead or len(quantity.values) < 2:
                continue
            before = sentence.before(quantity, 120)
            if before.count("、") + len(re.findall(r"[和及与]", before)) + 1 < len(
                quantity.values
            ) and not _CLASSES_BEFORE.search(before):
                where = sentence.span(quantity.start, quantity.end)
                message = f"列出{len(quantity.values)}个数值，分别对应哪一类未写"
                yield ground.defect("open_list_value", Severity.AMBIGUOUS, where, message, "请查配套文件中的等级")


def share_bases(ground: Ground) -> Iterator[Defect]:
    """Shares of what can be counted and measured, and ranges of which only one end has its %."""
    for sentence in ground.sentences:
        for quantity in sentence.quantities:
            if quantity.kind is not Kind.PERCENT:
                continue
            where = sentence.span(quantity.start, quantity.end)
            match = _BOTH_WAYS.match(sentence.text, quantity.end)
            if match:
                message = f"“{quantity.text}{match['noun']}”按面积计还是按个数计未写"
                yield ground.defect("share_base", Severity.AMBIGUOUS, where, message, "请询问制定机关")
            if re.search(r"\d[-~至到]\d+(?:\.\d+)?%", quantity.text):
                message = f"区间“{quantity.text}”前一个数没有百分号"
                yield ground.defect("range_percent", Severity.FORM, where, message, "按百分数理解")
