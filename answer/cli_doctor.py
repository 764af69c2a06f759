"""`zhengce doctor`: whether the library is whole, and how to mend it."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import BROKEN, AsJson, Home, home_of, is_json, put
from ingest.errors import InputError

if TYPE_CHECKING:
    from index.health import Finding


Repair = Annotated[bool, typer.Option("--repair", help="重建可由原文推出的部分")]
Originals = Annotated[
    Path | None, typer.Option("--originals", metavar="文件夹", help="与其中的原始文件比对", exists=True)
]


def doctor(
    ctx: typer.Context,
    repair: Repair = False,
    originals: Originals = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Tell what is wrong with the library, and mend what can be made again."""
    from answer.render_doctor import doctor_json, doctor_text
    from answer.render_json import line_of
    from index.library import library_path

    path = library_path(home_of(ctx, home))
    if not path.exists():
        raise InputError(f"{path.parent} 中还没有资料库，现用随程序附带的文件作答。请用 zhengce ingest 导入文件")
    found = _examined(path)
    mended = found if repair and any(one.is_repairable for one in found) else ()
    if mended:
        _repair(path, only_ranking=all(one.kind == "ranking" for one in found))
        found = _examined(path)
    changed = _compared(path, originals) if originals else ()
    put(
        line_of(doctor_json(path, found, mended, changed))
        if is_json(ctx, as_json)
        else doctor_text(path, found, mended, changed)
    )
    if found or changed:
        raise typer.Exit(BROKEN)


def _examined(path: Path) -> "tuple[Finding, ...]":
    from answer.progress import progress
    from index.health import examine

    with progress("检查", 0) as advance:
        return examine(path, advance)


def _repair(path: Path, *, only_ranking: bool) -> None:
    from index.health import repair, repair_ranking

    (repair_ranking if only_ranking else repair)(path)


def _compared(path: Path, originals: Path) -> "tuple[Finding, ...]":
    from index.examined import ExaminedLibrary
    from index.health import compare_originals

    files = [one for one in sorted(originals.rglob("*")) if one.is_file()] if originals.is_dir() else [originals]
    with closing(ExaminedLibrary.open(path)) as library:
        return compare_originals(library, files)
