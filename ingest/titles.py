"""Titles in the head of a document: which of its lines make up one, and what of them is no title."""

import re

from ingest.document_number import split_standard
from ingest.lines import Block
from ingest.regex import regex
from ingest.words import kind_of

#: a document number in folded text
NUMBER = regex(r"[\u4e00-\u9fffA-Z]{1,24}[(\[](?:19|20)\d\d[)\]]第?\d{1,5}[号號]")
_ISSUE = regex(r"[(\[](?:19|20)\d\d[)\]]第?\d{1,5}[号期]$|\(?第\d{1,5}期\)?$")
_VALID = regex(r"[(\[](?:现行|已)?(?:有效|废止|失效|被修改)[)\]]$")
# An issuer or place in front of a title, and the shortest title that it may stand before.
_ISSUER = regex(r"(?!附|.*关于)[\u4e00-\u9fff]{2,12}")
_SHORTEST = 6
# Kinds that make a title without saying what it is about.
_ALONE = ("公告", "通告", "通报", "公报")


def only_kind(roles: list[str], blocks: tuple[Block, ...]) -> list[list[int]]:
    """The line that names issuer and kind alone, as 某市人民政府公告: for a head that has no other title."""
    kinds = (at for at, role in enumerate(roles) if role == "meta" and kind_of(blocks[at].text) in _ALONE)
    at = next(kinds, None)
    return [[at]] if at is not None else []


def title_groups(roles: list[str], blocks: tuple[Block, ...]) -> list[list[int]]:
    """The runs of lines that make up one title each."""
    groups: list[list[int]] = []
    is_open = False
    for at, role in enumerate(roles):
        if role != "title":
            is_open = False
            continue
        text = blocks[at].text
        if is_open or (groups and groups[-1][-1] == at - 1 and text.startswith("的")):
            groups[-1].append(at)
        else:
            groups.append([at])
        words = "".join(blocks[one].text for one in groups[-1])
        is_named = words.count("《") == words.count("》")
        is_open = not (kind_of(bare_title(text)) and not text.endswith("》") and is_named)
    return groups


def bare_title(title: str) -> str:
    """A folded title without a document number in brackets behind it, or in front of it, or that of a standard.

    >>> bare_title("关于社区用房的通知(郑政文[2003]100号)"), bare_title("市委[2008]21号关于社区经费的通知")
    ('关于社区用房的通知', '关于社区经费的通知')
    """
    title = split_standard(_VALID.sub("", title))[0]
    number = NUMBER.search(title)
    if number is None:
        return _ISSUE.sub("", title)
    if number.start() > 0 and title[number.start() - 1] == "(" and title.endswith(")"):
        return title[: number.start() - 1]
    return title[number.end() :] if number.start() == 0 and len(title) > number.end() + 4 else title


def joined_title(blocks: tuple[Block, ...], start: int, wanted: str) -> int:
    """The number of blocks from `start` on whose joined words are the title `wanted`, 0 if they are not.

    The title may have its issuer or place in front: 《社区用房管理办法》 is 江南市社区用房管理办法.
    """
    joined = ""
    for count, block in enumerate(blocks[start : start + 4], 1):
        joined += block.text
        plain = joined.strip("《》")
        if plain == wanted or (plain.startswith(wanted) and re.fullmatch(r"\([^()]{1,12}\)", plain[len(wanted) :])):
            return count
        issuer = plain.removesuffix(wanted) if plain != wanted and len(wanted) >= _SHORTEST else plain
        if issuer != plain and _ISSUER.fullmatch(issuer) and kind_of(wanted):
            return count
        if not wanted.startswith(plain):
            return 0
    return 0
