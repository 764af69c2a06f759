"""Errors of the web form, and the check of what readers type into it."""

from ingest.errors import ZhengceError

#: characters of a question, citation or search
LONGEST = 2000
#: documents that one page looks through; more would take longer than a reader waits
MOST_DOCUMENTS = 30


class WebError(ZhengceError):
    """A request that cannot be met, with its status of HTTP and an English code for programs."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def bounded(text: str, what: str) -> str:
    """What was typed, without white space at its ends.

    Raises:
        WebError: it is longer than 2,000 characters.
    """
    typed = text.strip()
    if len(typed) > LONGEST:
        raise WebError(400, "too_long", f"{what}有 {len(typed)} 字，最多 {LONGEST} 字。请缩短或分开")
    return typed


def few_enough(count: int, command: str) -> None:
    """Raise WebError for more documents than one page looks through; names the command that has no limit."""
    if count > MOST_DOCUMENTS:
        limit = f"共 {count} 个文件，一页最多看 {MOST_DOCUMENTS} 个。请先选一个文件或适用地"
        words = f"{limit}；要看全部，请用命令 zhengce {command}"
        raise WebError(400, "too_many_documents", words)
