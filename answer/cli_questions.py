"""Questions in a file: one a line of a text, or one a row in a column of a .csv or .xlsx table."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from ingest.errors import FileRefused

#: columns of a table that hold the question, by heading; else the first
_HEADINGS = ("问题", "question", "提问", "咨询内容")


def questions_of(file: Path, column: str) -> Iterator[str]:
    """The questions of a file in order; empty lines are left out.

    Raises:
        FileRefused: it cannot be read, or has no such column.
    """
    kind = file.suffix.lower()
    if kind == ".xlsx":
        yield from _column(_sheet(file), column, file.name)
    elif kind == ".csv":
        yield from _column(_rows(file), column, file.name)
    else:
        yield from filter(None, map(str.strip, _text_of(file).splitlines()))


def _column(rows: list[list[str]], column: str, name: str) -> Iterator[str]:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    heading = [cell.strip() for cell in filled[0]] if filled else []
    wanted = (column,) if column else _HEADINGS
    at = next((heading.index(one) for one in wanted if one in heading), None)
    if at is None and column:
        raise FileRefused(name, f"没有“{column}”列", f"现有: {'、'.join(heading)}")
    for row in filled[0 if at is None else 1 :]:
        yield from filter(str.strip, row[at or 0 : (at or 0) + 1])


def _rows(file: Path) -> list[list[str]]:
    """The cells of a .csv table; a quotation mark that is never closed would make one cell of all that follows."""
    reader = csv.reader(StringIO(_text_of(file), newline=""), strict=True)
    rows, read = [], 0
    try:
        for row in reader:
            rows.append(row)
            read = reader.line_num
    except csv.Error as error:
        reason = f"第 {read + 1} 行起不成表格，引号可能不成对"
        raise FileRefused(file.name, reason, "请用 Excel 打开并重新保存，或存为 .xlsx") from error
    return rows


def _sheet(file: Path) -> list[list[str]]:
    """The cells of the first sheet as text."""
    from xml.etree.ElementTree import ParseError
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except OSError as error:
        raise _unreadable(file, error) from error
    except (BadZipFile, ParseError, KeyError, ValueError, IndexError) as error:
        raise FileRefused(file.name, "不是完好的 .xlsx 表格", "请用 Excel 打开并重新保存，或存为 .csv") from error


def _text_of(file: Path) -> str:
    from ingest.decode import decode

    try:
        decoded = decode(file.read_bytes())
    except OSError as error:
        raise _unreadable(file, error) from error
    if decoded is None:
        raise FileRefused(file.name, "不是文本，或编码无法识别", "请存为 UTF-8 文本、.csv 或 .xlsx")
    return decoded[0]


def _unreadable(file: Path, error: OSError) -> FileRefused:
    return FileRefused(file.name, f"无法读取 ({error.strerror})", "请检查路径和权限")
