"""The sheets of spreadsheets as rows."""

import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from types import ModuleType
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from riskctl.errors import UsageError
from riskctl.model.cells import Bad, Reader, Row
from riskctl.model.similar import hint_for
from riskctl.storage.intake.columns import Columns
from riskctl.storage.intake.source import Source

_MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_UNPACKED: Final = 256 * 1024 * 1024
_MOST_FILES: Final = 5000
_PIECE: Final = 1024 * 1024


def sheet_rows(
    source: Source,
    reader: Reader,
    needed: Sequence[str],
    extra: Callable[..., ModuleType],
) -> Iterator[Row | Bad]:
    """
    Yield the rows of a sheet; of a formula what the spreadsheet last showed.

    Args:
        extra: Returns the module of an extra.

    Raises:
        UsageError: It is no spreadsheet, too large when unpacked, or has no such
            sheet; or the extra is not installed.
    """
    columns: Columns | None = None
    for number, cells in sheet_cells(source, reader, extra):
        if columns is None:
            shown = f"{source.shown}:{number}"
            columns = Columns.of(cells, reader, needed, shown=shown)
            if columns.is_header:
                continue
        yield columns.row(cells, number)
    if columns is None:
        raise UsageError(
            f"{source.shown}: there is no row in the sheet",
            hint='name another one: reader = { ..., sheet = "..." }',
        )


def sheet_cells(
    source: Source, reader: Reader, extra: Callable[..., ModuleType]
) -> Iterator[tuple[int, list[str]]]:
    """
    Yield the rows of a sheet that hold anything, each with its number.

    Raises:
        UsageError: As `sheet_rows` does.
    """
    calamine: Any = extra("python_calamine", package="python-calamine", name="data")
    source.refuse_page("a spreadsheet")
    data = source.whole(most=_MOST_BYTES)
    _refuse_bomb(data, source.shown)
    try:
        book = calamine.load_workbook(BytesIO(data))
        names = book.sheet_names
        name = reader.sheet or (names[0] if names else "")
        if name not in names:
            raise UsageError(
                f"{source.shown}: there is no sheet `{name}`",
                hint=hint_for(name, names, otherwise=f"sheets: {', '.join(names)}"),
            )
        sheet = book.get_sheet_by_name(name)
        first = sheet.start[0] if sheet.start else 0
        for number, values in enumerate(sheet.iter_rows(), start=first + 1):
            cells = [_text(it) for it in values]
            if any(cells):
                yield number, cells
    except (calamine.CalamineError, ValueError) as error:
        raise _no_sheet(source.shown, str(error)) from None


def _text(value: object) -> str:
    """
    Return what a cell holds, a date as ISO spells it.

    >>> _text(5.0), _text(datetime(2026, 2, 5)), _text(True)
    ('5', '2026-02-05', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value).strip()


def _refuse_bomb(data: bytes, shown: str) -> None:
    """
    Refuse what would unpack to more than a sheet holds, before it is unpacked.

    Raises:
        UsageError: It would, or it is no archive.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
            room = _MOST_UNPACKED if len(files) <= _MOST_FILES else 0
            for it in files:
                room -= _unpacked(archive, it, most=room)
    except (BadZipFile, ValueError, NotImplementedError, zlib.error) as error:
        raise _no_sheet(shown, str(error)) from None
    if room <= 0:
        raise UsageError(
            f"{shown}: unpacks to more than {_MOST_UNPACKED // 2**20} MB",
            hint="export the sheet as CSV, which may be any size",
        )


def _unpacked(archive: ZipFile, file: ZipInfo, *, most: int) -> int:
    """Return the bytes that a file unpacks to, whatever the archive says of it."""
    size = 0
    file.file_size = sys.maxsize
    with archive.open(file) as stream:
        while size <= most and (piece := stream.read(_PIECE)):
            size += len(piece)
    return size


def _no_sheet(shown: str, why: str) -> UsageError:
    return UsageError(
        f"{shown}: not a spreadsheet that can be read: {why.lower()[:80]}",
        hint="save it as XLSX or ODS, or export it as CSV",
    )
