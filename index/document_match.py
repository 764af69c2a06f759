"""Which documents of a library a citation names: by number or by title, as exactly as they can be told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document_number import DocumentNumber, parse_document_number
from ingest.normalize import fold
from ingest.places import by_name, find_places, is_within
from ingest.records import Header
from ingest.regex import regex

Headers = Sequence[tuple[str, Header]]
# Kinds of laws: their names must not be guessed at.
_LAWS = (
    "实施条例",
    "实施细则",
    "实施办法",
    "暂行条例",
    "暂行办法",
    "暂行规定",
    "管理办法",
    "条例",
    "办法",
    "规定",
    "细则",
    "法典",
    "法",
)
#: kinds of documents as titles end in them, the longer first
KINDS = ("实施意见", "意见", "通知", "决定", "方案", "规则", "规划", "规范", "标准", *_LAWS)
_WRAPPER = regex(r"^.{0,30}?关于(?:印发|转发|批转|发布|公布|颁布|下发)《?(.{4,}?)》?的(?:通知|函|公告|决定)$")
_VERSION = regex(r"\((?:[0-9年月日.\-]{4,11}(?:修订|修正)?|试行|暂行|修订|修正|草案|征求意见稿|送审稿)\)$")
_ISSUER = regex(r"^.{2,40}?(?=关于)")
_CONVINCING = 0.75
_NEAR = 0.5
#: signs of a name without its kind that say what it is about
_TOLD_APART = 4


@dataclass(frozen=True, slots=True)
class Matches:
    """The documents that a name fits."""

    #: keys of the documents that it names; more than one if they cannot be told apart
    keys: tuple[str, ...] = ()
    #: whether the name is written as the document has it
    is_exact: bool = False
    #: keys of documents that it might mean, but does not name
    near: tuple[str, ...] = ()
    #: whether those are so close that the user should choose
    is_close: bool = False


def match_number(text: str, headers: Headers) -> Matches:
    """The documents with the number `text`; a missing code, year or piece of the code is made good if only one fits.

    >>> match_number("100号", [("a", Header("甲", "郑政文〔2003〕100号")), ("b", Header("乙", "武发〔2012〕6号"))]).keys
    ('a',)
    """
    asked = parse_document_number(text)
    if asked is None:
        return Matches()
    held = [(key, parse_document_number(header.document_number)) for key, header in headers if header.document_number]
    numbered = [(key, number) for key, number in held if number is not None and number.number == asked.number]
    same = tuple(key for key, number in numbered if number == asked)
    if same:
        return Matches(same, is_exact=True)
    by_key = dict(headers)
    partly = tuple(k for k, number in numbered if is_partly(asked, number) or _is_by_issuer(asked, number, by_key[k]))
    if partly:
        return Matches(partly)
    alike = tuple(key for key, number in numbered if _is_alike(asked, number))
    if alike:
        return Matches(near=alike, is_close=True)
    near = [key for key, number in held if number is not None and _is_near(asked, number)]
    return Matches(near=tuple(near[:5]))


def is_partly(asked: DocumentNumber, held: DocumentNumber) -> bool:
    """Whether `asked` is `held` with its code or year left out, or with the issuer's name before the code."""
    years = asked.year in (None, held.year) or (held.year is None and not asked.code)
    shorter, longer = sorted((asked.code, held.code), key=len)
    orders = asked.code.endswith("令") and held.code.endswith("令") and _in_order(shorter, longer)
    codes = not asked.code or (len(shorter) > 1 and longer.endswith(shorter)) or orders
    return asked.number == held.number and years and codes


def _is_by_issuer(asked: DocumentNumber, held: DocumentNumber, header: Header) -> bool:
    """Whether the issuer stands in the place of its code: 某市政府2003年100号文."""
    is_named = len(asked.code) > 1 and _in_order(asked.code, "".join(header.issuing_authority))
    return is_named and asked.number == held.number and asked.year in (None, held.year)


def _is_alike(asked: DocumentNumber, held: DocumentNumber) -> bool:
    """Whether only the codes differ, and one stands in the other: 某政 and 某政办 count for themselves."""
    codes = _in_order(asked.code, held.code) or _in_order(held.code, asked.code)
    return asked.number == held.number and asked.year in (None, held.year) and codes


def match_title(title: str, headers: Headers) -> Matches:
    """The documents with that title: in full, without 中华人民共和国 or issuer, a convincing piece, or an abbreviation.

    A law of the country is not taken for the one of a place with the same name: that one is near only.

    >>> match_title("个税法", [("a", Header("中华人民共和国个人所得税法")), ("b", Header("中华人民共和国契税法"))]).keys
    ('a',)
    >>> match_title("失业保险条例", [("a", Header("重庆市失业保险条例"))])
    Matches(keys=(), is_exact=False, near=('a',), is_close=True)
    """
    asked = plain_title(title)
    held = [(key, tuple(dict.fromkeys(titles_of(header))), header) for key, header in headers]
    if not asked:
        return Matches()
    for is_exact, fits in ((True, _equal), (False, _equal_without_frame)):
        keys = tuple(key for key, titles, _ in held if any(fits(asked, one) for one in titles))
        if keys:
            return Matches(keys, is_exact)
    in_place = [(key, titles) for key, titles, header in held if _same_place(asked, header)]
    if is_law(asked):
        return _match_law(asked, in_place)
    return _match_piece(asked, in_place)


