"""Numbers in the messages of the linter, written as the text writes them."""

from fractions import Fraction

from answer.decimals import plain
from answer.quantity_records import Quantity

_SIZES = (("亿", 10**8), ("万", 10**4))


def written(value: Fraction, model: Quantity, *, unit: str | None = None) -> str:
    """A value with the unit of `model`, in 万 or 亿 where that is how the model is printed."""
    unit = model.unit if unit is None else unit
    for word, size in _SIZES:
        if word in model.text:
            return f"{plain(value / size)}{word}{unit}"
    return f"{plain(value)}{unit}"
