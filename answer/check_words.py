"""Words and characters that do not belong: look-alikes, misspelt words, stray signs, spaces and page numbers."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from answer.check_ground import Ground
from answer.check_records import Defect, Severity
from answer.quantities import scan
from index.fields import stretches
from ingest.normalize import fold
from ingest.records import Level, Span
from ingest.regex import regex

_HAN = r"\u4e00-\u9fff"
#: letters of other alphabets that look like the zero of Chinese numerals
_LETTER_ZERO = regex(r"[〇零一二三四五六七八九][ΟОOo]{1,2}[〇零一二三四五六七八九ΟОO]")
_LETTER_DIGIT = regex(r"(?<![A-Za-z\d])[lI]\d{2,}(?![A-Za-z])|(?<=\d)[lIO]{1,2}(?=\d)|(?<=\d)[lO](?=[年月日户人元])")
_LETTER_LABEL = regex(r"[(（]l[)）]")
_PAGE_NUMBER = regex(rf"(?<=[{_HAN}])[ \u3000]+-?\d{{1,3}}-?[ \u3000]+(?=[{_HAN}])")
_SPACE = regex(rf"(?<=[{_HAN}])[ \u3000](?=[{_HAN}])")
_BROKEN_NUMBER = regex(rf"[{_HAN}]{{1,12}}[ \t\r]*\n\s*[\[〔(（][ ]*(?:19|20)\d\d[ ]*[\]〕)）][ ]*\d{{1,4}}号")
_ODD_BRACKETS = regex(rf"[{_HAN}]{{1,10}}(?P<open>[„【<＜‹「])(?:19|20)\d\d[‟”】>＞›」]\d{{1,4}}号")
_TILDE = regex(
    rf"[{_HAN}](?<![一二三四五六七八九十百千万年月日时点号级类层甲乙丙丁])[~～](?![一二三四五六七八九十第周星甲乙丙丁])[{_HAN}]"
)
_MASK = regex(r"[xX×＊*]{2,8}")
_BARE = regex(rf"(?P<first>[{_HAN}]{{3,8}})、(?P<bare>[{_HAN}]{{2,4}})、(?P<last>[{_HAN}]{{3,8}})")
_LAW_WITH_NUMBER = regex(r"《[^《》]{2,40}(?P<at>(?<!办)法)》\([^()]{2,12}[字发办函][\[〔]\d{4}[\]〕]\d{1,4}号\)")
#: characters of a column at most, and of a line that is looked at for columns
_COLUMN, _LONG_LINE = 12, 400
#: numbers between spaces that are looked at, at most
_MANY = 200
_TABLE = Path(__file__).with_name("check_words.toml")
#: where spaces are layout: heads, headings and tables
_LAID_OUT = frozenset(
    (
        Level.TITLE,
        Level.ADDRESSEES,
        Level.SIGNATURE,
        Level.TABLE,
        Level.PART,
        Level.CHAPTER,
        Level.SECTION,
        Level.HEADING,
    )
)
_LABEL = regex(
    r"(?:^|\n)[#* \t\u3000]*(?:第[零〇一二三四五六七八九十百千\d]{1,7}[编章节条](?:之[一二三四五六七八九十])?"
    r"|(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])[\u4e00-\u9fff、]{2,16})$|[》）)]$"
)


@cache
def _words() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple((regex(row["pattern"]), row["means"], row["why"]) for row in table["word"])


def misspelt(ground: Ground) -> Iterator[Defect]:
    """Words of the table of confusions."""
    for sentence in ground.sentences:
        for pattern, means, why in _words():
            for match in pattern.finditer(sentence.text):
                start, end = match.span("at") if "at" in pattern.groupindex else match.span()
                message = f"“{sentence.text[start:end]}”疑为“{means}”（{why}）"
                yield ground.defect("typo", Severity.FORM, sentence.span(start, end), message, "请核对原件用字")


def look_alikes(ground: Ground) -> Iterator[Defect]:
    """Letters that stand for digits: l000, (l), 二ΟΟ三."""
    text, stretches = ground.text, ground.stretches or (ground.document.span,)
    for pattern, what in (
        (_LETTER_ZERO, "年份中的“〇”写成了形近的字母“{}”"),
        (_LETTER_DIGIT, "数字中混有字母“{}”，疑为数字"),
        (_LETTER_LABEL, "编号中的数字 1 写成了字母“{}”"),
    ):
        for match in (found for start, end in stretches for found in pattern.finditer(text, start, end)):
            letters = "".join(re.findall(r"[A-Za-zΟО]+", match[0])) or match[0]
            where = Span(match.start(), match.end())
            yield ground.defect("lookalike", Severity.FORM, where, what.format(letters), "按数字理解，请核对原件")


def broken_words(ground: Ground) -> Iterator[Defect]:
    """Page numbers and spaces inside a sentence, document numbers broken over lines."""
    yield from _page_numbers(ground)
    for start, end in _own_text(ground):
        for match in _SPACE.finditer(ground.text, start, end):
            is_label = _LABEL.search(ground.text[max(0, match.start() - 28) : match.start()])
            if is_label or _is_row(ground.text, match.start()):
                continue
            yield ground.defect("broken_word", Severity.FORM, _around(match), "词句中间有空格", "疑为换行或分页所致")
    for match in _BROKEN_NUMBER.finditer(ground.text, ground.document.span.start, ground.document.span.end):
        where = Span(match.start(), match.end())
        yield ground.defect("broken_word", Severity.FORM, where, "文号被换行断开", "引用时连写")


def _page_numbers(ground: Ground) -> Iterator[Defect]:
    """Numbers between spaces that count nothing, unless the text sets all its numbers apart."""
    found = [match for start, end in _own_text(ground) for match in _PAGE_NUMBER.finditer(ground.text, start, end)]
    stray = [match for match in found[:_MANY] if not _is_counted(ground.text, match)]
    if len(stray) * 2 <= len(found):
        return
    for match in stray:
        number = match[0].strip(" \u3000-")
        message = f"句中混入数字“{number}”，疑为页码"
        yield ground.defect("broken_word", Severity.FORM, _around(match), message, "请核对原件")


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether the number between spaces counts something or numbers it: 共 12 个, 第 4 条, 附件 1 所列."""
    if re.search(r"[第件表图附款条项号层栋期楼约]$", text[max(0, match.start() - 1) : match.start()]):
        return True
    window = fold(text[max(0, match.start() - 8) : match.end() + 6]).text
    number = match[0].strip(" \u3000-")
    return any(number in found.text for found in scan(window))


