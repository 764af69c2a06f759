"""The command `zhengce`: reads arguments, turns errors into one line, and gives back the exit status.

0 answered or found, 1 no answer, 2 bad input or usage, 3 the library is broken.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from answer.cli_ask import ask
from answer.cli_check import check
from answer.cli_compare import compare
from answer.cli_doctor import doctor
from answer.cli_extract import extract
from answer.cli_help import HELP, OVERALL, ChineseCommand, ChineseGroup
from answer.cli_library import documents, ingest, remove, show
from answer.cli_options import BAD_INPUT, BROKEN, AsJson, Home, put, tell
from answer.cli_review import review
from answer.cli_search import cite, search
from answer.cli_serve import log, serve
from answer.layout import printable
from index.engines import wanted_engine
from ingest.errors import ZhengceError

INTERRUPTED, PIPE_CLOSED = 130, 141
#: if set, an internal fault shows where it happened
DEBUG_VARIABLE = "ZHENGCE_DEBUG"

app = typer.Typer(
    name="zhengce",
    cls=ChineseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="先问一句: zhengce ask '新建1500户的住宅小区，社区用房要多大'",
)

_READING = (ask, cite, search, documents, show, check, extract, compare)
_KEEPING = (ingest, remove, review, doctor, serve, log)
for command in (*_READING, *_KEEPING):
    app.command(cls=ChineseCommand, help=HELP[command.__name__])(command)

# What the framework says, and what it means.
_REASONS = (
    ("No such command", "没有命令"),
    ("Missing command", "缺少命令"),
    ("Got unexpected extra arguments", "参数过多，含空格的内容请加引号:"),
    ("Got unexpected extra argument(s)", "参数过多，含空格的内容请加引号:"),
    ("Got unexpected extra argument", "参数过多，含空格的内容请加引号:"),
)
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        put(f"zhengce {version('zhengce')}")
        raise typer.Exit


@app.callback(help=OVERALL)
def options(
    ctx: typer.Context,
    home: Home = None,
    as_json: AsJson = False,
    version: Annotated[
        bool, typer.Option("--version", help="显示版本", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Keep the options given before the command; a setting that cannot be used is told before any work."""
    wanted_engine()
    ctx.obj = {"home": home, "json": as_json}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives back the exit status. A fault is one line, and never status 1, which means no answer."""
    _write_utf8()
    # All is let go when the process ends: looking for what can be would take a sixth of a question's time.
    atexit.register(gc.freeze)
    try:
        status = app(args=None if arguments is None else list(arguments), prog_name="zhengce", standalone_mode=False)
        sys.stdout.flush()
    except ZhengceError as error:
        return _failed(str(error), error.exit_status)
    except _UsageError as error:
        return _misused(error)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        # The framework ends with status 1 where a pipe is closed.
        if not isinstance(error if isinstance(error, OSError) else error.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        said = (str(error.filename or ""), error.strerror or str(error))
        return _failed(" ".join(filter(None, ("读写失败:", *said))), BROKEN)
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        return _failed(f"内部错误 ({type(error).__name__}: {error})。设 {DEBUG_VARIABLE}=1 再运行可见详情", BROKEN)
    return status if isinstance(status, int) else 0


def _failed(message: str, status: int) -> int:
    tell(" ".join(printable(message).split("\n")))
    return status


def _misused(error: Exception) -> int:
    """Say in one Chinese line what is wrong with the arguments; without any, show the help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        tell(str(getattr(error, "message", error)))
        return BAD_INPUT
    where = getattr(getattr(error, "ctx", None), "command_path", "zhengce")
    return _failed(f"用法有误: {_usage_reason(error)}。请看 {where} --help", BAD_INPUT)


def _usage_reason(error: Exception) -> str:
    kind = type(error).__name__
    message = str(getattr(error, "message", error)).rstrip(".")
    if kind == "NoSuchOption":
        nearest = " 或 ".join(getattr(error, "possibilities", None) or ())
        return f"没有选项 {getattr(error, 'option_name', '')}" + (f"，是否指 {nearest}" if nearest else "")
    if kind == "MissingParameter":
        return f"缺少{_parameter(error)}"
    if kind == "BadParameter":
        return f"{_parameter(error)} 的值无效"
    if kind == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 后面缺少内容"
    for beginning, reason in _REASONS:
        if message.startswith(beginning):
            return f"{reason} {message.removeprefix(beginning).strip()}".strip()
    return message


def _parameter(error: Exception) -> str:
    """The option or argument at fault, as the help names it."""
    parameter = getattr(error, "param", None)
    if getattr(parameter, "param_type_name", "") == "option":
        return f"选项 {max(getattr(parameter, 'opts', ()), key=len, default='')}"
    return f"参数 {getattr(parameter, 'metavar', None) or getattr(parameter, 'name', '')}".strip()


def _write_utf8() -> None:
    """Write UTF-8 whatever the platform's code page, and never fail on a character or where a stream is closed."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and stream.encoding.lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
