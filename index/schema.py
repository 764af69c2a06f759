"""The library's one SQLite file: its tables, and connections to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from index.lock import was_made
from ingest.errors import LibraryError

#: changes with every change of the tables or of what they mean
FORMAT = 5
#: the oldest format that can be brought up to date: its sources and pieces are those of today
OLDEST = 1
FILE_NAME = "library.sqlite"
#: how long a writer waits for another one, in milliseconds
PATIENCE = 2000
_APPLICATION = 0x7A63_6531
#: memory for pages of the file while it is written, in kB: codes of copies go to places all over it
_PAGES = 64_000

# What to do about a library that cannot be used as it is.
REPAIR = "请运行 zhengce doctor --repair"
UPGRADE = "请运行 zhengce doctor --repair 升级，原文不变"
REIMPORT = "请把该文件移走，再用 zhengce ingest 重新导入原始文件"

_EMPTY = "文件是空的，原有内容可能已丢失"

# What SQLite calls it, what it means, and what to do.
_FAULTS = (
    ("SQLITE_BUSY", ("另一个进程正在写入", "请稍后再试")),
    ("SQLITE_LOCKED", ("另一个进程正在写入", "请稍后再试")),
    ("SQLITE_FULL", ("磁盘已满", "请腾出空间后再试，原有内容未受影响")),
    ("SQLITE_IOERR", ("读写失败，磁盘可能已满", "请检查磁盘后再试，原有内容未受影响")),
    ("SQLITE_READONLY", ("没有写入权限", "请检查该文件夹的权限，或用 --home 另选")),
    ("SQLITE_CANTOPEN", ("无法打开", "请检查该文件夹的权限，或用 --home 另选")),
    ("SQLITE_NOTADB", ("不是资料库文件，或已损坏", REIMPORT)),
    ("SQLITE_CORRUPT", ("文件已损坏", REIMPORT)),
)

# What was read from the files: the truth, and all that a repair needs.
_SOURCES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, encoding TEXT NOT NULL, text TEXT NOT NULL, text_digest TEXT NOT NULL,
    furniture TEXT NOT NULL, problems TEXT NOT NULL, digest TEXT NOT NULL, complete INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pieces (
    source TEXT NOT NULL REFERENCES sources (name) ON DELETE CASCADE, position INTEGER NOT NULL, body TEXT NOT NULL,
    digest TEXT NOT NULL, PRIMARY KEY (source, position)) WITHOUT ROWID;
"""

# What follows from it. A document has a number for as long as it stays as it is; numbers are not used again.
_DERIVED = """
CREATE TABLE sketches (
    code INTEGER NOT NULL, source TEXT NOT NULL, position INTEGER NOT NULL, named TEXT NOT NULL,
    PRIMARY KEY (code, source, position)) WITHOUT ROWID;
CREATE INDEX sketches_of ON sketches (source, position);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE NOT NULL, base TEXT NOT NULL, source TEXT NOT NULL,
    piece INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, header TEXT NOT NULL, line TEXT NOT NULL,
    frame TEXT NOT NULL, text_digest TEXT NOT NULL, piece_digest TEXT NOT NULL, tokens_digest TEXT NOT NULL,
    references_digest TEXT NOT NULL, provisions INTEGER NOT NULL, lists INTEGER NOT NULL, tokens INTEGER NOT NULL,
    whole INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE INDEX reading_order ON documents (source, start, "end", base, key, digest);
CREATE TABLE catalogue (name TEXT PRIMARY KEY, body TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE members (
    source TEXT NOT NULL, position INTEGER NOT NULL,
    number INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    PRIMARY KEY (source, position)) WITHOUT ROWID;
CREATE INDEX members_of ON members (number);
CREATE TABLE "references" (
    number INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE, position INTEGER NOT NULL,
    address TEXT NOT NULL, citation TEXT NOT NULL, PRIMARY KEY (number, position)) WITHOUT ROWID;
CREATE TABLE tokens (
    number INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE, body BLOB NOT NULL);
"""
#: tables of all formats that follow from sources and pieces
_DERIVED_TABLES = ("references", "tokens", "provisions", "members", "sketches", "catalogue", "documents")


