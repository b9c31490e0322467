"""The rows of a file that somebody else wrote, and how such a file is read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

# Stands between several values of one field, as data sets write them and JSON's do.
BETWEEN: Final = "; "


class Row(NamedTuple):
    """
    One row of a file, as its reader hands it on.

    Attributes:
        line: Where it ends in the file, counted from 1; in a list, its place.
        cells: The text of each field that is not empty.
    """

    line: int
    cells: Mapping[str, str]


class FileForm(StrEnum):
    """What a file is."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    ODS = "ods"
    JSON = "json"
    JSONL = "jsonl"
    FEED = "feed"

    @property
    def is_delimited(self) -> bool:
        """Whether it is text with a character between its cells."""
        return self in {FileForm.CSV, FileForm.TSV}

    @property
    def is_sheet(self) -> bool:
        """Whether a spreadsheet program wrote it, whose cells may be dates."""
        return self in {FileForm.XLSX, FileForm.ODS}


class Reader(NamedTuple):
    """
    How a file is read.

    Attributes:
        separator: What stands between two cells.
        encoding: How its text is encoded, by Python's name.
        header: The first row names the columns.
        quoted: A cell may stand in quotation marks, and hold the separator then.
        columns: The names of the columns where no row, or not every file, has them.
        least: How many columns a row has at least; 0 means all.
        items: JSON: the keys that lead to the list of rows, joined by dots.
        sheet: The name of the sheet; the first one unless given.
        empty: The texts that mean that there is nothing, like `NULL`.
    """

    form: FileForm
    separator: str = ","
    encoding: str = "utf-8"
    header: bool = True
    quoted: bool = True
    columns: tuple[str, ...] = ()
    least: int = 0
    items: str = ""
    sheet: str = ""
    empty: tuple[str, ...] = ()


class Bad(NamedTuple):
    """A row that cannot be read: what is wrong, and what to change."""

    line: int
    fault: str
    hint: str
