"""The ranking on disk: a folder for each state of the library, made from it, stamped with its digest.

A folder is complete before the library's change counts, so a reader finds the one that belongs to what it reads, or
none. Segments of tantivy never change, so a new folder begins with links to the files of the one before.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.codec import digest
from index.engines import is_on_disk
from index.facts import fact, set_fact, totals_from
from index.lock import unpinned
from index.ranking import TokenList
from index.schema import REPAIR, open_read_only
from index.stamp import STAMP, Stamp, file_digest, read_stamp, sync, write_stamp
from index.token_table import TokenTable, length_of, lists_of, unpack, whole_of
from ingest.errors import LibraryError

if TYPE_CHECKING:
    from index.rank_tantivy import TantivyWriter

PROVISIONS, WHOLES = "provisions", "wholes"
#: the lists of provisions that were removed, with their lengths for numbers: tantivy itself counts them on, and
#: cannot tell any more which terms they had
REMOVED = "removed"
_PARTS = (PROVISIONS, WHOLES, REMOVED)
#: a number of a provision is that of its document, shifted by so many bits, and its place there
SHIFT = 20
#: so many bytes are read again at each opening, which takes 20 ms; of larger folders the sizes, and all by `doctor`
READ_AGAIN = 32_000_000
#: up to so many lists, which take some seconds, all is ranked anew when some are removed; beyond, when the removed
#: documents are more than this share
EXACT, DRIFT = 50_000, 0.05


@dataclass(slots=True)
class Moved:
    """What a change did, by numbers of documents."""

    #: documents that came
    new: list[int] = field(default_factory=list)
    #: documents that went
    gone: list[int] = field(default_factory=list)
    #: nothing of the state before is left
    everything: bool = False


def folder_of(path: Path, ranked: str) -> Path:
    """The folder of the ranking of the state that `ranked` names."""
    return _folders(path) / ranked[:20]


def _folders(path: Path) -> Path:
    return path.with_name(path.stem + ".ranking")


@contextmanager
def renew_ranking(connection: sqlite3.Connection, where: str, moved: Moved) -> Iterator[None]:
    """Make the folder of the state that is about to count; what is done inside makes it count."""
    path = Path(where)
    before = fact(connection, "ranked") or ""
    if not path.is_absolute() or not is_on_disk(totals_from(fact(connection, "totals")).lists):
        connection.execute("DELETE FROM facts WHERE name = 'ranked'")
        yield
        if path.is_absolute() and _folders(path).exists():
            sweep(path, [])
        return
    ranked = _identity(connection)
    target = folder_of(path, ranked)
    try:
        if not _is_stamped(target, ranked):
            _make(connection, target, ranked, moved, before=folder_of(path, before) if before else None, path=path)
    except OSError as error:
        reason = f"无法写检索索引 ({error.strerror or error})"
        raise LibraryError(str(target), reason, "请检查磁盘空间和权限，原有内容未受影响") from error
    set_fact(connection, "ranked", ranked)
    yield
    sweep(path, [ranked, before])


def _identity(connection: sqlite3.Connection) -> str:
    """A digest of all documents with their numbers: content alone does not say which number a document has."""
    rows = connection.execute("SELECT number, digest FROM documents ORDER BY number")
    return digest(f"{number} {sealed}" for number, sealed in rows)


def _make(
    connection: sqlite3.Connection, target: Path, ranked: str, moved: Moved, *, before: Path | None, path: Path
) -> None:
    from index.rank_tantivy import TantivyWriter

    target.parent.mkdir(exist_ok=True)
    work = target.with_name(f"making-{os.getpid()}")
    shutil.rmtree(work, ignore_errors=True)
    totals = totals_from(fact(connection, "totals"))
    old = read_stamp(before) if before is not None and not moved.everything else None
    gone = len(moved.gone) + old.gone if old is not None else 0
    # Tantivy goes on counting what was removed in the mean length of its lists, until it merges them away.
    if gone and (totals.lists <= EXACT or gone > DRIFT * totals.documents):
        old, gone = None, 0
    anew = old is None or before is None
    if old is not None and before is not None:
        _link(before, work)
    numbers: Iterable[int] = moved.new
    if anew:
        numbers = [row[0] for row in connection.execute("SELECT number FROM documents ORDER BY number")]
    writers = TantivyWriter(work / PROVISIONS), TantivyWriter(work / WHOLES)
    if moved.gone and not anew:
        _remove(path, moved.gone, writers, TantivyWriter(work / REMOVED))
    for number in numbers:
        table = _table(connection, number)
        writers[0].add(provision_lists(number, table))
        writers[1].add([TokenList(number, number, whole_of(table))])
    for writer in writers:
        writer.commit()
    write_stamp(work, _stamped(work, ranked, gone, old))
    shutil.rmtree(target, ignore_errors=True)
    work.replace(target)
    sync(target.parent)


def _remove(path: Path, gone: Iterable[int], writers: Iterable["TantivyWriter"], removed: "TantivyWriter") -> None:
    """Remove documents, and keep their lists; their tokens are read from the state before, which still counts."""
    with closing(open_read_only(path)) as state_before:
        for number in gone:
            for writer in writers:
                writer.remove(number)
            lists = provision_lists(number, _table(state_before, number))
            removed.add(TokenList(length_of(one.tokens), one.group, one.tokens) for one in lists)
    removed.commit()


def _table(connection: sqlite3.Connection, number: int) -> TokenTable:
    return unpack(connection.execute("SELECT body FROM tokens WHERE number = ?", (number,)).fetchone()[0])


def provision_lists(number: int, table: TokenTable) -> Iterator[TokenList]:
    """The lists of the provisions of a document; none is empty."""
    for position, tokens in enumerate(lists_of(table)):
        if tokens:
            yield TokenList((number << SHIFT) + position, number, tokens)


def _link(before: Path, work: Path) -> None:
    """The files of one folder in another: small ones, which are replaced, as copies, segments as links."""
    for part in filter(lambda one: (before / one).is_dir(), _PARTS):
        (work / part).mkdir(parents=True)
        for file in (before / part).iterdir():
            if file.suffix == ".json":
                shutil.copyfile(file, work / part / file.name)
            elif not file.name.startswith("."):
                os.link(file, work / part / file.name)
        managed = before / part / ".managed.json"
        if managed.exists():
            shutil.copyfile(managed, work / part / managed.name)


def files_of(folder: Path) -> Iterator[Path]:
    """The files of a ranking that are stamped; none of a part that is gone: a removal was cut short."""
    for part in filter(Path.is_dir, (folder / one for one in _PARTS)):
        yield from sorted(file for file in part.iterdir() if not file.name.endswith(".lock"))


def _stamped(folder: Path, ranked: str, gone: int, old: Stamp | None) -> Stamp:
    """The stamp of a folder that is complete; the digests of files that were linked are those of the stamp before."""
    known = old.files if old is not None else {}
    files: dict[str, tuple[int, str]] = {}
    for file in files_of(folder):
        name, size = str(file.relative_to(folder)), file.stat().st_size
        is_linked = file.suffix != ".json" and known.get(name, (-1, ""))[0] == size
        files[name] = known[name] if is_linked else (size, file_digest(file))
    return Stamp(ranked, gone, files)


def _is_stamped(folder: Path, ranked: str) -> bool:
    return not faults_of(folder, ranked, everything=True)


def faults_of(folder: Path, ranked: str | None, *, everything: bool) -> list[str]:
    """Files of the ranking `ranked` that differ from its stamp; of a large one all are read only if `everything`."""
    stamp = read_stamp(folder)
    if stamp is None or stamp.ranked != ranked:
        return [STAMP]
    held = {str(file.relative_to(folder)): file for file in files_of(folder)}
    wrong = sorted(stamp.files.keys() ^ held.keys())
    read = everything or sum(file.stat().st_size for file in held.values()) <= READ_AGAIN
    for name in sorted(stamp.files.keys() & held.keys()):
        size, sealed = stamp.files[name]
        if held[name].stat().st_size != size or (read and file_digest(held[name]) != sealed):
            wrong.append(name)
    return wrong


def missing_ranking(folder: Path) -> LibraryError:
    """The error for a ranking that is not there or not sound."""
    return LibraryError(str(folder), "检索索引缺失或与资料库不符", REPAIR)


def sweep(path: Path, kept: Iterable[str]) -> None:
    """Remove folders of other states, and what was left half made; readers keep what they have open.

    While a reader is opening the library, everything stays, until a later change.
    """
    names = {ranked[:20] for ranked in kept if ranked}
    with suppress(OSError), unpinned(path) as is_free:
        if not is_free:
            return
        for folder in _folders(path).iterdir():
            if folder.name not in names:
                shutil.rmtree(folder, ignore_errors=True)
        if not names:
            _folders(path).rmdir()
