"""What `zhengce doctor` found, as text and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from answer.layout import printable
from answer.render_json import SCHEMA
from index.health import Finding


def doctor_text(path: Path, found: Sequence[Finding], mended: Sequence[Finding], changed: Sequence[Finding]) -> str:
    """One line for each finding, and what to do about it."""
    lines = [f"已修复: {printable(one.message)}" for one in mended if one not in found]
    for one in (*found, *changed):
        lines += [printable(one.message), f"    {printable(one.mend)}"]
    if not found:
        lines.append(f"资料库 {printable(str(path))} 完好")
    return "\n".join(lines)


def doctor_json(
    path: Path, found: Sequence[Finding], mended: Sequence[Finding], changed: Sequence[Finding]
) -> dict[str, object]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "library": str(path),
        "status": "damaged" if found else "changed" if changed else "sound",
        "findings": [asdict(one) for one in (*found, *changed)],
        "mended": [asdict(one) for one in mended if one not in found],
    }
