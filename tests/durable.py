"""Libraries that tests of durability write, kill and read."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from index.health import examine
from index.search import search
from index.store import Library
from index.writer import Writer
from ingest.read import read_file
from ingest.records import Reading

ROOT = Path(__file__).parents[1]
TEXT = """{name}城市绿化管理办法

第一条 为了加强城市绿化管理，制定本办法。

第二条 居住区绿地率不低于百分之{share}。

第三条 擅自砍伐树木的，处以每株{fine}元的罚款。

第四条 本办法自{year}年1月1日起施行。
"""
QUESTION = "砍伐树木罚款多少"
FULL = os.environ.get("ZHENGCE_LOOPS") == "full"
#: writes all files of a folder, then removes the first document and writes again, until it is killed
WRITE = """
import sys
from pathlib import Path
from index.health import repair
from index.writer import Writer
from ingest.read import read_file
path, files = Path(sys.argv[1]), sorted(Path(sys.argv[2]).iterdir())
readings = [read_file(file) for file in files]
print("ready", flush=True)
while True:
    with Writer.open(path) as writer:
        writer.add(readings)
    repair(path)
    with Writer.open(path) as writer:
        for (key,) in writer.connection.execute("SELECT key FROM documents ORDER BY key LIMIT 2").fetchall():
            writer.remove(key)
"""


def files(folder: Path, count: int = 3, *, first: int = 0) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(first, first + count):
        made.append(folder / f"{number}.txt")
        text = TEXT.format(name=f"{chr(0x4E59 + number)}市", share=20 + number, fine=100 + number, year=2000 + number)
        made[-1].write_text(text, encoding="utf-8")
    return made


def write(path: Path, sources: list[Path]) -> None:
    with Writer.open(path) as writer:
        writer.add([read_file(file) for file in sources])


def readings(sources: list[Path]) -> list[Reading]:
    return [read_file(file) for file in sources]


def hits(path: Path) -> list[tuple[str, str, float]]:
    library = Library.open(path)
    try:
        return [(hit.document, hit.address, hit.score) for hit in search(library, QUESTION)]
    finally:
        library.close()


def is_whole(path: Path) -> bool:
    """Whether nothing is wrong, and the search finds one provision of each document that is held."""
    if not path.exists() or examine(path):
        return not path.exists()
    library = Library.open(path)
    found = {hit.document for hit in search(library, QUESTION, limit=100)}
    library.close()
    return found == set(library.keys())


def kill_while_writing(path: Path, folder: Path, wait: float) -> None:
    command = [sys.executable, "-W", "ignore", "-c", WRITE, str(path), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
