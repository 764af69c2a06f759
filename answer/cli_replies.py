"""What `zhengce ask` prints for a question, and for each question of a file."""

from dataclasses import dataclass
from datetime import date

from answer.cli_options import NO_ANSWER
from answer.compose import answer
from answer.typed import LONGEST
from index.store import Library
from ingest.errors import QuestionRefused


@dataclass(frozen=True, slots=True)
class Form:
    """How replies are written."""

    as_json: bool
    #: columns of the terminal; None where lines are not broken
    width: int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What is printed for one question."""

    #: exit status of the command that asks this question alone
    status: int
    #: "" if there is none
    output: str
    #: why the question was refused, for standard error; "" if it was not
    message: str = ""


def reply_to(library: Library, question: str, form: Form, number: int = 0) -> Reply:
    """The reply to a question; for people, one of a file stands under its number, from 1, and its words.

    Raises:
        QuestionRefused: it is empty or too long.
    """
    made = answer(question, library, today=date.today())  # noqa: DTZ011
    status = 0 if made.status == "answered" else NO_ANSWER
    if form.as_json:
        from answer.render_json import answer_json, line_of

        return Reply(status, line_of(answer_json(made)))
    from answer.layout import wrapped
    from answer.render import answer_text

    heading = wrapped(f"{number}. {made.question}", form.width, "   ") + "\n" if number else ""
    return Reply(status, "\n" * (number > 1) + heading + answer_text(made, form.width))


def numbered_reply(library: Library, number: int, question: str, form: Form) -> Reply:
    """The reply to a question of a file; one that is refused is told in its place."""
    try:
        return reply_to(library, question, form, number)
    except QuestionRefused as error:
        return Reply(error.exit_status, _refused(question, error) if form.as_json else "", f"第 {number} 问: {error}")


def _refused(question: str, error: QuestionRefused) -> str:
    from answer.render_json import SCHEMA, line_of

    return line_of({"schema": SCHEMA, "question": question[:LONGEST], "status": "refused", "message": str(error)})
