"""A library of a million provisions: `python -m benchmarks.million [--provisions N] [--jobs N] [--folder DIR]`.

Builds it from made-up documents, and prints the time beside that of tokenising alone, the memory, the size, a warm
search beside the same query on bare tantivy, one more document, and a cold question beside that on the bundled library.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import tantivy

from benchmarks.recombine import corpus_sentences, documents
from index.derived import PROVISIONS, folder_of
from index.fields import token_table
from index.library import bundled_library
from index.query import weighted_terms
from index.search import search, search_index
from index.store import Library
from index.writer import Writer
from ingest.records import Document, Reading

#: documents that are written in one go
_BATCH = 2000
QUESTIONS = (
    "新建1500户的住宅小区，社区用房要多大",
    "社区工作者的补贴由谁承担",
    "开发商不交社区用房会怎么样",
    "每百户居民配建多少平方米的居民活动用房",
    "社区专项经费每年多少钱",
    "老旧小区没有办公用房怎么办",
    "社区书记怎么选拔",
    "物业管理用房归谁所有",
    "网格员每月的通讯费补助",
    "社区用房可以出租吗",
    "社区办公用房的层高有什么要求",
    "高校毕业生到社区工作的待遇",
    "社区工作者的招聘条件和年龄",
    "居委会成员的任期是几年",
    "志愿服务队伍建设的目标",
    "房产登记由哪个部门办理",
    "财政部门何时拨付经费",
    "社区用房改变用途怎么处理",
    "街道办事处的职责",
    "困难群众救助由谁负责",
)


def main() -> None:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="benchmarks.million")
    parser.add_argument("--provisions", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="keep the library there; one that is there is not built again")
    parser.add_argument("--no-tokenising", action="store_true")
    given = parser.parse_args()
    known = corpus_sentences(bundled_library())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given.folder or folder) / "library.sqlite"
        if not given.no_tokenising:
            measured("tokenising alone", lambda: tokenise(documents(known, given.provisions), given.jobs))
        if not path.exists():
            measured("library built", lambda: build(path, documents(known, given.provisions), given.jobs))
        memory = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
        say("memory of the builder", f"{memory[0]:.0f} MB, of one worker {memory[1]:.0f} MB")
        sizes = [file.stat().st_size for file in path.parent.rglob("*") if file.is_file()]
        say("size", f"{sum(sizes) / 1e6:.0f} MB in {len(sizes)} files")
        warm(path)
        more = next(documents(known, 30, seed=2))
        say("one more document", f"{timed(lambda: build(path, iter([more]), 1)):.2f} s")
        cold(path)


def measured(what: str, work: Callable[[], object]) -> None:
    """Do some work, and print its time and that of all processors, which other work on the machine changes less."""
    before = processors()
    seconds = timed(work)
    say(what, f"{seconds:.0f} s, of processors {processors() - before:.0f} s")


def processors() -> float:
    """Seconds of processors that this process and its children took."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def build(path: Path, readings: Iterator[Reading], jobs: int) -> None:
    """Write the readings into the library, in batches."""
    with Writer.open(path, jobs=jobs) as writer:
        while batch := list(islice(readings, _BATCH)):
            writer.add(batch)


def tokenise(readings: Iterator[Reading], jobs: int) -> None:
    """Tokenise all provisions, and keep nothing."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while batch := list(islice(readings, _BATCH)):
            for _ in pool.map(_tokens, [(one.documents[0], one.source.text) for one in batch], chunksize=16):
                pass


def _tokens(work: tuple[Document, str]) -> int:
    return len(token_table(*work).lines)


def warm(path: Path) -> None:
    """A search in an open library, and the same weighted terms on bare tantivy."""
    library = Library.open(path)
    opened = timed(lambda: search_index(library))
    bare = tantivy.Index.open(str(folder_of(path, library.ranked or "") / PROVISIONS))
    searcher = bare.searcher()
    ours, theirs = [], []
    for question in QUESTIONS * 3:
        theirs.append(timed(partial(on_bare, searcher, bare.schema, weighted_terms(question))))
        ours.append(timed(partial(search, library, question, limit=10)))
    ours, theirs = ours[len(QUESTIONS) :], theirs[len(QUESTIONS) :]
    medians = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    say("index opened", f"{opened:.2f} s")
    say("warm search", f"median {medians[0]:.1f} ms, p95 {statistics.quantiles(ours, n=20)[-1] * 1000:.1f} ms")
    say("bare tantivy", f"median {medians[1]:.1f} ms, p95 {statistics.quantiles(theirs, n=20)[-1] * 1000:.1f} ms")
    say("ratio", f"{medians[0] / medians[1]:.2f}")
    say("memory of the reader", f"{peak(resource.RUSAGE_SELF):.0f} MB at most so far")


def on_bare(searcher: tantivy.Searcher, schema: tantivy.Schema, terms: dict[str, float]) -> list[object]:
    """The ten best for the same weighted terms, with nothing of ours."""
    queries = [
        (
            tantivy.Occur.Should,
            tantivy.Query.boost_query(tantivy.Query.term_query(schema, "body", term, "freq"), weight),
        )
        for term, weight in terms.items()
    ]
    hits = searcher.search(tantivy.Query.boolean_query(queries), limit=10, count=False).hits
    return list(searcher.fast_field_values("number", [address for _, address in hits]))


def cold(path: Path) -> None:
    """Processor time of questions in new processes, on this library and on the bundled one; the least of five."""
    homes = path.parent / "nothing", path.parent
    ask(homes[0], QUESTIONS[0])
    for question in QUESTIONS[::4]:
        runs = [[spent(partial(ask, home, question)) for home in homes] for _ in range(5)]
        small, large = map(min, zip(*runs, strict=True))
        say(
            "cold question",
            f"{large:.2f} s, on the bundled library {small:.2f} s, {large / small:.2f} times: {question}",
        )


def spent(work: Callable[[], object]) -> float:
    """Seconds of processors that some work takes."""
    before = processors()
    work()
    return processors() - before


def ask(home: Path, question: str) -> None:
    """Ask in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "answer.cli", "ask", "--json", question]
    subprocess.run(command, env={**os.environ, "ZHENGCE_HOME": str(home)}, stdout=subprocess.DEVNULL, check=False)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak(who: int) -> float:
    """The most memory that this process, or one of its children, had, in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def say(what: str, value: str) -> None:
    """Print one figure."""
    print(f"{what:22} {value}", flush=True)


if __name__ == "__main__":
    main()
