"""The same question asked in several places, the answers side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.answers import Answer
from answer.compose import answer
from answer.render_json import SCHEMA, answer_json
from answer.web_answer import AnswerView, answer_view
from answer.web_shelf import today
from answer.web_words import WebError
from index.store import Library
from ingest.places import by_name, find_places

#: places side by side
MOST = 8


@dataclass(frozen=True, slots=True)
class Compared:
    """The answers to one question in several places."""

    topic: str
    #: place and answer
    answers: tuple[tuple[str, Answer], ...]
    #: the bases of the amounts; numbers on different bases do not compare
    bases: tuple[str, ...]


def compared(library: Library, topic: str, places: Sequence[str]) -> Compared:
    """The answers to a question in each of some places.

    Raises:
        WebError: more places than fit side by side.
    """
    if len(places) > MOST:
        raise WebError(400, "too_many_places", f"一次最多对照 {MOST} 个地方")
    bare = _without_places(topic)
    found = [(place, answer(f"{_full(place)}{bare}", library, today=today())) for place in dict.fromkeys(places)]
    bases = {
        one.basis or "未写明" for _, made in found for one in made.amounts if "面积" in one.unit or one.unit == "平方米"
    }
    return Compared(bare, tuple(found), tuple(sorted(bases)))


def views(library: Library, found: Compared) -> list[tuple[str, AnswerView]]:
    """The answers as shown."""
    return [(place, answer_view(made, library)) for place, made in found.answers]


def compared_json(found: Compared) -> dict[str, object]:
    """The comparison as JSON: of each place the answer as `ask` gives it."""
    return {
        "schema": SCHEMA,
        "topic": found.topic,
        "bases": list(found.bases),
        "places": [{"place": place, "answer": answer_json(made)} for place, made in found.answers],
    }


def _full(place: str) -> str:
    known = by_name(place)
    return known.name if known is not None else place


def _without_places(topic: str) -> str:
    for mention in reversed(find_places(topic)):
        topic = topic[: mention.span.start] + topic[mention.span.end :]
    return topic.strip() or "规定"
