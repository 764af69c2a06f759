"""Where reviews are kept: a file beside the corpus and one in the user's folder; only the latter is written."""

import json
import os
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from answer.passages import DocumentText
from answer.review import Review, Verdict, review_of, state_of
from index.store import Library
from ingest.errors import InputError, LibraryError
from ingest.normalize import fold
from ingest.records import Provision

FILE_NAME = "reviewed.toml"
_BUNDLED = Path(__file__).parents[1] / "corpus" / FILE_NAME
_TEXTS = ("document", "address", "text_sha256", "by", "verdict", "note")
_MEND = f"请改正或删除该文件 ({FILE_NAME})"


class ProvisionNameError(InputError):
    """A name that no provision of a document, or more than one, goes by."""

    def __init__(self, key: str, name: str, found: Sequence[str]) -> None:
        which = f"“{name}”可指 {'、'.join(found)}，请写地址" if found else f"“{key}”没有条款“{name}”"
        super().__init__(f"{which}。全部条款见 zhengce show '{key}'")


def reviews(home: Path | None = None) -> tuple[Review, ...]:
    """The reviews that come with the corpus and those of the user's folder `home`, the latest last.

    Raises:
        LibraryError: a file of reviews cannot be read.
    """
    own = () if home is None else _kept(home / FILE_NAME)
    return _kept(_BUNDLED) + own


def review_state(library: Library, key: str, address: str) -> str:
    """`extracted`, `reviewed` or `disputed`: what people have said of a provision as it stands now.

    Raises:
        LibraryError: a file of reviews cannot be read.
        DocumentUnknown: the library does not hold the document.
    """
    found = [one for one in reviews(library.home) if (one.document, one.address) == (key, address)]
    return state_of(review_of(found, key, address, own_words(library, key, address))) if found else state_of(None)


def provision_of(library: Library, key: str, name: str) -> Provision:
    """The provision of a document at an address, or of a label that only one provision has (一、2).

    Raises:
        ProvisionNameError: no provision goes by the name, or more than one does.
        DocumentUnknown: the library does not hold the document.
    """
    provisions = library.document(key).provisions
    wanted = fold(name).text
    found = [one for one in provisions if one.address == name] or [
        one for one in provisions if one.label and fold(one.label).text == wanted
    ]
    if len(found) != 1:
        raise ProvisionNameError(key, name, [one.address for one in found])
    return found[0]


def own_words(library: Library, key: str, address: str) -> str:
    """The provision's own words, folded, without what stands below it.

    Raises:
        DocumentUnknown: the library does not hold the document.
        KeyError: the document has no such provision.
    """
    text = DocumentText(library, key)
    return text.folded(text.provisions[address]).text


def add_review(home: Path, review: Review) -> Path:
    """Write a review behind those of the user's folder; gives the file."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE_NAME
    with path.open("ab") as file:
        file.write(_as_toml(review).encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())
    return path


def _kept(path: Path) -> tuple[Review, ...]:
    try:
        known = path.stat()
    except OSError:
        return ()
    return _read(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _mtime: int, _size: int) -> tuple[Review, ...]:
    """The reviews of a file in this state of it."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("review", [])
        return tuple(_review(row) for row in rows)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LibraryError(str(path), f"审核记录读不出来 ({error})", _MEND) from error


def _review(row: dict[str, object]) -> Review:
    texts = {name: row.get(name, "") for name in _TEXTS}
    day = row["reviewed_on"]
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(day, date):
        raise ValueError("reviewed_on 应是日期，其余应是文字")
    verdict = Verdict(str(texts.pop("verdict")))
    return Review(reviewed_on=day, verdict=verdict, **{name: str(text) for name, text in texts.items()})


def _as_toml(review: Review) -> str:
    """The review as a table of TOML."""
    texts = {name: str(getattr(review, name)) for name in _TEXTS}
    lines = [f"{name} = {_quoted(text)}" for name, text in texts.items()]
    return "\n".join(["", "[[review]]", *lines, f"reviewed_on = {review.reviewed_on.isoformat()}", ""])


def _quoted(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON, and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
