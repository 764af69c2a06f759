"""The question log and what readers say of answers: one SQLite file beside the library, for the administrator."""

import queue
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from answer.layout import printable
from ingest.errors import LibraryError

FILE_NAME = "questions.sqlite"
#: characters of a question and of a remark that are kept
_LONGEST = 500
#: entries that may wait to be written, more are dropped rather than kept waiting; and those written at once
_WAITING, _BATCH = 10_000, 500
#: seconds after which entries that could not be written are tried again
_AGAIN_SECONDS = 2.0
#: seconds after which old entries are looked for though nothing is asked
_LOOK_SECONDS = 3600.0
_TABLES = """
CREATE TABLE IF NOT EXISTS questions (at TEXT, answer TEXT, question TEXT, status TEXT, milliseconds INTEGER);
CREATE TABLE IF NOT EXISTS feedback (at TEXT, answer TEXT, question TEXT, verdict TEXT, remark TEXT);
CREATE INDEX IF NOT EXISTS questions_at ON questions (at);
"""
_COLUMNS = {
    "questions": ("at", "answer", "question", "status", "milliseconds"),
    "feedback": ("at", "answer", "question", "verdict", "remark"),
}
_ADD = {table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})" for table, names in _COLUMNS.items()}
_READ = {table: f"SELECT {', '.join(names)} FROM {table} ORDER BY at, rowid" for table, names in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    #: "questions" or "feedback"
    table: str
    values: tuple[str | int, ...]


class QuestionLog:
    """Takes notes without keeping a reader waiting: a thread writes them, many at a time."""

    def __init__(self, path: Path, *, keep_days: int) -> None:
        self._path = path
        self._keep_days = keep_days
        self._waiting: queue.Queue[Entry | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._write, name="question-log", daemon=True)
        self._thread.start()

    def asked(self, answer: str, question: str, status: str, seconds: float) -> None:
        """Note a question."""
        self._add(Entry("questions", (_now(), answer, _line(question), status, round(seconds * 1000))))

    def judged(self, answer: str, question: str, verdict: str, remark: str) -> None:
        """Note what a reader says of an answer."""
        self._add(Entry("feedback", (_now(), _line(answer), _line(question), verdict, _line(remark))))

    def close(self) -> None:
        """Write what waits, and end."""
        self._waiting.put(None)
        self._thread.join(timeout=5)

    def _add(self, entry: Entry) -> None:
        with suppress(queue.Full):
            self._waiting.put_nowait(entry)

    def _write(self) -> None:
        """Write until told to end; what another program does not let it write now is kept and tried again."""
        is_told, is_over = False, False
        unwritten: list[Entry] = []
        patience = 0.0
        while not is_over:
            entries, is_over = self._batch(patience)
            unwritten = [*unwritten, *entries][-_WAITING:]
            try:
                self._store(unwritten)
                is_told, unwritten = False, []
            except (sqlite3.Error, OSError) as error:
                if not is_told:
                    sys.stderr.write(f"问题记录无法写入 {self._path}: {printable(str(error))}。回答不受影响\n")
                is_told = True
                if not isinstance(error, sqlite3.OperationalError | OSError):
                    unwritten = []
            patience = _AGAIN_SECONDS if unwritten else _LOOK_SECONDS

    def _batch(self, patience: float) -> tuple[list[Entry], bool]:
        """What waits or comes within `patience` seconds, and whether nothing comes after it."""
        entries: list[Entry] = []
        with suppress(queue.Empty):
            while len(entries) < _BATCH:
                entry = self._waiting.get(timeout=0.05 if entries else patience)
                if entry is None:
                    return entries, True
                entries.append(entry)
        return entries, False

    def _store(self, entries: list[Entry]) -> None:
        """Write entries, and forget those that are too old."""
        if not entries and not self._path.exists():
            return
        with closing(_opened(self._path)) as connection, connection:
            for entry in entries:
                connection.execute(_ADD[entry.table], entry.values)
            oldest = (datetime.now(UTC) - timedelta(days=self._keep_days)).isoformat(timespec="seconds")
            for table in _COLUMNS:
                connection.execute(f"DELETE FROM {table} WHERE at < ?", (oldest,))


def read_log(path: Path, table: str) -> Iterator[dict[str, str | int]]:
    """The lines of a table, the oldest first; none if nothing was ever noted.

    Raises:
        LibraryError: the file is damaged or cannot be opened.
    """
    if not path.is_file():
        return
    try:
        with closing(_opened(path)) as connection:
            for row in connection.execute(_READ[table]):
                yield dict(zip(_COLUMNS[table], row, strict=True))
    except sqlite3.Error as error:
        raise LibraryError(str(path), f"提问记录读不出来 ({error})", "请移走该文件，下次提问时会另建") from error


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=5)
    connection.executescript(_TABLES)
    return connection


def _line(text: str) -> str:
    """One line without control characters, cut where it is long: questions may hold personal data."""
    line = " ".join(printable(text[: _LONGEST * 2]).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
