"""What people type, at the command line and in the form: its ends, its length, and that there is something in it."""

from ingest.errors import QuestionRefused
from ingest.regex import regex

#: characters of a question, citation or search
LONGEST = 2000
#: what stands for bytes that were no UTF-8
_NO_CHARACTER = regex("[\ud800-\udfff]")


def typed(text: str, what: str) -> str:
    """The text without white space at its ends; bytes that were no UTF-8 are shown as such.

    Raises:
        QuestionRefused: it is longer than 2,000 characters.
    """
    found = _NO_CHARACTER.sub("\ufffd", text).strip()
    if len(found) > LONGEST:
        raise QuestionRefused(f"{what}有 {len(found)} 字，最多 {LONGEST} 字", "请缩短或分开")
    return found


def needed(text: str, what: str = "问题") -> str:
    """The same of a text that must not be missing.

    Raises:
        QuestionRefused: it has no word in it, or more than 2,000 characters.
    """
    found = typed(text, what)
    if not any(char.isalnum() for char in found):
        raise QuestionRefused(f"{what}为空", "请写出要问或要查的内容")
    return found
