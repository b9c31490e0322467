"""CSV that a spreadsheet can open without running anything."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import chain, repeat
from typing import Final

Cell = str | float | int | bool | None
# A text that begins like this, or like its full-width twin, is a formula.
_FORMULA_STARTS: Final = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_STATUS: Final = "unofficial"
# By this mark a spreadsheet knows that a file is UTF-8.
MARK: Final = "\ufeff"


def csv_text(  # noqa: PLR0913 (how a file is spelled)
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    marks: Iterable[str] = (),
    for_spreadsheet: bool = False,
    separator: str = ",",
    marked: bool = False,
) -> str:
    """
    Return a CSV text; numbers stay numbers, texts that look like formulas do not.

    The last column says of each row that it is unofficial: rows travel alone.

    Args:
        marks: What it says besides of each row, in their order; often nothing.
        for_spreadsheet: As a spreadsheet opens it that writes numbers with a comma:
            with the mark of UTF-8, `;` between the cells, and decimal commas.
        separator: What stands between the cells, unless for a spreadsheet.
        marked: Begin with the mark of UTF-8.
    """
    text = StringIO()
    if for_spreadsheet or marked:
        text.write(MARK)
    separator = ";" if for_spreadsheet else separator
    # The ending decides which characters are quoted: a lone \r ends a line, too.
    writer = csv.writer(_Echo(), lineterminator="\r\n", delimiter=separator)

    def write(cells: Sequence[object]) -> None:
        line: str = writer.writerow(cells)
        text.write(line.removesuffix("\r\n") + "\n")

    write([*header, "status"])
    for row, mark in zip(rows, chain(marks, repeat("")), strict=False):
        cells = [_cell(it) for it in row]
        if for_spreadsheet:
            cells = [_with_comma(it) for it in cells]
        write([*cells, f"{_STATUS} ({mark})" if mark else _STATUS])
    return text.getvalue()


class _Echo:
    """Gives back what is written to it: a row as text, from `writerow`."""

    def write(self, text: str) -> str:
        return text


def meant_by_cell(cell: str) -> str:
    """
    Return the text that a cell was written for.

    >>> meant_by_cell("'=1+1"), meant_by_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _is_quoted(cell[1:]) else cell


def _cell(value: Cell) -> str | float | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _is_quoted(value):
        return "'" + value
    return value


def _is_quoted(text: str) -> bool:
    """Say whether a cell of that text is begun with a quotation mark."""
    # One that has its own mark is given another, so that both can be told apart.
    return text.lstrip("'").lstrip().startswith(_FORMULA_STARTS)


def _with_comma(value: str | float) -> str | float:
    return str(value).replace(".", ",") if isinstance(value, float) else value