def _is_row(text: str, at: int) -> bool:
    """Whether the line is laid out in columns: several spaces with little between them."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)][:_LONG_LINE]
    gaps = len(_SPACE.findall(line))
    return gaps > 1 and len(line) < _COLUMN * (gaps + 1)


def _around(match: re.Match[str]) -> Span:
    """The match with the word on either side."""
    text, start, end = match.string, match.start(), match.end()
    while start > match.start() - 2 and re.match(f"[{_HAN}]", text[start - 1]):
        start -= 1
    while end < match.end() + 2 and re.match(f"[{_HAN}]", text[end : end + 1]):
        end += 1
    return Span(start, end)


def _own_text(ground: Ground) -> Iterator[tuple[int, int]]:
    for provision in ground.document.provisions:
        if provision.level not in _LAID_OUT:
            yield from ((one.start, one.end) for one in stretches(provision.own, ground.document.furniture))


def odd_signs(ground: Ground) -> Iterator[Defect]:
    """Signs that stand for something else: brackets of document numbers, ~ inside words, masked words."""
    span = ground.document.span
    for match in _ODD_BRACKETS.finditer(ground.text, span.start, span.end):
        where = Span(match.start(), match.end())
        message = f"文号年份用了“{match['open']}”，规范为“〔〕”"
        yield ground.defect("document_number", Severity.FORM, where, message, "引用时写作〔年份〕")
    for match in _TILDE.finditer(ground.text, span.start, span.end):
        where = Span(match.start() - 1, match.end() + 3)
        yield ground.defect(
            "broken_word", Severity.FORM, where, f"词中混入符号“{match[0][1]}”", "疑有字词被替换，请核对原件"
        )
    yield from _masks(ground)


def _masks(ground: Ground) -> Iterator[Defect]:
    """Words replaced by xxxx, told once."""
    found = [
        match
        for start, end in _own_text(ground)
        for match in _MASK.finditer(ground.text, start, end)
        if not re.search(
            r"[\dA-WYZa-wyz.]", ground.text[match.start() - 1] + ground.text[match.end() : match.end() + 1]
        )
    ]
    if found:
        where = Span(found[0].start(), found[0].end())
        message = f"有 {len(found)} 处字词以“{found[0][0]}”代替，原词不明"
        yield ground.defect("masked", Severity.FORM, where, message, "请查原件补全")


def bare_items(ground: Ground) -> Iterator[Defect]:
    """An item of a list that is no more than the ending of its neighbours: 任前审计、审计、离任审计."""
    for sentence in ground.sentences:
        for match in _BARE.finditer(sentence.text):
            bare = match["bare"]
            if match["first"].endswith(bare) and match["last"].endswith(bare):
                where = sentence.span(*match.span("bare"))
                message = f"并列各项均以“{bare}”结尾，此项只有“{bare}”，疑脱修饰语"
                yield ground.defect("typo", Severity.FORM, where, message, "请核对原件")
        for match in _LAW_WITH_NUMBER.finditer(sentence.text):
            where = sentence.span(*match.span())
            message = "标题称“法”而带有发文字号，法律没有发文字号，疑为“办法”"
            yield ground.defect("typo", Severity.FORM, where, message, "请核对所引文件的标题")
