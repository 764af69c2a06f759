import os
import time
from pathlib import Path

import pytest

from index.library import bundled_library, corpus_files, home_folder, library_path, open_library
from index.writer import Writer
from ingest.errors import LibraryError
from ingest.read import read_file

TEXT = "甲县档案管理办法\n\n第一条 档案应当在三十日内归档。\n\n第二条 本办法自公布之日起施行。\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _folders(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("ZHENGCE_HOME", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "archive.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_home_is_the_option_then_the_variable_then_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home_folder() == tmp_path / "data" / "zhengce"
    monkeypatch.setenv("ZHENGCE_HOME", str(tmp_path / "variable"))
    assert home_folder() == tmp_path / "variable"
    assert home_folder(tmp_path / "option") == tmp_path / "option"


def test_without_a_library_the_bundled_documents_answer(tmp_path: Path) -> None:
    library = open_library(tmp_path / "home")

    assert library.is_bundled
    assert {document.source for document in library.documents()} <= {path.name for path in corpus_files()}
    assert not (tmp_path / "home").exists()


def test_the_bundled_library_is_built_once(cache: Path) -> None:
    first = bundled_library()
    made = list((cache / "zhengce").iterdir())
    stamp = made[0].stat().st_mtime_ns

    second = bundled_library()

    assert (len(made), made[0].stat().st_mtime_ns) == (1, stamp)
    assert first.digest == second.digest


def test_other_builds_and_cut_short_ones_go_after_a_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "cache" / "zhengce"
    for age, name in ((40, "bundled-x"), (20, "bundled-y")):
        (folder / f"{name}-cut").mkdir(parents=True)
        (folder / f"{name}-cut" / "library.sqlite").write_bytes(b"")
        (folder / f"{name}.sqlite").write_bytes(b"")
        for made in (f"{name}-cut", f"{name}.sqlite"):
            os.utime(folder / made, (time.time() - age * 24 * 3600,) * 2)

    bundled_library()

    kept = {one.name for one in folder.iterdir() if not one.name.startswith("bundled-x")}
    assert kept == {one.name for one in folder.iterdir()}
    assert {"bundled-y-cut", "bundled-y.sqlite"} < kept


def test_where_the_cache_cannot_be_written_it_is_built_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = bundled_library()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    library = bundled_library()

    assert (library.where, library.is_bundled) == ("内存", True)
    assert library.digest == kept.digest


def test_a_damaged_build_is_built_anew(cache: Path) -> None:
    digest = bundled_library().digest
    path = next((cache / "zhengce").iterdir())
    path.write_bytes(b"damaged")

    assert bundled_library().digest == digest


def test_a_library_of_its_own_answers_alone(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    with Writer.open(library_path(home)) as writer:
        writer.add([read_file(file)])

    library = open_library(home)

    assert not library.is_bundled
    assert [header.title for _, header in library.headers()] == ["甲县档案管理办法"]


def test_a_library_with_everything_removed_stays_its_own(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    with Writer.open(library_path(home)) as writer:
        writer.add([read_file(file)])
        writer.remove(read_file(file).documents[0].key)

    library = open_library(home)

    assert (library.is_bundled, library.keys(), library.had_documents) == (False, (), True)


def test_a_library_that_never_had_a_document_is_none(tmp_path: Path) -> None:
    with Writer.open(library_path(tmp_path / "home")):
        pass

    assert open_library(tmp_path / "home").is_bundled


def test_a_library_that_a_run_only_began_to_make_is_none(tmp_path: Path) -> None:
    library_path(tmp_path).write_bytes(b"")

    assert open_library(tmp_path).is_bundled


def test_a_damaged_library_is_no_reason_for_other_documents(tmp_path: Path) -> None:
    path = library_path(tmp_path)
    path.write_bytes(b"damaged" * 1000)

    with pytest.raises(LibraryError):
        open_library(tmp_path)
