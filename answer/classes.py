"""Classes that a text defines in one provision and rules on in another: 一类地区是指…, …为A类人才.

A question names what belongs to the class, the rule that answers it names the class.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answer.evaluate_facts import Fact
from answer.findings import Finding
from answer.opposites import CLASS_SIGN
from answer.passages import DocumentText, Passage
from answer.question_records import Part
from answer.reading_words import without_label
from answer.scope import Scope
from answer.select import NUMERAL, Reader
from answer.solve import solve
from index.search import search_places
from index.tokens import word_class
from ingest.records import Level
from ingest.regex import regex

_NAME = r"[\u4e00-\u9fff]"
#: a provision that defines has one of these
_DEFINES = regex(rf"(?:是指|指的是|范围(?:是|为|包括)|包括|[为属列]于?{CLASS_SIGN}|{CLASS_SIGN}{_NAME}{{0,6}}[为:])")
#: the class first (一类地区是指…, 特种用水范围包括…), or what belongs to it first (…为A类人才)
_FORWARD = regex(
    rf"(?:(?:本{_NAME}{{1,6}}?)?所称的?)?(?P<name>(?:{CLASS_SIGN})?(?:(?![是指包为])[\u4e00-\u9fffA-Z]){{0,10}}?)"
    r"(?:的?范围)?,?"
    r"(?P<verb>是指|指的是|包括|为|是|:)(?P<members>[^;。:]{2,200})"
)
_BACKWARD = regex(
    rf"(?P<members>[^;。:]{{2,200}}?),?(?:列|划|认定|确定|评定|归)?(?:为|属于|入)(?P<name>{CLASS_SIGN}{_NAME}{{0,8}})[,;。]?$"
)
_SIGNED, _CLAUSE = regex(CLASS_SIGN), regex(r"[^;。]{4,240}[;。]?")
#: what the members of a class stand between, what they begin with and end with beside their own name
_BETWEEN = regex(r"[、,]|以?及|[和或与]")
_HEAD = regex(r"^(?:(?:具有|具备|获得|取得|持有|拥有|入选|担任|符合|从事|经认定的|在?本[市区县](?:的)?|其中)+)")
_TAIL = regex(
    r"(?:的?(?:人才|人员|学位|学历|职称|(?:职业)?资格|证书|称号|专家|企业|单位|项目|用户|用水|家庭|[获入][得选]者|等|[者人])){1,6}$"
)
_NO_MEMBER = regex(r"^(?:其他|其它|其余|除|上述|前款|以上|下列|本)|\d")
#: a name in a question is one only of so many signs, and a class has at most so many members
_SHORTEST, _MEMBERS = 2, 40
#: provisions whose documents are looked at where nothing is found in the words of the question
_PROPOSED = 8


@dataclass(frozen=True, slots=True)
class Class:
    """A class of a document, with what belongs to it."""

    name: str
    #: what of its name tells it from others: 一类 of 一类地区; the name itself if nothing does
    sign: str
    members: tuple[str, ...]
    passage: Passage


def solve_by_class(
    reader: Reader, part: Part, scope: Scope, facts: Sequence[Fact], earlier: Sequence[Finding], question: str
) -> list[Finding]:
    """The findings of a part, also where it names what belongs to a class and the rule names the class.

    `question` is all of it, folded, the names of places too, which may belong to one.
    """
    found = solve(reader, part, scope, facts, earlier)
    for one, member in _meant(reader, part, scope, found, question):
        if any(f.asked and member in f.passages[0].text for f in found[:1]) or one.sign in part.text:
            continue
        text = part.text.replace(member, one.name) if member in part.text else f"{one.name} {part.text}"
        made = solve(reader, replace(part, text=text), scope, facts, earlier)
        made = [f for f in made if f.key == one.passage.document and (f.asked or f.needs) and _rules_on(one, f)]
        if made:
            return [_by_class(f, part, one, member) for f in made[:1]]
    return found


def _by_class(finding: Finding, part: Part, one: Class, member: str) -> Finding:
    """The finding as one of the question's own words, with the definition that it stands on."""
    finding.part = replace(part, text=finding.part.text)
    finding.passages = list(dict.fromkeys([*finding.passages, one.passage]))
    finding.cautions.append(("inferred", f"“{member}”按原文归入“{one.name}”作答，请核对是否属于这一类"))
    return finding


