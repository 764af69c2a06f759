"""Where one document ends and the next begins in a text that holds several without headings of a compilation."""

from ingest.back import is_signature
from ingest.dates import find_dates
from ingest.front import is_addressees, is_metadata
from ingest.labels import read_label
from ingest.lines import Block, split_blocks
from ingest.records import Span
from ingest.regex import regex
from ingest.words import kind_of

_NUMBER_LINE = regex(r"\(?[\u4e00-\u9fffA-Z]{1,24}[(\[](?:19|20)\d\d[)\]]第?\d{1,5}号\)?$")
_ANNEX = regex(r"附(?:件|表|录)?\d{0,2}:?$")
_LAST_RULE = regex(r"自.{2,30}起(?:施行|试行|实施|执行|生效)|重新公布。$|同时废止|特此|(?:施行|执行|解释)。$")
_AMENDING = regex(r"关于(?:修改|修订|修正)[^。]{2,60}的决定")
_BRACKETS = regex(r"\([^()]{1,12}\)")
_NAMED = regex(r"《([^《》]{4,60})》")
_HEAD = 8
_LONGEST = 80


def find_boundaries(text: str, span: Span) -> tuple[int, ...]:
    r"""The offsets in `span` at which a further document begins, behind the body of the one before.

    A title begins one if its document number stands below it, or if a signature or a last rule stands above it and
    addressees, the lines of an enactment or a first article below. The title that a notice forwards is no boundary, nor
    is one under 附件.

    >>> text = "关于甲的通知\n甲发[2011]1号\n一、按每百户配建。\n关于乙的通知\n甲发[2012]2号\n一、按每年安排。\n"
    >>> find_boundaries(text, Span(0, len(text)))
    (28,)
    """
    blocks = split_blocks(text, span)
    found: list[int] = []
    begin, has_body, has_law = 0, False, False
    for at, block in enumerate(blocks):
        if has_body and _begins(blocks, at) and not _is_announced(blocks, begin, at, has_law=has_law):
            found.append(block.span.start)
            begin, has_body, has_law = at, False, False
        label = read_label(block.text)
        has_body = has_body or block.text.endswith("。") or label is not None
        has_law = has_law or (label is not None and label.kind == "article")
    return tuple(found)


def _begins(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a title of one line or two stands at `at`, and around it what makes it the head of a document."""
    size, title = _title(blocks, at)
    if not size or at + size >= len(blocks):
        return False
    below = blocks[at + size].text
    if "关于" in title and _NUMBER_LINE.match(below):
        return True
    if not _is_end(blocks[at - 1].text):
        return False
    if "关于" in title and is_addressees(below):
        return True
    label = read_label(below)
    return (is_metadata(below) and bool(find_dates(below))) or (
        label is not None and label.kind in ("article", "chapter", "part") and label.value == 1
    )


def _title(blocks: tuple[Block, ...], at: int) -> tuple[int, str]:
    """How many blocks the title at `at` takes, and its words; (0, "") if there is none."""
    title = ""
    for size in (1, 2):
        if at + size > len(blocks) or _ANNEX.match(blocks[at].text) or read_label(blocks[at].text) is not None:
            break
        title += blocks[at + size - 1].text
        if len(title) > _LONGEST or title[-1] in "。;:,":
            break
        if kind_of(title) and len(title) > 4:
            is_other = is_signature(blocks[at].text) or is_metadata(blocks[at].text)
            return (0, "") if is_other else (size, title)
    return 0, ""


def _is_end(text: str) -> bool:
    """Whether a document may end with the paragraph `text`: a signature, or the rule that says from when it applies."""
    return is_signature(text) or _LAST_RULE.search(text) is not None


def _is_announced(blocks: tuple[Block, ...], begin: int, at: int, *, has_law: bool) -> bool:
    """Whether the head of the document that is open names the title at `at`, or 附件 stands above it.

    Of two laws that one notice issues, the second is a document of its own: `has_law`, the first has been read.
    """
    titles = {_title(blocks, at)[1].strip("《》"), blocks[at].text.strip("《》")}
    head = "".join(block.text for block in blocks[begin : min(begin + _HEAD, at)])
    bare = _BRACKETS.sub("", head)
    is_named = any(_BRACKETS.sub("", title) in bare for title in titles)
    is_named = is_named or any(title.endswith(name) for title in titles for name in _NAMED.findall(bare))
    is_amended = _AMENDING.search(head) is not None
    return (is_named and not has_law and not is_amended) or any(
        _ANNEX.match(block.text) for block in blocks[max(begin, at - 2) : at]
    )
