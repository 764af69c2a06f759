"""The path of a citation: 第三条第一款第（二）项, 一、（三）1., and lists and ranges of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.numerals import ORDINAL_CHARS, format_ordinal, parse_ordinal
from ingest.regex import regex

#: kind of level ("" for a bare label, 之 for an inserted 条之一) and number, from the outside in
Path = tuple[tuple[str, int], ...]

_N = rf"(?:[0-9]{{1,4}}|[{ORDINAL_CHARS}]{{1,9}})"
ITEM = rf"(?:[(\[]{_N}[)\]]|{_N})"
_KINDS = "部分|条|款|项|目|点|章|节|编|段"
_KINDS_OF_NOUNS = r"(?!线|路|落|时|道|渠|街|船|腿|主线|途径|消息|路径|战线|目标|工作|任务|措施|活动)"
# 第三条 · 第(三)项 · 第一、二项 · 第三条之一
STEP = regex(
    rf"第?(?P<items>{ITEM}(?:[、,和及或至到-]第?{ITEM}){{0,20}})[大小]?(?P<kind>{_KINDS}){_KINDS_OF_NOUNS}"
    rf"(?:之(?P<insert>[一二三四五六七八九十]))?"
)
# 第3.1.2条 · 3.1.2
_DECIMAL = regex(r"第?(?P<decimal>[0-9]{1,2}(?:[.][0-9]{1,2}){1,4})(?![0-9])[条款项]?")
# 一、 · (三) · 1. · ① · b)
_LABEL = regex(rf"(?:(?P<letter>[a-z])[)]|[(\[](?P<wrapped>{_N})[)\]]|(?P<circled>[①-⑳])|(?P<plain>{_N})[是要]?)")
ANNEX = regex(rf"附(?:件(?P<annex>{_N})?|录(?P<letter>[A-Z]|{_N})?)[:]?")
#: an annex that a provision of it follows: 附件2第三条
ANNEX_STEP = regex(rf"附件{_N}?(?=第{ITEM})")
ANY_STEP = regex(rf"第{ITEM}(?:{_KINDS})")
_NUMBER = regex(_N)
_JOINER = regex(r"以及|或者|[、和及或与至到-]|(?=\()")
# Between the steps that a user types: 第三条、第五条 · (二)至(四) · 第三条的第一款 · 一、(二)
_GAP = regex(r"(?:以及|或者|[ 、,.:的中里-]|[和及与或至到](?=第|\()){1,4}")
_RANGE = regex("[至到-]")
_RANK = {"附件": -1, "部分": 0, "编": 0, "章": 1, "节": 2, "条": 3, "款": 4, "项": 5, "点": 5, "目": 6, "段": 7}
_LONGEST_RANGE = 60
# A bare label in brackets that nothing stands above: （十四）, but not the second step of 五、（十四）.
_WRAPPED = regex(
    rf"(?:(?<![0-9{ORDINAL_CHARS}、.])|(?<=[)）]、))[(（]([0-9]{{1,4}}|[{ORDINAL_CHARS}]{{1,9}})[)）]"
    r"(?!\s?(?:条|款|项|目|点|号|部分))"
)
# A decimal number by itself: 3.1.2, but not 3.1-5.
_WHOLE = regex(r"(?<![0-9.])[0-9]{1,2}(?:[.][0-9]{1,2}){1,4}(?![0-9.-])")


def format_path(path: Sequence[tuple[str, int]]) -> str:
    """The path as it is usually written; bare labels by the levels of 公文.

    >>> format_path((("条", 3), ("之", 1))), format_path((("", 2), ("", 4), ("", 2), ("", 1)))
    ('第三条之一', '二、（四）2.（1）')
    """
    out, bare = "", 0
    for kind, number in path:
        if kind == "":
            out += (f"{format_ordinal(number)}、", f"（{format_ordinal(number)}）", f"{number}.", f"（{number}）")[
                bare % 4
            ]
            bare += 1
        elif kind == "之":
            out += f"之{format_ordinal(number)}"
        elif kind == "附件":
            out += f"附件{number}"
        else:
            out += f"第（{format_ordinal(number)}）项" if kind == "项" else f"第{format_ordinal(number)}{kind}"
    return out


@dataclass(frozen=True, slots=True)
class Chain:
    """The paths of a list or range of provisions in folded text."""

    #: each path with the start and the end of its words
    paths: tuple[tuple[Path, int, int], ...]
    #: one past the last character that belongs to it
    end: int


def read_whole_paths(text: str, at: int) -> tuple[Path, ...] | None:
    """The paths that make up the rest of `text`: ((),) if nothing is left, None if the rest is no path.

    >>> read_whole_paths("第三条第一款、第二款", 0)
    ((('条', 3), ('款', 1)), (('条', 3), ('款', 2)))
    >>> read_whole_paths("一、(三)1", 0), read_whole_paths("(二)至(四)", 0), read_whole_paths("第三人", 0)
    (((('', 1), ('', 3), ('', 1)),), ((('', 2),), (('', 3),), (('', 4),)), None)
    """
    paths: list[Path] = [()]
    at += text.startswith(" ", at)
    joined = ""
    is_wrapped = False
    while at < len(text):
        step = _DECIMAL.match(text, at) or STEP.match(text, at) or ANNEX.match(text, at) or _LABEL.match(text, at)
        numbers = _numbers(step) if step else []
        if step is None or not numbers:
            return None
        below = paths.pop()
        was_wrapped, is_wrapped = is_wrapped, step[0].startswith(("(", "["))
        is_sibling = bool(joined) and is_wrapped and was_wrapped and numbers[0][0][0] == ""
        if is_sibling or not _may_follow(below, numbers[0][0][0]):
            found = [below[:-1] + number if is_sibling else _inherit(below, number) for number in numbers]
            paths += [below, *(_between(below, found[0]) if _RANGE.search(joined) else []), *found]
        else:
            paths += [below + number for number in numbers]
        gap = _GAP.match(text, step.end())
        joined, at = (gap[0].strip(), gap.end()) if gap else ("", step.end())
    return tuple(paths) if not joined.strip("、,.-:") else None


def _numbers(step: re.Match[str]) -> list[Path]:
    """The steps that one match stands for: several for 第一、二项 and for a range."""
    groups = step.groupdict()
    if "decimal" in groups:
        values = [int(part) for part in groups["decimal"].split(".")]
        return [tuple(("", value) for value in values)] if values[0] and values[-1] else []
    if "annex" in groups:
        return _single("附件", _of_letter(groups["letter"]) or groups["annex"] or "1")
    if "kind" not in groups:
        circled = str(ord(groups["circled"]) - ord("①") + 1) if groups["circled"] else ""
        return _single("", circled or _of_letter(groups["letter"]) or groups["wrapped"] or groups["plain"])
    values = [parse_ordinal(match) or 0 for match in _NUMBER.findall(groups["items"])]
    if not all(values):
        return []
    if len(values) == 2 and _RANGE.search(groups["items"]) and 0 < values[1] - values[0] < _LONGEST_RANGE:
        values = list(range(values[0], values[1] + 1))
    insert = parse_ordinal(groups["insert"]) if groups["insert"] else None
    ending: Path = () if insert is None else (("之", insert),)
    return [((groups["kind"], value), *ending) for value in values]


def _of_letter(letter: str | None) -> str:
    """The place of a letter in the alphabet, in digits; other numbers as they are."""
    is_letter = letter is not None and len(letter) == 1 and letter.isascii() and letter.isalpha()
    return str(ord(letter.lower()) - ord("a") + 1) if letter and is_letter else letter or ""


def _single(kind: str, number: str) -> list[Path]:
    """One step, none if the number cannot be read; there is no provision 0."""
    value = parse_ordinal(number)
    return [((kind, value),)] if value else []


def read_chain(text: str, at: int, by: str) -> Chain:
    """The list of provisions that begins at `at`: 第三条第一款、第二款和第五条 · 第三条至第五条."""
    paths: list[tuple[Path, int, int]] = []
    start, joined = at, ""
    while True:
        found, end = _steps(text, start)
        if not found or (by == "none" and not paths and text[start] not in "第附"):
            break
        found = [_inherit(paths[-1][0], path) for path in found] if paths else found
        if joined in ("至", "到", "-") and paths:
            found = _between(paths[-1][0], found[0]) + found
        paths += [(path, start, end) for path in found]
        at = end
        joiner = _JOINER.match(text, end)
        if joiner is None or text[joiner.end() : joiner.end() + 1] != "第":
            break
        joined, start = joiner.group(), joiner.end()
    return Chain(tuple(paths), at)


def _steps(text: str, at: int) -> tuple[list[Path], int]:
    """The steps of one path, 第三条第一款第(二)项, or of several where its last step is a list."""
    paths: list[Path] = []
    while True:
        step = _DECIMAL.match(text, at) if text.startswith("第", at) else None
        if step is None and not paths and ANNEX_STEP.match(text, at):
            step = ANNEX.match(text, at)
        step = step or STEP.match(text, at)
        numbers = _numbers(step) if step else []
        if step is None or not numbers:
            return paths, at
        last = paths[-1] if paths else ()
        if not _may_follow(last, numbers[0][0][0]):
            return paths, at
        paths = paths[:-1] + [last + number for number in numbers]
        at = step.end()


def _may_follow(path: Sequence[tuple[str, int]], kind: str) -> bool:
    """Whether a step of `kind` can stand below `path`; 公文 use 点, 款 and 项 in any order."""
    above = {step for step, _ in path if step not in ("", "之")}
    return kind == "" or (
        kind not in above and (_RANK[kind] > _RANK["条"] or not any(_RANK[k] >= _RANK[kind] for k in above))
    )


def _inherit(before: Path, path: Path) -> Path:
    """A path that begins below the one before takes what stands above it: 第三条第一款、第二款."""
    rank = _RANK[path[0][0]]
    above: Path = ()
    for step in before:
        if step[0] != "之" and _RANK.get(step[0], 0) >= rank:
            break
        above += (step,)
    return above + path


def _between(first: Path, last: Path) -> list[Path]:
    same = len(first) == len(last) and first[:-1] == last[:-1] and first[-1][0] == last[-1][0]
    if not same or not 0 < last[-1][1] - first[-1][1] < _LONGEST_RANGE:
        return []
    return [(*first[:-1], (first[-1][0], number)) for number in range(first[-1][1] + 1, last[-1][1])]


def decimal_of(path: Sequence[tuple[str, int]], text: str) -> str:
    """The decimal number 3.1.2 that stands in the citation's words, the last one, "" if the path has no such steps.

    >>> decimal_of((("", 3), ("", 1), ("", 2)), "某标准3.1.2"), decimal_of((("条", 3),), "第三条")
    ('3.1.2', '')
    """
    if sum(kind == "" for kind, _ in path) < 2:
        return ""
    return next((match[0] for match in reversed(list(_WHOLE.finditer(text)))), "")


def is_wrapped(text: str, number: int) -> bool:
    """Whether the citation writes the number, or the range that it stands in, as a bare label in brackets.

    >>> is_wrapped("(十四)", 14), is_wrapped("十四、", 14), is_wrapped("(二)至(五)", 3), is_wrapped("第(二)项", 2)
    (True, False, True, False)
    """
    labels = [(match.start(), match.end(), parse_ordinal(match[1]) or 0) for match in _WRAPPED.finditer(text)]
    ranges = [(a[2], b[2]) for a, b in pairwise(labels) if text[a[1] : b[0]].strip() in ("至", "到", "-", "—")]
    return any(label[2] == number for label in labels) or any(low < number < high for low, high in ranges)
