"""Which requests are refused before anything else looks at them: by host, size, token and origin."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from answer.typed import LONGEST
from answer.web_settings import (
    LARGEST_FORM,
    LARGEST_UPLOAD,
    LONGEST_HEADERS,
    LONGEST_TARGET,
    MOST_HEADERS,
    Settings,
)

#: paths whose body may be a file
UPLOAD_PATHS = frozenset({"/upload", "/api/upload"})
#: paths on which a file is read, which takes longer than an answer may
READING_PATHS = UPLOAD_PATHS | {"/upload/keep"}
_CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "application/json")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status of HTTP with the reason, and what to do, in Chinese."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a request: what is known before its body is read."""

    method: str
    path: str
    #: bytes of the path with its query, as sent
    target_size: int
    headers: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of a header, "" without it; of several, the last."""
        return next((value for key, value in reversed(self.headers) if key == name), "")


def refusal_of(head: Head, settings: Settings) -> Refusal | None:
    """Why a request is refused, None if it is not."""
    checks = (_size(head), _host(head, settings), _token(head, settings), _origin(head, settings), _body(head))
    return next((found for found in checks if found is not None), None)


def largest_body(path: str) -> int:
    """Bytes that the body of a request to a path may have."""
    return LARGEST_UPLOAD if path in UPLOAD_PATHS else LARGEST_FORM


def too_large(path: str) -> Refusal:
    """The refusal of a body that is too large."""
    return Refusal(413, "body_too_large", f"内容超过 {largest_body(path) // 1000:,} KB。请缩短或分开提交")


def _size(head: Head) -> Refusal | None:
    if head.target_size > LONGEST_TARGET:
        return Refusal(414, "address_too_long", f"网址过长。问题最多 {LONGEST} 字，请缩短或分开提问")
    total = sum(len(name) + len(value) for name, value in head.headers)
    if total > LONGEST_HEADERS or len(head.headers) > MOST_HEADERS:
        return Refusal(431, "headers_too_large", "请求头过大。请清除本站的 Cookie 后再试")
    return None


def _host(head: Head, settings: Settings) -> Refusal | None:
    named = [value for key, value in head.headers if key == "host"]
    if len(named) == 1 and without_port(named[0]) in settings.hosts:
        return None
    return Refusal(
        400, "host_unknown", "不认识的主机名。请用启动时显示的网址访问，或在启动时用 --allow-host 加入这个名称"
    )


def without_port(host: str) -> str:
    """The name in a Host header, in lower case.

    >>> without_port("LOCALHOST:8000"), without_port("[::1]:8000")
    ('localhost', '[::1]')
    """
    name, colon, port = host.strip().lower().rpartition(":")
    return name if colon and port.isdecimal() and (":" not in name or name.endswith("]")) else host.strip().lower()


def _token(head: Head, settings: Settings) -> Refusal | None:
    if not settings.token or hmac.compare_digest(_shown_token(head).encode(), settings.token.encode()):
        return None
    ask = {"WWW-Authenticate": 'Basic realm="zhengce", charset="UTF-8"'}
    return Refusal(401, "token_needed", "需要访问口令。用户名任意，密码为管理员给出的口令", ask)


def _shown_token(head: Head) -> str:
    """The token of an Authorization header: as Bearer, or as the password of Basic, which any browser can send."""
    kind, _, value = head.get("authorization").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def _origin(head: Head, settings: Settings) -> Refusal | None:
    """Refuse what another site sends through the reader's browser.

    Sec-Fetch-Site decides where there is one; else Origin must be this host. A request with neither comes from no
    browser, and is let through.
    """
    if head.method in _CHANGES_NOTHING:
        return None
    site, origin = head.get("sec-fetch-site"), head.get("origin")
    if site:
        is_ours = site in ("same-origin", "none")
    else:
        is_ours = not origin or origin.lower().partition("://")[2] == head.get("host").lower()
    if is_ours:
        return None
    return Refusal(403, "other_site", "请求来自别的网站，未执行。请在本站页面上操作")


def _body(head: Head) -> Refusal | None:
    if head.method in _CHANGES_NOTHING:
        return None
    length = head.get("content-length")
    if length and (not length.isdecimal() or len(length) > 12 or int(length) > largest_body(head.path)):
        return too_large(head.path)
    if not head.get("content-type").lower().startswith(_FORMS) and length not in ("", "0"):
        return Refusal(415, "form_expected", "内容的格式不受支持，应为表单或 JSON")
    return None
