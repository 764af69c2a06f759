"""Who issues a document: the names of authorities in its title, masthead, signature and the lines of its enactment."""

import re
from collections.abc import Sequence

from ingest.dates import find_dates
from ingest.regex import regex
from ingest.words import AUTHORITIES

_ASSEMBLY = regex(
    r"(?P<place>(?:(?<=日)|(?<![\u4e00-\u9fff])(?!日))[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|自治县|县|区))?第.{1,4}届(?P<name>(?:全国)?人民代表大会(?:常务委员会)?)"
)
_MEETING = regex(r"(?:^|日|号)\s*经?(?P<names>[\u4e00-\u9fff]{2,20}?)(?:第?[\d一二三四五六七八九十百]+次|令)")
_ISSUER = regex(r"(?:^|日)\s*(?:由|经)?(?P<names>[\u4e00-\u9fff、]{2,40}?)(?:联合)?(?:发布|公布|颁布|印发)")
_PARTY = regex(
    r"(中共[\u4e00-\u9fffXx×]{1,12}?委(?:员会)?(?:办公厅|办公室|组织部|宣传部|政法委)?)(?=[\u4e00-\u9fffXx×、,]|$)"
)
_GOVERNMENT = regex(r"[\u4e00-\u9fffXx×]{1,20}?人民政府(?:办公厅|办公室)?")
#: authorities that are told apart; no document has as many
_MOST = 100


def find_authorities(
    spaced_title: str, *, meta: Sequence[str], signature: Sequence[str], field: str, other_titles: Sequence[str]
) -> tuple[str, ...]:
    """Who issues the text: named in the title, else by signature, masthead or field; the fuller form counts."""
    before, about, _ = spaced_title.partition("关于")
    titled = split_authorities(before) if about else ()
    signed = tuple(name for line in signature for name in split_authorities(_without_date(line)))
    heads = tuple(name for line in meta if (name := _masthead(line)))
    dated = tuple(name for line in meta for name in _beside_date(line))
    keyed = split_authorities(field)
    paged = tuple(
        name for title in other_titles if "关于" in title for name in split_authorities(title.partition("关于")[0])
    )
    enacted = next((names for line in meta if (names := _enacting(line))), ())
    chosen = next((names for names in (titled, signed, heads, dated, keyed, enacted) if names), ())
    known = list(dict.fromkeys([*heads, *keyed, *signed, *paged]))[:_MOST]
    issuers = list(dict.fromkeys(chosen))[:_MOST]
    return tuple(
        dict.fromkeys(max([name, *(long for long in known if long.endswith(name))], key=len) for name in issuers)
    )


def split_authorities(text: str) -> tuple[str, ...]:
    """The authorities that a text names one after the other, with or without a space between them.

    >>> split_authorities("中共杭州市委杭州市人民政府"), split_authorities("市民政局 市财政局")
    (('中共杭州市委', '杭州市人民政府'), ('市民政局', '市财政局'))
    """
    names: list[str] = []
    for part in re.split(r"[\s、,]+", text.strip(" :()")):
        party = _PARTY.match(part)
        if party is not None and party.end() < len(part):
            names.append(party[1])
            part = part[party.end() :]
        government = _GOVERNMENT.match(part)
        if government is not None and government.end() < len(part) and part[government.end() :].endswith(AUTHORITIES):
            names.append(government[0])
            part = part[government.end() :]
        if len(part) >= 3 and len(part) <= 40 and ":" not in part and part.endswith(AUTHORITIES):
            names.append(part)
    return tuple(names)


def _without_date(line: str) -> str:
    for found in reversed(find_dates(line)):
        line = line[: found.start] + " " + line[found.end :]
    return line


def _masthead(line: str) -> str:
    match = re.match(r"([\u4e00-\u9fff]{3,40})文件", line)
    return match[1] if match is not None and match[1].endswith(AUTHORITIES) else ""


def _beside_date(line: str) -> tuple[str, ...]:
    """The authorities of a line of the head that has nothing but them and a day, as above 会议纪要."""
    rest = _without_date(line).strip()
    names = split_authorities(rest)
    return names if rest != line.strip() and "".join(names) == re.sub(r"\s", "", rest) else ()


def _enacting(line: str) -> tuple[str, ...]:
    """The assembly, the council or the ministry that a line under the title of a law names."""
    assembly = _ASSEMBLY.search(line.replace(" ", ""))
    if assembly is not None:
        return ((assembly["place"] or "") + assembly["name"],)
    match = _MEETING.search(line) or _ISSUER.search(line)
    return split_authorities(match["names"].removeprefix("中华人民共和国")) if match is not None else ()
