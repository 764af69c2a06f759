"""`zhengce documents`, `show`, `ingest` and `remove`: what the library holds."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import AsJson, DocumentName, Home, Place, home_of, is_json, library_of, put, terminal_width
from answer.layout import printable
from ingest.errors import FileRefused, InputError

if TYPE_CHECKING:
    from answer.ingest_report import FileReport

#: files read before they are written into the library in one go
BATCH = 50


def documents(ctx: typer.Context, place: Place = "", home: Home = None, as_json: AsJson = False) -> None:
    """List the documents of the library."""
    from answer.render_documents import documents_json, documents_text
    from answer.render_json import line_of

    library = library_of(ctx, home)
    put(
        line_of(documents_json(library, place))
        if is_json(ctx, as_json)
        else documents_text(library, place, terminal_width())
    )
    if not any(place in header.place for _, header in library.headers()):
        raise typer.Exit(1)


def show(ctx: typer.Context, document: DocumentName, home: Home = None, as_json: AsJson = False) -> None:
    """Show one document as a tree."""
    from answer.render_documents import show_json, show_text
    from answer.render_json import line_of
    from index.names import find_document

    library = library_of(ctx, home)
    key = find_document(library, document)
    put(line_of(show_json(library, key)) if is_json(ctx, as_json) else show_text(library, key, terminal_width()))


def remove(ctx: typer.Context, document: DocumentName, home: Home = None, as_json: AsJson = False) -> None:
    """Take a document out of the library."""
    from answer.render_json import SCHEMA, line_of
    from index.library import library_path
    from index.names import find_document
    from index.writer import Writer

    library = library_of(ctx, home)
    if library.is_bundled:
        raise InputError("随程序附带的文件不能移除。请用 zhengce ingest 导入自己的文件，此后只用自己的文件作答")
    key = find_document(library, document)
    title = library.document(key).header.title
    library.close()
    with Writer.open(library_path(home_of(ctx, home))) as writer:
        writer.remove(key)
    gone = {"schema": SCHEMA, "removed": key, "title": title}
    put(line_of(gone) if is_json(ctx, as_json) else printable(f"已移除: {title} ({key})"))


def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="路径", help="文件或文件夹")] = None,
    bundled: Annotated[bool, typer.Option("--bundled", help="同时导入随程序附带的文件")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Read files into the library."""
    from answer.ingest_report import report_json, report_text
    from answer.render_json import line_of

    found = list(_files(paths or [], bundled=bundled))
    if not found:
        raise InputError("没有可导入的文件。请给出文件或文件夹，或用 --bundled")
    reports = _ingest(found, home_of(ctx, home))
    put(line_of(report_json(reports)) if is_json(ctx, as_json) else report_text(reports, terminal_width()))
    if any(report.outcome == "refused" for report in reports):
        raise typer.Exit(2)


def _files(paths: list[Path], *, bundled: bool) -> Iterator[Path]:
    """The files named, and those in the folders named, hidden ones left out; each once, in order."""
    from index.library import corpus_files

    seen: set[Path] = set()
    for path in [*paths, *(corpus_files() if bundled else ())]:
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in inside:
            is_hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not is_hidden and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _ingest(files: list[Path], home: Path | None) -> "list[FileReport]":
    """Read and store the files in batches; each batch is stored whole or not at all."""
    from answer.ingest_report import FileReport, described, refused, settled
    from answer.progress import progress
    from index.library import library_path
    from index.writer import Writer
    from ingest.read import read_file

    reports: list[FileReport] = []
    names: dict[str, Path] = {}
    with Writer.open(library_path(home)) as writer, progress("导入", len(files)) as advance:
        for start in range(0, len(files), BATCH):
            batch = []
            for file in files[start : start + BATCH]:
                began = time.perf_counter()
                try:
                    _check_name(file, names)
                    reading = read_file(file)
                    batch.append(reading)
                    reports.append(described(reading, time.perf_counter() - began))
                except FileRefused as error:
                    reports.append(refused(file.name, str(error), time.perf_counter() - began))
                advance(file.name)
            change = writer.add(batch)
            reports = settled(reports, change)
    return reports


def _check_name(file: Path, names: dict[str, Path]) -> None:
    """Raise FileRefused for a second file of the same name: it would take the place of the first."""
    if file.name in names:
        other = names[file.name]
        raise FileRefused(str(file), f"与 {other} 同名，导入会取代它", "请改名后再导入")
    names[file.name] = file
