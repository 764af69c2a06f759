"""Words and errors of the web form."""

from ingest.errors import ZhengceError

#: what a reader may say of an answer: code and word
VERDICTS = {"accurate": "准确", "wrong_citation": "引用错误", "outdated": "已过时", "incomplete": "不完整"}
#: what must be known before relying on an answer: kind and word
WARNINGS = {
    "boundary": "处在分档边界",
    "overlap": "规定重叠",
    "gap": "规定空缺",
    "draft": "征求意见稿",
    "superseded": "已被取代",
    "conflict": "另有规定",
    "defect": "原文有误",
    "basis": "口径不同",
    "rounding": "取整",
    "inferred": "推算",
    "clamped": "受上下限约束",
    "condition": "有条件",
    "duplicate": "重复文本",
    "unclear": "表述不清",
    "not_in_force": "未生效",
}
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
