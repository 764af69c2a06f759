"""Two made-up documents, and a library on disk that holds what was read."""

from pathlib import Path

from index.store import Library
from index.writer import Writer
from ingest.read import read_file
from ingest.records import Reading

HALLS = """某市人民政府关于加强文化馆建设的通知

某政发〔2015〕12号

各区人民政府:

为加强文化馆建设，现通知如下:

一、每个街道建设文化馆一处，建筑面积不少于800平方米。

二、文化馆每周开放不少于42小时。

(一)节假日照常开放。

(二)开放时间提前公告。

某市人民政府

2015年6月3日
"""
LIBRARIES = """甲县公共图书馆管理办法

第一条 为了规范公共图书馆管理，制定本办法。

第二条 借阅图书逾期不还的，每册每日收取滞纳金一角。

第三条 本办法自2018年1月1日起施行。
"""


def reading_of(folder: Path, text: str, name: str) -> Reading:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def stored(path: Path, *batches: list[Reading]) -> Library:
    with Writer.open(path) as writer:
        for batch in batches:
            writer.add(batch)
    return Library.open(path)


def read_all(library: Library) -> None:
    for document in library.documents():
        library.text(document.source)
        list(library.references(document.key))
    for document in library.documents():
        library.token_table(document.key)
