"""`zhengce documents`, `show`, `ingest` and `remove`: what the library holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import (
    BAD_INPUT,
    NO_ANSWER,
    AsJson,
    DocumentName,
    Home,
    Place,
    home_of,
    is_json,
    library_of,
    put,
    terminal_width,
)
from answer.layout import printable
from ingest.errors import FileRefused, InputError

if TYPE_CHECKING:
    from answer.ingest_report import FileReport
    from ingest.isolation import Limits

#: files that are written into the library in one go, and bytes of them: the list of all documents is written with each
BATCH, BATCH_BYTES = 2000, 32 << 20


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
        raise typer.Exit(NO_ANSWER)


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
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, max=64, help="用几个进程")] = 1,
    seconds: Annotated[float, typer.Option(metavar="秒", min=1, max=3600, help="每个文件的解析时限")] = 30,
    memory: Annotated[int, typer.Option(metavar="MB", min=256, max=65536, help="每个文件的解析内存上限")] = 1024,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Read files into the library."""
    from answer.ingest_report import report_json, report_text
    from answer.render_json import line_of
    from ingest.isolation import Limits

    found = list(_files(paths or [], bundled=bundled))
    if not found:
        raise InputError("没有可导入的文件。请给出文件或文件夹，或用 --bundled")
    limits = Limits(seconds=seconds, memory=memory << 20)
    reports = _ingest(found, home_of(ctx, home), limits=limits, jobs=min(jobs, len(found)))
    put(line_of(report_json(reports)) if is_json(ctx, as_json) else report_text(reports, terminal_width()))
    if any(report.outcome == "refused" for report in reports):
        raise typer.Exit(BAD_INPUT)


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


def _ingest(files: list[Path], home: Path | None, *, limits: "Limits", jobs: int) -> "list[FileReport]":
    """Read and store the files in batches; each batch is stored whole or not at all."""
    from answer.ingest_changes import find_changes
    from answer.ingest_files import file_readers
    from answer.ingest_report import described, refused, settled
    from answer.progress import progress
    from index.library import library_path
    from index.writer import Writer

    doubles = dict(_doubles(files))
    reports: list[FileReport] = []
    with (
        file_readers(limits, jobs) as readers,
        Writer.open(library_path(home), jobs=jobs) as writer,
        progress("导入", len(files)) as advance,
    ):
        for some in _batches(files):
            batch, changes = [], {}
            outcomes = readers.read([file for file in some if file not in doubles])
            for file in some:
                outcome = None if file in doubles else next(outcomes)
                if outcome is None or outcome.reading is None:
                    words = outcome.refusal if outcome is not None else doubles[file]
                    reports.append(refused(file.name, words, outcome.seconds if outcome is not None else 0.0))
                else:
                    batch.append(outcome.reading)
                    before = writer.reading(file.name)
                    if before is not None:
                        changes[file.name] = find_changes(before, outcome.reading)
                    reports.append(described(outcome.reading, outcome.seconds))
                advance(file.name)
            reports = settled(reports, writer.add(batch), changes)
    return reports


def _batches(files: list[Path]) -> Iterator[list[Path]]:
    """The files, in order, as many at a time as are stored in one go."""
    some: list[Path] = []
    held = 0
    for file in files:
        size = file.stat().st_size if file.is_file() else 0
        if some and (len(some) == BATCH or held + size > BATCH_BYTES):
            yield some
            some, held = [], 0
        some.append(file)
        held += size
    yield some


def _doubles(files: list[Path]) -> Iterator[tuple[Path, str]]:
    """Files of a name that an earlier file has, each with the refusal: they would take the place of the first."""
    names: dict[str, Path] = {}
    for file in files:
        other = names.setdefault(file.name, file)
        if other is not file:
            yield file, str(FileRefused(str(file), f"与 {other} 同名，导入会取代它", "请改名后再导入"))
