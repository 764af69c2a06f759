"""Questions of a few words that only name a kind of rule, of one document: 谁管, 去哪办, 要多久, 违反罚多少.

They have no words that a search could find a provision by; the document itself says which of its provisions is of the
kind. Of several documents, they ask nothing that can be told.
"""

from collections.abc import Iterable
from dataclasses import replace

from answer.cutting import is_light
from answer.evaluate import Need
from answer.findings import Finding
from answer.kinds_asked import kind_asked, of_kind
from answer.matching import content_words
from answer.passages import Passage
from answer.question_records import Part
from answer.scope import Scope
from answer.select import Reader, is_title
from answer.telling import joined
from ingest.regex import regex

#: the name of the document, with which a question may begin: 某某条例里,
_NAME = regex(r"(?P<name>.{0,40}?(?:条例|办法|规定|意见|通知|细则|方案|决定|法))(?:里面?|中|上|规定)?[\s,:的]{0,2}")
#: words that ask what a breach costs and do not say of what
_FINE = regex(
    r"(?:如果)?(?:违反|违规|违法)?(?:了|的话|规定)?[,的]?(?:会|要|将)?(?:怎么|如何|怎样|咋|有什么)?(?:被)?(?:处罚|罚款|罚)"
    r"(?:多少|几)?(?:钱|元|款)?(?:吗|呢)?"
)
_FINES = regex("罚款|罚金|警告|拘留")
_BREACH = "违法行为"
#: provisions that are quoted where the question does not say which of them it means
_MOST = 6
#: characters of a provision on a fine
_LONGEST = 200
_OPEN = "问题没有说明是哪一事项，这里是文件中写到的一处，文件另有同类规定，请核对"


def bare_findings(reader: Reader, part: Part, scope: Scope) -> list[Finding]:
    """The finding of a part that names a kind of rule and nothing else, asked of one document; empty if it is none."""
    if len(scope.keys) != 1 or part.context:
        return []
    key = scope.keys[0]
    asked = replace(part, text=_without_name(part.text, reader.title(key)))
    if _FINE.fullmatch(asked.text):
        return _fined(reader, asked, scope)
    kind = kind_asked(asked.text)
    if kind is None or any(not is_light(word) for word in content_words(kind.asked.sub(" ", asked.text))):
        return []
    scored = [(of_kind(passage, asked), passage) for passage in _rules(reader, key)]
    most = max((score for score, _ in scored), default=0.0)
    found = _one_each(passage for score, passage in scored if score == most > 0)
    cautions = [("unclear", _OPEN)] if len(found) > 1 else []
    return [Finding(scope, asked, key, most, found[:1], cautions=cautions, beside=found[1:2])] if found else []


def _without_name(text: str, title: str) -> str:
    """The text without the name of the document, if it begins with it."""
    match = _NAME.match(text)
    is_name = match is not None and all(word in title or is_light(word) for word in content_words(match["name"]))
    return text[match.end() :] if match is not None and is_name else text


def _rules(reader: Reader, key: str) -> list[Passage]:
    return [passage for passage in reader.text(key).passages if not is_title(reader, passage)]


def _fined(reader: Reader, part: Part, scope: Scope) -> list[Finding]:
    """All fines of a document, each with what it is for; which of several applies depends on what was done."""
    text = reader.text(scope.keys[0])
    found = _one_each(passage for passage in _rules(reader, text.key) if _FINES.search(passage.text))
    whole = [joined(first, others, _LONGEST) for first, *others in (text.by_address[one.address] for one in found)]
    needs = [Need(_BREACH, "")] if len(found) > 1 else []
    return [Finding(scope, part, text.key, 1.0, whole[:_MOST], needs=needs)] if found else []


def _one_each(passages: Iterable[Passage]) -> list[Passage]:
    """The first of the passages of each provision, of the items of one list the first of all."""
    first: dict[str, Passage] = {}
    for passage in passages:
        above = passage.address.rpartition("__")[0] if passage.lead.endswith(":") else passage.address
        first.setdefault(above, passage)
    return list(first.values())
