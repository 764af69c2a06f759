"""Answers, provisions and documents as text for a terminal; the words are in the templates beside this file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from answer.answers import Amount, Answer, AnswerStatus
from answer.citations import CitedProvision
from answer.decimals import decimal_text
from answer.layout import first_words, flowed, grouped, printable, wrapped
from answer.wording import RELATION_WORDS
from ingest.records import Header, Status

if TYPE_CHECKING:
    from jinja2 import Environment

_STATUS = {
    Status.DRAFT: "征求意见稿，未生效",
    Status.SUPERSEDED: "已被取代",
    Status.REPEALED: "已废止",
    Status.IN_FORCE: "现行有效",
    Status.UNKNOWN: "不明",
}
_MARKS = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.NEEDS_INPUT: "【需补充信息】",
    AnswerStatus.NOT_FOUND: "【未找到依据】",
}
#: what a person has said of how a provision is read, "" if nobody has
REVIEW_NOTES = {"extracted": "", "reviewed": "已审核", "disputed": "有疑问，请核对原文"}
_DATES = (
    ("dated_on", "成文"),
    ("issued_on", "印发"),
    ("promulgated_on", "公布"),
    ("published_on", "发布"),
    ("effective_on", "施行"),
    ("repealed_on", "废止"),
)
#: a rewrite of the whole question is not shown again
_SHORT = 24
#: width of a line that shows only the beginning of a text, where nothing sets a width
_BRIEF = 100


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("answer"), autoescape=False, trim_blocks=True, undefined=StrictUndefined, auto_reload=False
    )
    made.filters |= {"wrap": wrapped, "flow": flowed, "brief": _brief}
    made.globals |= {"named": named, "validity": _validity, "refer": _refer, "dated": _dated}
    return made


def rendered(template: str, **values: object) -> str:
    """The text that a template makes of `values`, without control characters or empty lines around it."""
    return printable(_environment().get_template(f"{template}.j2").render(**values)).strip("\n") + "\n"


def _brief(text: str, width: int | None, indent: int = 0) -> str:
    return first_words(text, max(8, (width or _BRIEF) - indent))


def named(cited: CitedProvision) -> str:
    """Document and place of a citation, as a person writes it."""
    title = f"《{cited.title}》" if cited.title else ""
    number = "" if cited.document == cited.title else cited.document
    return " ".join(filter(None, [title + number, cited.label]))


def status_text(status: Status, note: str) -> str:
    """The validity of a document in words, with what it stands on."""
    return _STATUS[status] + (f" ({note})" if note else "")


def header_facts(header: Header) -> list[str]:
    """What a document says about itself, a line each, with validity always."""
    dates = [f"{day.isoformat()} {word}" for name, word in _DATES if (day := getattr(header, name))]
    facts = [
        ("文号", header.document_number),
        ("发文机关", "、".join(header.issuing_authority)),
        ("适用地", header.place),
        ("日期", "，".join(dates)),
        ("效力", status_text(header.status, header.status_note)),
    ]
    return [f"{name}: {value}" for name, value in facts if value]


def _validity(cited: CitedProvision) -> str:
    return status_text(cited.status, cited.status_note)


def _dated(cited: CitedProvision) -> str:
    """The day of the document that is cited, if it has one."""
    return f"日期: {cited.dated_on.isoformat()}  " if cited.dated_on else ""


def _refer(citations: Sequence[int]) -> str:
    return "".join(f" [{number + 1}]" for number in citations)


@dataclass(frozen=True, slots=True)
class _AmountLines:
    """An amount as it is shown."""

    #: label, relation, number, unit, basis
    line: str
    #: the working
    steps: tuple[str, ...]


def answer_text(answer: Answer, width: int | None = None) -> str:
    """An answer for people: the conclusion first, then amounts, what is missing, cautions and provisions.

    `width` is the terminal's, None breaks no lines.
    """
    return rendered(
        "answer",
        answer=answer,
        amounts=[_amount_lines(amount) for amount in answer.amounts],
        conclusion=short_conclusion(answer),
        mark=_MARKS[answer.status],
        understood=understood_text(answer),
        width=width,
    )


def short_conclusion(answer: Answer) -> str:
    """The conclusion without the provisions that stand below it, where there are amounts to say it."""
    if not answer.amounts and not answer.missing:
        return answer.conclusion
    return re.sub(r"(?:。原文|。规定是): .*?(?=；(?!\d)|$)", "", answer.conclusion)


def understood_text(answer: Answer) -> str:
    """How the question was read, where it was not read as it stands."""
    read = answer.understood
    parts = [
        "、".join(read.places),
        "、".join(f"{year}年" for year in read.years),
        "，".join(f"{one.name}={grouped(decimal_text(one.value))}{one.unit}" for one in read.inputs),
        "；".join(f"“{before}”按“{after}”理解" for before, after in read.rewrites if len(before) < _SHORT),
    ]
    return "；".join(filter(None, parts))


def number_words(amount: Amount) -> tuple[str, str]:
    """The relation of an amount in words, "" for a plain number or a range, and its number with the thousands apart."""
    if amount.value is None:
        return "", "–".join("?" if end is None else grouped(decimal_text(end)) for end in (amount.low, amount.high))
    return RELATION_WORDS.get(amount.relation, ""), grouped(decimal_text(amount.value))


def _amount_lines(amount: Amount) -> _AmountLines:
    number = " ".join(filter(None, (*number_words(amount), amount.unit)))
    basis = f" ({amount.basis})" if amount.basis and amount.basis not in amount.label else ""
    label = f"{amount.label}: " if amount.label else ""
    note = REVIEW_NOTES[amount.review]
    line = f"{label}{number}{basis} [{amount.citation + 1}]" + (f" ({note})" if note else "")
    steps = tuple(step.text + ("" if step.citation is None else f" [{step.citation + 1}]") for step in amount.working)
    return _AmountLines(line, steps)
