"""Tables for download: no text of a document can run in them."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from answer.render_files import csv_table, xlsx_table
from naughty import NAUGHTY

LIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1+1", "＋1", "－1", "＠a", " =1", "\n=1"]


@pytest.mark.parametrize("text", LIVE)
def test_a_formula_is_text(text: str) -> None:
    cell = list(csv.reader(io.StringIO(csv_table(["a"], [[text]]).decode("utf-8-sig"), newline="")))[1][0]
    assert cell.startswith("'")
    sheet = load_workbook(io.BytesIO(xlsx_table(["a"], [[text]]))).active
    assert sheet is not None
    assert sheet.cell(2, 1).data_type in ("s", "inlineStr")


def test_no_naughty_string_becomes_a_formula_or_a_control_character() -> None:
    rows = [[one, f"前{one}"] for one in NAUGHTY]
    with zipfile.ZipFile(io.BytesIO(xlsx_table(["a", "b"], rows))) as book:
        for name in book.namelist():
            assert b"<f>" not in book.read(name)
    read = list(csv.reader(io.StringIO(csv_table(["a", "b"], rows).decode("utf-8-sig"), newline="")))
    assert len(read) == len(rows) + 1
    for row in read:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not any(char < " " and char not in "\n\t" for char in cell)
            assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in cell)


def test_the_cells_are_what_was_given() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_table(["条款", "原文"], [["一、2", "不少于200平方米"]]))).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.rows] == [["条款", "原文"], ["一、2", "不少于200平方米"]]
    assert csv_table(["条款"], [["一、2"]]).decode("utf-8-sig") == "条款\r\n一、2\r\n"
