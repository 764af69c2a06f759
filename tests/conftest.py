"""What holds for all tests: nothing of the user's is touched, nobody else's machine is asked; and the command."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from answer.cli import main
from command_line import PARKS, POOLS, Run
from index.library import library_path

settings.register_profile("short", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("full", deadline=None, max_examples=2000)
settings.load_profile("full" if os.environ.get("ZHENGCE_LOOPS") == "full" else "short")


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The library of whoever runs the tests is neither read nor written."""
    folder = tmp_path_factory.mktemp("folders")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ZHENGCE_HOME", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A connection to another machine is an error."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[str, int] | str) -> None:
        if self.family != socket.AF_UNIX and not _is_here(str(address[0])):
            raise AssertionError(f"a test connects to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("", "localhost")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the library of a test lives; nothing is there yet."""
    return tmp_path / "home"


@pytest.fixture
def path(home: Path) -> Path:
    """The file of that library."""
    return library_path(home)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a notice on parks and rules on pools, in two encodings."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "parks.txt").write_text(PARKS, encoding="utf-8")
    (folder / "pools.txt").write_text(POOLS, encoding="gb18030")
    return folder


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process: exit status, standard output and error."""
    monkeypatch.setenv("ZHENGCE_HOME", str(home))
    monkeypatch.delenv("COLUMNS", raising=False)

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(one) for one in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return command


@pytest.fixture
def filled(run: Run, files: Path) -> Run:
    """The command, on a library of these files."""
    assert run("ingest", files)[0] == 0
    return run
