"""What is to be laid side by side, as people type it: places and years set apart by commas."""

from collections.abc import Iterable
from dataclasses import dataclass

from answer.typed import typed
from ingest.errors import InputError

#: places side by side
MOST = 12
_COMMAS = str.maketrans("，、", ",,")


@dataclass(frozen=True, slots=True)
class Matter:
    """What is compared."""

    topic: str
    places: tuple[str, ...]
    #: only documents of these years; none for all
    years: tuple[int, ...] = ()
    #: data to compute with, as typed: "1500户"; "" without any
    given: str = ""


def matter_of(topic: str, places: Iterable[str], *, years: str = "", given: str = "") -> Matter:
    """What some words ask to compare; places may be given one by one or joined.

    Raises:
        QuestionRefused: the topic or the data are too long.
        InputError: there are more places than fit side by side, or something is no year.

    >>> matter_of("用房面积", ["宁波，绍兴", "宁波"], years="2002，2012年")
    Matter(topic='用房面积', places=('宁波', '绍兴'), years=(2002, 2012), given='')
    """
    named = tuple(dict.fromkeys(_split(",".join(places))))
    if len(named) > MOST:
        raise InputError(f"一次最多对照 {MOST} 个地方，这里有 {len(named)} 个。请分几次对照")
    return Matter(typed(topic, "事项"), named, tuple(map(_year, _split(years))), typed(given, "数据"))


def _split(text: str) -> list[str]:
    return [part for one in text.translate(_COMMAS).split(",") if (part := one.strip())]


def _year(text: str) -> int:
    digits = text.removesuffix("年")
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 4):
        raise InputError(f"年份应写四位数字，用逗号隔开，例如 2002,2012，不是“{text}”")
    return int(digits)
