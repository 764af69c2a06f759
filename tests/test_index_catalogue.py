"""The catalogue says of all documents what their headers say, and is read by columns."""

import sqlite3
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from answer.compose import answer
from index.catalogue import Catalogue, columns, line_json
from index.codec import header_json
from index.examined import ExaminedLibrary
from index.facets import NATION
from index.store import Library
from index.writer import Writer
from ingest.errors import LibraryError
from ingest.records import Header, Status
from stored_library import HALLS, LIBRARIES, reading_of, stored

HEADERS = {
    "乙市公园办法": Header("乙市公园办法", place="乙市", dated_on=date(2016, 1, 2), kind="办法"),
    "甲政发-2015-12": Header("关于印发绿化意见的通知", "甲政发〔2015〕12号", place="甲市", issues="绿化意见"),
    "中华人民共和国契税法": Header("中华人民共和国契税法", other_titles=("契税法",)),
    "草": Header("关于养犬的意见", place="乙市", status=Status.DRAFT),
    "无": Header(""),
}


def read(headers: dict[str, Header]) -> Catalogue:
    ones = enumerate(headers.items())
    rows = [(key, 10 + at, at, header_json(header), line_json(header)) for at, (key, header) in ones]
    return Catalogue(dict(columns(rows)).__getitem__)


def test_every_column_says_what_the_headers_say() -> None:
    made = read(HEADERS)

    assert (made.keys, dict(made.headers)) == (tuple(HEADERS), HEADERS)
    assert list(made.numbers.items()) == [(key, 10 + at) for at, key in enumerate(HEADERS)]
    assert (made.by_number[13], made.order["草"], made.provisions["无"]) == ("草", 3, 4)
    assert list(made.years.values()) == [2016, 2015, None, None, None]
    assert list(made.drafts) == ["草"]
    assert [titles for titles in made.titles.values() if len(titles) > 1] == [
        ["关于印发绿化意见的通知", "绿化意见"],
        ["中华人民共和国契税法", "契税法"],
    ]


def test_areas_have_their_documents_in_order() -> None:
    made = read(HEADERS)

    assert made.places == ("乙市", "甲市")
    assert made.areas[NATION] == ["中华人民共和国契税法"]
    assert made.of(["甲市", "乙市"]) == ("乙市公园办法", "甲政发-2015-12", "草")
    assert made.of([]) == ()


def test_an_empty_library_has_empty_columns(path: Path) -> None:
    Writer.open(path).close()
    with Writer.open(path) as writer:
        writer.rebuild()
    library = ExaminedLibrary.open(path)
    assert (library.keys(), library.headers(), library.catalogue.areas) == ((), (), {})
    library.check_catalogue()
    assert read({}).keys == ()


def test_a_question_decodes_no_headers_but_those_of_what_it_reads(path: Path, tmp_path: Path) -> None:
    library = stored(path, [reading_of(tmp_path, HALLS, "halls.txt"), reading_of(tmp_path, LIBRARIES, "lib.txt")])
    asked: list[str] = []
    really = library.column

    def noted(_: Library, name: str) -> str:
        asked.append(name)
        return really(name)

    library.catalogue = Catalogue(partial(noted, library))

    made = answer("每个街道的文化馆要多少平方米", library, today=date(2026, 1, 1))

    assert made.citations[0].document == "某政发〔2015〕12号"
    assert asked.count("keys") == 1
    assert "headers" not in asked
    assert set(library._headers) <= {one.key for one in made.citations}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE catalogue SET body = replace(body, '2015', '2051') WHERE name = 'years'",
        "UPDATE catalogue SET body = (SELECT body FROM catalogue WHERE name = 'keys') WHERE name = 'titles'",
        "DELETE FROM catalogue WHERE name = 'years'",
    ],
)
def test_a_column_that_differs_is_told_before_it_is_used(path: Path, tmp_path: Path, damage: str) -> None:
    stored(path, [reading_of(tmp_path, HALLS, "halls.txt")]).close()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()

    library = ExaminedLibrary.open(path)
    with pytest.raises(LibraryError, match="文件目录与校验值不符"):
        assert library.catalogue.titles.keys() == library.catalogue.years.keys()
    with pytest.raises(LibraryError, match="文件目录与校验值不符"):
        library.check_catalogue()


@pytest.mark.parametrize("damage", ["replace(line, '2015', '2051')", "substr(line, 2)"])
def test_a_line_that_differs_from_its_header_is_told_and_mended(path: Path, tmp_path: Path, damage: str) -> None:
    stored(path, [reading_of(tmp_path, HALLS, "halls.txt")]).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE documents SET line = {damage}")
    connection.close()

    with pytest.raises(LibraryError, match="文件目录与校验值不符"):
        ExaminedLibrary.open(path).check_catalogue()
    with Writer.open(path) as writer:
        writer.rebuild()
    ExaminedLibrary.open(path).check_catalogue()


def test_a_change_beside_a_line_that_cannot_be_read_is_refused(path: Path, tmp_path: Path) -> None:
    stored(path, [reading_of(tmp_path, HALLS, "halls.txt")]).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE documents SET line = substr(line, 2)")
    connection.close()

    with Writer.open(path) as writer, pytest.raises(LibraryError, match="文件目录与校验值不符"):
        writer.add([reading_of(tmp_path, LIBRARIES, "libraries.txt")])
