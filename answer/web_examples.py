"""Questions to begin with, made from what the library itself rules and tried on it before they are shown."""

import re
from collections.abc import Iterator
from itertools import islice

from answer.answers import AnswerStatus
from answer.compose import answer
from answer.norms import Norm
from answer.passages import DocumentText
from answer.reading import read_norms
from answer.web_shelf import today
from index.store import Library
from ingest.records import Header, Level

#: examples shown, and candidates tried for one document
_SHOWN, _TRIED = 5, 8
# What a label that makes sense in a question ends with, by the unit of its amount.
_ENDINGS = {
    "元": (
        "费",
        "费用",
        "经费",
        "补贴",
        "补助",
        "津贴",
        "工资",
        "报酬",
        "待遇",
        "资金",
        "罚款",
        "保证金",
        "价格",
        "标准",
    ),
    "平方米": ("用房", "面积", "场所", "场地", "设施", "用地", "中心", "办公室", "活动室"),
    "人": ("人员", "编制", "职数", "人数", "工作者", "委员", "干部", "成员", "社工", "规模"),
    "户": ("范围", "规模", "户数"),
    "%": ("比例", "标准", "幅度", "税率", "费率"),
    "年": ("任期", "期限", "年限", "有效期"),
    "月": ("期限", "试用期"),
}
_NOUN = re.compile(r"[\u4e00-\u9fff]{4,14}")


def examples(library: Library) -> tuple[str, ...]:
    """Questions that the library answers, one a document at most."""
    found = (question for key, header in library.headers() if (question := _of_document(library, key, header)))
    return tuple(islice(dict.fromkeys(found), _SHOWN))


def citation_examples(library: Library) -> tuple[str, ...]:
    """Citations that lead somewhere: numbers of documents with the label of one of their provisions."""
    return tuple(islice(_citations(library), 2))


def _citations(library: Library) -> Iterator[str]:
    for key, header in library.headers():
        if header.document_number:
            label = next((one.label for one in library.document(key).provisions if _is_deep(one.level, one.label)), "")
            yield header.document_number + label


def _is_deep(level: Level, label: str) -> bool:
    return level in (Level.LEVEL, Level.ARTICLE, Level.SUBPARAGRAPH) and len(label) > 1


def _of_document(library: Library, key: str, header: Header) -> str:
    """The first question of a document that the library answers from this document."""
    for question in islice(_candidates(library, key, header), _TRIED):
        made = answer(question, library, today=today())
        if made.status is AnswerStatus.ANSWERED and made.amounts and made.citations[0].key == key:
            return question
    return ""


def _candidates(library: Library, key: str, header: Header) -> Iterator[str]:
    if not header.place:
        return
    for passage in DocumentText(library, key).passages:
        for norm in read_norms(passage.text):
            for label in _labels(norm):
                yield f"{header.place}{label}是多少"


def _labels(norm: Norm) -> Iterator[str]:
    for value in norm.values:
        if _NOUN.fullmatch(value.label) and value.label.endswith(_ENDINGS.get(value.unit, ())):
            yield value.label
