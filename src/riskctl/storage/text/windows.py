"""Dated windows for a backtest, from a CSV file."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from riskctl.errors import UsageError
from riskctl.model.period import Period
from riskctl.model.similar import hint_for
from riskctl.model.window import Window, WindowKind
from riskctl.storage.disk.files import is_there, read_bytes
from riskctl.storage.disk.names import MAX_FILE_BYTES
from riskctl.storage.text.csv_table import csv_table

COLUMNS: Final = ("start", "end", "label", "kind")


def read_windows(path: Path) -> tuple[Window, ...]:
    """
    Return the windows of a file with the columns start, end, label and kind.

    Other columns are the user's own, for instance a source.

    Raises:
        WatchError: The file cannot be read.
        UsageError: It is no such table; every bad row is named with its line.
    """
    wanted = f"a CSV file with the columns {','.join(COLUMNS)}"
    if not is_there(path):
        raise UsageError(f"{path}: there is no such file", hint=wanted)
    if path.is_dir():
        raise UsageError(f"{path}: is a folder", hint=wanted)
    data = read_bytes(path, shown=str(path))
    if len(data) > MAX_FILE_BYTES:
        size = MAX_FILE_BYTES // 2**20
        raise UsageError(f"{path}: larger than {size} MB", hint=wanted)
    try:
        table = csv_table(data)
    except ValueError as error:
        raise UsageError(f"{path}: {error}", hint="save it as CSV, UTF-8") from None
    missing = [it for it in COLUMNS if it not in table.columns]
    if missing:
        raise UsageError(
            f"{path}:{table.head}: no column {', '.join(f'`{it}`' for it in missing)}",
            hint=f"the first line names the columns: {','.join(COLUMNS)}",
        )
    windows, faults = [], []
    for line, row in table.rows:
        window, fault = _window(row)
        if window:
            windows.append(window)
        else:
            faults.append(f"{path}:{line}: {fault}")
    if faults or not windows:
        raise UsageError(
            "\n".join(faults) or f"{path}: there is no window in it",
            hint="2022-02-24,2022-03-31,Invasion of Ukraine,peak",
        )
    return tuple(windows)


def _window(row: Mapping[str | None, str | None]) -> tuple[Window | None, str]:
    """Return the window of a row, or what is wrong with it."""
    short = [name for name in COLUMNS if row.get(name) is None]
    if short:
        return None, f"the row ends before {', '.join(f'`{it}`' for it in short)}"
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    days = {}
    for name in ("start", "end"):
        day = _day(values[name])
        if day is None:
            return None, f"`{values[name]}` is not a date like 2022-02-24"
        days[name] = day
    if not values["label"]:
        return None, "the label is empty"
    kinds = [kind.value for kind in WindowKind]
    values["kind"] = values["kind"].casefold()
    if values["kind"] not in kinds:
        known = hint_for(values["kind"], kinds, otherwise="peak, calm or thaw")
        return None, f"there is no kind `{values['kind']}`: {known}"
    if days["end"] < days["start"]:
        return None, f"it ends on {days['end']}, before it starts on {days['start']}"
    return (
        Window(
            period=Period(days["start"], days["end"]),
            label=values["label"],
            kind=WindowKind(values["kind"]),
        ),
        "",
    )


def _day(text: str) -> date | None:
    """Return the day that *text* spells, in the one way that files use."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
