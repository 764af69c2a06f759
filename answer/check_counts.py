"""Counts and lists: 五室、六站、一中心 and what is named behind them, 四块牌子 and the boards before it."""

import re
from collections.abc import Iterator

from answer.check_ground import Ground, Sentence
from answer.check_records import Defect, Severity
from ingest.numerals import parse_ordinal
from ingest.records import Provision
from ingest.regex import regex

_NUMBER = "[一二两三四五六七八九十]"
_PAIR = regex(rf"(?P<count>{_NUMBER})(?P<noun>(?:[\u4e00-\u9fff](?<!{_NUMBER})){{1,4}})、?")
# Each of the next patterns is looked for where the shorter one before it is found: few sentences have that.
_SHORT_SIGN = regex(rf"“{_NUMBER}[^”]{{1,6}}{_NUMBER}|{_NUMBER}[室站厅栏家校中心场所]{{1,2}}{_NUMBER}")
_SHORT = regex(
    rf"“(?P<pairs>(?:{_NUMBER}(?:(?!{_NUMBER})[\u4e00-\u9fff、]){{1,6}}){{2,8}})”|(?<![\u4e00-\u9fff])(?P<bare>(?:{_NUMBER}[室站厅栏家校中心场所]{{1,2}}){{3,8}})"
)
_ANNOUNCED = regex(
    rf"(?<![第至到\-\d一二三四五六七八九十])(?P<count>{_NUMBER}|\d{{1,2}})(?P<counter>[项个种条类点块大]|个方面|个环节|个步骤|部分)(?P<noun>[\u4e00-\u9fff]{{0,8}}):$"
)
_COUNTED = regex(
    rf"(?<![共第至到\-])(?P<count>{_NUMBER}|\d{{1,2}})(?P<counter>块牌子|部分|个部分|人(?=[享参负])|种形式|类人员|项制度|项内容|个方面|大类|个环节)"
)
_BEHIND = regex(
    rf"(?P<list>(?:[\u4e00-\u9fff“”()]{{2,16}}、){{1,9}}[\u4e00-\u9fff“”()]{{2,16}}(?:(?:和|及|与|以及)[\u4e00-\u9fff“”()]{{2,16}})?)"
    rf"{_COUNTED.pattern}"
)
_QUOTED_KEY = regex(rf"“(?P<count>{_NUMBER})(?P<key>[^\W\d_一二两三四五六七八九十]{{1,2}})”")
_QUOTED_COUNT = regex(
    rf"{_QUOTED_KEY.pattern}(?:标准|要求|目标|原则|制度|机制|工程)?,?(?:即|是指):?(?P<list>[^。;]{{4,240}})"
)
_QUOTED_AFTER = regex(
    rf"(?:有|“)(?P<list>(?:[\u4e00-\u9fff]{{1,12}}、){{2,11}}[\u4e00-\u9fff]{{1,12}}(?:和[\u4e00-\u9fff]{{2,12}})?)”?(?:的|等)?{_QUOTED_KEY.pattern}"
)
#: fewer than these are seldom listed item by item
_FEWEST = 3
_CHECK = "请对照原件核对名目"


def listed(ground: Ground) -> Iterator[Defect]:
    """All mismatches of counts and lists."""
    for sentence in ground.wanted_sentences:
        yield from _shorthand(ground, sentence)
        yield from _counted_behind(ground, sentence)
        yield from _quoted(ground, sentence)
    for provision in ground.document.provisions:
        if ground.is_wanted(provision.own):
            yield from _announced(ground, provision)


