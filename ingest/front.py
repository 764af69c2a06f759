"""The head of a document: which of its first paragraphs are title, metadata, addressees or web furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.dates import find_dates
from ingest.document_number import match_standard
from ingest.furniture import furniture_rule
from ingest.labels import label_of, read_label
from ingest.lines import Block, make_block
from ingest.records import Span
from ingest.regex import regex
from ingest.titles import NUMBER, bare_title, only_kind, title_groups
from ingest.words import ADDRESSEES, AUTHORITIES, DRAFTS, ENACTMENTS, KEYS, NOT_ADDRESSEES, kind_of

_ENDS = "。;:!?"
#: blocks in which the head is looked for, and those in which a title may stand in one line with the text
_SEARCHED, _FIRST = 60, 6
#: characters of the longest title
_TITLE_LENGTH = 80
_KEY = regex("|".join(sorted(map(re.escape, KEYS), key=len, reverse=True)))
# What no line behind a title has that is itself part of the head.
_AMOUNT = regex(r"\d(?:平方米|万?元|户|人|%|名|个|米|套|[天日]内)")
# Where the text begins, whatever its first line looks like.
_OPENINGS = regex(r"(?:目录|前言|引言|序言)$|[甲乙丙丁]方(?:\([^()]{1,12}\))?:")
_BRACKETED_KEY = regex(rf"^\[({_KEY.pattern})\]:?")
_ORDER = regex(
    r"(?!.*关于)[\u4e00-\u9fff]{2,30}(?<!的)(?:令|公告)(?:(?:(?:19|20)\d\d年)?第?\d{1,5}号)?$"
    r"|(?:19|20)\d\d年第?\d{1,5}号$|(?:第|\[?(?:19|20)\d\d\]?第?)\d{1,5}号$"
)
_MASTHEAD = regex(r"[\u4e00-\u9fffA-Za-z×、]{3,60}文件$")
# Before the number of the standard that this one takes the place of.
_REPLACED = "代替"
_SECRET = regex(r"(?:附件[\d一二三四五六七八九十]{0,2}:?|特急|加急|平急|急件|(?:绝密|机密|秘密)[★*].{0,6}|\d{6})$")
_VALIDITY = regex(r"(?:本文件|全文)?(?:已|现行)?(?:废止|失效|有效)$")
_DATE_TAIL = regex(r"[ \d:.时分秒日]{0,12}$")


@dataclass(slots=True)
class Front:
    """The head as read."""

    #: role of each of the first blocks: "title", "page", "meta", "addressees", "furniture"
    roles: list[str] = field(default_factory=list)
    #: the title, folded, "" if none
    title: str = ""
    #: other titles, folded
    other_titles: list[str] = field(default_factory=list)
    #: all titles as they stand, with the document number that some carry
    raw_titles: list[str] = field(default_factory=list)
    #: whether the page is one of questions and answers
    is_forum: bool = False
    #: whether a line so far ends in a 文种
    has_kind: bool = False
    #: whether the title ends in a 文种
    is_official: bool = False

    @property
    def body(self) -> int:
        """Index of the first block behind the head."""
        return len(self.roles)


def split_metadata(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, those of the head cut where several fields of metadata stand in one line."""
    out: list[Block] = []
    for at, block in enumerate(_with_values(text, blocks)):
        is_plain = not block.text.startswith("|") and not read_label(block.text) and not furniture_rule(block.text)
        cuts = _cuts(block) if at < _SEARCHED and is_plain else []
        cuts = cuts or (_title_cut(block) if at < _FIRST else [])
        for start, end in pairwise([0, *cuts, len(block.text)]):
            if start < end:
                span = block.folded.span(start, end)
                blank = block.after_blank and start == 0
                out.append(block if not cuts else make_block(text, span, after_blank=blank))
    return tuple(out)


