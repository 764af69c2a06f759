"""Files into the library: what is said of each, several at a time, and what a killed run leaves."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import hostile
import layouts
from answer.cli import app
from answer.ingest_changes import Changes, find_changes
from answer.ingest_files import FileReaders
from index.library import library_path, open_library
from ingest.isolation import Limits
from ingest.read import read_text

#: how often an ingest is killed
KILLS = 200 if os.environ.get("ZHENGCE_LOOPS") == "full" else 20
_HEAD = "某市人民政府关于社区用房的通知\n某政〔2020〕{}号\n各区：\n"
_BODY = "一、按每百户30平方米配建。\n二、由区财政承担。\n三、本通知自2020年1月1日起施行。\n"


def _write(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number:03}.txt" for number in range(count)]
    for number, file in enumerate(files):
        more = "".join(f"{at}.第{number}号文件的第{at}项要求，各区应当办理。\n" for at in range(1, 30))
        file.write_text(_HEAD.format(number) + _BODY + more, encoding="utf-8")
    return files


def _ingest(home: Path, *arguments: str) -> tuple[int, list[dict[str, object]]]:
    result = CliRunner().invoke(app, ["--home", str(home), "ingest", "--json", *arguments])
    assert "Traceback" not in result.output
    return result.exit_code, json.loads(result.stdout)["files"]


def test_a_changed_file_says_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(_HEAD.format(1) + _BODY, encoding="utf-8")
    assert _ingest(tmp_path / "home", str(file))[1][0]["outcome"] == "added"
    assert _ingest(tmp_path / "home", str(file))[1][0]["outcome"] == "unchanged"
    body = _BODY.replace("30", "40").replace("三、", "三、另设服务站。\n四、")
    file.write_text(_HEAD.format(1) + body, encoding="utf-8")
    status, (report,) = _ingest(tmp_path / "home", str(file))
    assert (status, report["outcome"]) == (0, "replaced")
    assert report["changes"] == {"added": ["三"], "removed": [], "changed": ["一"]}


def test_changes_are_shown_to_people(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for body in (_BODY, _BODY.replace("30", "40").replace("二、由区财政承担。\n", "")):
        file.write_text(_HEAD.format(1) + body, encoding="utf-8")
        result = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), "ingest", str(file)])
    assert "~ 删除 1 条: 二" in result.stdout
    assert "~ 修改 1 条: 一" in result.stdout


def test_a_provision_that_moved_is_no_change() -> None:
    before = read_text("a", _HEAD.format(1) + _BODY)
    after = read_text(
        "a", _HEAD.format(1) + _BODY.replace("一、", "一、新的一条。\n二、", 1).replace("二、由", "三、由")
    )
    assert find_changes(before, before) == Changes()
    assert "二" not in find_changes(before, after).removed


def test_bad_files_do_not_stop_the_others(tmp_path: Path) -> None:
    files = _write(tmp_path / "in", 3)
    bad = {
        "a.pdf": b"%PDF-1.4\n",
        "b.docx": b"PK\x03\x04",
        "c.txt": b"",
        "d.zip": b"\x1f\x8b\x08",
        "e.txt": b"\xff\x00\xfe" * 9,
    }
    bad["f.docx"] = hostile.hostile_packages()["laughs"]
    for name, data in bad.items():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "in" / "g.pdf").write_bytes(
        layouts.PdfPages().write([layouts.Item("paragraph", "一、各区应当配建用房。")])
    )
    for jobs in ("1", "3"):
        status, reports = _ingest(tmp_path / f"home{jobs}", str(tmp_path / "in"), "--jobs", jobs)
        assert status == 2
        outcomes = {str(one["file"]): one["outcome"] for one in reports}
        assert [name for name, outcome in outcomes.items() if outcome == "refused"] == sorted(bad)
        assert [outcomes[file.name] for file in files] == ["added"] * 3
        assert outcomes["g.pdf"] == "added"
        assert all("\n" not in str(one["message"]) for one in reports)


def test_the_library_is_the_same_however_many_read(tmp_path: Path) -> None:
    _write(tmp_path / "in", 9)
    digests = []
    for jobs in ("1", "4"):
        home = tmp_path / jobs
        _, reports = _ingest(home, str(tmp_path / "in"), "-j", jobs)
        assert [one["file"] for one in reports] == [f"{number:03}.txt" for number in range(9)]
        library = open_library(home)
        digests.append([library.document(key) for key, _ in library.headers()])
        library.close()
    assert digests[0] == digests[1]


def test_limits_come_from_the_command(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(hostile.PDF_MAKERS["forms_2_64"]())
    status, (report,) = _ingest(tmp_path / "home", str(file), "--seconds", "1")
    assert status == 2
    assert "解析超过 1 秒" in str(report["message"])
    assert open_library(tmp_path / "home").is_bundled


def test_a_fault_of_ours_fails_one_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    files = _write(tmp_path / "in", 2)
    monkeypatch.setattr("answer.ingest_files.read_file", broken)
    outcomes = list(FileReaders(Limits()).read(files))
    assert [outcome.reading for outcome in outcomes] == [None, None]
    assert "内部错误(ZeroDivisionError)" in outcomes[0].refusal


def test_a_worker_that_dies_is_one_line_for_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(*_: object) -> None:
        os._exit(9)

    files = _write(tmp_path / "in", 3)
    monkeypatch.setattr("answer.ingest_files.read_file", deadly)
    readers = FileReaders(Limits(), jobs=2)
    outcomes = list(readers.read(files)) + list(readers.read(files))
    readers.close()
    assert ["读取进程意外中断" in outcome.refusal for outcome in outcomes] == [True] * 6


@pytest.mark.slow
def test_a_killed_ingest_leaves_whole_documents_only(tmp_path: Path) -> None:
    """SIGKILL at random moments of ingests of 50 files; a second run completes what the killed one began."""
    files = _write(tmp_path / "in", 50)
    command = [sys.executable, "-m", "answer.cli", "--home"]
    began = time.monotonic()
    subprocess.run([*command, str(tmp_path / "first"), "ingest", str(tmp_path / "in")], check=True, capture_output=True)
    whole = time.monotonic() - began
    wanted = _held(tmp_path / "first")
    assert len(wanted) == 50
    moments = random.Random(4)
    killed = 0
    for number in range(KILLS):
        home = tmp_path / f"home{number // 10}"
        process = subprocess.Popen(
            [*command, str(home), "ingest", str(tmp_path / "in"), "-j", str(1 + number % 2)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, 1.1) * whole)
        killed += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        _assert_whole(home, wanted)
        if number % 10 == 9:
            subprocess.run([*command, str(home), "ingest", str(tmp_path / "in")], check=True, capture_output=True)
            assert _held(home) == wanted
        else:
            for file in moments.sample(files, 3):
                file.touch()
    assert killed > KILLS // 2


def _held(home: Path) -> dict[str, int]:
    library = open_library(home)
    found = {header.document_number: len(library.document(key).provisions) for key, header in library.headers()}
    library.close()
    return found


def _assert_whole(home: Path, wanted: dict[str, int]) -> None:
    if not library_path(home).exists():
        return
    assert all(wanted[number] == count for number, count in _held(home).items() if number in wanted)
