"""Tables for download: CSV and XLSX files in which no text of a document can run as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from answer.layout import printable
from ingest.regex import regex

#: what a spreadsheet takes for the beginning of a formula, full-width forms too
_LIVE = tuple("=+-@\t\r\0＝＋－＠")
_LONGEST_CELL = 32_000
_NEVER_IN_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def csv_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""A table as CSV in UTF-8, with the mark by which Excel knows the encoding.

    >>> csv_table(["条款"], [["=1+1"]]).decode("utf-8-sig")
    "条款\r\n'=1+1\r\n"
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _csv_cell(text: str) -> str:
    shown = printable(text)
    return f"'{shown}" if shown.lstrip(" \n").startswith(_LIVE) or text.startswith(_LIVE) else shown


def xlsx_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as an Excel file; every cell is text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active if book.active is not None else book.create_sheet()
    sheet.title = "清单"
    for line, row in enumerate([headings, *rows], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(line, column)
            cell.value = _NEVER_IN_XML.sub("\ufffd", printable(text))[:_LONGEST_CELL]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
    for column, heading in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(column)].width = 60 if heading == "原文" else 22
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
