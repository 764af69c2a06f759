"""How often the answer holds the words that answer: `python -m benchmarks.facts FILE.json`.

Builds the product's own library from the provisions of the file and asks each question as `zhengce ask` does. Beside
it stands the sentence that rank_bm25 with its own settings finds among all sentences, over jieba's words.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import jieba
import numpy as np
from rank_bm25 import BM25Okapi

from answer.answers import Answer
from answer.compose import answer
from benchmarks.provisions import Question, TestSet, read_set, readings
from index.search import search
from index.store import Library
from index.writer import Writer
from ingest.normalize import fold
from ingest.sentences import sentences

_FIRST = 5
_TODAY = date(2026, 1, 1)


def main() -> None:
    """Measure the product, then the baseline."""
    parser = argparse.ArgumentParser(prog="benchmarks.facts")
    parser.add_argument("file", type=Path)
    given = read_set(parser.parse_args().file)
    questions = [one for one in given.questions if bare(one.answer)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        with Writer.open(path) as writer:
            writer.add(readings(given))
        library = Library.open(path)
        made = [answer(one.text, library, today=_TODAY) for one in questions]
        ranks = [rank_of(one, library) for one in questions]
    quoted = [
        bool(one.citations) and one.citations[0].address in asked.gold
        for asked, one in zip(questions, made, strict=True)
    ]
    told = [holds(one, asked) for asked, one in zip(questions, made, strict=True)]
    print(f"questions {len(questions)}, answered {sum(bool(one.citations) for one in made)}")
    say("answer holds the words, where its first quote is from the right provision", told, quoted)
    found = [rank is not None for rank in ranks]
    say("where search has that first", told, [rank == 0 for rank in ranks])
    say(f"where search has that among the first {_FIRST}", told, found)
    say(
        "where it has, and the question is answered",
        told,
        [a and bool(b.citations) for a, b in zip(found, made, strict=True)],
    )
    lengths = [len(one.conclusion) for one in made if one.citations]
    print(f"conclusions have {np.median(lengths):.0f} characters, nine of ten at most {np.quantile(lengths, 0.9):.0f}")
    sentence = best_sentence(given)
    baseline = [bare(one.answer) in bare(sentence(one.text)) for one in questions]
    say(f"rank_bm25 over sentences, where search has that among the first {_FIRST}", baseline, found)


def say(what: str, right: Sequence[bool], among: Sequence[bool]) -> None:
    """Print a share."""
    count = sum(a and b for a, b in zip(right, among, strict=True))
    print(f"{count / (sum(among) or 1):.3f} ({count} of {sum(among)})  {what}", flush=True)


def rank_of(asked: Question, library: Library) -> int | None:
    """The place, from 0, at which a plain search has a provision that answers; None if it is not among the first."""
    hits = search(library, asked.text, limit=_FIRST)
    return next((rank for rank, hit in enumerate(hits) if hit.address in asked.gold), None)


def holds(made: Answer, asked: Question) -> bool:
    """Whether the conclusion holds the words that answer."""
    return bool(made.citations) and bare(asked.answer) in bare(made.conclusion)


def bare(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(sign for sign in fold(text).text if sign.isalnum() or sign == "%")


def best_sentence(given: TestSet) -> Callable[[str], str]:
    """The baseline: the best of all sentences, each with the title of its document."""
    rows = [
        (title, text[start:end])
        for title, ones in given.documents
        for text in (fold(words).text for _, _, words in ones)
        for start, end in sentences(text)
    ]
    engine = BM25Okapi([jieba.lcut(f"{title} {text}") for title, text in rows])
    return lambda text: rows[int(np.argmax(engine.get_scores(jieba.lcut(fold(text).text))))][1]


if __name__ == "__main__":
    main()
