"""The library that the server answers from: opened once, opened again when it changes, and what was made of it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from answer.review import Review
from answer.review_store import reviews
from index.library import open_library
from index.search import search
from index.store import Library

_Made = TypeVar("_Made")
#: seconds between two looks at whether the library has changed
_LOOK_SECONDS = 1.0
#: results that are kept
_KEPT = 1024
#: threads that work on questions: the core is not made for several at once, and they would only wait for each other
_THREADS = 1


class Shelf:
    """One library at a time; what is made of it is kept until it changes, or the day does."""

    def __init__(self, home: Path | None) -> None:
        self._home = home
        self._library: Library | None = None
        self._looked = 0.0
        self._reviewed: tuple[Review, ...] = ()
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[Any]] = {}
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="answer")

    async def open(self) -> None:
        """Open the library and make its index, so that the first question does not wait."""
        await self._current()
        await self.run(lambda library: search(library, "规定", limit=1))

    def look_again(self) -> None:
        """Look at the next request whether the library has changed."""
        self._looked = 0.0

    def close(self) -> None:
        """Let the workers end."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def run(self, work: Callable[[Library], _Made]) -> _Made:
        """What `work` makes of the library as it is now, made in a thread of its own."""
        return await self._do(work, await self._current())

    async def kept(self, name: Hashable, work: Callable[[Library], _Made]) -> _Made:
        """The same, made once for each name, library and day; callers of one name wait for the same work."""
        library = await self._current()
        place = (library.digest, self._reviewed, today(), name)
        if place in self._made:
            self._made.move_to_end(place)
            return cast("_Made", self._made[place])
        if place not in self._making:
            self._making[place] = asyncio.ensure_future(self._make(place, work, library))
        return cast("_Made", await asyncio.shield(self._making[place]))

    async def _make(self, place: Hashable, work: Callable[[Library], _Made], library: Library) -> _Made:
        try:
            made = await self._do(work, library)
            self._made[place] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
            return made
        finally:
            del self._making[place]

    async def _do(self, work: Callable[[Library], _Made], library: Library) -> _Made:
        return await asyncio.get_running_loop().run_in_executor(self._workers, work, library)

    async def _current(self) -> Library:
        """The library, opened again if it has changed; an answer in work keeps the one that it began with."""
        now = time.monotonic()
        if self._library is not None and now < self._looked + _LOOK_SECONDS:
            return self._library
        self._looked = now
        found = await asyncio.get_running_loop().run_in_executor(self._workers, self._look)
        if self._library is None or found.digest != self._library.digest:
            self._library = found
            self._made.clear()
        return self._library

    def _look(self) -> Library:
        found = open_library(self._home)
        self._reviewed = reviews(found.home)
        if self._library is not None and found.digest == self._library.digest:
            found.close()
            return self._library
        found.headers()
        return found


def today() -> date:
    """The day on the calendar of this machine."""
    return date.today()  # noqa: DTZ011
