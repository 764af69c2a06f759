"""What several processes compute is what one computes, begun before it is asked for or not."""

from dataclasses import replace

import pytest

from index.codec import digest, piece_json
from index.parallel import Computing
from index.rows import Unstored, stored
from ingest.read import read_text


def unstored(number: int) -> Unstored:
    reading = read_text(f"{number}.txt", f"关于绿化的通知\n一、种树{number}00棵。\n二、依照本通知第一条养护。")
    body = piece_json(reading.documents[0])
    return Unstored(0, digest([body]), body, reading.source.text)


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_come_in_the_order_in_which_they_are_asked_for(jobs: int) -> None:
    documents = [unstored(number) for number in range(40)]
    changed = [replace(one, text=one.text.replace("种树", "植树")) for one in documents]
    # In reverse; some were begun as they are, one as it was before, some not at all.
    wanted = {number: changed[number] if number == 3 else documents[number] for number in reversed(range(40))}
    computing = Computing(jobs)
    try:
        for number in range(35):
            computing.begin(number, documents[number])
        found = list(computing.each(wanted.items()))
        again = list(computing.each(enumerate(changed)))
    finally:
        computing.close()

    assert found == [(number, stored(one)) for number, one in wanted.items()]
    assert again == [(number, stored(one)) for number, one in enumerate(changed)]


def test_a_few_documents_need_no_other_process() -> None:
    documents = [unstored(number) for number in range(5)]
    computing = Computing(2)
    for number, one in enumerate(documents):
        computing.begin(number, one)

    assert list(computing.each(enumerate(documents))) == [(number, stored(one)) for number, one in enumerate(documents)]
    assert computing._pool is None
