"""The foot of a document: signature and date, copies sent, annexes; and the document that a notice issues."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.dates import find_dates
from ingest.front import is_metadata
from ingest.furniture import furniture_rule
from ingest.labels import read_label
from ingest.lines import Block, make_block
from ingest.regex import regex
from ingest.titles import joined_title
from ingest.words import AUTHORITIES, kind_of

_ANNEX = regex(r"附(?:件|表|录|图)?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2}|(?<=录)[A-Z])?:?$")
_ANNEX_TITLED = regex(r"附(?:件|表|录|图)(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})?:?.{1,60}$")
_MAJOR = ("part", "chapter", "article", "一", "(一)")
_ANNEX_LIST = regex(r"附(?:件|表)?:")
_COLOPHON = regex(
    r"(?:抄送|抄报|分送|主题词|公开方式|联系人|联系电话):|\((?:此件|本文|联系)[^()]{0,60}\)$|.{2,40}印发$|\(?共印\d+份\)?$"
)
_SIGNER = regex(r"(?:主席|总理|省长|市长|区长|县长|部长|局长|主任|书记):?[\u4e00-\u9fff]{2,4}$")
_PARTIES = regex(
    r"(?:[甲乙丙丁]方|法定代表人|委托代理人|代表|签[订约署])[^。;]{0,40}(?:盖章|签[字名章]|日期|时间|代表人?)[^。;]{0,40}$"
)
_LONGEST_SIGNATURE = 60
_ISSUED = regex(
    r"(?:关于)?(?:印发|转发|批转|发布|公布|颁布|颁发|下发)(?P<title>.{1,300}?)的(?:通知|函|公告|通告|决定|命令|令)(?:\([^()]*\))?$"
)
_QUOTED = regex(r"^《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_SEVERAL = regex(r"《(?P<first>[^《》]{4,60})》(?:、|和|及|与|以及)《")
_DECREED = regex(
    r"《(?P<title>[^《》]{4,60}(?:《[^《》]{2,40}》)?[^《》]{0,30})》(?:\([^()]{0,12}\))?(?:已经|已于|业经|经).{2,80}(?:公布|发布|印发|施行)"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of blocks of one make."""

    #: "body", "notice", "signature", "colophon" (copies sent, printing), "issued_title", "annex" (its heading lines),
    #: "annex_list", "furniture"
    role: str
    #: index of the first block, and one past the last
    start: int
    end: int


def issued_title(title: str, body: str) -> str:
    """The folded title of the document that a notice or an order issues or forwards, "" if it issues none.

    >>> issued_title("市政府关于印发《社区用房管理办法》(试行)的通知", "")
    '社区用房管理办法(试行)'
    >>> issued_title("关于加强社区建设的意见", "")
    ''
    """
    match = _ISSUED.search(title)
    if match is not None and len(match["title"]) >= 4:
        several = _SEVERAL.match(match["title"])
        return several["first"] if several else _QUOTED.sub(r"\1", match["title"])
    decreed = _DECREED.search(body[:600]) if title.endswith("令") or not title else None
    return decreed["title"] if decreed else ""


