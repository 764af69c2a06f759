"""`zhengce serve`, the web form, and `zhengce log`, what was asked there."""

import ipaddress
import socket
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import AsJson, Home, home_of, is_json, library_of, put, tell
from ingest.errors import InputError

if TYPE_CHECKING:
    from answer.web_settings import Settings

_SHORTEST_TOKEN = 16


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="地址", help="监听的地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="端口", help="0 为任一空闲端口", min=0, max=65535)] = 8000,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="文件", help="口令文件，设了就每次访问都要口令")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", metavar="主机名", help="浏览器可用的主机名，可多次")
    ] = None,
    allow_upload: Annotated[bool, typer.Option("--allow-upload", help="允许上传文件 (须有口令文件)")] = False,
    no_log: Annotated[bool, typer.Option("--no-log", help="不记录提问")] = False,
    keep_days: Annotated[
        int, typer.Option("--keep-days", metavar="天", help="提问和评价保留的天数", min=1, max=3650)
    ] = 90,
    home: Home = None,
) -> None:
    """Answer questions in a browser, until interrupted."""
    host = host.strip("[]")
    token = _token_for(host, token_file, allow_upload=allow_upload)
    library_of(ctx, home).close()  # one that cannot be opened is told before anything listens
    from answer.web import create_app
    from answer.web_refusals import without_port
    from answer.web_server import serve as run
    from answer.web_settings import LOCAL_HOSTS, Settings

    named = [without_port(one) for one in allow_host or ()]
    settings = Settings(
        home=home_of(ctx, home),
        hosts=tuple(dict.fromkeys((*LOCAL_HOSTS, *_own_names(host), *named))),
        token=token,
        allow_upload=allow_upload,
        log=not no_log,
        keep_days=keep_days,
    )
    listening = _listening(host, port)
    _tell_where(host, listening, settings)
    if _is_for_all(host) and not named:
        tell("别的机器要用主机名或地址访问，请用 --allow-host 写明，例如 --allow-host 192.168.1.20")
    run(create_app(settings), listening)


def _token_for(host: str, file: Path | None, *, allow_upload: bool) -> str:
    """The token of a file, "" where none is given.

    Raises:
        InputError: none is given where one has to be, or the file cannot be used.
    """
    if file is not None:
        return _token(file)
    if not is_local(host):
        raise InputError(f"{host} 可从别的机器访问，须用 --token-file 给出口令文件。只在本机使用时请去掉 --host")
    if allow_upload:
        raise InputError("--allow-upload 须与 --token-file 一起使用，以免任何人都能改动资料库")
    return ""


def _listening(host: str, port: int) -> socket.socket:
    from answer.web_server import listen

    try:
        return listen(host, port)
    except OSError as error:
        raise InputError(f"无法使用 {host} 的端口 {port}: {error.strerror}。请用 --port 换一个端口") from error


def _tell_where(host: str, listening: socket.socket, settings: "Settings") -> None:
    shown = f"[{host}]" if ":" in host else host
    tell(f"已启动: http://{shown}:{listening.getsockname()[1]}/  按 Ctrl+C 停止")
    if settings.log:
        tell("提问会记入资料库所在文件夹，用 zhengce log 查看；不需要时加 --no-log")
    if not is_local(host):
        tell("口令和内容不加密传输；跨网段使用时，请放在 HTTPS 反向代理之后")


def _is_for_all(host: str) -> bool:
    return host in ("0.0.0.0", "::")


def is_local(host: str) -> bool:
    """Whether only this machine can reach an address.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("0.0.0.0"), is_local("::")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _own_names(host: str) -> tuple[str, ...]:
    """The address itself as a name in a Host header; not one that stands for all addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return (host.lower(),)
    if address.is_unspecified:
        return ()
    return (f"[{address}]",) if address.version == 6 else (str(address),)


def _token(file: Path) -> str:
    """The token of a file.

    Raises:
        InputError: it cannot be read, others may read it, or the token is too short.
    """
    try:
        token = file.read_text(encoding="utf-8").strip()
        others = file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"口令文件 {file} 无法读取。请检查路径、权限和编码 (UTF-8)") from error
    if others:
        raise InputError(f"口令文件 {file} 别人也能读。请先运行 chmod 600 {file}")
    if len(token) < _SHORTEST_TOKEN or not token.isprintable():
        raise InputError(f"口令至少 {_SHORTEST_TOKEN} 个可见字符，写在一行里")
    return token


def log(
    ctx: typer.Context,
    feedback: Annotated[bool, typer.Option("--feedback", help="看评价，不看提问")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show what was asked in the web form, or what readers said of the answers."""
    from answer.render_json import line_of
    from answer.web_log import FILE_NAME, read_log
    from index.library import home_folder

    path = home_folder(home_of(ctx, home)) / FILE_NAME
    entries = list(read_log(path, "feedback" if feedback else "questions"))
    for entry in entries:
        put(line_of(entry))
    if not entries and not is_json(ctx, as_json):
        tell("还没有记录")
