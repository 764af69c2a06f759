"""Whether a library is whole, all of it read again, and how to make it so."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.codec import digest
from index.derived import faults_of, folder_of
from index.engines import is_on_disk
from index.examined import ExaminedLibrary
from index.rows import is_sound
from index.schema import FORMAT, OLDEST, REIMPORT, REPAIR, UPGRADE, faults, open_read_only
from index.stamp import file_digest
from index.writer import Writer
from ingest.errors import LibraryError

#: findings of one kind that are listed
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a library, or with the files that it was made from."""

    #: "file", "format", "source", "document", "words", "ranking", "original"
    kind: str
    #: what is wrong, in Chinese, one line
    message: str
    #: what to do about it
    mend: str

    @property
    def is_repairable(self) -> bool:
        """Whether `repair` mends it: what follows from the sources can be made again."""
        return self.kind in ("format", "document", "words", "ranking")


def examine(path: Path, advance: Callable[[str], None] = lambda name: None) -> tuple[Finding, ...]:
    """What is wrong with the library in `path`; every byte that an answer may stand on is read again.

    `advance` is called with the name of each source and document that was read.
    """
    try:
        library = ExaminedLibrary.open(path)
    except LibraryError as error:
        return (_unreadable(path, error),)
    with closing(library):
        try:
            return (
                *_sources(path, advance),
                *_derived(library, path, advance),
            )
        except LibraryError as error:
            return (_told("file", error, error.mend),)


def compare_originals(library: ExaminedLibrary, files: Iterable[Path]) -> tuple[Finding, ...]:
    """The files that differ from what was read of them, and the sources that are not among the files."""
    held = dict(library.source_digests())
    found = []
    for file in files:
        expected = held.pop(file.name, None)
        try:
            is_changed = expected is not None and file_digest(file) != expected
        except OSError as error:
            found.append(Finding("original", f"{file} 无法读取 ({error.strerror})，不能比对", "请检查文件和权限"))
            continue
        if is_changed:
            message = f"{file} 已变更，资料库仍是原来的内容"
            found.append(Finding("original", message, f"请运行 zhengce ingest {file} 更新"))
    missing = (f"资料库中的来源“{name}”不在所给文件之中" for name in held)
    found += [Finding("original", message, "原文件可能已改名或移走；资料库仍保存原文") for message in missing]
    return tuple(found)


def repair(path: Path) -> None:
    """Make anew what follows from the sources, and bring an older format up to date.

    Raises:
        LibraryError: a source is damaged, or the file cannot be read or written.
    """
    with Writer.open(path, oldest=OLDEST) as writer:
        writer.rebuild()


def repair_ranking(path: Path) -> None:
    """Make the ranking on disk anew, and nothing else."""
    with Writer.open(path) as writer:
        writer.rank_again()


def _unreadable(path: Path, error: LibraryError) -> Finding:
    if error.mend == UPGRADE:
        return Finding("format", f"资料库 {path} 由较早的版本建立，本程序的格式为 {FORMAT}", UPGRADE)
    return _told("file", error, error.mend)


def _told(kind: str, error: LibraryError, mend: str) -> Finding:
    return Finding(kind, f"资料库 {error.where}: {error.reason}", mend)


def _sources(path: Path, advance: Callable[[str], None]) -> Iterator[Finding]:
    """Sources and pieces that differ from their digests, and what SQLite itself finds."""
    with closing(open_read_only(path)) as connection, faults(path):
        for (line,) in connection.execute(f"PRAGMA integrity_check({_LISTED})"):
            if line != "ok":
                yield Finding("file", f"资料库 {path}: {line}", REIMPORT)
        rows = connection.execute(
            "SELECT name, sha256, encoding, text, text_digest, furniture, problems, digest FROM sources ORDER BY name"
        )
        for row in rows:
            advance(row[0])
            pieces = connection.execute("SELECT body, digest FROM pieces WHERE source = ?", (row[0],)).fetchall()
            if not is_sound(row) or not pieces or any(digest([body]) != sealed for body, sealed in pieces):
                yield Finding("source", f"来源“{row[0]}”与校验值不符", f"请用 zhengce ingest 重新导入 {row[0]}")


def _derived(library: ExaminedLibrary, path: Path, advance: Callable[[str], None]) -> Iterator[Finding]:
    """What follows from the sources and is not as it was written."""
    try:
        library.check_catalogue()
    except LibraryError as error:
        yield _told("document", error, REPAIR)
        return
    if not library.has_words_of_today():
        yield Finding("words", f"资料库 {path} 的索引按较早的词表切分", REPAIR)
    yield from _documents(library, advance)
    yield from _ranking(library, path)


def _documents(library: ExaminedLibrary, advance: Callable[[str], None]) -> Iterator[Finding]:
    """Documents that cannot be read back as they were written."""
    keys = library.keys()
    for key in keys:
        advance(key)
        try:
            library.check(key)
        except LibraryError as error:
            yield _told("document", error, REPAIR)


def _ranking(library: ExaminedLibrary, path: Path) -> Iterator[Finding]:
    """Files of the ranking on disk that differ from its stamp."""
    if is_on_disk(library.totals.lists):
        folder = folder_of(path.absolute(), library.ranked or "-")
        wrong = faults_of(folder, library.ranked, everything=True)
        if wrong:
            yield Finding("ranking", f"检索索引缺失或损坏: {json.dumps(wrong[:3], ensure_ascii=False)}", REPAIR)