def _rules_on(one: Class, finding: Finding) -> bool:
    """Whether the deciding sentence rules on the class, and is not its definition."""
    first = finding.results[0][1] if finding.results else finding.passages[0]
    return first != one.passage and one.sign in f"{first.lead}{first.text}"


def _meant(
    reader: Reader, part: Part, scope: Scope, found: Sequence[Finding], question: str
) -> list[tuple[Class, str]]:
    """The classes to which something belongs that the part names, with its name, the longest first."""
    keys: tuple[str, ...] = tuple(dict.fromkeys(finding.key for finding in found))
    if not found:
        hits = search_places(reader.library, part.text, limit=_PROPOSED, documents=scope.keys)
        keys = tuple(dict.fromkeys(document for document, _, _ in hits))
    named = [
        (one, member)
        for key in keys
        for one in reader.text(key).once(classes_of)
        for member in one.members
        if _is_said(member, question) and is_ruled_on(one, reader.text(key))
    ]
    return sorted(named, key=lambda pair: -len(pair[1]))


def _is_said(member: str, said: str) -> bool:
    """Whether a text has a name, and not as a part of a longer word: 博士 does not stand in 博士后."""
    at = said.find(member)
    end = at + len(member)
    longer = [(at, end + more) for more in (1, 2)] + [(max(at - more, 0), end) for more in (1, 2) if at]
    return at >= 0 and not any(word_class(said[start:stop]) for start, stop in longer if said[start:stop] != member)


def classes_of(text: DocumentText) -> tuple[Class, ...]:
    """The classes that a document defines."""
    if not text.speaks_of(_DEFINES):
        return ()
    return tuple(one for ones in text.speaking_of(_DEFINES) for passage in ones for one in _defined(passage))


def is_ruled_on(one: Class, text: DocumentText) -> bool:
    """Whether another provision of the document rules on a class with a number."""
    others = (p for p in text.passages if p != one.passage and one.sign in p.text)
    rules = (without_label(p.text) for p in others if text.provisions[p.address].level is not Level.TITLE)
    return any(NUMERAL.search(rule.replace(one.sign, "")) for rule in rules)


def _defined(passage: Passage) -> Iterator[Class]:
    """The classes that a sentence defines."""
    for clause in _CLAUSE.findall(without_label(passage.text)):
        back = _BACKWARD.fullmatch(clause)
        match = back or _FORWARD.match(clause)
        if match is None:
            continue
        name = match["name"]
        signed = _SIGNED.match(name)
        is_class = signed is not None or (not back and match["verb"] in ("是指", "指的是", "包括"))
        members = _members(match["members"]) if is_class and len(name) > 1 else ()
        if members:
            yield Class(name, signed[0] if signed else name, members, passage)


def _members(text: str) -> tuple[str, ...]:
    """The names of what belongs to a class, as a question may write them, each also without what is usual around it.

    >>> _members("具有博士学位或正高级职称的人才")
    ('具有博士学位', '博士学位', '博士', '正高级职称的人才', '正高级')
    """
    found: dict[str, None] = {}
    for written in _BETWEEN.split(text)[:_MEMBERS]:
        member = written.strip("“”()。;的")
        if not _NO_MEMBER.search(member):
            bare = _HEAD.sub("", member)
            found |= dict.fromkeys((member, bare, _TAIL.sub("", bare)))
    return tuple(name for name in found if len(name) >= _SHORTEST)
