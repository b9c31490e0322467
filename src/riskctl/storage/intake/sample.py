"""The first rows of a table whose mapping is still to be written."""

import codecs
import csv
from collections.abc import Callable
from itertools import islice
from types import ModuleType
from typing import Final, NamedTuple

from riskctl.errors import UsageError
from riskctl.model.cells import FileForm, Reader
from riskctl.storage.intake.source import Source

_BYTES: Final = 256 * 1024
_ROWS: Final = 500
_SEPARATORS: Final = ",;\t|"
_SHEETS: Final = {".xlsx": FileForm.XLSX, ".xlsm": FileForm.XLSX, ".ods": FileForm.ODS}


class Sample(NamedTuple):
    """
    What a table looks like.

    Attributes:
        reader: How it was read.
        header: The names of its columns.
        rows: The first ones.
    """

    reader: Reader
    header: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def sample_of(source: Source, extra: Callable[..., ModuleType]) -> Sample:
    """
    Return the first rows of a table.

    Args:
        extra: Returns the module of an extra.

    Raises:
        UsageError: It is no table, or has no row that names its columns.
    """
    source.refuse_page("a table")
    if source.is_archive:
        return _of_sheet(source, extra)
    data = source.stream.read(_BYTES)
    encoding, text = _decoded(data)
    lines = text.splitlines(keepends=True)
    if len(data) == _BYTES:
        lines = lines[:-1]  # it may have been cut off
    if lines and lines[0].startswith("sep="):
        lines = lines[1:]
    first = next((it for it in lines if it.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    found = list(islice(csv.reader(lines, delimiter=separator), _ROWS + 1))
    tables = [it for it in found if any(map(str.strip, it))]
    if not tables or len(tables[0]) < 2:  # noqa: PLR2004 (one column is no table)
        raise UsageError(
            f"{source.shown}: no table with columns can be seen in it",
            hint="a CSV file whose first row names the columns",
        )
    form = FileForm.TSV if separator == "\t" else FileForm.CSV
    quoted = form is FileForm.CSV or any('"' in it for it in lines)
    reader = Reader(form, separator, encoding, quoted=quoted)
    return _sample(reader, tables[0], tables[1:])


def _of_sheet(source: Source, extra: Callable[..., ModuleType]) -> Sample:
    from riskctl.storage.intake.sheets import sheet_cells

    ending = source.shown[source.shown.rfind(".") :].lower()
    reader = Reader(_SHEETS.get(ending, FileForm.XLSX))
    rows = [cells for _, cells in islice(sheet_cells(source, reader, extra), _ROWS + 1)]
    if not rows:
        raise UsageError(
            f"{source.shown}: there is no row in the first sheet",
            hint="a sheet whose first row names the columns",
        )
    return _sample(reader, rows[0], rows[1:])


def _sample(reader: Reader, header: list[str], rows: list[list[str]]) -> Sample:
    names = tuple(it.strip() for it in header)
    filled = (
        {name: it.strip() for name, it in zip(names, row, strict=False) if it.strip()}
        for row in rows
    )
    return Sample(reader, tuple(filter(None, names)), tuple(filled))


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the encoding that the beginning of a text can be in, and the text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", data.decode("utf-16", "ignore")
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return "utf-8", decoder.decode(data)
    except UnicodeDecodeError:
        return "cp1252", data.decode("cp1252", "replace")
