"""The pages' templates: from the package only, every value escaped, no control character let through."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote as percent
from urllib.parse import urlencode

from answer.citations import document_url
from answer.layout import first_words, flowed, printable
from answer.render import header_facts, named, status_text
from answer.typed import LONGEST
from ingest.records import Header
from ingest.regex import regex

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSAFE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def page(template: str, **values: object) -> bytes:
    """The page that a template makes of `values`, in UTF-8."""
    return _environment().get_template(f"{template}.html.j2").render(**values).encode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("answer", "templates/web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        finalize=_shown,
    )
    made.filters |= {"flow": flowed, "brief": first_words}
    made.globals |= {
        "longest": LONGEST,
        "static": static_url,
        "document_url": document_url,
        "provision_url": provision_url,
        "query": query_url,
        "pairs": _pairs,
        "counted": _counted,
        "titles": _titles,
        "named": named,
        "header_facts": header_facts,
        "status_text": status_text,
    }
    return made


def _shown(value: object) -> object:
    """A value as it may stand in a page; text that is marked as HTML already comes from a template of ours."""
    if type(value) is str and _UNSAFE.search(value):
        return printable(value)
    return value


def _pairs(values: Iterable[str]) -> list[tuple[str, str]]:
    """Values as options of a choice, each shown as it is."""
    return [(value, value) for value in values]


def _counted(values: Iterable[tuple[str, int]], chosen: str) -> list[tuple[str, str]]:
    """Values with how many there are, as options; the chosen one even if there is none."""
    options = [(value, f"{value} ({count})") for value, count in values]
    return options if not chosen or chosen in dict(options) else [(chosen, f"{chosen} (0)"), *options]


def _titles(documents: Iterable[tuple[str, Header]]) -> list[tuple[str, str]]:
    """Documents as options, by title."""
    return [(key, header.title or key) for key, header in documents]


def query_url(path: str, **values: str) -> str:
    """A path with a query; values that are empty are left out.

    >>> query_url("/ask", q="a b&c", place="")
    '/ask?q=a+b%26c'
    """
    given = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(given, errors='replace')}" if given else path


def provision_url(key: str, address: str) -> str:
    """The page of one provision.

    >>> provision_url("国发-2003-1", "lvl_1")
    '/provisions/国发-2003-1/lvl_1'
    """
    return document_url(key).replace("/documents/", "/provisions/", 1) + "/" + percent(address, safe="")


def static_url(name: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    return f"/static/{name}?v={static_mark(name)}"


@cache
def static_mark(name: str) -> str:
    """A mark of what is in a file of ours."""
    return sha256(static_file(name)).hexdigest()[:10]


@cache
def static_file(name: str) -> bytes:
    """The bytes of a file that pages refer to."""
    return (files("answer") / "static" / name).read_bytes()
