"""The number of a document (发文字号): issuer code, year, serial number, in any writing."""

import re
from dataclasses import dataclass

from ingest.normalize import fold
from ingest.numerals import ORDINAL_CHARS, parse_ordinal
from ingest.regex import regex

_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][九〇零][〇零一二三四五六七八九]{2})"
_SERIAL = rf"(?:第?0{{0,2}}(?P<number>[0-9]{{1,5}}|[{ORDINAL_CHARS}]{{1,9}}))"
_HAN = r"[\u4e00-\u9fff]"
_TAIL = r"(?:号(?:文件|文)?)"
#: the few traditional characters that citations and document numbers are made of
SIMPLIFIED = str.maketrans("號條項點節編發辦國區規則錄標準們關於實務", "号条项点节编发办国区规则录标准们关于实务")
# In the order in which they are tried; each begins at the first character after the issuer code.
_BRACKETED = rf"[\[({{<](?P<year>{_YEAR}|[0-9]{{2}})年?[\])}}>],?{_SERIAL}"
# Running text: only what cannot be anything else.
_ORDER = rf"第(?P<order>[0-9]{{1,5}}|[{ORDINAL_CHARS}]{{1,9}})号"
_ANNOUNCED = rf"(?<=公告)(?P<announced>{_YEAR})年第(?P<of_year>[0-9]{{1,5}}|[{ORDINAL_CHARS}]{{1,9}})号"
_CERTAIN = regex(rf"{_BRACKETED}{_TAIL}|{_ANNOUNCED}|(?<=[令告]){_ORDER}|{_ORDER.replace('order', 'before')}令")
# Typed by a user: the brackets, 号 or the year may be missing.
_TYPED = tuple(
    regex(rf"(?P<code>[\u4e00-\u9fffA-Z]{{0,20}}?){rest}")
    for rest in (
        rf"{_BRACKETED}{_TAIL}?",
        rf"(?P<year>{_YEAR})(?:年度?|[-/_ .])?,?{_SERIAL}{_TAIL}",
        rf"(?P<year>{_YEAR})[-/_ ]{_SERIAL}{_TAIL}?",
        rf"(?P<year>[0-9]{{2}})年{_SERIAL}{_TAIL}",
        rf"{_ORDER.replace('order', 'before')}令",
        rf"{_SERIAL}{_TAIL}",
    )
)
_YEAR_FIRST = regex(rf"[\[(]?(?P<year>{_YEAR})[\])]?年?(?P<code>{_HAN}{{2,12}}?)(?:字)?{_SERIAL}{_TAIL}")
_SHORTEST_TITLE = 4
# The number of a standard: GB 50180-2018, DB33/T 1234-2024, GB/T 1.1-2020.
_STANDARD = regex(
    r"(?<![A-Za-z])(?P<code>(?:GB|DB[0-9]{0,6}|[A-Z]{2,4})(?:/[A-Z]{1,2})?) ?(?P<series>[0-9]{1,6}[.])?"
    r"(?P<number>[0-9]{1,6})-(?P<year>(?:19|20)[0-9]{2})(?![0-9-])"
)
# What precedes an issuer code in a sentence and is no part of it.
_LEADS = regex(
    r"根据|按照|依照|依据|遵照|参照|执行|落实|贯彻|废止|印发|转发|下发|文件|通知|意见|办法|规定|[按据以见的由在了将请查看问]|^经(?![信贸发济管])"
)
# An office named in full before its code: 某省政府办公厅某政办发.
_OFFICES = regex(r"局|厅|政府|委员会|办公室")
_JOINS = "和与及或"
_LONGEST_CODE = 14


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 发文字号 in its parts; a part that was not given is "" or None."""

    #: 机关代字 or name of the order: "郑政文", "国务院令"
    code: str
    #: year in four digits
    year: int | None
    #: serial number
    number: int


def parse_document_number(text: str) -> DocumentNumber | None:
    """The parts of a document number that makes up the whole of `text`; None if it is none.

    >>> parse_document_number("郑政文【２００３】第100号")
    DocumentNumber(code='郑政文', year=2003, number=100)
    >>> parse_document_number("国务院令第514号"), parse_document_number("社区用房") is None
    (DocumentNumber(code='国务院令', year=None, number=514), True)
    """
    folded = fold(text).text
    found = match_typed(folded)
    return found[0] if found is not None and found[1] == len(folded) else None


def format_document_number(number: DocumentNumber) -> str:
    """The normal form: the year in 〔〕; an order without a year 第…号; without a code the serial number alone.

    >>> format_document_number(DocumentNumber("郑政文", 2003, 100)), format_document_number(DocumentNumber("", None, 7))
    ('郑政文〔2003〕100号', '7号')
    >>> format_document_number(DocumentNumber("国家税务总局公告", 2023, 12))
    '国家税务总局公告2023年第12号'
    """
    if number.year is not None and number.code.isascii() and number.code:
        return f"{number.code}{'' if number.code.endswith('.') else ' '}{number.number}-{number.year}"
    if number.year is not None and number.code.endswith("公告"):
        return f"{number.code}{number.year}年第{number.number}号"
    if number.year is not None:
        return f"{number.code}〔{number.year}〕{number.number}号"
    return f"{number.code}{'第' if number.code.endswith(('令', '告')) else ''}{number.number}号"


def match_typed(folded: str) -> tuple[DocumentNumber, int] | None:
    """The document number at the beginning of folded text that a user typed, and where it ends."""
    standard = match_standard(folded)
    if standard is not None:
        return standard
    for pattern in (*_TYPED[:1], _YEAR_FIRST, *_TYPED[1:]):
        match = pattern.match(folded)
        parts = _parts(match, match["code"]) if match else None
        if match and parts:
            return parts, match.end()
    return None


def match_standard(folded: str) -> tuple[DocumentNumber, int] | None:
    """The number of a standard at the beginning of folded text, and where it ends.

    >>> match_standard("GB/T 1.1-2020")
    (DocumentNumber(code='GB/T 1.', year=2020, number=1), 13)
    """
    match = _STANDARD.match(folded)
    return (_standard(match), match.end()) if match is not None else None


def split_standard(title: str) -> tuple[str, DocumentNumber | None]:
    """The folded title of a standard without the number that it begins or ends with, and that number.

    >>> split_standard("GB 50180-2018居住区标准")
    ('居住区标准', DocumentNumber(code='GB', year=2018, number=50180))
    >>> split_standard("居住区标准(GB 50180-2018)")[0], split_standard("关于实施GB 50180-2018")[1]
    ('居住区标准', None)
    """
    match = None if "关于" in title else _STANDARD.search(title)
    before, behind = (title[: match.start()], title[match.end() :]) if match is not None else (title, "")
    bare = (behind if not before.strip("(") else before).strip("()《》")
    if match is None or (before.strip("(") and behind.strip(")")) or len(bare) < _SHORTEST_TITLE:
        return title, None
    return bare, _standard(match)


def _standard(match: re.Match[str]) -> DocumentNumber:
    series = f" {match['series']}" if match["series"] else ""
    return DocumentNumber(match["code"] + series, int(match["year"]), int(match["number"]))


def find_certain(folded: str) -> tuple[tuple[DocumentNumber, int, int], ...]:
    """The document numbers in folded running text, each with its start and end."""
    found = []
    last = 0
    for match in _CERTAIN.finditer(folded) if "号" in folded else ():
        start = _code_start(folded, match.start(), last)
        parts = _parts(match, folded[start : match.start()])
        if parts and (parts.code not in ("", "令", "公告") or match["year"]):
            found.append((parts, start, match.end()))
            last = match.end()
    if "-" in folded:
        found += [(_standard(match), match.start(), match.end()) for match in _STANDARD.finditer(folded)]
    return tuple(sorted(found, key=lambda one: one[1]))


def _parts(match: re.Match[str], code: str) -> DocumentNumber | None:
    groups = match.groupdict()
    written = groups.get("of_year") or groups.get("number") or groups.get("order") or groups.get("before") or ""
    number = int(written) if written.isdecimal() else parse_ordinal(written)
    code += "令" if groups.get("before") else ""
    year = groups.get("year") or groups.get("announced")
    if number is None:
        return None
    return DocumentNumber(code, None if year is None else _year(year), number)


def _year(text: str) -> int | None:
    value = parse_ordinal(text)
    if value is not None and len(text) == 2:
        return value + (1900 if value >= 50 else 2000)
    return value


def _code_start(folded: str, end: int, floor: int) -> int:
    """Where the issuer code begins that ends at `end`: behind the last word that only leads up to it."""
    start = end
    while start > max(floor, end - _LONGEST_CODE) and "\u4e00" <= folded[start - 1] <= "\u9fff":
        start -= 1
    code = folded[start:end]
    leads = [match.end() for match in _LEADS.finditer(code) if match.end() < len(code)]
    own = 2 if code.endswith("公告") else 1
    leads += [match.end() for match in _OFFICES.finditer(code) if match.end() < len(code) - own]
    start += max(leads, default=0)
    if start == end:
        return start
    joins = [at for at in range(start + 1, end - 1) if folded[at] in _JOINS]
    if joins and folded[end - 1] not in "令告":
        return joins[-1] + 1
    is_joined = folded[start] in _JOINS and start > 0 and (start == floor or folded[start - 1] in "》)号")
    return start + 1 if is_joined and start < end - 1 else start
