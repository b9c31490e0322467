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
# By this mark a spreadsheet knows that a file is UTF-8.
MARK: Final = "\ufeff"


def csv_text(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    for_spreadsheet: bool = False,
) -> str:
    """
    Return a CSV text; numbers stay numbers, texts that look like formulas do not.

    The last column says of each row that it is unofficial: rows travel alone.

    Args:
        for_spreadsheet: As a spreadsheet opens it that writes numbers with a comma:
            with the mark of UTF-8, `;` between the cells, and decimal commas.
    """
    text = StringIO()
    if for_spreadsheet:
        text.write(MARK)
    separator = ";" if for_spreadsheet else ","
    writer = csv.writer(text, lineterminator="\n", delimiter=separator)
    writer.writerow([*header, "status"])
    for row in rows:
        cells = [_cell(it) for it in row]
        if for_spreadsheet:
            cells = [_with_comma(it) for it in cells]
        writer.writerow([*cells, "unofficial"])
    return text.getvalue()


def _cell(value: Cell) -> str | float | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def _with_comma(value: str | float) -> str | float:
    return str(value).replace(".", ",") if isinstance(value, float) else value
