"""Which engine ranks: in memory for a small library, on disk for a large one, or as the setting says."""

import os

from ingest.errors import InputError

ENGINE_VARIABLE = "ZHENGCE_ENGINE"
#: ranked provisions from which on `auto` ranks on disk: below it, building in memory is faster than opening
LARGE = 20_000
#: what the setting may say; `auto` is what none says
_ENGINES = ("auto", "memory", "tantivy")


def wanted_engine() -> str:
    """The engine that the setting names, "auto" if it names none.

    Raises:
        InputError: it names one that there is not.
    """
    wanted = os.environ.get(ENGINE_VARIABLE) or "auto"
    if wanted not in _ENGINES:
        raise InputError(f"环境变量 {ENGINE_VARIABLE} 的值“{wanted}”无效。可用的值: {'、'.join(_ENGINES)}")
    return wanted


def is_on_disk(lists: int) -> bool:
    """Whether a library with so many ranked provisions is ranked on disk.

    >>> is_on_disk(100), is_on_disk(1_000_000)
    (False, True)
    """
    wanted = wanted_engine()
    return bool(lists) and (wanted == "tantivy" or (wanted == "auto" and lists >= LARGE))
