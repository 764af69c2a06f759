"""The command itself: its help, wrong use, and faults in one line."""

import json
import re
from pathlib import Path

import pytest

from answer.cli_help import HELP
from command_line import Run


@pytest.mark.parametrize("command", sorted(HELP))
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")

    assert status == 0
    assert f"用法: zhengce {command}" in out
    assert f"zhengce {command} " in out.split("例:")[1]
    assert not [word for word in ("Usage", "Options", "Arguments", "Show this") if word in out]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nosuch"], "用法有误: 没有命令 'nosuch'。请看 zhengce --help\n"),
        (["cite"], "用法有误: 缺少参数 引用。请看 zhengce cite --help\n"),
        (["search", "--limt", "3", "x"], "用法有误: 没有选项 --limt，是否指 --limit。请看 zhengce search --help\n"),
        (["search", "x", "--limit", "0"], "用法有误: 选项 --limit 的值无效。请看 zhengce search --help\n"),
        (["ask", "--file"], "用法有误: 选项 --file 后面缺少内容。请看 zhengce"),
        (["cite", "a", "b"], "用法有误: 参数过多，含空格的内容请加引号: (b)。请看 zhengce cite --help\n"),
    ],
)
def test_wrong_use_is_told_in_one_line(run: Run, arguments: list[str], message: str) -> None:
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith(message)


def test_every_command_is_in_the_help(run: Run) -> None:
    listed = run("--help")[1].split("命令:")[1]

    assert re.findall(r"^  ([a-z]+)", listed, re.MULTILINE) == [
        *("ask", "cite", "search", "documents", "show", "check", "extract", "compare"),
        *("ingest", "remove", "review", "doctor", "serve", "log"),
    ]


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    status, out, err = run()

    assert (status, out) == (2, "")
    assert "用法: zhengce" in err


def test_version(run: Run) -> None:
    status, out, _ = run("--version")

    assert (status, out.startswith("zhengce ")) == (0, True)


def test_home_and_json_may_stand_before_the_command(run: Run, files: Path, tmp_path: Path) -> None:
    run("--home", tmp_path / "other", "ingest", files / "parks.txt")

    assert len(json.loads(run("--home", tmp_path / "other", "--json", "documents")[1])["documents"]) == 1
    assert json.loads(run("documents", "--json")[1])["bundled"]


def test_a_damaged_library_is_one_line_and_status_3(filled: Run, home: Path) -> None:
    (home / "library.sqlite").write_bytes(b"damaged" * 1000)
    for name in ("library.sqlite-wal", "library.sqlite-shm"):
        (home / name).unlink(missing_ok=True)

    status, out, err = filled("documents")

    assert (status, out, err.count("\n")) == (3, "", 1)
    assert "重新导入" in err


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("answer.cli_options.open_library", interrupt)

    assert run("documents") == (130, "", "")


def test_an_engine_that_there_is_not_is_told_before_any_work(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGCE_ENGINE", "tantvy")
    for command in (("documents",), ("ask", "郑州850户的小区要配多少社区用房"), ("doctor",)):
        said = "环境变量 ZHENGCE_ENGINE 的值“tantvy”无效。可用的值: auto、memory、tantivy\n"
        assert run(*command) == (2, "", said)
    monkeypatch.setenv("ZHENGCE_ENGINE", "")
    assert run("documents")[0] == 0


def test_an_internal_fault_is_one_line_and_not_no_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("spilled\nmilk")

    monkeypatch.setattr("answer.cli_options.open_library", fail)

    assert run("documents")[::2] == (3, "内部错误 (RuntimeError: spilled milk)。设 ZHENGCE_DEBUG=1 再运行可见详情\n")
    monkeypatch.setenv("ZHENGCE_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run("documents")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "/somewhere"), "读写失败: /somewhere Permission denied"),
        (OSError(28, "No space left on device"), "读写失败: No space left on device"),
        (OSError("closed"), "读写失败: closed"),
    ],
)
def test_a_fault_of_the_system_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr("answer.cli_options.open_library", fail)

    assert run("documents")[::2] == (3, f"{said}\n")
