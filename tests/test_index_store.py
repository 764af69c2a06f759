import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from index.codec import citation_from, dumps, header_from, header_json, piece_from, piece_json, reference_json
from index.rows import own_keys
from index.schema import FORMAT, OLDEST, _snapshot
from index.store import DocumentUnknown, Library
from index.token_table import list_of
from index.writer import Change, Writer
from ingest.errors import LibraryError
from ingest.read import read_file
from ingest.records import Citation, Document, Header, Level, Problem, Provision, Reading, Reference, Span, Status

HALLS = """某市人民政府关于加强文化馆建设的通知

某政发〔2015〕12号

各区人民政府:

为加强文化馆建设，现通知如下:

一、每个街道建设文化馆一处，建筑面积不少于800平方米。

二、文化馆每周开放不少于42小时。

(一)节假日照常开放。

(二)开放时间提前公告。

某市人民政府

2015年6月3日
"""

LIBRARIES = """甲县公共图书馆管理办法

第一条 为了规范公共图书馆管理，制定本办法。

第二条 借阅图书逾期不还的，每册每日收取滞纳金一角。

第三条 本办法自2018年1月1日起施行。
"""


def reading_of(folder: Path, text: str, name: str) -> Reading:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library.sqlite"


@pytest.fixture
def readings(tmp_path: Path) -> list[Reading]:
    return [reading_of(tmp_path, HALLS, "halls.txt"), reading_of(tmp_path, LIBRARIES, "libraries.txt")]


def stored(path: Path, *batches: list[Reading]) -> Library:
    with Writer.open(path) as writer:
        for batch in batches:
            writer.add(batch)
    return Library.open(path)


def read_all(library: Library) -> None:
    for document in library.documents():
        library.text(document.source)
        list(library.references(document.key))
    for document in library.documents():
        library.token_table(document.key)


def test_what_is_stored_is_read_back(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)

    documents = [document for reading in readings for document in reading.documents]
    assert list(library.documents()) == documents
    assert list(library.headers()) == [(document.key, document.header) for document in documents]
    assert library.text("halls.txt") == readings[0].source.text
    assert library.provision_counts() == {document.key: len(document.provisions) for document in documents}
    assert library.keys()[0] in library
    assert "没有" not in library


def test_quote_is_the_source_at_the_span(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)
    start = HALLS.index("建筑面积")

    assert library.quote(readings[0].documents[0].key, Span(start, start + 14)) == "建筑面积不少于800平方米。"[:14]


def test_every_provision_has_its_tokens(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)

    for document in library.documents():
        table = library.token_table(document.key)
        lists = [list_of(table, position) for position in range(len(document.provisions))]
        assert len(table.rows) == len(document.provisions)
        assert [one.level for one, tokens in zip(document.provisions, lists, strict=True) if not tokens] == [
            one.level for one in document.provisions if one.level in (Level.TITLE, Level.ADDRESSEES, Level.SIGNATURE)
        ]


def test_adding_again_changes_nothing(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings)
    before = (library.digest, library.generation)

    with Writer.open(path) as writer:
        change = writer.add(readings)
    again = Library.open(path)

    assert change == Change(unchanged=("halls.txt", "libraries.txt"))
    assert (again.digest, again.generation) == before


