"""How well provisions are found: `python -m benchmarks.retrieval FILE.json [--engine memory|tantivy] [--no-peer]`.

Builds the product's own library from the provisions of the file, asks each question, and prints recall, mean reciprocal
rank and milliseconds; then the same for rank_bm25 over jieba's words of title, heading and text.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba
import numpy as np
from rank_bm25 import BM25Okapi

from benchmarks.provisions import Question, TestSet, read_set, readings
from index.engines import ENGINE_VARIABLE
from index.search import search, search_index
from index.store import Library
from index.writer import Writer

_DEPTH = 100
Find = Callable[[str], list[str]]


def main() -> None:
    """Measure the library, then the peer."""
    parser = argparse.ArgumentParser(prog="benchmarks.retrieval")
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", choices=["memory", "tantivy"], default="memory")
    parser.add_argument("--no-peer", action="store_true")
    given = parser.parse_args()
    os.environ[ENGINE_VARIABLE] = given.engine
    questions = read_set(given.file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        began = time.perf_counter()
        with Writer.open(path) as writer:
            writer.add(readings(questions))
        library = Library.open(path)
        search_index(library)
        built = time.perf_counter() - began
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        name = f"zhengce ({given.engine})"
        report(name, questions.questions, lambda text: [hit.address for hit in search(library, text, limit=_DEPTH)])
        print(f"{name:28} built in {built:.1f} s, {size / 1e6:.1f} MB")
    if not given.no_peer:
        began = time.perf_counter()
        peer = rank_bm25(questions)
        built = time.perf_counter() - began
        report("rank_bm25, jieba words", questions.questions, peer)
        print(f"{'rank_bm25, jieba words':28} built in {built:.1f} s")


def rank_bm25(questions: TestSet) -> Find:
    """The peer: rank_bm25 with its own settings over jieba's words of title, heading and text."""
    rows = [
        (address, f"{title} {heading} {text}") for title, ones in questions.documents for address, heading, text in ones
    ]
    engine = BM25Okapi([jieba.lcut(text) for _, text in rows])

    def find(text: str) -> list[str]:
        scores = engine.get_scores(jieba.lcut(text))
        return [rows[at][0] for at in np.argsort(-scores, kind="stable")[:_DEPTH] if scores[at] > 0]

    return find


def report(name: str, questions: Sequence[Question], find: Find) -> None:
    """Print what a way to find provisions reaches."""
    ranks, times = [], []
    for question in questions:
        began = time.perf_counter()
        found = find(question.text)
        times.append(1000 * (time.perf_counter() - began))
        ranks.append(next((rank for rank, address in enumerate(found, 1) if address in question.gold), 0))
    recall = "  ".join(f"R@{k} {sum(0 < rank <= k for rank in ranks) / len(ranks):.3f}" for k in (1, 5, 10, _DEPTH))
    reciprocal = sum(1 / rank for rank in ranks if 0 < rank <= 10) / len(ranks)
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{name:28} {recall}  MRR@10 {reciprocal:.3f}  median {median:.1f} ms  p95 {p95:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
