"""What a changed file changes: the provisions that are new, gone, or worded differently."""

from dataclasses import dataclass

from ingest.labels import read_label
from ingest.normalize import fold
from ingest.records import Level, Reading

_NAMES = {Level.TITLE: "标题", Level.SIGNATURE: "落款", Level.ADDRESSEES: "主送机关"}


@dataclass(frozen=True, slots=True)
class Changes:
    """Provisions by their labels, each with its document where a file holds several."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def find_changes(before: Reading, after: Reading) -> Changes:
    """What `after` has that `before` had not; a provision that only moved to another number is no change.

    Where a label stays and its words differ, the provision is changed; else it is added or removed.
    """
    old, new = _worded(before), _worded(after)
    same = {words for _, words in old} & {words for _, words in new}
    gone = dict(entry for entry in old if entry[1] not in same)
    came = dict(entry for entry in new if entry[1] not in same)
    return Changes(
        added=tuple(label for label in came if label not in gone),
        removed=tuple(label for label in gone if label not in came),
        changed=tuple(label for label in came if label in gone),
    )


def _worded(reading: Reading) -> list[tuple[str, str]]:
    """Label of each provision, and its folded words without their number."""
    text, several = reading.source.text, len(reading.documents) > 1
    out = []
    for document in reading.documents:
        name = document.header.document_number or document.header.title
        for provision in document.provisions:
            label = provision.label or _NAMES.get(provision.level, provision.heading or provision.level.value)
            where = f"{name} {label}" if several else label
            words = fold(text[provision.own.start : provision.own.end]).text
            number = read_label(words)
            out.append((where, words[number.end :] if number is not None else words))
    return out
