"""`zhengce ask`: one question, or a file of questions."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import AsJson, Home, is_json, library_of, put, tell, terminal_width
from ingest.errors import FileRefused, QuestionRefused

if TYPE_CHECKING:
    from answer.cli_replies import Form, Reply
    from index.store import Library

#: new objects after which garbage is looked for, where Python's own number is 700
_OBJECTS = 50_000
#: questions of a file that are worth a process of their own
_WORTH = 12


def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="问题", help="用平常的话提问")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="文件", help="一行一问的文本，或 .xlsx、.csv 表格的一列")
    ] = None,
    column: Annotated[str, typer.Option("--column", metavar="列名", help="表格中写问题的列")] = "",
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, max=64, help="回答文件中的问题用几个进程，默认按处理器数"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, or each question of a file."""
    if bool(question) == (file is not None):
        raise QuestionRefused("请给出一个问题，或用 --file 给出问题文件", "例: zhengce ask '滞纳金怎么算'")
    questions = [question] if file is None else _questions(file, column)
    library = library_of(ctx, home)
    from answer.cli_replies import Form, reply_to

    form = Form(is_json(ctx, as_json), terminal_width())
    with _seldom_collecting():
        if len(questions) == 1:
            status = _print(reply_to(library, questions[0], form))
        else:
            status = _print_all(_replies(library, questions, form, jobs or _processors()), questions)
    if status:
        raise typer.Exit(status)


def _replies(library: "Library", questions: list[str], form: "Form", jobs: int) -> "Iterator[Reply]":
    """The replies to the questions of a file, in order; the same whatever `jobs` is, the most processes to use."""
    from answer.cli_replies import numbered_reply

    numbered = list(enumerate(questions, 1))
    jobs = min(jobs, len(numbered) // _WORTH)
    if jobs > 1 and Path(library.where).is_absolute():
        from answer.cli_sharing import shared_replies

        return shared_replies(library, numbered, form, jobs)
    return (numbered_reply(library, *one, form) for one in numbered)


def _print_all(replies: "Iterable[Reply]", questions: list[str]) -> int:
    """Print replies, each as soon as it is there; the highest of their statuses."""
    from answer.progress import progress

    status = 0
    with progress("回答", len(questions), shown=not sys.stdout.isatty()) as advance:
        for question, reply in zip(questions, replies, strict=True):
            status = max(status, _print(reply))
            advance(question)
    return status


def _print(reply: "Reply") -> int:
    if reply.message:
        tell(reply.message)
    if reply.output:
        put(reply.output)
    return reply.status


def _processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Garbage in circles is looked for after so many more objects only: what is kept of questions is no garbage."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _questions(file: Path, column: str) -> list[str]:
    from answer.cli_questions import questions_of

    questions = list(questions_of(file, column))
    if not questions:
        raise FileRefused(file.name, "没有问题", "请每行写一个问题，或用 --column 给出表格的列")
    return questions
