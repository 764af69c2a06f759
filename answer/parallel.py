"""Items that give each kind of thing its own number: 年税额如下: (一)大城市1.5元至30元; (二)中等城市1.2元至24元."""

from collections.abc import Sequence

from answer.evaluate import Need
from answer.evaluate_facts import overlap
from answer.passages import Passage
from answer.question_records import Part
from answer.reading_words import without_label
from answer.select import Reader
from answer.tables import Row, rows_of
from ingest.regex import regex

#: an item of more characters says more than a kind and its number
_LONGEST = 40
#: kinds that a question for one of them names, at most
_SHOWN = 6
#: what an item gives its number for each of is no kind: 未配备电梯的住宅,每平方米建筑面积50元
_MEASURE = regex(r"面积$|标准$|^每")


def kinds_beside(reader: Reader, rows: Sequence[Row], part: Part) -> list[Row]:
    """The items beside the one that the rows stand in, itself included, where the part names none of their kinds.

    Empty if the part names one, or if the items do not each give one kind its number of the same unit.
    """
    passage = rows[0].passage
    text = reader.text(passage.document)
    parent = text.provisions[passage.address].parent
    if parent is None or not passage.lead.endswith(":") or not _kind(rows, passage):
        return []
    unit, found = rows[0].norm.values[0].unit, []
    for sibling in text.children.get(parent, ()):
        for one in text.by_address.get(sibling.address, ())[:1]:
            other = rows_of(one)
            kind = _kind(other, one)
            if not kind or other[0].norm.values[0].unit != unit or overlap(kind, part.text + part.context):
                return []
            found += other
    return found if len(found) > 1 else []


def which(rows: Sequence[Row]) -> Need:
    """What is missing where the kind is: which of these it is."""
    kinds = [_kind([row], row.passage) for row in rows]
    more = "等" if len(kinds) > _SHOWN else ""
    return Need(f"属于哪一类（{'、'.join(kinds[:_SHOWN])}{more}）", "")


def _kind(rows: Sequence[Row], passage: Passage) -> str:
    """The kind that an item gives a number, "" if it does not give one kind one number."""
    if len(rows) != 1 or len(rows[0].norm.values) != 1 or rows[0].norm.conditions or len(passage.text) > _LONGEST:
        return ""
    value = rows[0].norm.values[0]
    before = without_label(passage.text[: value.quantity.start]).split(",")[0]
    name = value.category or value.label
    return before if len(before) > 1 and _MEASURE.search(name) else name
