"""Look-up by citation: from what a user typed to a provision of the library, or the reason why there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.document_match import (
    KINDS,
    Headers,
    Matches,
    is_partly,
    is_same_title,
    match_number,
    match_title,
    plain_title,
    titles_of,
)
from ingest.addressing import Resolved, resolve_path
from ingest.citation import find_citations, parse_citations
from ingest.citation_path import format_path, read_whole_paths
from ingest.document_number import parse_document_number
from ingest.normalize import fold
from ingest.records import Citation, Document, Header, Provision, Span
from ingest.regex import regex

_PROVISION_SIGN = regex(r"[第条款项目0-9①-⑳]|[(（][一二三四五六七八九十]{1,3}[)）]")


class LibraryLike(Protocol):
    """What look-up asks of a library."""

    def headers(self) -> Sequence[tuple[str, Header]]:
        """Key and header of every document."""
        ...

    def document(self, key: str) -> Document:
        """The document of a key."""
        ...

    def text(self, source_name: str) -> str:
        """The text of a source."""
        ...

    def references(self) -> Iterable[tuple[str, str, Citation]]:
        """Key of the citing document, address of the citing provision, and what it cites."""
        ...


@dataclass(frozen=True, slots=True)
class CitationReading:
    """How a citation was read."""

    #: normal form of the number, or the title; "" if none was given
    document: str
    #: the steps of the path as they were read
    path: tuple[str, ...]
    #: "exact", "normalised" (another writing of the document), "mapped" (the path laid onto the document's own labels)
    how: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a citation leads to."""

    #: "found", "ambiguous", "not_found", "referenced"
    status: str
    #: None if the text cannot be read as a citation
    reading: CitationReading | None
    #: one or two sentences in Chinese
    message: str
    #: key of the document that is held, None if none is or several fit
    document_key: str | None = None
    #: the provisions in it; () with "found" means the whole document
    addresses: tuple[str, ...] = ()
    #: keys of the documents that may be meant, where one was not found for sure
    candidates: tuple[str, ...] = ()
    #: key and address of the provisions that cite the document, with "referenced"
    cited_by: tuple[tuple[str, str], ...] = ()


def look_up(citation_text: str, library: LibraryLike) -> LookUp:
    """The provision that `citation_text` names in any writing style, or why it leads to none."""
    headers = library.headers()
    citations = parse_citations(citation_text) or _read_behind_title(citation_text, headers)
    citations = citations or _read_in_sentence(citation_text)
    if not citations:
        words = " ".join(citation_text.split())[:40]
        return _none(None, f"读不出引用“{words}”。请写发文字号或标题，再写条款，例如“某政发〔2020〕1号第一条第2项”")
    citation = citations[0]
    if not citation.document or citation.document in KINDS:
        return _nameless(citation)
    matches = _match(citation, headers)
    if len(matches.keys) == 1:
        return _joined([_in_document(one, matches, library) for one in citations])
    if matches.keys:
        return _several(citation, matches.keys, headers)
    return _unheld(citation, matches, library)


def _read_behind_title(text: str, headers: Headers) -> tuple[Citation, ...]:
    """Provisions behind the title of a document that is held, whatever that title ends in."""
    folded = fold(text).text
    for title in (title for _, header in headers for title in titles_of(header)):
        paths = read_whole_paths(folded, len(title)) if folded.startswith(title) else None
        if paths:
            span = Span(0, len(text))
            return tuple(Citation(title, "title", path, span, text) for path in paths)
    return ()


def _read_in_sentence(text: str) -> tuple[Citation, ...]:
    """The one document that a sentence names, if nothing else in it looks like a provision."""
    named = [found for found in find_citations(text) if found.document]
    if not named or _PROVISION_SIGN.search(text.replace(named[0].text, "", 1)):
        return ()
    return tuple(named[:1])


def _joined(found: list[LookUp]) -> LookUp:
    """One answer to a list of provisions: found if all are, with all their addresses."""
    failed = next((one for one in found if one.status != "found"), None)
    if failed is not None or len(found) == 1:
        return failed or found[0]
    addresses = tuple(dict.fromkeys(address for one in found for address in one.addresses))
    return replace(found[0], addresses=addresses, message="；".join(one.message for one in found))


def _match(citation: Citation, headers: Headers) -> Matches:
    if citation.by == "number":
        return match_number(citation.document, headers)
    whole = match_title(citation.text, headers) if citation.path and citation.path[0][0] == "" else Matches()
    return whole if whole.is_exact else match_title(citation.document, headers)


def _nameless(citation: Citation) -> LookUp:
    message = f"“{citation.text}”没有写明是哪一个文件。请在前面加上发文字号或标题"
    return LookUp("ambiguous", _reading(citation, "exact"), message)


def _in_document(citation: Citation, matches: Matches, library: LibraryLike) -> LookUp:
    key = matches.keys[0]
    document = library.document(key)
    name = name_of(document.header)
    is_written = matches.is_exact and document.header.document_number in ("", citation.text[: len(citation.document)])
    how = "exact" if is_written or (matches.is_exact and citation.by == "title") else "normalised"
    if not citation.path or plain_title(citation.text) in titles_of(document.header):
        return LookUp("found", _reading(citation, how), f"资料库收录了{name}", document_key=key)
    resolved = resolve_path(document, citation.path, citation.text)
    reading = _reading(citation, how if resolved.is_exact else "mapped")
    labels = [_label(document, address) for address in resolved.addresses]
    if len(labels) == 1:
        message = f"{name} {labels[0]}"
        if not resolved.is_exact:
            message += f"（由“{_words(citation)}”对应而来）"
        return LookUp("found", reading, message, document_key=key, addresses=resolved.addresses)
    if labels:
        message = f"{name} 中“{_words(citation)}”可指 {'、'.join(labels)}。请写全层级"
        return LookUp("ambiguous", reading, message, document_key=key, addresses=resolved.addresses)
    return LookUp("not_found", reading, _absent(name, document, citation, resolved), document_key=key)


