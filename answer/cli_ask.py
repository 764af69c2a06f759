"""`zhengce ask`: one question, or a file of questions."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answer.cli_options import NO_ANSWER, AsJson, Home, is_json, library_of, put, tell, terminal_width
from answer.typed import LONGEST
from ingest.errors import QuestionRefused

if TYPE_CHECKING:
    from answer.answers import Answer
    from index.store import Library

#: new objects after which garbage is looked for, where Python's own number is 700
_OBJECTS = 50_000


def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(metavar="问题", help="用平常的话提问")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="文件", help="一行一问的文本，或 .xlsx、.csv 表格的一列")
    ] = None,
    column: Annotated[str, typer.Option("--column", metavar="列名", help="表格中写问题的列")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, or each question of a file."""
    if bool(question) == (file is not None):
        raise QuestionRefused("请给出一个问题，或用 --file 给出问题文件", "例: zhengce ask '滞纳金怎么算'")
    questions = [question] if file is None else _questions(file, column)
    library = library_of(ctx, home)
    status, as_json, of = 0, is_json(ctx, as_json), len(questions)
    with _seldom_collecting():
        for number, one in enumerate(questions):
            status = max(status, _answer_one(library, one, as_json=as_json, number=number, of=of))
    if status:
        raise typer.Exit(status)


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

    return list(questions_of(file, column))


def _answer_one(library: "Library", question: str, *, as_json: bool, number: int, of: int) -> int:
    """Answer a question; in a file, one that is refused is reported in its place and the rest is answered."""
    try:
        answer = _answered(question, library)
    except QuestionRefused as error:
        if of == 1:
            raise
        tell(f"第 {number + 1} 问: {error}")
        if as_json:
            from answer.render_json import SCHEMA, line_of

            put(line_of({"schema": SCHEMA, "question": question[:LONGEST], "status": "refused", "message": str(error)}))
        return error.exit_status
    _show(answer, as_json=as_json, heading=f"{number + 1}. {answer.question}" if of > 1 else "", first=number == 0)
    return 0 if answer.status == "answered" else NO_ANSWER


def _answered(question: str, library: "Library") -> "Answer":
    from answer.compose import answer

    return answer(question, library, today=date.today())  # noqa: DTZ011


def _show(answer: "Answer", *, as_json: bool, heading: str, first: bool) -> None:
    if as_json:
        from answer.render_json import answer_json, line_of

        put(line_of(answer_json(answer)))
        return
    from answer.layout import wrapped
    from answer.render import answer_text

    width = terminal_width()
    if heading:
        put(("" if first else "\n") + wrapped(heading, width, "   "))
    put(answer_text(answer, width))