def _shorthand(ground: Ground, sentence: Sentence) -> Iterator[Defect]:
    """Five rooms, six stations, one centre: the bracket behind names as many, or nothing names them."""
    for match in _SHORT.finditer(sentence.text) if _SHORT_SIGN.search(sentence.text) else ():
        words = match["pairs"] or match["bare"]
        pairs = [(parse_ordinal(pair["count"]) or 0, pair["noun"]) for pair in _PAIR.finditer(words)]
        behind = re.match(r"(?:等功能|的?标准)?[”]?\((?P<list>[^()]{6,300})\)", sentence.text[match.end() :])
        expected = sum(count for count, _ in pairs)
        if "位一体" in words or all(count == 1 for count, _ in pairs):
            continue
        where = sentence.span(*match.span())
        if behind is not None:
            items = len(_items(behind["list"]))
            joined = len(re.findall(r"[和及与]", behind["list"]))
            if len(pairs) > 1 and expected not in range(items, items + joined + 1):
                message = f"“{words}”合计{expected}项，括号内列出{items}项"
                yield ground.defect("count_list", Severity.MISMATCH, where, message, _CHECK)
        elif len(pairs) > 3 and not _is_explained(ground, sentence, [noun for _, noun in pairs]):
            message = f"“{words}”共{expected}项，名目未列出"
            yield ground.defect("count_list", Severity.AMBIGUOUS, where, message, "请查配套文件中的名目")


def _is_explained(ground: Ground, sentence: Sentence, nouns: list[str]) -> bool:
    """Whether the short forms are taken up again one by one: “两推”,即…;“一评”,即…."""
    following = "".join(one.text for one in ground.sentences[sentence.position : sentence.position + 6])
    return following.count("即") > 1 or all(following.count(noun) > 2 for noun in nouns)


def _items(words: str) -> list[str]:
    """The items of a list whose last may hang on 和, 及 or 与."""
    return [part for part in re.split(r"[、,]", words) if part]


def _counted_behind(ground: Ground, sentence: Sentence) -> Iterator[Defect]:
    """Boards A, B, C and D, 四块牌子: the count stands behind the list."""
    for match in _BEHIND.finditer(sentence.text) if _COUNTED.search(sentence.text) else ():
        items = match["list"]
        if re.search(r"等$|[()]", items) or (
            match["counter"] == "人" and re.search(r"委员|成员|代表|专家|干部", items)
        ):
            continue
        plain = items.count("、") + 1
        joined = len(re.findall(r"(?:以及|和|及|与)", items))
        expected = parse_ordinal(match["count"])
        if expected in range(plain, plain + joined + 1):
            continue
        where = sentence.span(*match.span())
        message = f"所列为{plain + min(joined, 1)}项，原文写“{match['count']}{match['counter']}”"
        yield ground.defect("count_list", Severity.MISMATCH, where, message, _CHECK)


def _quoted(ground: Ground, sentence: Sentence) -> Iterator[Defect]:
    """“六有”标准,即有…、有…: as many as the number says."""
    for pattern in (_QUOTED_COUNT, _QUOTED_AFTER) if _QUOTED_KEY.search(sentence.text) else ():
        for match in pattern.finditer(sentence.text):
            expected, key, words = parse_ordinal(match["count"]) or 0, match["key"], match["list"]
            of_key = len(re.findall(rf"(?:^|[、,:]|和|及){re.escape(key[0])}", words))
            plain = len(_items(words))
            joined = len(re.findall(r"[和及与]", words))
            found = of_key if of_key > 1 else plain
            if expected < _FEWEST or expected in {of_key, *range(plain, plain + joined + 1)}:
                continue
            where = sentence.span(*match.span())
            message = f"“{match['count']}{key}”应为{expected}项，列出{found}项"
            yield ground.defect("count_list", Severity.MISMATCH, where, message, _CHECK)


def _announced(ground: Ground, provision: Provision) -> Iterator[Defect]:
    """Three systems: (1) (2) (3) – the numbered provisions below are as many as was said."""
    found = ground.by_address.get(provision.address, [])
    match = _ANNOUNCED.search(found[-1].text) if found and found[-1].text.endswith(":") else None
    below = [one for one in ground.children.get(provision.address, ()) if one.ordinal is not None]
    if match is None or len(below) < 2:
        return
    expected = parse_ordinal(match["count"])
    if expected != len(below):
        where = found[-1].span(*match.span())
        message = f"原文写“{match['count']}{match['counter']}{match['noun']}”，其下列出{len(below)}项"
        yield ground.defect("count_list", Severity.MISMATCH, where, message, _CHECK)
