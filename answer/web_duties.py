"""The obligations of a library as rows: who, must or may, what, how much, by when, under which condition, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from answer.norms import Modality, Norm, Value
from answer.passages import DocumentText, Passage
from answer.quantity_records import Kind
from answer.reading import read_norms
from answer.web_tables import Event
from answer.web_templates import provision_url
from index.store import Library
from ingest.records import Document, Level, Provision

MODALITIES = {
    Modality.SHALL: "应当",
    Modality.SHALL_NOT: "不得",
    Modality.MAY: "可以",
    Modality.MAY_NOT_NEED: "可以不",
    Modality.SHOULD: "原则上",
    Modality.ENCOURAGE: "鼓励",
    Modality.DECLARE: "标准",
}
HEADINGS = ("文件", "标题", "适用地", "条款", "主体", "性质", "数量", "条件", "期限", "原文", "出处")
_TIMES = frozenset({Kind.DATE, Kind.PERIOD, Kind.FREQUENCY})


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation, permission or standard of a provision."""

    key: str
    document: str
    title: str
    place: str
    label: str
    address: str
    #: who is bound, "" where the text does not say
    bearer: str
    modality: Modality
    #: the amounts, in the text's own words
    amounts: tuple[str, ...]
    #: the conditions, in the text's own words
    conditions: tuple[str, ...]
    #: dates, periods and frequencies, in the text's own words
    times: tuple[str, ...]
    #: days that the calendar has, ISO 8601; "--01-31" for each year
    dates: tuple[str, ...]
    #: the sentence
    text: str
    url: str


def duties(library: Library, keys: Sequence[str] | None = None) -> tuple[Duty, ...]:
    """The obligations of some documents, or of all, in reading order."""
    made: list[Duty] = []
    for key in library.keys() if keys is None else keys:
        document = library.document(key)
        provisions = {one.address: one for one in document.provisions}
        for passage in DocumentText(library, key).passages:
            provision = provisions[passage.address]
            if provision.level is not Level.TITLE:
                norms = (norm for norm in read_norms(passage.text) if _obliges(norm))
                made.extend(_duty(document, provision, passage, norm) for norm in norms)
    return tuple(made)


def _obliges(norm: Norm) -> bool:
    return bool(norm.values) or norm.modality is not Modality.DECLARE


def _duty(document: Document, provision: Provision, passage: Passage, norm: Norm) -> Duty:
    header = document.header
    return Duty(
        key=document.key,
        document=header.document_number or header.title,
        title=header.title,
        place=header.place,
        label=provision.label,
        address=provision.address,
        bearer=norm.bearer,
        modality=norm.modality,
        amounts=tuple(_words(one) for one in norm.values if one.quantity.kind not in _TIMES),
        conditions=tuple(filter(None, (*(one.text for one in norm.conditions), norm.event))),
        times=tuple(_words(one) for one in norm.values if one.quantity.kind in _TIMES),
        dates=tuple(_dates(norm)),
        text=_sentence(passage, norm),
        url=provision_url(document.key, provision.address),
    )


def _words(value: Value) -> str:
    return " ".join(filter(None, (value.label, value.quantity.text)))


def _dates(norm: Norm) -> Iterator[str]:
    for value in norm.values:
        quantity = value.quantity
        if quantity.kind is Kind.DATE and quantity.valid:
            if quantity.date is not None:
                yield quantity.date.isoformat()
            elif quantity.stated.startswith("--") and len(quantity.stated) == 7:
                yield quantity.stated


def _sentence(passage: Passage, norm: Norm) -> str:
    """The norm's own words; the whole sentence where they are short."""
    own = passage.text[norm.start : norm.end].strip()
    return own if len(own) > 12 else passage.text.strip()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which obligations are asked for; what is "" asks for all."""

    document: str = ""
    place: str = ""
    bearer: str = ""
    modality: str = ""
    words: str = ""
    #: "amount", "time" or ""
    has: str = ""


def chosen(found: Sequence[Duty], wanted: Wanted) -> list[Duty]:
    """The obligations that are asked for, in order."""
    return [one for one in found if _fits(one, wanted)]


def _fits(duty: Duty, wanted: Wanted) -> bool:
    return (
        wanted.document in ("", duty.key)
        and wanted.place in duty.place
        and wanted.bearer in duty.bearer
        and wanted.modality in ("", duty.modality.value)
        and all(word in duty.text for word in wanted.words.split())
        and (wanted.has != "amount" or bool(duty.amounts))
        and (wanted.has != "time" or bool(duty.times))
    )


def row(duty: Duty, origin: str) -> tuple[str, ...]:
    """The obligation as a row under `HEADINGS`; `origin` is where the server is."""
    return (
        duty.document,
        duty.title,
        duty.place,
        duty.label,
        duty.bearer,
        MODALITIES[duty.modality],
        "；".join(duty.amounts),
        "；".join(duty.conditions),
        "；".join(duty.times),
        duty.text,
        origin + duty.url,
    )


def events(found: Sequence[Duty], today: date, origin: str) -> Iterator[Event]:
    """The days that obligations name; those of each year begin in the year of `today`."""
    for duty in found:
        for stated in duty.dates:
            is_yearly = stated.startswith("--")
            day = _day(f"{today.year}-{stated[2:]}" if is_yearly else stated)
            if day is not None:
                digest = sha256(f"{duty.key}|{duty.address}|{duty.text}|{stated}".encode()).hexdigest()[:24]
                summary = f"{duty.bearer or duty.document}: {duty.text[:60]}"
                words = f"{duty.text}\n{duty.document} {duty.label}"
                yield Event(digest, day, summary, words, origin + duty.url, is_yearly)


def _day(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated)
    except ValueError:
        return None


def duty_json(duty: Duty) -> dict[str, object]:
    """The obligation as JSON."""
    return {
        "key": duty.key,
        "document": duty.document,
        "title": duty.title,
        "place": duty.place,
        "label": duty.label,
        "address": duty.address,
        "bearer": duty.bearer,
        "modality": duty.modality.value,
        "amounts": list(duty.amounts),
        "conditions": list(duty.conditions),
        "times": list(duty.times),
        "dates": list(duty.dates),
        "text": duty.text,
        "url": duty.url,
    }
