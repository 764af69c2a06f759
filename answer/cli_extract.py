"""`zhengce extract`: the obligations of one document or of all, as a table, JSON, CSV, Excel or calendar file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import (
    NO_ANSWER,
    AsJson,
    DocumentOrAll,
    Home,
    Place,
    is_json,
    library_of,
    put,
    tell,
    terminal_width,
)

if TYPE_CHECKING:
    from answer.extract_filter import Wanted
    from answer.extract_records import Obligation
    from index.store import Library
    from ingest.records import Header

    Found = tuple[str, Header, tuple[Obligation, ...]]


def extract(
    ctx: typer.Context,
    document: DocumentOrAll = "",
    bearer: Annotated[str, typer.Option("--bearer", metavar="主体", help="只看由谁承担的事项 (含这些字)")] = "",
    place: Place = "",
    modality: Annotated[
        str, typer.Option("--modality", metavar="性质", help="应当、不得、可以、可以不、原则上、鼓励、标准")
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="类别", help="数额、期限、定期、比例、条件等，或代码，可用逗号隔开")
    ] = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="文件", help="写成 CSV 文件")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="文件", help="写成 Excel 文件")] = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="文件", help="把期限写成日历文件")] = None,
    start: Annotated[str, typer.Option("--from", metavar="日期", help="定期事项从这一天起排，默认为文件的日期")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write what documents oblige somebody to do."""
    from answer.extract_filter import wanted_of

    library = library_of(ctx, home)
    wanted = wanted_of(bearer=bearer, place=place, modality=modality, kind=kind)
    first = _day(start)
    found = _found(library, document, wanted)
    if csv or xlsx or ics:
        count = _write_files(list(found), csv, xlsx, ics, first=first)
    elif is_json(ctx, as_json):
        count = _write_json(found)
    else:
        count = _write_text(found)
    if not count:
        tell("没有符合条件的事项")
        raise typer.Exit(NO_ANSWER)


def _day(text: str) -> date | None:
    from ingest.errors import InputError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"--from 应写成 2026-01-31 这样的日期，不是“{text}”") from None


def _found(library: "Library", document: str, wanted: "Wanted") -> Iterator["Found"]:
    """Key, header and obligations of each document that has any, one document at a time."""
    from answer.extract import obligations
    from answer.extract_filter import fits
    from answer.progress import progress
    from answer.review_store import reviews
    from index.names import find_document

    known = reviews(library.home)
    keys = (find_document(library, document),) if document else library.keys()
    headers = dict(library.headers())
    here = [key for key in keys if wanted.place in headers[key].place]
    with progress("提取", len(here)) as advance:
        for key in here:
            advance(key)
            found = tuple(one for one in obligations(library, key, known) if fits(one, wanted))
            if found:
                yield key, headers[key], found


def _write_text(found: Iterator["Found"]) -> int:
    from answer.render_extract import obligations_text

    count, width = 0, terminal_width()
    for _, header, ones in found:
        put(("\n" if count else "") + obligations_text(header, ones, width))
        count += len(ones)
    return count


def _write_json(found: Iterator["Found"]) -> int:
    """Write one JSON value, a document at a time."""
    from answer.render_extract import document_json
    from answer.render_json import SCHEMA, line_of

    count, before = 0, f'{{"schema": {SCHEMA}, "documents": [\n'
    for key, header, ones in found:
        put(before + line_of(document_json(key, header, ones)))
        count, before = count + len(ones), ","
    put(("" if count else before) + "]}")
    return count


def _write_files(
    found: list["Found"], csv: Path | None, xlsx: Path | None, ics: Path | None, *, first: date | None
) -> int:
    from answer.render_extract import HEADINGS, row
    from answer.render_files import csv_table, xlsx_table

    ones = [one for _, _, group in found for one in group]
    if csv:
        _write(csv, csv_table(HEADINGS, map(row, ones)))
    if xlsx:
        _write(xlsx, xlsx_table(HEADINGS, map(row, ones)))
    if ics:
        _write_calendar(found, ics, first)
    return len(ones)


def _write_calendar(found: list["Found"], path: Path, first: date | None) -> None:
    from answer.extract_calendar import calendar, first_day, planned
    from answer.render_extract import left_out_text

    plans = [planned(group, first or first_day(header)) for _, header, group in found]
    for _, left in plans:
        for one in left:
            tell(left_out_text(one))
    events = [event for made, _ in plans for event in made]
    _write(path, calendar(events))
    tell(f"日历中有 {len(events)} 件事项")


def _write(path: Path, content: bytes) -> None:
    from ingest.errors import InputError

    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"无法写入 {path}: {error.strerror}。请检查文件夹和权限") from error
    tell(f"已写入 {path}")
