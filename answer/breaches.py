"""What a provision on breaches refers to: 违反本条例第十一条规定的 says by itself nothing of what is forbidden."""

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.records import Provision
from ingest.regex import regex

BREACHED = regex("违\\s*反")
#: the articles that a sentence on breaches names
BREACH = regex(r"违反(?:了)?本[\u4e00-\u9fff]{1,4}?(?P<articles>(?:第[^条,;。]{1,8}条[^,;。条]{0,12}?[、和或及]?)+)")
_ARTICLE = regex(r"(?P<article>第[^条,;。]{1,8}条)(?:第[^款,;。]{1,4}款)?(?:第(?P<first>[^项,;。]{1,6})项)?")
#: an item of the article that the sentence before names: 违反第二项规定的
_ITEM = regex(r"违反(?:该条|前款)?第(?P<first>[^项条款,;。]{1,6})项")
_ENDS = regex(r"[,;。]|规定|违反")
#: characters of each provision referred to that are looked at, and of all of them
_EACH, _ALL = 120, 320


def referred(
    sentence: str, children: Callable[[str], Sequence[Provision]], articles: Callable[[str], Provision | None]
) -> Iterator[Provision]:
    """The provisions that a sentence says are breached, with their items, of one item that it names only this one."""
    for named in _articles_of(sentence):
        article = articles(named["article"])
        if article is not None:
            items, first = children(article.address), f"({named['first']})"
            one = [item for item in items if item.label.removesuffix("项").endswith(first)]
            yield article
            yield from one or items


def completed(sentence: str, before: str) -> str:
    """The sentence, an item alone (违反第二项规定的) as one of the last article that the sentence before it names."""
    named = [one["article"] for one in _articles_of(before)] if _ITEM.search(sentence) else []
    return _ITEM.sub(lambda item: f"违反本法{named[-1]}第{item['first']}项", sentence) if named else sentence


def _articles_of(sentence: str) -> Iterator[re.Match[str]]:
    for breach in BREACH.finditer(sentence):
        yield from _ARTICLE.finditer(sentence, breach.start("articles"), _end_of_clause(sentence, breach.end()))


def _end_of_clause(sentence: str, start: int) -> int:
    end = _ENDS.search(sentence, start)
    return end.start() if end else len(sentence)


def shortened(texts: Iterator[str]) -> str:
    """The beginnings of the texts as one text of bounded length."""
    found = ""
    for text in texts:
        if len(found) >= _ALL:
            break
        found += text[:_EACH]
    return found
