"""Any number of made-up documents, recombined from the sentences of the bundled corpus; the same for the same seed."""

import re
from collections.abc import Iterator
from random import Random

from benchmarks.provisions import reading
from index.fields import own_text
from index.store import Library
from ingest.records import Level, Reading
from ingest.sentences import sentences

_NUMBER = re.compile(r"[0-9]+")
_SURNAMES = "东西南北安平宁昌泰和兴永长新清河江湖山川林海云龙凤金银玉石桥塘湾港岭峰原野田园松柏梅兰竹"
_KINDS = ("实施办法", "管理规定", "若干意见", "通知", "工作方案", "暂行办法", "细则", "条例")
_TOPICS = (
    "社区用房",
    "社区工作者管理",
    "物业管理",
    "工作经费",
    "基层组织建设",
    "公共服务设施",
    "住宅区配套设施",
    "网格化服务",
    "居民自治",
    "志愿服务",
    "便民服务中心",
    "困难群众救助",
    "信息化建设",
    "人员招聘",
    "岗位补贴",
    "固定资产登记",
)
_HEADINGS = ("总则", "指导思想", "配套建设", "经费保障", "人员配备", "监督管理", "法律责任", "组织领导", "附则")
_SECTION = 12


def corpus_sentences(library: Library) -> list[str]:
    """The different sentences of a library's documents."""
    found: dict[str, None] = {}
    for document in library.documents():
        text = library.text(document.source)
        for provision in document.provisions:
            if provision.level not in (Level.TITLE, Level.ADDRESSEES, Level.SIGNATURE):
                words = own_text(provision, document, text)
                found.update(dict.fromkeys(words[start:end].strip() for start, end in sentences(words)))
    return [one for one in found if len(one) > 8]


def documents(known: list[str], provisions: int, seed: int = 1) -> Iterator[Reading]:
    """Documents with so many provisions in all: 20 to 120 each, of one to four sentences, numbers and names varied."""
    chance, made, number = Random(seed), 0, 0
    while made < provisions:
        number += 1
        count = min(chance.randint(20, 120), provisions - made)
        made += count
        yield _document(known, number, count, chance)


def _document(known: list[str], number: int, count: int, chance: Random) -> Reading:
    place = "".join(chance.choices(_SURNAMES, k=2)) + chance.choice("市县区")
    title = f"{place}{chance.choice(_TOPICS)}{chance.choice(_KINDS)}"
    rows, headings = [], chance.sample(_HEADINGS, k=len(_HEADINGS))
    for at in range(count):
        words = "".join(_varied(known, place, chance) for _ in range(chance.randint(1, 4)))
        rows.append((f"p{at}", headings[at // _SECTION % len(headings)], words))
    year = chance.randint(1998, 2026)
    return reading(f"{number:07}.txt", title, tuple(rows), number=f"{place[:2]}政发〔{year}〕{number}号")


def _varied(known: list[str], place: str, chance: Random) -> str:
    """A sentence whose clauses end as those of another one do, with other numbers, and sometimes the document's place.

    Crossed over, since tokens of a text that was seen before come from a cache, as those of real texts do not.
    """
    clauses, others = chance.choice(known).split("，"), chance.choice(known).split("，")
    for at, other in zip(range(len(clauses)), others, strict=False):
        cut, start = chance.randint(0, len(clauses[at])), chance.randint(0, len(other))
        clauses[at] = clauses[at][:cut] + other[start:]
    words = _NUMBER.sub(
        lambda found: str(max(1, round(int(found.group()[:9]) * chance.uniform(0.5, 2)))), "，".join(clauses)
    )
    return f"{place}{words}" if chance.random() < 0.1 else words