def _with_values(text: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks, those of the head that are a field's name alone joined with the line below, which has its value."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        value = blocks[at + 1] if at + 1 < min(len(blocks), _SEARCHED) else None
        if value is not None and block.text.endswith(":") and block.text[:-1] in KEYS and not _is_field(value.text):
            yield make_block(text, Span(block.span.start, value.span.end), after_blank=block.after_blank)
            at += 2
        else:
            yield block
            at += 1


def plain_field(text: str) -> str:
    """A folded field with its name in front of a colon: [发布日期]2019-03-04 is 发布日期:2019-03-04."""
    return _BRACKETED_KEY.sub(lambda match: f"{match[1]}:", text)


def _is_field(text: str) -> bool:
    text = plain_field(text)
    key = _KEY.match(text)
    return key is not None and text[key.end() : key.end() + 1] == ":"


def _cuts(block: Block) -> list[int]:
    """Where in the folded block a field begins, or the words behind the last field."""
    text, offsets = block.text, block.folded.offsets
    cuts: list[int] = []
    keys = [
        match
        for match in _KEY.finditer(text)
        if text[match.end() : match.end() + 1] == ":"
        and (match.start() == 0 or offsets[match.start()] - offsets[match.start() - 1] > 1)
    ]
    for match in keys:
        cuts.append(match.start())
        rest = _value_end(block, match)
        if rest and not any(key.start() == rest for key in keys):
            cuts.append(rest)
    return sorted({cut for cut in cuts if 0 < cut < len(text)})


def _title_cut(block: Block) -> list[int]:
    """Where the text begins behind a title that stands in the same line, with white space between them."""
    text, offsets = block.text, block.folded.offsets
    if read_label(text) is not None:
        return []
    for at in range(6, min(_TITLE_LENGTH, len(text))):
        if offsets[at] - offsets[at - 1] > 1 and kind_of(text[:at]) and "," not in text[:at]:
            if len(text) <= _TITLE_LENGTH and not NUMBER.fullmatch(text, at):
                return []
            return [at]
    return []


def _value_end(block: Block, key: re.Match[str]) -> int:
    """The end of a value that is a date or a number, 0 for other values."""
    text = block.text
    begin = key.end() + 1
    if KEYS[key[0]].endswith("_on"):
        found = next(iter(find_dates(text[begin : begin + 24])), None)
        return begin + found.end if found and found.start <= 2 and not _DATE_TAIL.match(text, begin + found.end) else 0
    number = NUMBER.match(text, begin)
    return number.end() if number else 0


def read_front(blocks: tuple[Block, ...]) -> Front:
    """The head of a document that consists of `blocks`."""
    front = Front()
    marker = next((at for at, block in enumerate(blocks[:_SEARCHED]) if block.text.startswith("<!--INFO END")), -1)
    depth = 0
    for at, block in enumerate(blocks[:_SEARCHED]):
        role = "meta" if depth > 0 else _role(block, front, inside=at < marker)
        if role == "body":
            break
        depth = max(0, depth + block.text.count("(") - block.text.count(")")) if role == "meta" else 0
        front.roles.append(role)
        if role == "addressees":
            break
    _choose_title(front, blocks)
    return front


def _role(block: Block, front: Front, *, inside: bool) -> str:
    text = block.text
    rule = furniture_rule(text)
    if rule is not None and rule.where != "bottom":
        front.is_forum = front.is_forum or rule.is_forum
        return "furniture"
    if is_metadata(text) or (block.is_row and not front.has_kind and _is_head_row(text)):
        return "meta"
    if inside:
        return "title" if block.is_heading or not front.roles else "meta"
    if label_of(block.folded, alone="title" in front.roles) is not None or block.is_row or _OPENINGS.match(text):
        return "body"
    if block.is_heading and "title" in front.roles and not kind_of(text):
        return "body"
    if is_addressees(text):
        is_head = "title" in front.roles or "meta" in front.roles or text.startswith("各")
        return "addressees" if is_head else "body"
    if front.has_kind and text[0] != "(" and _AMOUNT.search(text) and not kind_of(text):
        return "body"
    is_open = text[-1] not in _ENDS or (text[-1] == "?" and "title" not in front.roles)
    if len(text) > _TITLE_LENGTH or not is_open or "。" in text:
        return "body"
    front.has_kind = front.has_kind or bool(kind_of(text))
    return "title"


def head_lines(text: str) -> list[str]:
    """The lines that a folded line of the head stands for: the cells of a row, in which a red head may be set.

    >>> head_lines("|市民政局|文件|"), head_lines("|民发[2021]3号|签发人:王小明|"), head_lines("民发[2021]3号")
    (['市民政局文件'], ['民发[2021]3号', '签发人:王小明'], ['民发[2021]3号'])
    """
    if not text.startswith("|"):
        return [text]
    cells = [cell.strip() for cell in text.split("|") if cell.strip()]
    mark = "文件" if "文件" in cells else ""
    return list(dict.fromkeys(f"{cell}{mark}" for cell in cells if cell != mark))


def _is_head_row(text: str) -> bool:
    """Whether a row holds nothing but what stands in a red head: issuers, 文件, the number, the signer."""
    lines = head_lines(text)
    return bool(lines) and all(
        is_metadata(line) or (line.endswith(AUTHORITIES) and 4 <= len(line) <= 30) for line in lines
    )


def is_metadata(text: str) -> bool:
    """Whether a folded line is a document number, a date, a mark, a field, or says when the text was enacted.

    >>> [is_metadata(text) for text in ("郑政文[2003]100号", "(2012年2月15日)", "执行日期:2003-5-7", "目录")]
    [True, True, True, False]
    """
    bare = text.strip("()[]")
    if any(bare.startswith(mark) and len(bare) <= len(mark) + 4 for mark in DRAFTS) or _VALIDITY.match(bare):
        return True
    if _is_field(text):
        return len(text) <= 120
    standard = match_standard(bare.removeprefix(_REPLACED))
    if (
        (standard is not None and standard[1] == len(bare.removeprefix(_REPLACED)))
        or _ORDER.match(bare)
        or _MASTHEAD.match(bare)
        or _SECRET.match(bare)
    ):
        return True
    number = NUMBER.search(text)
    if (
        number is not None
        and "关于" not in text
        and len(text) <= number.end() - number.start() + 40
        and text[-1] not in _ENDS
    ):
        return True
    return _is_dated(text, bare)


def _is_dated(text: str, bare: str) -> bool:
    found = find_dates(bare)
    if not found:
        return False
    if found[0].start == 0 and found[-1].end >= len(bare) - 1 and len(found) == 1:
        return True
    before = bare[: found[0].start]
    if len(found) == 1 and found[0].end == len(bare) and len(bare) <= 40 and before.endswith(AUTHORITIES):
        return True
    starts = found[0].start == 0 or text[0] == "("
    return starts and len(text) <= 600 and any(word in bare for word in ENACTMENTS) and not bare.endswith(("。", ";"))


def is_addressees(text: str) -> bool:
    """Whether a folded line names those to whom a document is sent.

    >>> is_addressees("各县(市)、区人民政府,市政府有关部门:"), is_addressees("现就有关事项通知如下:")
    (True, False)
    """
    if not text.endswith(":") or len(text) > 260 or "。" in text or (";" in text[:-1] and "各" not in text):
        return False
    return any(word in text for word in ADDRESSEES) and not any(word in text for word in NOT_ADDRESSEES)


def _choose_title(front: Front, blocks: tuple[Block, ...]) -> None:
    groups = title_groups(front.roles, blocks)
    if not groups:
        groups = only_kind(front.roles, blocks)
        for group in groups:
            front.roles[group[0]] = "title"
    texts = ["".join(blocks[at].text for at in group) for group in groups]
    official = [at for at, text in enumerate(texts) if kind_of(bare_title(text))]
    front.raw_titles = texts
    if not groups:
        return
    chosen = official[-1] if official else 0
    front.title, front.is_official = bare_title(texts[chosen]), bool(official)
    last_furniture = max((at for at in range(groups[chosen][0]) if front.roles[at] == "furniture"), default=-1)
    for number, group in enumerate(groups):
        if number == chosen:
            continue
        if number < chosen:
            front.other_titles.append(bare_title(texts[number]))
        for at in group:
            front.roles[at] = "page" if at < last_furniture else "meta"
