"""Documents of towns that no corpus holds, and what a library of them answers."""

from datetime import date

from answer.answers import Answer
from answer.compose import answer
from index.store import Library
from index.writer import Writer
from ingest.read import read_text

_ISSUED = """{place}人民政府关于{matter}的{kind}
{short}政发〔{year}〕{number}号
各区人民政府:
{rules}
{place}人民政府
{year}年3月1日
"""
TODAY = date(2026, 5, 4)
#: a draft, and a law without a place
DRAFT_OPINION = """烟台市人民政府关于加强托育设施建设的意见(征求意见稿)
各区人民政府:
一、托育设施应当按每千户2个的标准设置。
烟台市人民政府
2019年5月6日
"""
LAW_TEXT = """中华人民共和国幼儿看护法
第一条 为了保障幼儿健康，制定本法。
第二条 看护点每班不得超过20人。
第三条 本法自2015年3月1日起施行。
"""


def issued(place: str, year: int, matter: str, *rules: str, kind: str = "通知") -> str:
    """A document of a town, a rule a line; its number is the year's last two digits."""
    named = {"place": place, "short": place[0], "year": year, "number": year % 100}
    return _ISSUED.format(matter=matter, kind=kind, rules="\n".join(rules), **named)


def held(*texts: str) -> Library:
    """A library of these texts, in memory."""
    writer = Writer.in_memory()
    writer.add([read_text(f"{at}.txt", text) for at, text in enumerate(texts)])
    return Library(writer.connection, "memory")


def ask(question: str, library: Library) -> Answer:
    """What the library answers."""
    return answer(question, library, today=TODAY)


def amounts(made: Answer) -> list[tuple[str, str, str]]:
    """Relation, number or numbers, and unit of each amount."""
    numbers = ((one, one.value if one.value is not None else f"{one.low}-{one.high}") for one in made.amounts)
    return [(one.relation, str(number), one.unit) for one, number in numbers]


def working(made: Answer) -> str:
    """All steps of all amounts."""
    return "\n".join(step.text for one in made.amounts for step in one.working)


def kinds(made: Answer) -> list[str]:
    """The kinds of the warnings, in order."""
    return [one.kind for one in made.warnings]
