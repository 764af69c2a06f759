"""Questions about documents themselves: which ones say it, whether one is valid, from when, and in how many copies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from answer.citations import name_of
from answer.evaluate import Result
from answer.fitting import Fitting
from answer.matching import Term, content_words, credit, in_order
from answer.passages import Passage
from answer.quantities import scan
from answer.quantity_records import Kind
from answer.question_records import Part, Question
from answer.repeals import Term as DocumentTerm
from answer.repeals import repealing, repeals_in, term_of
from answer.scope import Scope
from answer.select import Reader
from index.facets import year_of
from index.tokens import word_class
from ingest.normalize import fold
from ingest.records import Header, Level, Status
from ingest.regex import regex

_EFFECT = regex(r"施行|执行|实施|生效|起用|启用|失效|到期|有效期|[有生]效到|[管用]到|开始[用实执]")
_UNTIL, _FROM = regex(r"失效|到期|有效期|有效到|[管用]到|截止"), regex(r"开始|起|施行|生效|启用")
_REPLACES = regex(
    r"(?:取代|替代|代替|废止|作废)了?的?(?:是)?(?:什么|哪|啥)|(?:什么|哪些?|哪个)[^,;。]{0,6}(?:被|由)[^,;。]{0,8}(?:取代|替代|废止)"
)
#: words of a question on the force of a document, and those that say an earlier one
_OF_FORCE, _EARLIER = (
    regex(r"有效|失效|废止|作废|作数|算数|管用|[取替]代|代替|继续"),
    regex(r"原来|原先|以前|过去|老|旧"),
)
_NO_TERM = "没有写明有效期"
_COPIES = regex(r"[有收存][录了着]{0,2}[几两多]份|重复收录|不完整|残缺|截断|完整吗|副本")
_EFFECT_WORDS = regex(r"(自|从)[^。;]{0,24}(起)?(施行|试行|执行|实施|生效)|(执行|施行|生效|实施)日期|发文之日")
#: words of documents and of their force, which name no other thing
_OF_DOCUMENTS = regex(
    r"征求意见稿?|草案|讨论稿|意见|通[知告]|公告|办法|条例|规定|[细规]则|指南|措施|方案|决定|标准|文件|政策|资料库?|规范|副本|版本|内容|原文|正式"
    r"|有效期?|生效|失效|到期|施行|执行|实施|期限|日期|废止|[取替]代|代替|作废"
)
#: documents that are told of, at most
_MOST = 3
#: a rule of a later document is like one of an earlier if its own words fit so well
_LIKE = 0.35
#: signs of a short name of a document's matter
_SHORT = 4
#: a thing of which so much stands in the title of a document is its matter
_IN_TITLE = 0.5
_STATUS_WORDS = {
    Status.DRAFT: "是征求意见稿，不是正式生效的文件",
    Status.REPEALED: "已经废止",
    Status.SUPERSEDED: "已被取代",
    Status.IN_FORCE: "现行有效",
    Status.UNKNOWN: "是否仍然有效，文中没有写明，资料库也没有收录废止它的文件",
}


@dataclass(slots=True)
class Statement:
    """Something said about documents, with the passages that it stands on."""

    text: str
    passages: list[Passage] = field(default_factory=list)
    cautions: list[tuple[str, str]] = field(default_factory=list)
    #: the quantities that were asked about, with their passages
    results: list[tuple[Result, Passage]] = field(default_factory=list)


def is_of_documents(reader: Reader, part: Part, keys: Sequence[str]) -> bool:
    """Whether the part names no thing but the matter of the documents: 养犬办法何时施行, but not 养犬登记证何时失效."""
    held = reader.library.catalogue.titles
    titles = "/".join(fold(held[key][0]).text for key in keys)
    words = content_words(part.text)
    if _in_order(_OF_DOCUMENTS.sub("", "".join(words)), titles):
        return True
    named = (_OF_DOCUMENTS.sub("", word) for word in words if _is_thing(word))
    return all(len(word) < 2 or credit(Term(word, 1.0), titles) >= _IN_TITLE for word in named)


def _in_order(words: str, titles: str) -> bool:
    """Whether the signs of two words or more stand in a title in this order: 非遗传承 in 非物质文化遗产传承人."""
    return len(words) >= _SHORT and in_order(words, titles)


def _is_thing(word: str) -> bool:
    """Whether a word is a noun, or a longer one that no dictionary has."""
    name = word_class(word)
    return name[:1] in ("n", "j") or name == "vn" or (not name and len(word) > 2)


def asks_for_copies(question: Question) -> bool:
    """Whether the question asks in how many copies a document is there."""
    return bool(_COPIES.search(question.folded))


def asks_for_effect(part: Part) -> bool:
    """Whether the part asks from when a document is in force."""
    return part.facets[0] == "when" and bool(_EFFECT.search(part.text))


def copies(reader: Reader, keys: Sequence[str]) -> Statement | None:
    """In how many copies the documents are held, and which copy is cut short."""
    said, passages, cautions = [], [], []
    for key in keys:
        document = reader.text(key).document
        if not document.copies:
            continue
        cut = [copy for copy in document.copies if copy[2]]
        name = name_of(document.header)
        text = f"《{name}》在资料库里有{len(document.copies) + 1}份，内容重复，已合并为一份"
        if cut:
            text += "；其中一份不完整，中途截断"
            cautions.append(("defect", f"{name}另有一份在中途截断，引文取自完整的一份"))
        said.append(text)
        cautions.append(("duplicate", f"{name}重复收录{len(document.copies) + 1}份"))
        passages.extend(_title_passages(reader, key))
    return Statement("；".join(said), passages, cautions) if said else None


def effect(reader: Reader, scope: Scope, today: date, parts: Sequence[Part]) -> Statement | None:
    """From when the documents of the scope are in force, as they say themselves, and until when.

    What a question asks of this in several parts is told at once, the same for each of `parts`.
    """
    untils = [asks_until(part) for part in parts]
    said: list[str] = []
    passages: list[Passage] = []
    for key in scope.keys[:_MOST]:
        header = reader.text(key).document.header
        found = [p for p in reader.text(key).passages if _EFFECT_WORDS.search(p.text)]
        day, term = header.effective_on, term_of(reader.text(key))
        if not found and day is None and term is None:
            continue
        start = f"自{_day(day)}起执行" if day is not None else ""
        end = _NO_TERM if any(untils) else ""
        if term is not None:
            end = f"有效期到{_day(term.until)}止，{_is_over(term, today)}"
        told = [end, start] if all(untils) else [start, end]
        said.append(name_of(header) + "，".join(filter(None, told)) if start or end else "")
        shown = [*found[-2:], *([term.passage] if term is not None else [])] or _title_passages(reader, key)
        passages.extend(dict.fromkeys(shown))
        if found or term is not None:
            said.extend(f"原文: {one.text.rstrip('。')}" for one in dict.fromkeys([*found[-1:], *shown[-1:]]))
    return Statement("。".join(filter(None, said)), passages) if passages else None


def asks_replaced(part: Part) -> bool:
    """Whether the part asks which earlier documents a document replaces."""
    return bool(_REPLACES.search(part.text))


def replaces(reader: Reader, keys: Sequence[str]) -> Statement:
    """Which earlier documents the documents repeal, as they say themselves."""
    said: list[str] = []
    passages: list[Passage] = []
    for key in keys[:_MOST]:
        name, found = name_of(reader.library.header(key)), list(repeals_in(reader.text(key)))
        titles = "、".join(f"《{title}》" for _, title in found)
        quotes = "".join(dict.fromkeys(passage.text for passage, _ in found))
        said.append(f"{name}写明废止的有{titles}。原文: {quotes}" if found else f"{name}没有写明废止或取代别的文件")
        passages.extend([passage for passage, _ in found] or _title_passages(reader, key))
    return Statement("。".join(said), passages)


def repealed_by_held(reader: Reader, part: Part, keys: Sequence[str], years: Sequence[int]) -> Statement | None:
    """That a held document repeals the one that the part names, which is not held itself; None if none does."""
    named = _OF_FORCE.sub("", "".join(content_words(part.text)))
    earlier = _EARLIER.sub("", named)
    for key in keys:
        holder = fold(reader.title(key)).text
        for passage, title in repeals_in(reader.text(key)):
            title_of_holder = holder.replace(title, "")  # 关于废止《甲办法》的决定 is not 甲办法
            is_other = any(str(year) in passage.text for year in years) or not _in_order(named, title_of_holder)
            if is_other and _in_order(earlier, title):
                name = name_of(reader.library.header(key))
                return Statement(f"《{title}》已被{name}明文废止。原文: {passage.text}", [passage])
    return None


def asks_until(part: Part) -> bool:
    """Whether the part asks until when a document is in force, not from when."""
    return bool(_UNTIL.search(part.text)) and not _FROM.search(part.text)


def _is_over(term: DocumentTerm, today: date) -> str:
    return "已经届满" if term.until < today else "尚未届满"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def validity(reader: Reader, keys: Sequence[str], today: date) -> Statement | None:
    """Whether the documents are in force, and which later documents of the same place rule on the same matter."""
    said: list[str] = []
    passages: list[Passage] = []
    cautions: list[tuple[str, str]] = []
    for key in keys[:_MOST]:
        header = reader.text(key).document.header
        ends = _ends(reader, key, today)
        said.append(f"{name_of(header)}{ends.text if ends else _STATUS_WORDS[header.status]}")
        passages.extend([*_title_passages(reader, key), *(ends.passages if ends else ())])
        said.extend(_age(header, today))
        if ends and repealing(reader, key):
            continue
        beside = _later(reader, key)
        if beside is not None:
            earlier, later = beside
            passages.extend([earlier, later])
            newer = reader.text(later.document).document.header
            said.append(f"同一地方后来的{name_of(newer)}对同一事项另有规定: {later.text}")
            cautions.append(("superseded", f"{name_of(newer)}晚于{name_of(header)}，两者表述不同，未见明文废止"))
    return Statement("。".join(said), passages, cautions) if said else None


def _ends(reader: Reader, key: str, today: date) -> Statement | None:
    """That a later document repeals this one, or when the term ends that it sets itself; None if neither is so."""
    by = repealing(reader, key)
    if by is not None:
        return Statement(f"已被{name_of(reader.library.header(by.document))}明文废止(原文: {by.text})", [by])
    term = term_of(reader.text(key))
    if term is None:
        return None
    return Statement(
        f"的有效期到{_day(term.until)}止，{_is_over(term, today)}(原文: {term.passage.text})", [term.passage]
    )


def _age(header: Header, today: date) -> list[str]:
    day = header.dated_on or header.published_on or header.issued_on
    return [f"该文件{day.year}年{day.month}月{day.day}日成文，距今{today.year - day.year}年"] if day else []


def _later(reader: Reader, key: str) -> tuple[Passage, Passage] | None:
    """The first rate of a document, and what the latest document of its place says like it, if one does."""
    own = reader.text(key).document.header
    year = year_of(own)
    rule = next((passage for passage in reader.text(key).passages if _has_rate(passage)), None)
    if not own.place or year is None or rule is None:
        return None
    held = reader.library.catalogue
    same = [(held.years[key] or 0, key) for key in held.areas[own.place] if key not in held.drafts]
    later = [other for at, other in sorted(same, reverse=True) if at > year]
    alike = (passage for other in later for passage in [_most_like(reader, rule, other)] if passage is not None)
    return next(((rule, passage) for passage in alike), None)


def _has_rate(passage: Passage) -> bool:
    return any(quantity.kind is Kind.EACH for quantity in scan(passage.text))


def _most_like(reader: Reader, rule: Passage, key: str) -> Passage | None:
    fitting = Fitting(reader.wanted(rule.text))
    fits = [fitting.match(p, reader.title(key)) for p in reader.text(key).passages if _has_rate(p)]
    best = max(fits, key=lambda fit: fit.inside, default=None)
    return best.passage if best is not None and best.inside > _LIKE else None


def _title_passages(reader: Reader, key: str) -> list[Passage]:
    text = reader.text(key)
    titles = [p for p in text.passages if text.provisions[p.address].level is Level.TITLE]
    telling = [p for p in titles if re.search(r"征求意见|执行日期|施行日期|\[\d{4}\]", p.text)]
    return (telling or titles)[:2]
