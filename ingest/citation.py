"""Citations: which document, which provision, in any writing style."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ingest.citation_path import ANNEX, ANNEX_STEP, ANY_STEP, ITEM, STEP, format_path, read_chain, read_whole_paths
from ingest.document_number import SIMPLIFIED, find_certain, format_document_number, match_typed, parse_document_number
from ingest.normalize import Folded, fold
from ingest.records import Citation, Span
from ingest.regex import regex

_NAMES = (
    "通知|意见|办法|条例|规定|细则|决定|方案|规则|章程|准则|公告|通告|制度|规程|纲要|守则|标准|规范|解释|决议|批复|规划"
)
_NAMES += "|法典|法|函|令|要点|纪要"
_SELF = regex(rf"本(?:《[^《》]{{1,30}}》|(?:实施|暂行|管理)?(?:{_NAMES}|文件|文))")
_BEFORE = regex(
    r"(?:前[一二两三四五六七八九]?|上一?|本)(?:条|款|项|目)|上述(?:标准|规定|条款|比例)|标准同上|同上(?:文)?|前述规定|(?:该|此)(?:办法|条例|法|规定|意见|通知)"
)
_TITLE_END = regex(rf"(?:{_NAMES})(?:\((?:试行|暂行|修订|草案|征求意见稿)\))?$")
# A name of a law without 《》 begins behind the last of these.
_LEADS = regex(
    r"依照|按照|根据|依据|违反|适用|符合|参照|执行|以及|或者|应当|可以|属于|构成|超过|给予|履行|出现|遵守|规定的|不得在?|[按依由]"
)
# A law that names another one by its kind alone: 条例第四条 in the rules for carrying it out.
_BARE_NAMES = frozenset(("条例", "办法", "细则", "通知", "意见", "宪法", "刑法", "税法"))
# A single 请, 查, 看, 见 goes only before a title in 《》 or a number: 见义勇为条例 is a title.
_POLITE_START = regex(
    r"(?:请问|请查|查一下|查询|查看|看看|看一下|根据|按照|依据|依照|引用|引文|参见|详见"
    r"|[请查看见](?=《|[^《第]{1,14}[\[(]?(?:19|20)[0-9]{2}))[:,]?"
)
_POLITE_END = regex(
    r"(?:的?(?:规定|内容|原文|全文)?(?:是什么|是?怎么说|是?怎么规定的?|是?如何规定的?|有哪些|讲的什么)?(?:的?(?:规定|内容|原文|全文))?)[?。!,.;]*$"
)
_BRIDGE = regex(r"(?:文件|文)?\)?(?:\([^()条款项点目]{1,30}\))?(?:的|中的?|里的?|之)?[,:、]?")
# Behind a title without 《》 and without a kind of document: a label with a mark, or an annex.
_MARKED_LABELS = regex(rf"{ITEM}[、.]?{ITEM}|{ITEM}、|[(]{ITEM}[)]|{ANNEX.pattern}")
# Where provisions may begin behind a title: 第…, and the decimals of standards.
_STARTS = regex(rf"第{ITEM}|(?<=[\u4e00-\u9fff])[0-9]{{1,2}}[.][0-9]")
_LONGEST_ANNEX = 8
_ANNEX_BEFORE = regex(rf"{ANNEX.pattern}$")
_ALONE = regex(rf"第{ITEM}(?:[、至和或]{ITEM}){{0,9}}(?:条|款|项)")
_LONGEST_TYPED = 400
#: a name in folded text: normal form, how the document is named, start, end
_Name = tuple[str, str, int, int]
_HAN = regex(r"[\u4e00-\u9fff]")
# One of these stands in everything that `_names` finds.
_OWN = "".join(sorted({name[0] for name in _NAMES.split("|")} | set("实暂管文条款项目")))
_SIGNS = regex(
    rf"[《号第前该此A-ZＡ-Ｚ]|本[^\u4e00-\u9fff]*[{_OWN}]|上[^\u4e00-\u9fff]*[一条款项目述]|同[^\u4e00-\u9fff]*上"
)


def parse_citation(text: str) -> Citation | None:
    """The citation that a user typed; None if `text` cannot be read as one. Of a list, the first.

    >>> parse_citation("郑政文（2003）第100号第1条第(二)项").document
    '郑政文〔2003〕100号'
    >>> parse_citation("龙政综〔2009〕147号 一、(三)1").path
    (('', 1), ('', 3), ('', 1))
    >>> parse_citation("契税法第三条第一款").by, parse_citation("本通知第一条").by, parse_citation("今天天气")
    ('title', 'self', None)
    """
    found = parse_citations(text)
    return found[0] if found else None


def parse_citations(text: str) -> tuple[Citation, ...]:
    """The citations that a user typed: several for a list or range of provisions of one document, () if it is none.

    >>> [found.path for found in parse_citations("契税法第三条和第五条")]
    [(('条', 3),), (('条', 5),)]
    """
    folded = fold(text)
    if len(folded.text) > _LONGEST_TYPED:
        return ()
    folded = Folded(folded.text.translate(SIMPLIFIED), folded.offsets)
    start = _POLITE_START.match(folded.text)
    begin = start.end() if start else 0
    end = len(folded.text)
    tail = _POLITE_END.search(folded.text, begin)
    for stop in dict.fromkeys((end, tail.start() if tail else end)):
        for first in dict.fromkeys((begin, 0)):
            citations = _parse(text, folded, Span(first, stop))
            if citations:
                return citations
    return ()


def may_cite(text: str) -> bool:
    """Whether running text has a sign that any citation has: without one there is no need to look closer.

    >>> may_cite("依照本条例第三条"), may_cite("社区用房由开发建设单位无偿提供")
    (True, False)
    """
    return _SIGNS.search(text) is not None


def find_citations(text: str) -> tuple[Citation, ...]:
    """All citations in running text, in order; a list or range gives one for each provision.

    A number counts with its year in brackets or as an order (令第…号), a title in 《》 or before 第…条, a provision
    alone as 第…条, 第…款, 第…项. Spans are those of `text`.

    >>> [(c.document, c.path) for c in find_citations("依照本条例第三条、第五条和《契税法》第七条")]
    [('', (('条', 3),)), ('', (('条', 5),)), ('契税法', (('条', 7),))]
    >>> [c.document for c in find_citations("根据中办发„2010‟27号和鄂发[2011]9号文件")]
    ['中办发〔2010〕27号', '鄂发〔2011〕9号']
    """
    folded = fold(text)
    out: list[Citation] = []
    for document, by, start, end in _names(folded.text):
        chain = read_chain(folded.text, _bridged(folded.text, end), by)
        if by in ("self", "none") and not chain.paths:
            continue
        spans = chain.paths or (((), end, end),)
        for position, (path, left, right) in enumerate(spans):
            # 前款第二项、第四项: of a relative citation every one needs the words that it is relative to.
            span = folded.span(start if position == 0 or by == "previous" else left, right)
            out.append(Citation(document, by, path, span, text[span.start : span.end]))
    return tuple(out)


def format_citation(document: str, path: Sequence[tuple[str, int]]) -> str:
    """The citation as it is usually written; a title gets its 《》.

    >>> format_citation("郑政文〔2003〕100号", (("条", 1), ("项", 2)))
    '郑政文〔2003〕100号第一条第（二）项'
    >>> format_citation("契税法", (("条", 3), ("之", 1))), format_citation("", (("", 2), ("", 4), ("", 2), ("", 1)))
    ('《契税法》第三条之一', '二、（四）2.（1）')
    """
    name = f"《{document}》" if document and parse_document_number(document) is None else document
    return name + format_path(path)


def _parse(source: str, folded: Folded, part: Span) -> tuple[Citation, ...]:
    text = folded.text[part.start : part.end]
    for document, by, after in _typed_names(text):
        bridge = _BRIDGE.match(text, after) if by != "none" else None
        for at in dict.fromkeys((after, bridge.end() if bridge else after)):
            paths = read_whole_paths(text, at)
            if paths is None and text.startswith("(", at) and text.endswith(")"):
                paths = read_whole_paths(text[:-1], at + 1)
            if paths is None or (by == "none" and paths == ((),)):
                continue
            span = folded.span(part.start, part.end)
            words = source[span.start : span.end]
            return tuple(Citation(document, by, path, span, words) for path in paths)
    return ()


def _typed_names(text: str) -> Iterator[tuple[str, str, int]]:
    """Ways to read the name of the document at the start of `text`: its normal form, how it is named, where it ends."""
    yield "", "none", 0
    for pattern, by in ((_SELF, "self"), (_BEFORE, "previous")):
        match = pattern.match(text)
        if match:
            yield "", by, match.end()
    if text.startswith("《"):
        end = _closing(text, 0)
        inner = text[1 : end - 1]
        number = match_typed(text[end:].lstrip("("))
        if number is not None and text[end : end + 1] == "(" and inner:
            yield format_document_number(number[0]), "number", end + 1 + number[1] + 1
        if inner:
            yield inner, "title", end
        return
    wrapped = match_typed(text[1:]) if text.startswith("(") else None
    if wrapped is not None and text[wrapped[1] + 1 : wrapped[1] + 2] == ")":
        yield format_document_number(wrapped[0]), "number", wrapped[1] + 2
    number = match_typed(text)
    if number is not None:
        yield format_document_number(number[0]), "number", number[1]
    yield from _bare_titles(text)


def _bare_titles(text: str) -> Iterator[tuple[str, str, int]]:
    """Titles without 《》, the longest path behind them first: what is left must look like a title."""
    starts = [match.start() for match in _STARTS.finditer(text) if match.start() > 1]
    for at in starts:
        annex = _ANNEX_BEFORE.search(text, 0, at)
        if annex and annex.start() > 1:
            yield text[: annex.start()], "title", annex.start()
        if len(_HAN.findall(text[:at])) >= 2 and read_chain(text, at, "title").paths:
            yield text[:at].rstrip("的,:、 "), "title", at
    for match in re.finditer(_NAMES, text):
        if match.end() > 2 and not ANY_STEP.search(text, 0, match.end()):
            yield text[: match.end()], "title", match.end()
    for match in _MARKED_LABELS.finditer(text):
        if len(_HAN.findall(text[: match.start()])) >= 4 and not ANY_STEP.search(text, 0, match.start()):
            yield text[: match.start()].rstrip("的,:、 "), "title", match.start()


def _names(text: str) -> list[_Name]:
    """All names of documents in folded text, and the provisions that stand alone: (normal form, how, start, end)."""
    out = [(format_document_number(number), "number", start, end) for number, start, end in find_certain(text)]
    behind = 0
    for start in (found.start() for found in re.finditer("《", text)):
        end = _closing(text, start)
        own = text[start - 1 : start] == "本"
        if end > start + 2 and start >= behind:
            out.append(("", "self", start - 1, end) if own else (text[start + 1 : end - 1], "title", start, end))
            behind = end
    for pattern, by in ((_SELF, "self"), (_BEFORE, "previous")):
        out.sort(key=lambda name: name[2])
        starts = [name[2] for name in out]
        found = [match for match in pattern.finditer(text) if _end_before(out, starts, match.start()) <= match.start()]
        out += [("", by, match.start(), match.end()) for match in found]
    out.sort(key=lambda name: name[2])
    return sorted(out + _alone(text, out), key=lambda name: name[2])


def _alone(text: str, named: list[_Name]) -> list[_Name]:
    """Provisions without a document in 《》 or by number before them: 契税法第三条, 第四条."""
    out: list[_Name] = []
    done = last = 0
    starts = [name[2] for name in named]
    for match in _ALONE.finditer(text):
        at = match.start()
        end = _end_before(named, starts, at)
        if end > last:
            last, done = end, max(done, read_chain(text, _bridged(text, end), "title").end)
        if at < done or at < end:
            continue
        done = max(done, read_chain(text, at, "title").end)
        annex = _ANNEX_BEFORE.search(text[max(end, at - _LONGEST_ANNEX) : at])
        at -= len(annex[0]) if annex is not None else 0
        start = _title_start(text, at, end)
        title = text[start:at]
        out.append((title, "title", start, at) if title else ("", "none", at, at))
    return out


def _end_before(named: list[_Name], starts: list[int], at: int) -> int:
    """Where the last name ends that begins at `at` or before, 0 if there is none."""
    place = bisect_right(starts, at)
    return named[place - 1][3] if place else 0


def _bridged(text: str, end: int) -> int:
    """Where the provisions begin behind a name that ends at `end`: after 文件的, （试行）, a closing bracket."""
    bridge = _BRIDGE.match(text, end)
    is_step = bridge is not None and (STEP.match(text, bridge.end()) or ANNEX_STEP.match(text, bridge.end()))
    return bridge.end() if bridge is not None and is_step else end


def _title_start(text: str, end: int, floor: int) -> int:
    """Where the name of a law without 《》 begins that ends at `end`; `end` if none does."""
    start = end
    while start > max(floor, end - 40) and _HAN.match(text[start - 1]):
        start -= 1
    run = text[start:end]
    if not _TITLE_END.search(run) or run.endswith(("规定", "办法规定", "标准", "决定")):
        return end
    cuts = [match.end() for pattern in (_LEADS, ANY_STEP) for match in pattern.finditer(run)]
    if run.endswith(("法", "条例")):
        cuts += [match.end() for match in re.finditer("的|(?<=[条款项号法例])[和与及或]", run)]
    start += max(cuts, default=0)
    return start if end - start >= 3 or text[start:end] in _BARE_NAMES else end


def _closing(text: str, start: int) -> int:
    """One past the 》 that closes the 《 at `start` (they may nest), 0 if it is not closed within 120 characters."""
    depth = 0
    for at in range(start, min(len(text), start + 120)):
        depth += {"《": 1, "》": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return 0