def plain_title(title: str) -> str:
    """A title as titles are compared: folded, without 《》, 中华人民共和国 and the mark of a version.

    >>> plain_title("《中华人民共和国契税法（2020修订）》")
    '契税法'
    """
    text = re.sub(r"[\s《》〈〉\[\]“”\"]", "", fold(title).text).removeprefix("中华人民共和国")
    return _VERSION.sub("", text)


def is_same_title(asked: str, cited: str) -> bool:
    """Whether two titles are those of one document, as far as the words tell; a law must be named in full.

    >>> is_same_title("加快发展养老服务业的若干意见", "国务院关于加快发展养老服务业的若干意见")
    True
    >>> is_same_title("《契税法》", "中华人民共和国契税法"), is_same_title("合同法", "劳动合同法")
    (True, False)
    """
    first, second = plain_title(asked), plain_title(cited)
    if not first or first == second:
        return bool(first)
    if not is_law(first):
        return _equal_without_frame(first, second)
    # A law named without 《》 may carry a word of its sentence before it: 有土地管理法第十条.
    return len(second) - len(first) == 1 and second.endswith(first) and len(first) > 3


def kind_of(title: str) -> str:
    """The kind of document that a title ends in, "" if none."""
    return next((name for name in KINDS if title.endswith(name)), "")


def is_law(title: str) -> bool:
    """Whether the title is a name of a law or regulation, in which every word counts."""
    return kind_of(plain_title(title)) in _LAWS


def titles_of(header: Header) -> Iterable[str]:
    """The titles that a document goes by, as titles are compared."""
    for title in (header.title, *header.other_titles, header.issues):
        if title:
            yield plain_title(title)


def _equal(asked: str, held: str) -> bool:
    return asked == held


def _equal_without_frame(asked: str, held: str) -> bool:
    return bool({asked, _bare(asked)} & {held, _bare(held)})


def _bare(title: str) -> str:
    """Without the issuer before 关于, the words of transmittal around it, 关于 itself and 暂行."""
    wrapped = _WRAPPER.match(title)
    text = plain_title(wrapped[1]) if wrapped else title
    text = _ISSUER.sub("", text).removeprefix("关于")
    return text.replace("暂行条例", "条例").replace("暂行办法", "办法").replace("暂行规定", "规定")


def _same_place(asked: str, header: Header) -> bool:
    own = by_name(header.place) if header.place else None
    named = [mention.place for mention in find_places(asked) if mention.place is not None]
    return own is None or not named or any(is_within(own, place) or is_within(place, own) for place in named)


def _match_law(asked: str, held: list[tuple[str, tuple[str, ...]]]) -> Matches:
    kind = kind_of(asked)
    stem = asked.removesuffix(kind)
    sure, near = [], []
    for key, titles in held:
        grades = [_law_grade(stem, kind, title) for title in titles]
        if max(grades, default=0) == 2:
            sure.append(key)
        elif max(grades, default=0) == 1:
            near.append(key)
    if len(sure) == 1 or (sure and not near):
        return Matches(tuple(sure))
    found = tuple(dict.fromkeys(sure + near))
    return Matches(near=found, is_close=True) if found else Matches(near=_of_other_kind(stem, held))


def _of_other_kind(stem: str, held: list[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Documents on the matter of a name that are of another kind: 条例 where 办法 is asked for."""
    if len(stem) < _TOLD_APART:
        return ()
    return tuple(key for key, titles in held if any(_share(stem, title) >= _CONVINCING for title in titles))


def _law_grade(stem: str, kind: str, title: str) -> int:
    """2 if the title is surely meant by a name of `stem` and `kind`, 1 if it might be, 0 if not."""
    kinds = [name for name in KINDS if title.endswith(name)]
    if kind not in kinds or len(stem) < 2:
        return 0
    whole = title.removesuffix(kind)
    where = whole.find(stem)
    if where >= 0:
        before, behind = whole[:where], whole[where + len(stem) :]
        if before and not behind and find_places(before):
            return 1
        return 2 if len(stem) >= 4 and before and 2 * len(stem) >= len(whole) else 1
    return 2 if _in_order(stem, whole) and 3 * len(stem) >= len(whole) else 0


def _match_piece(asked: str, held: list[tuple[str, tuple[str, ...]]]) -> Matches:
    """Titles that hold the piece asked for, else those that share most of its pairs of characters."""
    piece = _bare(asked)
    if len(piece) < 4:
        return Matches()
    holding = tuple(key for key, titles in held if any(piece in title for title in titles))
    if holding:
        return Matches(holding)
    piece = piece.removesuffix(kind_of(piece)).removesuffix("的")
    shares = {key: max((_share(piece, title) for title in titles), default=0.0) for key, titles in held}
    top = max(shares.values(), default=0.0)
    best = tuple(key for key, share in shares.items() if share >= top - 0.05)
    if top < _CONVINCING or len(piece) < 6:
        return Matches(near=best if top >= _NEAR else ())
    return Matches(best)


def _share(piece: str, title: str) -> float:
    pairs = {piece[at : at + 2] for at in range(len(piece) - 1)}
    return sum(pair in title for pair in pairs) / len(pairs)


def _in_order(short: str, long: str) -> bool:
    """Whether all characters of `short` stand in `long` in their order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _is_near(asked: DocumentNumber, held: DocumentNumber) -> bool:
    return held.code == asked.code and (held.year == asked.year or held.number == asked.number)
