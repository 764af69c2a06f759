"""The stamp of a ranking on disk: the state of the library that it belongs to, and what its files must be."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = 1
STAMP = "stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written into the folder of a ranking when that is complete."""

    #: name of the state of the library
    ranked: str
    #: documents that were removed, and that tantivy goes on counting
    gone: int
    #: size in bytes and digest of each file, by its path in the folder
    files: Mapping[str, tuple[int, str]]


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp of a folder; None if it has none, or one that is damaged or of another format."""
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return _stamp(found) if found["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _stamp(found: dict[str, Any]) -> Stamp:
    files = {name: (int(size), str(sealed)) for name, (size, sealed) in found["files"].items()}
    return Stamp(str(found["ranked"]), int(found["gone"]), files)


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Write the stamp, after which the ranking in `folder` is complete, and wait until it is on the disk."""
    with (folder / STAMP).open("w", encoding="utf-8") as written:
        json.dump({"format": FORMAT, **asdict(stamp)}, written, sort_keys=True)
        written.flush()
        os.fsync(written.fileno())
    sync(folder)


def sync(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_digest(file: Path) -> str:
    """The digest of a file's bytes, read in blocks."""
    total = sha256()
    with file.open("rb") as read:
        while block := read.read(1 << 20):
            total.update(block)
    return total.hexdigest()
