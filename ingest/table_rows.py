"""A row of a table as the sentence that it stands for: each cell behind its column head, conditions first."""

from ingest.normalize import Folded, fold
from ingest.records import Span
from ingest.regex import regex

#: heads of columns that only count the rows
_COUNTING = regex(r"(?:序号|编号|项次|No\.?)$")
#: heads of columns that say which case a row is for, and heads that say what holds in it
_CASE = regex(
    r"规模|户数|人口|人数|类别|类型|等级|级别|档次|地区|区域|区划|范围|对象|条件|情形|项目|名称|层次|岗位|年限|工龄|单位类"
)
_RULE = regex(r"标准|金额|比例|数额|额度|配备|补[贴助]|费用|名额|要求|期限|时限|建筑面积|使用面积|工资|报酬|税率")
_UNIT = regex(
    r"[(](?:单位:)?(?P<unit>(?:万?元|平方米|公顷|亩|户|人|名|个|%|天|日|月|年|米|公里)(?:/[\u4e00-\u9fff]{1,4}){0,2})[)]$"
)
_UNITLESS = regex(r"[\d.,%至到~—-]*\d(?:以上|以下|以内)?$")
_AMOUNT = regex(r"[\d≥≤><不超高低少多大小]|[一二三四五六七八九十百千万]{1,9}(?![一二三四五六七八九十百千万类级档等])")


def read_row(source: str, head: Span, row: Span) -> Folded:
    r"""The folded sentence of a row, each character at its place in the row (words of the head at the cell's place).

    >>> text = "| 户数 | 建筑面积(平方米) |\n| 1000户以下 | 400 |\n"
    >>> read_row(text, Span(0, 18), Span(19, 36)).text
    '户数1000户以下的,建筑面积400平方米。'
    """
    heads = [words.text for words in _cells(source, head)]
    cells = _cells(source, row)
    pairs = [
        (heads[at] if at < len(heads) else "", cell)
        for at, cell in enumerate(cells)
        if cell.text and not (at < len(heads) and _COUNTING.match(heads[at]))
    ]
    cases = _count_cases([title for title, _ in pairs])
    text, offsets = "", list[int]()
    for at, (title, cell) in enumerate(pairs):
        before, behind = _around(title, cell.text)
        behind += "的," if at == cases - 1 and cases < len(pairs) else "," if at < len(pairs) - 1 else "。"
        text += before + cell.text + behind
        offsets += [cell.offsets[0]] * len(before) + list(cell.offsets) + [cell.offsets[-1]] * len(behind)
    return Folded(text, tuple(offsets))


def _cells(source: str, line: Span) -> list[Folded]:
    """The folded words of each cell between the bars."""
    cells, at = [], line.start
    for part in source[line.start : line.end].split("|"):
        cells.append(fold(part, at))
        at += len(part) + 1
    return cells[1:-1] if len(cells) > 2 else cells


def _count_cases(titles: list[str]) -> int:
    """How many of the first columns say which case the row is for: the first, and what follows of its kind."""
    count = 1
    while count < len(titles) - 1 and _CASE.search(titles[count]) and not _RULE.search(titles[count]):
        count += 1
    return min(count, len(titles))


def _around(title: str, cell: str) -> tuple[str, str]:
    """What stands before and behind a cell's words: the column's head, and the unit that the head gives."""
    unit = _UNIT.search(title)
    bare = title[: unit.start()] if unit is not None else title
    link = "" if not bare or _AMOUNT.match(cell) else "为"
    return bare + link, unit["unit"] if unit is not None and _UNITLESS.fullmatch(cell) else ""
