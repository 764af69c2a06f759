"""Regular expressions that are compiled when they are first used: a command uses few of the many that there are."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "flags", "groupindex")


class LazyPattern:
    """Stands for a `re.Pattern`, and is as quick as one from the first use on."""

    __slots__ = ("_options", "pattern", *_METHODS)

    def __init__(self, pattern: str, options: int) -> None:
        self.pattern = pattern
        self._options = options

    def __getattr__(self, name: str) -> Any:
        """Called for what is not yet there: compiles, and lays the methods of what comes of it into this object."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._options)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""The expression, compiled at its first use.

    Raises:
        re.error: at that use, if it is none. `tests/test_regular_expressions.py` compiles all of them.

    >>> regex(r"第(\d{1,4})条").sub(r"art_\1", "依照第12条")
    '依照art_12'
    """
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
