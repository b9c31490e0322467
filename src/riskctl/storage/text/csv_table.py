"""A table in CSV, as spreadsheets of every country write it."""

import codecs
import csv
import re
from io import StringIO
from typing import Final, NamedTuple

_SEPARATOR: Final = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class CsvTable(NamedTuple):
    """
    The rows of a table, each with its line in the file.

    Attributes:
        columns: Their names, without capitals and blanks around them.
        head: The line that names the columns.
        rows: A cell that is missing is None; those too many stand under the key None.
    """

    columns: tuple[str, ...]
    head: int
    rows: tuple[tuple[int, dict[str | None, str | None]], ...]


def csv_table(data: bytes) -> CsvTable:
    """
    Read a table with a comma, a semicolon, a tab or a bar between its cells.

    Spreadsheets write `;` where the comma is for decimals, or a tab, and some say
    so in a first line of their own: `sep=;`. What they call Unicode text is UTF-16.

    Raises:
        ValueError: It is no such table, or in another encoding; the text says so.
    """
    text = _text(data)
    first, _, rest = text.partition("\n")
    skipped, separator = 0, max(",;\t|", key=first.count)
    if found := _SEPARATOR.fullmatch(first.rstrip("\r")):
        text, skipped, separator = rest, 1, found[1]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    try:
        columns = [it.strip().casefold() for it in reader.fieldnames or ()]
        reader.fieldnames = columns
        rows = tuple((skipped + reader.line_num, row) for row in reader)
    except csv.Error as error:
        message = f"not a CSV file in UTF-8: {error}"
        raise ValueError(message) from None
    return CsvTable(tuple(columns), skipped + 1, rows)


def _text(data: bytes) -> str:
    """
    Return the text of a file.

    Raises:
        ValueError: It is neither UTF-8 nor UTF-16.
    """
    encoding = "utf-16" if data.startswith(_WIDE_MARKS) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not a CSV file in UTF-8: line {line} is in another encoding"
        raise ValueError(message) from None
