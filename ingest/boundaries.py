"""Where one document ends and the next begins in a text that holds several without headings of a compilation."""

import re

from ingest.labels import read_label
from ingest.lines import Block, split_blocks
from ingest.records import Span
from ingest.words import kind_of

_NUMBER_LINE = re.compile(r"\(?[\u4e00-\u9fffA-Z]{1,24}[(\[](?:19|20)\d\d[)\]]第?\d{1,5}号\)?$")
_ANNEX = re.compile(r"附(?:件|表|录)?\d{0,2}:?$")
_HEAD = 6


def find_boundaries(text: str, span: Span) -> tuple[int, ...]:
    r"""The offsets in `span` at which a further document begins: a title with its document number below, behind a body.

    The title that a notice forwards is no boundary, nor is one under 附件.

    >>> text = "关于甲的通知\n甲发[2011]1号\n一、按每百户配建。\n关于乙的通知\n甲发[2012]2号\n一、按每年安排。\n"
    >>> find_boundaries(text, Span(0, len(text)))
    (28,)
    """
    blocks = split_blocks(text, span)
    found: list[int] = []
    begin, has_body = 0, False
    for at, block in enumerate(blocks):
        if has_body and _is_title(blocks, at) and not _is_announced(blocks, begin, at):
            found.append(block.span.start)
            begin, has_body = at, False
        has_body = has_body or block.text.endswith("。") or read_label(block.text) is not None
    return tuple(found)


def _is_title(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a title of one line or two begins here, with a line below that is a document number."""
    title = ""
    for size in (1, 2):
        if at + size >= len(blocks) or _ANNEX.match(blocks[at].text):
            return False
        title += blocks[at + size - 1].text
        if len(title) > 80 or title[-1] in "。;:,":
            return False
        if kind_of(title) and "关于" in title:
            return _NUMBER_LINE.match(blocks[at + size].text) is not None
    return False


def _is_announced(blocks: tuple[Block, ...], begin: int, at: int) -> bool:
    head = "".join(block.text for block in blocks[begin : min(begin + _HEAD, at)])
    return blocks[at].text.strip("《》") in head or _ANNEX.match(blocks[at - 1].text) is not None
