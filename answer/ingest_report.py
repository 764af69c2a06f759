"""What `zhengce ingest` says of each file: documents, provisions, problems, seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from answer.citations import line_of
from answer.ingest_changes import Changes
from answer.render import rendered
from answer.render_json import SCHEMA
from index.writer import Change
from ingest.records import Problem, Reading

#: problems of a file that are listed; the rest is counted
_LISTED = 5
#: provisions that a list of changes names
_NAMED = 8
_OUTCOMES = {
    "added": "已导入",
    "replaced": "已更新 (取代同名旧文件)",
    "unchanged": "未变化",
    "empty": "没有识别出文件，未导入",
    "refused": "未导入",
}


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of a file."""

    name: str
    #: "added", "replaced", "unchanged", "empty" or "refused"; "" before it is stored
    outcome: str
    seconds: float
    encoding: str = ""
    #: key, title and count of provisions of each document in it
    documents: tuple[tuple[str, str, int], ...] = ()
    #: line of the source, and the problem
    problems: tuple[tuple[int, Problem], ...] = ()
    #: why it was refused
    message: str = ""
    #: how it differs from the file of its name that it takes the place of
    changes: Changes | None = None


def described(reading: Reading, seconds: float) -> FileReport:
    """The report of a file that could be read."""
    found = [*reading.problems, *(problem for document in reading.documents for problem in document.problems)]
    found.sort(key=lambda problem: problem.span)
    text = reading.source.text
    return FileReport(
        name=reading.source.name,
        outcome="",
        seconds=seconds,
        encoding=reading.source.encoding,
        documents=tuple((one.key, one.header.title, len(one.provisions)) for one in reading.documents),
        problems=tuple((line_of(text, problem.span.start), problem) for problem in found),
    )


def refused(name: str, message: str, seconds: float) -> FileReport:
    """The report of a file that could not be read."""
    return FileReport(name=name, outcome="refused", seconds=seconds, message=message)


def settled(reports: Sequence[FileReport], change: Change, changes: Mapping[str, Changes]) -> list[FileReport]:
    """The reports with what a change of the library made of the files, and how those that were replaced changed."""
    outcome = {name: kind for kind in ("added", "replaced", "unchanged", "empty") for name in getattr(change, kind)}
    return [
        one
        if one.outcome
        else replace(
            one,
            outcome=outcome[one.name],
            changes=changes.get(one.name) if outcome[one.name] == "replaced" else None,
        )
        for one in reports
    ]


def report_json(reports: Sequence[FileReport]) -> dict[str, object]:
    """The reports as JSON."""
    return {"schema": SCHEMA, "files": [_file_json(one) for one in reports]}


def _file_json(report: FileReport) -> dict[str, object]:
    return {
        "file": report.name,
        "outcome": report.outcome,
        "message": report.message,
        "encoding": report.encoding,
        "seconds": round(report.seconds, 3),
        "documents": [
            {"key": key, "title": title, "provisions": provisions} for key, title, provisions in report.documents
        ],
        "problems": [
            {
                "line": line,
                "start": one.span.start,
                "end": one.span.end,
                "message": one.message,
                "hint": one.hint,
            }
            for line, one in report.problems
        ],
    } | ({"changes": asdict(report.changes)} if report.changes is not None else {})


def report_text(reports: Sequence[FileReport], width: int | None) -> str:
    """The reports for people."""
    return rendered("ingest", files=[_file_lines(one) for one in reports], summary=_summary(reports), width=width)


def _file_lines(report: FileReport) -> dict[str, object]:
    if report.outcome == "refused":
        return {
            "name": report.name,
            "outcome": f"{_OUTCOMES['refused']}。{report.message}",
            "documents": (),
            "changes": (),
            "problems": (),
        }
    counts = f"{len(report.documents)} 个文件，{sum(count for *_, count in report.documents)} 条"
    faults = f"，{len(report.problems)} 处问题" if report.problems else ""
    listed = [f"第 {line} 行: {one.message}。{one.hint}" for line, one in report.problems[:_LISTED]]
    rest = len(report.problems) - len(listed)
    return {
        "name": report.name,
        "outcome": f"{_OUTCOMES[report.outcome]}，{counts}{faults}，{report.encoding}，{report.seconds:.2f} 秒",
        "documents": [f"{title} ({count} 条)" for _, title, count in report.documents],
        "changes": _change_lines(report.changes),
        "problems": [*listed, f"另有 {rest} 处，见 --json"] if rest else listed,
    }


def _change_lines(changes: Changes | None) -> list[str]:
    """Which provisions are new, gone or worded differently, the first of each by name."""
    if changes is None:
        return []
    kinds = (("新增", changes.added), ("删除", changes.removed), ("修改", changes.changed))
    lines = []
    for word, labels in kinds:
        rest = f" 等 {len(labels)} 条" if len(labels) > _NAMED else ""
        if labels:
            lines.append(f"{word} {len(labels)} 条: {'；'.join(labels[:_NAMED])}{rest}")
    return lines or ["条文无变化"]


def _summary(reports: Sequence[FileReport]) -> str:
    documents = sum(len(one.documents) for one in reports if one.outcome != "refused")
    provisions = sum(count for one in reports for *_, count in one.documents)
    skipped = sum(one.outcome in ("refused", "empty") for one in reports)
    tail = f"，跳过 {skipped} 个" if skipped else ""
    return f"共 {len(reports)} 个来源，{documents} 个文件，{provisions} 条{tail}"
