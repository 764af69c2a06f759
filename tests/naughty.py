"""Strings that break programs, as questions, titles, file names and cells."""

import json
from pathlib import Path

_FILES = ("naughty_strings.json", "naughty_strings_ours.json")
#: the list that everybody uses, and ours: formulas, direction marks, templates, and numbers and labels in Chinese
NAUGHTY: list[str] = [
    one for name in _FILES for one in json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
]
