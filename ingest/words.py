"""The words of heads and feet of official documents, read once from the file beside this module."""

import tomllib
from importlib.resources import files

from ingest.document_number import SIMPLIFIED

_DATA = tomllib.loads((files("ingest") / "header.toml").read_text(encoding="utf-8"))

#: 文种, longest first
KINDS: tuple[str, ...] = tuple(_DATA["kinds"])
#: the plain 文种 of a compound one
PLAIN_KINDS: dict[str, str] = _DATA["plain_kinds"]
#: the word before the colon of a metadata line -> field of the header ("" for one that we do not keep)
KEYS: dict[str, str] = _DATA["keys"]
#: words of a status field -> status
STATUSES: dict[str, str] = _DATA["statuses"]
#: marks of a draft
DRAFTS: tuple[str, ...] = tuple(_DATA["words"]["drafts"])
#: ends of names of authorities, longest first
AUTHORITIES: tuple[str, ...] = tuple(_DATA["words"]["authorities"])
#: departments of the State Council, in full and as they are called for short
CENTRAL: tuple[str, ...] = tuple(_DATA["words"]["central"])
#: words of a line of addressees
ADDRESSEES: tuple[str, ...] = tuple(_DATA["words"]["addressees"])
#: words that no line of addressees has
NOT_ADDRESSEES: tuple[str, ...] = tuple(_DATA["words"]["not_addressees"])
#: words of the lines under a law's title
ENACTMENTS: tuple[str, ...] = tuple(_DATA["words"]["enactments"])


def kind_of(title: str) -> str:
    """The 文种 of a folded title, "" if it ends in none.

    >>> kind_of("关于加强社区建设的实施意见(试行)"), kind_of("中华人民共和国契税法"), kind_of("工作总结")
    ('意见', '法', '')
    """
    bare = title.translate(SIMPLIFIED)
    while bare.endswith(")") and "(" in bare:
        bare = bare[: bare.rindex("(")]
    bare = bare.rstrip("》")
    kind = next((kind for kind in KINDS if bare.endswith(kind)), "")
    return PLAIN_KINDS.get(kind, kind)
