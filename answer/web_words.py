"""Words and errors of the web form."""

from ingest.errors import ZhengceError

#: what a reader may say of an answer: code and word
VERDICTS = {"accurate": "准确", "wrong_citation": "引用错误", "outdated": "已过时", "incomplete": "不完整"}
#: documents that one page looks through; more would take longer than a reader waits
MOST_DOCUMENTS = 30


class WebError(ZhengceError):
    """A request that cannot be met, with its status of HTTP and an English code for programs."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def few_enough(count: int, command: str) -> None:
    """Raise WebError for more documents than one page looks through; names the command that has no limit."""
    if count > MOST_DOCUMENTS:
        limit = f"共 {count} 个文件，一页最多看 {MOST_DOCUMENTS} 个。请先选一个文件或适用地"
        words = f"{limit}；要看全部，请用命令 zhengce {command}"
        raise WebError(400, "too_many_documents", words)
