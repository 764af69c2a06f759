"""A notice around a body, and what the linter tells of it."""

from answer.check import check_document
from answer.check_records import Defect
from ingest.read import read_text

HEAD = "某市人民政府关于加强社区工作的通知\n某政发〔2019〕3号\n各区人民政府：\n"
END = "\n某市人民政府\n2019年3月5日\n"


def defects_of(body: str, *, head: str = HEAD, end: str = END) -> list[Defect]:
    text = head + body + end
    return [one for document in read_text("a.txt", text).documents for one in check_document(document, text)]
