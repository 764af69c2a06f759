"""Citations of annexes, announcements and codes in running text."""

import pytest

from ingest.citation import find_citations

Path = tuple[tuple[str, int], ...]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照附件2第三条执行", [("none", "", (("附件", 2), ("条", 3)))]),
        ("《物业办法》附件一第三条", [("title", "物业办法", (("附件", 1), ("条", 3)))]),
        ("根据财政部公告2023年第10号第一条", [("number", "财政部公告2023年第10号", (("条", 1),))]),
        ("国家税务总局公告2023年第十号", [("number", "国家税务总局公告2023年第10号", ())]),
        ("依照刑法第五条", [("title", "刑法", (("条", 5),))]),
        ("见附件", []),
    ],
)
def test_annexes_and_announcements_in_running_text(text: str, expected: list[tuple[str, str, Path]]) -> None:
    assert [(found.by, found.document, found.path) for found in find_citations(text)] == expected
