"""Every engine gives the same hits, in the same order, for the questions of the gold."""

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.derived import REMOVED, folder_of
from index.engines import ENGINE_VARIABLE
from index.health import examine, repair_ranking
from index.library import corpus_files
from index.search import Hit, search, search_index, search_places
from index.store import Library
from index.writer import Writer
from ingest.errors import LibraryError
from ingest.read import read_file

GOLD = Path(__file__).parent / "gold" / "questions.jsonl"


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Library]]:
    readings = [read_file(file) for file in corpus_files()]
    opened: dict[str, Library] = {}
    with pytest.MonkeyPatch.context() as patch:
        for engine in ("memory", "tantivy"):
            patch.setenv(ENGINE_VARIABLE, engine)
            path = tmp_path_factory.mktemp(engine) / "library.sqlite"
            with Writer.open(path) as writer:
                # In two steps, so that the ranking on disk has segments of its own for each, and deleted lists.
                writer.add(readings[:2])
                writer.remove(Library.open(path).keys()[0])
                writer.add(readings)
            opened[engine] = Library.open(path)
            search(opened[engine], "规定")
    yield opened
    for library in opened.values():
        library.close()


def in_short(hits: tuple[Hit, ...]) -> list[tuple[str, str, float]]:
    return [(hit.document, hit.address, hit.score) for hit in hits]


def test_engines_agree_on_all_questions_of_the_gold(libraries: dict[str, Library]) -> None:
    questions = [json.loads(line)["question"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    different = [
        question
        for question in questions
        if in_short(search(libraries["memory"], question, limit=10))
        != in_short(search(libraries["tantivy"], question, limit=10))
    ]

    assert len(questions) > 50
    assert different == []


def test_engines_agree_within_some_documents(libraries: dict[str, Library]) -> None:
    keys = libraries["memory"].keys()[::2]
    found = [in_short(search(libraries[engine], "社区用房面积", documents=keys)) for engine in ("memory", "tantivy")]

    assert found[0] == found[1] != []
    assert {document for document, _, _ in found[0]} <= set(keys)


def test_what_was_removed_from_a_large_ranking_is_told_from_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")
    monkeypatch.setattr("index.next_ranking.EXACT", 0)
    monkeypatch.setattr("index.next_ranking.DRIFT", 1.0)
    path, readings = tmp_path / "library.sqlite", [read_file(file) for file in corpus_files()]
    with Writer.open(path) as writer:
        writer.add(readings)
        for _ in range(2):
            writer.remove(Library.open(path).keys()[0])
        removed = folder_of(path, Library.open(path).ranked or "") / REMOVED
        assert removed.is_dir()
        writer.add([replace(one, source=replace(one.source, sha256="")) for one in readings])
    library, counting_each = Library.open(path), Library.open(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.rank_tantivy.RankTantivy._kept", lambda *_: None)
        search(counting_each, "规定")

    assert examine(path) == ()
    assert search_index(library)._provisions.error < search_index(counting_each)._provisions.error
    assert search_index(library).rarity("社区") == search_index(counting_each).rarity("社区")
    for question in ("社区用房面积", "社区工作者的补贴由谁承担", "办公用房建设标准"):
        hits = in_short(search(library, question, limit=30))
        assert hits == in_short(search(counting_each, question, limit=30)) != []
        assert [place[:2] for place in search_places(library, question, limit=30)] == [hit[:2] for hit in hits]
    next(file for file in sorted(removed.parent.parent.rglob(f"{REMOVED}/*.term"))).write_bytes(b"")
    assert [one.kind for one in examine(path)] == ["ranking"]
    repair_ranking(path)
    assert (examine(path), removed.is_dir()) == ((), False)


def test_a_ranking_that_cannot_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")
    path, (first, second) = tmp_path / "library.sqlite", [read_file(file) for file in corpus_files()[:2]]
    with Writer.open(path) as writer:
        writer.add([first])
    library = Library.open(path)
    folder = folder_of(path, library.ranked or "")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("index.making.write_stamp", fail)
    with Writer.open(path) as writer, pytest.raises(LibraryError, match=r"无法写检索索引.*原有内容未受影响"):
        writer.add([second])

    assert list(folder.parent.iterdir()) == [folder]
    assert (Library.open(path).digest, examine(path)) == (library.digest, ())


def test_a_library_that_is_named_from_the_folder_one_is_in_is_ranked_on_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "tantivy")
    monkeypatch.chdir(tmp_path)
    path = Path("library.sqlite")
    with Writer.open(path) as writer:
        writer.add([read_file(corpus_files()[0])])
    assert examine(path) == ()
    assert search(Library.open(path), "社区用房")
    folder_of(path.absolute(), Library.open(path).ranked or "-").joinpath("stamp.json").unlink()
    assert examine(path)
    repair_ranking(path)
    assert examine(path) == ()