def create(path: Path, *, oldest: int = FORMAT) -> sqlite3.Connection:
    """A connection that may write; the file and its tables are made if they are missing.

    Formats since `oldest` are let in, for what brings them up to date.

    Raises:
        LibraryError: the folder or file cannot be written, or is no library of this format.
    """
    with faults(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                str(path.parent), f"无法建立文件夹 ({error.strerror})", "请检查权限或另选 --home"
            ) from error
        is_known = path.exists() and was_made(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE / 1000)
        with _closed_if_it_fails(connection):
            if is_known and not _tables(connection):
                raise LibraryError(str(path), _EMPTY, REIMPORT)
            connection.execute("PRAGMA journal_mode = WAL")
            return prepare(connection, path, oldest=oldest)


@contextmanager
def _closed_if_it_fails(connection: sqlite3.Connection) -> Iterator[None]:
    """Close the connection if what is done inside fails: the error may be kept for long, and would keep it open."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def prepare(connection: sqlite3.Connection, path: Path, *, oldest: int = FORMAT) -> sqlite3.Connection:
    """The same connection with the tables made, or found to be of this format, or of one since `oldest`."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_PAGES}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("BEGIN IMMEDIATE")
    if not _tables(connection):
        _run(connection, _SOURCES + _DERIVED)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")
    check_format(connection, path, oldest=oldest)
    return connection


def _tables(connection: sqlite3.Connection) -> int:
    """How many tables and indexes a file has."""
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _run(connection: sqlite3.Connection, statements: str) -> None:
    for statement in filter(str.strip, statements.split(";")):
        connection.execute(statement)


def empty_derived(connection: sqlite3.Connection) -> None:
    """Make anew, and empty, the tables of what follows from the sources; inside the caller's transaction."""
    for table in _DERIVED_TABLES:
        connection.execute(f'DROP TABLE IF EXISTS "{table}"')
    _run(connection, _DERIVED)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, inside one read transaction: it sees one state of the library only.

    Raises:
        LibraryError: there is no such file, or it is no library of this format.
    """
    if not path.is_file():
        raise LibraryError(str(path), "文件不存在", "请用 zhengce ingest 导入文件")
    with faults(path):
        try:
            return _snapshot(path, "mode=ro")
        except sqlite3.OperationalError:
            # A folder that cannot be written, or a disk that is full, has no room for the shared memory of WAL.
            log = path.with_name(path.name + "-wal")
            if log.exists() and log.stat().st_size:
                raise
            return _snapshot(path, "mode=ro&immutable=1")


def is_unborn(path: Path) -> bool:
    """Whether there is no library in a file yet: the run that began to make it was cut short.

    An empty file that had one is damaged: a writer notes beside it that it was made.
    """
    if was_made(path):
        return False
    _roll_back(path)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return not _tables(connection) and connection.execute("PRAGMA application_id").fetchone()[0] == 0
    except sqlite3.Error:
        return False


def _roll_back(path: Path) -> None:
    """Undo what a run left half written that was cut short before the file had its journal of today."""
    if path.with_name(path.name + "-journal").exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as one:
            one.execute("SELECT count(*) FROM sqlite_master")


def _snapshot(path: Path, options: str) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?{options}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE / 1000, check_same_thread=False)
    with _closed_if_it_fails(connection):
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("BEGIN")
        check_format(connection, path)
        return connection


def check_format(connection: sqlite3.Connection, path: Path, *, oldest: int = FORMAT) -> None:
    """Raise LibraryError unless the file is a library of this format, or of one since `oldest`."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        raise LibraryError(str(path), "不是本程序的资料库" if _tables(connection) else _EMPTY, REIMPORT)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        raise LibraryError(str(path), f"由更新的版本建立 (格式 {version}，本程序为 {FORMAT})", "请升级 zhengce")
    if version < OLDEST:
        raise LibraryError(str(path), f"格式 {version} 已过时 (本程序为 {FORMAT})", REIMPORT)
    if version < oldest:
        raise LibraryError(str(path), f"由较早的版本建立 (格式 {version}，本程序为 {FORMAT})", UPGRADE)


@contextmanager
def faults(path: Path | str) -> Iterator[None]:
    """Turn what SQLite reports into one line with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        reason, mend = next((words for code, words in _FAULTS if name.startswith(code)), (str(error), REIMPORT))
        raise LibraryError(str(path), reason, mend) from error
    except UnicodeDecodeError as error:  # SQLite's message quotes bytes of a damaged schema
        raise LibraryError(str(path), "文件已损坏", REIMPORT) from error


def damaged(path: Path | str, what: str, source: str = "") -> LibraryError:
    """The error for content that differs from its digest: of a file as it was read, or of what follows from such."""
    mend = f"请用 zhengce ingest 重新导入 {source}" if source else REPAIR
    return LibraryError(str(path), f"{what}与校验值不符，文件已损坏", mend)
