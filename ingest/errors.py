"""The exceptions of the project.

A class takes the facts and writes the sentence. `cli` turns each into one line and an exit status.

    ZhengceError
    |- InputError              exit 2: what was handed in cannot be used
    |  |- FileRefused          a file that cannot be read as a document
    |  `- QuestionRefused      an empty or too long question, citation or search
    |- LibraryError            exit 3: the library is broken or cannot be used
    `- QuoteMismatch           exit 3: a quote differs from the stored source
"""


class ZhengceError(Exception):
    """The root of all our exceptions; its text is one line for the user."""

    exit_status = 3


class InputError(ZhengceError):
    """Something handed in by the user cannot be used."""

    exit_status = 2


class FileRefused(InputError):
    """A file that cannot be read as a document."""

    def __init__(self, name: str, reason: str, hint: str) -> None:
        super().__init__(f"{name}: {reason}。{hint}")
        self.name = name
        self.reason = reason
        self.hint = hint


class QuestionRefused(InputError):
    """A question, citation or search that cannot be read: empty, or longer than the limit."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(f"{reason}。{hint}")


class LibraryError(ZhengceError):
    """The library on disk cannot be used; says which command mends it."""

    def __init__(self, where: str, reason: str, mend: str) -> None:
        super().__init__(f"资料库 {where}: {reason}。{mend}")
        self.where = where
        self.reason = reason
        self.mend = mend


class QuoteMismatch(ZhengceError):
    """A quote that is not the stored source's own text: an internal fault, never shown as an answer."""

    def __init__(self, document: str, start: int, end: int) -> None:
        super().__init__(
            f"内部错误: {document} 的引文与原文 {start}–{end} 不符，已停止作答。请运行 zhengce ingest 重新导入该文件"
        )
