"""A row of a table as the sentence that it stands for: each cell behind its column head, conditions first."""

from collections.abc import Iterator

from ingest.normalize import Folded, fold
from ingest.records import Span
from ingest.regex import regex

#: heads of columns that only count the rows
_COUNTING = regex(r"(?:序号|编号|项次|No\.?)$")
#: heads of columns that say which case a row is for, and heads that say what holds in it
_CASE = regex(
    r"规模|户数|人口|人数|类别|类型|等级|级别|档次|地区|区域|区划|范围|对象|条件|情形|项目|名称|层次|岗位|年限|工龄|单位类"
    r"|分档|规格|型号|种类|品种|品目|车型|时段|路段|年龄|学历|职称|程度|情节|行业|性质"
)
_RULE = regex(r"标准|金额|比例|数额|额度|配备|补[贴助]|费用|名额|要求|期限|时限|建筑面积|使用面积|工资|报酬|税率")
_UNIT = regex(
    r"[(](?:单位:)?(?P<unit>(?:万?元|平方米|公顷|亩|户|人|名|个|%|天|日|月|年|米|公里)(?:[/·每][\u4e00-\u9fff]{1,4}){0,2})[)]$"
)
_UNITLESS = regex(r"[\d.,%至到~—-]*\d(?:以上|以下|以内)?$")
# A cell of a middle column that holds a range or a bound, no sum of money, says for which case the row is.
_RANGE = regex(r"[^元]{0,6}\d[^元]{0,12}(?:以[上下内]|[至~—-]\d)[^元]{0,12}|(?:不足|不满|超过|[<>≤≥])[^元]{1,16}")
# Heads of columns that hold one end of a range, and a number that does not say itself which end it is.
_BOUND = regex(r"(?P<a>.{0,30}?)(?P<end>[上下]限|最[高低大小]值?)(?P<b>.{0,30})")
_PLAIN = regex(r"\d[\d.,]*[\u4e00-\u9fff%]{0,4}(?<![上下内过])")
_AMOUNT = regex(r"[\d≥≤><不超高低少多大小]|[一二三四五六七八九十百千万]{1,9}(?![一二三四五六七八九十百千万类级档等])")


def read_row(source: str, head: Span, row: Span) -> Folded:
    r"""The folded sentence of a row, each character at its place in the row (words of the head at the cell's place).

    >>> text = "| 户数 | 建筑面积(平方米) |\n| 1000户以下 | 400 |\n"
    >>> read_row(text, Span(0, 18), Span(19, 36)).text
    '户数1000户以下的,建筑面积400平方米。'
    """
    heads = [words.text for words in _cells(source, head)]
    cells = _cells(source, row)
    columns = [(heads[at] if at < len(heads) else "", cell) for at, cell in enumerate(cells)]
    pairs = [(title, cell) for title, cell in _bounded(columns) if cell.text and not _COUNTING.match(title)]
    cases = _count_cases([(title, cell.text) for title, cell in pairs])
    text, offsets = "", list[int]()
    for at, (title, cell) in enumerate(pairs):
        before, behind = _around(title, cell.text)
        behind += "的," if at == cases - 1 and cases < len(pairs) else "," if at < len(pairs) - 1 else "。"
        text += before + cell.text + behind
        offsets += [cell.offsets[0]] * len(before) + list(cell.offsets) + [cell.offsets[-1]] * len(behind)
    return Folded(text, tuple(offsets))


def _bounded(columns: list[tuple[str, Folded]]) -> Iterator[tuple[str, Folded]]:
    """The heads and cells, those of a lower and an upper bound of one quantity made into one: 500户以上2000户以下."""
    at = 0
    while at < len(columns):
        title, cell = columns[at]
        name, is_upper = _bound_of(title)
        other, is_other_upper = _bound_of(columns[at + 1][0]) if at + 1 < len(columns) else ("", False)
        if name is not None and name == other and not is_upper and is_other_upper:
            low, high = _bound_words(name, cell, "以上"), _bound_words(name, columns[at + 1][1], "以下")
            title, cell = _UNIT.sub("", name), Folded(low.text + high.text, low.offsets + high.offsets)
            at += 1
        yield title, cell
        at += 1


def _bound_of(title: str) -> tuple[str | None, bool]:
    """The quantity of which a column holds one end, with its unit, and whether that is the upper one."""
    match = _BOUND.fullmatch(title)
    if match is None:
        return None, False
    return (match["a"] or "") + (match["b"] or ""), "上" in match["end"] or match["end"][1] in "高大"


def _cells(source: str, line: Span) -> list[Folded]:
    """The folded words of each cell between the bars."""
    cells, at = [], line.start
    for part in source[line.start : line.end].split("|"):
        cells.append(fold(part, at))
        at += len(part) + 1
    return cells[1:-1] if len(cells) > 2 else cells


def _bound_words(title: str, cell: Folded, side: str) -> Folded:
    """A cell as a bound: its number with the unit of its head and 以上 or 以下; nothing for a dash."""
    if not any(char.isdigit() for char in cell.text):
        return Folded("", ())
    unit = _UNIT.search(title)
    behind = unit["unit"] if unit is not None and _UNITLESS.fullmatch(cell.text) else ""
    behind += side if _PLAIN.fullmatch(cell.text) else ""
    return Folded(cell.text + behind, cell.offsets + (cell.offsets[-1],) * len(behind))


def _count_cases(columns: list[tuple[str, str]]) -> int:
    """How many of the first columns say which case the row is for: the first, and what follows of its kind."""
    count = 1
    while count < len(columns) - 1 and _is_case(*columns[count]):
        count += 1
    return min(count, len(columns))


def _is_case(title: str, cell: str) -> bool:
    return not _RULE.search(title) and bool(_CASE.search(title) or _RANGE.fullmatch(cell))


def _around(title: str, cell: str) -> tuple[str, str]:
    """What stands before and behind a cell's words: the column's head, and the unit that the head gives."""
    unit = _UNIT.search(title)
    bare = title[: unit.start()] if unit is not None else title
    link = "" if not bare or _AMOUNT.match(cell) else "为"
    return bare + link, unit["unit"] if unit is not None and _UNITLESS.fullmatch(cell) else ""