def test_a_changed_file_takes_the_place_of_the_earlier_one(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    before = stored(path, readings)
    changed = reading_of(tmp_path, HALLS.replace("800", "900"), "halls.txt")

    with Writer.open(path) as writer:
        change = writer.add([changed])
    library = Library.open(path)

    assert change == Change(replaced=("halls.txt",))
    assert "900平方米" in library.text("halls.txt")
    assert "800平方米" not in library.text("halls.txt")
    assert len(library.keys()) == 2
    assert (library.digest != before.digest, library.generation) == (True, before.generation + 1)


def test_an_open_library_sees_one_state_only(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings[:1])
    digest = library.digest

    with Writer.open(path) as writer:
        writer.add(readings[1:])

    assert len(library.keys()) == 1
    assert library.digest == digest
    assert len(Library.open(path).keys()) == 2


def test_a_library_tells_whether_it_is_current(path: Path, readings: list[Reading]) -> None:
    library = stored(path, readings[:1])
    assert library.is_current()

    with Writer.open(path) as writer:
        writer.add(readings[1:])

    assert not library.is_current()
    assert Library.open(path).is_current()
    path.unlink()
    with pytest.raises(LibraryError):
        library.is_current()


def test_a_library_in_memory_is_current(readings: list[Reading]) -> None:
    writer = Writer.in_memory()
    writer.add(readings)

    assert Library(writer.connection, "内存").is_current()


def test_readers_and_writers_at_the_same_time(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    second = reading_of(tmp_path / "new", HALLS.replace("800", "900").replace("2015", "2016"), "halls.txt")
    states: set[tuple[str, bool]] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            library = Library.open(path)
            read_all(library)
            states.add((library.digest, "900平方米" in library.text("halls.txt")))
            library.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        for reading in (second, readings[0]):
            with Writer.open(path) as writer:
                writer.add([reading])
    stop.set()
    for thread in threads:
        thread.join()

    assert len({digest for digest, _ in states}) == len(states) <= 2


def test_the_order_of_commands_does_not_matter(tmp_path: Path, readings: list[Reading]) -> None:
    third = reading_of(tmp_path, LIBRARIES.replace("甲县", "乙县").replace("一角", "二角"), "others.txt")
    contents = set()
    for number, order in enumerate(permutations([*readings, third])):
        library = stored(tmp_path / str(number) / "library.sqlite", *([one] for one in order))
        contents.add((library.digest, library.keys()))

    assert len(contents) == 1


def test_removed_is_gone_and_comes_back_with_its_file(path: Path, readings: list[Reading]) -> None:
    whole = stored(path, readings)
    key = readings[0].documents[0].key

    with Writer.open(path) as writer:
        writer.remove(key)
    without = Library.open(path)
    with Writer.open(path) as writer:
        change = writer.add(readings)

    assert key not in without
    with pytest.raises(LibraryError):
        without.text("halls.txt")
    assert change == Change(added=("halls.txt",), unchanged=("libraries.txt",))
    assert Library.open(path).digest == whole.digest


def test_a_copy_is_merged_and_removed_with_the_document(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    copy = reading_of(tmp_path, f"转载自网络\n\n{HALLS}", "reprint.txt")
    library = stored(path, readings, [copy])
    key = readings[0].documents[0].key

    assert [name for name, _, _ in library.document(key).copies] == ["reprint.txt"]
    assert len(library.keys()) == 2

    with Writer.open(path) as writer:
        writer.remove(key)

    assert Library.open(path).keys() == (readings[1].documents[0].key,)


def test_two_documents_of_one_key_keep_both(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    other = reading_of(tmp_path, LIBRARIES, "zzz.txt")
    document = other.documents[0]
    namesake = replace(
        other, documents=(replace(document, key=readings[0].documents[0].key, header=Header("另一份完全不同的文件")),)
    )

    library = stored(path, readings[:1], [namesake])

    key = readings[0].documents[0].key
    assert library.keys() == (key, f"{key}-2")


def test_removing_what_is_not_there_changes_nothing(path: Path, readings: list[Reading]) -> None:
    before = stored(path, readings)

    with Writer.open(path) as writer, pytest.raises(DocumentUnknown, match="没有文件“某政发-2099-1”"):
        writer.remove("某政发-2099-1")

    assert Library.open(path).digest == before.digest


def test_a_file_without_documents_is_not_kept(path: Path, readings: list[Reading]) -> None:
    empty = replace(readings[0], documents=())

    with Writer.open(path) as writer:
        change = writer.add([empty])

    assert change == Change(empty=("halls.txt",))
    assert not Library.open(path).had_documents


def test_a_failing_change_leaves_the_library_as_it_was(
    path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored(path, readings[:1])

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("index.parallel.computed", fail)
    with Writer.open(path) as writer, pytest.raises(MemoryError):
        writer.add(readings)

    assert Library.open(path).digest == before.digest


def test_killed_while_writing_leaves_old_or_new(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    old = stored(path, readings[:1])
    states = {old.digest}
    code = (
        "import sys; from pathlib import Path; from index.writer import Writer; from ingest.read import read_file\n"
        f"with Writer.open(Path({str(path)!r})) as w:\n"
        f"    r = [read_file(Path({str(tmp_path)!r}) / 'libraries.txt')]\n"
        "    print('ready', flush=True); w.add(r)\n"
    )
    for wait in (0.0, 0.05, 0.4):
        run = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
        )
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(wait)
        run.kill()
        run.wait()
        run.stdout.close()
        library = Library.open(path)
        states.add(library.digest)
        assert len(list(library.documents())) in (1, 2)
        read_all(library)

    assert len(states) <= 2


def test_a_second_writer_is_told_so(path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    stored(path, readings)
    monkeypatch.setattr("index.schema.PATIENCE", 50)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(LibraryError, match="另一个进程正在写入。请稍后再试"):
        Writer.open(path)

    holder.close()


def test_missing_file_says_what_to_do(path: Path) -> None:
    with pytest.raises(LibraryError, match="文件不存在。请用 zhengce ingest 导入文件") as caught:
        Library.open(path)

    assert caught.value.exit_status == 3


@pytest.mark.parametrize("content", [b"", b"not a library " * 100, b"SQLite format 3\0" + b"\0" * 84])
def test_what_is_no_library_is_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(LibraryError, match=r"重新导入") as caught:
        Library.open(path)

    assert "\n" not in str(caught.value)


def test_a_newer_format_is_refused(path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()

    with pytest.raises(LibraryError, match="由更新的版本建立"):
        Library.open(path)


def test_an_older_format_is_refused(path: Path, readings: list[Reading]) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {OLDEST - 1}")
    connection.close()

    with pytest.raises(LibraryError, match="已过时"):
        Library.open(path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sources SET text = replace(text, '800', '80')",
        "UPDATE pieces SET body = replace(body, '第二条', '第三条')",
        "DELETE FROM pieces WHERE source = 'halls.txt'",
        "UPDATE documents SET header = replace(header, '某市', '别市')",
        "UPDATE documents SET source = 'libraries.txt' WHERE source = 'halls.txt'",
        "UPDATE tokens SET body = (SELECT body FROM tokens ORDER BY number DESC)",
        "DELETE FROM documents WHERE source = 'libraries.txt'",
        'INSERT INTO "references" SELECT number, 99, \'x\', \'["","none",[],[0,1],""]\' FROM documents',
    ],
)
def test_changed_content_is_never_shown(path: Path, readings: list[Reading], damage: str) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()

    library = Library.open(path)
    with pytest.raises(LibraryError, match="与校验值不符，文件已损坏"):
        read_all(library)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE pieces SET body = replace(body, '某市', '别市')",
        "UPDATE sources SET text = replace(text, '800', '80')",
        "UPDATE sources SET furniture = '[]', encoding = 'gbk' WHERE name = 'libraries.txt'",
    ],
)
def test_changed_content_is_not_built_upon(path: Path, tmp_path: Path, readings: list[Reading], damage: str) -> None:
    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    copy = reading_of(tmp_path, f"转载自网络\n\n{HALLS}", "reprint.txt")
    other = reading_of(tmp_path, f"转载自网络\n\n{LIBRARIES}", "reprinted.txt")

    with Writer.open(path) as writer, pytest.raises(LibraryError, match="与校验值不符，文件已损坏"):
        writer.add([copy, other])


def test_a_damaged_source_is_mended_by_its_file(path: Path, readings: list[Reading]) -> None:
    digest = stored(path, readings).digest
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE sources SET text = replace(text, '800', '80')")
    connection.close()

    assert stored(path, readings).digest == digest
    assert "800平方米" in Library.open(path).text("halls.txt")


def test_any_flipped_bit_is_told_or_harmless(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    def content(file: Path) -> list[object]:
        library = Library.open(file)
        try:
            read_all(library)
            return [(one, library.text(one.source), library.quote(one.key, one.span)) for one in library.documents()]
        finally:
            library.close()

    stored(path, readings).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    whole, data, chance = content(path), path.read_bytes(), Random(20)
    told = 0
    for _ in range(150):
        damaged = bytearray(data)
        damaged[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (tmp_path / "damaged.sqlite").write_bytes(damaged)
        try:
            assert content(tmp_path / "damaged.sqlite") == whole
        except LibraryError:
            told += 1

    assert told > 10


def test_a_full_disk_leaves_the_library_as_it_was(path: Path, tmp_path: Path, readings: list[Reading]) -> None:
    before = stored(path, readings[:1]).digest
    (tmp_path / "many.txt").write_text("".join(LIBRARIES.replace("甲县", f"{n}县") for n in range(200)), "utf-8")
    code = (
        "import resource, sys; from pathlib import Path; from index.writer import Writer\n"
        "from ingest.read import read_file; from ingest.errors import LibraryError\n"
        f"r = [read_file(Path({str(tmp_path)!r}) / 'many.txt')]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try:\n"
        f"    with Writer.open(Path({str(path)!r})) as w: w.add(r)\n"
        "except LibraryError as error: print(error)\n"
    )

    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )

    assert "原有内容未受影响" in run.stdout
    assert Library.open(path).digest == before


def test_a_folder_that_cannot_be_written_can_be_read(
    path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(path, readings).close()
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    really = _snapshot

    def without_shared_memory(file: Path, options: str) -> sqlite3.Connection:
        if "immutable" not in options:
            raise sqlite3.OperationalError("unable to open database file")
        return really(file, options)

    monkeypatch.setattr("index.schema._snapshot", without_shared_memory)

    assert len(Library.open(path).keys()) == 2
    path.with_name(path.name + "-wal").write_bytes(b"")
    with pytest.raises(LibraryError):
        Library.open(path)


def test_documents_of_one_key_are_told_apart_in_the_order_of_their_sources() -> None:
    keys = own_keys([(4, "键"), (1, "键-2"), (9, "键"), (2, "键")])

    assert keys == {4: "键", 1: "键-2", 9: "键-3", 2: "键-4"}


def test_what_json_does_not_know_is_not_stored() -> None:
    with pytest.raises(TypeError, match="set has no place in the library"):
        dumps({"x": {1, 2}})


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(LibraryError, match="无法建立文件夹"):
        Writer.open(tmp_path / "file" / "home" / "library.sqlite")


def test_a_header_is_read_back_with_every_field() -> None:
    header = Header(
        title="关于印发办法的通知",
        document_number="某政发〔2015〕12号",
        issuing_authority=("甲局", "乙局"),
        dated_on=date(2015, 6, 3),
        effective_on=date(2016, 1, 1),
        status=Status.DRAFT,
        other_titles=("别题",),
    )

    assert header_from(header_json(header)) == header


def test_a_document_is_read_back_with_every_part() -> None:
    provision = Provision("lvl_1", None, Level.LEVEL, "一", 1, "一", "总则", Span(3, 5), Span(3, 9))
    document = Document(
        key="键",
        source="来源.txt",
        span=Span(0, 20),
        header=Header("题"),
        provisions=(provision,),
        furniture=((Span(1, 2), "页码"),),
        problems=(Problem(Span(4, 5), "日期不存在", "请核对"),),
        copies=(("副本.txt", Span(7, 9), True),),
    )

    assert piece_from(piece_json(document)) == document


def test_a_citation_is_read_back() -> None:
    citation = Citation(
        "某政发〔2015〕12号", "number", (("条", 1), ("项", 2)), Span(3, 9), "某政发〔2015〕12号第一条第2项"
    )

    assert citation_from(reference_json(Reference("lvl_1", citation))) == citation