def split_foot(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, the last one cut where a signature stands on its line, behind the last sentence."""
    last = blocks[-1] if blocks else None
    at = last.text.rfind("。") + 1 if last is not None else 0
    if last is None or not 0 < at < len(last.text) or last.hidden or not is_signature(last.text[at:]):
        return blocks
    if last.folded.offsets[at] - last.folded.offsets[at - 1] < 2 or not find_dates(last.text[at:]):
        return blocks
    spans = (last.folded.span(0, at), last.folded.span(at, len(last.text)))
    return (*blocks[:-1], *(make_block(text, span, after_blank=last.after_blank) for span in spans))


def named_title(blocks: tuple[Block, ...], start: int) -> str:
    """The title of the document that a page tells of and then gives in full, "" if it gives none.

    It is named in 《》 before, and what is numbered begins right behind it.
    """
    for at in range(start, min(start + 12, len(blocks) - 1)):
        text = blocks[at].text
        below = next((block.text for block in blocks[at + 1 : at + 4] if not is_metadata(block.text)), "")
        after = read_label(below)
        if kind_of(text) and len(text) <= 60 and after is not None and after.value == 1:
            title = text.strip("《》")
            return title if any(f"《{title}》" in block.text for block in blocks[:at]) else ""
    return ""


def split_sections(blocks: tuple[Block, ...], start: int, issued: str) -> list[Section]:
    """What stands behind the head, in order and without gaps; `start` is the first block behind the head."""
    end = _bottom(blocks, start)
    sections: list[Section] = []
    at, size = _find_issued(blocks, start, end, issued)
    if size:
        begin = at - 1 if at - 1 > start and _ANNEX.match(blocks[at - 1].text) else at
        sections += _with_signature(blocks, start, begin, "notice")
        sections.append(Section("issued_title", begin, at + size))
        start = at + size
    annexes = _annex_starts(blocks, start, end)
    sections += _with_signature(blocks, start, annexes[0] if annexes else end, "body")
    for first, last in pairwise([*annexes, end]):
        size = _annex_heading(blocks, first, last)
        sections.append(Section("annex", first, first + size))
        sections += _with_signature(blocks, first + size, last, "body")
    if end < len(blocks):
        sections.append(Section("furniture", end, len(blocks)))
    return [section for section in sections if section.start < section.end]


def is_signature(text: str) -> bool:
    """Whether a folded line is a date or the name of an authority, or both.

    >>> [is_signature(text) for text in ("二〇〇三年五月七日", "郑州市人民政府", "市政府2010年8月6日", "请执行。")]
    [True, True, True, False]
    """
    if len(text) <= _LONGEST_SIGNATURE and _PARTIES.match(text):
        return True
    if len(text) > _LONGEST_SIGNATURE or text[-1] in "。;:,":
        return False
    for found in reversed(find_dates(text)):
        if found.end == len(text.rstrip(")")):
            text = text[: found.start].strip("(")
    if not text or _SIGNER.match(text):
        return True
    return text.endswith(AUTHORITIES) and len(text) >= 3 and "," not in text


def _bottom(blocks: tuple[Block, ...], start: int) -> int:
    """One past the last block that is the document's own."""
    end = len(blocks)
    for at in range(start, len(blocks)):
        rule = furniture_rule(blocks[at].text)
        if rule is not None and rule.ends and not _goes_on(blocks, at):
            end = at
            break
    while end > start and furniture_rule(blocks[end - 1].text) is not None:
        end -= 1
    return end


def _goes_on(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether the numbering of the text is carried on behind a line that reads like the end of a web page."""
    labels = (read_label(block.text) for block in blocks[at + 1 :])
    return any(label is not None and label.kind in _MAJOR for label in labels)


def _find_issued(blocks: tuple[Block, ...], start: int, end: int, issued: str) -> tuple[int, int]:
    """Where the issued document's title stands and how many blocks it takes; (0, 0) if the text has it not."""
    if not issued:
        return 0, 0
    wanted = re.sub(r"\([^()]{1,12}\)$", "", issued)
    for at in range(start, end):
        size = joined_title(blocks, at, issued) or joined_title(blocks, at, wanted)
        if size and at + size < end:
            return at, size
    return 0, 0


def _with_signature(blocks: tuple[Block, ...], start: int, end: int, role: str) -> list[Section]:
    """Body, list of annexes and signature of the blocks from `start` to `end`."""
    foot = end
    while foot > start and (is_signature(blocks[foot - 1].text) or _COLOPHON.match(blocks[foot - 1].text)):
        if read_label(blocks[foot - 1].text) is not None:
            break
        foot -= 1
    if foot == start and role != "notice":
        foot = end if end - start < 2 else foot
    listed = _annex_list(blocks, start, foot)
    colophon = next((at for at in range(foot, end) if _COLOPHON.match(blocks[at].text)), end)
    sections = [
        Section(role, start, listed),
        Section("annex_list", listed, foot),
        Section("signature", foot, colophon),
        Section("colophon", colophon, end),
    ]
    return [section for section in sections if section.start < section.end]


def _annex_list(blocks: tuple[Block, ...], start: int, end: int) -> int:
    """Where the list 附件:1.… behind the body begins; `end` if there is none."""
    for at in range(end - 1, max(start, end - 15) - 1, -1):
        text = blocks[at].text
        if _ANNEX_LIST.match(text) and at > start:
            return at
        label = read_label(text)
        if label is None or label.kind != "1" or len(text) > 60 or text.endswith(("。", ";")):
            return end
    return end


def _annex_starts(blocks: tuple[Block, ...], start: int, end: int) -> list[int]:
    found: list[int] = []
    seen_foot = False
    for at in range(start, end - 1):
        text = blocks[at].text
        is_titled = (seen_foot or bool(found)) and _ANNEX_TITLED.match(text) is not None and text[-1] not in "。;,:"
        if _ANNEX.match(text) or is_titled:
            found.append(at)
        seen_foot = seen_foot or (at > start and bool(find_dates(text)) and is_signature(text))
    return found


def _annex_heading(blocks: tuple[Block, ...], start: int, end: int) -> int:
    """How many blocks the heading of an annex takes: 附件1, and its title."""
    size = 1
    if not _ANNEX.match(blocks[start].text):
        return size
    while size < 4 and start + size < end:
        text = blocks[start + size].text
        if read_label(text) is not None or len(text) > 60 or text[-1] in "。;:," or blocks[start + size].is_row:
            break
        size += 1
        if kind_of(text) or text.endswith("表"):
            break
    return size
