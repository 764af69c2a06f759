"""What `zhengce serve` was told, and the limits that hold for every request."""

from dataclasses import dataclass, field
from pathlib import Path

#: bytes of a path with its query: a question of 2,000 Chinese characters takes 18,000, of the rarest ones 24,000
LONGEST_TARGET = 25_000
#: bytes of all header lines together, and how many there may be
LONGEST_HEADERS, MOST_HEADERS = 32_000, 100
#: bytes of a body: of a form, and of an upload
LARGEST_FORM, LARGEST_UPLOAD = 64_000, 20_000_000
#: seconds for an answer, and for the upload of a file
SECONDS, UPLOAD_SECONDS = 15.0, 60.0
#: seconds for the head of a request, and for its body where that is no upload
HEAD_SECONDS, BODY_SECONDS = 10.0, 12.0
#: requests that may be worked on or wait at the same time; the next is told to come again
MOST_AT_ONCE = 400
#: hosts that a browser on this machine may call the server by
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server was told at its start."""

    #: folder of the library, None for the default
    home: Path | None = None
    #: names that requests may call the server by, without port
    hosts: tuple[str, ...] = LOCAL_HOSTS
    #: every request must show it; "" where none is needed
    token: str = field(default="", repr=False)
    #: whether documents may be sent in
    allow_upload: bool = False
    #: whether questions are noted down
    log: bool = True
    #: days that questions are kept
    keep_days: int = 90
