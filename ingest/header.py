"""What a document says about itself, from the words of its head and foot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.authorities import find_authorities
from ingest.dates import find_dates
from ingest.document_number import SIMPLIFIED
from ingest.header_numbers import announcement_number, read_number
from ingest.header_place import read_place
from ingest.records import Header, Status
from ingest.regex import regex
from ingest.words import DRAFTS, KEYS, STATUSES, kind_of

_KEY = regex("(" + "|".join(sorted(map(re.escape, KEYS), key=len, reverse=True)) + "):")
_GONE = regex(r"[(\[](?:已)?(?:废止|失效)[)\]]")
_SELF = (
    r"本(?:实施|暂行|管理)?(?:通知|意见|办法|规定|方案|细则|条例|法|规则|决定|文件|标准|制度|规划|章程|公告|通告|措施)"
)
_EFFECTIVE = regex(
    _SELF + r"[\u4e00-\u9fff]{0,4}?自(?P<day>[^。;自]{2,24}?)(?:起|后)(?:正式|开始)?(?:施行|试行|执行|实施|生效)"
)
_DECREED = regex(r"(?:公布|印发|发布)[^。]{0,12}?自(?P<day>[^。;自]{2,24}?)起(?:施行|试行|执行|实施|生效)")
_ISSUE_DAY = regex(r"(?:发布|公布|印发|发文|下发|颁布|通过)之日")
# 自发布之日起30日后施行: from which day the days are counted, the text does not say.
_LATER = regex(r"之日起?(?:满)?(?:第)?[\d一二三四五六七八九十]")
_REPEALED = regex(_SELF + r"(?:现|已|于|自)?[^。;,]{0,16}?(?:废止|失效|停止执行)")
# The words behind a day that tell what happened on it; without any it is the day of the text.
_DAY_WORDS = (
    ("起施行", "effective_on"),
    ("施行", "effective_on"),
    ("起实施", "effective_on"),
    ("公布", "promulgated_on"),
    ("发布", "promulgated_on"),
    ("颁布", "promulgated_on"),
    ("印发", "issued_on"),
    ("通过", "dated_on"),
    ("批准", "dated_on"),
    ("修", "dated_on"),
)
_ADOPTED = regex(r"通过|修订|修正|批准|审议")


@dataclass(slots=True)
class Words:
    """The folded words that a header is read from."""

    #: the title, "" if there is none
    title: str = ""
    #: other titles that the source gives the text
    other_titles: list[str] = field(default_factory=list)
    #: all titles with the document number that some carry
    numbered_titles: list[str] = field(default_factory=list)
    #: lines of metadata in the head
    meta: list[str] = field(default_factory=list)
    #: lines of web furniture around the text
    page: list[str] = field(default_factory=list)
    #: the line of addressees, with its colon
    addressees: str = ""
    #: lines of the signature, each with the source's gaps between names kept as one space
    signature: list[str] = field(default_factory=list)
    #: the title as the source has it, with a space where the source has one
    spaced_title: str = ""
    #: the words behind the head, without annexes
    body: str = ""
    #: the words of a notice or an order that issues the body
    notice: str = ""
    #: title of the document that the text issues or forwards
    issues: str = ""


def read_header(words: Words) -> Header:
    """The header, each field filled as far as the words go."""
    fields = _fields(words)
    dates = _dates(words, fields)
    status, note = _status(words, fields)
    authorities = find_authorities(
        words.spaced_title,
        meta=words.meta,
        signature=[line for line in words.signature if not _KEY.match(line) and not line.rstrip(")").endswith("印发")],
        field=fields.get("issuing_authority", ""),
        other_titles=words.other_titles,
    )
    addressees = words.addressees.rstrip(":") or fields.get("addressees", "")
    return Header(
        title=words.title,
        document_number=_document_number(words, fields, authorities),
        issuing_authority=authorities,
        addressees=addressees,
        copied_to=fields.get("copied_to", "").rstrip("。"),
        signatory=fields.get("signatory", ""),
        place=read_place(authorities, addressees, (words.title, *words.other_titles), words.body),
        kind=kind_of(words.title),
        status=status,
        status_note=note,
        issues=words.issues,
        other_titles=tuple(dict.fromkeys(title for title in words.other_titles if title and title != words.title)),
        **dates,
    )


def _fields(words: Words) -> dict[str, str]:
    """The values of the lines that read 键:值."""
    found: dict[str, str] = {}
    for line in [*words.meta, *words.page, *words.signature]:
        keys = list(_KEY.finditer(line))
        for at, key in enumerate(keys):
            if at == 0 and key.start() > 0:
                continue
            end = keys[at + 1].start() if at + 1 < len(keys) else len(line)
            value = line[key.end() : end].strip()
            name = KEYS[key[1]]
            if name and value and _fits(name, value):
                found.setdefault(name, value)
    return found


def _fits(name: str, value: str) -> bool:
    """Whether a value is of the kind that its field wants: 字号:[大][中] on a page is no document number."""
    if name.endswith("_on"):
        return bool(find_dates(value))
    return name != "document_number" or bool(re.search(r"\d", value))


def _document_number(words: Words, fields: dict[str, str], authorities: Sequence[str]) -> str:
    number = read_number(fields.get("document_number", ""), words.meta, words.numbered_titles)
    is_announced = kind_of(words.title) == "公告" and bool(authorities)
    return number or (announcement_number(words.meta, authorities) if is_announced else "")


def _dates(words: Words, fields: dict[str, str]) -> dict[str, date | None]:
    found: dict[str, date | None] = dict.fromkeys(
        ("dated_on", "issued_on", "promulgated_on", "published_on", "effective_on", "repealed_on")
    )
    for line in [*words.meta, *words.page]:
        _read_line(line, found, is_page=line in words.page)
    for name, value in fields.items():
        if name in found:
            found[name] = _first(value)
    for line in words.signature:
        day = _first(line)
        if day is not None:
            found["issued_on" if line.rstrip(")").endswith("印发") else "dated_on"] = day
    if any(re.search(r"令(?:第?\d+号)?$", line.replace(" ", "")) for line in words.meta):
        found["promulgated_on"] = found["promulgated_on"] or found["dated_on"]
    found["effective_on"] = found["effective_on"] or _effective(
        words.notice.translate(SIMPLIFIED),
        words.body.translate(SIMPLIFIED),
        found,
        is_enacted=any(map(_ADOPTED.search, words.meta)),
    )
    return found


def _read_line(line: str, found: dict[str, date | None], *, is_page: bool) -> None:
    """Puts each day of a line into the field that the words behind it name."""
    days = [mention for mention in find_dates(line) if mention.precision == "day" and mention.date]
    if not days or _KEY.match(line):
        return
    if is_page or re.fullmatch(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}.{0,12}", line):
        found["published_on"] = found["published_on"] or days[0].date
        return
    for at, mention in enumerate(days):
        words = line[mention.end : days[at + 1].start if at + 1 < len(days) else None]
        found[_field_of(words)] = mention.date


def _field_of(words: str) -> str:
    """The field for a day, by the words behind it: 公布, 起施行, 印发, 通过."""
    names = [(words.find(word), name) for word, name in _DAY_WORDS if word in words]
    return min(names)[1] if names else "dated_on"


def _effective(notice: str, body: str, found: dict[str, date | None], *, is_enacted: bool) -> date | None:
    """The day from which the text says it applies; the day of issue where it says so and that day is known.

    The day on which an assembly adopts a text is not the day of its issue.
    """
    matches = [*_DECREED.finditer(notice), *_EFFECTIVE.finditer(body[-4000:])]
    if not matches:
        return None
    day = _first(matches[-1]["day"])
    if day is None and _ISSUE_DAY.search(matches[-1]["day"]) and not _LATER.search(matches[-1]["day"]):
        day = found["promulgated_on"] or found["issued_on"] or (None if is_enacted else found["dated_on"])
    return day


def _first(text: str) -> date | None:
    return next((mention.date for mention in find_dates(text) if mention.precision == "day" and mention.date), None)


def _status(words: Words, fields: dict[str, str]) -> tuple[Status, str]:
    given = fields.get("status", "")
    for mark, status in STATUSES.items():
        if mark in given:
            return Status(status), f"文首注明“{given}”"
    for mark in DRAFTS:
        if any(mark in line for line in (words.title, *words.meta, *words.other_titles)):
            return Status.DRAFT, f"标题注明“{mark}”"
    for line in (words.title, *words.meta, *words.numbered_titles):
        if re.search(r"[(\[](?:现行)?有效[)\]]$", line):
            return Status.IN_FORCE, f"标题注明“{line[-5:].strip('([)]')}”"
    head = next((line for line in (words.title, *words.meta, *words.numbered_titles) if _GONE.search(line)), "")
    own = _REPEALED.search(words.body[:300])
    if head or own:
        return Status.REPEALED, f"文中写明“{head[-12:] if head else own[0] if own else ''}”"
    return Status.UNKNOWN, "文中未写明是否有效"
