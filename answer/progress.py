"""A progress bar on standard error, where that is a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: seconds between two drawings of the bar
_PAUSE = 0.1


@contextmanager
def progress(what: str, total: int, *, shown: bool = True) -> Iterator[Callable[[str], None]]:
    """Show a bar while the context lasts, unless it is not to be shown; call what it gives with each thing done.

    It has no thread of its own: processes may be forked beside it.
    """
    if not shown or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    drawn = 0.0
    # Standard output is left alone: it is what is asked for, and may go elsewhere.
    with Progress(
        *columns, console=Console(stderr=True), transient=True, auto_refresh=False, redirect_stdout=False
    ) as bar:
        task = bar.add_task(what, total=total)

        def advance(name: str) -> None:
            nonlocal drawn
            bar.update(task, advance=1, description=f"{what} {name[:30].replace('[', '(')}")
            if time.monotonic() - drawn > _PAUSE:
                bar.refresh()
                drawn = time.monotonic()

        yield advance
