"""Options that the commands share, what the shell completes, and where output goes."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from index.library import HOME_VARIABLE, open_library
from index.store import Library
from ingest.errors import ZhengceError

#: exit statuses: nothing was found or answered, what was handed in cannot be used, the library is broken
NO_ANSWER, BAD_INPUT, BROKEN = 1, 2, 3
#: no line is broken narrower than this
_NARROWEST = 24


def complete_document(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Document numbers, or keys where there is none, that begin as typed; with the title as help."""
    with suppress(ZhengceError, OSError):
        for key, header in open_library(_typed_home(ctx)).headers():
            name = header.document_number or key
            if name.startswith(incomplete) or key.startswith(incomplete):
                yield name, header.title


def complete_place(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Places that a document of the library is for, and that begin as typed."""
    with suppress(ZhengceError, OSError):
        library = open_library(_typed_home(ctx))
        yield from sorted(place for place in library.catalogue.places if place.startswith(incomplete))


def _typed_home(ctx: typer.Context) -> Path | None:
    """The --home typed so far, before the command or behind it."""
    typed = ctx.params.get("home") or (ctx.parent.params.get("home") if ctx.parent else None)
    return Path(str(typed)) if typed else None


Home = Annotated[
    Path | None, typer.Option("--home", metavar="DIR", help=f"资料库所在文件夹 (也可设环境变量 {HOME_VARIABLE})")
]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
Place = Annotated[
    str, typer.Option("--place", metavar="地名", help="只看适用于该地的文件", autocompletion=complete_place)
]
DocumentName = Annotated[
    str, typer.Argument(metavar="文件", help="文号、标题或其中一部分", autocompletion=complete_document)
]
DocumentOrAll = Annotated[
    str, typer.Argument(metavar="文件", help="文号、标题或其中一部分，省略则为全部", autocompletion=complete_document)
]


def library_of(ctx: typer.Context, home: Path | None) -> Library:
    """The library of --home, given behind the command or before it."""
    return open_library(home_of(ctx, home))


def home_of(ctx: typer.Context, home: Path | None) -> Path | None:
    """--home as given behind the command, else before it, else None."""
    given: Path | None = home or (ctx.obj or {}).get("home")
    return given


def is_json(ctx: typer.Context, as_json: bool) -> bool:
    """Whether --json was given, behind the command or before it."""
    return as_json or bool((ctx.obj or {}).get("json"))


def terminal_width() -> int | None:
    """Columns of the terminal; None where output goes to a file or pipe, whose lines are not broken."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        return None
    return max(_NARROWEST, shutil.get_terminal_size().columns)


def put(text: str) -> None:
    """Write to standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def tell(text: str) -> None:
    """Write a message for a person to standard error, as far as that takes any."""
    with suppress(OSError):
        sys.stderr.write(text.rstrip("\n") + "\n")
