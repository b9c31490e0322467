"""CSV that a spreadsheet can open without running anything."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

Cell = str | float | int | bool | None
# A text that begins like this, or like its full-width twin, is a formula.
_FORMULA_STARTS: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """
    Return a CSV text; numbers stay numbers, texts that look like formulas do not.

    The last column says of each row that it is unofficial: rows travel alone.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*header, "status"])
    writer.writerows([*map(_cell, row), "unofficial"] for row in rows)
    return text.getvalue()


def _cell(value: Cell) -> str | float | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA_STARTS):
        return "'" + value
    return value
