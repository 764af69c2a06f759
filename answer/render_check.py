"""What the linter found, as text for people and as JSON."""

from collections.abc import Sequence

from answer.check_records import Checked, Defect, Severity
from answer.citations import line_of
from answer.layout import flowed
from answer.render import rendered
from answer.render_json import SCHEMA
from ingest.records import Document, Span

#: how far defects reach, in words, the graver first
_SEVERITIES = {
    Severity.MISMATCH: "前后不符",
    Severity.AMBIGUOUS: "可作不同理解或未写明",
    Severity.FORM: "用字和形式",
}
#: words shown of a long defect
_SHOWN = 60
#: characters shown on either side of the words at most
_AROUND = 16
_STOPS = frozenset("，,。；;：:、\n")


def check_text(checked: Sequence[Checked], width: int | None) -> str:
    """The defects by document and severity, each with its line, words, mismatch and hint."""
    documents = [
        {"name": _name(one.document), "groups": _groups(one), "count": len(one.defects)}
        for one in checked
        if one.defects
    ]
    return rendered("check", documents=documents, summary=_summary(checked), width=width)


def _name(document: Document) -> str:
    return " ".join(filter(None, [document.header.document_number, document.header.title or "(无标题)"]))


def by_severity(defects: Sequence[Defect]) -> list[tuple[str, list[Defect]]]:
    """The defects with how far they reach in words, the graver first."""
    groups = [(name, [one for one in defects if one.severity is severity]) for severity, name in _SEVERITIES.items()]
    return [(name, found) for name, found in groups if found]


def _groups(checked: Checked) -> list[dict[str, object]]:
    return [
        {"name": f"{name} ({len(found)})", "lines": [_line(checked.text, one) for one in found]}
        for name, found in by_severity(checked.defects)
    ]


def _line(text: str, defect: Defect) -> dict[str, str]:
    words = flowed(_clause(text, defect.span)).replace("\n", " ")
    words = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    where = f"第 {line_of(text, defect.span.start)} 行" + (f" {defect.label}" if defect.label else "")
    return {"place": f"{where}: {words}", "message": f"{defect.message}。{defect.hint}"}


def _clause(text: str, span: Span) -> str:
    """The words with those around them, up to the next comma or line end, if these are not far."""
    start, end = span.start, span.end
    while start > max(0, span.start - _AROUND) and text[start - 1] not in _STOPS:
        start -= 1
    while end < min(len(text), span.end + _AROUND) and text[end] not in _STOPS:
        end += 1
    return text[start:end].strip()


def _summary(checked: Sequence[Checked]) -> str:
    every = [one for each in checked for one in each.defects]
    if not every:
        return f"检查了 {len(checked)} 个文件，没有发现问题"
    counts = [f"{name} {len(group)} 处" for name, group in by_severity(every)]
    return f"检查了 {len(checked)} 个文件，共 {len(every)} 处: {'，'.join(counts)}。以上只指出不一致之处，以原件为准"


def check_json(checked: Sequence[Checked]) -> dict[str, object]:
    """The defects as JSON; offsets are characters of the source text, lines count from 1."""
    return {
        "schema": SCHEMA,
        "documents": [
            {
                "key": one.document.key,
                "document": one.document.header.document_number or one.document.header.title,
                "title": one.document.header.title,
                "source": one.document.source,
                "defects": [_defect_json(one.text, defect) for defect in one.defects],
            }
            for one in checked
        ],
    }


def _defect_json(text: str, defect: Defect) -> dict[str, object]:
    return {
        "code": defect.code,
        "severity": defect.severity.name.lower(),
        "address": defect.address,
        "label": defect.label,
        "line": line_of(text, defect.span.start),
        "start": defect.span.start,
        "end": defect.span.end,
        "words": defect.words,
        "message": defect.message,
        "hint": defect.hint,
    }