def _several(citation: Citation, keys: tuple[str, ...], headers: Headers) -> LookUp:
    names = _names(keys, headers)
    message = f"“{_asked(citation)}”可指资料库中的 {names}。请写全发文字号或标题"
    return LookUp("ambiguous", _reading(citation, "normalised"), message, candidates=keys)


def _unheld(citation: Citation, matches: Matches, library: LibraryLike) -> LookUp:
    headers, near = library.headers(), matches.near
    reading = _reading(citation, "exact")
    cited_by = _citing(citation, library)
    hint = f"。名称相近的有 {_names(near, headers)}" if near else ""
    if cited_by:
        document = library.document(cited_by[0][0])
        first = f"{name_of(document.header)} {_label(document, cited_by[0][1])}".strip()
        more = f"等 {len(cited_by)} 处" if len(cited_by) > 1 else " "
        message = f"资料库未收录{_asked(citation)}，只在 {first}{more}被引用{hint}"
        return LookUp("referenced", reading, message, candidates=near, cited_by=cited_by)
    if matches.is_close:
        message = f"资料库未收录{_asked(citation)}{hint}。如果指的是它，请写全"
        return LookUp("ambiguous", reading, message, candidates=near)
    return LookUp("not_found", reading, f"资料库未收录{_asked(citation)}{hint}", candidates=near)


def _none(citation: Citation | None, message: str) -> LookUp:
    reading = _reading(citation, "exact") if citation else None
    return LookUp("not_found", reading, message)


def _citing(citation: Citation, library: LibraryLike) -> tuple[tuple[str, str], ...]:
    """The provisions that cite the same document, by an equal number or title; by a partial one if only one fits it."""
    asked = parse_document_number(citation.document) if citation.by == "number" else None
    equal: dict[tuple[str, str], None] = {}
    partly: dict[str, list[tuple[str, str]]] = {}
    for key, address, other in library.references():
        if other.by != citation.by:
            continue
        if asked is None:
            if is_same_title(citation.document, other.document):
                equal.setdefault((key, address))
            continue
        number = parse_document_number(other.document)
        if number == asked:
            equal.setdefault((key, address))
        elif number is not None and is_partly(asked, number):
            partly.setdefault(other.document, []).append((key, address))
    if equal or len(partly) != 1:
        return tuple(equal)
    return tuple(dict.fromkeys(next(iter(partly.values()))))


def _absent(name: str, document: Document, citation: Citation, resolved: Resolved) -> str:
    """Says which step is missing, and what the document has in its place."""
    at = resolved.failed_at or 0
    width = 2 if citation.path[at + 1 : at + 2] and citation.path[at + 1][0] == "之" else 1
    step = citation.path[at : at + width]
    where = _label(document, resolved.reached) if resolved.reached else ""
    shown = [one for one in resolved.instead if one.ordinal is not None]
    asked = _as_written(step, shown)
    subject = f"{name} {where}".strip()
    if not shown:
        has = "它下面没有分层编号" if resolved.reached else "它没有这样的层级"
        return f"{subject} 没有{asked}：{has}"
    first, last = (_shown(one).removeprefix(where) for one in (shown[0], shown[-1]))
    has = f"只有{first}" if len(shown) == 1 else f"有{first}至{last}"
    return f"{subject} 没有{asked}：它{has}"


def _as_written(step: Sequence[tuple[str, int]], shown: Sequence[Provision]) -> str:
    kind, number = step[0]
    if kind == "" and shown:
        first = shown[0].number
        chinese = format_path((("", number),)).rstrip("、")
        return str(number) if first.isdecimal() else f"（{chinese}）" if first.startswith("(") else chinese
    return format_path(step).rstrip("、.")


def _shown(provision: Provision) -> str:
    if provision.number.isdecimal() and provision.label:
        return provision.label if provision.label.startswith("第") else provision.number
    return provision.number.replace("(", "（").replace(")", "）")


def _label(document: Document, address: str) -> str:
    return next((one.label or one.number for one in document.provisions if one.address == address), "")


def _reading(citation: Citation, how: str) -> CitationReading:
    steps = [format_path((step,)).rstrip("、") for step in citation.path]
    return CitationReading(citation.document, tuple(steps), how)


def _words(citation: Citation) -> str:
    return " ".join(citation.text.split())


def _asked(citation: Citation) -> str:
    return citation.document if citation.by == "number" else f"《{citation.document}》"


def name_of(header: Header) -> str:
    """How a document is named in a sentence: its number, a law or one without by its title in 《》."""
    is_order = "令" in header.document_number
    return f"《{header.title}》" if is_order or not header.document_number else header.document_number


def _names(keys: Sequence[str], headers: Headers) -> str:
    by_key = dict(headers)
    return "、".join(name_of(by_key[key]) for key in keys[:5]) + ("等" if len(keys) > 5 else "")
