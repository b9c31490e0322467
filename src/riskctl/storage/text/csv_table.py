"""A table in CSV, as spreadsheets of every country write it."""

import csv
import re
from io import StringIO
from typing import Final, NamedTuple

_SEPARATOR: Final = re.compile(r"sep=([,;\t])")


class CsvTable(NamedTuple):
    """
    The rows of a table, each with its line in the file.

    Attributes:
        head: The line that names the columns.
        rows: A cell that is missing is None; those too many stand under the key None.
    """

    columns: tuple[str, ...]
    head: int
    rows: tuple[tuple[int, dict[str | None, str | None]], ...]


def csv_table(data: bytes) -> CsvTable:
    """
    Read a table with a comma, a semicolon or a tab between its cells.

    Spreadsheets write `;` where the comma is for decimals, or a tab, and some say
    so in a first line of their own: `sep=;`.

    Raises:
        ValueError: It is no such table, or not UTF-8; the text says so.
    """
    try:
        text = data.decode("utf-8-sig")
        first, _, rest = text.partition("\n")
        skipped, separator = 0, max(",;\t", key=first.count)
        if found := _SEPARATOR.fullmatch(first.rstrip("\r").lower()):
            text, skipped, separator = rest, 1, found[1]
        reader = csv.DictReader(StringIO(text, newline=""), delimiter=separator)
        rows = tuple((skipped + reader.line_num, row) for row in reader)
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"not a CSV file in UTF-8: {error}"
        raise ValueError(message) from None
    return CsvTable(tuple(reader.fieldnames or ()), skipped + 1, rows)
