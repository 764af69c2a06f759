"""Which engine ranks: in memory for a small library, on disk for a large one, or as the setting says."""

import os

#: memory, tantivy or auto
ENGINE_VARIABLE = "ZHENGCE_ENGINE"
#: ranked provisions from which on `auto` ranks on disk: below it, building in memory is faster than opening
LARGE = 20_000


def is_on_disk(lists: int) -> bool:
    """Whether a library with so many ranked provisions is ranked on disk.

    >>> is_on_disk(100), is_on_disk(1_000_000)
    (False, True)
    """
    wanted = os.environ.get(ENGINE_VARIABLE, "auto")
    return bool(lists) and (wanted == "tantivy" or (wanted != "memory" and lists >= LARGE))
