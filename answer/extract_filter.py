"""Which obligations are asked for: by bearer, place, modality and kind, in the words that people use."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.extract_records import Obligation
from answer.norms import Modality
from ingest.errors import InputError

#: modalities as people say them, the first word of each is shown
MODALITIES = {
    Modality.SHALL: ("应当", "必须", "要"),
    Modality.SHALL_NOT: ("不得", "禁止", "严禁", "不准"),
    Modality.MAY: ("可以", "可", "有权"),
    Modality.MAY_NOT_NEED: ("可以不", "免", "无需"),
    Modality.SHOULD: ("原则上", "一般"),
    Modality.ENCOURAGE: ("鼓励", "提倡"),
    Modality.DECLARE: ("标准", "规定"),
}
#: kinds of rules as people say them, with the codes that make them up
KINDS = {
    "数额": ("FIX", "APX", "MIN", "MAX", "RNG", "TIER", "RATE", "MARG", "SHARE", "PART"),
    "下限": ("MIN",),
    "上限": ("MAX",),
    "幅度": ("RNG",),
    "分档": ("TIER", "MARG"),
    "比例": ("SHARE", "SPLIT", "RATE"),
    "分担": ("SPLIT",),
    "期限": ("DABS", "DREL", "FREQ", "DUR"),
    "截止": ("DABS", "DREL"),
    "定期": ("FREQ",),
    "时长": ("DUR",),
    "条件": ("COND", "GATE"),
    "前置": ("GATE",),
    "主管": ("AUTH",),
    "责任": ("LIAB",),
    "义务": ("OBL",),
    "禁止": ("PROH",),
    "许可": ("PERM",),
    "鼓励": ("PREF",),
    "定义": ("DEF",),
    "清单": ("LIST",),
    "参照": ("REF",),
    "施行": ("VALID",),
    "陈述": ("FACT",),
}
_CODES = frozenset(code for codes in KINDS.values() for code in codes)


class FilterError(InputError):
    """A modality or kind that there is none of."""

    def __init__(self, what: str, value: str, known: Sequence[str]) -> None:
        super().__init__(f"没有“{value}”这种{what}。可用: {'、'.join(known)}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty members ask for all."""

    #: a part of who is bound
    bearer: str = ""
    #: a part of the place that the document is for
    place: str = ""
    modality: Modality | None = None
    #: codes of kinds, one of which the obligation must have
    kinds: frozenset[str] = frozenset()


def wanted_of(*, bearer: str = "", place: str = "", modality: str = "", kind: str = "") -> Wanted:
    """What some words ask for; several kinds are set apart by commas.

    >>> wanted_of(modality="不得", kind="定期").modality, sorted(wanted_of(kind="期限,MIN").kinds)
    (<Modality.SHALL_NOT: 'shall_not'>, ['DABS', 'DREL', 'DUR', 'FREQ', 'MIN'])

    Raises:
        FilterError: there is no such modality or kind.
    """
    codes = [code for word in kind.replace("，", ",").split(",") if word.strip() for code in _codes(word.strip())]
    return Wanted(bearer.strip(), place.strip(), _modality(modality.strip()), frozenset(codes))


def _modality(word: str) -> Modality | None:
    for modality, words in MODALITIES.items():
        if word and (word in words or word.lower() == modality.value):
            return modality
    if word:
        raise FilterError("性质", word, [words[0] for words in MODALITIES.values()])
    return None


def _codes(word: str) -> tuple[str, ...]:
    if word.upper() in _CODES:
        return (word.upper(),)
    if word not in KINDS:
        raise FilterError("类别", word, list(KINDS))
    return KINDS[word]


def fits(one: Obligation, wanted: Wanted) -> bool:
    """Whether an obligation is asked for."""
    return (
        wanted.bearer in one.bearer
        and wanted.place in one.place
        and wanted.modality in (None, one.modality)
        and (not wanted.kinds or not wanted.kinds.isdisjoint(one.kinds))
    )
