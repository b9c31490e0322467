"""A table, and its forms in files: CSV, lines of JSON, Parquet."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import Any, Final, NamedTuple

from riskctl.reporting.csv import Cell, csv_text
from riskctl.reporting.extras import extra

STATUS: Final = "status"
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
_UNOFFICIAL: Final = "unofficial"


class ColumnKind(Enum):
    """What the values of a column are."""

    TEXT = "text"
    TEXTS = "list of texts"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "yes or no"
    NUMBER = "number"
    WHOLE = "whole number"


class Column(NamedTuple):
    """
    A column of a table.

    Attributes:
        means: What it holds, for the reference.
    """

    kind: ColumnKind
    means: str


class Table(NamedTuple):
    """
    A table.

    Attributes:
        columns: By name, in their order.
        rows: Each a mapping, days and moments written as JSON has them; what a row
            does not name is empty in it.
    """

    columns: Mapping[str, Column]
    rows: Iterable[Mapping[str, Any]]


def table_csv(table: Table, *, separator: str = ",", marked: bool = False) -> str:
    """
    Return a table as CSV; in a cell with a list each item has a line of its own.

    Args:
        separator: What stands between the cells.
        marked: Begin with the mark by which a spreadsheet knows UTF-8.
    """
    rows = ([_cell(row.get(it)) for it in table.columns] for row in table.rows)
    return csv_text(tuple(table.columns), rows, separator=separator, marked=marked)


def table_lines(table: Table) -> str:
    """Return a table as one JSON object a line; what is empty is left out."""
    return "".join(json_line(_present(row, table.columns)) for row in table.rows)


def json_line(row: Mapping[str, Any]) -> str:
    """Return an object as a line of JSON, which says that it is unofficial."""
    return json.dumps({**row, STATUS: _UNOFFICIAL}, allow_nan=False) + "\n"


def table_parquet(table: Table) -> bytes:
    """
    Return a table as a Parquet file, each column with its type.

    Raises:
        UsageError: PyArrow is not installed.
    """
    arrow = extra("pyarrow", package="PyArrow", name="sweep")
    parquet = extra("pyarrow.parquet", package="PyArrow", name="sweep")
    types = {
        ColumnKind.TEXT: arrow.string(),
        ColumnKind.TEXTS: arrow.list_(arrow.string()),
        ColumnKind.DAY: arrow.date32(),
        ColumnKind.MOMENT: arrow.timestamp("s", tz="UTC"),
        ColumnKind.FLAG: arrow.bool_(),
        ColumnKind.NUMBER: arrow.float64(),
        ColumnKind.WHOLE: arrow.int64(),
    }
    fields = [(name, types[it.kind]) for name, it in table.columns.items()]
    schema = arrow.schema([*fields, (STATUS, types[ColumnKind.TEXT])])
    rows = [
        {name: _typed(row.get(name), it.kind) for name, it in table.columns.items()}
        | {STATUS: _UNOFFICIAL}
        for row in table.rows
    ]
    file = BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), file)
    return file.getvalue()


def _present(
    row: Mapping[str, Any], columns: Mapping[str, Column]
) -> dict[str, object]:
    kept = {name: row.get(name) for name in columns}
    return {name: it for name, it in kept.items() if not _is_empty(it)}


def _is_empty(value: object) -> bool:
    """Say whether a value says nothing; the number 0 says something."""
    return value is None or value is False or value in ("", [])


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return "\n".join(_LINE_ENDS.sub(" ", it) for it in value)
    cell: Any = value
    return None if value is False else cell


def _typed(value: Any, kind: ColumnKind) -> object:  # noqa: ANN401 (JSON values)
    """Return a value of JSON as one of its column's type."""
    if kind is ColumnKind.FLAG:
        return bool(value)
    if kind is ColumnKind.TEXTS:
        return value or []
    if value is None or value == "":
        return None
    if kind is ColumnKind.DAY:
        return date.fromisoformat(value)
    if kind is ColumnKind.MOMENT:
        return datetime.fromisoformat(value)
    return str(value) if kind is ColumnKind.TEXT else value
