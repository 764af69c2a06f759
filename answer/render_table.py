"""Tables for a terminal: columns aligned by the width that characters take."""

from collections.abc import Sequence

from answer.layout import width_of, wrapped

GAP = 2
#: no column is narrower than this; `wrapped` does not break narrower
NARROWEST = 8


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    r"""The rows in columns of these widths, a rule under the first; long cells go on in the next line.

    >>> print("\n".join(table([["地方", "面积"], ["甲市", "500平方米"]], [4, 9])))
    地方  面积
    ────  ─────────
    甲市  500平方米
    """
    head, *rest = rows
    rule = _line(["─" * size for size in widths], widths)
    return [*_lines(head, widths), rule, *(line for cells in rest for line in _lines(cells, widths))]


def fitted(rows: Sequence[Sequence[str]], most: Sequence[int], width: int) -> list[int]:
    """Widths of columns: what their cells need, at most `most`; the column whose most is 0 takes what is left."""
    needs = [max(width_of(cells[at]) for cells in rows) for at in range(len(most))]
    widths = [min(need, limit) if limit else need for need, limit in zip(needs, most, strict=True)]
    rest = most.index(0)
    room = width - sum(widths) + widths[rest] - GAP * (len(widths) - 1)
    widths[rest] = max(NARROWEST, min(widths[rest], room))
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    split = [wrapped(cell, max(NARROWEST, size)).split("\n") for cell, size in zip(cells, widths, strict=True)]
    return [_line([part[at] if at < len(part) else "" for part in split], widths) for at in range(max(map(len, split)))]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    gap = " " * GAP
    padded = (cell + " " * (size - width_of(cell)) for cell, size in zip(cells, widths, strict=True))
    return gap.join(padded).rstrip()
