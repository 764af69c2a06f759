"""Questions to begin with, made from what the library itself rules and tried on it before they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from answer.answers import AnswerStatus
from answer.compose import answer
from answer.norms import Interval, Norm
from answer.passages import DocumentText
from answer.reading import read_norms
from answer.web_shelf import Shelf, today
from index.store import Library
from ingest.records import Header, Level
from ingest.regex import regex

#: examples shown, documents that they are looked for in, and candidates tried for one of them
_SHOWN, _DOCUMENTS, _TRIED = 5, 30, 6
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
    "%": ("比例", "幅度", "税率", "费率"),
    "年": ("任期", "期限", "年限", "有效期"),
    "月": ("期限", "试用期"),
}
_NOUN = regex(r"[\u4e00-\u9fff]{4,14}")


@dataclass(frozen=True, slots=True)
class Examples:
    """What a reader may begin with."""

    questions: tuple[str, ...]
    citations: tuple[str, ...]


async def examples(shelf: Shelf) -> Examples:
    """Questions that the library answers, one a document at most, and citations that lead somewhere.

    Each document is a piece of work of its own, so that others who ask do not wait for all of them.
    """
    questions: dict[str, None] = {}
    for key in await shelf.kept("example documents", lambda library: tuple(islice(library.keys(), _DOCUMENTS))):
        question = await shelf.kept(("example", key), partial(_of_document, key=key))
        if question:
            questions.setdefault(question)
        if len(questions) == _SHOWN:
            break
    return Examples(
        tuple(questions), await shelf.kept("example citations", lambda one: tuple(islice(_citations(one), 2)))
    )


def _citations(library: Library) -> Iterator[str]:
    for key, header in library.headers():
        if header.document_number:
            label = next((one.label for one in library.document(key).provisions if _is_deep(one.level, one.label)), "")
            yield header.document_number + label


def _is_deep(level: Level, label: str) -> bool:
    return level in (Level.LEVEL, Level.ARTICLE, Level.SUBPARAGRAPH) and len(label) > 1


def _of_document(library: Library, key: str) -> str:
    """The first question of a document that the library answers from this document."""
    for question in islice(_candidates(library, key, library.document(key).header), _TRIED):
        made = answer(question, library, today=today())
        if made.status is AnswerStatus.ANSWERED and made.amounts and made.citations[0].key == key:
            return question
    return ""


def _candidates(library: Library, key: str, header: Header) -> Iterator[str]:
    """Questions that norms of the document answer, those that take a number first: they show what is computed."""
    if not header.place:
        return
    norms = [norm for passage in DocumentText(library, key).passages for norm in read_norms(passage.text)]
    for norm in sorted(norms, key=lambda one: not one.conditions):
        case = _case(norm)
        for label in _labels(norm):
            yield f"{header.place}{case}{label}是多少"


def _case(norm: Norm) -> str:
    """A case that the norm is for, in words: 设计规模1500户的，; "" if it has no condition on a number."""
    for condition in norm.conditions:
        inside = _inside(condition.interval)
        if condition.unit in _ENDINGS and inside:
            return f"{condition.variable}{inside}{condition.unit}的，"
    return ""


def _inside(interval: Interval) -> int:
    """A number well inside an interval, 0 if there is none but that."""
    low, high = interval.low, interval.high
    if high is None:
        return int((low or 0) * 2)
    return int(((low or 0) + high) / 2)


def _labels(norm: Norm) -> Iterator[str]:
    for value in norm.values:
        if _NOUN.fullmatch(value.label) and value.label.endswith(_ENDINGS.get(value.unit, ())):
            yield value.label
