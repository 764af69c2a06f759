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
from index.library import home_folder, library_path, open_library
from index.search import search
from index.store import Library
from ingest.errors import LibraryError, ZhengceError

_Made = TypeVar("_Made")
#: seconds between two looks at whether the library has changed
_LOOK_SECONDS = 1.0
#: results that are kept: how many, and bytes that they take, about
_KEPT, _KEPT_BYTES = 1024, 64_000_000
#: about the bytes of a record that is kept
_RECORD = 2000
#: threads that work for requests: a list of all duties does not hold up a question; more would only share a processor
_THREADS = 2


class Shelf:
    """One library at a time; what is made of it is kept until it changes, or the day does."""

    def __init__(self, home: Path | None) -> None:
        self._home = home
        self._library: Library | None = None
        self._looked = 0.0
        self._looking: asyncio.Task[None] | None = None
        self._awaited: asyncio.Task[None] | None = None
        self._fault: ZhengceError | None = None
        self._reviewed: tuple[Review, ...] = ()
        self._made: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._making: dict[Hashable, asyncio.Future[Any]] = {}
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="answer")

    async def open(self) -> None:
        """Open the library and make its index, so that the first question does not wait."""
        await self._current()
        await self.run(lambda library: search(library, "规定", limit=1))

    def look_again(self) -> None:
        """Look whether the library has changed, and let every request wait for that."""
        self._looking = self._awaited = asyncio.create_task(self._refresh(after=self._looking))

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
            return cast("_Made", self._made[place][0])
        if place not in self._making:
            self._making[place] = asyncio.ensure_future(self._make(place, work, library))
        return cast("_Made", await asyncio.shield(self._making[place]))

    async def _make(self, place: Hashable, work: Callable[[Library], _Made], library: Library) -> _Made:
        try:
            made = await self._do(work, library)
            self._keep(place, made)
            return made
        finally:
            del self._making[place]

    def _keep(self, place: Hashable, made: object) -> None:
        size = _size(made)
        self._made[place] = (made, size)
        self._bytes += size
        while len(self._made) > _KEPT or self._bytes > _KEPT_BYTES:
            _, (_, size) = self._made.popitem(last=False)
            self._bytes -= size

    async def _do(self, work: Callable[[Library], _Made], library: Library) -> _Made:
        return await asyncio.get_running_loop().run_in_executor(self._workers, work, library)

    async def _current(self) -> Library:
        """The library; whether it has changed is looked at beside the requests, which seldom wait for it."""
        if self._looking is None:
            self.look_again()
        elif self._looking.done() and time.monotonic() > self._looked + _LOOK_SECONDS:
            self._looking = asyncio.create_task(self._refresh())
        if self._awaited is not None and not self._awaited.done():
            await asyncio.wait([self._awaited])
        if self._fault is not None or self._library is None:
            raise self._fault or LibraryError(str(self._home), "尚未打开", "请稍后再试")
        return self._library

    async def _refresh(self, after: "asyncio.Task[None] | None" = None) -> None:
        """Open the library again if it has changed; an answer in work keeps the one that it began with."""
        if after is not None:
            await asyncio.wait([after])
        self._looked = time.monotonic()
        try:
            found = await asyncio.to_thread(self._look)
            self._fault = None
        except ZhengceError as error:
            self._fault = error
            return
        if found is not self._library:
            self._library = found
            self._made.clear()
            self._bytes = 0

    def _look(self) -> Library:
        held = self._library
        self._reviewed = reviews(home_folder(self._home))
        if held is not None and held.is_bundled and not library_path(self._home).exists():
            return held
        found = open_library(self._home)
        if held is not None and found.is_bundled and not held.is_bundled:
            # Answers from other documents than before would not be noticed.
            found.close()
            raise LibraryError(
                str(library_path(self._home)), "文件不见了", "请恢复该文件；不再需要它时，请重新启动网页"
            )
        if held is not None and found.digest == held.digest and found.is_bundled == held.is_bundled:
            found.close()
            return held
        found.headers()
        return found


def _size(made: object) -> int:
    """About the bytes that a result takes."""
    if isinstance(made, bytes):
        return len(made)
    if isinstance(made, tuple):
        return sum(_size(one) for one in made)
    return _RECORD


def today() -> date:
    """The day on the calendar of this machine."""
    return date.today()  # noqa: DTZ011
