"""Bytes of a text file as text: UTF-8, GB18030, Big5 or UTF-16, chosen by what reads as Chinese."""

import codecs
from itertools import islice

from ingest.records import Problem, Span
from ingest.regex import regex

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5", "utf-16-le", "utf-16-be")
# The characters of running Chinese text, simplified and traditional: a wrong encoding seldom hits them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "这個來們時國為發會過後進現實體機當業應開從與義務區縣鎮項條關於據規劃設標準費補貼給"
    "市区县镇村居委管服务通知意见办公规定条款项目第号印各级单位组织建设社会保障工程住房费用标准元平米户月日,。、;:()《》“”"
)
_SPACE = "\t\n\r\f\v"
_LOST = "\ufffd"
_GAP = regex(f"{_LOST}{{1,99}}")
#: a damaged file has fewer than one lost character in so many bytes; places that are listed
_DAMAGED, _LISTED = 500, 50
_SAMPLE = 20_000
# The least share of common characters: a wrong encoding has less, running Chinese text several times as much.
_READABLE = 0.1


def decode(data: bytes) -> tuple[str, str] | None:
    """The text of `data` and the name of its encoding; None if it is no text in a known encoding.

    Nothing is replaced: a text comes back only if all of its bytes are valid.

    >>> decode("各区人民政府".encode("gb18030"))
    ('各区人民政府', 'gb18030')
    >>> decode("各區人民政府應當辦理".encode("big5"))[1]
    'big5'
    >>> decode(bytes(range(256))) is None
    True
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _attempt(data, encoding)
    plain = _attempt(data, "utf-8")
    if plain is not None and _is_text(plain[0]):
        return plain
    found = [pair for encoding in _CANDIDATES if (pair := _attempt(data, encoding)) and _is_text(pair[0])]
    best = max(found, key=lambda pair: _score(pair[0]), default=None)
    return best if best is not None and (best[0].isascii() or _score(best[0]) >= _READABLE) else None


def decode_damaged(data: bytes) -> tuple[str, str] | None:
    """The text of a file of which a few bytes are damaged, and its encoding; None if it is too much or no text.

    What cannot be read is U+FFFD in the text, for `gaps` to tell of; so are control characters, which show nothing.
    """
    found = [_repaired(data.rstrip(b"\x00\x1a"), encoding) for encoding in ("utf-8", "gb18030")]
    text, encoding = min(found, key=lambda pair: pair[0].count(_LOST))
    is_readable = text.count(_LOST) * _DAMAGED <= len(data) and _score(text) >= _READABLE
    return (text, encoding) if is_readable else None


def _repaired(data: bytes, encoding: str) -> tuple[str, str]:
    text = data.decode(encoding, "replace")
    return "".join(_LOST if char < " " and char not in _SPACE else char for char in text), encoding


def gaps(text: str) -> tuple[Problem, ...]:
    r"""A problem for each place at which characters are lost, up to a few.

    >>> [problem.message for problem in gaps("每百户\ufffd\ufffd平方米")]
    ['此处有 2 个字符无法识别']
    """
    lost = islice(_GAP.finditer(text), _LISTED)
    return tuple(
        Problem(Span(*one.span()), f"此处有 {len(one[0])} 个字符无法识别", "请对照原件补正后重新导入") for one in lost
    )


def _attempt(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, UnicodeError):
        return None


def _is_text(text: str) -> bool:
    """No control characters besides white space, and hardly any private or unassigned ones."""
    sample = text[:_SAMPLE]
    control = sum(1 for char in sample if ord(char) < 32 and char not in _SPACE)
    strange = sum(1 for char in sample if "\ue000" <= char <= "\uf8ff" or char == _LOST)
    return control == 0 and strange * 50 <= len(sample)


def _score(text: str) -> float:
    """The share of common characters among all that are not ASCII."""
    sample = [char for char in text[:_SAMPLE] if ord(char) > 127]
    return sum(1 for char in sample if char in COMMON) / len(sample) if sample else 0.0
