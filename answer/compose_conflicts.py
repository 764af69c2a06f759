"""Documents that rule on one matter differently: of one place, of several places, on different bases."""

from collections.abc import Sequence
from itertools import islice

from answer.answers import Missing
from answer.compose_draft import Draft
from answer.findings import Finding
from answer.repeals import repealing
from answer.scope import Scope
from answer.select import Reader
from answer.wording import amount_words, conclusion_of
from index.facets import year_of
from ingest.records import Status

#: rules of other places that fit nearly as well make the place a question
_ALIKE = 0.8
#: how many places a question without a place may fit before it is asked back
_PLACES_SHOWN = 4
#: a later document goes before one that fits better, if it fits within this share: for a value, for words alone
_NEAR_VALUE, _NEAR_WORDS = 0.75, 0.92


def asks_place(draft: Draft, found: Sequence[Finding]) -> bool:
    """Whether the matter is ruled differently in several places, so that the place has to be asked for."""
    header = draft.reader.library.header
    near = [f for f in found if f.score >= _ALIKE * found[0].score and (f.results or f.needs)]
    places = list(dict.fromkeys(header(f.key).place for f in near if header(f.key).place))
    if len(places) < 2 or not header(found[0].key).place:
        return False
    shown = [primary(draft.reader, [f for f in near if header(f.key).place == place], None)[0] for place in places]
    for finding in islice(shown, _PLACES_SHOWN):
        for passage in finding.passages:
            draft.cite(passage)
        draft.lines.append(f"{header(finding.key).place}: {conclusion_of(finding)}")
    numbers = tuple(range(len(draft.citations)))
    if all(one.name != "城市" for one in draft.missing):
        draft.missing.append(Missing("城市", "", f"请说明是哪个城市: {'、'.join(places)}", numbers))
    return True


def primary(reader: Reader, found: list[Finding], scope: Scope | None) -> tuple[Finding, list[Finding]]:
    """The finding of the latest document that is no draft, and the others of the same place.

    One that the question names goes first, unless it is repealed and words of the titles of several are said.
    """
    header = reader.library.header
    place = header(found[0].key).place
    alike = [f for f in found if header(f.key).place == place]
    is_meant = scope is not None and scope.explicit and repealing(reader, found[0].key) is None
    if is_meant or not place or len(alike) < 2:
        return found[0], []
    final = [f for f in alike if header(f.key).status is not Status.DRAFT] or alike
    final = [f for f in final if repealing(reader, f.key) is None] or final
    near = _NEAR_VALUE if found[0].results or found[0].needs else _NEAR_WORDS
    final = [f for f in final if f.worth >= near * final[0].worth]
    first = max(final, key=lambda f: (year_of(header(f.key)) or 0, f.worth))
    return first, [f for f in alike if f is not first]


def set_beside(draft: Draft, first: Finding, other: Finding) -> None:
    """Say that another document of the place rules on the matter too.

    Where they are of no kind, as reports are, only if both give amounts.
    """
    mine, theirs = draft.reader.library.header(first.key), draft.reader.library.header(other.key)
    if not (mine.kind and theirs.kind) and not (first.results and other.results):
        return
    number = draft.cite(other.passages[0])
    name = theirs.document_number or theirs.title
    words = "、".join(filter(None, (amount_words(result) for result, _ in other.results[: other.asked])))
    said = words or other.passages[0].text
    kind = "征求意见稿" if theirs.status is Status.DRAFT else f"{year_of(theirs) or ''}年的文件"
    bases = {r.basis for r, _ in (*first.results[: first.asked], *other.results[: other.asked])}
    relation = "已被明文废止" if repealing(draft.reader, other.key) else "两份文件表述不同，未见明文废止"
    draft.warn("conflict", f"同一地方的{name}({kind})另有规定: {said}；{relation}", number)
    if len(bases) > 1 and words:
        named = "、".join(basis or "未写明" for basis in sorted(bases))
        pair = f"{name}与{mine.document_number or mine.title}"
        draft.warn("basis", f"{pair}的面积口径不同({named})，不能直接比较", number)


def compare_bases(draft: Draft, findings: Sequence[Finding]) -> None:
    """Say where areas of several documents are measured differently, and where one place has several rules."""
    areas = [(f, r.basis) for f in findings for r, _ in f.results[: f.asked] if r.unit == "平方米"]
    if len({f.key for f, _ in areas}) > 1 and len({basis for _, basis in areas}) > 1:
        named = "、".join(dict.fromkeys(f"{f.scope.label}: {basis or '口径未写明'}" for f, basis in areas))
        draft.warn("basis", f"各文件的面积口径不同({named})，不能直接比较")
    header = draft.reader.library.header
    held = [f.key for f in findings if repealing(draft.reader, f.key) is None]
    places = [header(key).place for key in dict.fromkeys(held) if header(key).place]
    if len(places) > len(set(places)):
        draft.warn("conflict", "同一地方有几份文件对此作了规定，表述不同，未见明文废止")
