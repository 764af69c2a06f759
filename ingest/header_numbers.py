"""The number of a document as its head gives it: in a field, on a line of its own, over two lines, or in a title."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.document_number import (
    SIMPLIFIED,
    DocumentNumber,
    find_certain,
    format_document_number,
    match_standard,
    split_standard,
)
from ingest.regex import regex

_NUMBER = regex(r"(?P<mark>[\u4e00-\u9fff]{1,14})[(\[](?P<year>(?:19|20)\d\d)[)\]]第?0*(?P<n>\d{1,5})[号號]")
_ORDER = regex(r"(?P<mark>[\u4e00-\u9fff]{2,20}令)第?(?P<n>\d{1,5})号")
_ANNOUNCED = regex(
    r"(?P<mark>[\u4e00-\u9fff]{2,30}公告)[(\[]?(?P<year>(?:19|20)\d\d)(?:年第?|[)\]]第?)(?P<n>\d{1,5})号"
)
_ORDER_LEAD = regex(r"^(?:.*日)?(?:中华人民共和国)?")
_OF_YEAR = regex(r"\(?((?:19|20)\d\d)年第?(\d{1,5})号\)?")
_HALVES = regex(r"(?!.*(?:关于|的公告)).*(?:令 第|公告 (?:19|20)\d\d年第?)\d{1,5}号")
_MARK_START = regex(r"^.*(?:文件|字号|文号|公告|编号)(?=[\u4e00-\u9fff])")


def first_number(text: str) -> str:
    """The first 发文字号 of a folded text in the form 郑政文〔2003〕100号, "" if there is none.

    >>> first_number("武汉市人民政府办公厅文件武政办[2002]93号"), first_number("浙委办[2006]第072号")
    ('武政办〔2002〕93号', '浙委办〔2006〕72号')
    """
    announced = _ANNOUNCED.search(text)
    if announced is not None:
        mark = _ORDER_LEAD.sub("", announced["mark"])
        return format_document_number(DocumentNumber(mark, int(announced["year"]), int(announced["n"])))
    match = _NUMBER.search(text)
    if match is None:
        order = _ORDER.search(text)
        return f"{_ORDER_LEAD.sub('', order['mark'])}第{order['n']}号" if order else ""
    mark = _MARK_START.sub("", match["mark"]).translate(SIMPLIFIED)
    return f"{mark}〔{match['year']}〕{match['n']}号"


def read_number(field: str, meta: Sequence[str], titles: Sequence[str]) -> str:
    """The document number, "" if none: of a field for it, of the lines of the head, or of a title that carries it."""
    if field:
        return first_number(field) or field
    for line in meta:
        plain = line.replace(" ", "")
        if _ANNOUNCED.search(plain) or _NUMBER.search(plain):
            return first_number(plain)
        standard = match_standard(line)
        if standard is not None:
            return format_document_number(standard[0])
    written = next((found[0] for line in meta if (found := find_certain(line.replace(" ", "")))), None)
    if written is not None and written[0].year is not None:
        return format_document_number(written[0])
    orders = {first_number(line) for line in _order_lines(meta)}
    if len(orders) == 1:
        return orders.pop()
    return next((number for line in titles if (number := _title_number(line))), "")


def announcement_number(meta: Sequence[str], authorities: Sequence[str]) -> str:
    """The number of an announcement whose head has year and number alone: 2025年第3号."""
    found = next((match for line in meta if (match := _OF_YEAR.fullmatch(line.replace(" ", "")))), None)
    return first_number(f"{''.join(authorities)}公告{found[1]}年第{found[2]}号") if found is not None else ""


def _order_lines(meta: Sequence[str]) -> list[str]:
    """The lines that number an order; 国务院令 and 第707号, 公告 and 2023年第10号 may stand on two lines."""
    plain = [line.replace(" ", "") for line in meta]
    joined = [first + second for first, second in pairwise(plain) if _HALVES.fullmatch(f"{first} {second}")]
    return [line for line in [*plain, *joined] if _ORDER.search(line) or _ANNOUNCED.search(line)]


def _title_number(title: str) -> str:
    """The number that a page's title begins with, or ends with in brackets."""
    standard = split_standard(title)[1]
    if standard is not None:
        return format_document_number(standard)
    match = _NUMBER.search(title)
    if match is None or (match.start() > 0 and title[match.start() - 1] != "("):
        return ""
    return first_number(title)
