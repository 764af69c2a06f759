"""Files that readers send in, between being read and being kept: a folder that holds a few of them for a while."""

import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from answer.layout import printable
from answer.web_words import WebError
from ingest.regex import regex

#: files that wait for the second step
_WAITING = 8
#: bytes of a file's name
_NAME_LENGTH = 120
_NO_NAME = regex(r'[\\/:*?"<>|\x00-\x1f\x7f]')


class Staging:
    """The folder where files wait, one a subfolder; the oldest is dropped for a new one."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="zhengce-upload-"))
        self._files: dict[str, Path] = {}

    def put(self, file: Path) -> str:
        """Move a file here; gives the word by which it is called for."""
        made = secrets.token_urlsafe(24)
        path = self.folder / made / file.name
        path.parent.mkdir()
        file.rename(path)
        self._files[made] = path
        while len(self._files) > _WAITING:
            self.drop(next(iter(self._files)))
        return made

    @contextmanager
    def taken(self, made: str) -> Iterator[Path]:
        """A file, which nobody else finds meanwhile; it is forgotten behind the context, but waits again after a fault.

        Raises:
            WebError: no file waits under that word.
        """
        path = self._files.pop(made, None)
        if path is None:
            raise WebError(404, "upload_gone", "没有等待保存的文件，可能已过时或已保存。请重新上传")
        try:
            yield path
        except BaseException:  # a request that is given up is cancelled
            self._files[made] = path
            raise
        shutil.rmtree(path.parent, ignore_errors=True)

    def drop(self, made: str) -> None:
        """Forget a file."""
        path = self._files.pop(made, None)
        if path is not None:
            shutil.rmtree(path.parent, ignore_errors=True)

    def close(self) -> None:
        """Forget all files."""
        shutil.rmtree(self.folder, ignore_errors=True)


def safe_name(name: str) -> str:
    r"""The last part of a file's name as a browser sends it, without signs that a path could be made of.

    >>> safe_name("../../etc/通知.txt"), safe_name("C:\\a\\意见.docx"), safe_name("..")
    ('通知.txt', '意见.docx', '上传的文件')
    """
    last = _NO_NAME.sub("_", printable(re.split(r"[\\/]", name)[-1])).strip(" .")
    while len(last.encode()) > _NAME_LENGTH:
        last = last[1:]
    return last or "上传的文件"
